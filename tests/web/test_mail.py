"""Invites by mail: sent where a server is set, told where it fails, and never needed."""

import re
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from .conftest import World, post


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
