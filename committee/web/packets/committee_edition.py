"""The committee's packet of a loop: as it stands now, and as it was decided; on page and paper."""

from flask import Blueprint, Response, request, url_for

from committee.domain.access import May
from committee.errors import NotFoundError
from committee.present.packet.packet_view import CANDIDATE, COMMITTEE, EDITIONS, SUMMARY
from committee.store.tables.loops import Loop
from committee.web.accounts.signed_in import loop_for
from committee.web.frame.transactions import page
from committee.web.loops.loop_page import decision_numbered

from .packets_from_rows import packet_so_far, policy_named
from .responses import Actions, frozen_paper, frozen_view, paper, view

bp = Blueprint("packets", __name__)

ON_PAPER = (
    ("As a PDF", None),
    ("On one page", SUMMARY),
    ("The candidate’s edition", CANDIDATE),
)
"""What a decision is offered as on paper: in words, and the edition, None for the whole."""


@bp.get("/loops/<key>/packet")
def now(key: str) -> str:
    """The packet of what is submitted so far."""
    loop = loop_for(May.READ, key)
    shown = view(packet_so_far(loop), policy_named(loop.policy))
    on_paper = url_for("packets.now_on_paper", key=key)
    return page("packet/page.html", view=shown, actions=_actions(loop, ("As a PDF", on_paper)))


@bp.get("/loops/<key>/packet.pdf")
def now_on_paper(key: str) -> Response:
    """The same, as a PDF."""
    loop = loop_for(May.READ, key)
    name = f"{loop.candidate_name}, {COMMITTEE} packet, as it stands"
    return paper(view(packet_so_far(loop), policy_named(loop.policy)), name)


@bp.get("/loops/<key>/decisions/<int:number>")
def decided(key: str, number: int) -> str:
    """A packet as it was when it was decided."""
    loop = loop_for(May.READ, key)
    shown = frozen_view(decision_numbered(loop, number), _edition())
    on_paper = tuple(
        (words, url_for("packets.decided_on_paper", key=key, number=number, edition=edition))
        for words, edition in ON_PAPER
    )
    return page("packet/page.html", view=shown, actions=_actions(loop, *on_paper))


@bp.get("/loops/<key>/decisions/<int:number>.pdf")
def decided_on_paper(key: str, number: int) -> Response:
    """The same, as a PDF."""
    loop, edition = loop_for(May.READ, key), _edition()
    name = f"{loop.candidate_name}, {edition} packet, decision {number}"
    return frozen_paper(decision_numbered(loop, number), name, edition)


def _edition() -> str:
    """The edition that the address asks for: the committee's, unless it names another."""
    edition = request.args.get("edition", COMMITTEE)
    if edition not in EDITIONS:
        raise NotFoundError(f"there is no edition “{edition}”.")
    return edition


def _actions(loop: Loop, *on_paper: tuple[str, str]) -> Actions:
    source = f"loop.{loop.key}"
    on_stage = url_for("talk.present", b=source, policy=loop.policy, names="away")
    return (
        ("The loop", url_for("board.loop", key=loop.key)),
        *on_paper,
        ("Present, names away", on_stage),
    )
