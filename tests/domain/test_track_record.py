"""How far somebody's sureness can be believed: enumerated, and on a made-up judge."""

from hypothesis import given
from hypothesis import strategies as st

from committee.domain.decision import Verdict
from committee.domain.track_record import SURE, Settled, track_record

VERDICTS = st.sampled_from(tuple(Verdict))
SETTLED = st.builds(Settled, VERDICTS, st.sampled_from(SURE), VERDICTS)


@given(st.lists(SETTLED, max_size=40))
def test_every_prediction_is_counted_once_and_the_score_is_theirs(settled: list[Settled]) -> None:
    record = track_record(settled)
    assert sum(row.made for row in record.rows) == record.made == len(settled)
    assert sum(row.true for row in record.rows) == record.true
    if not settled:
        assert record.brier is None
        return
    squares = [
        (each.tenths / 10 - 1) ** 2 if each.said is each.came else (each.tenths / 10) ** 2
        for each in settled
    ]
    assert abs((record.brier or 0) - sum(squares) / len(settled)) < 1e-12


def of(tenths: int, made: int, true: int) -> list[Settled]:
    right = Settled(Verdict.HIRE, tenths, Verdict.HIRE)
    wrong = Settled(Verdict.HIRE, tenths, Verdict.NO_HIRE)
    return [right] * true + [wrong] * (made - true)


def test_too_few_say_nothing_and_only_what_chance_can_t_explain_is_told() -> None:
    """Nine in ten sure, 20 times: 18 should come true, give or take 1.34."""
    told = {true: track_record(of(9, 20, true)).off for true in range(21)}
    assert told == {true: -1 if true < 16 else 0 for true in range(21)}
    told = {true: track_record(of(5, 20, true)).off for true in range(21)}
    assert told == {true: -1 if true < 6 else 1 if true > 14 else 0 for true in range(21)}
    assert track_record(of(9, 9, 0)).off == 0
