"""What a scorecard as a whole is asked about: each rule by the draft that calls for it."""

import pytest

from committee.domain.rubric import BEHAVIORAL
from committee.files.policies import load_ladder
from committee.files.rubrics import load_rubric
from committee.present.form.review_nudges import rating_nudges, review_nudges
from committee.scorecard.draft import Draft, EvidenceRow


def asked(reads: dict[str, str], *rows: tuple[str, str, str], **more: str) -> list[str]:
    evidence = tuple(
        EvidenceRow(f"b1-{n}", "words", dimension, polarity, step)
        for n, (dimension, polarity, step) in enumerate(rows)
    )
    draft = Draft("b1", "behavioral", reads=reads, evidence=evidence, **more)
    ladder, rubric = load_ladder(), load_rubric()
    said = [n for d in BEHAVIORAL for n in rating_nudges(draft, d, "senior", ladder, rubric)]
    said += review_nudges(draft, "senior", ladder)
    return [each.split(".")[0].split(",")[0] for each in said]


FOR, AGAINST = ("scope", "for", ""), ("scope", "against", "")


@pytest.mark.parametrize(
    ("reads", "rows", "more", "expected"),
    [
        ({}, (), {}, []),
        ({"scope": "not_assessed"}, (), {"recommendation": "yes"}, []),
        ({"scope": "senior"}, (FOR, FOR), {}, []),
        ({"scope": "senior"}, (FOR,), {}, ["Scope rests on one piece"]),
        ({"scope": "senior"}, (AGAINST, AGAINST), {}, ["Scope reads Senior"]),
        ({"scope": "mid"}, (FOR, FOR), {}, ["Scope reads Mid"]),
        ({"scope": "mid"}, (FOR, AGAINST), {}, []),
        ({"scope": "mid"}, (FOR, AGAINST), {"recommendation": "yes"}, ["You say yes at Senior"]),
        ({"scope": "mid"}, (FOR, AGAINST), {"recommendation": "yes", "at": "mid"}, []),
        ({"scope": "mid"}, (FOR, AGAINST), {"recommendation": "no"}, []),
        (
            {"failure": "senior"},
            (("failure", "for", "action"), ("failure", "for", "result")),
            {},
            ["No learnings were logged"],
        ),
        (
            {"failure": "senior"},
            (("failure", "for", "action"), ("failure", "for", "learnings")),
            {},
            [],
        ),
    ],
)
def test_each_question_by_what_calls_for_it(reads, rows, more, expected) -> None:
    assert asked(reads, *rows, **more) == expected
