"""The speakers of captions: in `<v Name>` tags, before a colon, or above the caption."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from committee.speech.conversation import UNKNOWN, Cue

from .lines_tools_add import is_sound
from .rolling import ShownCaption
from .speaker_names import clean_name, is_name, repeated_names, split_name

_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,60})?[ \t]{1,9}([^<>]{1,120})>")
_TAG = re.compile(r"</?[a-zA-Z0-9:.][^<>]{0,200}>|</>|\{\\[^{}]{0,60}\}")
_DASH = re.compile(r"\s*[-–—]\s?")
_ABOVE = re.compile(r"\s*[\[(]([^\[\]()]{3,60})[\])]\s*")
"""A name in brackets on a line of its own."""


def voices_of(captions: Sequence[ShownCaption]) -> Iterator[Cue]:
    """What is said in each caption, which may hold several voices, or name none.

    Where a file has voice tags, a colon in its words is no speaker's.
    """
    whole = "\n".join("\n".join(caption.lines) for caption in captions)
    tagged = bool(_VOICE.search(whole))
    handles = frozenset() if tagged else repeated_names(_TAG.sub("", whole))
    if not tagged and len(captions) > 1 and all(map(_is_headed, captions)):
        captions = [replace(c, lines=c.lines[1:], speaker=clean_name(c.lines[0])) for c in captions]
    for caption in captions:
        pieces = _VOICE.split("\n".join(caption.lines))
        found = [("", pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]
        for tag, said in found:
            words = html.unescape(_TAG.sub("", said)).strip()
            if not words or is_sound(words):
                continue
            name = clean_name(html.unescape(tag)) if tag else caption.speaker
            if name or tagged:
                yield Cue(name, words, caption.start, caption.end)
            else:
                for cue in _named_lines(words, handles):
                    yield Cue(cue.speaker, cue.text, caption.start, caption.end)


def _is_headed(caption: ShownCaption) -> bool:
    """Whether a name stands alone above the words; a sentence that is short ends with a point."""
    return len(caption.lines) > 1 and is_name(caption.lines[0]) and caption.lines[0][-1] != "."


def _named_lines(words: str, handles: frozenset[str]) -> list[Cue]:
    """A caption's lines, each with the speaker that it names; others go on with the one before.

    Where several begin with a dash, they are of several people, named or not.
    """
    lines = words.split("\n")
    dashed = sum(bool(_DASH.match(line)) for line in lines) > 1
    cues: list[Cue] = []
    for line, below in pairwise([*lines, ""]):
        dash = _DASH.match(line)
        line = line[dash.end() :] if dash else line
        above = _ABOVE.fullmatch(line)
        if above and below and len(above.group(1).split()) > 1 and is_name(above.group(1)):
            cues.append(Cue(clean_name(above.group(1)), ""))
            continue
        speaker, said = split_name(" ".join(line.split()), handles)
        if dashed and dash and not speaker:
            speaker = UNKNOWN
        if cues and not speaker:
            cues[-1] = Cue(cues[-1].speaker, f"{cues[-1].text}\n{said}".strip())
        else:
            cues.append(Cue(speaker, said))
    return cues
