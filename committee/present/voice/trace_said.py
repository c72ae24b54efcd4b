"""Every rule of a trace in words; for whom they are meant is a voice's to say.

What programs read is in `record`, what people read in `readers`.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from committee.domain.policy import Policy, ReadRule, TrapRule, Veto
from committee.domain.trace import (
    BAR,
    GATE,
    GATES,
    LEVEL,
    MEAN,
    SUFFICIENCY,
    Confirmed,
    Reads,
    Rule,
    RuleOutcome,
    Seen,
    Step,
    Turnout,
    VoteAgreement,
    Votes,
)

from .rule_terms import AGREES, things_counted, whose_votes
from .words import number, opening, spoken


@dataclass(frozen=True)
class Voice(ABC):
    """The words of a policy's rules, step by step.

    It can't say what a vote was: a voice that may tell of votes has its own `seen`.
    """

    policy: Policy

    @abstractmethod
    def trap(self, trap: str) -> str:
        """A trap as it is named here."""

    @abstractmethod
    def rule(self, rule: Rule) -> str:
        """A rule inside a sentence: "the scope bar"."""

    def spoken(self, dimension: str) -> str:
        """A dimension, or a kind of vote, as it stands inside a sentence."""
        return spoken(dimension)

    def aside(self, step: Step) -> str:
        """What stands in brackets behind the sentence of a rule that decided."""
        return self.rule(step.rule)

    def seen(self, step: Step) -> Seen:
        """What a rule saw, as this voice tells it; TypeError for a vote."""
        if isinstance(step.saw, Votes):
            raise TypeError(step)
        return step.saw

    def said(self, step: Step) -> str:
        """What a rule saw, and what that means, in a sentence."""
        kind, name = step.rule.kind, self.level(step.level)
        if kind == SUFFICIENCY:
            return self.counted(step) if step.rule.subject else self.enough(step)
        if kind == GATES:
            return self.said(step.steps[0])
        if kind == LEVEL:
            reached = step.outcome is RuleOutcome.MET
            return f"Nothing stands against {name}." if reached else f"{name} is not reached."
        if kind == GATE:
            return self._gate(step, name)
        if kind == BAR:
            return self._mean(step) if step.rule.subject == MEAN else self._bar(step, name)
        return self._veto(step, self.policy.veto_by_id[step.rule.subject], name)

    def enough(self, step: Step) -> str:
        """Whether there is enough evidence, and what is missing."""
        if step.outcome is not RuleOutcome.NOT_MET:
            return f"There is enough evidence for {self.level(step.level)}."
        return f"Too little evidence for {self.level(step.level)}: {self.missing(step.unmet)}."

    def missing(self, steps: Sequence[Step]) -> str:
        """What there is too little of."""
        return "; ".join(self.counted(step) for step in steps)

    def counted(self, step: Step) -> str:
        """How many of something there are."""
        saw = self.seen(step)
        whose = whose_votes(saw) if isinstance(saw, Turnout) else ""
        return f"{things_counted(step.rule.subject)}: {self.panel(step)} of {step.needs}{whose}"

    def _gate(self, step: Step, name: str) -> str:
        if step.needs is None:
            return f"{name} has no coding gate."
        if step.outcome is RuleOutcome.NO_SIGNAL:
            return "Nobody scored coding."
        if step.outcome is RuleOutcome.NOT_MET:
            return f"Coding averages {self.panel(step)} where {name} needs {self.level(step.needs)}"
        return f"Coding averages {self.panel(step)} and clears its gate of {self.level(step.needs)}"

    def _mean(self, step: Step) -> str:
        if step.outcome is RuleOutcome.NO_SIGNAL:
            return "Nothing has a signal."
        verb = "reaches" if step.outcome is RuleOutcome.MET else "stays under"
        bar = self.level(step.needs)
        return f"The plain mean is {self.panel(step)}, which {verb} the bar of {bar}"

    def _bar(self, step: Step, name: str) -> str:
        dimension = step.rule.subject
        if step.needs is None:
            return f"{name} has no bar for {self.spoken(dimension)}."
        if step.outcome is RuleOutcome.NOT_APPLICABLE:
            what = opening(self.spoken(dimension))
            return f"{what} was not read, and {name} does not ask for it."
        saw = self.seen(step)
        if step.outcome is RuleOutcome.NOT_MET or not isinstance(saw, Reads):
            return self.read(dimension, step, name)
        reads = f"{opening(self.spoken(dimension))} reads {self.level(saw.panel)}"
        return f"{reads}, and {name} {self.asks(step)}"

    def asks(self, step: Step) -> str:
        """What a level needs."""
        return f"needs {self.level(step.needs)}"

    def read(self, what: str, step: Step, name: str) -> str:
        """What the panel reads on a dimension, and whether the level under test allows it."""
        saw = self.seen(step)
        if isinstance(saw, VoteAgreement):
            agrees, differs, _ = AGREES[saw.by]
            met = step.outcome is RuleOutcome.MET
            return f"{agrees if met else differs} to {self.level(step.needs)}"
        if not isinstance(saw, Reads):
            return f"{opening(self.spoken(what))} has no signal."
        reads = f"{opening(self.spoken(what))} reads {self.panel(step)}"
        if step.outcome is RuleOutcome.MET:
            return f"{reads}, which {name} allows"
        return f"{reads} where {name} {self.asks(step)}"

    def _veto(self, step: Step, veto: Veto, name: str) -> str:
        if step.outcome is RuleOutcome.NOT_APPLICABLE:
            since = f"from {self.level(veto.applies_from)} up"
            everywhere = veto.judged_at == "every_level"
            return f"This veto is judged {since if everywhere else 'at the target only'}."
        if isinstance(veto.rule, ReadRule):
            return self.read(veto.rule.dimension, step, name)
        trap = f"the trap “{self.trap(veto.rule.trap)}”"
        saw = self.seen(step)
        if not isinstance(saw, Confirmed) or not saw.by:
            return f"Nobody confirms {trap}"
        who = self.confirming(saw)
        if step.outcome is RuleOutcome.NOT_MET:
            return f"{who} {trap}, which {name} does not allow"
        if not saw.answered:
            return f"{who} {trap}, and the veto asks for {veto.rule.interviewers}"
        return f"{who} {trap}, but {self.answer(veto.rule)}"

    def answer(self, rule: TrapRule) -> str:
        """What another interviewer has that answers a trap."""
        reads = self.level(rule.unless_reads)
        return f"another interviewer has evidence for {rule.unless_for} at {reads} or above"

    def confirming(self, saw: Confirmed) -> str:
        """How many confirm a trap."""
        who = "interviewer confirms" if saw.by == 1 else "interviewers confirm"
        return f"{saw.by} {who}"

    def saw(self, step: Step) -> str:
        """What a rule saw, in the few words of a table's cell."""
        saw = self.seen(step)
        if isinstance(saw, Confirmed):
            who = self.confirming(saw) if saw.by else "not confirmed"
            return f"{who}, another differs" if saw.answered else who
        if isinstance(saw, Reads):
            return self.reads(saw)
        return "" if saw is None else self.panel(step)

    def reads(self, saw: Reads) -> str:
        """The single reads and what the panel makes of them: "Mid, Senior → Mid"."""
        if len(saw.singles) < 2:
            return self.level(saw.panel)
        singles = ", ".join(self.level(read) for read in saw.singles)
        return f"{singles} → {self.level(saw.panel)}{self.held_down(saw)}"

    def panel(self, step: Step) -> str:
        """The panel's read, or the mean: what stands last of what a rule saw."""
        saw = self.seen(step)
        if isinstance(saw, Reads):
            return f"{self.level(saw.panel)}{self.held_down(saw)}"
        if isinstance(saw, Turnout):
            return str(saw.count)
        if isinstance(saw, float | int):
            return str(saw) if step.rule.kind == SUFFICIENCY else number(saw)
        if isinstance(saw, VoteAgreement):
            return "agreed" if step.outcome is RuleOutcome.MET else AGREES[saw.by][2]
        return self.saw(step)

    def held_down(self, saw: Reads) -> str:
        """A clause that names the trap which caps the panel's read, empty where none does."""
        return f" (held down by the trap “{self.trap(saw.capped)}”)" if saw.capped else ""

    def needs(self, step: Step) -> str:
        """What a rule needs, in the few words of a table's cell."""
        saw = self.seen(step)
        if isinstance(saw, Confirmed):
            return "clear of it"
        if isinstance(saw, VoteAgreement):
            return f"agreement to {self.level(step.needs)}"
        if step.needs is None:
            return ""
        if step.rule.kind == SUFFICIENCY:
            return f"{step.needs} {things_counted(step.rule.subject)}"
        return f"{'at least ' if step.rule.kind == GATE else ''}{self.level(step.needs)}"

    def level(self, needs: float | str | None) -> str:
        """A level by its name, a score as people write it."""
        return self.policy.ladder.name(needs) if isinstance(needs, str) else number(needs or 0.0)
