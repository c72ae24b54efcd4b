"""Transcripts as meeting tools write them, who speaks in them, and `committee signals`."""

import io
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from committee.cli import main
from committee.errors import CommitteeError, FileError
from committee.files.transcripts import parse_transcript
from committee.present.form.form_hints import how_often_right
from committee.speech.conversation import Cue, find_answers
from committee.speech.interview import read_interview
from committee.speech.measured_accuracy import accuracy
from committee.speech.who_is_the_candidate import find_candidate

TRANSCRIPTS = Path(__file__).parents[2] / "fixtures" / "transcripts"


def cues(text, where="talk"):
    return list(parse_transcript(text.encode(), where))


def run(args, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["signals", *args])
    printed = capsys.readouterr()
    return ended.value.code, printed.out, printed.err


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "WEBVTT\n\nid/1-0\n00:00:01.000 --> 00:00:02.500\n<v Zoë O'Brien>Hi &amp;\nbye</v>\n",
            [Cue("Zoë O'Brien", "Hi &\nbye", 1.0, 2.5)],
        ),
        (
            "\ufeffWEBVTT\r\n\r\n1\r\n01:02.000 --> 01:03.000 align:start\r\nMina: Hi: you\r\n",
            [Cue("Mina", "Hi: you", 62.0, 63.0)],
        ),
        (
            "WEBVTT\n\nNOTE a\nb\n\nSTYLE\n::cue { color: red }\n\n00:01.000 --> 00:02.000\nHi\n",
            [Cue("", "Hi", 1.0, 2.0)],
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Jo>One</v><v Bo>Two</v>\n",
            [Cue("Jo", "One", 1.0, 2.0), Cue("Bo", "Two", 1.0, 2.0)],
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Jo>Result: it broke</v>\n",
            [Cue("Jo", "Result: it broke", 1.0, 2.0)],
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\nJo: One\nBo: Two\n",
            [Cue("Jo", "One", 1.0, 2.0), Cue("Bo", "Two", 1.0, 2.0)],
        ),
        (
            "1\n00:00:01,000 --> 00:00:02,000\nJo: <i>Hi</i>\n\n"
            "2\n00:00:02,000 --> 00:00:03,000\nyou\n",
            [Cue("Jo", "Hi", 1.0, 2.0), Cue("", "you", 2.0, 3.0)],
        ),
        (
            "Heading\n\nJo: Hi\nthere\n田中: はい\n",
            [Cue("Jo", "Hi\nthere"), Cue("田中", "はい")],
        ),
        (
            "[00:00:01] Jo: Hi\n[00:01:05] Bo: Yes\n",
            [Cue("Jo", "Hi", 1.0, 65.0), Cue("Bo", "Yes", 65.0)],
        ),
        (
            "Jo van Dam  0:01\nHi\n\nBo Li  1:00:05\nYes\n",
            [Cue("Jo van Dam", "Hi", 1.0, 3605.0), Cue("Bo Li", "Yes", 3605.0)],
        ),
        ("00:00:05 Jo: Hi\n", [Cue("Jo", "Hi", 5.0)]),
        ("Jo (00:05): Hi\n", [Cue("Jo", "Hi", 5.0)]),
        ("00:01:00\n\nJo: Hi\n", [Cue("Jo", "Hi", 60.0)]),
        ("Situation: bad.\nAction: I left.", [Cue("", "Situation: bad.\nAction: I left.")]),
        ("jsmith: hi\nso: no\njsmith: yes", [Cue("jsmith", "hi\nso: no"), Cue("jsmith", "yes")]),
        ("**Jo:** Hi\n**Bo**: Yes", [Cue("Jo", "Hi"), Cue("Bo", "Yes")]),
        ("My point is this: it broke.", [Cue("", "My point is this: it broke.")]),
    ],
)  # fmt: skip
def test_dialects(text, expected):
    assert cues(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n\n00:0x.000 --> 00:07.000\nYou\n",
            "talk, line 6: “00:0x.000 --> 00:07.000” is not the time of a cue. "
            "Write it as 00:01:02.000 --> 00:01:05.000.",
        ),
        (
            "\n1\n00:00:05,000 --> 00:00:02,000\nHi\n",
            "talk, line 3: this cue ends (00:00:02,000) before it begins (00:00:05,000). "
            "Mend the two times.",
        ),
        (
            "WEBVTT\n\n00:61:00.000 --> 00:62:00.000\nHi\n",
            "talk, line 3: “00:61:00.000 --> 00:62:00.000” has more than 59 minutes or seconds. "
            "Mend the time.",
        ),
        ("WEBVTT\n", "talk: nobody says anything in it. Export the transcript again."),
        (" \n", "talk: nobody says anything in it. Export the transcript again."),
        (
            "a" * 2_000_001,
            "talk: the transcript has more than 2 MB. Split it by interview.",
        ),
    ],
)  # fmt: skip
def test_broken_files_say_where_and_what_to_do(text, message):
    with pytest.raises(FileError) as refused:
        cues(text)
    assert str(refused.value) == message


def test_text_that_is_not_utf8_is_refused_with_its_line():
    with pytest.raises(FileError, match="talk, line 2: byte 0xff is not UTF-8 text"):
        parse_transcript(b"Jo: Hi\nBo: \xff", "talk")


@pytest.mark.parametrize(
    "notice",
    [
        "Mina Haddad stopped transcription",
        "Transcription ended after 00:07:12",
        "Recording started.",
    ],
)
def test_what_the_meeting_tool_writes_is_nobodys_words(notice):
    said = "Jo   00:07\nI told the ledger team we would wait."
    assert parse_transcript(f"{said}\n\n{notice}\n".encode(), "talk") == parse_transcript(
        said.encode(), "talk"
    )


def test_windows_saves_utf16():
    assert parse_transcript("Jo: Hi".encode("utf-16"), "talk") == (Cue("Jo", "Hi"),)


def test_an_answer_without_end_is_refused_with_its_file(capsys, tmp_path):
    talk = tmp_path / "talk.txt"
    talk.write_text("Reconsidered. " * 20_000)
    code, out, err = run([str(talk)], capsys)
    assert (code, out) == (2, "")
    assert err == (
        f"committee: {talk}: This answer has 279,999 characters; at most 200,000 are read at once. "
        "Split it into its answers first.\n"
    )


ASKED = [
    Cue("Mina", "Tell me about a time you failed.", 0, 4),
    Cue("Ọlá", "The site went down, and it was", 5, 12),
    Cue("Mina", "Right.", 9, 9.5),
    Cue("Mina", "Sorry, why was that?", 11, 13),
    Cue("Ọlá", "I forgot the index.", 14.5, 17),
    Cue("Jan", "Describe a conflict.", 18, 20),
    Cue("Ọlá", "There was one.", 21, 23),
]


def test_answers_are_what_the_candidate_says_between_two_questions():
    answers = find_answers(ASKED, "Ọlá")
    assert [(a.question, a.text, a.start, a.seconds, a.follows) for a in answers] == [
        ("Tell me about a time you failed.", "The site went down, and it was", 5, 7, False),
        ("Sorry, why was that?", "I forgot the index.", 14.5, 2.5, True),
        ("Describe a conflict.", "There was one.", 21, 2, False),
    ]


def test_interruptions_and_the_time_until_the_answer_went_on():
    (cut,) = find_answers(ASKED, "Ọlá")[0].interruptions
    assert (cut.at, cut.by, cut.words, cut.resumed) == (6, "Mina", "Sorry, why was that?", 3.5)
    assert find_answers(ASKED, "Ọlá")[1].interruptions == ()


def test_late_written_overlapping_cues_come_in_their_order():
    assert find_answers([ASKED[1], ASKED[0]], "Ọlá")[0].question == ASKED[0].text


def test_candidate_talks_most_of_those_who_do_not_ask():
    assert find_candidate(ASKED) == "Ọlá"
    lecture = Cue("Mina", "Tell me about it? " + "We are a large company. " * 50)
    assert find_candidate([lecture, Cue("Ọlá", "I built it.")]) == "Ọlá"
    assert find_candidate([Cue("", "I built it.")]) == ""


def test_speaker_may_be_named_by_the_beginning_of_a_name():
    assert find_candidate(ASKED, "mi") == "Mina"
    with pytest.raises(CommitteeError, match=r"named “Zed”\. Choose from: Mina, Ọlá, Jan\."):
        find_candidate(ASKED, "Zed")
    with pytest.raises(CommitteeError, match=r"“a” fits several speakers\. Choose from: Ada, Al\."):
        find_candidate([Cue("Ada", "x"), Cue("Al", "y")], "a")


def test_words_before_the_first_question_are_a_greeting():
    greeted = [Cue("Ọlá", "Hi, can you hear me?"), *[Cue(c.speaker, c.text) for c in ASKED]]
    assert len(find_answers(greeted, "Ọlá")) == 3


def test_a_follow_up_that_brings_out_the_own_part_clears_the_hint():
    blame = "The vendor never delivered, management changed the whole plan in each and every week."
    asked = Cue("Mina", "Tell me about a time you failed.")
    answer, probe = Cue("Ọlá", blame), Cue("Mina", "What was your own part?")
    owned = Cue("Ọlá", "I didn't ask for a date. That was on me, and now I always ask for one.")
    (alone,) = read_interview([asked, answer]).answers
    assert [hint.trap for hint in alone.hints] == ["no-real-failure"]
    both = read_interview([asked, answer, probe, owned]).answers
    assert [heard.hints for heard in both] == [(), ()]


def test_an_interview_in_which_nobody_was_moved():
    solo = "I rewrote the parser and measured it, and I fixed what was slow about it. " * 8
    asked = [
        part
        for prompt in (
            "Tell me about a bug.",
            "Describe a project.",
            "Give me an example of speed.",
        )
        for part in (Cue("Mina", prompt), Cue("Ọlá", solo))
    ]
    (hint,) = read_interview(asked).hints
    assert (hint.trap, hint.reason) == (
        "no-influence",
        "In 3 answers nobody who did not report to them was moved.",
    )
    moved = [*asked, Cue("Mina", "Describe a win."), Cue("Ọlá", "I convinced Jan.")]
    assert read_interview(moved).hints == ()


SHIPPED = {
    "teams-okafor.vtt": ("Rosalind Okafor", [[], []]),
    "teams-nguyen-two-voices.vtt": ("Nguyễn Thị Lan", [[], []]),
    "teams-pasted.txt": ("Xóchitl Hernández", [["no-influence"], []]),
    "zoom-haddad.vtt": ("Layla Haddad", [[], ["we", "no-real-failure"]]),
    "zoom-ramirez-late-point.vtt": ("Ana-Lucía Ramírez de la Cruz", [["verbosity"]]),
    "zoom-chat-style.txt": ("Candidate", [["no-real-failure"], []]),
    "meet-adeyemi.vtt": ("Oluwaseun Adeyemi", [[]]),
    "meet-tanaka.txt": ("田中 陽子", [[], ["no-influence"]]),
    "subtitles-ionescu.srt": ("Ștefan Ionescu", [[], []]),
    "no-speakers.txt": (None, [[]]),
}
"""The candidate of each transcript, and the hints on each answer."""


@pytest.mark.parametrize("name", SHIPPED)
def test_signals_of_the_transcripts_shipped(name, capsys):
    candidate, hints = SHIPPED[name]
    code, out, err = run([str(TRANSCRIPTS / name), "--json"], capsys)
    shown = json.loads(out)
    assert (code, err) == (0, "")
    assert shown["candidate"] == candidate
    assert [[hint["trap"] for hint in a["hints"]] for a in shown["answers"]] == hints


def test_signals_json_of_one_answer(capsys, tmp_path):
    talk = tmp_path / "talk.vtt"
    talk.write_text(
        "WEBVTT\n\n00:00.000 --> 00:02.000\nMina: Tell me about a choice.\n\n"
        "00:03.000 --> 00:13.000\nJo: It was late. I chose to stop, and errors fell by 40%.\n"
    )
    code, out, _ = run([str(talk), "--json"], capsys)
    assert code == 0
    assert json.loads(out)["answers"] == [
        {
            "start": 3.0,
            "follows": False,
            "interruptions": [],
            "question": "Tell me about a choice.",
            "themes": [],
            "words": 12,
            "seconds": 10.0,
            "i": 1,
            "we": 0,
            "acts": {"i": 1, "we": 0},
            "first_decision": {"words": 3, "seconds": 2.4, "quote": "I chose"},
            "first_result": {"words": 9, "seconds": 7.6, "quote": "fell by 40%"},
            "setup_share": 0.25,
            "star_l": {
                "found": ["situation", "action", "result"],
                "missing": ["task", "learnings"],
            },
            "numbers": ["40%"],
            "moved": [],
            "own_part": [],
            "blame": [],
            "hedges": 0,
            "hints": [],
        }
    ]


def test_signals_for_a_reader(capsys, monkeypatch):
    said = io.BytesIO(b"We found it. We fixed it, and we shipped the fix.")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(said))
    code, out, _ = run(["-"], capsys)
    assert code == 0
    assert "0 of 2 actions were the speaker’s own" in out
    assert "We fixed · we shipped" in out
    assert "“I” 0 times, “we” 3 · acts told with I 0, with we 2" in out
    assert "Ask: Which of those calls was yours?" in out
    assert how_often_right(accuracy()) in out


def test_turns_are_printed_as_they_were_read_and_can_be_read_again(capsys, tmp_path):
    code, out, _ = run([str(TRANSCRIPTS / "teams.docx"), "--turns"], capsys)
    assert code == 0
    assert out.startswith("[00:02] Mara Lind: What went wrong")
    again = parse_transcript(out.encode(), "again")
    code, out, _ = run([str(TRANSCRIPTS / "teams.docx"), "--turns", "--json"], capsys)
    turns = [(turn["speaker"], turn["start"]) for turn in json.loads(out)]
    assert (
        turns
        == [(cue.speaker, cue.start) for cue in again]
        == [
            ("Mara Lind", 2.0),
            ("Tan, Ivo", 17.0),
        ]
    )


def test_speakers_that_cannot_be_told_are_a_refusal_with_the_file(capsys):
    talk = str(TRANSCRIPTS / "whisper.json")
    code, out, err = run([talk], capsys)
    assert (code, out) == (2, "")
    assert err.startswith(f"committee: {talk}: no speaker is named, and “What went wrong in")


@pytest.mark.parametrize("args", [["missing.vtt"], [str(TRANSCRIPTS)], []])
def test_a_wrong_call_is_one_message_and_code_2(args, capsys):
    code, out, err = run(args, capsys)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert err


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["WEBVTT", "", "1", "00:01.000 --> 00:02.000", "00:09.000 --> 00:02.000", "Jo: hi",
             "<v Bo>we did", "</v>", "NOTE", "STYLE", "[00:01] Al: why?", "-->", "Al  0:01", "&lt;"]
        ),
        max_size=14,
    ).map("\n".join)
    | st.text(max_size=200)
)  # fmt: skip
def test_any_file_is_read_or_refused(text):
    with suppress(CommitteeError):
        interview = read_interview(parse_transcript(text.encode("utf-8", "replace"), "talk"))
        assert sum(heard.signals.words for heard in interview.answers) <= len(text)
