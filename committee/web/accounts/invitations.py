"""Bringing people in: somebody known is taken as they are, somebody new gets a link."""

from flask import url_for

from committee.errors import FormError
from committee.store import invites, loops, people
from committee.store.tables.loops import Loop
from committee.store.tables.people import Invite, Person
from committee.web.frame.transactions import db

from .mail import mail_when_done
from .members import me


def invited_or_known(
    email: str, name: str, as_: str, loop: Loop | None = None
) -> tuple[Person, str]:
    """The person of an address, and what to tell the coach: a link to copy if they need one."""
    known = people.by_email(db(), email)
    if known and known.password_hash:
        return known, ""
    invite, token = invites.create_invite(db(), email, name, as_=as_, by=me(), loop=loop)
    person = known or people.by_email(db(), email)
    assert person is not None, "an invite is made for somebody"
    return person, _sent(person, invite, token)


def invited_again(person: Person, loop: Loop) -> str:
    """A new link for an interviewer who hasn't joined, told as the first one was."""
    return _sent(person, *invites.renew_invite(db(), person, by=me(), loop=loop))


def _sent(person: Person, invite: Invite, token: str) -> str:
    link = url_for("accounts.join", token=token, _external=True)
    until = f"{invite.expires_at:%d %B}"
    mail_when_done(person.email, person.name, link, until)
    return f" Send this link to {person.email}; it works once, until {until}: {link}"


def seat_candidate(loop: Loop, email: str) -> str:
    """Make somebody the loop's candidate at once; returns the link to send, if they need one."""
    person, link = invited_or_known(email, loop.candidate_name, "candidate", loop)
    panel = {seat.interviewer_id for seat in loops.assignments_of(db(), loop)}
    if person.id in panel:
        raise FormError("this address sits on the panel.", remedy="A candidate can't.")
    loops.set_candidate(db(), loop, person)
    return link
