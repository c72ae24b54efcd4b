"""The level grid: what each interviewer read, what the panel read, and what was asked for."""

from dataclasses import dataclass

from committee.domain import explain, rules
from committee.domain.decision import Decision
from committee.domain.facts import Facts
from committee.domain.policy import Policy, ReadRule, TrapRule, Veto
from committee.domain.rubric import CODING, LEVEL_DIMENSIONS, Rubric
from committee.domain.signals import Signal
from committee.domain.trace import Outcome
from committee.present.voice.words import OUTCOME_TONES, counted, number


@dataclass(frozen=True)
class GridRow:
    """One dimension: `rings` and `panel` are places on the ladder, from 0, lowest first.

    `panel` is None without a signal. `words` stands in place of the bar for a dimension that
    is scored rather than read at a level. `desc` says the whole row to who can't see it.
    """

    name: str
    note: str
    tone: str
    mark: str
    desc: str
    rings: tuple[int, ...] = ()
    panel: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Grid:
    """The levels by name, the target's place among them, and a row per dimension."""

    levels: tuple[str, ...]
    target: int
    rows: tuple[GridRow, ...]


def level_grid(decision: Decision, facts: Facts, policy: Policy, rubric: Rubric) -> Grid:
    """The grid of a decision; `facts` are those that it was made from."""
    ladder = policy.ladder
    rows = tuple(_row(decision, facts, policy, rubric, d) for d in LEVEL_DIMENSIONS)
    return Grid(
        levels=tuple(level.name for level in ladder.levels),
        target=ladder.rank(decision.target),
        rows=(*rows, _coding_row(decision, facts, policy, rubric.name(CODING))),
    )


def held_down_by(veto: Veto) -> str | None:
    """The dimension that a veto speaks of, None for one that speaks of the whole loop."""
    if isinstance(veto.rule, ReadRule):
        return veto.rule.dimension
    assert isinstance(veto.rule, TrapRule)
    return veto.rule.unless_for or veto.rule.sole_read_of


def _row(
    decision: Decision, facts: Facts, policy: Policy, rubric: Rubric, dimension: str
) -> GridRow:
    name, ladder, signal = rubric.name(dimension), policy.ladder, decision.signals[dimension]
    tone, mark = _mark(decision, facts, policy, dimension)
    singles = [ladder.name(str(read.value)) for read in signal.reads]
    bar = policy.bars.get(dimension, {}).get(decision.target)
    needs = f"needs {ladder.name(bar)}" if bar else "no bar"
    if signal.reads_at is None:
        note, desc = needs, f"no read that counts; {needs}: {mark}"
        return GridRow(name, note, tone, mark, desc)
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
    )


def _mark(decision: Decision, facts: Facts, policy: Policy, dimension: str) -> tuple[str, str]:
    """The tone of a row and the word that goes with it."""
    target = decision.target
    for veto in policy.vetoes:
        step = explain.veto_step(policy, veto, facts, target, target)
        if held_down_by(veto) == dimension and step.outcome is Outcome.NOT_MET:
            return "veto", "VETO"
    if rules.too_few(policy, facts, dimension, target):
        return "quiet", "too little"
    if dimension not in policy.bars:
        return "quiet", "not judged"
    outcome = explain.bar_step(policy, facts, dimension, target).outcome
    words = {
        Outcome.MET: "meets",
        Outcome.NOT_MET: "under bar",
        Outcome.NO_SIGNAL: "no signal",
        Outcome.NOT_APPLICABLE: "not asked",
    }
    return OUTCOME_TONES[outcome], words[outcome]


def _coding_row(decision: Decision, facts: Facts, policy: Policy, name: str) -> GridRow:
    signal, step = decision.signals[CODING], explain.gate_step(policy, facts, decision.target)
    gate = policy.gates.get(CODING, {}).get(decision.target)
    words = _coding_words(signal)
    if step.outcome is Outcome.MET:
        tone, mark = "meet", "meets"
    elif step.outcome is Outcome.NOT_MET:
        tone, mark = "veto", "under gate"
    else:
        tone, mark = "quiet", "not judged" if gate is None else "no signal"
    note = f"a score · gate at {number(gate)}" if gate is not None else "a score · no gate"
    return GridRow(name, note, tone, mark, f"{words}; {note}: {mark}", words=words)


def _coding_words(signal: Signal) -> str:
    if signal.score is None:
        return "no round was scored"
    scores = ", ".join(number(float(read.value)) for read in signal.reads)
    singles = f" ({scores})" if signal.count > 1 else ""
    return f"{number(signal.score)} of 4 from {counted(signal.count, 'round')}{singles}"
