"""Walks at random over a coach's acts: whatever was done, everything answers and says the same."""

import random
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from committee.cli import root
from committee.store import loops, scorecards
from committee.store.engine import make_engine, session
from committee.store.tables.loops import SUBMITTED, Assignment

from .conftest import World, post
from .test_changes import fields_of
from .test_decisions import ACER, body_of, decide

NAMES = ("Ada Lindt", "W" * 200, "'; DROP TABLE loop;--", "<b>Bold</b>", "李 小龙", "مريم", "=1+1")
OUTCOME = re.compile(r'class="tag tone-\w+">(?:<span[^>]*>[^<]*</span> )?([^<]*)<')
STEPS = 20


class Walk:
    """A coach at work in a world; each act answers with a page, or with a refusal in words."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.pick = world, random.Random(seed)
        self.coach = world.client("coach")
        self.cohorts = [world.keys["cohort"]]
        self.loops = [world.keys["loop"]]

    @property
    def loop(self) -> str:
        return self.pick.choice(self.loops)

    def sent(self, path: str, **fields: str) -> str | None:
        answer = post(self.coach, path, **fields)
        assert answer.status_code in (303, 404, 409, 422), (path, answer.status_code)
        return answer.location if answer.status_code == 303 else None

    def seats(self, loop: str) -> list[Assignment]:
        with session(make_engine(self.world.url)) as s:
            return loops.assignments_of(s, loops.loop_by_key(s, loop))

    def make_cohort(self) -> None:
        if made := self.sent("/cohorts", name=self.pick.choice(NAMES)):
            self.cohorts.append(made.split("/")[-1])

    def make_loop(self) -> None:
        aims = {"candidate": self.pick.choice(NAMES), "policy": "senior-loop", "target": "senior"}
        made = self.sent(f"/cohorts/{self.pick.choice(self.cohorts)}", **aims)
        assert made
        self.loops.append(made.split("/")[-1])
        self.sent(f"{made}/candidate", reader="okafor@example.org")
        for entry in ACER:
            who = {"name": entry["interviewer"], "email": f"{entry['id']}@example.org"}
            self.sent(f"{made}/seats", kind=entry["kind"], **who)
        for _ in ACER:
            self.hand_in(self.loops[-1])

    def change(self) -> None:
        path = f"/loops/{self.loop}/change"
        before = fields_of(self.coach, path)
        field, value = self.pick.choice(
            [
                ("candidate", self.pick.choice(NAMES)),
                ("target", self.pick.choice(["mid", "senior", "staff"])),
                ("policy", self.pick.choice(["consensus", "unanimous", "averaging"])),
                ("cohort", self.pick.choice(self.cohorts)),
                ("candidate", "\u2800"),
            ]
        )
        self.sent(path, **{**before, field: value})

    def rename(self) -> None:
        self.sent(f"/cohorts/{self.pick.choice(self.cohorts)}/change", name=self.pick.choice(NAMES))

    def remove(self) -> None:
        loop = self.loop
        for seat in self.seats(loop)[:1]:
            self.sent(f"/loops/{loop}/seats/{seat.key}/remove", sure=self.pick.choice(["", "yes"]))

    def hand_in(self, loop: str = "") -> None:
        """Submit what isn't, or amend: with the reads of the acer's panel, or all Staff."""
        loop, level = loop or self.loop, self.pick.choice([None, "staff"])
        with session(make_engine(self.world.url)) as s:
            held = loops.assignments_of(s, loops.loop_by_key(s, loop))
            held = [seat for seat in held if seat.state != SUBMITTED] or held
            for seat in held[:1]:
                entry = next(each for each in ACER if each["kind"] == seat.kind)
                body = body_of(entry, level)
                number = len(scorecards.revisions(s, seat))
                renamed = [{**p, "id": f"{seat.label}-{p['id']}"} for p in body["evidence"]]
                version = scorecards.draft_of(s, seat).version
                why = "A second look." if number else None
                given = {**body, "evidence": renamed}
                scorecards.submit(s, seat, given, version, seat.interviewer, why)

    def hand_back(self) -> None:
        loop = self.loop
        for seat in self.seats(loop)[:1]:
            self.sent(f"/loops/{loop}/seats/{seat.key}/hand-back", reason="Look again.")

    def decide(self) -> None:
        assert decide(self.coach, self.loop).status_code in (303, 404, 409, 422)

    def release(self) -> None:
        self.sent(f"/loops/{self.loop}/decisions/{self.pick.choice([1, 1, 2])}/release")

    def withdraw(self) -> None:
        self.sent(f"/loops/{self.loop}/withdraw")

    def step(self) -> None:
        acts: list[tuple[Callable[[], None], int]] = [
            (self.make_cohort, 1), (self.make_loop, 2), (self.change, 3), (self.rename, 1),
            (self.remove, 1), (self.hand_in, 3), (self.hand_back, 2), (self.decide, 5),
            (self.release, 4), (self.withdraw, 1),
        ]  # fmt: skip
        self.pick.choices([act for act, _ in acts], [weight for _, weight in acts])[0]()


def rows_of(coach: FlaskClient, cohort: str) -> dict[str, tuple[str, str]]:
    """By the loop's key: the outcome that the cohort's list says, and whether it is released."""
    page = unescape(coach.get(f"/cohorts/{cohort}").text)
    rows = re.findall(r'href="/loops/([^"/]+)">.*?</tr>', page, re.S)
    texts = re.findall(r'(?s)href="/loops/[^"/]+">(.*?)</tr>', page)
    found = {}
    for key, text in zip(rows, texts, strict=True):
        outcome = OUTCOME.search(text)
        released = re.search(r'data-label="Released">([^<]*)<', text)
        found[key] = (outcome[1] if outcome else "", released[1] if released else "")
    return found


@pytest.mark.parametrize("seed", range(3))
def test_whatever_a_coach_did_all_answers_and_says_the_same(
    world: World, seed: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    walk = Walk(world, seed)
    walk.make_loop()
    for _ in range(STEPS):
        walk.step()
    coach, candidate = walk.coach, world.client("candidate")
    said: dict[str, tuple[str, str]] = {}
    for path in ("/cohorts", "/people", "/journal"):
        assert coach.get(path).status_code == 200
    for key in walk.cohorts:
        assert coach.get(f"/cohorts/{key}/packets").status_code == 200
        report = coach.get(f"/cohorts/{key}/report")
        assert report.status_code == 200
        rows = rows_of(coach, key)
        said |= rows
        decided = sum(outcome not in ("", "Not decided") for outcome, _ in rows.values())
        hired = sum(outcome.startswith("Hire at") for outcome, _ in rows.values())
        assert (f"{hired} of {decided} hired" if decided else "No loop is decided") in report.text
    assert set(said) == set(walk.loops)
    for key, (outcome, released) in said.items():
        page = coach.get(f"/loops/{key}")
        assert page.status_code == 200
        read = candidate.get(f"/packets/{key}")
        assert (read.status_code == 200) == (released == "yes")
        if released == "yes":
            assert outcome in unescape(page.text)
            assert outcome in unescape(read.text)
    assert "yes" in {released for _, released in said.values()}, "the walk released something"
    monkeypatch.setenv("COMMITTEE_DATABASE_URL", world.url)
    done = CliRunner().invoke(root, ["export", str(tmp_path / "all.json")])
    assert done.exit_code == 0, done.output
