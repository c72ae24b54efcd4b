"""A view object as the HTML of a document on paper, in an environment that has nothing else."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from committee import assets
from committee.present.cohort.report_view import CohortView
from committee.present.packet.bound_contents import ContentsView
from committee.present.packet.packet_view import PacketView
from committee.present.talk.hand_out import HandOut

from .fallback_fonts import Reach, reach

PAPERS = ("a4", "letter")
# No font has these, and a PDF reader that meets them loses the rest of the page's text.
LINE_ENDS = {0x2028: "\n", 0x2029: "\n"}


@cache
def _templates() -> Environment:
    """No `url_for`, no `request`: a template that asks for either fails here."""
    return Environment(
        loader=FileSystemLoader(assets.TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def packet_html(view: PacketView, paper: str = "a4") -> str:
    """The whole document of a packet; `paper` is "a4" or "letter"."""
    return _whole("packet/print.html", view, paper)


def cohort_html(view: CohortView, paper: str = "a4") -> str:
    """The whole document of a cohort's report, on its side."""
    return _whole("cohort/print.html", view, paper)


def contents_html(view: ContentsView, paper: str = "a4") -> str:
    """The whole document of the contents before bound packets."""
    return _whole("packet/contents.html", view, paper)


def hand_out_html(view: HandOut, paper: str = "a4") -> str:
    """The whole document of a talk's hand-out: a page a scene, on its side."""
    return _whole("talk/print.html", view, paper)


def _whole(name: str, view: PacketView | CohortView | ContentsView | HandOut, paper: str) -> str:
    """A document with the further fonts that its text needs, and a note on what none can show."""
    template = _templates().get_template(name)
    html = template.render(view=view, paper=paper, reach=Reach()).translate(LINE_ENDS)
    found = reach(html)
    if found == Reach():
        return html
    return found.shown(template.render(view=view, paper=paper, reach=found)).translate(LINE_ENDS)
