"""A cohort's report as plain data: one page for a wall, without anybody's name on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from committee.domain.cohort import Agreement, Cohort
from committee.domain.decision import Verdict
from committee.domain.ladder import Ladder
from committee.domain.rubric import Rubric
from committee.domain.trace import SUFFICIENCY, Rule
from committee.present.voice.rule_names import rule_name
from committee.present.voice.words import VERDICT_MARKS, VERDICT_TONES, counted

OUTCOMES = {
    Verdict.HIRE: "Hire at the target",
    Verdict.DOWNLEVEL: "Downlevel",
    Verdict.NO_HIRE: "No hire",
    Verdict.MORE_SIGNAL: "More signal needed",
}
AVERAGES = {
    Verdict.HIRE: "hires",
    Verdict.NO_HIRE: "turns down",
    Verdict.MORE_SIGNAL: "has nothing",
}
LACKING = {Rule(SUFFICIENCY): "Too little evidence"}
"""What stood in the way, where a rule's own name says what it asks for."""
MOST_RULES = 6


@dataclass(frozen=True)
class Part:
    """One outcome's part of a bar: `share` from 0 to 1 of the bar's loops."""

    tone: str
    mark: str
    words: str
    count: int
    share: float


@dataclass(frozen=True)
class TargetRow:
    """The outcomes of the loops that aimed at one level."""

    name: str
    loops: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Bar:
    """How many loops something was found in; `share` from 0 to 1 of all loops."""

    name: str
    detail: str
    count: int
    share: float


@dataclass(frozen=True)
class AverageRow:
    """One outcome of the committee; a cell is a count, and whether the average differs there."""

    tone: str
    mark: str
    words: str
    cells: tuple[tuple[int, bool], ...]


@dataclass(frozen=True)
class AgreementRow:
    """One dimension: panels that agreed, were a level apart, or further; `share` agreed."""

    name: str
    agreed: int
    mixed: int
    conflicting: int
    share: float


@dataclass(frozen=True)
class CohortView:
    """The whole page; `sentence` and the lists are empty while no loop is decided."""

    name: str
    line: str
    words: str
    sentence: str
    outcomes: tuple[Part, ...]
    targets: tuple[TargetRow, ...]
    rules: tuple[Bar, ...]
    further_rules: str
    averages: tuple[str, ...]
    average_rows: tuple[AverageRow, ...]
    average_words: str
    traps: tuple[Bar, ...]
    agreement: tuple[AgreementRow, ...]


def cohort_view(
    cohort: Cohort, ladder: Ladder, rubric: Rubric, *, name: str, decided_by: str
) -> CohortView:
    """The report of a cohort; `decided_by` names the policy, or says that there are several."""
    binding = [*cohort.binding.items()]
    said = [v for v in AVERAGES if any(row.get(v) for row in cohort.beside_average.values())]
    return CohortView(
        name=name,
        line=f"{counted(cohort.size, 'loop')}, decided by {decided_by}",
        words=_words(cohort),
        sentence=_sentence(cohort),
        outcomes=_parts(cohort.outcomes),
        targets=tuple(
            TargetRow(ladder.name(target), counted(sum(row.values()), "loop"), _parts(row))
            for target in ladder.targets
            if (row := cohort.by_target.get(target))
        ),
        rules=tuple(
            _bar(_decided_by(rule), "", loops, cohort) for rule, loops in binding[:MOST_RULES]
        ),
        further_rules=_further([loops for _, loops in binding[MOST_RULES:]]),
        averages=tuple(AVERAGES[verdict] for verdict in said),
        average_rows=tuple(
            AverageRow(
                VERDICT_TONES[verdict],
                VERDICT_MARKS[verdict],
                OUTCOMES[verdict],
                tuple((row.get(average, 0), average is not verdict) for average in said),
            )
            for verdict, row in cohort.beside_average.items()
            if cohort.outcomes[verdict]
        ),
        average_words=_average_words(cohort),
        traps=tuple(_trap(trap, loops, cohort, rubric) for trap, loops in cohort.traps.items()),
        agreement=tuple(_agreement(a, rubric) for a in cohort.agreement if a.panels),
    )


def _words(cohort: Cohort) -> str:
    if not cohort.size:
        return "No loop is decided yet"
    return f"{cohort.outcomes[Verdict.HIRE]} of {cohort.size} hired at the level they aimed for"


def _sentence(cohort: Cohort) -> str:
    """What good code did not buy, and the rule that bound most often."""
    said = []
    if cohort.passed_gate:
        missed = f"{cohort.passed_not_hired} of them missed that level all the same"
        said.append(f"{counted(cohort.passed_gate, 'loop')} passed the coding gate; {missed}.")
    if cohort.binding:
        first, loops = next(iter(cohort.binding.items()))
        often = f"“{_decided_by(first)}”, in {counted(loops, 'loop')}"
        said.append(f"The rule that decided most often: {often}.")
    return " ".join(said)


def _decided_by(rule: Rule) -> str:
    return LACKING.get(rule) or rule_name(rule)


def _average_words(cohort: Cohort) -> str:
    kinder = sum(
        row.get(Verdict.HIRE, 0)
        for verdict, row in cohort.beside_average.items()
        if verdict is not Verdict.HIRE
    )
    differs = f"In {cohort.average_differs} of {cohort.size} an average says something else"
    return f"{differs}; {kinder} of these it would hire."


def _parts(counts: Mapping[Verdict, int]) -> tuple[Part, ...]:
    total = sum(counts.values())
    return tuple(
        Part(VERDICT_TONES[v], VERDICT_MARKS[v], OUTCOMES[v], count, count / total)
        for v, count in counts.items()
        if count
    )


def _bar(name: str, detail: str, loops: int, cohort: Cohort) -> Bar:
    return Bar(name, detail, loops, loops / cohort.size)


def _trap(trap_id: str, loops: int, cohort: Cohort, rubric: Rubric) -> Bar:
    trap = rubric.trap(trap_id)
    return _bar(trap.name, f"Ask: {trap.probe}", loops, cohort)


def _further(rest: list[int]) -> str:
    if not rest:
        return ""
    loops = counted(sum(rest), "loop")
    return f"{counted(len(rest), 'further rule')} decided {loops}."


def _agreement(found: Agreement, rubric: Rubric) -> AgreementRow:
    return AgreementRow(
        rubric.name(found.dimension),
        found.agreed,
        found.mixed,
        found.conflicting,
        found.agreed / found.panels,
    )
