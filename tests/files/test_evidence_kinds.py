"""Quote, paraphrase, observation: only words that were said stand in quotation marks."""

import pytest

from committee.domain.advice import before_next_loop
from committee.domain.packet import EVIDENCE_KINDS
from committee.errors import FileError
from committee.files.loops import loop_toml, parse_loop
from committee.files.policies import load_policy
from committee.paper.render import render
from tests.packets import RUBRIC, behavioral, decided, loop, piece, printed, view_of

LADDER = load_policy().ladder
SAID, TOLD, SEEN = (
    "I moved the cut-over.",
    "She moved the cut-over.",
    "Drew the seam before anything.",
)
LOOP = """\
[loop]
candidate = "R. Okafor"
target = "senior"

[[interview]]
id = "b1"
kind = "behavioral"
interviewer = "Mina"
reads = { scope = "senior" }
"""
PIECE = """
[[interview.evidence]]
id = "e%d"
dimension = "scope"
quote = "%s"
polarity = "for"
"""


def packet():
    pieces = "".join(PIECE % each for each in enumerate((SAID, TOLD, SEEN), 1))
    told = pieces.replace(TOLD + '"', TOLD + '"\nkind = "paraphrase"')
    return parse_loop(
        LOOP + told.replace(SEEN + '"', SEEN + '"\nkind = "observation"'), "a loop", LADDER
    )


def test_a_loop_file_carries_the_kind_and_a_quote_need_not_say_it():
    read = packet()
    assert [piece.kind for _, piece in read.evidence] == list(EVIDENCE_KINDS)
    assert parse_loop(loop_toml(read), "again", LADDER) == read
    assert loop_toml(read).count("kind =") == 3  # The interview's, and two pieces'.


def test_another_kind_is_refused():
    text = loop_toml(packet()).replace('"paraphrase"', '"hearsay"')
    with pytest.raises(FileError, match=r"paraphrase.*observation"):
        parse_loop(text, "a loop", LADDER)


@pytest.mark.parametrize("edition", ["committee", "candidate"])
def test_only_words_that_were_said_stand_in_quotation_marks(edition):
    text = printed(render(view_of(packet(), edition)))
    assert f"“{SAID}”" in text
    for words, kind in ((TOLD, "paraphrase"), (SEEN, "observation")):
        assert words in text
        assert f"“{words}" not in text
        assert f"· {kind}" in text


def test_we_and_i_are_counted_in_words_that_were_said_alone():
    told = loop(
        behavioral(
            "b1",
            "Mina",
            [
                piece("e1", quote="We moved it, and we held it.", traps=["we"]),
                piece("e2", quote="We did all of it.", traps=["we"], kind="paraphrase"),
            ],
            scope="senior",
        )
    )
    (line,) = (each for each in before_next_loop(decided(told), RUBRIC) if each.topic == "we")
    assert (line.we, line.i) == (2, 0)
