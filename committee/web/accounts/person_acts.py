"""What a coach does with somebody's account: close it, open it, its role, its links."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from committee.errors import ConflictError, FormError, NotFoundError
from committee.store import forgetting, invites, journal, one_time_links, people, roles
from committee.store.tables.people import ADDRESS, INTERVIEWER, Invite, Person
from committee.web.frame.forms import Form, NameField, required
from committee.web.frame.transactions import db, page, see_other

from .invitations import invited_again
from .send_links import password_link, words_of
from .signed_in import me, owners_only

bp = Blueprint("person_acts", __name__, url_prefix="/people")


class Called(Form):
    """What somebody is called."""

    name = NameField("Name", [required("their name")])


@bp.route("/<int:number>/name", methods=["GET", "POST"])
def name(number: int) -> ResponseReturnValue:
    """Correct what somebody is called; their address stays."""
    owners_only()
    person = _person(number)
    form, before = Called(data={"name": person.name}), person.name
    if forgetting.is_forgotten(person):
        raise NotFoundError("there is nobody of that name any more.")
    if not form.validate_on_submit():
        return page("people/name.html", person=person, form=form), 422 if form.errors else 200
    if form.name.data != before:
        people.rename(db(), person, form.name.data)
        detail = f"{journal.FROM}{before}"
        journal.record(db(), journal.RENAMED, me(), f"person:{number}", detail)
    return see_other("people.index", f"{person.email} is called {form.name.data}.")


@bp.post("/<int:number>/disable")
def disable(number: int) -> ResponseReturnValue:
    """Close an account; whoever is signed in with it is out at once, and its links end."""
    person = _other(number, "close your own account")
    people.disable(db(), person)
    return _done("disabled", person, f"{person.name} can’t sign in any more.")


@bp.post("/<int:number>/enable")
def enable(number: int) -> ResponseReturnValue:
    """Open a closed account again."""
    person = _person(number)
    people.enable(db(), person)
    return _done("enabled", person, f"{person.name} can sign in again.")


@bp.post("/<int:number>/coach")
def promote(number: int) -> ResponseReturnValue:
    """Make somebody who has an account a coach."""
    person = _other(number, "change your own role")
    _joined(person)
    people.make_coach(db(), person)
    return _done("made coach", person, f"{person.name} is a coach now.")


@bp.post("/<int:number>/member")
def demote(number: int) -> ResponseReturnValue:
    """Make a coach somebody like others again."""
    person = _other(number, "change your own role")
    roles.lift(db(), person)
    people.make_coach(db(), person, coach=False)
    return _done("no longer coach", person, f"{person.name} is no coach any more.")


@bp.post("/<int:number>/password")
def renew_password(number: int) -> ResponseReturnValue:
    """Help somebody who forgot their password to another."""
    person = _other(number, "make a link for yourself")
    _joined(person)
    said = password_link(person)
    return _done("made password link", person, said)


@bp.post("/<int:number>/invite")
def invite_again(number: int) -> ResponseReturnValue:
    """A new link for somebody who hasn't joined; the earlier one ends."""
    owners_only()
    person = _person(number)
    standing = invites.open_invite(db(), person)
    said = invited_again(person, standing.as_ if standing else INTERVIEWER)
    return _done("renewed link", person, said.strip())


@bp.post("/links/<int:number>/end")
def end(number: int) -> ResponseReturnValue:
    """Take a link back that was sent."""
    link = _link(number)
    one_time_links.end_link(db(), link)
    what = f"The link of {link.person.name} ({words_of(link)}) works no more."
    return _done("ended link", link.person, what)


@bp.post("/links/<int:number>/confirm")
def confirm(number: int) -> ResponseReturnValue:
    """Confirm the address that somebody asked for, having made sure that it is theirs."""
    link = _link(number)
    if link.as_ != ADDRESS:
        raise NotFoundError("there is nothing to confirm.")
    one_time_links.spend(db(), link)
    people.change_address(db(), link.person, link.email or "")
    return _done(
        "confirmed address", link.person, f"{link.person.name} signs in with {link.email}."
    )


def _done(action: str, person: Person, said: str) -> ResponseReturnValue:
    journal.record(db(), action, me(), f"person:{person.id}", person.name)
    return see_other("people.index", said)


def _person(number: int) -> Person:
    owners_only()
    person = people.by_id(db(), number)
    if person is None:
        raise NotFoundError("there is no such person.")
    return person


def _other(number: int, act: str) -> Person:
    """Somebody other than the coach here, so that there is always a coach who can sign in."""
    person = _person(number)
    if person.id == me().id:
        raise FormError(f"you can’t {act}.", remedy="Ask another coach.")
    return person


def _joined(person: Person) -> None:
    if not person.joined:
        raise ConflictError(f"{person.name} hasn’t joined yet.", remedy="Send them a new link.")
    if person.disabled_at is not None:
        raise ConflictError(f"{person.name}'s account is closed.", remedy="Open it again first.")


def _link(number: int) -> Invite:
    owners_only()
    return one_time_links.open_link(db(), number)
