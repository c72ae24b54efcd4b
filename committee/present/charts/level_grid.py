"""The level grid: what each interviewer read, what the panel read, and what was asked for."""

from dataclasses import dataclass, replace

from committee.domain import rule_comparisons
from committee.domain.case import Case
from committee.domain.ladder import Ladder
from committee.domain.policy import ReadRule, TrapRule, Veto
from committee.domain.rubric import CODING, LEVEL_DIMENSIONS, Rubric
from committee.domain.signals import Signal
from committee.domain.trace import BAR, GATE, VETO, Rule, RuleOutcome
from committee.present.voice.words import OUTCOME_TONES, counted, number


@dataclass(frozen=True)
class GridRow:
    """One dimension: `rings` and `panel` are places on the ladder, from 0, lowest first.

    `panel` is None without a signal. `words` stands in place of the bar for a dimension that
    is scored rather than read at a level. `desc` is the row in words, for people who can't see it.
    `worth` says how sure the panel's read is, `reach` from where to where on the ladder the
    candidate may stand; empty and None where that isn't told. `id` is the dimension's.
    """

    name: str
    note: str
    tone: str
    mark: str
    desc: str
    rings: tuple[int, ...] = ()
    panel: int | None = None
    words: str = ""
    worth: str = ""
    reach: tuple[float, float] | None = None
    id: str = ""


@dataclass(frozen=True)
class Grid:
    """The levels by name, the target's place among them, and a row per dimension."""

    levels: tuple[str, ...]
    target: int
    rows: tuple[GridRow, ...]

    @property
    def tells_worth(self) -> bool:
        """Whether any row says how sure its read is."""
        return any(row.worth for row in self.rows)


def level_grid(case: Case, rubric: Rubric) -> Grid:
    """The grid of a case, as it is decided."""
    ladder = case.policy.ladder
    rows = tuple(_row(case, rubric, dimension) for dimension in LEVEL_DIMENSIONS)
    return Grid(
        levels=tuple(level.name for level in ladder.levels),
        target=ladder.rank(case.target),
        rows=(*rows, _coding_row(case, rubric.name(CODING))),
    )


def unmarked(grid: Grid) -> Grid:
    """The reads alone: no tone and no word that gives the outcome away."""
    rows = (
        replace(row, tone="quiet", mark="", desc=row.desc.rpartition(":")[0], worth="", reach=None)
        for row in grid.rows
    )
    return replace(grid, rows=tuple(rows))


def held_down_by(veto: Veto) -> str | None:
    """The dimension that a veto speaks of, None for one that speaks of the whole loop."""
    if isinstance(veto.rule, ReadRule):
        return veto.rule.dimension
    assert isinstance(veto.rule, TrapRule)
    return veto.rule.unless_for or veto.rule.sole_read_of


def _row(case: Case, rubric: Rubric, dimension: str) -> GridRow:
    ladder, signal = case.policy.ladder, case.signals[dimension]
    name, (tone, mark) = rubric.name(dimension), _mark(case, dimension)
    singles = [ladder.name(str(read.value)) for read in signal.reads]
    bar = case.policy.bars.get(dimension, {}).get(case.target)
    needs = _needs(bar, ladder)
    if signal.reads_at is None:
        note, desc = needs, f"no read that counts; {needs}: {mark}"
        return GridRow(name, note, tone, mark, desc, id=dimension)
    panel = ladder.name(signal.reads_at)
    held = f", held down by “{rubric.trap(signal.capped).name}”" if signal.capped else ""
    return GridRow(
        name=name,
        note=f"reads {panel}{held} · {needs}",
        tone=tone,
        mark=mark,
        desc=f"single reads {', '.join(singles)}; the panel reads {panel}{held}; {needs}: {mark}",
        rings=tuple(ladder.rank(str(read.value)) for read in signal.reads),
        panel=ladder.rank(signal.reads_at),
        id=dimension,
    )


def _needs(bar: str | None, ladder: Ladder) -> str:
    if bar is None:
        return "no bar"
    return f"needs {ladder.name(bar)}" if ladder.rank(bar) else "no minimum"


def _mark(case: Case, dimension: str) -> tuple[str, str]:
    """The tone of a row and the word that goes with it."""
    outcomes = {step.rule: step.outcome for step in case.ruling.at_target}
    for veto in case.policy.vetoes:
        fired = outcomes[Rule(VETO, veto.id)] is RuleOutcome.NOT_MET
        if fired and held_down_by(veto) == dimension:
            return "veto", "VETO"
    if rule_comparisons.too_few(case.policy, case.facts, dimension, case.target):
        return "quiet", "too little"
    outcome = outcomes.get(Rule(BAR, dimension))
    if outcome is None:
        return "quiet", "not judged"
    words = {
        RuleOutcome.MET: "meets",
        RuleOutcome.NOT_MET: "under bar",
        RuleOutcome.NO_SIGNAL: "no signal",
        RuleOutcome.NOT_APPLICABLE: "not asked",
    }
    return OUTCOME_TONES[outcome], words[outcome]


def _coding_row(case: Case, name: str) -> GridRow:
    (step,) = (step for step in case.ruling.at_target if step.rule == Rule(GATE, CODING))
    gate = case.policy.gates.get(CODING, {}).get(case.target)
    words = _coding_words(case.signals[CODING])
    if step.outcome is RuleOutcome.MET:
        tone, mark = "meet", "meets"
    elif step.outcome is RuleOutcome.NOT_MET:
        tone, mark = "veto", "under gate"
    else:
        tone, mark = "quiet", "not judged" if gate is None else "no signal"
    note = f"a score · gate at {number(gate)}" if gate is not None else "a score · no gate"
    desc = f"{words}; {note}: {mark}"
    return GridRow(name, note, tone, mark, desc, words=words, id=CODING)


def _coding_words(signal: Signal) -> str:
    if signal.score is None:
        return "no round was scored"
    scores = ", ".join(number(float(read.value)) for read in signal.reads)
    singles = f" ({scores})" if signal.count > 1 else ""
    return f"{number(signal.score)} of 4 from {counted(signal.count, 'round')}{singles}"
