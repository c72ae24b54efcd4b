"""What a document on paper may load: our own style sheets and fonts, and nothing else."""

from functools import cache
from pathlib import Path

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from committee import assets

from .fallback_fonts import further_faces

HOME = "https://committee.invalid/static/"
"""Where a document on paper believes itself to be; nothing can ever answer there."""


class OwnAssets(URLFetcher):  # type: ignore[misc]
    """Serves our style sheets and fonts by their names; any other address ends the work.

    Raises FatalURLFetchingError, which WeasyPrint does not merely log.
    """

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        name = url.removeprefix(HOME)
        sheet = assets.TEMPLATES / "static" / name
        if url.startswith(HOME) and name in _fonts():
            return URLFetcherResponse(
                url, _fonts()[name].read_bytes(), {"Content-Type": "font/ttf"}
            )
        if url == f"{HOME}{sheet.name}" and sheet.suffix == ".css" and sheet.is_file():
            return URLFetcherResponse(url, sheet.read_bytes(), {"Content-Type": "text/css"})
        raise FatalURLFetchingError(f"A packet loads nothing from outside, and not {url!r}.")


@cache
def _fonts() -> dict[str, Path]:
    """Every font that a style sheet may name, by its address."""
    own = {f"fonts/{name}": path for name, path in assets.FONTS.items()}
    return own | {face.address: face.path for face in further_faces()}
