"""Rows of changes: what leaves an outcome and moves its chance says which way."""

from committee.odds.flips import flips
from committee.present.packet.flip_table import flip_table
from tests.packets import RUBRIC, decided, scenario


def test_what_moves_only_the_chance_says_which_way_even_within_a_tenth():
    case = decided(scenario("the-acer"))
    table = flip_table(case, flips(case), RUBRIC)
    assert [(row.words, row.chance) for row in table.chance] == [
        ("Coding: 4.0 → 3.0", "1 in 10, a little less"),
        ("Failure: Senior → Principal", "1 in 10, a little less"),
    ]
    assert [(row.words, row.chance) for row in table.nothing] == [
        ("Leadership: Senior → Principal", "1 in 10")
    ]
