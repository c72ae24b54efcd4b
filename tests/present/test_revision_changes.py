"""What a revision of a scorecard says otherwise than the one before, a line for each."""

from dataclasses import replace

import pytest
from hypothesis import given

from committee.files.interview_guide import load_guide
from committee.files.policies import load_ladder
from committee.files.rubrics import load_rubric
from committee.present.form.revision_changes import Naming, changes
from committee.scorecard.draft import Draft, EvidenceRow
from tests.scorecard.drafts import drafts

RUBRIC = load_rubric()
STEPS = {**load_guide().technical_names, **{step.id: step.name for step in RUBRIC.steps}}
BY = Naming(load_ladder(), RUBRIC, "senior", STEPS, {"ledger": "Moved the ledger"})
PIECE = EvidenceRow("b1-1", "I chose the seam.", "scope", minute="2:00")
SECOND = EvidenceRow("b1-2", "He waited.", "failure", "against", kind="observation")
CARD = Draft(
    "b1", "behavioral", reads={"scope": "mid"}, recommendation="yes", note="Sure.",
    evidence=(PIECE, SECOND),
)  # fmt: skip


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ({}, ()),
        ({"evidence": (SECOND, PIECE)}, ()),
        ({"seconds": 90.0, "dismissed": ("we@0",)}, ()),
        ({"reads": {"scope": "senior"}}, ("Scope: Mid → Senior",)),
        ({"reads": {"scope": "not_assessed"}}, ("Scope: Mid → not assessed",)),
        ({"recommendation": "no"}, ("Recommendation: Yes at Senior → No",)),
        ({"at": "mid"}, ("Recommendation: Yes at Senior → Yes at Mid",)),
        ({"at": "senior"}, ()),
        ({"note": "Unsure."}, ("The private note was changed",)),
        ({"note": ""}, ("The private note was taken out",)),
        (
            {"next_level": {"scope": "Whose plan changed."}},
            ("Scope: the line on one level more was changed",),
        ),
        ({"traps": ("we",)}, ("“We did it” is confirmed for the whole interview",)),
        ({"evidence": (PIECE,)}, ("Removed: He waited.",)),
        (
            {"evidence": (PIECE, SECOND, EvidenceRow("b1-3", "I asked.", "scope"))},
            ("Added: “I asked.”",),
        ),
        (
            {"evidence": (replace(PIECE, quote="I chose both.", polarity="against"), SECOND)},
            ("Edited: “I chose the seam.”: now “I chose both.” and polarity for → against",),
        ),
        (
            {
                "evidence": (
                    replace(PIECE, step="action", story="ledger", minute="", traps=("we",)),
                    SECOND,
                )
            },
            (
                "Edited: “I chose the seam.”: step none → Action, story none → Moved the ledger,"
                " minute 2:00 → none and traps none → We did it",
            ),
        ),
    ],
)
def test_each_difference_has_its_line(now: dict[str, object], said: tuple[str, ...]) -> None:
    assert changes(CARD, replace(CARD, **now), BY) == said  # type: ignore[arg-type]


def test_technical_scorecards_differ_by_score_and_step() -> None:
    piece = EvidenceRow("c1-1", "Tests first.", "coding", step="clarify")
    before = Draft("c1", "coding", scores={"coding": "3"}, evidence=(piece,))
    after = replace(before, scores={"coding": "3.5"}, evidence=(replace(piece, step="depth"),))
    assert changes(before, after, BY) == (
        "Coding: 3 → 3.5",
        "Edited: “Tests first.”: step Clarify → Depth",
    )


@given(drafts(), drafts())
def test_whatever_was_typed_can_be_compared_and_is_like_itself(one: Draft, other: Draft) -> None:
    assert changes(one, one, BY) == ()
    changes(one, replace(other, kind=one.kind), BY)
