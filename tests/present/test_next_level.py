"""What a read one level up would have needed: from the loop file into every edition."""

import pytest

from committee.errors import FileError
from committee.files.loops import loop_json, parse_loop
from committee.paper.render import render
from tests.packets import POLICY, behavioral, loop, piece, printed, view_of

WANTED = "Whose plan changed for it, and why they agreed."


def packet(read: str = "senior", **wanted: str):
    mina = behavioral("b1", "Mina", [piece("e1"), piece("e2", "failure")], scope=read)
    return loop({**mina, "next_level": wanted or {"scope": WANTED}})


@pytest.mark.parametrize(
    ("edition", "who"), [("committee", "Mina"), ("candidate", "Interviewer 1")]
)
def test_it_stands_under_its_dimension_with_the_level_and_whoever_says_so(edition, who):
    own = view_of(packet(), edition)
    text = printed(render(own))
    assert f"For Staff, {who} would have needed to hear: {WANTED}" in text
    scope, *others = [each.next_level for each in own.evidence]
    assert [(each.level, each.who, each.text) for each in scope] == [("Staff", who, WANTED)]
    assert not any(others)


def test_nothing_stands_over_the_top_of_the_ladder_or_where_nothing_was_read():
    for read in ("principal", "not_assessed"):
        assert view_of(packet(read)).evidence[0].next_level == ()


def test_a_loop_file_carries_it_and_refuses_it_where_nothing_is_rated():
    read = packet()
    assert parse_loop(loop_json(read), "again", POLICY.ladder) == read
    with pytest.raises(FileError, match=r"next_level.*coding isn’t rated here"):
        packet(coding="Four of four.")
