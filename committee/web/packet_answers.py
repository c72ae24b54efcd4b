"""A packet as a view object, and as a PDF in an answer."""

from flask import Response

from committee.domain.decision import decide
from committee.domain.packet import Packet
from committee.domain.policy import Policy
from committee.files.rubrics import load_rubric
from committee.present.packet import PacketView, packet_view
from committee.store.tables.decisions import Snapshot

from .database import finish

Actions = tuple[tuple[str, str], ...]
"""What a packet's page offers to do: what it is called, and the address."""


def view(
    packet: Packet, policy: Policy, *, edition: str = "committee", snapshot: Snapshot | None = None
) -> PacketView:
    """A packet with its decision, as page and paper read it."""
    decision = decide(packet, policy)
    return packet_view(
        packet,
        decision,
        policy,
        load_rubric(),
        edition=edition,
        snapshot=snapshot.sha256 if snapshot else "",
    )


def paper(view: PacketView, name: str) -> Response:
    """A packet as a PDF to read in the browser; `name` is the file's, without its ending."""
    finish()
    from committee.paper.render import render  # Half a second to import, for who asks for paper.

    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return Response(render(view), mimetype="application/pdf", headers=headers)
