"""Names are asked for something to be seen, and one bad loop never takes others down."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from committee.cli import root
from committee.files.loops import parse_loop
from committee.files.policies import load_policy
from committee.store import loops, scorecards
from committee.store.engine import make_engine, session

from .conftest import World, post, scorecard

INVISIBLE = [" ", "\u200b", "\u2800", "\u3164 \u00a0", "\u0301"]


@pytest.mark.parametrize("name", INVISIBLE)
@pytest.mark.parametrize(
    ("path", "field", "others"),
    [
        ("/cohorts", "name", {}),
        ("/cohorts/{cohort}", "candidate", {"target": "senior", "policy": "senior-loop"}),
        ("/loops/{loop}/seats", "name", {"email": "x@example.org", "kind": "coding"}),
        ("/people", "name", {"email": "y@example.org"}),
        ("/stories/new", "title", {"key": "ledger"}),
    ],
)
def test_a_name_needs_something_to_be_seen(
    world: World, path: str, field: str, others: dict[str, str], name: str
) -> None:
    answer = post(world.client("coach"), path.format(**world.keys), **{field: name}, **others)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


@pytest.mark.parametrize("name", INVISIBLE)
def test_a_loop_file_asks_the_same(name: str) -> None:
    given = json.dumps({"loop": {"candidate": name, "target": "senior"}, "interview": []})
    with pytest.raises(Exception, match=r"isn’t blank|takes no room \(U\+200B\)"):
        parse_loop(given, "x.json", load_policy().ladder)


def test_a_name_is_trimmed_and_its_spaces_are_collapsed(world: World) -> None:
    post(world.client("coach"), "/cohorts", name="  Spring \u00a0 again ")
    assert ">Spring again</a>" in world.client("coach").get("/cohorts").text


@pytest.fixture
def spoilt(world: World) -> World:
    """A world in which a complete loop beside a sound one has a blank for a name."""
    with session(make_engine(world.url)) as opened:
        whole = loops.loop_by_key(opened, world.keys["loop"])
        for name in ("Sound", "Spoilt"):
            loop = loops.create_loop(
                opened, whole.cohort, name, target="senior", policy="senior-loop"
            )
            mina = loops.assignments_of(opened, whole)[0].interviewer
            seat = loops.assign(opened, loop, mina, "behavioral")
            scorecards.submit(opened, seat, scorecard(label=name), 0, mina)
        changed = text("UPDATE loop SET candidate_name = ' ' WHERE candidate_name = 'Spoilt'")
        opened.connection().execute(changed)
    return world


def test_a_bad_loop_is_marked_and_the_lists_report_and_export_stand(
    spoilt: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    coach, cohort = spoilt.client("coach"), spoilt.keys["cohort"]
    listed = coach.get(f"/cohorts/{cohort}")
    assert (listed.status_code, listed.text.count("Can’t be read")) == (200, 1)
    with session(make_engine(spoilt.url)) as opened:
        opened.connection().execute(text("UPDATE snapshot SET body = '{}'"))
    assert coach.get(f"/cohorts/{cohort}").text.count("Can’t be read") == 2
    told = coach.get(f"/cohorts/{cohort}/report")
    assert (told.status_code, "1 loop left out that can’t be read" in told.text) == (200, True)
    with session(make_engine(spoilt.url)) as opened:
        opened.connection().execute(text("DELETE FROM release"))
        opened.connection().execute(text("DELETE FROM snapshot"))
    assert coach.get(f"/cohorts/{cohort}/report.pdf").status_code == 200
    monkeypatch.setenv("COMMITTEE_DATABASE_URL", spoilt.url)
    for name in ("all.json", "all.zip"):
        done = CliRunner().invoke(root, ["export", str(tmp_path / name)])
        assert done.exit_code == 0
        assert "Exported 2 loops" in done.stderr
        assert "candidate" in done.stderr
    checked = CliRunner().invoke(root, ["check"])
    assert checked.exit_code == 1
    assert "isn’t blank" in checked.stdout
