"""An engine on a migrated database of either kind, and one loop to work on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine

from committee.store import loops, people
from committee.store.engine import make_engine, session
from committee.store.schema import migrate
from committee.store.tables import Assignment, Loop, Person


@pytest.fixture
def url(make_database: Callable[[], str]) -> str:
    address = make_database()
    migrate(address)
    return address


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    made = make_engine(url)
    yield made
    made.dispose()


@dataclass(frozen=True)
class Scene:
    """A coach, two interviewers with a scorecard each, and the candidate's loop."""

    coach: Person
    mina: Person
    tariq: Person
    loop: Loop
    b1: Assignment
    b2: Assignment


@pytest.fixture
def scene(engine: Engine) -> Scene:
    with session(engine) as opened:
        coach = people.create_person(opened, "coach@example.org", "Ines", coach=True)
        mina = people.create_person(opened, "mina@example.org", "Mina")
        tariq = people.create_person(opened, "tariq@example.org", "Tariq")
        cohort = loops.create_cohort(opened, "Spring")
        loop = loops.create_loop(opened, cohort, "R. Okafor", target="senior", policy="senior-loop")
        b1 = loops.assign(opened, loop, mina, "behavioral")
        b2 = loops.assign(opened, loop, tariq, "behavioral")
    return Scene(coach, mina, tariq, loop, b1, b2)
