"""Bringing people in: somebody known is taken as they are, somebody new gets one link."""

from datetime import date

from committee.errors import FormError
from committee.present.voice.dates import day, moment
from committee.store import invites, loops, people, roles
from committee.store.tables.loops import Loop
from committee.store.tables.people import CANDIDATE, COACH, Invite, Person
from committee.web.frame.transactions import db

from .links_shown import may_hold, seal, to_send
from .mail import letter, mail_when_done, mails
from .signed_in import me


def invited_or_known(
    email: str, name: str, as_: str, loop: Loop | None = None, due_on: date | None = None
) -> tuple[Person, str]:
    """The person of an address, and what to tell the coach of the link that they come in by."""
    person, link, care = come_in(email, name, as_, loop, due_on)
    return person, "".join(f" {said}" for said in (link, care) if said)


def come_in(
    email: str, name: str, as_: str, loop: Loop | None = None, due_on: date | None = None
) -> tuple[Person, str, str]:
    """The person of an address, what to tell of their link, and what to be careful about.

    A link that was sent before and still works isn't replaced: it leads to everything. What is
    due on `due_on` waits for them.
    """
    known = people.by_email(db(), email)
    if known and known.joined:
        maker = invites.let_in_by(db(), known)
        if loop and maker and not roles.coaches(db(), maker, loop):
            return (
                known,
                "",
                (
                    f"{known.name} came in by a link that {maker.name} made, who doesn’t coach this"
                    " cohort: be sure that it is them."
                ),
            )
        return known, "", ""
    standing = invites.open_invite(db(), known, loop) if known else None
    if known and standing and (as_ != COACH or standing.as_ == COACH):
        return (
            known,
            (
                f"{known.name} comes in by the link of {day(standing.created_at)}, which works"
                f" until {moment(standing.expires_at)}."
            ),
            "",
        )
    if known and roles.waits_beyond(db(), me(), known):
        return known, "", f"{known.name} waits for a link that an owner sends."
    invite, _ = invites.create_invite(
        db(), email, name, as_=as_, by=me(), loop=loop, due_on=due_on, seal=seal
    )
    return invite.person, _sent(invite), ""


def invited_again(person: Person, as_: str, loop: Loop | None = None) -> str:
    """A new link for somebody who hasn't joined, told as the first one was.

    A link lets its holder in as that person. FormError where that would be more than a limited
    coach may see herself.
    """
    standing = invites.open_invite(db(), person)
    if roles.waits_beyond(db(), me(), person) or (standing and not may_hold(standing)):
        raise FormError(
            "this link would lead further than your own cohorts.", remedy="Ask an owner for it."
        )
    made, _ = invites.create_invite(
        db(), person.email, person.name, as_=as_, by=me(), loop=loop, seal=seal
    )
    return f" {_sent(made)}"


def seat_candidate(loop: Loop, email: str) -> str:
    """Make somebody the loop's candidate at once; returns the link to send, if they need one.

    An invite of whoever it was before ends, unless something else waits for them.
    """
    before = people.by_id(db(), loop.candidate_id) if loop.candidate_id else None
    person, link = invited_or_known(email, loop.candidate_name, CANDIDATE, loop)
    panel = {seat.interviewer_id for seat in loops.assignments_of(db(), loop)}
    if person.id in panel:
        raise FormError("this address sits on the panel.", remedy="A candidate can’t.")
    loops.set_candidate(db(), loop, person)
    if before and before.id != person.id:
        invites.end_if_needless(db(), before)
    return link


def _sent(invite: Invite) -> str:
    made = to_send(invite)
    if mails():
        given = {"name": made.name, "link": made.link, "until": moment(made.until)}
        written = letter(made.email, "invite", **given)
        mail_when_done(written, "send the link yourself.")
    return (
        f"The link for {made.name} works once, until {moment(made.until)}. It stands on this page"
        " until it is used."
    )
