"""An interviewer at a browser, and what the server acknowledged of their scorecard."""

import http.client
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from committee.store import scorecards
from committee.store.draft_format import draft_of
from committee.store.engine import Engine, session
from committee.store.tables import Assignment
from committee.web.scorecard.form_fields import fields_of
from trials.site import Browser

DIMENSIONS = ("scope", "leadership", "failure", "communication")
QUOTE = "I asked both teams what they would lose, and moved the date by a week myself. " * 3
PATIENCE = 30


@dataclass
class Writer:
    """What was acknowledged last (`saved`, at `version`), and what was sent last."""

    seat: Assignment
    browser: Browser
    version: int = 0
    saved: str = ""
    sent: str = ""

    def save(self, connection: http.client.HTTPConnection) -> int:
        """Autosave the form with another note; the status of the answer.

        This function alone knows how the page's script sends a draft.
        """
        before, self.sent = self.sent, f"{self.seat.key} at {self.version + 1}"
        fields = {**form(self.seat.label, self.sent), "version": str(self.version)}
        status, told = post(connection, self.browser, "/draft", fields)
        if status == http.HTTPStatus.OK:
            self.version, self.saved = int(re.findall(r'"version":\s*(\d+)', told)[0]), self.sent
        elif status == http.HTTPStatus.CONFLICT:
            # The last save went through, but its answer was cut off: go on from there.
            self.version, self.saved = int(re.findall(r'"version":\s*(\d+)', told)[0]), before
        return status

    def lost(self, engine: Engine) -> str:
        """What was acknowledged and isn't there, in words; empty if nothing is lost."""
        with session(engine, reads_only=True) as opened:
            kept = scorecards.draft_of(opened, self.seat)
        note = kept.body.get("note", "")
        if kept.version < self.version or note not in (self.saved, self.sent):
            return f"{self.saved!r} was acknowledged, and {note!r} is kept"
        return ""


def form(label: str, note: str) -> dict[str, Any]:
    """The fields of a scorecard that is filled in."""
    evidence = [
        {"id": f"{label}-{n}", "dimension": d, "quote": QUOTE, "polarity": "for"}
        for n, d in enumerate(DIMENSIONS)
    ]
    reads = dict.fromkeys(DIMENSIONS, "senior")
    card = {"reads": reads, "evidence": evidence, "recommendation": "yes", "note": note}
    return dict(fields_of(draft_of(card)))


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
