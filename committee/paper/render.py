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
from committee.present.cohort import CohortView
from committee.present.contents import ContentsView
from committee.present.packet import PacketView

from .finish import finish
from .html import PAPERS, cohort_html, contents_html, packet_html
from .seal import seal

MOST_PAGES = 300
DEBIAN_PACKAGES = "libpangoft2-1.0-0 libharfbuzz-subset0"


def render(view: PacketView, *, paper: str = "a4", snapshot: str = "") -> bytes:
    """The PDF of a packet on A4 or Letter, with the text of its snapshot sealed in, if given.

    PDF/UA-1, with every font that is used embedded. Raises PaperError for an unknown paper
    size, for more than `MOST_PAGES` pages, and where the system lacks the libraries that draw text.
    """
    with _document(packet_html(view, _known(paper))) as document:
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
    with _document(html) as document:
        return _bytes(document)


@contextmanager
def _document(html: str) -> Iterator[pikepdf.Pdf]:
    """A finished document that keeps to the bound of its pages."""
    with pikepdf.open(io.BytesIO(drawn(html))) as document:
        if (pages := len(document.pages)) > MOST_PAGES:
            raise PaperError(
                f"this document has {pages} pages, and at most {MOST_PAGES} are printed.",
                remedy="Ask for the summary edition, or shorten the evidence.",
            )
        finish(document, html)
        yield document


def _known(paper: str) -> str:
    if paper not in PAPERS:
        known = " and ".join(PAPERS)
        raise PaperError(f"there is no paper “{paper}”.", where="paper", remedy=f"Use {known}.")
    return paper


def drawn(html: str) -> bytes:
    """A document that loads nothing but our own assets, as WeasyPrint draws it."""
    weasyprint = _weasyprint()
    from .fetch import HOME, OwnAssets

    document = weasyprint.HTML(string=html, base_url=HOME, url_fetcher=OwnAssets())
    made: Any = document.write_pdf(
        pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
        pdf_variant="pdf/ua-1",
        custom_metadata=True,
    )
    return bytes(made)


def _bytes(document: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def _weasyprint() -> ModuleType:
    """WeasyPrint, imported when a PDF is asked for (it takes half a second)."""
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
