"""A scorecard looked at once more, a dimension at a time."""

from committee.domain.answer_clock import marks_of
from committee.files.evidence_nudges import load_nudges
from committee.files.interview_guide import load_guide
from committee.files.policies import load_ladder
from committee.files.rubrics import load_rubric
from committee.present.form.form_view import Sitting, form_view
from committee.present.form.review_by_dimension import DimensionReview
from committee.scorecard.draft import Draft, EvidenceRow

LADDER, RUBRIC, GUIDE = load_ladder(), load_rubric(), load_guide()
TOLD = "I moved the nightly job to the queue and it went from four hours to forty minutes."


def reviewed(*rows: EvidenceRow, marks: tuple[str, ...] = (), **reads: str) -> DimensionReview:
    """What is said of scope."""
    needed = {"scope": "Whose plan changed."}
    draft = Draft("b1", "behavioral", reads=reads, evidence=rows, next_level=needed)
    sitting = Sitting("R. Okafor", "senior", nudging=load_nudges())
    draft = Draft(**{**vars(draft), "marks": marks_of(marks)})
    return form_view(draft, sitting, LADDER, RUBRIC, GUIDE).by_dimension[0]


def piece(number: int, polarity: str = "for", reads: str = "", **more: str) -> EvidenceRow:
    given = {"quote": f"Number {number}.", "step": "action", **more}
    return EvidenceRow(f"b1-{number}", dimension="scope", polarity=polarity, reads=reads, **given)


def test_the_strongest_piece_of_either_side_comes_first() -> None:
    rows = (
        piece(1),
        piece(2, quote=TOLD),
        piece(3, reads="mid"),
        piece(4, reads="staff"),
        piece(5, "against", "mid"),
        piece(6, "against", "below"),
    )
    said = reviewed(*rows, scope="senior")
    assert [each.id for each in said.speak_for] == ["b1-4", "b1-3", "b1-2", "b1-1"]
    assert [each.id for each in said.speak_against] == ["b1-6", "b1-5"]


def test_what_contradicts_the_rating_or_itself_is_quoted() -> None:
    said = reviewed(piece(1, reads="mid"), piece(2, reads="principal"), scope="senior")
    assert said.contradictions == (
        "“Number 1.” reads Mid, and “Number 2.” reads Principal. Which of them is the candidate?",
        "“Number 1.” speaks for it and reads Mid only.",
    )
    against = reviewed(piece(1), piece(2, "against", "staff"), scope="senior")
    assert against.contradictions == ("“Number 2.” speaks against it and reads Staff.",)
    assert reviewed(piece(1, reads="senior"), piece(2), scope="senior").contradictions == ()


def test_what_is_missing_comes_with_its_question() -> None:
    assert reviewed(scope="not_assessed").missing == (
        f"Nothing was logged. “{GUIDE.dimensions['scope']}”",
    )
    assert reviewed(piece(1), scope="not_assessed").missing == (
        "There is evidence, and it isn’t assessed.",
    )
    (line,) = reviewed(piece(1), piece(2), scope="senior").missing
    assert line == f"No result among its pieces. “{GUIDE.steps['result']}”"
    assert reviewed(piece(1), piece(2, step="result"), scope="senior").missing == ()


def test_the_line_on_one_level_more_goes_up_the_ladder_and_ends_at_its_top() -> None:
    said = reviewed(piece(1), scope="senior")
    assert (said.rating, said.one_more, said.next_field) == ("reads Senior", "Staff", "next.scope")
    assert said.needed == "Whose plan changed."
    assert reviewed(piece(1), scope="principal").one_more == ""
    assert reviewed(piece(1), scope="not_assessed").one_more == ""


def test_the_one_sentence_that_decides_is_asked_to_be_followed_up() -> None:
    rows = (piece(1, reads="senior", minute="05:00"), piece(2, minute="06:00"))
    asked = (
        "Scope rests on “Number 1.”, and no follow-up was marked after it. What did it leave open?"
    )
    for marks, expected in (
        ((), ()),
        (("question@0",), (asked,)),
        (("question@0", "follow-up@400"), ()),
        (("question@0", "follow-up@200"), (asked,)),
        (("question@0", "question@350", "follow-up@400"), (asked,)),
    ):
        assert reviewed(*rows, marks=marks, scope="senior").asks == expected
