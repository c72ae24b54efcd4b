"""Moments of an answer: time to the point, interruptions and recoveries."""

from hypothesis import given
from hypothesis import strategies as st

from committee.domain.answer_clock import MOMENTS, Answer, Interruption, Mark, answers


def test_two_questions_with_their_times() -> None:
    told = answers(
        [
            Mark("question", 10.0, "conflict"),
            Mark("decision", 70.0),
            Mark("decision", 80.0),
            Mark("result", 130.0),
            Mark("question", 300.0, "failure"),
            Mark("interrupted", 350.0),
            Mark("back", 372.0),
            Mark("interrupted", 400.0),
        ]
    )
    assert told == (
        Answer(10.0, "conflict", decision=60.0, result=120.0),
        Answer(300.0, "failure", interruptions=(Interruption(350.0, 22.0), Interruption(400.0))),
    )
    assert [answer.point for answer in told] == [60.0, None]
    assert [answer.recovered for answer in told] == [(), (22.0,)]


def test_what_comes_before_any_question_is_an_answer_too() -> None:
    assert answers([Mark("result", 42.0)]) == (Answer(0.0, result=42.0),)


def test_a_return_without_an_interruption_says_nothing() -> None:
    assert answers([Mark("question", 1.0), Mark("back", 5.0)]) == (Answer(1.0),)


@given(
    st.lists(
        st.builds(Mark, st.sampled_from(MOMENTS), st.integers(0, 7200).map(float)), max_size=30
    )
)
def test_no_answer_is_recovered_more_often_than_interrupted(moments: list[Mark]) -> None:
    told = answers(moments)
    interrupted = sum(len(answer.interruptions) for answer in told)
    assert interrupted == sum(moment.kind == "interrupted" for moment in moments)
    assert sum(len(answer.recovered) for answer in told) <= interrupted
