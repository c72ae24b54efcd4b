"""The link by which somebody new comes in: a password, once, and they are signed in."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from committee.errors import NotFoundError
from committee.store import invites, journal, loops
from committee.store.tables.people import CANDIDATE, COACH, Invite
from committee.web.frame.error_pages import page as error_page
from committee.web.frame.transactions import db, page, see_other

from .password_forms import NameAndPassword, NewPassword, chosen
from .signed_in import enter, leave, me, someone_else

bp = Blueprint("joining", __name__)

GONE = (
    "This link doesn’t work any more",
    "It has been used, has run out, was replaced by a newer one, or is mistyped. Sign in if you "
    "have a password already; if not, ask your coach for a new link.",
)


@bp.route("/join/<token>", methods=["GET", "POST"])
def join(token: str) -> ResponseReturnValue:
    """Take an invite up; somebody who has an account is led to what it was about."""
    try:
        invite = invites.standing_invite(db(), token)
    except NotFoundError:
        return error_page(404, *GONE)
    if invite.person.joined:
        return _lead(invite, token)
    form = NameAndPassword() if invite.person.name == invite.person.email else NewPassword()
    password_hash = chosen(form, invite.person)
    if password_hash is None:
        shown = {"form": form, "person": invite.person, "other": someone_else(invite.person)}
        return page("accounts/join.html", **shown), 422 if form.errors else 200
    name = form.name.data if isinstance(form, NameAndPassword) else None
    person = invites.redeem(db(), token, password_hash, name=name)
    enter(person, "a link")
    return see_other("shell.home", f"Welcome, {person.name}.")


@bp.post("/join/<token>/switch")
def switch(token: str) -> ResponseReturnValue:
    """End the session of whoever is signed in here, so that the link's owner can sign in."""
    invite = invites.standing_invite(db(), token)
    if not invite.person.joined:
        raise NotFoundError("nobody signs in by this link.")
    if someone_else(invite.person):
        journal.record(db(), "signed out", me(), f"person:{me().id}")
        leave()
    return redirect(_sign_in(invite), code=303)


def _lead(invite: Invite, token: str) -> ResponseReturnValue:
    """To what a link is about, through sign-in; no session ends before somebody says so."""
    if someone_else(invite.person):
        return page("accounts/switch.html", person=invite.person, token=token)
    if current_user.is_authenticated:
        return redirect(_target(invite), code=303)
    return redirect(_sign_in(invite), code=303)


def _sign_in(invite: Invite) -> str:
    return url_for("accounts.sign_in", next=_target(invite))


def _target(invite: Invite) -> str:
    """The page that an invite was sent for, if it is theirs still."""
    if invite.as_ == COACH:
        return url_for("shell.home")
    if invite.as_ == CANDIDATE:
        return url_for("candidate.index")
    held = [seat.loop for seat in loops.assignments_for(db(), invite.person)]
    found = next((loop for loop in held if loop.id == invite.loop_id), None)
    return url_for("board.loop", key=found.key) if found else url_for("queue.index")
