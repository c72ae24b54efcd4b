"""A transcript's bytes, in whatever format, into cues that say who spoke when.

What kind a file is, is seen from what it holds, never from its name: names get lost on the way.
"""

import codecs
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

from committee.errors import FileError
from committee.files.strict_text import decode, read_bytes
from committee.speech.conversation import Cue

from .captions import is_captions, read_captions
from .lines_tools_add import is_ending, is_notice, is_sound
from .listed import is_table, read_json, read_table
from .plain_text import read_plain_text
from .word_document import is_word_document, read_word_document

MOST_BYTES = 2_000_000
"""An hour of speech has about 60,000 bytes of text, and a million with the time of every word."""
MOST_WORDS = 30_000
"""About three hours of speech."""
MOST_TURNS = 4_000
MOST_LINES = 16_000
"""Four for each turn: its name, its time, its words and a blank one."""
_UNNAMED_TABLE = re.compile(r"[\d.]+\t[\d.]+\t[^\t\n]+(?:\n|$)")
"""Whisper's table, or Audacity's labels, without the names of their columns."""
_NOT_TEXT = {
    b"%PDF": "a PDF",
    b"{\\rtf": "rich text (RTF)",
    b"\xd0\xcf\x11\xe0": "an old or locked Office document",
    b"ID3": "a recording",
    b"RIFF": "a recording",
    b"OggS": "a recording",
    b"\x1aE\xdf\xa3": "a recording",
    b"[Script Info]": "SubStation subtitles",
    b"<!doctype": "a web page",
    b"<html": "a web page",
    b"<?xml": "XML",
    b"<tt": "XML",
    b"<sami": "SAMI subtitles",
}
"""How files begin that aren't read, and what they are."""


def read_transcript(path: Path) -> tuple[Cue, ...]:
    """The cues of a transcript file; FileError for anything else."""
    return parse_transcript(read_bytes(path, MOST_BYTES), str(path))


def parse_transcript(raw: bytes, where: str) -> tuple[Cue, ...]:
    """The cues in a transcript's bytes; the format is seen from what they hold.

    Raises FileError, with the line or entry, for what can't be read, and for a transcript that
    is too large, not UTF-8, or holds no words.
    """
    if len(raw) > MOST_BYTES:
        raise FileError(
            f"the transcript has more than {MOST_BYTES / 1e6:.0f} MB.",
            where=where,
            remedy="Split it by interview.",
        )
    if is_word_document(raw):
        cues = _read_lines(_shown(read_word_document(raw, where)), where)
    else:
        cues = _read(_text(raw, where), where)
    cues = [said for cue in cues if (said := _finished(cue)).text]
    if not cues:
        raise FileError(
            "nobody says anything in it.", where=where, remedy="Export the transcript again."
        )
    words = sum(len(cue.text.split()) for cue in cues)
    turns = 1 + sum(a.speaker != b.speaker for a, b in pairwise(cues))
    if words > MOST_WORDS or turns > MOST_TURNS:
        raise _too_long(f"{words:,} words in {turns:,} turns", where)
    return tuple(cues)


def _read(text: str, where: str) -> list[Cue]:
    begins = text.lstrip()
    if is_captions(text):
        return read_captions(text, where)
    if begins.startswith("{") or (begins.startswith("[") and begins[1:].lstrip()[:1] in ("{", "]")):
        return read_json(text, where)
    if _UNNAMED_TABLE.match(begins):
        text = f"start\tend\ttext\n{begins}"
    if is_table(text):
        return read_table(text, where)
    return _read_lines(text, where)


def _read_lines(text: str, where: str) -> list[Cue]:
    lines, words = text.count("\n"), len(text.split())
    if lines > MOST_LINES or words > 2 * MOST_WORDS:
        raise _too_long(f"{words:,} words on {lines:,} lines", where)
    return read_plain_text(text)


def _too_long(found: str, where: str) -> FileError:
    return FileError(
        f"it has {found}; at most {MOST_WORDS:,} words in {MOST_TURNS:,} turns are read, about "
        "three hours of speech.",
        where=where,
        remedy="Split it by interview.",
    )


def _text(raw: bytes, where: str) -> str:
    begins = raw.removeprefix(codecs.BOM_UTF8).lstrip()[:40].lower()
    kinds = (kind for start, kind in _NOT_TEXT.items() if begins.startswith(start.lower()))
    kind = "a recording" if raw[4:8] == b"ftyp" else next(kinds, "")
    if kind:
        raise FileError(
            f"this is {kind}, not a transcript as text.",
            where=where,
            remedy="Export the transcript as text, Word (.docx), WebVTT or SRT.",
        )
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raw = raw.decode("utf-16", "replace").encode()
    return _shown(decode(raw, where))


def _shown(text: str) -> str:
    """Text with one kind of line end, and without what no page shows."""
    for end in ("\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c"):
        text = text.replace(end, "\n")
    if text.replace("\n", "").isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\n\t" else _instead(c) for c in text)


def _instead(character: str) -> str:
    """Nothing for what stands invisibly between letters, unless it joins them; else a gap."""
    if character in "\u200c\u200d":
        return character
    return "" if unicodedata.category(character) == "Cf" else " "


def _finished(cue: Cue) -> Cue:
    """A cue without what escapes hid in it, and without what the tool says of itself."""
    lines = [line for line in _shown(cue.text).split("\n") if not _is_nobodys(line)]
    return Cue(_shown(cue.speaker), "\n".join(lines).strip(), cue.start, cue.end)


def _is_nobodys(line: str) -> bool:
    return is_notice(line) or is_ending(line) or is_sound(line)
