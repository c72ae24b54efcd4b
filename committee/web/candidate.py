"""A candidate's own packets: the candidate's edition of what was released, while it is."""

from flask import Blueprint, Response, url_for

from committee.domain.access import May
from committee.errors import NotFoundError
from committee.present.packet import PacketView
from committee.store import decisions, loops
from committee.store.tables.loops import Loop

from .compose import frozen_packet, policy_named
from .database import db, page
from .members import allowed, loop_for, me
from .packet_answers import Actions, paper, view

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
    source = f"loop.{key}"
    what_if = url_for("simulator.index", a=source, b=source, policy=loop.policy)
    on_paper = url_for("candidate.packet_on_paper", key=key)
    actions: Actions = (("As a PDF", on_paper), ("What if…", what_if))
    return page("packet/page.html", view=_view(loop), actions=actions)


@bp.get("/packets/<key>.pdf")
def packet_on_paper(key: str) -> Response:
    """A released packet as a PDF."""
    return paper(_view(loop_for(May.HOLD, key)), "packet")


def _view(loop: Loop) -> PacketView:
    snapshot = decisions.released(db(), loop)
    if snapshot is None:
        raise NotFoundError("nothing is released.")
    policy = policy_named(snapshot.policy)
    return view(frozen_packet(snapshot), policy, edition="candidate", snapshot=snapshot)
