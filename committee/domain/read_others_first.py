"""Whether a scorecard was written blind: what breaks that, and who may be the same person."""

import re
from collections.abc import Mapping
from typing import Any

from .packet import NOT_ASSESSED

AS_COACH, AS_PANEL, OTHER_ACCOUNT = SEEN_AS = ("coach", "panel", "other_account")
"""How somebody had read the others' scorecards: as a coach, after handing in one of their own, or
by an account that is taken for theirs."""


def assesses(reads: Mapping[str, Any], scores: Mapping[str, Any]) -> bool:
    """Whether a scorecard says anything: one that doesn't costs nothing, and opens nothing."""
    return bool(scores) or any(level != NOT_ASSESSED for level in reads.values())


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, whatever their case and spacing."""
    return _plain(one) == _plain(other)


def same_mailbox(one: str, other: str) -> bool:
    """Whether two addresses differ in no more than dots and what follows a plus."""
    return _mailbox(one) == _mailbox(other)


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def _mailbox(email: str) -> tuple[str, str]:
    name, _, host = email.casefold().rpartition("@")
    return name.partition("+")[0].replace(".", ""), host
