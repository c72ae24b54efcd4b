"""Which interviews a policy needs: enough for the case to be decided, and none too many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee.domain.panel_needed import SeatNeeded, seats_missing
from committee.files.policies import load_policy, shipped_policies

B, R = SeatNeeded("behavioral"), SeatNeeded("behavioral", bar_raiser=True)
C, S = SeatNeeded("coding"), SeatNeeded("system_design")


@pytest.mark.parametrize(
    ("policy", "target", "seats"),
    [
        ("senior-loop", "senior", (B, B, C, S)),
        ("senior-loop", "staff", (B, B, C, S)),
        ("senior-loop", "mid", (B, C)),
        ("consensus", "senior", (B, B, B)),
        ("bar-raiser", "senior", (B, R, C)),
        ("bar-raiser", "staff", (B, B, R, C)),
        ("averaging", "senior", (B, C, S)),
    ],
)
def test_an_empty_panel_lacks_what_the_policy_counts(
    policy: str, target: str, seats: tuple[SeatNeeded, ...]
) -> None:
    assert seats_missing(load_policy(policy), target) == seats


def test_a_bar_raiser_is_needed_however_many_others_sit() -> None:
    assert seats_missing(load_policy("bar-raiser"), "senior", [B, B, B, C, S]) == (R,)


@given(st.sampled_from(shipped_policies()), st.data())
def test_a_panel_that_is_given_what_it_lacks_lacks_nothing(name: str, data: st.DataObject) -> None:
    policy = load_policy(name)
    target = data.draw(st.sampled_from(policy.ladder.targets))
    held = data.draw(st.lists(st.sampled_from([B, R, C, S]), max_size=6))
    lacking = seats_missing(policy, target, held)
    assert seats_missing(policy, target, [*held, *lacking]) == ()
    assert len(lacking) <= len(seats_missing(policy, target))
