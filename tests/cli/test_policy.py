"""`committee policy show`."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from committee.cli import main
from committee.files.loops import loop_data, read_loop
from committee.files.policies import load_policy, shipped_policies
from committee.files.rubrics import load_rubric
from committee.present.policy.policy_page import policy_doc


def ran(*args: str) -> int:
    with pytest.raises(SystemExit) as done:
        main(args)
    assert isinstance(done.value.code, int)
    return done.value.code


@pytest.mark.parametrize("name", shipped_policies())
def test_the_terminal_shows_every_rule(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ran("policy", "show", name) == 0
    shown = " ".join(capsys.readouterr().out.split())
    doc = policy_doc(load_policy(name), load_rubric())
    for sentence in (*doc.adding_up, *doc.offers, *(veto.fires for veto in doc.vetoes)):
        assert sentence in shown
    for needs in (doc.sufficiency, doc.gates, doc.bars):
        for row, cells in needs.rows if needs else ():
            assert " ".join((row, *cells)) in shown


def test_json_is_the_same_page_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert ran("policy", "show", "consensus", "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    doc = policy_doc(load_policy("consensus"), load_rubric())
    assert shown == json.loads(json.dumps(asdict(doc)))


def test_an_unknown_policy_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert ran("policy", "show", "consenus") == 2
    assert "Did you mean “consensus”?" in capsys.readouterr().err


def test_the_packets_that_break_a_law_are_written_and_decided_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran("policy", "check", "averaging", "--packets", str(tmp_path), "--json") == 0
    holds = json.loads(capsys.readouterr().out)["holds"]
    policy = load_policy("averaging")
    broken = {law: found for law, found in holds.items() if found is not True}
    assert {law: found["on_purpose"] for law, found in broken.items()} == policy.breaks

    for law, found in broken.items():
        for number, told in enumerate(found["packets"], start=1):
            path = tmp_path / f"{law}-{number}.toml"
            assert loop_data(read_loop(path, policy.ladder)) == told["loop"]
            assert ran("decide", str(path), "--policy", "averaging", "--json") == 0
            decided = json.loads(capsys.readouterr().out)
            assert (decided["verdict"], decided["level"]) == (told["verdict"], told["level"])


def test_a_folder_that_takes_no_packets_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("a file")
    assert ran("policy", "check", "averaging", "--packets", str(tmp_path / "taken" / "in")) == 2
    assert "Choose a folder that you may write to." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[mean]\nbar = 3\nat_target = 1000000000000000000000\n", "mean, at_target"),
        ("[mean]\nbar = 3\nleast = 4\nmost = 4\n", "points go from 4 to 4"),
        (
            "[ladder]\n"
            + "".join(f'[[ladder.level]]\nid = "l{n}"\nname = "L{n}"\n' for n in range(21)),
            "ladder, level: found a list of 21. Expected at most 20 entries.",
        ),
        (
            "[ladder]\n"
            + "".join(f'[[ladder.level]]\nid = "l{n}"\nname = "Same"\n' for n in range(2)),
            "two levels are called “Same”",
        ),
        (
            '[ladder]\n[[ladder.level]]\nid = "no_signal"\nname = "N"\ntarget = false\n'
            '[[ladder.level]]\nid = "l"\nname = "L"\n',
            "is called like no read",
        ),
    ],
    ids=["points without end", "no points between", "a tall ladder", "two of a name", "reserved"],
)
def test_odd_policies_are_refused_in_a_reader_s_words(tmp_path, capsys, text, told) -> None:
    file = tmp_path / "odd.toml"
    head = 'name = "odd"\nversion = 1\ntitle = "Odd"\nsummary = "Odd."\n'
    file.write_text(head + text, "utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["policy", "check", str(file)])
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    said = " ".join(err.split())
    assert told in said
    assert "function-" not in said
