"""Who of a panel still has to be sent a link, and what waits for each of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from committee.present.voice.dates import day
from committee.present.voice.seat_names import interview_of
from committee.store import people
from committee.store.tables.loops import Assignment, Loop
from committee.store.tables.people import Person
from committee.web.accounts.links_shown import LinkToSend, as_one_text, links_to_send
from committee.web.frame.transactions import db


@dataclass(frozen=True)
class Links:
    """The open links of some loops, by the number of the person, and all as one text."""

    each: dict[int, LinkToSend]

    @property
    def sendable(self) -> int:
        """How many can be shown."""
        return sum(bool(link.link) for link in self.each.values())

    @property
    def text(self) -> str:
        """All that can be shown, as one text to send."""
        return as_one_text(self.each.values())


def links_of(loops: Iterable[Loop], seats: Iterable[Assignment]) -> Links:
    """The links of whoever sits in these seats or is these loops' candidate, and hasn't come in."""
    waits: dict[int, list[str]] = defaultdict(list)
    newcomers: dict[int, Person] = {}
    for seat in seats:
        if not seat.interviewer.joined and seat.owed:
            newcomers[seat.interviewer_id] = seat.interviewer
            due = f", due {day(seat.due_on)}" if seat.due_on else ""
            waits[seat.interviewer_id].append(
                f"{interview_of(seat.kind)} of {seat.loop.candidate_name}{due}"
            )
    for reader in people.by_ids(db(), [loop.candidate_id for loop in loops if loop.candidate_id]):
        if not reader.joined:
            newcomers[reader.id or 0] = reader
            waits[reader.id or 0].append("the packet of your loop, once it is released")
    return Links(links_to_send(newcomers.values(), waits))
