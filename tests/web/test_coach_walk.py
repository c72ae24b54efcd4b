"""Walks at random over a coach's acts: whatever was done, everything answers and says the same."""

import random
import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlmodel import col, select

from committee.cli import root
from committee.store import loops, scorecards
from committee.store.engine import make_engine, session
from committee.store.schema import check
from committee.store.tables.loops import SUBMITTED, Assignment, Cohort, Loop

from .conftest import World, post
from .test_changes import fields_of
from .test_decisions import ACER, body_of, decide

NAMES = ("Ada Lindt", "W" * 200, "'; DROP TABLE loop;--", "<b>Bold</b>", "李 小龙", "مريم", "=1+1")
OUTCOME = re.compile(r'class="tag tone-\w+">(?:<span[^>]*>[^<]*</span> )?([^<]*)<')
STEPS = 30


class Walk:
    """A coach at work in a world; each act answers with a page, or with a refusal in words."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.pick = world, random.Random(seed)
        self.coach = world.client("coach")
        self.gone: set[str] = set()
        self.done: Counter[str] = Counter()

    def keys(self, table: type[Cohort | Loop]) -> list[str]:
        """The keys of what there is now, in the order in which it was made."""
        with session(make_engine(self.world.url)) as s:
            return list(s.exec(select(table.key).order_by(col(table.id))))

    @property
    def cohorts(self) -> list[str]:
        return self.keys(Cohort)

    @property
    def loops(self) -> list[str]:
        return self.keys(Loop)

    @property
    def loop(self) -> str:
        """One of the loops, or one that is not there."""
        return self.pick.choice(self.loops or ["nowhere"])

    @property
    def seat(self) -> tuple[str, str]:
        """A loop, and the address of one of its seats."""
        loop = self.loop
        held = self.seats(loop) if loop != "nowhere" else []
        if self.pick.random() < 0.5:
            held = [seat for seat in held if seat.state != SUBMITTED] or held
        return loop, f"/loops/{loop}/seats/{self.pick.choice(held).key if held else 'nowhere'}"

    def sent(self, path: str, **fields: str) -> str | None:
        answer = post(self.coach, path, **fields)
        assert answer.status_code in (303, 404, 409, 422), (path, answer.status_code)
        taken = answer.status_code == 303
        self.done[path.rsplit("/", 1)[1]] += taken
        return answer.location if taken else None

    def seats(self, loop: str) -> list[Assignment]:
        with session(make_engine(self.world.url)) as s:
            return loops.assignments_of(s, loops.loop_by_key(s, loop))

    def make_cohort(self) -> None:
        self.sent("/cohorts", name=self.pick.choice(NAMES))

    def make_loop(self) -> str:
        if not self.cohorts:
            self.make_cohort()
        aims = {"candidate": self.pick.choice(NAMES), "policy": "senior-loop", "target": "senior"}
        aims["sure"] = "y"  # That somebody of that name has a loop here already.
        made = self.sent(f"/cohorts/{self.pick.choice(self.cohorts)}", **aims)
        assert made
        self.sent(f"{made}/candidate", reader="okafor@example.org")
        for entry in ACER:
            who = {"name": entry["interviewer"], "email": f"{entry['id']}@example.org"}
            self.sent(f"{made}/seats", kind=entry["kind"], **who)
        for _ in range(self.pick.choice([2, 3, len(ACER)])):
            self.hand_in(made.split("/")[-1])
        return made.split("/")[-1]

    def change(self) -> None:
        path = f"/loops/{self.loop}/change"
        before = fields_of(self.coach, path)
        field, value = self.pick.choice(
            [
                ("candidate", self.pick.choice(NAMES)),
                ("target", self.pick.choice(["mid", "senior", "staff"])),
                ("policy", self.pick.choice(["consensus", "unanimous", "averaging"])),
                ("cohort", self.pick.choice(self.cohorts or ["nowhere"])),
                ("candidate", "\u2800"),
            ]
        )
        self.sent(path, **{**before, field: value})

    def change_seat(self) -> None:
        """Another day, kind or bar raiser, or the seat to somebody else, whoever that is."""
        _, path = self.seat
        if self.coach.get(f"{path}/change").status_code == 404:
            return
        before = fields_of(self.coach, f"{path}/change")
        given = {"email": f"somebody{self.pick.randint(1, 3)}@example.org", "name": "Somebody"}
        wanted = [{"due_on": "2001-01-01"}, {"bar_raiser": "y"}, {"kind": "coding"}, given, given]
        self.sent(f"{path}/change", **{**before, **self.pick.choice(wanted), "sure": "y"})

    def move(self) -> None:
        _, path = self.seat
        self.sent(f"{path}/move", to=self.loop)

    def leave(self) -> None:
        _, path = self.seat
        self.sent(f"{path}/{self.pick.choice(['no-show', 'take-up'])}")

    def delete(self) -> None:
        """A loop, now and then a cohort."""
        what = self.pick.choice(["loop"] * 5 + ["cohort"])
        keys = self.loops if what == "loop" else self.cohorts
        before = set(self.loops)
        if keys:
            self.sent(f"/{what}s/{self.pick.choice(keys)}/delete")
        self.gone |= before - set(self.loops)

    def bring_back(self) -> None:
        paths = re.findall(r'action="(/deleted/[^"]+)"', self.coach.get("/deleted").text)
        if paths:
            self.sent(self.pick.choice(paths))
        self.gone -= set(self.loops)

    def archive(self) -> None:
        act = self.pick.choice(["archive", "unarchive"])
        self.sent(f"/loops/{self.loop}/{act}")
        if self.cohorts:
            self.sent(f"/cohorts/{self.pick.choice(self.cohorts)}/{act}")

    def void(self) -> None:
        self.sent(f"/loops/{self.loop}/decisions/{self.pick.choice([1, 2])}/void", reason="A slip.")

    def rename(self) -> None:
        key = self.pick.choice(self.cohorts or ["nowhere"])
        self.sent(f"/cohorts/{key}/change", name=self.pick.choice(NAMES))

    def remove(self) -> None:
        _, path = self.seat
        self.sent(f"{path}/remove", sure=self.pick.choice(["", "yes"]))

    def hand_in(self, loop: str = "") -> None:
        """Submit what isn't, or amend: with the reads of the acer's panel, or all Staff."""
        loop, level = loop or self.loop, self.pick.choice([None, "staff"])
        if loop not in self.loops:
            return
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
        _, path = self.seat
        self.sent(f"{path}/hand-back", reason="Look again.")

    def decide(self) -> None:
        assert decide(self.coach, self.loop).status_code in (303, 404, 409, 422)

    def release(self) -> None:
        self.sent(f"/loops/{self.loop}/decisions/{self.pick.choice([1, 1, 2])}/release")

    def withdraw(self) -> None:
        self.sent(f"/loops/{self.loop}/withdraw")

    def go(self) -> None:
        """Two loops, every act once in some order, many at random, and one packet to be read."""
        self.make_loop()
        self.make_loop()
        self.pick.shuffle(acts := [act for act, _ in self.acts])
        for act in acts:
            act()
        for _ in range(STEPS):
            self.pick.choices(*zip(*self.acts, strict=True))[0]()
        self.delete()
        self.bring_back()
        key = self.make_loop()
        assert decide(self.coach, key).status_code == 303
        assert self.sent(f"/loops/{key}/decisions/1/release")

    @property
    def acts(self) -> list[tuple[Callable[[], object], int]]:
        """What a coach does, and how often among the rest."""
        return [
            (self.make_cohort, 1), (self.make_loop, 2), (self.change, 3), (self.rename, 1),
            (self.remove, 1), (self.hand_in, 3), (self.hand_back, 2), (self.decide, 5),
            (self.release, 4), (self.withdraw, 1), (self.change_seat, 4), (self.move, 2),
            (self.leave, 2), (self.delete, 2), (self.bring_back, 3), (self.archive, 1),
            (self.void, 1),
        ]  # fmt: skip


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
    walk.go()
    assert {"delete", "bring-back", "change", "seats", "release"} <= (+walk.done).keys()
    coach, candidate = walk.coach, world.client("candidate")
    said: dict[str, tuple[str, str]] = {}
    for path in ("/cohorts", "/people", "/journal", "/deleted", "/predictions"):
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
    for key in walk.gone:
        assert coach.get(f"/loops/{key}").status_code == 404
        assert candidate.get(f"/packets/{key}").status_code == 404, "what is deleted is not read"
    assert check(world.url) == []
    monkeypatch.setenv("COMMITTEE_DATABASE_URL", world.url)
    done = CliRunner().invoke(root, ["export", str(tmp_path / "all.json")])
    assert done.exit_code == 0, done.output
