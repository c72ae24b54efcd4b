"""Loop files: read strictly, refused with place and remedy, written back without loss."""

import json
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from committee.assets import FIXTURES
from committee.errors import FileError
from committee.files.loops import (
    loop_json,
    loop_toml,
    loops_under,
    packet_of,
    parse_loop,
    read_loop,
)
from committee.files.policies import load_ladder
from tests.loops import loops

LADDER = load_ladder()
LOOP = """
[loop]
candidate = "R. Okafor"
target = "senior"
held_on = 2026-03-12

[[story]]
id = "ledger"
title = "Moved the ledger store"

[[interview]]
id = "b1"
kind = "behavioral"
interviewer = "Mina"

[interview.reads]
scope = "mid"

[[interview.evidence]]
id = "e1"
dimension = "scope"
quote = "We moved the ledger to the new store."
polarity = "against"
story = "ledger"

[[interview]]
id = "c1"
kind = "coding"
interviewer = "Tomasz"

[interview.scores]
coding = 3.5
"""


def refusal(text, format_=None):
    with pytest.raises(FileError) as caught:
        parse_loop(text, "okafor.toml", LADDER, format_)
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('target = "senior"', 'target = "seniour"', ["loop, target", "seniour", "“senior”"]),
        ('target = "senior"', 'target = "below"', ["loop, target", "mid, senior, staff"]),
        ('scope = "mid"', 'scope = "high"', ["interview 1 (“b1”), reads, scope", "high"]),
        ('scope = "mid"', 'coding = "mid"', ["interview 1 (“b1”), reads", "coding isn’t rated"]),
        ("coding = 3.5", "coding = 4.5", ["interview 2 (“c1”), scores, coding", "4.5", "4"]),
        ("coding = 3.5", "coding = nan", ["scores, coding", "finite"]),
        ("coding = 3.5", "coding = true", ["scores, coding", "True"]),
        ("coding = 3.5", "scope = 3.5", ["scores", "scope isn’t rated", "takes coding"]),
        ('id = "c1"', 'id = "b1"', ["interview 2", "“b1” is given to more than one"]),
        ('story = "ledger"', 'story = "leger"', ["evidence 1 (“e1”), story", "ledger"]),
        ('polarity = "against"', 'polarity = "neutral"', ["polarity", "for, against"]),
        ('quote = "We moved the ledger to the new store."', 'quote = "  "', ["quote", "blank"]),
        ('polarity = "against"\n', "", ["evidence 1 (“e1”), polarity", "missing"]),
        ('polarity = "against"', 'colour = "red"', ["“colour” is unknown", "Known keys"]),
        ('candidate = "R.', 'candidat = "R.', ["candidat", "Did you mean “candidate”?"]),
        ('dimension = "scope"', 'dimension = "coding"', ["dimension", "coding isn’t rated"]),
        ("held_on = 2026-03-12", 'held_on = "12 March"', ["held_on", "12 March"]),
        ('quote = "We', 'quote = "\\u0000We', ["evidence[1].quote", "NUL", "Delete"]),
        ('quote = "We', 'quote = "\\u202EWe', ["writing direction", "U+202E"]),
        ('quote = "We', 'quote = "\u202eWe', ["writing direction", "U+202E"]),
        ('quote = "We', 'quote = "\\bWe', ["evidence[1].quote", "control character", "U+0008"]),
        ('quote = "We', 'quote = "\\U0000202EWe', ["writing direction", "U+202E"]),
        ('quote = "We', 'quote = "\\uD800We', ["TOML", "line"]),
        ('quote = "We', 'quote = "\x00We', ["TOML", "line"]),
        ('quote = "We', "quote = We", ["TOML", "line 22"]),
        ('id = "b1"', 'id = "b1"\nid = "b2"', ["TOML", "line 13"]),
    ],
)
def test_a_fault_is_told_with_file_place_and_remedy(old, new, told):
    assert old in LOOP
    message = refusal(LOOP.replace(old, new, 1))
    assert message.startswith("okafor.toml")
    for words in told:
        assert words in message


def test_evidence_ids_are_unique_across_interviews():
    extra = '[[interview.evidence]]\nid = "e1"\ndimension = "coding"\npolarity = "for"\n'
    message = refusal(LOOP + extra + 'quote = "I wrote the test first."')
    assert "interview 2 (“c1”), evidence 1" in message
    assert "“e1” is given to more than one evidence" in message


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the file is empty"),
        (" \n\t ", "the file is empty"),
        ("{", "not valid JSON"),
        ("[1]", "the key “1” is unknown"),
        ('{"loop": {"target": "senior", "target": "mid"}}', "“target”|'target' stands twice"),
        ('{"loop": {"candidate": "\\ud800", "target": "senior"}}', "half of a surrogate pair"),
        ('{"loop": {"candidate": "R", "target": "senior"}, "story": NaN}', "NaN is not a number"),
        ('{"loop":' + "[" * 100_000, "nested too deeply"),
        ("a = " + "[" * 100_000, "nested too deeply"),
        ("a" + ".a" * 50_000 + " = 1", "nested too deeply"),
        ("x = {\"a\" . 'b'" + ". a" * 50_000 + " = 1}", "nested too deeply"),
        ('{"loop": 3}', "found 3. Expected a table"),
        ("loop = 0x" + "f" * 5_000, "a whole number of 20,000 bits. Expected a table"),
        ('{"loop": {"candidate": "R", "target": "senior", "held_on": "20260312"}}', "2026-03-12."),
    ],
)
def test_texts_that_are_no_loop_at_all(text, told):
    message = refusal(text)
    assert any(words in message for words in told.split("|"))
    assert "okafor.toml" in message


def test_a_file_of_five_megabytes_is_refused_unread(tmp_path):
    path = tmp_path / "huge.toml"
    path.write_text(LOOP + "# " + "x" * 5_000_000)
    with pytest.raises(FileError, match=r"huge\.toml: the file has 5\.0 MB"):
        read_loop(path, LADDER)


def test_bytes_that_are_not_utf8_are_named_with_their_line(tmp_path):
    path = tmp_path / "latin.toml"
    path.write_bytes(LOOP.replace("Mina", "Zoé").encode("latin-1"))
    with pytest.raises(FileError, match=r"line 14: byte 0xe9 is not UTF-8"):
        read_loop(path, LADDER)


def test_what_has_no_end_and_what_nobody_writes_to_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    for path, told in {
        tmp_path / "pipe.toml": "this is a pipe or a device",
        Path("/dev/zero"): "this is a pipe or a device",
        tmp_path / f"{'x' * 5000}.toml": "File name too long",
    }.items():
        (found,) = loops_under([path])
        with pytest.raises(FileError, match=told):
            read_loop(found, LADDER)


def test_a_nul_is_named_with_its_line_and_so_is_utf_16_without_a_mark(tmp_path):
    path = tmp_path / "odd.toml"
    for raw, line in {
        LOOP.replace("Mina", "Mi\0na").encode(): 14,
        LOOP.encode("utf-16-le"): 2,
    }.items():
        path.write_bytes(raw)
        with pytest.raises(FileError, match=rf"odd\.toml, line {line}: the text has a NUL"):
            read_loop(path, LADDER)


@settings(max_examples=120, deadline=None)
@given(loops())
def test_a_loop_written_and_read_again_is_the_same_packet(loop):
    packet = packet_of(loop, "a loop", LADDER)
    assert parse_loop(loop_toml(packet), "written.toml", LADDER) == packet
    assert parse_loop(loop_json(packet), "written.json", LADDER) == packet


def test_every_scenario_is_written_back_without_loss():
    for path in sorted((FIXTURES / "scenarios").iterdir()):
        packet = read_loop(path, LADDER)
        assert parse_loop(loop_toml(packet), path.name, LADDER, "toml") == packet
        assert parse_loop(loop_json(packet), path.name, LADDER, "json") == packet


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda b: b.decode("latin-1")))
def test_any_text_is_read_or_refused_in_one_printable_line(text):
    for format_ in ("toml", "json"):
        message = refusal(text, format_)
        assert message.isprintable()


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(["loop", "story", "interview"]), json_values)
def test_any_structure_is_read_or_refused(key, value):
    head = {"loop": {"candidate": "R. Okafor", "target": "senior"}}
    with suppress(FileError):
        parse_loop(json.dumps({**head, key: value}), "okafor.json", LADDER, "json")
