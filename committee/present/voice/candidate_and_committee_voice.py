"""Rules as people read them: by their names, with reads and counts spelled out, for two readers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from committee.domain.case import Case
from committee.domain.policy import BAR_RAISER, VOTES, TrapRule
from committee.domain.rubric import CODING, SYSTEM_DESIGN, Rubric
from committee.domain.trace import (
    BAR,
    SUFFICIENCY,
    Reads,
    Rule,
    Seen,
    Step,
    Turnout,
    Vote,
    VoteAgreement,
    Votes,
)
from committee.domain.votes_hidden_from_candidate import votes_of

from .rule_names import the_rule
from .rule_terms import whose_votes
from .trace_said import Voice
from .words import RECOMMENDATIONS, in_words, listed, spoken

HEARD = {
    "scorecards": ("behavioural scorecard is in", "behavioural scorecards are in"),
    "signals": ("dimension has a signal", "dimensions have a signal"),
    VOTES: ("person gave a recommendation", "people gave a recommendation"),
    BAR_RAISER: ("bar raiser gave a recommendation", "bar raisers gave a recommendation"),
    CODING: ("coding round has a score", "coding rounds have a score"),
    SYSTEM_DESIGN: ("system design round has a read", "system design rounds have a read"),
}

ASKED = {
    "scorecards": ("behavioural scorecard", "behavioural scorecards"),
    "signals": ("dimension with a signal", "dimensions with a signal"),
    VOTES: ("recommendation", "recommendations"),
    BAR_RAISER: ("recommendation by a bar raiser", "recommendations by bar raisers"),
    CODING: ("coding round with a score", "coding rounds with a score"),
    SYSTEM_DESIGN: ("system design round with a read", "system design rounds with a read"),
}


@dataclass(frozen=True)
class CandidateVoice(Voice):
    """The words for the candidate, who is told no vote; traps go by the names of `rubric`."""

    rubric: Rubric

    def trap(self, trap: str) -> str:
        """A trap by its name."""
        return {each.id: each.name for each in self.rubric.traps}.get(trap, trap)

    def answer(self, rule: TrapRule) -> str:
        """What another interviewer has that answers a trap."""
        return super().answer(replace(rule, unless_for=spoken(str(rule.unless_for))))

    def rule(self, rule: Rule) -> str:
        """A rule inside a sentence, by its name."""
        return the_rule(rule)

    def aside(self, step: Step) -> str:
        """The rule's name; that votes decided, their sentence says itself."""
        votes = step.rule.kind == BAR and votes_of(step.rule, self.policy)
        return "" if votes else super().aside(step)

    def missing(self, steps: Sequence[Step]) -> str:
        """What was heard of what there is too little of, and how much of it is needed."""
        needs = {step.needs for step in steps}
        same = len(needs) == 1 and needs != {1}
        said: list[str] = []
        graded = False
        for step in steps:
            asked = "" if same or step.needs == 1 else f", of {in_words(step.needs)} needed"
            said.append(f"{_heard(step, again=graded)}{asked}")
            graded = graded or step.rule.subject not in HEARD
        each = " for each" if len(steps) > 1 else ""
        return f"{'; '.join(said)}{f' ({in_words(*needs)} are needed{each})' if same else ''}"

    def asks(self, step: Step) -> str:
        """What a level needs; the lowest level of the ladder is what every read reaches."""
        return "asks for no minimum" if self._any_read_will_do(step) else super().asks(step)

    def needs(self, step: Step) -> str:
        """What a rule needs, in the few words of a table's cell."""
        if step.rule.kind == SUFFICIENCY and isinstance(step.needs, int):
            what, need = step.rule.subject, step.needs
            one, many = ASKED.get(what, (f"read of {spoken(what)}", f"reads of {spoken(what)}"))
            return f"{in_words(need)} {one if need == 1 else many}"
        return "no minimum" if self._any_read_will_do(step) else super().needs(step)

    def reads(self, saw: Reads) -> str:
        """The single reads and what the panel makes of them: "Below, Mid: lower median Below"."""
        count, panel = len(saw.singles), self.level(saw.panel)
        if count < 2:
            return panel
        singles = ", ".join(self.level(read) for read in saw.singles)
        if saw.capped:
            return f"{singles}: held down to {panel} by the trap “{self.trap(saw.capped)}”"
        if set(saw.singles) == {saw.panel}:
            return f"{panel} in {'both' if count == 2 else f'all {count}'} interviews"
        return f"{singles}: {'' if count % 2 else 'lower '}median {panel}"

    def _any_read_will_do(self, step: Step) -> bool:
        return step.rule.kind == BAR and step.needs == self.policy.ladder.at(0)


@dataclass(frozen=True)
class CommitteeVoice(CandidateVoice):
    """The words for the committee: the candidate's, and votes."""

    def seen(self, step: Step) -> Seen:
        """What a rule saw; of votes, whether they agree to the level."""
        if not isinstance(step.saw, Votes):
            return step.saw
        raiser = votes_of(step.rule, self.policy) == BAR_RAISER
        return VoteAgreement(BAR_RAISER if raiser else self.policy.aggregation.votes)

    def aside(self, step: Step) -> str:
        """The rule's name, or the votes that it weighed."""
        return super().aside(step) or self.saw(step)

    def saw(self, step: Step) -> str:
        """What a rule saw, in the few words of a table's cell; every vote that was cast."""
        if isinstance(step.saw, Votes) and step.saw.cast:
            return listed([self._vote(vote) for vote in step.saw.cast])
        return super().saw(step)

    def _vote(self, vote: Vote) -> str:
        at = f" at {self.level(vote.at)}" if vote.at else ""
        return f"{RECOMMENDATIONS[vote.recommendation]}{at}"


def voice_for(case: Case, rubric: Rubric) -> CandidateVoice:
    """The voice for whoever may read a case."""
    reader = CandidateVoice if case.candidates else CommitteeVoice
    return reader(case.policy, rubric)


def _heard(step: Step, *, again: bool) -> str:
    """How many heard something: "one interviewer heard scope that can be graded"."""
    saw, what = step.saw, step.rule.subject
    count = saw.count if isinstance(saw, Turnout) else saw if isinstance(saw, int) else 0
    if what in HEARD:
        whose = whose_votes(saw) if isinstance(saw, Turnout) else ""
        return f"{in_words(count) if count else 'no'} {HEARD[what][count > 1]}{whose}"
    who = "none" if again else "no interviewer"
    if count:
        who = f"{in_words(count)} interviewer{'s' if count > 1 else ''}"
    return f"{who} heard {spoken(what)}{'' if again else ' that can be graded'}"
