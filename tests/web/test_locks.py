"""Nothing is worked out while a transaction is open: others would wait for it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from sqlalchemy import Connection, Engine, event

from .conftest import World, token_in
from .doors import Door, read_doors, who

SLOW = (
    "argon2.",
    "zxcvbn.",
    "committee.odds.",
    "committee.speech.",
    "committee.domain.decision.judge",
    "committee.domain.cohort.report",
    "committee.files.loops.packet_of",
    "committee.files.transcripts.",
    "committee.present.form.form_view.form_view",
    "committee.present.packet.packet_view.packet_view",
    "committee.present.preparation.",
    "committee.paper.",
)
"""What takes its time: it reads, weighs, draws or hashes all of a loop, a form or a file."""
RENDER = "jinja2.environment.Template.render"
"""A page; a letter is a few lines."""
GENERAL = ("/simulator", "/policies")
WHO = ("coach", "done", "open", "candidate", "coach_open", "stranger", "anonymous")


def doors_with_somebody() -> Iterator[tuple[Door, str]]:
    """Every door, with the first of the people who get something there, and with nobody."""
    for door in read_doors():
        got = [person for person in WHO if door.answers[person] in ("page", "taken", "wrong")]
        if got and not door.route.startswith("/static"):
            yield door, got[0]
            if got[-1] == "anonymous" != got[0] and not door.route.startswith(GENERAL):
                yield door, "anonymous"


@contextmanager
def worked_out_in_transactions(engine: Engine) -> Iterator[set[str]]:
    """What is called of `SLOW` while a transaction of that engine is open."""
    found: set[str] = set()
    opened: list[Connection] = []

    def begin(connection: Connection) -> None:
        # Without a BEGIN each statement stands alone, and holds nobody up in between.
        if connection.get_execution_options().get("begin") != "":
            opened.append(connection)
            sys.setprofile(called)

    def end(connection: Connection) -> None:
        opened.clear()
        sys.setprofile(None)

    def called(frame: FrameType, what: str, _: object) -> None:
        if what == "call" and opened:
            name = f"{frame.f_globals.get('__name__')}.{frame.f_code.co_qualname}"
            drawn = name == RENDER and not frame.f_locals["self"].name.startswith("mail/")
            if drawn or name.startswith(SLOW):
                found.add(name)

    for name, hook in (("begin", begin), ("commit", end), ("rollback", end)):
        event.listen(engine, name, hook)
    yield found
    sys.setprofile(None)


@pytest.mark.parametrize(
    ("door", "person"), [*doors_with_somebody()], ids=lambda x: getattr(x, "name", x)
)
def test_no_door_works_anything_out_in_a_transaction(
    fresh: Callable[..., World], door: Door, person: str
) -> None:
    world = fresh(door.needs_release(person))
    app = world.app(demo=door.demo)
    client, fields = world.client(who(person), app), {}
    if door.method == "POST":
        fields = {name: value.format(**world.keys) for name, value in door.send.items()}
        fields["csrf_token"] = token_in(client)
    with worked_out_in_transactions(app.extensions["engine"]) as found:
        answer = client.open(door.path.format(**world.keys), method=door.method, data=fields)
    assert answer.status_code in (200, 303, 422)
    assert found == set()
