"""Any story of a loop, told in any order: who may read what agrees with ten lines that say so."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from committee.store import loops, people, scorecards, sessions
from committee.store.engine import Session, make_engine, session
from committee.store.schema import migrate
from committee.store.tables.loops import Assignment

from .conftest import World, post, scorecard

INTERVIEWERS = ("ada", "ben", "cem")
EVERYBODY = (*INTERVIEWERS, "coach", "candidate")
interviewers = st.sampled_from(INTERVIEWERS)


class Story(RuleBasedStateMachine):
    """A loop that people assign, write, submit, hand back, decide, release and withdraw."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "story.db"
        url = f"sqlite:///{path}"
        migrate(url)
        self.engine = make_engine(url)
        with session(self.engine) as s:
            self.people = {
                who: people.create_person(s, f"{who}@example.org", who, coach=who == "coach")
                for who in EVERYBODY
            }
            group = loops.create_cohort(s, "Spring")
            loop = loops.create_loop(
                s,
                group,
                "R. Okafor",
                target="senior",
                policy="senior-loop",
                candidate=self.people["candidate"],
            )
            self.loop = loop.key
            tokens = {who: sessions.begin(s, person) for who, person in self.people.items()}
        world = World(path, {}, tokens)
        app = world.app()
        self.app_engine = app.extensions["engine"]
        self.browsers = {who: world.client(who, app) for who in EVERYBODY}
        self.submitted: dict[str, bool] = {}
        self.decisions = 0
        self.decided_on: frozenset[str] | None = None
        self.amended = False
        self.released: int | None = None

    # What the world should look like; nothing else in this file knows.

    def reads(self, who: str) -> bool:
        return who == "coach" or self.submitted.get(who, False)

    def knows(self, who: str) -> bool:
        return who == "coach" or who in self.submitted

    def holds(self, who: str) -> bool:
        return who == "candidate" and self.released is not None

    @property
    def sitting(self) -> list[str]:
        """Whose scorecards count now."""
        return [who for who, submitted in self.submitted.items() if submitted]

    # What people do.

    @rule(who=interviewers)
    def assign(self, who: str) -> None:
        if who not in self.submitted:
            fields = {"name": who, "email": f"{who}@example.org", "kind": "behavioral"}
            self.press("seats", **fields)
            self.submitted[who] = False

    @rule(who=interviewers)
    def write(self, who: str) -> None:
        if self.submitted.get(who) is False:
            with self.seat_of(who) as (s, seat):
                version = scorecards.draft_of(s, seat).version
                draft = scorecard(f"drafted by {who}", label=who)
                scorecards.save_draft(s, seat, draft, version)

    @rule(who=interviewers)
    def submit(self, who: str) -> None:
        """The first time, or again: an amendment, with its reason."""
        if who in self.submitted:
            with self.seat_of(who) as (s, seat):
                version = scorecards.draft_of(s, seat).version
                said = scorecard(f"said to {who}", label=who)
                scorecards.submit(s, seat, said, version, self.people[who], "it was unclear")
            self.submitted[who] = self.amended = True

    @rule(who=interviewers)
    def hand_back(self, who: str) -> None:
        if self.submitted.get(who):
            with self.seat_of(who) as (_, seat):
                path = f"seats/{seat.key}/hand-back"
            self.press(path, reason="Say more.")
            self.submitted[who] = False

    @rule(who=interviewers)
    def remove(self, who: str) -> None:
        """From the panel; only while nothing of theirs was ever submitted."""
        if who in self.submitted:
            with self.seat_of(who) as (s, seat):
                path, wrote = f"seats/{seat.key}/remove", scorecards.latest(s, seat) is not None
            if wrote:
                answer = post(self.browsers["coach"], f"/loops/{self.loop}/{path}")
                assert answer.status_code == 409
            else:
                self.press(path, sure="yes")
                del self.submitted[who]

    @precondition(lambda self: any(self.submitted.values()))
    @rule()
    def decide(self) -> None:
        with self.seat_of(next(iter(self.submitted))) as (_, seat):
            version = seat.loop.version
        path, held = f"/loops/{self.loop}/decide", frozenset(self.sitting)
        answer = post(self.browsers["coach"], path, version=str(version), sure="yes")
        if held != self.decided_on:
            assert answer.status_code == 303, answer.text
        elif not self.amended:  # What was amended may say what it said before.
            assert answer.status_code == 409, answer.text
        if answer.status_code == 303:
            self.decisions += 1
            self.decided_on, self.amended = held, False

    @rule(data=st.data())
    def release(self, data: st.DataObject) -> None:
        numbers = [n for n in range(1, self.decisions + 1) if n != self.released]
        if numbers:
            number = data.draw(st.sampled_from(numbers))
            self.press(f"decisions/{number}/release")
            self.released = number

    @rule()
    def withdraw(self) -> None:
        if self.released is not None:
            self.press("withdraw")
            self.released = None

    # What must hold after every step.

    @invariant()
    def everybody_sees_what_is_theirs(self) -> None:
        for who in EVERYBODY:
            got = {
                "knows": self.status(who, f"/loops/{self.loop}"),
                "reads": self.status(who, f"/loops/{self.loop}/packet"),
                "holds": self.status(who, f"/packets/{self.loop}"),
            }
            assert got == {
                "knows": self.knows(who),
                "reads": self.reads(who),
                "holds": self.holds(who),
            }, who

    @invariant()
    def nobody_reads_what_is_not_submitted(self) -> None:
        page = self.browsers["coach"].get(f"/loops/{self.loop}/packet").text
        for who in INTERVIEWERS:
            assert (f"said to {who}" in page) == self.submitted.get(who, False)
            assert f"drafted by {who}" not in page

    def press(self, path: str, **fields: str) -> None:
        answer = post(self.browsers["coach"], f"/loops/{self.loop}/{path}", **fields)
        assert answer.status_code == 303, answer.text

    def status(self, who: str, path: str) -> bool:
        code = self.browsers[who].get(path).status_code
        assert code in (200, 404)
        return code == 200

    @contextmanager
    def seat_of(self, who: str) -> Iterator[tuple[Session, Assignment]]:
        with session(self.engine) as s:
            yield s, loops.assignments_for(s, self.people[who])[0]

    def teardown(self) -> None:
        self.engine.dispose()
        self.app_engine.dispose()
        self.folder.cleanup()


# Shrinking would press hundreds of buttons more; the steps of a failure are short enough to read.
Story.TestCase.settings = settings(
    max_examples=8,
    stateful_step_count=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
TestStory = Story.TestCase
