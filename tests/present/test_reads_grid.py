"""The grid of a cohort's candidates: what stands in it, and how it is sorted and filtered."""

from committee.domain.case import case_of
from committee.files.policies import load_policy
from committee.files.rubrics import load_rubric
from committee.present.cohort.reads_grid import GridRow, chosen, columns, grid_row, table_of
from tests.packets import scenario

RUBRIC, ALL = load_rubric(), {"sort": "name", "down": False, "verdict": "", "words": ""}


def row(name: str, decided: bool = True) -> GridRow:
    packet = scenario(name)
    case = case_of(packet, load_policy())
    return grid_row(case, name, packet.candidate, decided=decided, rubric=RUBRIC)


ACER, HIRE = row("the-acer"), row("legible-senior", decided=False)


def test_a_row_has_reads_outcome_and_the_rule_that_decided() -> None:
    words = {id: cell.words for id, cell in ACER.cells.items()}
    assert words == {
        "name": "Daniel Brandt", "target": "Senior", "scope": "Mid", "leadership": "Senior",
        "failure": "Senior", "communication": "Senior", "coding": "4.0", "system_design": "Staff",
        "outcome": "Downlevel: offer at Mid", "rule": words["rule"],
    }  # fmt: skip
    assert "scope" in words["rule"].lower()
    assert [id for id, cell in ACER.cells.items() if cell.below][:1] == ["scope"]
    assert HIRE.cells["outcome"].words.startswith("So far: ")
    assert HIRE.cells["rule"].words == "Every bar met"


def test_rows_are_sorted_and_filtered() -> None:
    rows = [HIRE, ACER]
    assert chosen(rows, **ALL) == [ACER, HIRE]
    assert chosen(rows, **{**ALL, "sort": "scope"}) == [ACER, HIRE]
    assert chosen(rows, **{**ALL, "sort": "scope", "down": True}) == [HIRE, ACER]
    assert chosen(rows, **{**ALL, "verdict": "downlevel"}) == [ACER]
    assert chosen(rows, **{**ALL, "words": "NGOZI"}) == [HIRE]


def test_what_nobody_read_comes_last_either_way() -> None:
    unread = row("trap-we")
    assert unread.cells["leadership"].words == "–"
    for down in (False, True):
        found = chosen([unread, ACER, HIRE], **{**ALL, "sort": "leadership", "down": down})
        assert found[-1] == unread


def test_a_spreadsheet_has_a_row_for_each_and_names_its_columns() -> None:
    table = table_of([ACER, HIRE], RUBRIC)
    assert table[0] == [*columns(RUBRIC).values(), "Decided"]
    assert [line[-1] for line in table[1:]] == ["yes", "no"]
