"""A database that is missing, foreign, older or newer: every command says so, and changes nothing.

What makes or migrates a database does that; what only reads one leaves it as it is."""

import sqlite3
from itertools import product
from pathlib import Path

import pytest

from committee.cli import main, root
from committee.store.schema import migrate, newest_revision, revision_at

EXCHANGE = """{"format": "committee-exchange", "version": 1, "loops": [{"id": "1", "cohort":
"Spring", "policy": "senior-loop", "loop": {"candidate": "R. Okafor", "target": "senior"}}]}"""
READ_ONLY = {
    "export": ["export", "-"],
    "packets": ["packets", "nope", "-o", "OUT.zip"],
    "backup": ["backup", "OUT.zip"],
}


def prepared(state: str, path: Path) -> None:
    if state == "not a database":
        path.write_bytes(b"This is a letter.\n" * 100)
    elif state == "empty":
        sqlite3.connect(path).execute("VACUUM")
    elif state == "older":
        migrate(f"sqlite:///{path}", "0002")
    elif state == "newer":
        migrate(f"sqlite:///{path}")
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")


STATES = {
    "missing": "there is no database of Committee here yet",
    "empty": "there is no database of Committee here yet",
    "not a database": "the database can’t be used: its file is no database",
    "older": f"its schema is at 0002, and {newest_revision()} is needed",
    "newer": "its schema is at 9999, and this version knows",
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMMITTEE_DATABASE_URL", f"sqlite:///{tmp_path / 'x.db'}")
    (tmp_path / "in.json").write_text(EXCHANGE)
    return tmp_path


def refused(args: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as left:
        main(args)
    assert left.value.code == 2
    return capsys.readouterr().err


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("command", "state"),
    [
        (command, state)
        for command, state in product(READ_ONLY, STATES)
        if command != "backup" or state not in ("older", "newer")
    ],
)
def test_what_only_reads_says_what_is_wrong_and_changes_nothing(
    here: Path, capsys: pytest.CaptureFixture[str], command: str, state: str
) -> None:
    prepared(state, here / "x.db")
    before = content(here)
    assert STATES[state] in refused(READ_ONLY[command], capsys)
    assert content(here) == before


@pytest.mark.parametrize("command", [["import", "in.json"], ["create-coach", "ines@example.org"]])
@pytest.mark.parametrize("state", ["not a database", "newer"])
def test_what_writes_refuses_what_it_cannot_use(
    here: Path, capsys: pytest.CaptureFixture[str], command: list[str], state: str
) -> None:
    prepared(state, here / "x.db")
    before = content(here)
    assert STATES[state] in refused(command, capsys)
    assert content(here) == before


@pytest.mark.parametrize("state", ["missing", "empty", "older"])
def test_what_writes_begins_a_database_or_brings_it_up_to_date(here: Path, state: str) -> None:
    prepared(state, here / "x.db")
    root.main(["import", "in.json"], standalone_mode=False)
    assert revision_at(f"sqlite:///{here / 'x.db'}") == newest_revision()


def test_a_dry_run_begins_no_database(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(here)
    root.main(["import", "in.json", "--dry-run"], standalone_mode=False)
    assert "Would import 1 cohorts, 0 people, 1 loops" in capsys.readouterr().out
    assert content(here) == before


@pytest.mark.parametrize("state", ["older", "newer", "not a database"])
def test_a_dry_run_changes_no_schema(
    here: Path, capsys: pytest.CaptureFixture[str], state: str
) -> None:
    prepared(state, here / "x.db")
    before = content(here)
    assert STATES[state] in refused(["import", "in.json", "--dry-run"], capsys)
    assert content(here) == before


@pytest.mark.parametrize("state", ["older", "newer"])
def test_a_backup_is_taken_of_any_revision(here: Path, state: str) -> None:
    prepared(state, here / "x.db")
    root.main(["backup", "OUT.zip"], standalone_mode=False)
    assert (here / "OUT.zip").stat().st_size > 0


def test_check_makes_no_database(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(here)
    with pytest.raises(SystemExit) as left:
        main(["check"])
    assert left.value.code == 1
    assert "the schema is at nothing" in capsys.readouterr().out
    assert content(here) == before


@pytest.fixture
def ready(here: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    root.main(["import", "in.json"], standalone_mode=False)
    capsys.readouterr()
    return here


@pytest.mark.parametrize(
    "args", [["packets", "nope", "-o", "x.zip"], ["export", "-", "--cohort", "nope"]]
)
def test_an_unknown_cohort_is_told_from_those_that_are_there(
    ready: Path, capsys: pytest.CaptureFixture[str], args: list[str]
) -> None:
    said = refused(args, capsys)
    assert "no cohort has the id “nope”. The id ends the address of a cohort’s page" in said
    assert "(Spring)" in said


def test_packets_go_into_a_zip_or_a_pdf(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(["packets", "nope", "-o", "x.txt"], capsys)
    assert "x.txt: a file that ends in “.txt” can’t be made. End it in .zip" in said
    assert not (ready / "x.txt").exists()
