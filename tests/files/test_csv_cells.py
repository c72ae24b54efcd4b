"""Spreadsheet cells: nothing runs, nothing is lost."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from committee.files.csv_cells import list_cell, list_of, plain_text, safe_cell

RUNS = "=+-@\t\r\n＝＋－＠﹦﹢﹣﹫\u2212⁼₊"
UNSEEN = ["", " ", "\u00a0", "\ufeff", "\u200b", "\u2060", "\u3000 ", "' "]
item = st.text(min_size=1).filter(lambda text: "\x00" not in text)


@given(st.text())
@example("=1+1")
@example("'=1+1")
@example("''")
@example("'tis")
def test_a_cell_never_begins_a_formula_and_gives_the_text_back(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.startswith(tuple(RUNS))
    assert plain_text(cell) == text


@pytest.mark.parametrize("start", RUNS)
@pytest.mark.parametrize("before", UNSEEN)
def test_what_shows_first_is_what_is_guarded(before: str, start: str) -> None:
    text = f"{before}{start}1+1"
    assert (safe_cell(text), plain_text(f"'{text}")) == (f"'{text}", text)


@pytest.mark.parametrize("text", ["a=1", " a", "1-1", "– so", "'", "", "\u200b", "…="])
def test_what_starts_no_formula_is_left_as_it_is(text: str) -> None:
    assert (safe_cell(text), plain_text(text)) == (text, text)


def test_an_apostrophe_of_the_writer_stays() -> None:
    assert (safe_cell("'tis true"), plain_text("'tis true")) == ("'tis true", "'tis true")


@given(st.lists(item))
@example(["a; b", "c"])
@example(["[x]"])
@example([" a "])
def test_a_list_comes_back_from_its_cell(items: list[str]) -> None:
    assert list_of(list_cell(items)) == items
