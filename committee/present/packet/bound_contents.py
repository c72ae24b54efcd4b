"""The contents of packets that are bound together."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A line of the contents: whose packet, its outcome, the page it begins on, and a link."""

    title: str
    outcome: str
    page: int
    link: str


@dataclass(frozen=True)
class ContentsView:
    """What stands before bound packets: a title, how many there are, and a line for each."""

    title: str
    lead: str
    entries: tuple[Entry, ...]
