"""Making the links that somebody with an account is sent, and the letters around them."""

from datetime import timedelta
from email.message import EmailMessage

from flask import url_for

from committee.present.voice.dates import moment
from committee.store import one_time_links
from committee.store.engine import Session
from committee.store.tables.people import ADDRESS, PASSWORD, Invite, Person
from committee.web.frame.transactions import db

from .mail import letter, mail_when_done, mails
from .signed_in import me

BY_MAIL, BY_HAND, TO_CONFIRM = timedelta(hours=1), timedelta(days=1), timedelta(days=2)


def password_letter(opened: Session, person: Person, token: str, link: str) -> EmailMessage:
    """A letter with a link to a new password; earlier ones stand until one of them is used.

    Anybody may ask for a letter, and mustn't end by it what a coach has sent.
    """
    made, _ = one_time_links.make_link(opened, person, PASSWORD, BY_MAIL, token=token)
    until = moment(made.expires_at)
    return letter(person.email, "password", name=person.name, link=link, until=until)


def password_link(person: Person) -> str:
    """Let a coach help somebody to a new password: by mail, else by a link to hand over."""
    one_time_links.end_links(db(), person, (PASSWORD,))
    lasting = BY_MAIL if mails() else BY_HAND
    made, token = one_time_links.make_link(db(), person, PASSWORD, lasting, by=me())
    link = url_for("renewals.password", token=token, _external=True)
    until = moment(made.expires_at)
    if not mails():
        return f"Hand this link to {person.name}; it works once, until {until}: {link}"
    written = letter(person.email, "password", name=person.name, link=link, until=until)
    mail_when_done(written, "see to the mail server, then try again.")
    return f"A link to a new password was made for {person.name}."


def ask_to_confirm(person: Person, email: str) -> str:
    """Have a new address confirmed: by a letter to it, else by a coach; what to tell the person."""
    one_time_links.end_links(db(), person, (ADDRESS,))
    made, token = one_time_links.make_link(
        db(), person, ADDRESS, TO_CONFIRM, by=person, email=email
    )
    if not mails():
        return f"A coach confirms {email} on the People page. Until then you sign in as before."
    link = url_for("renewals.address", token=token, _external=True)
    until = moment(made.expires_at)
    written = letter(email, "address", name=person.name, link=link, until=until)
    mail_when_done(written, "see whether the address is right.")
    return "Open the link in that letter. Until then you sign in as before."


def words_of(link: Invite) -> str:
    """What an open link is for, for the list of them."""
    if link.as_ == PASSWORD:
        return "a new password"
    if link.as_ == ADDRESS:
        return f"the address {link.email}"
    return f"coming in as {link.as_}"
