"""Exchange: out, into an empty installation, and out again is the same; else nothing comes in."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from committee.assets import FIXTURES
from committee.cli import root
from committee.domain.case import case_of
from committee.files.loops import loop_data, loop_json, loops_under, packet_of, read_loop
from committee.files.policies import load_ladder, load_policy
from committee.files.rubrics import load_rubric
from committee.files.snapshot import freeze
from committee.store import decisions, loops, people, scorecards, stories
from committee.store.engine import make_engine, session
from committee.store.importing import bring_in
from committee.store.schema import check, migrate
from committee.synth import cohort

TYPED = "=HYPERLINK(\"http://x\") 'quoted', a comma; «Ж» 😀\n+2nd line"


def packets() -> list[Any]:
    files = loops_under([FIXTURES / "scenarios"])[::3]
    return [*(read_loop(path, load_ladder()) for path in files), *cohort(5, 3)]


def as_exchange(number: int, packet: Any) -> dict[str, Any]:
    name = f"Cohort {number % 3}"
    return {"id": f"loop-{number}", "cohort": name, "policy": "senior-loop", **loop_data(packet)}


def decide_all(opened: Any) -> None:
    """Freeze two decisions of every second loop, by somebody with an account; release one."""
    coach = people.create_person(opened, "coach@example.org", "Ines", coach=True)
    for number, packet in enumerate(packets()):
        if number % 2:
            case = case_of(packet, load_policy())
            loop = loops.loop_by_key(opened, f"loop-{number}")
            decided = {
                "body": freeze(case_of(packet, load_policy()), load_rubric()).text,
                "policy": "senior-loop",
                "verdict": case.verdict,
                "level": case.level,
                "by": coach,
            }
            first, _ = (decisions.freeze(opened, loop, loop.version, **decided) for _ in "12")
            decisions.release(opened, loop, first, coach)


def fill(url: str) -> None:
    """Scenarios and made-up loops, every second one decided; one scorecard still a draft."""
    engine = make_engine(url)
    with session(engine) as opened:
        bring_in(opened, [as_exchange(n, packet) for n, packet in enumerate(packets())])
        decide_all(opened)
        loop = loops.loop_by_key(opened, "loop-0")
        mina = people.create_person(opened, "mina@example.org", "Mina")
        draft = loops.assign(opened, loop, mina, "behavioral", label="draft")
        scorecards.save_draft(opened, draft, {"note": "CANARY draft"}, 0)
        odd = loops.assign(opened, loop, mina, "behavioral", label="odd", bar_raiser=True)
        piece = {
            "id": "odd1",
            "dimension": "scope",
            "quote": TYPED,
            "polarity": "for",
            "minute": 1.5,
        }
        wanted = {"next_level": {"scope": TYPED}}
        card = {"evidence": [piece], "reads": {"scope": "mid"}, "note": TYPED, **wanted}
        scorecards.submit(opened, odd, {**card, "form": {"text": "CANARY typed"}}, 0, mina)
        again = {**card, "evidence": [{**piece, "id": "odd2"}]}
        scorecards.submit(opened, odd, again, 1, mina, "CANARY said more")
        back = loops.assign(opened, loop, mina, "behavioral", label="back")
        sent = {"evidence": [{**piece, "id": "back1"}], "reads": {"scope": "mid"}}
        scorecards.submit(opened, back, sent, 0, mina)
        scorecards.hand_back(opened, back, "=Whose idea; was it?")
        scorecards.save_draft(opened, back, {**sent, "note": "CANARY since"}, 1)
        ana = people.create_person(opened, "ana@example.org", "Ana")
        values = {"title": "=1+1", "values": ["Dive Deep; then think"], "action": "CANARY prep"}
        stories.save_story(opened, ana, "s", values)
        loops.set_candidate(opened, loop, ana)
        loops.share_bank(opened, loop)
    engine.dispose()


@pytest.fixture
def full(url: str) -> str:
    fill(url)
    return url


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of an export, for tests that only read it."""
    address = f"sqlite:///{tmp_path_factory.mktemp('full') / 'full.db'}"
    migrate(address)
    fill(address)
    return run(address, "export", "-")[1]


def run(address: str, *args: str, given: str | None = None) -> tuple[int, str]:
    env = {"COMMITTEE_DATABASE_URL": address}
    result = CliRunner().invoke(root, args, env=env, input=given, catch_exceptions=True)
    if result.exception and not isinstance(result.exception, SystemExit):
        return 2, str(result.exception)
    return result.exit_code, result.stdout


@pytest.mark.parametrize("name", ["all.json", "all.zip"])
def test_out_and_in_and_out_again_is_equal(
    full: str, make_database: Callable[[], str], tmp_path: Path, name: str
) -> None:
    first, second = tmp_path / f"1{name}", tmp_path / f"2{name}"
    assert run(full, "export", str(first))[0] == 0
    empty = make_database()
    code, said = run(empty, "import", str(first), "--json")
    new = json.loads(said)["new"]
    assert (code, new["loops"], new["cohorts"]) == (0, len(packets()), 3)
    assert run(empty, "export", str(second))[0] == 0
    assert first.read_bytes() == second.read_bytes()
    assert check(empty) == []


def test_both_forms_hold_the_same(
    full: str, make_database: Callable[[], str], tmp_path: Path
) -> None:
    run(full, "export", str(tmp_path / "all.zip"))
    empty = make_database()
    assert run(empty, "import", str(tmp_path / "all.zip"))[0] == 0
    assert run(empty, "export", "-") == run(full, "export", "-")


def test_what_was_exported_decides_as_it_was_decided(exported: str) -> None:
    loops_out = [each for each in json.loads(exported)["loops"] if each.get("decision")]
    assert len(loops_out) == len(packets()) // 2
    for each in loops_out:
        for entry in each["interview"]:
            del entry["interviewer_email"]
        data = {part: each[part] for part in ("loop", "story", "interview") if part in each}
        again = case_of(packet_of(data, each["id"], load_ladder()), load_policy())
        assert [each["number"] for each in each["decision"]] == [1, 2]
        for frozen in each["decision"]:
            assert (frozen["verdict"], frozen.get("level")) == (again.verdict, again.level)


def test_no_draft_and_no_preparation_leaves(full: str, tmp_path: Path) -> None:
    run(full, "export", str(tmp_path / "all.zip"))
    with ZipFile(tmp_path / "all.zip") as archive:
        tables = "".join(archive.read(name).decode() for name in archive.namelist())
    for text in (tables, run(full, "export", "-")[1]):
        assert "CANARY" not in text
        assert "HYPERLINK" in text


def test_no_cell_runs_in_a_spreadsheet(full: str, tmp_path: Path) -> None:
    run(full, "export", str(tmp_path / "all.zip"))
    with ZipFile(tmp_path / "all.zip") as archive:
        texts = [archive.read(name).decode() for name in archive.namelist()]
    cells = [c for t in texts for row in csv.reader(io.StringIO(t, newline="")) for c in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)


def test_a_dry_run_says_the_same_and_changes_nothing(
    full: str, make_database: Callable[[], str], tmp_path: Path
) -> None:
    run(full, "export", str(tmp_path / "all.json"))
    empty = make_database()
    dry = json.loads(run(empty, "import", str(tmp_path / "all.json"), "--dry-run", "--json")[1])
    assert check(empty)[0].startswith("the schema is at nothing")
    wet = json.loads(run(empty, "import", str(tmp_path / "all.json"), "--json")[1])
    assert dry["new"] == wet["new"]


def test_one_loop_that_is_here_already_keeps_all_out(full: str, tmp_path: Path) -> None:
    before = run(full, "export", "-")
    data = json.loads(before[1])
    data["loops"] = [{**data["loops"][0], "id": "new"}, data["loops"][1]]
    code, said = run(full, "import", "-", given=json.dumps(data))
    assert code == 2
    assert "“loop-1” (" in said
    assert "is here already" in said
    assert run(full, "export", "-") == before


def test_what_was_handed_back_comes_in_handed_back(
    full: str, make_database: Callable[[], str], tmp_path: Path
) -> None:
    run(full, "export", str(tmp_path / "all.zip"))
    empty = make_database()
    assert run(empty, "import", str(tmp_path / "all.zip"))[0] == 0
    engine = make_engine(empty)
    with session(engine, reads_only=True) as opened:
        seats = loops.assignments_of(opened, loops.loop_by_key(opened, "loop-0"))
        [back] = [seat for seat in seats if seat.label == "back"]
        sent = scorecards.latest(opened, back)
    engine.dispose()
    assert (back.state, back.hand_back_reason) == ("handed_back", "=Whose idea; was it?")
    assert sent
    assert [piece["id"] for piece in sent.body["evidence"]] == ["back1"]


LOOP_FILE = FIXTURES / "scenarios" / "the-acer.toml"


def test_a_loop_file_comes_in_by_itself_and_once(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'x.db'}"
    code, said = run(address, "import", str(LOOP_FILE), "--json", "--policy", "unanimous")
    assert (code, json.loads(said)["new"]["loops"]) == (0, 1)
    [loop] = json.loads(run(address, "export", "-")[1])["loops"]
    assert (loop["cohort"], loop["policy"]) == ("Imported loops", "unanimous")
    for given in (LOOP_FILE.read_text(), loop_json(read_loop(LOOP_FILE, load_ladder()))):
        code, said = run(address, "import", "-", given=given)
        assert (code, "is here already" in said) == (2, True)
    code, said = run(address, "import", "-", given=LOOP_FILE.read_text().replace("scope", "skope"))
    assert (code, "skope" in said) == (2, True)


def test_a_folder_of_loop_files_comes_in_whole_or_not_at_all(tmp_path: Path) -> None:
    address, folder = f"sqlite:///{tmp_path / 'x.db'}", tmp_path / "loops"
    folder.mkdir()
    code, said = run(address, "import", str(folder), "--dry-run")
    assert (code, "holds no loop files" in said) == (2, True)
    for name in ("the-acer", "legible-senior"):
        text = (FIXTURES / "scenarios" / f"{name}.toml").read_text()
        (folder / f"{name}.toml").write_text(text)
    (folder / "notes.txt").write_text("Not a loop.")
    (folder / "z.toml").write_text("[loop]\ncandidate = 7\n")
    code, said = run(address, "import", str(folder))
    assert (code, "z.toml" in said) == (2, True)
    (folder / "z.toml").unlink()
    code, said = run(address, "import", str(folder), "--json")
    assert (code, json.loads(said)["new"]["loops"]) == (0, 2)


def changed(data: dict[str, Any], path: str, value: Any) -> str:
    *parts, last = [int(part) if part.isdigit() else part for part in path.split("/")]
    place: Any = data
    for part in parts:
        place = place[part]
    place[last] = value
    return json.dumps(data)


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("loops/1/policy", "senior-lop", "Did you mean “senior-loop”?"),
        ("loops/1/loop/target", "below", "found the target “below”"),
        ("loops/1/decision/0/snapshot", "{}", "isn’t what was frozen"),
        ("loops/1/decision/0/number", 2, "isn’t what was frozen"),
        ("loops/1/decision/0/decided_at", "2026-01-01T10:00:00", "decided_at"),
        ("loops/2/id", "loop-1", "given to more than one loop"),
        ("loops/1/interview/0/evidence/0/story", "nowhere", "isn’t in this loop’s story bank"),
        ("loops/1/colour", "red", "the key “colour” is unknown"),
        ("version", 2, "needs a newer Committee"),
        ("loops/1/interview/0/handed_back", "Why?", "submitted and handed back at once"),
    ],
)
def test_an_unsound_file_is_refused_with_its_place(
    exported: str, tmp_path: Path, path: str, value: Any, says: str
) -> None:
    data = json.loads(exported)
    empty = f"sqlite:///{tmp_path / 'empty.db'}"
    code, said = run(empty, "import", "-", given=changed(data, path, value))
    assert code == 2
    assert says in said
    assert "standard input" in said


LOOPS = "id,cohort,policy,candidate,target\n1,Spring,senior-loop,R. Okafor,senior\n"
INTERVIEWS = (
    "loop,id,kind,interviewer,scope,coding\n1,b1,behavioral,Mina,mid,\n1,c1,coding,Tariq,,3.5\n"
)
EVIDENCE = "loop,interview,id,dimension,polarity,quote\n1,b1,e1,scope,for,I chose the store.\n"


def folder(path: Path, **tables: str) -> str:
    for name, text in tables.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8-sig")
    return str(path)


def test_scorecards_of_an_applicant_tracking_system_come_in(url: str, tmp_path: Path) -> None:
    place = folder(tmp_path, loops=LOOPS, interviews=INTERVIEWS, evidence=EVIDENCE)
    assert run(url, "import", place)[0] == 0
    [loop] = json.loads(run(url, "export", "-")[1])["loops"]
    assert loop["interview"][0]["evidence"] == [
        {"id": "e1", "dimension": "scope", "quote": "I chose the store.", "polarity": "for"}
    ]
    assert loop["interview"][1]["scores"] == {"coding": 3.5}
    assert loop["interview"][1]["interviewer_email"] == "tariq@imported.invalid"


def imported(place: Path, *args: str) -> tuple[dict[str, Any], Any]:
    """What an import into an empty database said, and the loops that are there then."""
    address = f"sqlite:///{place.parent / place.name}.db"
    code, said = run(address, "import", str(place), "--json", *args)
    assert code == 0, said
    there = json.loads(run(address, "export", "-")[1])["loops"]
    return json.loads(said), [{**loop, "cohort_id": "made here"} for loop in there]


@pytest.mark.parametrize(("mark", "score"), [(",", "3.5"), (";", "3,5"), ("\t", "3,5")])
def test_tables_are_read_however_they_are_parted_and_spelt(
    tmp_path: Path, mark: str, score: str
) -> None:
    tables = {"loops": LOOPS, "interviews": INTERVIEWS, "evidence": EVIDENCE}
    tables["interviews"] = INTERVIEWS.replace("coding\n", "coding,bar_raiser\n")
    tables["interviews"] = tables["interviews"].replace("mid,", "mid,,yes")
    (tmp_path / "plain").mkdir()
    folder(tmp_path / "plain", **tables)

    def spelt(text: str) -> str:
        heading, rest = text.replace("yes", "TRUE").split("\n", 1)
        parted = f"{heading.replace('_', ' ').upper()}\r\n{rest}".replace(",", mark)
        return parted.replace("3.5", score)

    (tmp_path / "odd").mkdir()
    folder(tmp_path / "odd", **{name.title(): spelt(text) for name, text in tables.items()})
    assert imported(tmp_path / "odd") == imported(tmp_path / "plain")


def test_what_is_unknown_is_left_out_where_that_is_asked_for(tmp_path: Path) -> None:
    for name in ("plain", "more"):
        (tmp_path / name).mkdir()
    folder(tmp_path / "plain", loops=LOOPS)
    more = LOOPS.replace("id,", "id,stage,source,").replace("1,", "1,onsite,=1+1,")
    folder(tmp_path / "more", loops=more, scorecards="a,b\n1,2\n")
    told, loops_in = imported(tmp_path / "more", "--ignore-unknown")
    place = tmp_path / "more"
    assert told["notes"] == [
        f"{place}: ignored table “scorecards”.",
        f"{place}, loops.csv: ignored column “stage”, “source”.",
    ]
    assert loops_in == imported(tmp_path / "plain")[1]


def test_one_table_alone_is_told_where_the_others_belong(tmp_path: Path) -> None:
    folder(tmp_path, loops=LOOPS)
    code, said = run(f"sqlite:///{tmp_path / 'x.db'}", "import", str(tmp_path / "loops.csv"))
    assert (code, "Name the folder that it is in" in said) == (2, True)


@pytest.mark.parametrize(
    ("tables", "says"),
    [
        ({"interviews": INTERVIEWS}, "there are no loops"),
        ({"loops": LOOPS.replace("policy", "polcy")}, "Did you mean “policy”?"),
        (
            {"loops": LOOPS, "evidence": EVIDENCE},
            "evidence.csv, row 2: this row is of the interview “1 b1”",
        ),
        ({"loops": LOOPS, "interviews": INTERVIEWS.replace("3.5", "good")}, "row 3, coding"),
        ({"loops": LOOPS + "2,a,b,c,d,e\n"}, "6 cells stand under 5 headings"),
        ({"loops": LOOPS + '"2'}, "this is not CSV"),
        (
            {"loops": LOOPS.replace("target", "stage").replace("id,", "owner,")},
            "found the column “owner”, and “stage”. Expected one of id, cohort",
        ),
        ({"loops": LOOPS.replace(",", "|")}, "commas, semicolons or tabs part them"),
        ({"loops": LOOPS.replace("cohort", "ID")}, "the column “id” stands there more than once"),
        ({"loops": LOOPS, "interview": INTERVIEWS}, "found the table “interview”"),
        (
            {"loops": "id,cohort,policy,candidate,target,held_on\n1,S,unanimous,R,mid,3/12/2026\n"},
            "loops.csv, row 2, held_on: found “3/12/2026”. Expected a day as year, month and day",
        ),
        ({"loops": LOOPS.replace(",senior\n", ",zzz\n")}, "loops.csv, row 2, target: found the"),
        (
            {"loops": LOOPS.replace("senior-loop", "x")},
            "loops.csv, row 2, policy: found the policy",
        ),
        ({"loops": LOOPS + LOOPS.splitlines()[1]}, "loops.csv, row 3: this id is given to more"),
        (
            {"loops": LOOPS, "interviews": INTERVIEWS.replace("mid,", "middle,")},
            "interviews.csv, row 2, scope: found the level “middle”",
        ),
        (
            {"loops": LOOPS, "interviews": INTERVIEWS.replace("3.5", "5")},
            "interviews.csv, row 3, coding: found 5.0. Expected at most 4.0",
        ),
        (
            {"loops": LOOPS, "interviews": INTERVIEWS.replace("c1", "b1")},
            "interviews.csv, row 3: the id “b1” is given to more than one interview",
        ),
        (
            {"loops": LOOPS, "interviews": INTERVIEWS, "evidence": EVIDENCE.replace("for", "so")},
            "evidence.csv, row 2, polarity: found the word “so”",
        ),
        (
            {"loops": LOOPS, "interviews": INTERVIEWS, "evidence": EVIDENCE.replace("e,f", "e,,f")},
            "7 cells stand under 6 headings",
        ),
        ({"loops": LOOPS + "2,Spring,senior-loop,\x00,senior\n"}, "a NUL character"),
    ],
)
def test_unsound_tables_are_refused_with_their_place(
    tmp_path: Path, tables: dict[str, str], says: str
) -> None:
    address = f"sqlite:///{tmp_path / 'x.db'}"
    code, said = run(address, "import", folder(tmp_path, **tables))
    assert code == 2
    assert says in said
