"""A summary is one page, whatever was said, and names what it left out to be one."""

import io
from dataclasses import replace

import pikepdf
import pytest

from committee.domain.packet import Packet
from committee.paper.render import render
from tests.packets import (
    POLICY,
    SCENARIOS,
    behavioral,
    loop,
    piece,
    printed,
    scenario,
    view_of,
)

HEARD = ("scope", "leadership", "failure", "communication", "scope", "failure")
ODD = "".join(chr(0x13000 + at) for at in range(1000))


def pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def as_long_as_allowed(words: str) -> Packet:
    """Names, titles and sentences as long as a loop file may have them."""
    name = (words * 200)[:200]
    story = [{"id": f"s{at}", "title": f"{at} {name}"[:200]} for at in range(len(HEARD))]
    said = [
        piece(f"e{at}", dimension=heard, quote=(words * 4000)[:4000], story=f"s{at}")
        for at, heard in enumerate(HEARD)
    ]
    reads = {"scope": "mid", "leadership": "senior", "failure": "mid", "communication": "senior"}
    again = [each | {"id": f"{each['id']}-again"} for each in said]
    rooms = [behavioral("b1", name, said, **reads), behavioral("b2", name, again, **reads)]
    return replace(loop(*rooms, candidate=name, story=story), role=name)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_summary_is_one_page_and_leaves_out_nothing_but_further_advice(
    name: str, paper: str
) -> None:
    view = view_of(scenario(name), "summary")
    pdf = render(view, paper=paper)
    assert pages(pdf) == 1
    further = view.advice_in_all - 2
    told = f"leaves out {further} line{'s' * (further > 1)} of advice. The committee’s edition"
    text = printed(pdf)
    assert (told in text, "leaves out" in text) == (further > 0, further > 0)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("words", ["W", "a long name of many words ", ODD])
def test_a_summary_of_the_longest_texts_is_one_page(words: str, paper: str) -> None:
    view = view_of(as_long_as_allowed(words), "summary")
    pdf = render(view, paper=paper)
    assert pages(pdf) == 1
    assert view.headline.sentence in printed(pdf)


def test_a_ladder_of_the_longest_names_leaves_the_outcome_on_one_page() -> None:
    levels = [replace(level, name=(level.name * 60)[:200]) for level in POLICY.ladder.levels]
    policy = replace(POLICY, ladder=replace(POLICY.ladder, levels=tuple(levels)))
    view = view_of(as_long_as_allowed("W"), "summary", policy)
    pdf = render(view, paper="letter")
    assert pages(pdf) == 1
    text = printed(pdf)
    assert view.headline.sentence.replace(" ", "") in text.replace(" ", "")
    assert "leaves out 2 lines of advice, the ends of long names and texts, why the" in text


def test_what_was_shortened_is_named() -> None:
    text = printed(render(view_of(as_long_as_allowed("W"), "summary"), paper="letter"))
    assert f"{'W' * 59}…Target" in text.replace(" ", "")
    assert (
        "To keep to one page, this summary leaves out the ends of long names and texts."
        " The committee’s edition has all of it."
    ) in text


def test_of_a_thousand_characters_that_cannot_be_shown_a_summary_names_eight() -> None:
    text = printed(render(view_of(as_long_as_allowed(ODD), "summary")))
    found = text.partition("as □: ")[2].partition(" more, which the committee’s edition names.")[0]
    assert found.count("U+13") == 8
    assert int(found.rpartition(" ")[2]) > 8
