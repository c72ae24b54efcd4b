"""What was set by hand in the simulator, told as such: no sentence stands behind it."""

from committee.domain.case import NO_SIGNAL, Case, case_of
from committee.domain.policy import BAR_RAISER, VOTES, TrapRule
from committee.domain.rubric import CODING, LEVEL_DIMENSIONS, Rubric
from committee.domain.trace import SUFFICIENCY, VETO
from committee.present.charts.level_grid import held_down_by
from committee.present.voice.words import number, opening, spoken

CHANGEABLE = (*LEVEL_DIMENSIONS, CODING, VOTES, BAR_RAISER)


def name_of(what: str, rubric: Rubric) -> str:
    """What people call a dimension or a kind of vote, at the start of a sentence."""
    return opening(spoken(what)) if what in (VOTES, BAR_RAISER) else rubric.name(what)


def read_by_hand(what: str, case: Case, rubric: Rubric) -> str:
    """What a read, a score or a vote was set to, and what was heard; empty where nobody set it."""
    now: str | float | None = case.what_if.coding
    if what != CODING:
        now = case.what_if.reads.get(what)
    if now is None:
        return ""
    set_to = number(now) if isinstance(now, float | int) else _level(now, case)
    was = case_of(case.packet, case.policy, case.target).signals[what]
    heard = number(was.score) if was.score is not None else _level(was.reads_at, case)
    return (
        f"{name_of(what, rubric)} was set to {set_to} by hand: no sentence stands behind that. "
        f"What was heard came to {heard}."
    )


def trap_by_hand(trap: str, case: Case, rubric: Rubric) -> str:
    """Whether a trap was confirmed or taken off by hand; empty where it wasn't touched."""
    imagined = case.what_if.traps.get(trap)
    if imagined is None:
        return ""
    done = "confirmed" if imagined else "taken off"
    return f"“{rubric.trap(trap).name}” was {done} by hand: no sentence stands behind that."


def bound_by_hand(case: Case, rubric: Rubric) -> str:
    """What was changed by hand in what the outcome rests on."""
    step = case.ruling.binding
    if step is None:
        changed = [*case.what_if.reads, *([CODING] if case.what_if.coding is not None else [])]
        told = [read_by_hand(d, case, rubric) for d in changed if d in CHANGEABLE]
        return " ".join([*told, *(trap_by_hand(t, case, rubric) for t in case.what_if.traps)])
    subject, traps = step.rule.subject, set[str]()
    if step.rule.kind == VETO:
        veto = case.policy.veto_by_id[subject]
        traps = {veto.rule.trap} if isinstance(veto.rule, TrapRule) else set()
        subject = held_down_by(veto) or ""
    elif step.rule.kind == SUFFICIENCY:
        traps = set(case.policy.aggregation.backs_nothing)
    told = [trap_by_hand(trap, case, rubric) for trap in case.what_if.traps if trap in traps]
    if not told and subject in CHANGEABLE:
        told = [read_by_hand(subject, case, rubric)]
    return " ".join(told)


def _level(level: str | None, case: Case) -> str:
    return "nothing" if level in (None, NO_SIGNAL) else case.policy.ladder.name(str(level))
