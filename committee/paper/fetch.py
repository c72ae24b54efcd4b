"""What a document on paper may load: our own style sheets and fonts, and nothing else."""

from functools import cache
from pathlib import Path

import fontpkg
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from committee import assets

SCHEME = "committee:"
FONTS = {"/fonts/inter.ttf": ("inter", "normal")}
"""Address to family and style of a variable font: one file for all weights."""


class OwnAssets(URLFetcher):  # type: ignore[misc]
    """Serves `committee:/static/*.css` and `committee:/fonts/*`; anything else ends the work.

    Raises FatalURLFetchingError, which WeasyPrint does not merely log, for any other address.
    """

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        path = url.removeprefix(SCHEME)
        if url.startswith(SCHEME) and path in FONTS:
            return URLFetcherResponse(url, _font(path), {"Content-Type": "font/ttf"})
        sheet = assets.TEMPLATES / "static" / Path(path).name
        if url == f"{SCHEME}/static/{sheet.name}" and sheet.suffix == ".css" and sheet.is_file():
            return URLFetcherResponse(url, sheet.read_bytes(), {"Content-Type": "text/css"})
        raise FatalURLFetchingError(f"A packet loads nothing from outside, and not {url!r}.")


@cache
def _font(path: str) -> bytes:
    family, style = FONTS[path]
    return bytes(fontpkg.path(family, style=style).read_bytes())
