"""The links that are out, as a coach sees and sends them until they are used."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from flask import current_app, url_for

from committee.present.voice.dates import moment
from committee.store import invites, roles
from committee.store.column_types import now
from committee.store.tables.people import COACH, Invite, Person
from committee.web.frame.transactions import db

from . import sealing
from .signed_in import me

INVITES = "invites"


@dataclass(frozen=True)
class LinkToSend:
    """An open link; `link` is empty where it can't be shown again, and only a new one helps."""

    name: str
    email: str
    link: str
    until: datetime
    subject: str
    text: str

    @property
    def mailto(self) -> str:
        """An address that opens a letter with the link in the mail program of whoever sends it."""
        return f"mailto:{quote(self.email)}?subject={quote(self.subject)}&body={quote(self.text)}"


def seal(token: str) -> str:
    """The token of an invite, as it is kept."""
    return sealing.sealed(token, INVITES)


def links_to_send(
    people: Iterable[Person], waits: Mapping[int, Sequence[str]]
) -> dict[int, LinkToSend]:
    """The open link of each of these people, by the person's number, with what waits for them.

    A link lets its holder in as that person: none is shown that leads further than the coach.
    """
    found = invites.open_invites(db(), people)
    return {n: to_send(each, waits.get(n, ())) for n, each in found.items() if may_hold(each)}


def packet_to_tell(person: Person, key: str, standing: LinkToSend | None) -> LinkToSend:
    """The letter that tells a candidate of a released packet, with the link that leads there."""
    link, until = url_for("candidate.packet", key=key, _external=True), ""
    if standing and not person.joined:
        link, until = standing.link, moment(standing.until)
    written = current_app.jinja_env.get_template("mail/released.txt")
    letter = written.render(name=person.name, link=link, until=until)
    subject, _, text = letter.partition("\n")
    ends = standing.until if standing else now()
    return LinkToSend(person.name, person.email, link, ends, subject, text.strip())


def as_one_text(links: Iterable[LinkToSend]) -> str:
    """All links that can be shown, one letter under the other, to be sent from elsewhere."""
    told = (f"{each.name} <{each.email}>\n{each.text}" for each in links if each.link)
    return "\n\n".join(told)


def may_hold(invite: Invite) -> bool:
    """Whether who is here may hold a link of somebody's, and so come in as them."""
    coaches = invite.as_ == COACH and not roles.owns(me())
    return not coaches and not roles.waits_beyond(db(), me(), invite.person)


def to_send(invite: Invite, waits: Sequence[str] = ()) -> LinkToSend:
    """A link with the letter around it."""
    token = sealing.opened(invite.sealed, INVITES) if invite.sealed else None
    link = url_for("joining.join", token=token, _external=True) if token else ""
    person, until = invite.person, moment(invite.expires_at)
    written = current_app.jinja_env.get_template("mail/invite.txt")
    values = {"name": person.name, "link": link, "until": until, "waits": waits}
    subject, _, text = written.render(**values).partition("\n")
    return LinkToSend(person.name, person.email, link, invite.expires_at, subject, text.strip())
