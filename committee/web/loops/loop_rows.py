"""What a loop's page shows, no more than its reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from committee.domain.access import May
from committee.domain.decision import Verdict
from committee.files.frozen_policy import is_ours
from committee.present.packet.headline import Headline
from committee.present.voice.blindness_words import mark_of
from committee.present.voice.words import KINDS, VERDICT_MARKS, VERDICT_TONES, verdict_words
from committee.store import decisions, scorecards
from committee.store.panels import panel_of
from committee.store.tables.decisions import Snapshot
from committee.store.tables.loops import SUBMITTED, Assignment, Loop
from committee.store.tables.people import Person
from committee.web.frame.transactions import db, finish
from committee.web.packets.from_rows import policy_named, policy_of

from .cohort_pages import outcome_so_far

STATES = {"open": "not submitted", "submitted": "submitted", "handed_back": "handed back"}


@dataclass(frozen=True)
class SeatRow:
    """One interview of a loop; `state` and what follows are None for who still writes blind."""

    seat: Assignment
    kind: str
    own: bool
    joined: bool
    state: str | None = None
    submitted_at: datetime | None = None
    revisions: int = 0
    not_blind: str = ""


@dataclass(frozen=True)
class DecisionRow:
    """A decision that was kept, and whether the candidate may read it now.

    `own_policy` is the title of the policy that decided if it isn't the loop's as it is here.
    """

    snapshot: Snapshot
    outcome: Headline
    own_policy: str | None
    released: bool


@dataclass(frozen=True)
class Board:
    """A loop's page; `missing` names the interviews that aren't submitted."""

    target: str
    policy: str
    seats: tuple[SeatRow, ...]
    missing: tuple[str, ...]
    outcome: Headline | None
    decisions: tuple[DecisionRow, ...]
    has_reader: bool


def board_of(loop: Loop, may: frozenset[May], reader: Person) -> Board:
    """A loop's page for a reader who may do `may` with it."""
    policy = policy_named(loop.policy)
    panel = panel_of(db(), loop)
    held = panel.seats
    reads = May.READ in may
    shown = held if reads or May.SEAT in may else _own(held, reader)
    seats = tuple(_seat(seat, reader, reads) for seat in shown)
    decided = _decisions(loop) if reads else ()
    finish()  # What comes of it is worked out while others write.
    return Board(
        target=policy.ladder.name(loop.target),
        policy=policy.title,
        seats=seats,
        missing=tuple(seat.label for seat in held if reads and seat.state != SUBMITTED),
        outcome=outcome_so_far(panel) if reads and held else None,
        decisions=decided,
        has_reader=loop.candidate_id is not None,
    )


def _own(seats: Sequence[Assignment], reader: Person) -> list[Assignment]:
    return [seat for seat in seats if seat.interviewer_id == reader.id]


def _seat(seat: Assignment, reader: Person, reads: bool) -> SeatRow:
    own = seat.interviewer_id == reader.id
    joined = seat.interviewer.joined
    if not reads:
        return SeatRow(seat, KINDS[seat.kind], own, joined)
    sent = scorecards.revisions(db(), seat)
    at = sent[-1].submitted_at if sent else None
    mark = mark_of(sent[-1]) if sent else ""
    state = STATES[seat.state]
    return SeatRow(seat, KINDS[seat.kind], own, joined, state, at, len(sent), mark)


def _decisions(loop: Loop) -> tuple[DecisionRow, ...]:
    released = decisions.released(db(), loop)
    number = released.id if released else None
    kept = reversed(decisions.snapshots(db(), loop))
    return tuple(_decision(loop, each, each.id == number) for each in kept)


def _decision(loop: Loop, snapshot: Snapshot, released: bool) -> DecisionRow:
    verdict, policy = Verdict(snapshot.verdict), policy_of(snapshot)
    words = verdict_words(verdict, snapshot.level, policy)
    outcome = Headline(VERDICT_TONES[verdict], VERDICT_MARKS[verdict], words)
    as_here = policy.name == loop.policy and is_ours(policy)
    return DecisionRow(snapshot, outcome, None if as_here else policy.title, released)
