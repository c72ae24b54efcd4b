"""A packet as a view object, and as a PDF in an answer."""

import re
from unicodedata import normalize
from urllib.parse import quote

from flask import Response, current_app, request

from committee.domain.case import case_of
from committee.domain.packet import Packet
from committee.domain.policy import Policy
from committee.files.candidate_texts import load_coaching
from committee.files.rubrics import load_rubric
from committee.jobs.print_cache import used
from committee.jobs.print_order import Order, Printable, Sheet
from committee.jobs.printer_pool import Press
from committee.present.packet.packet_view import COMMITTEE, PacketView, packet_view
from committee.store.tables.decisions import Snapshot
from committee.web.frame.heavy_requests import PRINTING, turn_at
from committee.web.frame.transactions import finish

Actions = tuple[tuple[str, str], ...]
"""What a packet's page offers to do: what it is called, and the address."""


def view(packet: Packet, policy: Policy) -> PacketView:
    """A packet that isn't frozen, with its decision, as page and paper read it.

    The transaction ends, here as below: drawing a packet up takes its time.
    """
    finish()
    return packet_view(case_of(packet, policy), load_rubric(), load_coaching())


def frozen_view(snapshot: Snapshot, edition: str = COMMITTEE, cover: str = "") -> PacketView:
    """A packet as it was decided, under the policy and the rubric of that day."""
    finish()
    return Order(snapshot.body, edition, cover=cover).view


def paper(view: PacketView, name: str) -> Response:
    """A packet as it stands, as a PDF; `name` is the file's, without its ending."""
    from committee.paper.html import packet_html

    finish()
    return pdf(Sheet(packet_html(view)), name)


def frozen_paper(
    snapshot: Snapshot, name: str, edition: str = COMMITTEE, cover: str = ""
) -> Response:
    """A decided packet as a PDF."""
    finish()
    return pdf(Order(snapshot.body, edition, cover=cover), name)


def pdf(wanted: Printable, name: str) -> Response:
    """A PDF to read in the browser, printed once and kept; who has it already is told so.

    To be called when the transaction has ended: printing takes its time.
    """
    answer = Response(mimetype="application/pdf", headers=_shown_as(name))
    answer.set_etag(wanted.content)
    # Who comes to this computer next finds it nowhere; who has kept it is told whether it holds.
    answer.headers["Cache-Control"] = "no-store"
    if wanted.content not in request.if_none_match:
        answer.data = printed(wanted)
    answer.make_conditional(request)
    return answer


def printed(wanted: Printable) -> bytes:
    """A PDF as it is kept; who has to wait for its printing waits in line."""
    press = current_app.extensions["press"]
    assert isinstance(press, Press)
    place = wanted.place_in(press.folder)
    if used(place):
        return place.read_bytes()
    with turn_at(PRINTING):
        return press.printed(wanted).read_bytes()


def _shown_as(name: str) -> dict[str, str]:
    """The header that names a PDF when it is saved (RFC 6266), with a name of ASCII beside it."""
    whole = re.sub(r"[^\w., -]+", "_", f"{name}.pdf")
    plain = normalize("NFKD", whole).encode("ascii", "ignore").decode().strip(", ")
    named = f"filename=\"{plain}\"; filename*=UTF-8''{quote(whole, safe='')}"
    return {"Content-Disposition": f"inline; {named}"}
