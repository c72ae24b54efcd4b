"""Moments of an answer: time to the point, interruptions and recoveries."""

from hypothesis import given
from hypothesis import strategies as st

from committee.domain.moments import MOMENTS, Answer, Interruption, Moment, answers


def test_two_questions_with_their_times() -> None:
    told = answers(
        [
            Moment("question", 10.0, "conflict"),
            Moment("decision", 70.0),
            Moment("decision", 80.0),
            Moment("result", 130.0),
            Moment("question", 300.0, "failure"),
            Moment("interrupted", 350.0),
            Moment("back", 372.0),
            Moment("interrupted", 400.0),
        ]
    )
    assert told == (
        Answer(10.0, "conflict", decision=60.0, result=120.0),
        Answer(300.0, "failure", interruptions=(Interruption(350.0, 22.0), Interruption(400.0))),
    )
    assert [answer.point for answer in told] == [60.0, None]
    assert [answer.recovered for answer in told] == [(), (22.0,)]


def test_what_comes_before_any_question_is_an_answer_too() -> None:
    assert answers([Moment("result", 42.0)]) == (Answer(0.0, result=42.0),)


def test_a_return_without_an_interruption_says_nothing() -> None:
    assert answers([Moment("question", 1.0), Moment("back", 5.0)]) == (Answer(1.0),)


@given(
    st.lists(
        st.builds(Moment, st.sampled_from(MOMENTS), st.integers(0, 7200).map(float)), max_size=30
    )
)
def test_no_answer_is_recovered_more_often_than_interrupted(moments: list[Moment]) -> None:
    told = answers(moments)
    interrupted = sum(len(answer.interruptions) for answer in told)
    assert interrupted == sum(moment.kind == "interrupted" for moment in moments)
    assert sum(len(answer.recovered) for answer in told) <= interrupted
