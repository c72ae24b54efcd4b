"""What a decision read of one scorecard, and how its reads lay beside the others'."""

from collections.abc import Iterator

import pytest

from committee.domain.interviewer_feedback import named_in, reads_beside
from committee.domain.trace import Step
from tests.packets import POLICY, SCENARIOS, behavioral, decided, loop, piece, scenario


def cited(steps: tuple[Step, ...]) -> Iterator[str]:
    """Every piece that any step of a trace refers to, at whatever depth."""
    for step in steps:
        yield from (ref.id for ref in step.uses if ref.kind == "evidence")
        yield from cited(step.steps)


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_is_named_is_what_the_trace_refers_to(name: str) -> None:
    case = decided(scenario(name))
    named = [one for card in case.packet.submitted for one in named_in(case, card)]
    assert [one.piece for one in named] == [piece.id for _, piece in case.packet.evidence]
    assert {one.piece for one in named if one.rules} == set(cited(case.ruling.trace))
    bound = case.ruling.binding
    unmet = [bound] if bound and not bound.steps else list(bound.unmet) if bound else []
    assert {one.piece for one in named if one.decided} == set(cited(tuple(unmet)))


def test_what_a_trap_keeps_from_backing_is_read_by_no_bar() -> None:
    told = [piece("e1", quote="We moved it.", traps=["we"]), piece("e2")]
    case = decided(loop(behavioral("b1", "Mina", told, scope="senior")))
    rules = {one.piece: [str(rule) for rule in one.rules] for one in named_in(
        case, case.packet.scorecards[0]
    )}  # fmt: skip
    assert "sufficiency.scope" in rules["e2"]
    assert "sufficiency.scope" not in rules["e1"]


@pytest.mark.parametrize(
    ("reads", "apart", "panel"),
    [
        (("senior",), [None], "senior"),
        (("senior", "senior"), [0, 0], "senior"),
        (("senior", "mid"), [1, 0], "mid"),
        (("mid", "senior", "staff"), [-1, 0, 1], "senior"),
    ],
)
def test_a_read_lies_below_with_or_above_the_lower_median(reads, apart, panel) -> None:
    cards = [
        behavioral(f"b{n}", f"Who {n}", [piece(f"e{n}")], scope=level)
        for n, level in enumerate(reads)
    ]
    case = decided(loop(*cards))
    found = [reads_beside(case, card)[0] for card in case.packet.submitted]
    assert [each.apart for each in found] == apart
    assert {each.panel for each in found} == {panel}
    assert [len(each.others) for each in found] == [len(reads) - 1] * len(reads)


def test_a_read_that_nothing_backs_counts_for_nothing_and_lies_nowhere() -> None:
    bare = behavioral("b1", "Mina", [], scope="staff")
    case = decided(loop(bare, behavioral("b2", "Tariq", [piece("e1")], scope="mid")))
    (own,) = reads_beside(case, case.packet.scorecards[0])
    assert (own.counts, own.apart, own.panel, own.others) == (False, None, "mid", ("mid",))


def test_what_a_trap_holds_down_is_compared_as_it_was_read() -> None:
    cap = POLICY.aggregation.caps[0]
    heard = [
        behavioral(
            f"b{n}", f"Who {n}",
            [piece(f"e{n}", cap.dimension), piece(f"f{n}", cap.dimension, traps=[cap.trap])],
            **{cap.dimension: "principal"},
        )
        for n in range(max(2, cap.interviewers))
    ]  # fmt: skip
    case = decided(loop(*heard))
    (own,) = reads_beside(case, case.packet.submitted[0])
    assert (own.panel, own.apart, own.capped) == ("principal", 0, cap.trap)
    assert case.signals[cap.dimension].reads_at == cap.at
