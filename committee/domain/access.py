"""Who may see what of a loop: told by how a person stands to it, and by nothing else.

Interviewers write blind: nobody who still owes a scorecard of a loop learns anything of the
others', and being a coach doesn't change that. A candidate only ever holds what was released.
"""

from dataclasses import dataclass
from enum import StrEnum


class May(StrEnum):
    """One thing that a person may do with a loop."""

    KNOW = "know"
    """Know that it exists: its candidate, target, policy, and who sits on the panel."""
    WRITE = "write"
    """Write their own scorecards of it."""
    SEAT = "seat"
    """Invite and assign."""
    READ = "read"
    """Read every submitted scorecard, the progress, the outcome, the committee's packet."""
    RULE = "rule"
    """Decide, release, withdraw, and hand a scorecard back."""
    HOLD = "hold"
    """Read the candidate's edition of the packet."""


@dataclass(frozen=True)
class Standing:
    """How one person stands to one loop.

    `submitted` has an entry for each interview that they hold in it: whether its scorecard
    is handed in. `released` says whether their packet is released to them at this moment.
    """

    coach: bool = False
    candidate: bool = False
    submitted: tuple[bool, ...] = ()
    released: bool = False


def permitted(standing: Standing) -> frozenset[May]:
    """Everything a person may do with a loop; what is not in it must look like nothing at all."""
    if standing.candidate:
        return frozenset({May.HOLD}) if standing.released else frozenset()
    allowed: set[May] = set()
    if standing.submitted:
        allowed |= {May.KNOW, May.WRITE}
    if standing.coach:
        allowed |= {May.KNOW, May.SEAT}
    if allowed and all(standing.submitted):
        allowed |= {May.READ, May.RULE} if standing.coach else {May.READ}
    return frozenset(allowed)
