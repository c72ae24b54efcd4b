"""Whose turn it is with a loop, read off its panel."""

from collections.abc import Sequence
from datetime import date, datetime

from committee.domain.access import May
from committee.domain.panel_needed import SeatNeeded, seats_missing
from committee.present.voice.whose_turn import Stand, Turn, Waiting, whose_turn
from committee.store.loops_with_rows import Panel
from committee.store.tables.decisions import Release
from committee.store.tables.loops import LEFT
from committee.store.tables.people import Person
from committee.web.packets.packets_from_rows import policy_named


def turn_of(
    panel: Panel,
    names: dict[str, str],
    reader: Person,
    may: frozenset[May],
    *,
    links: bool,
    changed: bool,
    release: Release | None,
) -> Turn:
    """Whose turn it is, for somebody who reads the loop; `names` are those of its interviews."""
    loop, newest = panel.loop, panel.newest
    late = [seat for seat in panel.seats if seat.owed]
    held = [seat for seat in panel.seats if seat.state not in LEFT]
    have = [SeatNeeded(seat.kind, seat.bar_raiser) for seat in held]
    stand = Stand(
        waiting=[Waiting(names[seat.key], seat.due_on, seat.asked_at) for seat in late],
        seats=len(held),
        lacks=bool(seats_missing(policy_named(loop.policy), loop.target, have)),
        links=links,
        owed=any(seat.interviewer_id == reader.id for seat in late),
        submitted_at=_last(panel),
        decision=newest.number if newest else 0,
        decided_at=newest.decided_at if newest else None,
        changed=changed,
        released_at=release.released_at if release else None,
        has_reader=loop.candidate_id is not None,
        rules=May.RULE in may,
    )
    return whose_turn(stand, date.today())


def _last(panel: Panel) -> datetime | None:
    times: Sequence[datetime] = [sent.submitted_at for sent in panel.sent.values()]
    return max(times, default=None)
