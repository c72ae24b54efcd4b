"""The packets that the person here may put on the simulator's screen."""

from collections.abc import Sequence
from dataclasses import replace

from flask_login import current_user

from committee.domain.access import May
from committee.domain.packet import Packet
from committee.domain.without_interviewers import anonymous, without_votes
from committee.domain.without_names import nameless
from committee.errors import NotFoundError
from committee.files.scenario_catalogue import scenarios
from committee.present.simulator.simulator_view import names_of
from committee.store import decisions, loops, roles
from committee.store.tables.loops import Loop
from committee.web.accounts.signed_in import allowed, me, readable, reading
from committee.web.frame.transactions import db, finish
from committee.web.packets.packets_from_rows import frozen_packet, packet_so_far, policy_of

from .address_state import Shown

LOOP = "loop."
"""What an address puts before the key of a loop, to tell it from a scenario."""
MOST_LOOPS = 200
LESSONS, TRAPS = "Lessons", "Traps"

Choices = dict[str, list[tuple[str, str]]]
"""A group's name to its packets: what an address calls each, and what people do."""


def shown(source: str, called: str = "", also: Sequence[str] = ()) -> Shown:
    """The packet that an address names; NotFoundError for one that isn't the asker's to see.

    Where its candidate is `called` something, nobody's name is in it, nor any of `also`.
    """
    found = _shown(source)
    if not called:
        return found
    return replace(found, title=called, packet=nameless(found.packet, called, also))


def names_in(source: str) -> tuple[str, ...]:
    """Whoever a packet is of, and everybody on its panel, also who hasn't handed in."""
    packet = _shown(source).packet
    people = {packet.candidate, *(card.interviewer for card in packet.scorecards)}
    if source.startswith(LOOP):
        loop = loops.loop_by_key(db(), source.removeprefix(LOOP))
        people |= {
            loop.candidate_name,
            *(seat.interviewer.name for seat in loops.assignments_of(db(), loop)),
        }
        finish()
    return tuple(sorted(people))


def may_show(source: str) -> bool:
    """Whether a packet is the asker's to see; nothing of it is read for that."""
    if not source.startswith(LOOP):
        return True
    try:
        return May.READ in allowed(loops.loop_by_key(db(), source.removeprefix(LOOP)))
    except NotFoundError:
        return False


def _shown(source: str) -> Shown:
    if source.startswith(LOOP):
        packet = _packet_of(source.removeprefix(LOOP))
        return Shown(source, names_of(packet), "as the panel has handed it in", packet)
    scenario = scenarios().get(source)
    if scenario is None:
        raise NotFoundError("there is no such scenario.", where="the simulator")
    return Shown(source, scenario.title, scenario.lesson, scenario.packet)


def choices(*on_screen: Shown) -> Choices:
    """Every packet to choose from: a coach's loops too, and whatever is on the screen."""
    known = scenarios().values()
    found: Choices = {
        LESSONS: [(each.id, each.title) for each in known if not each.of_a_trap],
        TRAPS: [(each.id, each.title) for each in known if each.of_a_trap],
    }
    if current_user.is_authenticated and me().coach:
        for cohort in roles.cohorts_of(db(), me())[:MOST_LOOPS]:
            mine = readable(loops.loops_in(db(), cohort)[:MOST_LOOPS])
            named = [_choice(loop) for loop in mine]
            found |= {cohort.name: named} if named else {}
    listed = {source for group in found.values() for source, _ in group}
    others = {each.source: each.title for each in on_screen if each.source not in listed}
    return found | ({"On the screen": list(others.items())} if others else {})


def _choice(loop: Loop) -> tuple[str, str]:
    return f"{LOOP}{loop.key}", loop.candidate_name


def _packet_of(key: str) -> Packet:
    """What a committee reads of a loop now, or what its candidate was given to read."""
    loop = loops.loop_by_key(db(), key)
    may = allowed(loop)
    if May.READ in may:
        return packet_so_far(reading(loop))
    snapshot = decisions.released(db(), loop) if May.HOLD in may else None
    if snapshot is None:
        raise NotFoundError("this loop isn’t yours.")
    if policy_of(snapshot).reads_votes:
        # What single people recommended is what would be moved there.
        raise NotFoundError("what decided this loop isn’t yours to change.")
    finish()
    return without_votes(anonymous(frozen_packet(snapshot)))
