"""A packet as a PDF beside bare WeasyPrint on the very same HTML."""

import weasyprint

from benches.comparison import Comparison, compare
from committee import assets
from committee.domain.case import case_of
from committee.files.candidate_texts import load_coaching
from committee.files.loops import read_loop
from committee.files.policies import load_policy
from committee.files.rubrics import load_rubric
from committee.paper.asset_fetcher import HOME, OwnAssets
from committee.paper.html import packet_html
from committee.paper.render import render
from committee.present.packet.packet_view import PacketView, packet_view

SCENARIO = assets.FIXTURES / "scenarios" / "messy-staff.toml"


def run() -> list[Comparison]:
    """Five interviews and thirty pieces of evidence: from the packet to the bytes."""
    policy, rubric = load_policy(), load_rubric()
    packet = read_loop(SCENARIO, policy.ladder)

    def view() -> PacketView:
        return packet_view(case_of(packet, policy), rubric, load_coaching())

    html = packet_html(view())

    def ours() -> bytes:
        return render(view())

    def bare() -> bytes:
        document = weasyprint.HTML(string=html, base_url=HOME, url_fetcher=OwnAssets())
        return bytes(document.write_pdf(pdf_variant="pdf/ua-1"))

    return [compare("packet PDF, 30 pieces of evidence", ours=ours, baseline=bare, aim=1.10)]
