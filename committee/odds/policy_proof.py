"""What a policy promises, proven over every cell of its outcome tables."""

from collections.abc import Mapping
from dataclasses import dataclass

from committee.domain.policy import Policy
from committee.domain.trace import Rule
from committee.errors import TooLargeError

from .dead_rules import dead_rules
from .law_counter_example import CounterExample, smallest, unreached
from .policy_laws import BY_CELLS, EVERY_TARGET, tables_of

MOST_IN_ALL = 2**26
"""How many cells a check looks at, at most, all targets together."""


@dataclass(frozen=True)
class Check:
    """How many cells were looked at, each law's counter-example or None, and the dead rules.

    A dead rule says no on no cell before another rule has said no.
    """

    policy: Policy
    cells: int
    broken: Mapping[str, CounterExample | None]
    dead_rules: tuple[Rule, ...]

    @property
    def holds(self) -> bool:
        """Whether every law holds but those that the policy breaks on purpose."""
        return not any(found for law, found in self.broken.items() if not self.purpose(law))

    def purpose(self, law: str) -> str:
        """Why the policy breaks a law on purpose, "" where it doesn't or keeps the law."""
        return self.policy.breaks.get(law, "") if self.broken[law] else ""

    @property
    def kept(self) -> tuple[str, ...]:
        """The laws that the policy says it breaks, and keeps."""
        return tuple(law for law in self.policy.breaks if not self.broken[law])


def check_policy(policy: Policy) -> Check:
    """Look at every cell of a policy, at every target; TooLargeError where there are too many."""
    tables = tables_of(policy)
    if tables.size > MOST_IN_ALL:
        raise TooLargeError(tables.size, MOST_IN_ALL, policy.title)
    broken = {law: smallest(breaks(tables)) for law, breaks in BY_CELLS.items()}
    broken[EVERY_TARGET] = unreached(tables.of_targets)
    cells = sum(table.size for table in tables.of_targets)
    return Check(policy, cells, broken, dead_rules(tables.of_targets))
