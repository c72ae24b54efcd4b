"""What was decided of a loop, and what has changed since; never what a policy would say now."""

from dataclasses import replace

from committee.domain.decision import Verdict
from committee.domain.packet import Packet, Scorecard
from committee.errors import CommitteeError
from committee.files.frozen_policy import is_ours
from committee.files.snapshot import parse_snapshot
from committee.present.packet.headline import Headline
from committee.present.voice.words import VERDICT_MARKS, VERDICT_TONES, listed, verdict_words
from committee.store.loops_with_rows import Panel
from committee.store.tables.decisions import Snapshot
from committee.store.tables.loops import Loop
from committee.web.packets.packets_from_rows import packet_from, policy_of


def headline_of(snapshot: Snapshot) -> Headline:
    """What a decision said, or that it can't be read."""
    try:
        policy = policy_of(snapshot)
    except CommitteeError as error:
        return Headline("veto", "!", "Can’t be read", str(error))
    verdict = Verdict(snapshot.verdict)
    words = verdict_words(verdict, snapshot.level, policy)
    return Headline(VERDICT_TONES[verdict], VERDICT_MARKS[verdict], words)


def own_policy(loop: Loop, snapshot: Snapshot) -> str | None:
    """The title of the policy that decided, if it isn't the loop's as it is here."""
    try:
        policy = policy_of(snapshot)
    except CommitteeError:
        return None
    return None if policy.name == loop.policy and is_ours(policy) else policy.title


def notes_on(panel: Panel) -> tuple[str, ...]:
    """What somebody who reads the decision that stands should know of it, in sentences."""
    newest, standing = panel.newest, panel.standing
    if newest is None or standing is None:
        return ()
    said = []
    if standing is not newest:
        said.append(
            f"The candidate reads decision {standing.number}; decision {newest.number} isn’t"
            " released."
        )
    if since := changed_since(panel, newest):
        said.append(f"Decision {newest.number} is older than {listed(since)}: decide again?")
    return tuple(said)


def changed_since(panel: Panel, snapshot: Snapshot) -> tuple[str, ...]:
    """What of a loop isn't as it was when it was decided, in words; empty if all of it is."""
    try:
        frozen = parse_snapshot(snapshot.body, f"decision {snapshot.number}")
        now = packet_from(panel)
    except CommitteeError:
        return ("what can’t be read now",)
    if frozen.forgotten:  # Its words are gone there and here: nothing is left to compare.
        return ()
    found = _scorecards_since(panel, frozen.packet, now)
    if frozen.target != now.target:
        found.append("the change of its target")
    if snapshot.policy != panel.loop.policy or not is_ours(frozen.policy):
        found.append("the policy here")
    if not found and _apart(frozen.packet) != _apart(now):
        found.append("the last change of the loop")
    return tuple(found)


def _scorecards_since(panel: Panel, before: Packet, now: Packet) -> list[str]:
    then = {card.id: _unnamed(card) for card in before.submitted}
    seats = {seat.label: seat for seat in panel.seats}
    found = []
    for card in now.submitted:
        if then.get(card.id) != _unnamed(card):
            seat = seats[card.id]
            number = panel.sent[seat.id or 0].number
            which = f"revision {number}" if number > 1 else "scorecard"
            found.append(f"{seat.interviewer.name}’s {which}")
    gone = [card for card in before.submitted if card.id not in {c.id for c in now.submitted}]
    return found + [f"the return of {card.interviewer}’s scorecard" for card in gone]


def _unnamed(card: Scorecard) -> Scorecard:
    """A scorecard whose interviewer may be called otherwise by now."""
    return replace(card, interviewer="")


def _apart(packet: Packet) -> Packet:
    return replace(packet, scorecards=())
