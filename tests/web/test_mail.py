"""Invites by mail: sent where a server is set, told where it fails, and never needed."""

import re
import smtplib
import socket
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from committee.web.accounts.mail import mail_server as mail_server_of

from .conftest import PASSWORD, World, post


class Letterbox:
    """Keeps what a mail server was given."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], str]] = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (the name is aiosmtpd's)
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((envelope.rcpt_tos, letter.get_content()))
        return "250 OK"


@pytest.fixture
def mail_server() -> Iterator[tuple[str, Letterbox]]:
    box = Letterbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield f"smtp://127.0.0.1:{port}", box
    controller.stop()


def invite(world: World, path: Path, smtp_url: str) -> tuple[str, str]:
    """What a coach reads after inviting another, and the link in it."""
    coach = world.copy(path / "mail.db").client("coach", world.app(smtp_url=smtp_url))
    assert post(coach, "/people", name="Lena Roth", email="lena@example.org").status_code == 303
    page = coach.get("/people").text
    link = re.search(r"http://\S+/join/[\w-]+", page)
    assert link, "the link to copy is shown in any case"
    return page, link.group()


def test_an_invite_is_mailed_with_the_link_that_the_coach_sees(world, mail_server, tmp_path):
    address, box = mail_server
    page, link = invite(world, tmp_path, address)
    assert "on its way to lena@example.org" in page
    ((to, letter),) = box.letters
    assert to == ["lena@example.org"]
    assert link in letter


def test_a_mail_server_that_is_down_costs_nobody_their_invite(world, tmp_path):
    page, _ = invite(world, tmp_path, "smtp://127.0.0.1:1")
    assert "send the link yourself" in page


def letters(box: Letterbox, number: int) -> list[tuple[list[str], str]]:
    """The letters that came, once there are so many; some are sent when the answer is out."""
    until = time.monotonic() + 20
    while len(box.letters) < number:
        assert time.monotonic() < until, f"{len(box.letters)} letters came, not {number}"
        time.sleep(0.05)
    return box.letters


def link_of(letter: tuple[list[str], str]) -> str:
    found = re.search(r"http://localhost(/\S+)", letter[1])
    assert found
    return found[1]


def test_a_forgotten_password_is_renewed_by_mail(world, mail_server):
    address, box = mail_server
    app = world.app(smtp_url=address)
    answers = [
        post(app.test_client(), "/forgotten", email=f"{who}@example.org")
        for who in ("nobody", "new", "Mina")
    ]
    seen = [(each.status_code, each.location, len(each.data)) for each in answers]
    assert seen == [seen[0]] * 3, "nothing tells whether an address has an account"
    ((to, _),) = letters(box, 1)
    assert to == ["mina@example.org"]
    new = {"new": "another lamp by the door", "again": "another lamp by the door"}
    client = app.test_client()
    assert post(client, link_of(box.letters[0]), **new).status_code == 303
    assert client.get("/interviews").status_code == 200
    assert post(app.test_client(), link_of(box.letters[0]), **new).status_code == 404


def test_asking_for_a_letter_ends_no_link_that_was_sent_before(world, mail_server):
    address, box = mail_server
    app = world.app(smtp_url=address)
    for _ in range(2):
        post(app.test_client(), "/forgotten", email="mina@example.org")
        letters(box, len(box.letters) + 1)
    first, second = (link_of(each) for each in box.letters)
    assert app.test_client().get(first).status_code == 200
    new = {"new": "another lamp by the door", "again": "another lamp by the door"}
    assert post(app.test_client(), second, **new).status_code == 303
    assert app.test_client().get(first).status_code == 404


def test_no_letter_leaves_this_computer_in_clear(mail_server):
    """A server elsewhere must offer TLS; "0.0.0.0" leads here, and isn't known as here."""
    address, _ = mail_server
    elsewhere = address.replace("127.0.0.1", "0.0.0.0")
    with pytest.raises(smtplib.SMTPNotSupportedError):
        mail_server_of(elsewhere)
    with mail_server_of(f"{elsewhere}/?tls=no") as server:
        assert server.noop()[0] == 250
    with mail_server_of(address) as server:
        assert server.noop()[0] == 250


def test_a_coach_who_helps_by_mail_never_sees_the_link(world, mail_server):
    address, box = mail_server
    coach = world.client("coach", world.app(smtp_url=address))
    assert post(coach, f"/people/{world.keys['stranger']}/password").status_code == 303
    assert "/password/" not in coach.get("/people").text.replace('/password"', "")
    assert letters(box, 1)[0][0] == ["stranger@example.org"]


def test_a_changed_address_is_confirmed_where_it_leads_and_told_where_it_was(world, mail_server):
    address, box = mail_server
    app = world.app(smtp_url=address)
    fields = {"email": "olga@example.org", "known": PASSWORD}
    assert post(world.client("stranger", app), "/account/address", **fields).status_code == 303
    assert letters(box, 1)[0][0] == ["olga@example.org"]
    assert post(app.test_client(), link_of(box.letters[0])).status_code == 303
    assert letters(box, 2)[1][0] == ["stranger@example.org"]
    signed_in = post(app.test_client(), "/sign-in", email="olga@example.org", password=PASSWORD)
    assert signed_in.status_code == 303
