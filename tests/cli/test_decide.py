"""`committee decide` as a person at a terminal, or a program, meets it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from committee.assets import FIXTURES

ACER = FIXTURES / "scenarios" / "the-acer.toml"


def committee(*args, stdin=None):
    command = [sys.executable, "-c", "from committee.cli import main; main()", *map(str, args)]
    return subprocess.run(command, capture_output=True, input=stdin, timeout=60)


def lines(run):
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def test_a_folder_prints_one_object_a_line_for_files_of_both_formats():
    run = committee("decide", FIXTURES / "scenarios", "--json")
    files = sorted(p for p in (FIXTURES / "scenarios").iterdir())
    assert run.returncode == 0
    assert [line["file"] for line in lines(run)] == [str(path) for path in files]
    assert {path.suffix for path in files} == {".toml", ".json"}
    contract = {
        "verdict", "level", "target", "policy", "binding_rule", "because", "signals", "trace",
        "averaging",
    }  # fmt: skip
    assert all(contract <= set(line) for line in lines(run))


def test_standard_input_takes_toml_and_json_and_decides_alike(tmp_path):
    from committee.files.loops import loop_json, read_loop
    from committee.files.policies import load_ladder

    as_json = loop_json(read_loop(ACER, load_ladder())).encode()
    runs = [committee("decide", "-", "--json", stdin=t) for t in (ACER.read_bytes(), as_json)]
    first, second = (lines(run)[0] for run in runs)
    assert first == second
    assert first["verdict"] == "downlevel"


def test_another_target_and_another_policy_change_the_question():
    for extra, expected in {
        ("--target", "mid"): ("hire", "mid", "senior-loop"),
        ("--policy", "averaging"): ("hire", "senior", "averaging"),
    }.items():
        (line,) = lines(committee("decide", ACER, "--json", *extra))
        assert (line["verdict"], line["level"], line["policy"]) == expected


def test_a_bad_file_among_many_is_named_and_nothing_is_half_printed(tmp_path):
    good = ACER.read_text()
    for number in range(40):
        (tmp_path / f"{number:02}.toml").write_text(good)
    (tmp_path / "20.toml").write_text(good.replace("coding = 4.0", "coding = 4.5", 1))
    run = committee("decide", tmp_path, "--json")
    assert run.returncode == 2
    assert [Path(line["file"]).stem for line in lines(run)] == [
        f"{number:02}" for number in range(40) if number != 20
    ]
    message = run.stderr.decode()
    assert "20.toml, interview" in message
    assert "4.5" in message
    assert "at most 4" in message
    assert message.count("\n") == 1


def test_the_terminal_view_opens_with_the_outcome_and_its_sentence():
    shown = committee("decide", ACER).stdout.decode()
    assert "Daniel Brandt" in shown
    assert "Downlevel: offer at Mid" in shown
    assert shown.index("Downlevel: offer at Mid") < shown.index("Veto: scope below level")
    assert "A plain average (3.16 of 4) would hire at Senior." in shown


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["decide", "nowhere.toml"], ["nowhere.toml", "No such file"]),
        (["decide", ACER, "--policy", "senior-lop"], ["senior-lop", "“senior-loop”"]),
        (["decide", ACER, "--target", "below"], ["below", "mid, senior, staff, principal"]),
        (["decide", FIXTURES.parent / "committee"], ["no loop files"]),
        (["decide"], ["FILE"]),
        (["decide", ""], ["a file name is empty"]),
        (["decidee"], ["decidee"]),
    ],
)
def test_a_wrong_call_is_one_message_and_exit_code_2(args, told):
    run = committee(*args)
    message = run.stderr.decode()
    assert run.returncode == 2
    assert run.stdout == b""
    assert all(words in message for words in told)
    assert "Traceback" not in message


def test_output_that_cannot_be_written_is_one_message_and_exit_code_2():
    command = [sys.executable, "-c", "from committee.cli import main; main()", "decide", ACER]
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run([*command, "--json"], stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert run.returncode == 2
    assert run.stderr.decode() == "committee: output: No space left on device.\n"


def test_the_schema_that_is_printed_describes_what_is_written():
    schema = json.loads(committee("schema").stdout)
    assert schema["required"] == ["loop"]
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) == {"loop", "story", "interview"}


def test_policies_are_listed_with_what_they_stand_on():
    listed = json.loads(committee("policy", "list", "--json").stdout)["policies"]
    assert [policy["name"] for policy in listed] == [
        "senior-loop", "averaging", "bar-raiser", "consensus", "signal-areas", "unanimous",
    ]  # fmt: skip
    assert all(policy["sources"] for policy in listed)
