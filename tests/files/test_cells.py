"""Spreadsheet cells: nothing runs, nothing is lost."""

from hypothesis import example, given
from hypothesis import strategies as st

from committee.files.cells import list_cell, list_of, plain_text, safe_cell

RUNS = "=+-@\t\r\n＝＋－＠"
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


def test_an_apostrophe_of_the_writer_stays() -> None:
    assert (safe_cell("'tis true"), plain_text("'tis true")) == ("'tis true", "'tis true")


@given(st.lists(item))
@example(["a; b", "c"])
@example(["[x]"])
@example([" a "])
def test_a_list_comes_back_from_its_cell(items: list[str]) -> None:
    assert list_of(list_cell(items)) == items
