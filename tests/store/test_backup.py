"""Backups: whole while others write, the same on either database, refused when damaged."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from zipfile import ZipFile

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, text

from committee.cli import root
from committee.errors import StoreError
from committee.store import forgetting, journal, loops, people, scorecards, stories
from committee.store.backup import backup
from committee.store.engine import make_engine, session
from committee.store.restore import restore
from committee.store.schema import check, migrate, newest_revision

from .conftest import Scene


def contents(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def filled(engine: Engine, scene: Scene) -> Scene:
    with session(engine) as opened:
        scorecards.submit(opened, scene.b1, {"note": "«Ж» 😀", "n": 1.5}, 0, scene.mina)
        stories.save_story(opened, scene.tariq, "ledger", {"title": "The ledger", "covers": ["x"]})
        loops.share_bank(opened, scene.loop)
        journal.record(opened, "submit", scene.mina, "assignment:b1")
    return scene


def test_a_backup_restored_and_taken_again_is_the_same(
    url: str, filled: Scene, make_database: Callable[[], str], tmp_path: Path
) -> None:
    backup(url, tmp_path / "one.zip")
    empty = make_database()
    restore(tmp_path / "one.zip", empty)
    backup(empty, tmp_path / "two.zip")
    assert contents(tmp_path / "one.zip") == contents(tmp_path / "two.zip")
    assert check(empty) == []


def test_a_restored_database_counts_on(
    url: str, filled: Scene, make_database: Callable[[], str], tmp_path: Path
) -> None:
    backup(url, tmp_path / "one.zip")
    empty = make_database()
    restore(tmp_path / "one.zip", empty)
    engine = make_engine(empty)
    with session(engine) as opened:
        ids = {person.id for person in people.people(opened, 100)}
        assert people.create_person(opened, "new@example.org", "New").id not in ids
    engine.dispose()


def test_a_backup_goes_from_either_database_to_the_other(
    url: str, filled: Scene, postgres_url: str, tmp_path: Path
) -> None:
    backup(url, tmp_path / "one.zip")
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute("CREATE DATABASE other")
        try:
            for number, other in enumerate(
                (f"sqlite:///{tmp_path / 'o.db'}", postgres_url.replace("/postgres?", "/other?"))
            ):
                restore(tmp_path / "one.zip", other)
                backup(other, tmp_path / f"again{number}.zip")
                assert contents(tmp_path / f"again{number}.zip") == contents(tmp_path / "one.zip")
        finally:
            server.execute("DROP DATABASE other WITH (FORCE)")


def test_a_backup_taken_while_others_write_is_of_one_moment(
    url: str, engine: Engine, scene: Scene, make_database: Callable[[], str], tmp_path: Path
) -> None:
    stop = Event()

    def write() -> None:
        while not stop.is_set():
            with session(engine) as opened:
                version = scorecards.draft_of(opened, scene.b1).version
                scorecards.save_draft(opened, scene.b1, {"n": version + 1}, version)
                journal.record(opened, "autosave", scene.mina, detail=str(version))

    writer = Thread(target=write)
    writer.start()
    try:
        taken = [backup(url, tmp_path / f"{number}.zip") for number in range(3)]
    finally:
        stop.set()
        writer.join(60)
    assert len({manifest["tables"]["draft"]["sha256"] for manifest in taken}) > 1
    for number in range(3):
        empty = make_database()
        restore(tmp_path / f"{number}.zip", empty)
        restored = make_engine(empty)
        with session(restored) as opened:
            draft = scorecards.draft_of(opened, scene.b1)
            entries = journal.entries(opened, scene.coach, 100_000)
        restored.dispose()
        assert draft.body == ({"n": draft.version} if draft.version else {})
        assert len(entries) == draft.version


def test_a_backup_of_an_earlier_revision_comes_up_to_date(
    make_database: Callable[[], str], tmp_path: Path
) -> None:
    old, new = make_database(), make_database()
    migrate(old, "0001")
    engine = make_engine(old)
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO cohort (key, name, created_at) VALUES ('c', 'Spring', '2026-01-01')")
        )
    engine.dispose()
    assert backup(old, tmp_path / "old.zip")["revision"] == "0001"
    restore(tmp_path / "old.zip", new)
    assert check(new) == []
    engine = make_engine(new)
    with session(engine) as opened:
        assert [cohort.name for cohort in loops.cohorts(opened)] == ["Spring"]
    engine.dispose()


def rewritten(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    parts = contents(path)
    parts[name] = change(parts[name])
    damaged = path.with_name("damaged.zip")
    with ZipFile(damaged, "w") as archive:
        for each, data in parts.items():
            archive.writestr(each, data)
    return damaged


def newer(manifest: bytes) -> bytes:
    return json.dumps({**json.loads(manifest), "revision": "9999"}).encode()


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("person.jsonl", lambda data: data.replace(b"Mina", b"Nina"), "isn’t what was written"),
        ("manifest.json", newer, "of revision 9999"),
        ("manifest.json", lambda data: b"[]", "isn’t a backup of Committee"),
        ("manifest.json", lambda data: b"\xff", "isn’t a backup of Committee"),
    ],
)
def test_a_damaged_backup_changes_nothing(
    url: str,
    filled: Scene,
    make_database: Callable[[], str],
    tmp_path: Path,
    name: str,
    change: Callable[[bytes], bytes],
    says: str,
) -> None:
    backup(url, tmp_path / "one.zip")
    empty = make_database()
    with pytest.raises(StoreError, match=says):
        restore(rewritten(tmp_path / "one.zip", name, change), empty)
    assert check(empty) == [f"the schema is at nothing, and {newest_revision()} is needed"]


def test_no_backup_goes_over_rows(url: str, filled: Scene, tmp_path: Path) -> None:
    backup(url, tmp_path / "one.zip")
    with pytest.raises(StoreError, match="into an empty one"):
        restore(tmp_path / "one.zip", url)


def test_what_is_no_zip_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("no zip")
    for name in ("x.zip", "missing.zip"):
        with pytest.raises(StoreError, match="can’t be restored"):
            restore(tmp_path / name, f"sqlite:///{tmp_path / 'x.db'}")


def test_the_commands_go_round(
    url: str, filled: Scene, make_database: Callable[[], str], tmp_path: Path
) -> None:
    file, empty = str(tmp_path / "one.zip"), make_database()

    def run(address: str, *args: str) -> tuple[int, str]:
        result = CliRunner().invoke(root, args, env={"COMMITTEE_DATABASE_URL": address})
        return result.exit_code, result.stdout

    code, said = run(url, "backup", file, "--json")
    assert (code, json.loads(said)["rows"]["person"]) == (0, 3)
    assert run(empty, "check")[0] == 1
    assert run(empty, "restore", file)[0] == 0
    assert run(empty, "check", "--json") == (0, '{"problems": []}\n')
    code, link = run(empty, "create-coach", "coach2@example.org")
    assert (code, link.startswith("http://127.0.0.1:8080/join/")) == (0, True)


def verified(url: str, file: Path, *args: str) -> tuple[int, str]:
    result = CliRunner().invoke(
        root, ["backup", "--verify", str(file), *args], env={"COMMITTEE_DATABASE_URL": url}
    )
    return result.exit_code, result.stdout


def test_a_backup_that_is_tried_out_is_sound_and_leaves_nothing_behind(
    url: str, filled: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(url, tmp_path / "one.zip")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    code, said = verified(url, tmp_path / "one.zip")
    assert (code, "Restored for a try, and sound" in said, "person 3" in said) == (0, True, True)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_what_a_backup_holds_that_no_page_could_show_is_said(
    url: str, filled: Scene, engine: Engine, tmp_path: Path
) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE loop SET candidate_name = ' '"))
    backup(url, tmp_path / "one.zip")
    code, said = verified(url, tmp_path / "one.zip")
    assert (code, filled.loop.key in said) == (1, True)


def test_a_backup_says_whom_it_still_holds_though_they_were_forgotten(
    url: str, filled: Scene, engine: Engine, tmp_path: Path
) -> None:
    backup(url, tmp_path / "one.zip")
    with session(engine) as opened:
        mina = people.by_email(opened, filled.mina.email)
        assert mina
        forgetting.forget(opened, mina)
        journal.record(opened, forgetting.FORGOT, None)
    assert json.loads(verified(url, tmp_path / "one.zip", "--json")[1]) == {
        "path": str(tmp_path / "one.zip"),
        "problems": [],
        "still_holds_forgotten": 1,
    }
    made = CliRunner().invoke(
        root, ["backup", str(tmp_path / "two.zip")], env={"COMMITTEE_DATABASE_URL": url}
    )
    assert "1 forgotten so far: backups from before" in made.stdout
    assert "still holds" not in verified(url, tmp_path / "two.zip")[1]
