"""Who is here: the signed-in person, what they may do, and which doors need nobody."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from flask import Flask, Response, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_user

from committee.config import Settings
from committee.domain.access import May, Standing, permitted
from committee.domain.read_others_first import AS_COACH, AS_PANEL
from committee.errors import NotFoundError
from committee.store import decisions, journal, loops, roles, sessions, who_read_others
from committee.store.engine import session as new_session
from committee.store.tables.loops import Cohort, Loop
from committee.store.tables.people import Person
from committee.store.tables.sessions import SignIn
from committee.web.frame import error_pages
from committee.web.frame.transactions import READING, db, finish

from .browser_names import browser_of
from .throttle import WAS_HERE

OPEN_TO_ALL = {
    "static",
    "shell.font",
    "shell.favicon",
    "policies.index",
    "policies.show",
    "simulator.index",
    "simulator.part",
    "simulator.policies",
    "scenarios.index",
    "talk.first",
    "talk.index",
    "talk.present",
    "talk.presenter",
    "accounts.sign_in",
    "codes.ask",
    "sso.go",
    "sso.back",
    "joining.join",
    "joining.switch",
    "renewals.forgotten",
    "renewals.password",
    "renewals.address",
    "demo.enter_as",
    "operations.healthz",
    "operations.readyz",
    "metrics.shown",
}
"""The endpoints that answer somebody who isn't signed in."""


REMEMBERED = 5


class Member(UserMixin):
    """A signed-in person, as Flask-Login knows them.

    The cookie holds a token of this session alone, so that ending it ends every copy of it;
    `held` is what the database keeps of it, None where it has just begun.
    """

    def __init__(self, person: Person, token: str, held: SignIn | None = None) -> None:
        self.person, self.token, self.held = person, token, held

    def get_id(self) -> str:
        """The token that a cookie carries."""
        return self.token


def admit(app: Flask) -> None:
    """Ask everybody to sign in, except at the doors that are open to all."""
    manager = LoginManager(app)
    manager.user_loader(_member)
    app.before_request(_sign_in_first)
    app.after_request(_see_again)


def me() -> Person:
    """The person who is signed in."""
    person: Person = current_user.person
    return person


def someone_else(person: Person) -> Person | None:
    """Who is signed in here, if that is somebody else than a link is for."""
    if not current_user.is_authenticated or me().id == person.id:
        return None
    return me()


def enter(person: Person, by: str, *, stays: bool = False) -> None:
    """Sign a person in, in place of whoever was, and write that down, with what proved them.

    Who `stays` is signed in here also when the browser is closed, or isn't used for a day.

    The browser's cookie remembers who was signed in there before, since two accounts that share
    one may be one person's.
    """
    before = _leave()
    browser = browser_of(request.user_agent.string)
    login_user(Member(person, sessions.begin(db(), person, browser, stays=stays)))
    session.permanent = stays
    session[WAS_HERE] = [*(n for n in before if n != person.id), person.id or 0][-REMEMBERED:]
    journal.record(db(), "signed in", person, f"person:{person.id}", f"by {by}")
    if not current_app.config["SETTINGS"].demo:
        for number in before:
            who_read_others.note_browser(db(), person, number)


def leave() -> None:
    """End the session in this browser."""
    _leave()


def _leave() -> list[int]:
    """Empty the cookie, but for who has been here: the numbers of the latest accounts."""
    before: list[int] = session.get(WAS_HERE, [])
    if current_user.is_authenticated:
        if current_user.held:
            sessions.end(db(), me(), current_user.held.id)
        before = [*(n for n in before if n != me().id), me().id or 0][-REMEMBERED:]
    session.clear()
    session[WAS_HERE] = before
    return before


def coaches_only() -> Person:
    """The person who is signed in, if they are a coach; for others there is nothing here."""
    if not me().coach:
        raise NotFoundError("this page is a coach’s.")
    return me()


def owners_only() -> Person:
    """The person who is signed in, if they coach without limits; for others nothing is here."""
    if not roles.owns(me()):
        raise NotFoundError("this page is an owner’s.")
    return me()


def cohort_for(key: str) -> Cohort:
    """The cohort of that key, for a coach who sees it; NotFoundError, all the same for others."""
    coaches_only()
    cohort = loops.cohort_by_key(db(), key)
    if not _coaches(cohort.id):
        raise NotFoundError("this cohort isn’t yours.")
    return cohort


def _coaches(cohort: int | None) -> bool:
    """Whether the person here coaches a cohort; asked of the database once a request."""
    if "coached" not in g:
        g.coached = roles.coached(db(), me())
    return g.coached is None or cohort in g.coached


def standing(person: Person, loop: Loop, held: Iterable[bool]) -> Standing:
    """How the person here stands to a loop; `held` says which interviews they hold are in."""
    candidate = loop.candidate_id == person.id
    return Standing(
        coach=_coaches(loop.cohort_id),
        candidate=candidate,
        submitted=tuple(held),
        released=candidate and decisions.released(db(), loop) is not None,
    )


def allowed(loop: Loop) -> frozenset[May]:
    """Everything that the person here may do with a loop."""
    return permitted(standing(me(), loop, loops.handed_in(db(), loop, me())))


def readable(many: Iterable[Loop]) -> list[Loop]:
    """Those of many loops that the person here may read, for one question to the database."""
    held = defaultdict(list)
    for seat in loops.assignments_for(db(), me()):
        held[seat.loop_id].append(seat.opens)
    stood = ((loop, standing(me(), loop, held[loop.id or 0])) for loop in many)
    return [loop for loop, how in stood if May.READ in permitted(how)]


def loop_for(may: May, key: str) -> Loop:
    """The loop of that key; NotFoundError if there is none or it isn't theirs, all the same."""
    loop = loops.loop_by_key(db(), key)
    if may not in allowed(loop):
        raise NotFoundError("this loop isn’t yours.")
    return reading(loop) if may is May.READ else loop


def reading(loop: Loop) -> Loop:
    """A loop whose scorecards the person here is about to read, once that is written down.

    It is kept before anything is shown, in a transaction of its own: a page that reads has one
    that can't write.
    """
    if not who_read_others.sees_first(db(), loop, me()):
        return loop
    reading_all([loop])
    return loops.loop_by_key(db(), loop.key)


def reading_all(many: Sequence[Loop]) -> None:
    """Write down that the person here is about to read what scorecards of many loops say."""
    first = who_read_others.unread(db(), many, me())
    held = {seat.loop_id for seat in loops.assignments_for(db(), me())}
    alone = {loop.id for loop in many if _coaches(loop.cohort_id)} - held
    hows = {number: AS_COACH if number in alone else AS_PANEL for number in first}
    finish()
    if hows:
        with new_session(current_app.extensions["engine"]) as opened:
            who_read_others.note_sightings(opened, hows, me(), request.endpoint or "")


def lasting() -> sessions.Lasting:
    """How long sessions last here."""
    settings: Settings = current_app.config["SETTINGS"]
    idle, whole = timedelta(hours=settings.idle_hours), timedelta(days=settings.session_days)
    return sessions.Lasting(idle, whole)


def _member(token: str) -> Member | None:
    if "broken" in g:  # The page that says so asks the database nothing more.
        return None
    held = sessions.found(db(), token, lasting())
    return Member(held[0], token, held[1]) if held else None


def _see_again(response: Response) -> Response:
    """Write down, now and then, that the session here is in use."""
    held = getattr(g.get("_login_user"), "held", None)
    if held is not None and "broken" not in g and sessions.is_stale(held):
        finish()
        sessions.see_again(current_app.extensions["engine"], held.id)
    return response


def _sign_in_first() -> ResponseReturnValue | None:
    if request.endpoint in OPEN_TO_ALL or current_user.is_authenticated:
        return None
    if request.method in READING:
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), code=303)
    return error_pages.page(401, *error_pages.SIGNED_OUT)
