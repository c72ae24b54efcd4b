"""Migrations lose nothing and end at the schema that the tables describe."""

from collections.abc import Callable

import pytest
from alembic import command
from sqlalchemy import text

from committee.errors import StoreError
from committee.store.engine import make_engine
from committee.store.schema import check, config, count_rows, migrate, newest_revision

FIRST = """
INSERT INTO person (id, email, name, coach, session_token, created_at)
VALUES (1, 'mina@example.org', 'Mina', false, 'a', '2026-01-01'),
       (2, 'ines@example.org', 'Ines', true, 'b', '2026-01-01');
INSERT INTO cohort (id, key, name, created_at) VALUES (1, 'c', 'Spring', '2026-01-01');
INSERT INTO loop (id, key, cohort_id, candidate_name, target, policy, created_at, version)
VALUES (1, 'l', 1, 'R. Okafor', 'senior', 'senior-loop', '2026-01-01', 3);
INSERT INTO invite (id, token_hash, person_id, as_, created_at, expires_at)
VALUES (1, 'h', 1, 'interviewer', '2026-01-01', '2026-02-01');
INSERT INTO assignment (id, key, loop_id, interviewer_id, label, kind, bar_raiser, state)
VALUES (1, 'a', 1, 1, 'b1', 'behavioral', false, 'submitted'),
       (2, 'b', 1, 1, 'b2', 'behavioral', false, 'open');
INSERT INTO draft (id, assignment_id, body, version) VALUES (1, 1, '{{"note": "x"}}', 4);
INSERT INTO revision (id, assignment_id, number, body, author_id, submitted_at)
VALUES (1, 1, 1, '{{"note": "x"}}', 1, '2026-01-01');
INSERT INTO snapshot (id, key, loop_id, number, body, sha256, policy, verdict, decided_by,
                      decided_at)
VALUES (1, 's', 1, 1, '{{}}', '{sha}', 'senior-loop', 'hire', 2, '2026-01-01');
INSERT INTO release (id, loop_id, snapshot_id, released_by, released_at)
VALUES (1, 1, 1, 2, '2026-01-01');
INSERT INTO journalentry (id, at, actor_id, action, subject, detail)
VALUES (1, '2026-01-01', 2, 'release', 'loop:l', '');
"""


def test_migrating_from_the_first_revision_keeps_every_row(
    make_database: Callable[[], str],
) -> None:
    url = make_database()
    migrate(url, "0001")
    engine = make_engine(url)
    with engine.begin() as connection:
        for statement in FIRST.format(sha="0" * 64).split(";\n"):
            if statement.strip():
                connection.execute(text(statement))
        before = {
            name: connection.execute(text(f"SELECT * FROM {name} ORDER BY id")).mappings().all()
            for name in count_rows(connection)
        }
    assert all(before.values()), "a table without rows shows nothing"
    migrate(url)
    assert check(url) == []
    with engine.connect() as connection:
        for name, rows in before.items():
            kept = connection.execute(text(f"SELECT * FROM {name} ORDER BY id")).mappings().all()
            gone = {"session_token"} if name == "person" else set()
            told = [{key: row[key] for key in row if key not in gone} for row in rows]
            shared = [{key: row[key] for key in old} for row, old in zip(kept, told, strict=True)]
            assert shared == told, name
    engine.dispose()


def test_alembic_finds_nothing_to_change(url: str) -> None:
    engine = make_engine(url)
    with engine.begin() as connection:
        command.check(config(connection))
    engine.dispose()


def test_check_names_a_schema_that_is_behind(make_database: Callable[[], str]) -> None:
    url = make_database()
    migrate(url, "0002")
    assert check(url) == [f"the schema is at 0002, and {newest_revision()} is needed"]


def test_migrating_twice_changes_nothing(url: str) -> None:
    migrate(url)
    assert check(url) == []


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite:////dev/null/folder/x.db", "the database’s folder can’t be made"),
        ("sqlite:////dev", "the database can’t be used"),
        ("postgresql://nobody@127.0.0.1:1/x", "the database can’t be used"),
        ("mysql://nobody@127.0.0.1:1/x", "mysql is not a database that Committee can use"),
        ("committee.db", "this is not the address of a database"),
    ],
)
def test_a_database_that_cannot_be_reached_is_named(url: str, says: str) -> None:
    with pytest.raises(StoreError, match=says):
        migrate(url)
