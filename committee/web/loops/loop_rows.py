"""What a loop's page shows, no more than its reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from committee.domain.access import May
from committee.present.packet.headline import Headline
from committee.present.simulator.track_record_said import prediction_words
from committee.present.voice.read_others_first_said import mark_of
from committee.present.voice.seat_states import SeatState, state_said
from committee.present.voice.whose_turn import Turn
from committee.present.voice.words import KINDS
from committee.store import decisions, people, predictions, scorecards, taken_away
from committee.store.loops_with_rows import Panel, panel_of
from committee.store.tables.decisions import Release, Snapshot
from committee.store.tables.loops import Assignment, Loop
from committee.store.tables.people import Person
from committee.store.tables.scorecards import Revision
from committee.store.tables.taken_away import TakenAway
from committee.web.accounts.links_shown import LinkToSend, packet_to_tell
from committee.web.frame.transactions import db, finish
from committee.web.packets.packets_from_rows import policy_named
from committee.web.scorecard.amending import changed_by

from .cohort_pages import outcome_so_far
from .decisions_shown import changed_since, headline_of, notes_on, own_policy
from .links_of_panels import Links, links_of
from .loop_turn import turn_of
from .named_seats import names_of
from .reads_matrix import ReadsMatrix, matrix_of


@dataclass(frozen=True)
class SeatRow:
    """One interview of a loop; `state`, in words, is None where one writes blind.

    `changed` is what the newest revision says otherwise than the one before. `link` is by which
    its interviewer comes in, at the first of their interviews, for who seats.
    """

    seat: Assignment
    kind: str
    name: str
    own: bool
    joined: bool
    link: LinkToSend | None = None
    state: str | None = None
    revisions: int = 0
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class DecisionRow:
    """A decision that was kept, by whom, and whether the candidate may read it now.

    `own_policy` is the title of the policy that decided if it isn't the loop's as it is here.
    """

    snapshot: Snapshot
    outcome: Headline
    by: str
    own_policy: str | None
    released: bool


@dataclass(frozen=True)
class Board:
    """A loop's page; `missing` names the interviews that aren't submitted.

    `standing` is the decision that counts and `said` its outcome, `notes` what to know of it;
    `outcome` is what the policy says of what is submitted now, and `changed` whether that may be
    something else than the newest decision. `turn` says for whom it waits, `matrix` what each
    interviewer reads. `predicted` is what the reader expected of it.
    """

    target: str
    policy: str
    seats: tuple[SeatRow, ...]
    missing: tuple[str, ...]
    outcome: Headline | None
    standing: Snapshot | None
    said: Headline | None
    notes: tuple[str, ...]
    changed: bool
    decisions: tuple[DecisionRow, ...]
    has_reader: bool
    predicted: str
    turn: Turn | None
    matrix: ReadsMatrix | None
    complete: bool
    links: Links
    reader_link: LinkToSend | None
    voided: tuple[TakenAway, ...]
    release: Release | None
    tell: LinkToSend | None


def board_of(loop: Loop, may: frozenset[May], reader: Person) -> Board:
    """A loop's page for a reader who may do `may` with it."""
    policy = policy_named(loop.policy)
    panel = panel_of(db(), loop)
    held = panel.seats
    reads = May.READ in may
    shown = held if reads or May.SEAT in may else _own(held, reader)
    links = links_of([loop], shown) if May.SEAT in may else Links({})
    seats = _seats(shown, reader, reads, links)
    names = {row.seat.key: row.name for row in seats}
    deciders = {each.decided_by for each in panel.decisions} if reads else set()
    people_ = {number: _name(number) for number in deciders if number}
    expected = predictions.prediction_of(db(), loop, reader) if reads else None
    predicted = prediction_words(expected.verdict, expected.tenths) if expected else ""
    release = decisions.release_of(db(), loop) if reads else None
    voided = tuple(taken_away.voided(db(), loop)) if reads else ()
    reader_link = links.each.get(loop.candidate_id or 0)
    candidate = people.by_id(db(), loop.candidate_id) if loop.candidate_id else None
    told = release and candidate and May.SEAT in may and (candidate.joined or reader_link)
    tell = packet_to_tell(candidate, loop.key, reader_link) if told and candidate else None
    finish()  # What comes of it is worked out while others write.
    standing, newest = (panel.standing, panel.newest) if reads else (None, None)
    changed = newest is None or bool(changed_since(panel, newest))
    to_send = links.sendable > 0
    return Board(
        target=policy.ladder.name(loop.target),
        policy=policy.title,
        seats=seats,
        missing=tuple(names[seat.key] for seat in held if reads and seat.owed),
        outcome=outcome_so_far(panel) if reads and held else None,
        standing=standing,
        said=headline_of(standing) if standing else None,
        notes=notes_on(panel) if standing else (),
        changed=changed,
        turn=turn_of(panel, names, reader, may, links=to_send, changed=changed, release=release)
        if reads
        else None,
        matrix=matrix_of(panel, policy.ladder) if reads else None,
        complete=panel.complete and reads,
        decisions=_decisions(panel, people_) if reads else (),
        has_reader=loop.candidate_id is not None,
        predicted=predicted,
        links=links,
        reader_link=reader_link,
        release=release,
        tell=tell,
        voided=voided,
    )


def _own(seats: Sequence[Assignment], reader: Person) -> list[Assignment]:
    return [seat for seat in seats if seat.interviewer_id == reader.id]


def _seats(
    seats: Sequence[Assignment], reader: Person, reads: bool, links: Links
) -> tuple[SeatRow, ...]:
    names, left, rows = names_of(seats), dict(links.each), []
    for seat in seats:
        row = _seat(seat, names[seat.key], reader, reads)
        rows.append(replace(row, link=left.pop(seat.interviewer_id, None)))
    return tuple(rows)


def _seat(seat: Assignment, name: str, reader: Person, reads: bool) -> SeatRow:
    own = seat.interviewer_id == reader.id
    held = (seat, KINDS[seat.kind], name, own, seat.interviewer.joined)
    if not reads:
        return SeatRow(*held)
    sent = scorecards.revisions(db(), seat)
    changed = changed_by(seat, sent[-2:])[-1] if sent else ()
    return SeatRow(*held, None, state_of(seat, sent), len(sent), changed)


def state_of(seat: Assignment, sent: Sequence[Revision]) -> str:
    """How far an interview is, for who may read the loop."""
    draft = scorecards.draft_of(db(), seat)
    known = SeatState(
        seat.state,
        seat.interviewer.joined,
        due_on=seat.due_on,
        reason=seat.left_reason or "",
        pieces=len(draft.body.get("evidence", ())),
        saved_at=draft.saved_at,
        submitted_at=sent[-1].submitted_at if sent else None,
        revisions=len(sent),
    )
    mark = mark_of(sent[-1]) if sent else ""
    return state_said(known, date.today()) + (f"; {mark}" if mark else "")


def _name(number: int) -> str:
    person = people.by_id(db(), number)
    return person.name if person else ""


def _decisions(panel: Panel, names: dict[int, str]) -> tuple[DecisionRow, ...]:
    return tuple(
        DecisionRow(
            each,
            headline_of(each),
            names.get(each.decided_by or 0, ""),
            own_policy(panel.loop, each),
            each.id == panel.reads,
        )
        for each in reversed(panel.decisions)
    )
