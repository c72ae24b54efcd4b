"""From rows to packets: what the panel has submitted so far, and what was frozen."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

from committee.domain.ladder import Ladder
from committee.domain.packet import Packet, Story
from committee.domain.policy import Policy
from committee.files.frozen_policy import frozen_policy
from committee.files.loops import packet_of
from committee.files.policies import load_policy
from committee.files.snapshot import parse_snapshot
from committee.store import people, stories
from committee.store.panels import Panel, panel_of
from committee.store.tables.decisions import Snapshot
from committee.store.tables.loops import SUBMITTED, Assignment, Loop
from committee.store.tables.preparation import Story as StoryRow
from committee.store.tables.scorecards import Revision
from committee.web.frame.transactions import db, finish

Document = dict[str, Any]


@cache
def policy_named(name: str) -> Policy:
    """A shipped policy, read once."""
    return load_policy(name)


def ladder_of(loop: Loop) -> Ladder:
    """The ladder that a loop's policy speaks of."""
    return policy_named(loop.policy).ladder


def packet_so_far(loop: Loop) -> Packet:
    """What a committee could read of a loop now: submitted scorecards, and the stories told.

    The transaction ends: a packet is put together while others write.
    """
    panel = panel_of(db(), loop)
    finish()
    return packet_from(panel)


def packet_from(panel: Panel) -> Packet:
    """The same, of a loop whose panel was read already."""
    seats = [seat for seat in panel.seats if seat.state == SUBMITTED]
    names, loop = _distinct_names(seats), panel.loop
    interviews = [
        _interview(seat, panel.sent[seat.id], names[seat.interviewer_id])
        for seat in seats
        if seat.id in panel.sent
    ]
    head = {
        "candidate": loop.candidate_name,
        "target": loop.target,
        "role": loop.role,
        "held_on": loop.held_on,
    }
    document = {
        "loop": {name: value for name, value in head.items() if value},
        "story": _stories(panel, interviews),
        "interview": interviews,
    }
    return packet_of(document, f"the loop of {loop.candidate_name}", ladder_of(loop), kept=True)


def frozen_packet(snapshot: Snapshot) -> Packet:
    """The packet that was decided, as it was then."""
    return parse_snapshot(snapshot.body, f"decision {snapshot.number}").packet


def policy_of(snapshot: Snapshot) -> Policy:
    """The policy that it was decided by, which may be another than ours of that name."""
    return frozen_policy(snapshot.body, f"decision {snapshot.number}")


def _interview(seat: Assignment, sent: Revision, interviewer: str) -> Document:
    """A submitted scorecard; who holds which interview is the loop's to say, not the form's."""
    return {
        **{key: value for key, value in sent.body.items() if key != "form"},
        "id": seat.label,
        "kind": seat.kind,
        "interviewer": interviewer,
        "bar_raiser": seat.bar_raiser,
        "submitted": True,
        "submitted_after_seeing": sent.submitted_after_seeing,
        "changed_after_seeing": sent.changed_after_seeing,
    }


def _distinct_names(seats: Sequence[Assignment]) -> dict[int, str]:
    """Each interviewer's name; two people of one name stay two, as rules that count them need."""
    people = {seat.interviewer_id: seat.interviewer.name for seat in seats}
    shared = Counter(people.values())
    seen: Counter[str] = Counter()
    for number, name in people.items():
        seen[name] += 1
        if shared[name] > 1:
            people[number] = f"{name} ({seen[name]})"
    return people


def _stories(panel: Panel, interviews: list[Document]) -> list[Document]:
    """The candidate's bank where it is shared, and any other story that evidence names."""
    told = {piece.get("story") for each in interviews for piece in each.get("evidence", ())}
    known = _written(panel.bank)
    shown = [story for story in known if panel.loop.bank_shared or story["id"] in told]
    lacking = told - {None} - {story["id"] for story in known}
    return [*shown, *({"id": story, "title": story} for story in sorted(map(str, lacking)))]


def bank_of(loop: Loop) -> tuple[Story, ...]:
    """The candidate's stories, whether or not they are shared."""
    candidate = people.by_id(db(), loop.candidate_id) if loop.candidate_id else None
    told = stories.bank(db(), candidate) if candidate else []
    return tuple(
        Story(s.key, s.title, tuple(s.covers), s.reach or None, tuple(s.values)) for s in told
    )


def _written(bank: Sequence[StoryRow]) -> list[Document]:
    return [
        {
            "id": story.key,
            "title": story.title,
            "covers": story.covers,
            "values": story.values,
            **({"reach": story.reach} if story.reach else {}),
        }
        for story in bank
    ]
