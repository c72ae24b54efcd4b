"""Each rule as a step of the trace: judged by `rules`, put into a sentence here."""

import math
from collections.abc import Mapping

from . import rules
from .facts import NO_READ, Facts, applies
from .policy import BAR_RAISER, VOTES, Policy, ReadRule, TrapRule, Veto
from .rubric import CODING, LEVEL_DIMENSIONS
from .trace import BAR, GATE, MEAN, SUFFICIENCY, VETO, Outcome, Ref, Rule, Step

WORDS: Mapping[str, str] = {
    "scorecards": "behavioural scorecards",
    "signals": "dimensions with a signal",
    VOTES: "recommendations",
    BAR_RAISER: "recommendations by a bar raiser",
    CODING: "coding rounds with a score",
    "system_design": "system design rounds with a read",
}


def spoken(dimension: str) -> str:
    """A dimension, or a kind of vote, as it stands inside a sentence."""
    votes = {VOTES: "the panel's vote", BAR_RAISER: "the bar raiser's vote"}
    return votes.get(dimension, dimension.replace("_", " "))


def opening(words: str) -> str:
    """Words with a capital at the start."""
    return words[:1].upper() + words[1:]


def number(value: float) -> str:
    """A score with one or two decimals, cut off: 2.996 must not read as the bar it misses."""
    return f"{math.floor(value * 100 + 1e-6) / 100:.2f}".removesuffix("0")


def sufficiency_step(policy: Policy, facts: Facts, target: str) -> Step:
    """Whether there is enough evidence for the target: a step with one below it per count."""
    steps = tuple(
        _count_step(policy, facts, what, target)
        for what in policy.sufficiency
        if rules.needed(policy, what, target)
    )
    missing = [step for step in steps if step.outcome is Outcome.NOT_MET]
    name = policy.ladder.name(target)
    if missing:
        because = f"Too little evidence for {name}: " + "; ".join(s.because for s in missing) + "."
    else:
        because = f"There is enough evidence for {name}."
    outcome = Outcome.NOT_MET if missing else Outcome.MET
    if not steps:
        outcome = Outcome.NOT_APPLICABLE
    return Step(Rule(SUFFICIENCY), outcome, because, steps=steps)


def _count_step(policy: Policy, facts: Facts, what: str, target: str) -> Step:
    need, count = rules.needed(policy, what, target), facts.counts[what]
    things = WORDS.get(what, f"{spoken(what)} reads that count")
    short = rules.too_few(policy, facts, what, target)
    return Step(
        Rule(SUFFICIENCY, what),
        Outcome.NOT_MET if short else Outcome.MET,
        f"{things}: {count} of {need}{_whose_votes(facts, what, short)}",
        saw=str(count),
        needs=f"{need} {things}",
        uses=(_value(f"sufficiency.{what}.{target}", need), *facts.cites.get(what, ())),
    )


def _whose_votes(facts: Facts, what: str, short: bool) -> str:
    """Who is missing where votes are, and whose several votes were taken as one; in brackets."""
    signal = facts.signals.get(what)
    if signal is None or what not in (VOTES, BAR_RAISER):
        return ""
    told = [f"none by {_listed(signal.missing)}"] if short and signal.missing else []
    if short and what == BAR_RAISER and not (signal.missing or signal.reads):
        told = ["nobody who voted is one"]
    several = dict.fromkeys(read.interviewer for read in signal.stood_back)
    told += [f"of {_listed(tuple(several))} the lowest counts"] if several else []
    return f" ({'; '.join(told)})" if told else ""


def _listed(names: tuple[str, ...]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def gate_step(policy: Policy, facts: Facts, target: str) -> Step:
    """Whether coding clears the target's gate."""
    rule = Rule(GATE, CODING)
    gate, name = policy.gates.get(CODING, {}).get(target), policy.ladder.name(target)
    if gate is None:
        return _not_applicable(rule, f"{name} has no coding gate.")
    uses = (_value(f"gates.coding.{target}", gate), *facts.cites.get(CODING, ()))
    needs = f"at least {number(gate)}"
    if facts.counts[CODING] == 0:
        return Step(rule, Outcome.NO_SIGNAL, "Nobody scored coding.", "", needs, uses)
    mean = number(facts.coding)
    if rules.gate_missed(policy, facts, target):
        because = f"Coding averages {mean} where {name} needs {number(gate)}"
        return Step(rule, Outcome.NOT_MET, because, mean, needs, uses)
    because = f"Coding averages {mean} and clears its gate of {number(gate)}"
    return Step(rule, Outcome.MET, because, mean, needs, uses)


def veto_step(policy: Policy, veto: Veto, facts: Facts, level: str, target: str) -> Step:
    """Whether a veto fires at the level under test."""
    rule, name = Rule(VETO, veto.id), policy.ladder.name(level)
    if not applies(veto, policy, level, target):
        since = policy.ladder.name(veto.applies_from)
        where = f"from {since} up" if veto.judged_at == "every_level" else "at the target only"
        because = f"This veto is judged {where}."
        since_value = _value(f"veto.{veto.id}.applies_from", veto.applies_from)
        return Step(rule, Outcome.NOT_APPLICABLE, because, uses=(since_value,))
    fired = bool(rules.fires(policy, veto, facts, level))
    outcome = Outcome.NOT_MET if fired else Outcome.MET
    if isinstance(veto.rule, ReadRule):
        return _read_veto_step(policy, veto, veto.rule, facts, level, outcome)
    confirming = facts.counts.get(str(rule), int(fired))
    because, saw = _trap_words(policy, veto.rule, confirming, fired, name)
    uses = (_value(f"veto.{veto.id}.trap", veto.rule.trap), *facts.cites.get(str(rule), ()))
    return Step(rule, outcome, because, saw, "clear of it", uses)


def _trap_words(
    policy: Policy, rule: TrapRule, confirming: int, fired: bool, level: str
) -> tuple[str, str]:
    """The sentence and the short words for a trap that so many interviewers confirm."""
    trap = f"the trap “{rule.trap}”"
    if not confirming:
        return f"Nobody confirms {trap}", "not confirmed"
    who = "1 interviewer confirms" if confirming == 1 else f"{confirming} interviewers confirm"
    if fired:
        return f"{who} {trap}, which {level} does not allow", who
    if confirming < rule.interviewers:
        return f"{who} {trap}, and the veto asks for {rule.interviewers}", who
    reads = policy.ladder.name(str(rule.unless_reads))
    other = f"another interviewer has evidence for {rule.unless_for} at {reads} or above"
    return f"{who} {trap}, but {other}", f"{who}, another differs"


def _read_veto_step(
    policy: Policy, veto: Veto, rule: ReadRule, facts: Facts, level: str, outcome: Outcome
) -> Step:
    ladder, read = policy.ladder, facts.reads[rule.dimension]
    uses = (
        _value(f"veto.{veto.id}.levels", rule.levels),
        *facts.cites.get(rule.dimension, ()),
    )
    step_id, what = Rule(VETO, veto.id), opening(spoken(rule.dimension))
    lowest = ladder.name(ladder.at(max(0, ladder.rank(level) - rule.levels + 1)))
    if read == NO_READ:
        return Step(step_id, Outcome.NO_SIGNAL, f"{what} has no signal.", "", lowest, uses)
    because = f"{what} reads {ladder.name(ladder.at(read))}{held_down(facts, rule.dimension)}"
    if outcome is Outcome.MET:
        because += f", which {ladder.name(level)} allows"
    else:
        because += f" where {ladder.name(level)} needs {lowest}"
    return Step(step_id, outcome, because, saw(facts, policy, rule.dimension), lowest, uses)


def bar_step(policy: Policy, facts: Facts, dimension: str, level: str) -> Step:
    """Whether the panel reads a dimension at the bar of the level under test, or above."""
    ladder, bar = policy.ladder, policy.bars[dimension].get(level)
    rule, what = Rule(BAR, dimension), opening(spoken(dimension))
    if bar is None:
        return _not_applicable(rule, f"{ladder.name(level)} has no bar for {spoken(dimension)}.")
    read, needs = facts.reads[dimension], ladder.name(bar)
    uses = (_value(f"bars.{dimension}.{level}", bar), *facts.cites.get(dimension, ()))
    if read == NO_READ and not rules.needed(policy, dimension, level):
        because = f"{what} was not read, and {ladder.name(level)} does not ask for it."
        return Step(rule, Outcome.NOT_APPLICABLE, because, "", needs, uses)
    if read == NO_READ:
        return Step(rule, Outcome.NO_SIGNAL, f"{what} has no signal.", "", needs, uses)
    sees, name = saw(facts, policy, dimension), ladder.name(ladder.at(read))
    if rules.bar_missed(policy, facts, dimension, level):
        name += held_down(facts, dimension)
        because = f"{what} reads {name} where {ladder.name(level)} needs {needs}"
        return Step(rule, Outcome.NOT_MET, because, sees, needs, uses)
    because = f"{what} reads {name}, and {ladder.name(level)} needs {needs}"
    return Step(rule, Outcome.MET, because, sees, needs, uses)


def mean_step(policy: Policy, facts: Facts, target: str) -> Step:
    """Whether the plain mean reaches the bar of a policy that averages."""
    assert policy.mean is not None
    score, bar = float(rules.mean_score(policy.mean, policy, facts, target)), policy.mean.bar
    uses = (
        _value("mean.bar", bar),
        *(ref for d in (*LEVEL_DIMENSIONS, CODING) for ref in facts.cites.get(d, ())),
    )
    if math.isnan(score):
        return Step(
            Rule(BAR, MEAN), Outcome.NO_SIGNAL, "Nothing has a signal.", "", number(bar), uses
        )
    met = score >= bar
    verb = "reaches" if met else "stays under"
    because = f"The plain mean is {number(score)}, which {verb} the bar of {number(bar)}"
    outcome = Outcome.MET if met else Outcome.NOT_MET
    return Step(Rule(BAR, MEAN), outcome, because, number(score), number(bar), uses)


def saw(facts: Facts, policy: Policy, dimension: str) -> str:
    """The single reads and what the panel makes of them: "Mid, Senior → Mid"."""
    ladder = policy.ladder
    panel = ladder.name(ladder.at(facts.reads[dimension]))
    signal = facts.signals.get(dimension)
    if signal is None or signal.count < 2:
        return panel
    singles = ", ".join(ladder.name(str(read.value)) for read in signal.reads)
    return f"{singles} → {panel}{held_down(facts, dimension)}"


def held_down(facts: Facts, dimension: str) -> str:
    """A clause that names the trap which caps the panel's read, empty where none does."""
    signal = facts.signals.get(dimension)
    return f" (held down by the trap “{signal.capped}”)" if signal and signal.capped else ""


def _value(key: str, value: str | int | float) -> Ref:
    return Ref("policy", key, value)


def _not_applicable(rule: Rule, because: str) -> Step:
    return Step(rule, Outcome.NOT_APPLICABLE, because)
