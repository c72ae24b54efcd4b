"""Who may see what of a loop."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee.domain.access import May, Standing, permitted

SUBMITTED = st.lists(st.booleans(), max_size=4).map(tuple)
STANDINGS = st.builds(Standing, st.booleans(), st.booleans(), SUBMITTED, st.booleans())

STRANGER: set[May] = set()
CASES = {
    "a stranger": (Standing(), STRANGER),
    "a stranger, when a packet is released": (Standing(released=True), STRANGER),
    "a candidate before the release": (Standing(candidate=True), STRANGER),
    "a candidate after it": (Standing(candidate=True, released=True), {May.HOLD}),
    "an interviewer with an open scorecard": (
        Standing(submitted=(False,), released=True),
        {May.KNOW, May.WRITE},
    ),
    "an interviewer who submitted": (
        Standing(submitted=(True,)),
        {May.KNOW, May.WRITE, May.READ},
    ),
    "an interviewer who owes the second of two": (
        Standing(submitted=(True, False)),
        {May.KNOW, May.WRITE},
    ),
    "a coach": (Standing(coach=True), {May.KNOW, May.SEAT, May.READ, May.RULE}),
    "a coach who interviews and hasn't submitted": (
        Standing(coach=True, submitted=(False,)),
        {May.KNOW, May.WRITE, May.SEAT},
    ),
    "a coach in whose honour the loop is held": (
        Standing(coach=True, candidate=True, released=True),
        {May.HOLD},
    ),
    "a candidate who was seated on their own panel": (
        Standing(candidate=True, submitted=(True,)),
        STRANGER,
    ),
}


@pytest.mark.parametrize(("standing", "expected"), CASES.values(), ids=CASES.keys())
def test_what_each_may_do(standing: Standing, expected: set[May]) -> None:
    assert permitted(standing) == expected


@given(STANDINGS)
def test_nobody_reads_while_they_owe_a_scorecard(standing: Standing) -> None:
    if not all(standing.submitted):
        assert not permitted(standing) & {May.READ, May.RULE}


@given(STANDINGS)
def test_only_a_candidate_holds_and_only_what_is_released(standing: Standing) -> None:
    holds = May.HOLD in permitted(standing)
    assert holds == (standing.candidate and standing.released)


@given(STANDINGS)
def test_a_candidate_never_sees_the_committees_side(standing: Standing) -> None:
    if standing.candidate:
        assert permitted(standing) <= {May.HOLD}
