"""A candidate's own packets: the candidate's edition of what was released, while it is."""

from flask import Blueprint, Response, current_app, url_for

from committee.domain.access import May
from committee.errors import NotFoundError
from committee.present.packet.packet_view import CANDIDATE
from committee.store import decisions, loops
from committee.store.engine import session as new_session
from committee.store.tables.decisions import Snapshot
from committee.store.tables.loops import Loop
from committee.web.accounts.signed_in import allowed, loop_for, me
from committee.web.frame.transactions import db, finish, page

from .packets_from_rows import policy_named, policy_of
from .release_cover import cover_of
from .responses import Actions, frozen_paper, frozen_view

bp = Blueprint("candidate", __name__)


@bp.get("/packets")
def index() -> str:
    """The packets that were released to the person here."""
    mine = [loop for loop in loops.loops_of(db(), me()) if May.HOLD in allowed(loop)]
    rows = [(loop, policy_named(loop.policy).ladder.name(loop.target)) for loop in mine]
    return page("candidate/index.html", rows=rows)


@bp.get("/packets/<key>")
def packet(key: str) -> str:
    """A released packet."""
    loop = loop_for(May.HOLD, key)
    source, (released, cover) = f"loop.{key}", _released(loop)
    what_if = url_for("simulator.index", a=source, b=source, policy=loop.policy)
    actions: Actions = (("As a PDF", url_for("candidate.packet_on_paper", key=key)),)
    if not policy_of(released).reads_votes:
        actions += (("What if…", what_if),)
    return page("packet/page.html", view=frozen_view(released, CANDIDATE, cover), actions=actions)


@bp.get("/packets/<key>.pdf")
def packet_on_paper(key: str) -> Response:
    """A released packet as a PDF."""
    loop = loop_for(May.HOLD, key)
    released, cover = _released(loop)
    return frozen_paper(released, f"{loop.candidate_name}, {CANDIDATE} packet", CANDIDATE, cover)


def _released(loop: Loop) -> tuple[Snapshot, str]:
    """What the candidate may read, with its cover; that they open it is written down once."""
    release = decisions.release_of(db(), loop)
    if release is None:
        raise NotFoundError("nothing is released.")
    cover = cover_of(release)
    if release.read_at is None:
        finish()  # A page that reads has a transaction that can't write.
        with new_session(current_app.extensions["engine"]) as opened:
            decisions.mark_read(opened, release.id or 0)
    return release.snapshot, cover
