"""A cohort's report on paper: one page, everything on it, nobody's name."""

import io
from collections.abc import Sequence

import pikepdf
import pytest
from pypdf import PdfReader

from committee.domain.case import case_of
from committee.domain.cohort import report
from committee.domain.packet import Packet
from committee.errors import PaperError
from committee.files.policies import load_policy
from committee.files.rubrics import load_rubric
from committee.paper.render import render_cohort
from committee.present.cohort.report_view import CohortView, cohort_view
from committee.synth import cohort

POLICY = load_policy()
LOOPS = cohort(seed=3, size=300)


def view_of(packets: Sequence[Packet], name: str = "Spring") -> CohortView:
    found = report([case_of(packet, POLICY) for packet in packets])
    return cohort_view(found, POLICY.ladder, load_rubric(), name=name, decided_by=POLICY.title)


def words(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize(("paper", "width"), [("a4", 841.9), ("letter", 792.0)])
def test_it_is_one_page_on_its_side_even_when_everything_occurs(paper: str, width: float) -> None:
    view = view_of(LOOPS, name="A cohort with a long name, " * 7)

    with pikepdf.open(io.BytesIO(render_cohort(view, paper=paper))) as pdf:
        boxes = [[float(edge) for edge in page.mediabox] for page in pdf.pages]

    assert (len(view.rules), len(view.traps)) == (6, 5)
    assert [box[2] for box in boxes] == [pytest.approx(width, abs=0.1)]
    assert boxes[0][2] > boxes[0][3]


def test_every_sentence_and_count_is_on_it() -> None:
    view = view_of(LOOPS)
    shown = words(render_cohort(view))

    for sentence in (view.words, view.sentence, view.average_words, view.further_rules):
        assert sentence in shown
    for bar in (*view.rules, *view.traps):
        assert f"{bar.name} {bar.count}".replace("-", "") in shown.replace("-", "")
        assert bar.detail in shown


def test_nobody_is_named_anywhere_in_the_file() -> None:
    pdf = render_cohort(view_of(LOOPS))
    shown = words(pdf) + str(PdfReader(io.BytesIO(pdf)).metadata)

    for loop in LOOPS:
        assert loop.candidate not in shown
        for card in loop.scorecards:
            assert card.interviewer not in shown


def test_the_same_report_gives_the_same_bytes() -> None:
    view = view_of(LOOPS[:5])

    assert render_cohort(view) == render_cohort(view)


def test_a_report_without_loops_is_a_page_that_says_so() -> None:
    assert "No loop is decided yet" in words(render_cohort(view_of(())))


def test_an_unknown_paper_is_refused() -> None:
    with pytest.raises(PaperError, match="no paper “a5”"):
        render_cohort(view_of(()), paper="a5")
