"""People and loops for a trial, and what a browser of theirs would hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask

from committee.config import Settings
from committee.domain.case import case_of
from committee.files.policies import load_policy
from committee.files.rubrics import load_rubric
from committee.files.snapshot import freeze
from committee.store import decisions, loops, people, sessions
from committee.store.engine import Session, session
from committee.store.schema import migrate
from committee.store.tables import Assignment, Cohort, Person
from committee.synth import cohort as made_up
from committee.web import create_app
from committee.web.accounts.passwords import hashed

PASSWORD = "a kettle on a quiet stove"
SEATS_PER_LOOP = 4


@dataclass(frozen=True)
class Browser:
    """What is signed in: a cookie and the token that forms carry; `path` is the page it is for."""

    path: str
    cookie: str
    token: str


@dataclass(frozen=True)
class Site:
    """A database with people in it: browsers of interviewers, one of a coach, and accounts."""

    seats: Sequence[Assignment]
    interviewers: Sequence[Browser]
    coach: Browser
    accounts: Sequence[str]


def settle(settings: Settings, interviewers: int, accounts: int = 0, decided: int = 0) -> Site:
    """Fill an empty database: one seat for each interviewer, and loops that are decided."""
    migrate(settings.database_url)
    app = create_app(settings)
    secret = hashed(PASSWORD)
    with session(app.extensions["engine"]) as opened:
        coach = people.create_person(opened, "coach@example.org", "Coach", coach=True)
        group = loops.create_cohort(opened, "Spring")
        seats = [_seat(opened, group, number) for number in range(interviewers)]
        _decide(opened, group, decided, coach)
        emails = [f"account{number}@example.org" for number in range(accounts)]
        for email in emails:
            people.create_person(opened, email, email, password_hash=secret)
        tokens = [sessions.begin(opened, seat.interviewer) for seat in seats]
        coachs = sessions.begin(opened, coach)
    browsers = [
        signed_in_browser(app, token, f"/scorecards/{seat.key}")
        for seat, token in zip(seats, tokens, strict=True)
    ]
    site = Site(
        seats, browsers, signed_in_browser(app, coachs, f"/cohorts/{group.key}/packets"), emails
    )
    app.extensions["engine"].dispose()
    return site


def token_in(page: str) -> str:
    """The token in a page's form."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    if not found:
        raise RuntimeError(f"no form on this page: {page[:300]}")
    return found[1]


def _seat(opened: Session, group: Cohort, number: int) -> Assignment:
    known = loops.loops_in(opened, group)
    if number % SEATS_PER_LOOP == 0:
        aims = {"target": "senior", "policy": "senior-loop"}
        known = [loops.create_loop(opened, group, f"Candidate {number}", **aims)]
    person = people.create_person(opened, f"writer{number}@example.org", f"Writer {number}")
    return loops.assign(opened, known[-1], person, "behavioral")


def _decide(opened: Session, group: Cohort, number: int, coach: Person) -> None:
    policy = load_policy()
    for packet in made_up(3, number) if number else ():
        aims = {"target": packet.target, "policy": policy.name}
        loop = loops.create_loop(opened, group, packet.candidate, **aims)
        case = case_of(packet, policy)
        body = freeze(case, load_rubric()).text
        told = {"verdict": case.verdict, "level": case.level, "by": coach}
        decisions.freeze(opened, loop, 1, body=body, policy=policy.name, **told)


def signed_in_browser(app: Flask, token: str, path: str) -> Browser:
    """What a browser holds in which the session of a token is open, for a page."""
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    page = client.get("/account").text
    kept = client.get_cookie("committee")
    assert kept is not None
    return Browser(path, kept.value, token_in(page))
