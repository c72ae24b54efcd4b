"""`committee create-coach` and `reset-password`: who comes in, from the server's own terminal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from committee.config import load_settings
from committee.errors import NotFoundError

if TYPE_CHECKING:
    from committee.store.engine import Session
    from committee.store.tables.people import Person

URL = click.option(
    "--url", default="http://127.0.0.1:8080", show_default=True, help="Where the server is."
)
BY_COMMAND = "by command"


@click.command("create-coach")
@click.argument("email")
@click.option("--name", help="What to call somebody new; the address if left out.")
@URL
def create_coach(email: str, name: str | None, url: str) -> None:
    """Make EMAIL a coach: prints a link that works once, or says that an account became one."""
    from committee.store import invites, journal, people, roles
    from committee.store.tables.people import COACH

    with _opened() as opened:
        known = people.by_email(opened, email)
        if known and known.joined and not known.disabled_at:
            people.make_coach(opened, known)
            roles.lift(opened, known)
            journal.record(opened, "made coach", None, f"person:{known.id}", BY_COMMAND)
            _say_made(known)
            return
        made = invites.create_invite(opened, email, name or email, as_=COACH, by=None)
        journal.record(opened, "invited coach", None, f"person:{made[0].person_id}", BY_COMMAND)
    click.echo(f"{url.rstrip('/')}/join/{made[1]}")
    click.echo("The link works once, for a week; links that were sent before don’t.", err=True)


@click.command("reset-password")
@click.argument("email")
@click.option("--without-code", is_flag=True, help="Ask for no code at sign-in any more.")
@URL
def reset_password(email: str, without_code: bool, url: str) -> None:
    """Let EMAIL choose a new password: prints a link that works once, for a day."""
    from committee.store import journal, one_time_links, second_factor
    from committee.store.tables.people import PASSWORD

    with _opened() as opened:
        person = _with_account(opened, email)
        one_time_links.end_links(opened, person, (PASSWORD,))
        if without_code:
            second_factor.turn_off(opened, person)
            journal.record(opened, "turned codes off", None, f"person:{person.id}", BY_COMMAND)
        _, token = one_time_links.make_link(opened, person, PASSWORD, timedelta(days=1))
        journal.record(opened, "made password link", None, f"person:{person.id}", BY_COMMAND)
    click.echo(f"{url.rstrip('/')}/password/{token}")
    click.echo(f"The link is {person.name}'s, and works once, for a day.", err=True)


def _say_made(person: "Person") -> None:
    click.echo(f"{person.name} has an account, and is a coach now: they sign in as before.")
    click.echo("If the password is lost, `committee reset-password` makes a link.", err=True)


def _with_account(opened: "Session", email: str) -> "Person":
    from committee.store import people

    person = people.by_email(opened, email)
    if person is None or not person.joined:
        known = "was invited and hasn’t joined" if person else "has no account"
        raise NotFoundError(
            f"{email} {known}.", remedy="`committee create-coach` makes a link for a coach."
        )
    if person.disabled_at is not None:
        raise NotFoundError(f"the account of {email} is closed.", remedy="A coach opens it again.")
    return person


@contextmanager
def _opened() -> Iterator["Session"]:
    """One transaction on a database that is brought up to date first."""
    from committee.store.engine import make_engine, session
    from committee.store.schema import migrate

    address = load_settings().database_url
    migrate(address)
    engine = make_engine(address)
    with session(engine) as opened:
        yield opened
    engine.dispose()
