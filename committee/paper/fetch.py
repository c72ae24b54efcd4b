"""What a document on paper may load: our own style sheets and fonts, and nothing else."""

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from committee import assets

HOME = "https://committee.invalid/static/"
"""Where a document on paper believes itself to be; nothing can ever answer there."""


class OwnAssets(URLFetcher):  # type: ignore[misc]
    """Serves our style sheets and fonts by their names; any other address ends the work.

    Raises FatalURLFetchingError, which WeasyPrint does not merely log.
    """

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        name = url.removeprefix(HOME)
        font, sheet = name.removeprefix("fonts/"), assets.TEMPLATES / "static" / name
        if url == f"{HOME}fonts/{font}" and font in assets.FONTS:
            return URLFetcherResponse(
                url, assets.FONTS[font].read_bytes(), {"Content-Type": "font/ttf"}
            )
        if url == f"{HOME}{sheet.name}" and sheet.suffix == ".css" and sheet.is_file():
            return URLFetcherResponse(url, sheet.read_bytes(), {"Content-Type": "text/css"})
        raise FatalURLFetchingError(f"A packet loads nothing from outside, and not {url!r}.")
