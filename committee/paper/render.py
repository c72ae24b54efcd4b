"""A packet as PDF bytes: tagged, bookmarked, and the same bytes for the same view."""

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import pikepdf

from committee.errors import PaperError
from committee.present.cohort.report_view import CohortView
from committee.present.packet.bound_contents import ContentsView
from committee.present.packet.one_page_summary import shorter
from committee.present.packet.packet_view import PacketView

from .actual_text import tell_letters
from .attach_and_verify import seal
from .html import PAPERS, cohort_html, contents_html, packet_html
from .tagging import finish

MOST_PAGES = 300
_OPTIONS: Any = {"pdf_variant": "pdf/ua-1", "custom_metadata": True}
DEBIAN_PACKAGES = "libpangoft2-1.0-0 libharfbuzz-subset0"


def render(view: PacketView, *, paper: str = "a4", snapshot: str = "") -> bytes:
    """The PDF of a packet on A4 or Letter, with the text of its snapshot sealed in, if given.

    PDF/UA-1, with every font that is used embedded. A summary is shortened until it is one page,
    and says by what; nearly all are at the first try. Raises PaperError for an unknown paper
    size, for more than `MOST_PAGES` pages, and where the system lacks the libraries that draw text.
    """
    with _document(*_fitting(view, _known(paper))) as document:
        if snapshot:
            seal(document, snapshot, edition=view.edition)
        return _bytes(document)


def render_cohort(view: CohortView, *, paper: str = "a4") -> bytes:
    """The PDF of a cohort's report, one page on its side; raises what `render` raises."""
    return render_html(cohort_html(view, _known(paper)))


def render_contents(view: ContentsView, *, paper: str = "a4") -> bytes:
    """The PDF of the contents before bound packets; raises what `render` raises."""
    return render_html(contents_html(view, _known(paper)))


def render_html(html: str) -> bytes:
    """The PDF of one of our documents, with nothing sealed in; raises what `render` raises."""
    with _document(html, _laid_out(html)) as document:
        return _bytes(document)


def _fitting(view: PacketView, paper: str) -> tuple[str, Any]:
    """The HTML of a packet and its layout; of a summary, the first that is one page."""
    for each in shorter(view):
        html = packet_html(each, paper)
        if len((laid_out := _laid_out(html)).pages) == 1:
            break
    return html, laid_out


@contextmanager
def _document(html: str, laid_out: Any) -> Iterator[pikepdf.Pdf]:
    """A finished document that keeps to the bound of its pages."""
    if (pages := len(laid_out.pages)) > MOST_PAGES:
        raise PaperError(
            f"this document has {pages} pages, and at most {MOST_PAGES} are printed.",
            remedy="Ask for the summary edition, or shorten the evidence.",
        )
    with pikepdf.open(io.BytesIO(_drawn(html, laid_out))) as document:
        tell_letters(document, laid_out)
        finish(document, html)
        yield document


def _known(paper: str) -> str:
    if paper not in PAPERS:
        known = " and ".join(PAPERS)
        raise PaperError(f"there is no paper “{paper}”.", where="paper", remedy=f"Use {known}.")
    return paper


def _laid_out(html: str) -> Any:
    """A document that loads nothing but our own assets, as WeasyPrint's pages."""
    weasyprint = weasyprint_module()
    from .asset_fetcher import HOME, OwnAssets

    return weasyprint.HTML(string=html, base_url=HOME, url_fetcher=OwnAssets()).render(**_OPTIONS)


def _drawn(html: str, laid_out: Any) -> bytes:
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    return bytes(laid_out.write_pdf(pdf_identifier=identifier, **_OPTIONS))


def _bytes(document: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def weasyprint_module() -> ModuleType:
    """WeasyPrint, imported when a PDF is asked for; PaperError without its libraries."""
    # Embedded fonts carry the time at which they were cut down, and the same view is to give
    # the same bytes on any day.
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    try:
        import weasyprint
    except OSError as error:
        raise PaperError(
            "the libraries that draw text on a PDF are not installed.",
            remedy=f"On Debian: apt-get install {DEBIAN_PACKAGES}",
        ) from error
    return weasyprint  # type: ignore[no-any-return]
