"""Two packets, printed and sealed in an edition, and the same two bound together."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from committee.files.snapshot import freeze
from committee.jobs.bundles import BoundPart, bound
from committee.jobs.print_order import Order
from tests.packets import RUBRIC, decided, scenario

TWO = ("trap-safe-story", "the-acer")


@pytest.fixture(scope="session")
def two_parts(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[BoundPart]]:
    """The two packets in an edition, each printed once."""
    folder = tmp_path_factory.mktemp("parts")

    def part(name: str, edition: str) -> BoundPart:
        packet = scenario(name)
        frozen = freeze(decided(packet), RUBRIC)
        pdf = Order(frozen.text, edition).print_into(folder)
        return BoundPart(packet.candidate, decided(packet).verdict.value, pdf)

    return cache(lambda edition: [part(name, edition) for name in TWO])


@pytest.fixture(scope="session")
def two_bound(
    two_parts: Callable[[str], list[BoundPart]], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    """The two packets as one bound PDF."""

    @cache
    def made(edition: str) -> Path:
        path = tmp_path_factory.mktemp("bound") / f"{edition}.pdf"
        path.write_bytes(bound(two_parts(edition), "Spring: packets", "a4"))
        return path

    return made
