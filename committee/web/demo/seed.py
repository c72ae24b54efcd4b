"""A demo's database: scenarios and made-up loops, with the people who sit in them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from committee.assets import FIXTURES
from committee.domain.case import case_of
from committee.domain.packet import Packet, Scorecard, Story
from committee.files.loops import loop_data, loops_under, read_loop
from committee.files.policies import DEFAULT, load_policy
from committee.files.rubrics import load_rubric
from committee.files.snapshot import freeze
from committee.files.strict_text import parse, read_text
from committee.store import decisions, journal, loops, people, scorecards, stories
from committee.store.engine import Session
from committee.store.tables.loops import Assignment, Cohort, Loop
from committee.store.tables.people import Person
from committee.synth import cohort as made_up

COACH, INTERVIEWER, CANDIDATE = DOORS = (
    "coach@demo.example",
    "interviewer@demo.example",
    "candidate@demo.example",
)
FIRST_LOOPS = ("legible-senior", "the-acer")
"""The pair of the demonstration: equal technical scores, one hire, one downlevel."""
SEED, MADE_UP, IN_PROGRESS = 7, 12, 2
HELD = 4
"""In how many decided loops the demo's interviewer sat: there is something to look back on."""


class Seeder:
    """Fills one session's database; people are made once for each name."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.policy = load_policy(DEFAULT)
        self.coach = people.create_person(session, COACH, "Dana Whitlock", coach=True)
        self.interviewer = people.create_person(session, INTERVIEWER, "Mina Castellano")
        acer = read_loop(FIXTURES / "scenarios" / "the-acer.toml", self.policy.ladder)
        reader = people.create_person(session, CANDIDATE, acer.candidate)
        bank = FIXTURES / "story-banks" / "the-acer.toml"
        self.written = {reader.name: parse(read_text(bank), str(bank))}
        self.known = {person.name: person for person in (self.coach, self.interviewer, reader)}

    def person(self, name: str) -> Person:
        """Somebody of that name, made on first mention."""
        if name not in self.known:
            email = f"person-{len(self.known) + 1}@demo.example"
            self.known[name] = people.create_person(self.session, email, name)
        return self.known[name]

    def loop(self, group: Cohort, packet: Packet) -> Loop:
        """A loop with its candidate, their shared bank, and the whole panel's scorecards."""
        who = self.person(packet.candidate)
        given = {"role": packet.role, "held_on": packet.held_on, "candidate": who}
        aims: dict[str, Any] = {"target": packet.target, "policy": DEFAULT, **given}
        loop = loops.create_loop(self.session, group, packet.candidate, **aims)
        for story in packet.stories:
            self._bank(who, story)
        loops.share_bank(self.session, loop)
        for card, document in zip(packet.scorecards, loop_data(packet)["interview"], strict=True):
            seat = self._seat(loop, card)
            if card.submitted:
                holder = seat.interviewer
                scorecards.submit(self.session, seat, document, 0, holder)
                subject = f"loop:{loop.key}"
                journal.record(self.session, "submitted", holder, subject, card.id)
        return loop

    def decide(self, loop: Loop, packet: Packet, *, release: bool) -> None:
        """Keep a decision on a loop that is complete, and perhaps let its candidate read it."""
        if not all(card.submitted for card in packet.scorecards):
            return
        case = case_of(packet, self.policy)
        snapshot = decisions.freeze(
            self.session,
            loop,
            loop.version,
            body=freeze(case, load_rubric()).text,
            policy=DEFAULT,
            verdict=case.verdict,
            level=case.level,
            by=self.coach,
        )
        if not release:
            return
        decisions.release(self.session, loop, snapshot, self.coach)
        journal.record(self.session, "released", self.coach, f"loop:{loop.key}", "decision 1")

    def _seat(self, loop: Loop, card: Scorecard) -> Assignment:
        due = date.today() + timedelta(days=2)
        return loops.assign(
            self.session,
            loop,
            self.person(card.interviewer),
            card.kind,
            label=card.id,
            bar_raiser=card.bar_raiser,
            due_on=None if card.submitted else due,
        )

    def _bank(self, who: Person, story: Story) -> None:
        fields = {
            "title": story.title,
            "covers": list(story.covers),
            "reach": story.reach,
            "values": list(story.values),
            **self.written.get(who.name, {}).get(story.id, {}),
        }
        stories.save_story(self.session, who, story.id, fields)


def seed(session: Session) -> None:
    """Fill an empty database with the scenarios, a made-up cohort, and a loop in progress."""
    seeder = Seeder(session)
    ladder = seeder.policy.ladder
    paths = loops_under([FIXTURES / "scenarios"])
    order = sorted(paths, key=lambda path: (path.stem not in FIRST_LOOPS, path.stem))
    running = loops.create_cohort(session, "In progress")
    made = loops.create_cohort(session, "Spring cohort, made up")
    told = loops.create_cohort(session, "Scenarios: each a lesson")
    for path in order:
        packet = read_loop(path, ladder)
        loop = seeder.loop(told, packet)
        seeder.decide(loop, packet, release=path.stem in FIRST_LOOPS)
    packets = made_up(SEED, MADE_UP + IN_PROGRESS)
    for at, packet in enumerate(packets[:MADE_UP]):
        held = _held_by(packet, seeder.interviewer.name) if at < HELD else packet
        seeder.decide(seeder.loop(made, held), held, release=False)
    for packet in packets[MADE_UP:]:
        seeder.loop(running, _unfinished(packet, seeder.interviewer.name))


def _unfinished(packet: Packet, interviewer: str) -> Packet:
    """A packet whose first scorecard is still the demo interviewer's to write."""
    first, *rest = packet.scorecards
    owed = replace(first, interviewer=interviewer, submitted=False)
    return replace(packet, scorecards=(owed, *rest))


def _held_by(packet: Packet, interviewer: str) -> Packet:
    """A packet in which the first interviewer is somebody else."""
    first = packet.scorecards[0].interviewer
    cards = (
        replace(card, interviewer=interviewer) if card.interviewer == first else card
        for card in packet.scorecards
    )
    return replace(packet, scorecards=tuple(cards))
