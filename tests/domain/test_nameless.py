"""Names leave a text however they are written, and ordinary words stay."""

import pytest

from committee.domain.without_names import without_names

NAMES = ("Zoë Möbius", "Mina Okonjo", "Will May", "Priya Raman", "李 明", "Wei X", "R2D2 Smith")


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("I asked zoe and ZOË Mobius.", "I asked [name] and [name]."),
        ("Mo\u0308bius wrote it", "[name] wrote it"),
        ("Okonjo’s plan, the Okonjos", "[name]’s plan, the [name]"),
        ("priya_raman or PriyaRaman", "[name] or [name]"),
        ("mail mina.okonjo@example.org", "mail [name]"),
        ("李明说 yes", "[name][name]说 yes"),
        ("Wei X and R2D2", "[name] X and [name]"),
        ("Anna minded the animal; I will, we may.", "Anna minded the animal; I will, we may."),
        ("Will agreed with Mr May", "[name] agreed with Mr [name]"),
    ],
)
def test_a_name_is_left_out_and_a_word_stays(typed: str, left: str) -> None:
    assert without_names(NAMES)(typed) == left
