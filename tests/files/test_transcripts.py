"""Transcripts in the formats that tools export: speakers, times and words, or a plain refusal."""

import io
import json
import os
import zipfile
from contextlib import suppress

import pysubs2
import pytest
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from committee.assets import FIXTURES
from committee.errors import CommitteeError, FileError
from committee.files.transcripts import parse_transcript, read_transcript
from committee.speech.conversation import UNKNOWN, Cue
from committee.speech.who_is_the_candidate import find_candidate
from tests.speech.test_transcripts import SHIPPED

FOLDER = FIXTURES / "transcripts"
Q1, A1 = (
    "What went wrong in that migration?",
    "I moved the ledger without a rehearsal, and the cut-over took four hours.",
)
Q2, A2 = (
    "What did you do then?",
    "I wrote down every step, and I asked two people to try it before the next one.",
)
BROKEN = A1.replace(", and", ",\nand")


def pair(asks, tells, first=(2.0, 17.0), second=(17.0, None), told=A1):
    return [Cue(asks, Q1, *first), Cue(tells, told, *second)]


EXACT = (2.0, 4.5), (5.0, 12.4)
UNTIMED = (None, None), (None, None)
MARA, IVO = "Mara Lind", "Ivo Tan"
TURNS = {
    "bold-names.md": [
        *pair("Mara", "Ivo", second=(17.0, 40.0)),
        Cue("Mara", Q2, 40.0, 65.0),
        Cue("Ivo", A2, 65.0),
    ],
    "columns.csv": pair(MARA, IVO, (2.0, 4.0), (5.0, 12.0)),
    "comma-times.vtt": pair("Mara", "Ivo", *EXACT),
    "descript.md": pair(MARA, IVO),
    "fathom.txt": pair(MARA, "Ivo Tan (Lind & Daughters)"),
    "fireflies-api.json": pair(MARA, IVO, *EXACT),
    "fireflies.docx": pair(MARA, IVO),
    "fireflies.json": pair(MARA, IVO, (2.0, 4.0), (17.0, 24.0)),
    "fireflies.txt": pair(MARA, IVO),
    "grain.json": pair(MARA, IVO, *EXACT),
    "grain.txt": pair(MARA, IVO),
    "granola.json": pair("Me", "Them", (0.0, 2.5), (15.0, 22.4)),
    "granola.md": pair("Me", "Them", *UNTIMED),
    "linked-times.md": pair("Mara", "Ivo"),
    "meet-gemini.txt": [
        *pair(MARA, IVO, (2.0, None), (None, None)),
        Cue(MARA, Q2, 65.0),
        Cue(IVO, A2),
    ],
    "meet.docx": pair(MARA, IVO, (2.0, None), (None, None)),
    "otter.txt": [
        *pair(MARA, IVO, second=(17.0, 31.0), told=f"{A1}\nResult: nobody was paid late."),
        Cue(UNKNOWN, "Sorry, wrong room.", 31.0),
    ],
    "rev.docx": pair(MARA, IVO),
    "rev.json": pair("Speaker 0", "Speaker 1", (2.0, 4.9), (5.0, 11.4)),
    "rev.txt": pair("Speaker 1", "Speaker 2"),
    "subtitles-careless.srt": [
        *pair("Mara", "Ivo", *EXACT, told=BROKEN),
        Cue("Mara", Q2, 12.99, 14.5),
        Cue("Ivo", "I wrote down every step.", 12.99, 14.5),
    ],
    "teams-2021.vtt": [
        *pair(MARA, IVO, (2.08, 4.53), (5.0, 12.04)),
        Cue(MARA, Q2, 12.99, 14.005),
        Cue(IVO, A2, 60.007, 69.12),
    ],
    "teams.docx": pair(MARA, "Tan, Ivo", told=f"{A1}\nWe were late at 10:30"),
    "webex.txt": pair(MARA, IVO),
    "webex.vtt": pair(MARA, IVO, *EXACT),
    "whisper-cpp.json": pair("", "", *EXACT),
    "whisper-cpp.txt": pair("", "", *EXACT),
    "whisper.json": pair("", "", *EXACT),
    "whisper.tsv": pair("", "", *EXACT),
    "whisperx.json": pair("SPEAKER_00", "SPEAKER_01", *EXACT),
    "youtube-rolling.vtt": [
        Cue("", "the old queue lost orders", 0.32, 2.79),
        Cue("", "so I replayed each one", 2.8, 5.19),
        Cue("", "by hand", 5.2, 7.0),
    ],
    "youtube.sbv": pair("Mara", "Ivo", *EXACT, told=BROKEN),
    "zoom-captions.txt": pair(MARA, IVO, (0.0, 15.0), (15.0, None)),
}


def read(text, where="talk"):
    return list(parse_transcript(text if isinstance(text, bytes) else text.encode(), where))


@pytest.mark.parametrize("name", TURNS)
def test_every_format_is_read_with_its_speakers_and_times(name):
    assert list(read_transcript(FOLDER / name)) == TURNS[name]


def test_every_transcript_shipped_is_tested():
    assert set(TURNS) | set(SHIPPED) == {path.name for path in FOLDER.iterdir()}


WHY, DID = Cue("Anna", "Why?"), Cue("Ben", "I stopped it.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1\n00:01,000 – 00:03,000\nAnna: Why?\n", [Cue("Anna", "Why?", 1.0, 3.0)]),
        ("1\n00:01,5 --> 00:03,25\nAnna: Why?\n", [Cue("Anna", "Why?", 1.5, 3.25)]),
        ("WEBVTT\n\n75:10.000 --> 75:12.000\nAnna: Why?", [Cue("Anna", "Why?", 4510.0, 4512.0)]),
        ("WEBVTT\n\n101:00:01.000 --> 101:00:02.000\nGo", [Cue("", "Go", 363601.0, 363602.0)]),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nA --> B\n\nso C", [Cue("", "A → B\nso C", 1.0, 2.0)]),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n&gt;&gt; Why?", [Cue(UNKNOWN, "Why?", 1.0, 2.0)]),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\n>> ANNA: Why? [laughs]\n\n"
            "00:02.000 --> 00:03.000\n[MUSIC PLAYING]",
            [Cue("ANNA", "Why? [laughs]", 1.0, 2.0)],
        ),
        (
            "1\n00:01,000 --> 00:02,000\n- Why?\n- I did.",
            [Cue(UNKNOWN, "Why?", 1.0, 2.0), Cue(UNKNOWN, "I did.", 1.0, 2.0)],
        ),
        ("1\n00:01,000 --> 00:02,000\n(Anna Berg)\nWhy?", [Cue("Anna Berg", "Why?", 1.0, 2.0)]),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nNow&#x202e; so", [Cue("", "Now so", 1.0, 2.0)]),
        (
            "WEBVTT\n\n"
            + "".join(
                f"00:0{i}.000 --> 00:0{i + 1}.000\n{said}\n\n"
                for i, said in enumerate(["I", "I moved", "I moved it", "and left"])
            ),
            [Cue("", said, i, i + 1) for i, said in enumerate(["I", "moved", "it", "and left"])],
        ),
        (
            "Anna Berg\n0 minutes 3 seconds0:03\nWhy?\n"
            "Ben Fox\n1 minute 5 seconds1:05\nI stopped it.",
            [Cue("Anna Berg", "Why?", 3.0, 65.0), Cue("Ben Fox", "I stopped it.", 65.0)],
        ),
        (
            "[Anna] 23:59:50\nWhy?\n\n[Ben] 00:00:10\nI stopped it.",
            [Cue("Anna", "Why?", 0.0, 20.0), Cue("Ben", "I stopped it.", 20.0)],
        ),
        (
            "[10:14 AM] Anna: Why?\n[10:16 AM] Ben: I stopped it.",
            [Cue("Anna", "Why?", 0.0, 120.0), Cue("Ben", "I stopped it.", 120.0)],
        ),
        (
            "danah boyd  0:02\nWhy?\n\nben  0:09\nYes",
            [Cue("danah boyd", "Why?", 2.0, 9.0), Cue("ben", "Yes", 9.0)],
        ),
        (
            "0:05 Why?\n0:09 Yes\n0:12 I did",
            [Cue("", "Why?", 5.0, 9.0), Cue("", "Yes", 9.0, 12.0), Cue("", "I did", 12.0)],
        ),
        ("Ben  0:09\nOne:\n10:30 was late.", [Cue("Ben", "One:\n10:30 was late.", 9.0)]),
        ("10:30 was the limit.", [Cue("", "10:30 was the limit.")]),
        (
            "### Anna Berg\nWhy?\n### Ben\nI did.\n### Anna Berg\nHow?",
            [Cue("Anna Berg", "Why?"), Cue("Ben", "I did."), Cue("Anna Berg", "How?")],
        ),
        ("[14:05:02 - 14:05:10] Jo: Hi", [Cue("Jo", "Hi", 0.0)]),
        ("[00:09 - 00:02] Jo: Hi", [Cue("Jo", "Hi", 9.0)]),
        ("[-00:05] My Linh: Why?", [Cue("My Linh", "Why?", 0.0)]),
        (
            "Anna's iPhone: Why?\nBen: Okay\nThen: no.\nAnna's iPhone: So?\nAnna's iPhone: Or?",
            [
                Cue("Anna's iPhone", "Why?"),
                Cue("Ben", "Okay\nThen: no."),
                Cue("Anna's iPhone", "So?"),
                Cue("Anna's iPhone", "Or?"),
            ],
        ),
        (
            "0:0:0.0 --> 0:0:2.40\nAnna\nWhy?\n\n0:0:3.60 --> 0:0:5.970\nBen\nI did.\n",
            [Cue("Anna", "Why?", 0.0, 2.04), Cue("Ben", "I did.", 3.06, 5.97)],
        ),
        ("1\n00:01,0 --> 00:02,0\n[SPEAKER_00] Why?", [Cue("SPEAKER_00", "Why?", 1.0, 2.0)]),
        (
            "| Time | Speaker | Text |\n|---|---|---|\n| 0:05 | Anna | Why? |",
            [Cue("Anna", "Why?", 5.0)],
        ),
        (
            "0\t2000\tWhy did you?\n2000\t6000\tI did.\n",
            [Cue("", "Why did you?", 0.0, 2.0), Cue("", "I did.", 2.0, 6.0)],
        ),
        (
            '{"speaker": "Anna", "start": 0, "text": "Why?"}\n{"speaker": "Ben", "text": "So."}\n',
            [Cue("Anna", "Why?", 0.0), Cue("Ben", "So.")],
        ),
        ('{"segments": [{"text": " [BLANK_AUDIO]"}, {"text": "I did."}]}', [Cue("", "I did.")]),
        ("\\[00:17\\] **Anna:** Why?", [Cue("Anna", "Why?", 17.0)]),
        ("田中：はい", [Cue("田中", "はい")]),
        (
            "Anna: Why?\nBen: I stopped it.\nFriday: nothing.",
            [WHY, Cue("Ben", "I stopped it.\nFriday: nothing.")],
        ),
        ("\ufeffAnna: Why?\r\nBen: I sto\u200bpped it.\r\n", [WHY, DID]),
        ("Anna: Why?\nBen: I stopped it.\nCaptioned by Somebody\nAll rights reserved", [WHY, DID]),
        (
            '{"utterances": [{"speaker": "A", "text": "Why so?", "start": 250, "end": 1250}]}',
            [Cue("A", "Why so?", 0.25, 1.25)],
        ),
        ('{"text": "I stopped it."}', [Cue("", "I stopped it.")]),
    ],
)
def test_variants(text, expected):
    assert read(text) == expected


MOST = (
    "at most 30,000 words in 4,000 turns are read, about three hours of speech. "
    "Split it by interview."
)
T = "is not the time of a cue. Write it as 00:01:02.000 --> 00:01:05.000."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1\n00:00:01:12 --> 00:00:03:04\nHi", f"talk, line 2: “00:00:01:12 --> 00:00:03:04” {T}"),
        ("WEBVTT\n\n-00:01.000 --> 00:03.000\nHi", f"talk, line 3: “-00:01.000 --> 00:03.000” {T}"),
        (
            "0:00:03.900,0:00:01.460\nHi",
            "talk, line 1: this cue ends (0:00:01.460) before it begins "
            "(0:00:03.900). Mend the two times.",
        ),
        (
            '{"segments": [{"start": 3, "end": 2, "text": "x"}]}',
            "talk, segments entry 1: it ends (2 s) before it begins (3 s). Mend the two times.",
        ),
        (
            '{"segments": [{"text": "x"}, {"start": 1}]}',
            "talk, segments entry 2: it has no words. Export it again.",
        ),
        (
            '{"segments": [{"start": "soon", "text": "x"}]}',
            "talk, segments entry 1: “soon” is not a time. "
            "Write it in seconds, or as 00:01:02.000.",
        ),
        (
            '{"foo": 1}',
            "talk: nothing in this JSON is known as what somebody said. It has “foo”. "
            "Export it as text, WebVTT or SRT, or give each entry “speaker”, “start”, “text”.",
        ),
        ("[" * 100_000 + "{", "talk: nobody"),
        ('{"a":' * 100_000, "talk: the values are nested too deeply. Export it again."),
        (
            "start\tend\ttext\n0\tx\tHi",
            "talk, row 2: “x” is not a time. Write it in seconds, or as 00:01:02.000.",
        ),
        (
            "{\\rtf1 Hi}",
            "talk: this is rich text (RTF), not a transcript as text. Export the "
            "transcript as text, Word (.docx), WebVTT or SRT.",
        ),
        ("Jo: I did it.\n" * 25_000, f"talk: it has 100,000 words on 25,000 lines; {MOST}"),
        ("Jo: I\nBo: we\n" * 2_001, f"talk: it has 4,002 words in 4,002 turns; {MOST}"),
        (
            "WEBVTT\n\n" + "00:01.000 --> 00:02.000\nHi\n\n" * 8_001,
            "talk: there are more than 8,000 captions, over two hours of speech. "
            "Split it by interview.",
        ),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(text, message):
    if message == "talk: nobody":
        assert read(text)
        return
    with pytest.raises(FileError) as refused:
        read(text)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("cues", "message"),
    [
        (
            [Cue("", "Why did you stop?"), Cue("", "It was late.")],
            "no speaker is named, and “Why did you stop?” is a question, so an interviewer’s words "
            "can’t be told from the candidate’s. Write who speaks before each turn, as in "
            "“Mina: Why?”, or leave only what the candidate said.",
        ),
        (
            [Cue("Anna", "Why?"), Cue(UNKNOWN, "It was late.")],
            "only Anna is named, and mostly asks. Say that Anna is the candidate, or name the "
            "candidate’s turns too.",
        ),
        (
            [Cue("Anna", "Well, it was late."), Cue("Ben", "I saw that too.")],
            "Anna (4 words) and Ben (4 words) may each be the candidate. "
            "Say who it is: Anna or Ben.",
        ),
    ],
)
def test_who_the_candidate_is_has_to_be_said_where_it_cannot_be_told(cues, message):
    with pytest.raises(CommitteeError) as refused:
        find_candidate(cues)
    assert str(refused.value) == message


# What anybody may say, with what looks like a time, a name or a mark in the middle of it.
WORDS = st.lists(
    st.sampled_from(
        [
            "I",
            "moved",
            "it",
            "at",
            "10:30,",
            "won’t",
            "Ivo:",
            "100%",
            "A&B",
            "naïve",
            "はい",
            "(so)",
        ]
    ),
    min_size=2,
    max_size=8,
).map(lambda words: f"Then {' '.join(words)} ok.")
NAMES = st.sampled_from(
    ["Mara Lind", "Nguyễn Thị Lan", "田中 陽子", "Ana de la Cruz", "J. R. O'Hara"]
)
TALKS = st.lists(st.tuples(NAMES, WORDS), min_size=2, max_size=6).map(
    lambda turns: [
        Cue(name, said, float(3 * at + 1), float(3 * at + 4))
        for at, (name, said) in enumerate(turns)
    ]
)


def stamp(seconds, mark="."):
    return f"00:00:{int(seconds):02}{mark}000"


def docx(text, extra=()):
    packed = io.BytesIO()
    with zipfile.ZipFile(FOLDER / "rev.docx") as shipped, zipfile.ZipFile(packed, "w") as written:
        for info in shipped.infolist():
            whole = shipped.read(info).decode()
            if info.filename == "word/document.xml":
                begin, end = whole.index("<w:body>"), whole.index("</w:body>")
                whole = whole[:begin] + "<w:body>" + text + whole[end:]
            written.writestr(info.filename, whole, zipfile.ZIP_DEFLATED)
        for name, held in extra:
            written.writestr(name, held, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def paragraph(text):
    shown = text.replace("&", "&amp;").replace("<", "&lt;")
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in shown.split("\n"))
    return f"<w:p><w:r>{lines}</w:r></w:p>"


WRITTEN = {
    "voices": lambda c: (
        "WEBVTT\n\n"
        + "".join(
            f"{stamp(x.start)} --> {stamp(x.end)}\n"
            f"<v {x.speaker}>{x.text.replace('&', '&amp;')}</v>\n\n"
            for x in c
        )
    ),
    "webvtt": lambda c: (
        "WEBVTT\n\n"
        + "".join(
            f"{stamp(x.start)} --> {stamp(x.end)}\n{x.speaker}: {x.text.replace('&', '&amp;')}\n\n"
            for x in c
        )
    ),
    "srt": lambda c: "".join(
        f"{i}\n{stamp(x.start, ',')} --> {stamp(x.end, ',')}\n{x.speaker}: {x.text}\n\n"
        for i, x in enumerate(c, 1)
    ),
    "sbv": lambda c: "".join(
        f"0:{stamp(x.start)[3:]},0:{stamp(x.end)[3:]}\n{x.speaker}: {x.text}\n\n" for x in c
    ),
    "webex": lambda c: (
        "WEBVTT\n\n"
        + "".join(
            f'{i} "{x.speaker}" (44)\n{stamp(x.start)} --> {stamp(x.end)}\n{x.text}\n\n'
            for i, x in enumerate(c, 1)
        )
    ),
    "json": lambda c: json.dumps(
        {
            "segments": [
                {"start": x.start, "end": x.end, "speaker": x.speaker, "text": x.text} for x in c
            ]
        }
    ),
    "milliseconds": lambda c: json.dumps(
        [
            {
                "start": int(x.start * 1000),
                "end": int(x.end * 1000),
                "speaker": x.speaker,
                "text": x.text,
            }
            for x in c
        ]
    ),
    "tsv": lambda c: (
        "speaker\tstart\tend\ttext\n"
        + "".join(f"{x.speaker}\t{x.start}\t{x.end}\t{x.text}\n" for x in c)
    ),
}
STARTS = {
    "otter": lambda c: "".join(f"{x.speaker}  0:{int(x.start):02}\n{x.text}\n\n" for x in c),
    "brackets": lambda c: "".join(f"[00:{int(x.start):02}] {x.speaker}: {x.text}\n" for x in c),
    "markdown": lambda c: "".join(
        f"**{x.speaker}** (0:{int(x.start):02}): {x.text}\n\n" for x in c
    ),
    "links": lambda c: "".join(
        f"[0:{int(x.start):02}](https://e.org/?t={x.start}) **{x.speaker}:** {x.text}\n" for x in c
    ),
    "fathom": lambda c: "".join(f"0:{int(x.start):02} - {x.speaker}\n  {x.text}\n\n" for x in c),
    "rev": lambda c: "".join(f"{x.speaker} (00:{int(x.start):02}):\n{x.text}\n\n" for x in c),
    "teams": lambda c: docx(
        "".join(paragraph(f"\n{x.speaker}   0:{int(x.start):02}\n{x.text}") for x in c)
    ),
}
UNTIMED_FORMATS = {
    "names": lambda c: "".join(f"{x.speaker}: {x.text}\n" for x in c),
    "names.docx": lambda c: docx("".join(paragraph(f"{x.speaker}: {x.text}") for x in c)),
    "bold": lambda c: "".join(f"- **{x.speaker}:** {x.text}\n" for x in c),
}


@settings(max_examples=40, deadline=None)
@given(TALKS)
def test_the_same_turns_come_back_from_every_format(talk):
    for name, write in WRITTEN.items():
        assert read(write(talk)) == talk, name
    for name, write in STARTS.items():
        ends = [*(cue.start for cue in talk[1:]), None]
        expected = [Cue(c.speaker, c.text, c.start, e) for c, e in zip(talk, ends, strict=True)]
        assert read(write(talk)) == expected, name
    for name, write in UNTIMED_FORMATS.items():
        assert read(write(talk)) == [Cue(cue.speaker, cue.text) for cue in talk], name


@settings(max_examples=40, deadline=None)
@given(TALKS)
def test_well_formed_captions_are_read_as_other_readers_do(talk):
    for name in ("srt", "webvtt"):
        text = WRITTEN[name](talk)
        ours = [(f"{c.speaker}: {c.text}", c.start, c.end) for c in read(text)]
        if name == "srt":
            theirs = [
                (e.plaintext, e.start / 1000, e.end / 1000)
                for e in pysubs2.SSAFile.from_string(text)
            ]
        else:
            captions = webvtt.from_string(text.replace("&amp;", "&")).captions
            theirs = [(c.text, c.start_in_seconds, c.end_in_seconds) for c in captions]
        assert ours == theirs


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (docx("", [("word/media/a.xml", b" " * 9_000_000)]), "unpacks to too much"),
        (docx("", [("word/media/a.png", b" " * 21_000_000)]), "unpacks to too much"),
        (docx("", [(f"word/media/{i}", b"") for i in range(501)]), "unpacks to too much"),
        (docx("", [("word/a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')]), "document type"),
        (docx("<w:p><w:ins><w:r><w:t>Jo: no</w:t></w:r></w:ins></w:p>"), "tracked changes"),
        (docx("<w:p/>" * 16_001), "more than 16,000 paragraphs"),
        (docx("<w:p>"), "not a whole Word document"),
        (docx(paragraph("Jo: hi"))[:400], "not a whole Word document"),
        (docx(""), "nobody says anything"),
    ],
)
def test_a_hostile_or_broken_word_document_is_refused(raw, found):
    with pytest.raises(FileError, match=found):
        read(raw)


def test_a_zip_with_one_name_twice_or_without_a_document_is_refused():
    packed = io.BytesIO(docx(paragraph("Jo: hi")))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(packed, "a") as twice:
        twice.writestr("word/document.xml", "<a/>")
    with pytest.raises(FileError, match="packed in a way"):
        read(packed.getvalue())
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "Jo: hi")
    with pytest.raises(FileError, match="no Word document"):
        read(other.getvalue())


def test_content_controls_fields_and_tables_of_a_word_document_are_read():
    control = f"<w:sdt><w:sdtContent>{paragraph('Jo: one')}</w:sdtContent></w:sdt>"
    cells = "".join(f"<w:tc>{paragraph(x)}</w:tc>" for x in ("0:02", "Bo: two"))
    field = (
        "<w:p><w:r><w:t>Jo: </w:t></w:r><w:fldSimple><w:r><w:t>3</w:t></w:r></w:fldSimple></w:p>"
    )
    assert read(docx(control)) == [Cue("Jo", "one")]
    assert read(docx(field)) == [Cue("Jo", "3")]
    assert read(docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")) == [Cue("Bo", "two", 2.0)]


def test_a_pipe_that_nobody_writes_to_is_no_transcript(tmp_path):
    os.mkfifo(tmp_path / "talk.vtt")
    with pytest.raises(FileError):
        read_transcript(tmp_path / "talk.vtt")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(TURNS)), st.data())
def test_a_file_that_was_cut_or_garbled_is_read_or_refused(name, data):
    raw = (FOLDER / name).read_bytes()
    start, stop = sorted(data.draw(st.tuples(*[st.integers(0, len(raw))] * 2)))
    other = data.draw(
        st.sampled_from(["", " ", "\n", "-->", '"', "[", "<v ", "0:", "9" * 40, "\0"])
    )
    with suppress(CommitteeError):
        cues = read(raw[:start] + other.encode() + raw[stop:])
        assert all(cue.text.strip() for cue in cues)
        assert all(cue.end is None or cue.start <= cue.end for cue in cues)
