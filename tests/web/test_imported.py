"""A committee's packet goes to another installation: its loop, its decision, its own policy."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from committee import assets
from committee.cli import main, root
from committee.paper.attach_and_verify import opened
from committee.store.engine import make_engine, session
from committee.store.loops import cohorts, loops_in
from tests.packets import shown

from .conftest import World

LOOP = str(assets.FIXTURES / "scenarios" / "quarter-point.json")
"""Not hired by our senior-loop for its coding gate, which a lower gate lets through."""
POLICIES = {
    "ours": {},
    "otherwise": {"coding = { mid = 2.75, senior = 3.0": "coding = { mid = 2.5, senior = 2.5"},
    "own": {'name = "senior-loop"': 'name = "own-loop"', 'title = "Senior loop"': 'title = "Own"'},
}
KEEPS = "What was decided keeps it; what is decided here follows “Senior loop”."
NOTES = {
    "ours": [],
    "otherwise": [
        "1 decision was made by a “Senior loop” that isn’t the one here"
        f" (it has other gates). {KEEPS}"
    ],
    "own": [f"1 decision was made by “Own”, a policy that isn’t here. {KEEPS}"],
}


@pytest.fixture(scope="module")
def packets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The loop as a committee's edition, by each of the policies."""
    folder, made = tmp_path_factory.mktemp("packets"), {}
    shipped = (assets.POLICIES / "senior-loop.toml").read_text()
    for name, changes in POLICIES.items():
        text = shipped
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new)
        (folder / f"{name}.toml").write_text(text)
        made[name] = folder / f"{name}.pdf"
        run("sqlite://", "packet", LOOP, "-o", made[name], "--policy", folder / f"{name}.toml")
    return made


def run(database: str, *args: object) -> str:
    env = {"COMMITTEE_DATABASE_URL": database}
    result = CliRunner().invoke(root, [str(each) for each in args], env=env, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def exported(database: str) -> dict:
    [loop] = json.loads(run(database, "export", "-"))["loops"]
    return loop


@pytest.mark.parametrize("policy", POLICIES)
def test_a_packet_brings_its_decision_as_it_was_printed(
    packets: dict[str, Path], tmp_path: Path, policy: str
) -> None:
    database = f"sqlite:///{tmp_path / 'new.db'}"
    choice = ["--policy", "senior-loop"] if policy == "own" else []
    told = json.loads(run(database, "import", packets[policy], "--json", *choice))
    assert (told["new"]["loops"], told["new"]["decisions"]) == (1, 1)
    assert told["notes"] == NOTES[policy]
    loop = exported(database)
    [decision] = loop["decision"]
    frozen = json.loads(decision["snapshot"])
    decided = [each["verdict"] for each in (decision, frozen["decided"])]
    assert decided == ["hire" if policy == "otherwise" else "no_hire"] * 2
    assert (loop["policy"], decision["policy"]) == ("senior-loop", frozen["policy"]["name"])
    assert decision["sha256"][:12] in "".join(opened(packets[policy].read_bytes(), "").texts)
    assert "decided_by" not in decision


def test_what_came_from_paper_goes_on_as_it_is(packets: dict[str, Path], tmp_path: Path) -> None:
    first, second = (f"sqlite:///{tmp_path / name}.db" for name in ("first", "second"))
    run(first, "import", packets["otherwise"])
    run(first, "export", tmp_path / "all.zip")
    told = json.loads(run(second, "import", tmp_path / "all.zip", "--json"))
    assert told["notes"] == NOTES["otherwise"]
    assert exported(second) == exported(first)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ([], "found the policy “own-loop”"),
        ([], "choose the one to file it under with --policy NAME"),
        (["--policy", "senior-lop"], "--policy: found the policy “senior-lop”"),
    ],
)
def test_a_policy_that_is_not_here_has_to_be_replaced_by_name(
    packets: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    args: list[str],
    says: str,
) -> None:
    monkeypatch.setenv("COMMITTEE_DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")
    with pytest.raises(SystemExit) as left:
        main(["import", str(packets["own"]), *args])
    assert left.value.code == 2
    assert says in capsys.readouterr().err


def test_the_loops_page_shows_it_beside_what_our_policy_says(
    packets: dict[str, Path], world: World
) -> None:
    run(world.url, "import", packets["otherwise"])
    engine = make_engine(world.url)
    with session(engine, reads_only=True) as opened:
        [group] = [each for each in cohorts(opened) if each.name == "Imported packets"]
        [loop] = loops_in(opened, group)
    engine.dispose()
    coach = world.client("coach")
    page = shown(coach.get(f"/loops/{loop.key}").text)
    assert "by whom isn’t known; by its own policy, Senior loop" in page
    decided = shown(coach.get(f"/loops/{loop.key}/decisions/1").text)
    assert "Hire at Senior" in decided
    assert "Hire at Senior" in page
    assert "No hire" in page
