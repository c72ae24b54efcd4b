"""A view object as the HTML of a document on paper, in an environment that has nothing else."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from committee import assets
from committee.present.cohort import CohortView
from committee.present.packet import PacketView

PAPERS = ("a4", "letter")


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
    return _templates().get_template("packet/print.html").render(view=view, paper=paper)


def cohort_html(view: CohortView, paper: str = "a4") -> str:
    """The whole document of a cohort's report, on its side."""
    return _templates().get_template("cohort/print.html").render(view=view, paper=paper)
