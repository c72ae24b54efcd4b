"""An unchanged packet asked for again over HTTP, beside a bare Flask view of the same bytes.

Both are served as `committee serve` does it, over connections that stay open. Ours signs the
coach in by the cookie, asks the database whether they may still read the packet, and finds it
among what was printed; the bare view has its bytes in memory. The aim is at most 5 ms of ours.
"""

import tempfile
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

from flask import Flask, Response, request

from benches import Comparison, compare
from benches.served import connect, serving
from committee.assets import FIXTURES
from committee.config import Settings
from committee.domain.case import case_of
from committee.files.loops import read_loop
from committee.files.policies import load_policy
from committee.files.rubrics import load_rubric
from committee.files.snapshot import freeze
from committee.store import decisions, loops, people, sessions
from committee.store.engine import make_engine, session
from committee.store.schema import migrate
from committee.web import create_app

ROUNDS = 101


class Reader:
    """A browser at one address, signed in by its cookie."""

    def __init__(self, connection: HTTPConnection, path: str, cookie: str = "") -> None:
        self.connection, self.path, self.cookie = connection, path, cookie
        self.tag = ""
        self.body = self.read(HTTPStatus.OK)

    def read(self, status: HTTPStatus, tag: str = "") -> bytes:
        """The bytes of the answer, which has to be of that status."""
        self.connection.request("GET", self.path, headers={"Cookie": self.cookie, **_known(tag)})
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != status:
            raise RuntimeError(f"{self.path}: {answer.status}")
        self.tag = answer.headers["ETag"]
        return body


def run() -> list[Comparison]:
    """Single requests by turns: of a browser that has the packet, and of one that hasn't."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'ours.db'}"
        app = create_app(Settings(database_url=url, files=folder, secret_key="k" * 40))
        path, token = decided_loop(url)
        with serving(app) as ours:
            mine = Reader(connect(ours), path, signed_in(app, token))
            with serving(bare_app(mine.body, mine.tag)) as bare:
                theirs = Reader(connect(bare), "/")
                return [
                    compare(
                        f"an unchanged packet over HTTP, {what}",
                        ours=lambda s=status, t=tag: mine.read(s, t),
                        baseline=lambda s=status, t=tag: theirs.read(s, t),
                        rounds=ROUNDS,
                    )
                    for what, status, tag in (
                        ("which the browser has", HTTPStatus.NOT_MODIFIED, mine.tag),
                        (f"{len(mine.body):,} bytes", HTTPStatus.OK, ""),
                    )
                ]


def _known(tag: str) -> dict[str, str]:
    return {"If-None-Match": tag} if tag else {}


def bare_app(body: bytes, tag: str) -> Flask:
    """The least that answers with these bytes, or that they are unchanged."""
    app = Flask(__name__)

    @app.get("/")
    def send() -> Response:
        answer = Response(body, mimetype="application/pdf", headers={"ETag": tag})
        answer.make_conditional(request)
        return answer

    return app


def decided_loop(url: str) -> tuple[str, str]:
    """The address of a decided loop's PDF, and the session token of a coach who may read it."""
    migrate(url)
    engine, policy, rubric = make_engine(url), load_policy(), load_rubric()
    packet = read_loop(FIXTURES / "scenarios" / "messy-staff.toml", policy.ladder)
    case = case_of(packet, policy)
    with session(engine) as opened:
        coach = people.create_person(opened, "coach@example.org", "Ines", coach=True)
        group = loops.create_cohort(opened, "Spring")
        loop = loops.create_loop(
            opened, group, packet.candidate, target=packet.target, policy=policy.name
        )
        decisions.freeze(
            opened,
            loop,
            loop.version,
            body=freeze(case, rubric).text,
            policy=policy.name,
            verdict=case.verdict,
            level=case.level,
            by=coach,
        )
        found = f"/loops/{loop.key}/decisions/1.pdf", sessions.begin(opened, coach)
    engine.dispose()
    return found


def signed_in(app: Flask, token: str) -> str:
    """The cookie of a browser in which the holder of a session token is signed in."""
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    kept = client.get_cookie("committee")
    if kept is None:
        raise RuntimeError("nobody is signed in")
    return f"committee={kept.value}"
