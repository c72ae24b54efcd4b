"""The words that files and programs keep, with the ids of traps and vetoes.

Snapshots hold these sentences and JSON prints them, so their wording stays as it is.
"""

from dataclasses import dataclass

from committee.domain.policy import BAR_RAISER, VOTES
from committee.domain.trace import VETO, Rule, Seen, Step, Votes

from .trace_said import Voice

STRAIGHT = {VOTES: "the panel's vote", BAR_RAISER: "the bar raiser's vote"}
"""Votes as the first snapshots spell them."""


@dataclass(frozen=True)
class Record(Voice):
    """The words that files and programs keep."""

    def trap(self, trap: str) -> str:
        """A trap by its id."""
        return trap

    def spoken(self, dimension: str) -> str:
        """A dimension, or a kind of vote, as it stands inside a sentence."""
        return STRAIGHT.get(dimension) or super().spoken(dimension)

    def rule(self, rule: Rule) -> str:
        """A rule inside a sentence, a veto by its id."""
        if rule.kind == VETO:
            return f"the veto “{rule.subject}”"
        # Votes are spoken of with their article, which stands in the name already.
        return f"the {self.spoken(rule.subject).removeprefix('the ')} {rule.kind}"

    def seen(self, step: Step) -> Seen:
        """What a rule saw; votes are told as the levels that they read."""
        return step.saw.reads if isinstance(step.saw, Votes) else step.saw
