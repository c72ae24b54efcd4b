"""The level grid and the veto map: they say what the decision says, and nothing of their own."""

from dataclasses import replace

import pytest

from committee.domain.case import case_of
from committee.domain.decision import Verdict
from committee.domain.rubric import CODING
from committee.files.policies import load_policy
from committee.odds.forecast import shown
from committee.present.charts.level_grid import Grid, GridRow, level_grid, unmarked
from committee.present.charts.read_certainty import reach, with_worth
from committee.present.charts.veto_map import VetoMap, veto_map
from committee.present.voice.chances import about
from tests.packets import POLICY, RUBRIC, SCENARIOS, behavioral, loop, piece, scenario, view_of

DIMENSIONS = ("scope", "leadership", "failure", "communication")


def grid_of(packet, policy=POLICY) -> Grid:
    return level_grid(case_of(packet, policy), RUBRIC)


def map_of(packet, policy=POLICY) -> VetoMap | None:
    return veto_map(case_of(packet, policy))


def panel(*scopes, coding=3.5):
    cards = [
        behavioral(
            f"b{at}",
            f"Interviewer {at}",
            [piece(f"e{at}-{d}", d) for d in DIMENSIONS],
            scope=scope,
            leadership="senior",
            failure="mid",
            communication="senior",
        )
        for at, scope in enumerate(scopes)
    ]
    rounds = [
        {"id": "c1", "kind": "coding", "interviewer": "C", "scores": {"coding": coding}},
        {
            "id": "d1",
            "kind": "system_design",
            "interviewer": "D",
            "reads": {"system_design": "staff"},
        },
    ]
    return loop(*cards, *rounds)


def test_a_row_has_a_ring_for_each_read_and_a_bar_to_the_panels() -> None:
    assert grid_of(panel("mid", "staff", "mid")).rows[0] == GridRow(
        name="Scope",
        id="scope",
        note="reads Mid · needs Senior",
        tone="veto",
        mark="VETO",
        desc="single reads Mid, Staff, Mid; the panel reads Mid; needs Senior: VETO",
        rings=(1, 3, 1),
        panel=1,
    )


def test_coding_is_told_in_words_since_it_has_no_level() -> None:
    assert grid_of(panel("senior", "senior", coding=2.5)).rows[-1] == GridRow(
        name="Coding",
        id="coding",
        note="a score · gate at 3.0",
        tone="veto",
        mark="under gate",
        desc="2.5 of 4 from 1 round; a score · gate at 3.0: under gate",
        words="2.5 of 4 from 1 round",
    )


def test_a_dimension_without_a_read_that_counts_is_no_low_read() -> None:
    row = grid_of(loop(behavioral("b1", "M", [], scope="mid"))).rows[0]
    assert (row.panel, row.rings, row.tone, row.mark) == (None, (), "quiet", "too little")


@pytest.mark.parametrize("name", SCENARIOS)
def test_where_the_packet_stands_the_map_says_what_was_decided(name: str) -> None:
    packet = scenario(name)
    case, drawn = case_of(packet, POLICY), map_of(packet)
    if case.verdict is Verdict.MORE_SIGNAL:
        assert drawn is None
        return
    here = [cell for row in drawn.rows for cell in row.cells if cell.here]
    level = POLICY.ladder.name(case.level) if case.level else "No hire"
    assert [cell.words for cell in here] == [level]


@pytest.mark.parametrize("name", ["the-acer", "failing-code", "messy-staff"])
def test_a_row_of_the_map_is_what_other_scores_would_have_decided(name: str) -> None:
    packet = scenario(name)
    drawn = map_of(packet)
    (row,) = (row for row in drawn.rows if any(cell.here for cell in row.cells))
    for score, cell in zip(drawn.columns, row.cells, strict=True):
        cards = tuple(
            replace(card, scores={CODING: float(score)}) if card.kind == CODING else card
            for card in packet.scorecards
        )
        level = case_of(replace(packet, scorecards=cards), POLICY).level
        assert cell.words == (POLICY.ladder.name(level) if level else "No hire")


def test_a_better_score_or_read_is_never_worse() -> None:
    order = {"No hire": 0, "Below": 1, "Mid": 2, "Senior": 3, "Staff": 4, "Principal": 5}
    for name in SCENARIOS:
        drawn = map_of(scenario(name))
        if drawn is None:
            continue
        cells = [[order[cell.words] for cell in row.cells] for row in reversed(drawn.rows)]
        assert all(line == sorted(line) for line in cells)
        assert all(list(line) == sorted(line) for line in zip(*cells, strict=True))


def test_the_line_is_drawn_where_scores_stop_mattering() -> None:
    drawn = map_of(panel("mid", "mid", coding=4.0))
    assert [row.name for row in drawn.rows[drawn.line :]] == ["Mid", "Below"]
    assert drawn.said == "Below this line no coding score reaches Senior."


def test_under_a_policy_of_votes_there_is_no_map() -> None:
    assert map_of(panel("senior", "senior"), load_policy("unanimous")) is None


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_row_has_a_word_beside_its_colour(name: str) -> None:
    words = {"VETO", "under bar", "meets", "too little", "no signal", "not asked", "under gate"}
    assert {row.mark for row in view_of(scenario(name)).grid.rows} <= words


def test_what_a_read_is_worth_stands_beside_it_for_the_committee_alone() -> None:
    packet = scenario("the-acer")
    told, known = view_of(packet, "committee").grid.rows, shown(case_of(packet, POLICY))
    asked = {
        "scope": ("senior", "Senior"),
        "leadership": ("senior", "Senior"),
        "failure": ("mid", "Mid"),
        "communication": ("mid", "Mid"),
        "system_design": ("senior", "Senior"),
    }
    assert [row.worth for row in told] == [
        *(f"{name} or above: {about(known[d][level])}" for d, (level, name) in asked.items()),
        "",
    ]
    for edition in ("candidate", "summary"):
        assert not view_of(packet, edition).grid.tells_worth
    assert all(row.reach is None for row in unmarked(Grid((), 0, told)).rows)


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_reach_lies_on_the_ladder(name: str) -> None:
    case = case_of(scenario(name), POLICY)
    for row in with_worth(level_grid(case, RUBRIC), case).rows:
        assert (row.reach is None) == (row.worth == "")
        if row.reach:
            assert -0.5 <= row.reach[0] < row.reach[1] <= len(POLICY.ladder) - 0.5


def test_a_reach_narrows_when_more_read_the_same() -> None:
    def width(readers: int) -> float:
        case = case_of(panel(*["senior"] * readers), POLICY)
        low, high = with_worth(level_grid(case, RUBRIC), case).rows[0].reach
        return high - low

    assert width(2) > width(3) > width(5)


def test_a_reach_leaves_a_tenth_out_at_either_end() -> None:
    ladder = POLICY.ladder
    at_least = dict(zip(ladder.ids[1:], (0.95, 0.75, 0.2, 0.0), strict=True))
    assert reach(ladder, at_least) == pytest.approx((0.75, 3.0))
