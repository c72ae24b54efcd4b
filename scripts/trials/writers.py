"""An interviewer at a browser, and what the server acknowledged of their scorecard."""

import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from committee.store import scorecards
from committee.store.engine import Engine, session
from committee.store.tables import Assignment
from trials.site import Browser

DIMENSIONS = ("scope", "leadership", "failure", "communication")
QUOTE = "I asked both teams what they would lose, and moved the date by a week myself. " * 3
PATIENCE = 120
"""Seconds for an answer."""
Act = dict[str, Any]


@dataclass
class Writer:
    """What was acknowledged last (`saved`, at `version`), and what was sent last."""

    seat: Assignment
    browser: Browser
    version: int = 0
    saved: str = ""
    sent: str = ""
    number: int = 0
    unheard: list[Act] = field(default_factory=list)

    def save(self, connection: http.client.HTTPConnection) -> int:
        """Autosave another note, and at first all of a scorecard; the status of the answer.

        This function alone knows how the page's script sends a draft. What was never
        acknowledged is sent again, with the number that it had.
        """
        if not self.number:
            for act in filled_in():
                self.do(**act)
        before, self.sent = self.sent, f"{self.seat.key} at {self.number + 1}"
        self.do(field="note", value=self.sent, was=before)
        fields = {"tab": "trial", "acts": json.dumps(self.unheard)}
        status, told = post(connection, self.browser, "/draft", fields)
        if status == http.HTTPStatus.OK:
            self.version, self.saved = json.loads(told)["version"], self.sent
            self.unheard.clear()
        return status

    def do(self, **act: str) -> None:
        """Put an act at the end of what is to be sent."""
        self.number += 1
        self.unheard.append({"number": self.number, "at": 1.0, **act})

    def lost(self, engine: Engine) -> str:
        """What was acknowledged and isn't there, in words; empty if nothing is lost."""
        with session(engine, reads_only=True) as opened:
            kept = scorecards.draft_of(opened, self.seat)
        note = kept.body.get("note", "")
        # What was cut off may have come all the same, and any of it may be the last that did.
        sent = {self.saved, self.sent, *(each["value"] for each in self.unheard if "value" in each)}
        if kept.version < self.version or note not in sent:
            return f"{self.saved!r} was acknowledged, and {note!r} is kept"
        return ""


def filled_in() -> Iterator[dict[str, str]]:
    """The acts by which a scorecard is filled in."""
    for dimension in DIMENSIONS:
        yield {"field": "form.text", "value": QUOTE, "was": ""}
        yield {"field": "form.dimension", "value": dimension, "was": ""}
        yield {"action": "log"}
        yield {"field": f"read.{dimension}", "value": "senior", "was": ""}
    yield {"field": "recommendation", "value": "yes", "was": ""}


def connect(port: int) -> http.client.HTTPConnection:
    """A connection that is opened when it is first used."""
    return http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)


def post(
    connection: http.client.HTTPConnection, browser: Browser, door: str, fields: dict[str, Any]
) -> tuple[int, str]:
    """The answer to a form that a browser sends to a door below its page."""
    body = urlencode({**fields, "csrf_token": browser.token}, doseq=True)
    headers = {
        "Cookie": f"committee={browser.cookie}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection.request("POST", browser.path + door, body, headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()
