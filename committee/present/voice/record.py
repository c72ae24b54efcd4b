"""The words that files and programs keep, with the ids of traps and vetoes.

Snapshots hold these sentences and JSON prints them, so their wording stays as it is.
"""

from dataclasses import dataclass

from committee.domain.trace import VETO, Rule, Seen, Step, Votes

from .rules_said import Voice
from .words import spoken


@dataclass(frozen=True)
class Record(Voice):
    """The words that files and programs keep."""

    def trap(self, trap: str) -> str:
        """A trap by its id."""
        return trap

    def rule(self, rule: Rule) -> str:
        """A rule inside a sentence, a veto by its id."""
        if rule.kind == VETO:
            return f"the veto “{rule.subject}”"
        # Votes are spoken of with their article, which stands in the name already.
        return f"the {spoken(rule.subject).removeprefix('the ')} {rule.kind}"

    def seen(self, step: Step) -> Seen:
        """What a rule saw; votes are told as the levels that they read."""
        return step.saw.reads if isinstance(step.saw, Votes) else step.saw
