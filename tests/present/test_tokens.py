"""The colours: readable on everything they stand on, and the same on paper as on a screen."""

import re

import pytest
from jinja2 import Environment, FileSystemLoader

from committee import assets

CSS = (assets.TEMPLATES / "static" / "tokens.css").read_text()
LIGHT, DARK = CSS.split("@media screen and (prefers-color-scheme: dark)")
TONES = ("meet", "down", "veto", "aim")


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


PAIRS = [
    *(("ink", under) for under in ("paper", "ground")),
    *(("ink-2", under) for under in ("paper", "ground")),
    *((tone, under) for tone in TONES for under in ("paper", "ground", f"{tone}-tint")),
    *(("ink", f"{tone}-tint") for tone in TONES),
    *(("ink-2", f"{tone}-tint") for tone in TONES),
    *(("on-tone", tone) for tone in TONES),
    ("on-marker", "marker"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "under"), PAIRS)
def test_text_reaches_the_contrast_that_wcag_asks_for(scheme: str, text: str, under: str) -> None:
    of = colours(LIGHT) if scheme == "light" else {**colours(LIGHT), **colours(DARK)}
    assert contrast(of[text], of[under]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("under", ["paper", "ground"])
def test_the_edge_of_what_is_pressed_can_be_seen(scheme: str, under: str) -> None:
    of = colours(LIGHT) if scheme == "light" else {**colours(LIGHT), **colours(DARK)}
    assert contrast(of["edge"], of[under]) >= 3


def test_charts_on_paper_have_the_colours_of_the_page() -> None:
    templates = Environment(loader=FileSystemLoader(assets.TEMPLATES), autoescape=True)
    drawn = templates.get_template("components/palette.html").module.light  # type: ignore[attr-defined]
    light = colours(LIGHT)
    assert drawn == {name: light["ink-2" if name == "quiet" else name] for name in drawn}
