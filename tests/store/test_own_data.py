"""What is kept about a person: every table that names one is told of, and forgotten."""

from sqlalchemy import Engine, select

from committee.store import roles, who_read_others
from committee.store.engine import session
from committee.store.forgetting import forget
from committee.store.loops import create_cohort
from committee.store.own_data import kept_about
from committee.store.tables import Person

from .conftest import Scene

TOLD = {
    "assignment.interviewer_id": "interviews",
    "coachcohort.person_id": "limited_to",
    "invite.person_id": "invites",
    "job.asked_by": "jobs",
    "journalentry.actor_id": "journal",
    "loop.candidate_id": "loops",
    "prediction.person_id": "predictions",
    "rehearsal.person_id": "rehearsals",
    "samebrowser.other_id": "shared_browsers",
    "samebrowser.person_id": "shared_browsers",
    "sighting.person_id": "sightings",
    "signin.person_id": "sessions",
    "story.person_id": "stories",
    "takenaway.person_id": "deleted",
    "talkscript.person_id": "scripts",
    # Acts upon what is somebody else's: the journal tells of each.
    "invite.created_by": "journal",
    "release.released_by": "journal",
    "release.withdrawn_by": "journal",
    "snapshot.decided_by": "journal",
    "takenaway.by_id": "journal",
    # Whoever sits on the seat writes its scorecard; what was submitted is told with the seat.
    "revision.author_id": "interviews",
    # Only hashes of secrets; that codes are on is told with the account.
    "recoverycode.person_id": "account",
}
"""Every column that names a person, and under which name a person reads of its rows."""


def test_every_column_that_names_a_person_is_told_of(engine: Engine, scene: Scene) -> None:
    columns = [
        f"{table.name}.{column.name}"
        for table in Person.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == "person" for key in column.foreign_keys)
    ]
    assert sorted(columns) == sorted(TOLD)
    with session(engine) as opened:
        assert set(kept_about(opened, scene.mina)) == set(TOLD.values())


def test_a_shared_browser_and_a_limit_are_told_and_forgotten(engine: Engine, scene: Scene) -> None:
    with session(engine) as opened:
        roles.limit(opened, scene.coach, [create_cohort(opened, "Autumn")])
        who_read_others.note_browser(opened, scene.mina, scene.coach.id or 0)
    with session(engine) as opened:
        told = {each.name: kept_about(opened, each) for each in (scene.coach, scene.mina)}
        assert told["Ines"]["limited_to"] == ["Autumn"]
        assert told["Mina"]["limited_to"] == []
        assert [list(told[name]["shared_browsers"][0]) for name in told] == [["at"], ["at"]]
        forget(opened, opened.get_one(Person, scene.coach.id))
    with session(engine) as opened:
        assert kept_about(opened, scene.mina)["shared_browsers"] == []
        left = Person.metadata.tables["coachcohort"]
        assert opened.connection().execute(select(left)).all() == []
