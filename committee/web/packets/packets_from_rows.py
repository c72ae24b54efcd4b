"""From rows to packets: what the panel has submitted so far, and what was frozen."""

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
from committee.store.loop_document import submitted_document
from committee.store.loops_with_rows import Panel, panel_of
from committee.store.tables.decisions import Snapshot
from committee.store.tables.loops import Loop
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
    loop = panel.loop
    where = f"the loop of {loop.candidate_name}"
    return packet_of(submitted_document(panel), where, ladder_of(loop), kept=True)


def frozen_packet(snapshot: Snapshot) -> Packet:
    """The packet that was decided, as it was then."""
    return parse_snapshot(snapshot.body, f"decision {snapshot.number}").packet


def policy_of(snapshot: Snapshot) -> Policy:
    """The policy that it was decided by, which may be another than ours of that name."""
    return frozen_policy(snapshot.body, f"decision {snapshot.number}")


def bank_of(loop: Loop) -> tuple[Story, ...]:
    """The candidate's stories, whether or not they are shared."""
    candidate = people.by_id(db(), loop.candidate_id) if loop.candidate_id else None
    told = stories.bank(db(), candidate) if candidate else []
    return tuple(
        Story(s.key, s.title, tuple(s.covers), s.reach or None, tuple(s.values)) for s in told
    )
