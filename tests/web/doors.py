"""The matrix in doors.toml, read and tried."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from werkzeug.test import TestResponse

from .conftest import World, token_in

PERSONS = ("anonymous", "stranger", "candidate", "waiting", "open", "done", "coach", "coach_open")
STATUS = {"page": 200, "refused": 401, "nothing": 404, "too late": 409, "wrong": 422}


@dataclass(frozen=True)
class Door:
    """One route and method; `answers` says what each person gets there."""

    route: str
    method: str
    path: str
    answers: dict[str, str]
    send: dict[str, str] = field(default_factory=dict)
    released: bool = True
    demo: bool = False

    @property
    def name(self) -> str:
        return f"{self.method} {self.route}"

    def needs_release(self, person: str) -> bool:
        """Whether the world to try it in has a released packet."""
        return self.released and person != "waiting"

    def knock(self, world: World, person: str, *, with_token: bool = True) -> TestResponse:
        """The answer that a person gets at this door of a world."""
        client = world.client(who(person), world.app(demo=self.demo))
        path = self.path.format(**world.keys)
        if self.method == "GET":
            return client.get(path)
        fields = {name: value.format(**world.keys) for name, value in self.send.items()}
        if with_token:
            fields["csrf_token"] = token_in(client)
        return client.open(path, method=self.method, data=fields)


def who(person: str) -> str:
    """The account behind a person of the matrix."""
    return "candidate" if person == "waiting" else person


def read_doors() -> list[Door]:
    """Every door of the matrix."""
    entries = tomllib.loads(Path(__file__).with_name("doors.toml").read_text("utf-8"))["door"]
    return [_door(entry) for entry in entries]


def answered(response: TestResponse) -> str:
    """A response in the matrix's words."""
    if response.status_code == 303:
        return "sign-in" if response.location.startswith("/sign-in?") else "taken"
    names = {status: name for name, status in STATUS.items()}
    return names.get(response.status_code, str(response.status_code))


def _door(entry: dict) -> Door:  # type: ignore[type-arg]
    answers = {person: entry.get(person, entry["others"]) for person in PERSONS}
    known = {"route", "method", "path", "send", "released", "demo", "others", *PERSONS}
    assert set(entry) <= known, f"{entry['route']}: unknown keys {set(entry) - known}"
    return Door(
        entry["route"],
        entry["method"],
        entry.get("path", entry["route"]),
        answers,
        entry.get("send", {}),
        entry.get("released", True),
        entry.get("demo", False),
    )
