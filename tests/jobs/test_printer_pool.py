"""The press: prints once for all who ask at once, within bounds, and clears its desks."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from committee.errors import PaperError
from committee.jobs.job_runner import ZIP
from committee.jobs.print_order import Order, Sheet
from committee.jobs.printer_pool import Press, StoppedError
from tests.waiting import wait_until

from .conftest import Decided

PLAIN = '<html lang="en"><title>A sheet</title><h1>A sheet</h1><p>{}</p>'
ENDLESS = PLAIN.format("<br>" * 400_000)


def test_who_asks_at_once_is_given_the_same_print(tmp_path: Path) -> None:
    sheet = Sheet(PLAIN.format("once"))
    with Press(tmp_path, 4) as press, ThreadPoolExecutor(4) as askers:
        prints = list(askers.map(lambda _: press.printed(sheet).stat().st_ino, range(4)))
    assert prints == [sheet.place_in(tmp_path).stat().st_ino] * 4
    assert sheet.place_in(tmp_path).read_bytes() == sheet.printed()


def test_printers_of_a_program_that_was_changed_meanwhile_are_told_of(tmp_path: Path) -> None:
    sheet = Sheet(PLAIN.format("before"))
    vars(sheet)["content"] = "0" * 64  # What it was under the program before.
    with Press(tmp_path, 1) as press, pytest.raises(PaperError, match="was changed on this comp"):
        press.printed(sheet)


def test_an_order_is_another_by_whatever_it_is_made_from(decided: Decided) -> None:
    text = decided.work(ZIP, 1).orders[0].text
    different = [
        Order(text, "summary"),
        Order(text, "committee"),
        Order(text, "summary", "letter"),
        Order(text + " ", "summary"),
        Sheet(text),
    ]
    assert len({each.content for each in different}) == len(different)
    assert Order(text, "summary").content == different[0].content


def test_a_press_clears_the_desks_of_printers_that_ended_and_that_were_killed(
    tmp_path: Path, desks: Path
) -> None:
    with Press(tmp_path / "files", 1) as press:
        press.printed(Sheet(PLAIN.format("fine")))
        assert len(list(desks.iterdir())) == 1
        press.longest = 0.5
        with pytest.raises(PaperError, match="could not be printed within"):
            press.printed(Sheet(ENDLESS))
        assert list(desks.iterdir()) == []
        press.longest = 100.0
        press.printed(Sheet(PLAIN.format("fine again")))
    assert list(desks.iterdir()) == []


def test_a_press_that_is_ended_stops_in_the_middle_of_a_packet(tmp_path: Path, desks: Path) -> None:
    with ThreadPoolExecutor(1) as asker, Press(tmp_path / "files", 1) as press:
        coming = asker.submit(press.printed, Sheet(ENDLESS))
        wait_until(lambda: list(desks.glob("*/*")))
        press.end()
        with pytest.raises(StoppedError):
            coming.result(60)
        with pytest.raises(StoppedError):
            press.printed(Sheet(PLAIN.format("too late")))
    assert list(desks.iterdir()) == []


def test_a_printer_whose_owner_is_killed_clears_its_desk(decided: Decided, desks: Path) -> None:
    owner = os.fork()
    if owner == 0:
        with Press(decided.office.folder, 1) as press:
            press.printed(Sheet(ENDLESS))
        os._exit(0)
    wait_until(lambda: list(desks.glob("*/*")))
    os.kill(owner, signal.SIGKILL)
    os.waitpid(owner, 0)
    wait_until(lambda: not list(desks.iterdir()))
    assert list(decided.office.folder.glob("packets/*/*")) == []
