"""Who speaks, as transcripts write it."""

import re
from collections import Counter

from committee.speech.conversation import UNKNOWN

from .lines_tools_add import is_sound_word, words_of

_NAMED = re.compile(r"([^:：\n]{1,60}?)\s*(?::(?:\s+|$)|：\s*)(.*)", re.DOTALL)
_HANDLE = re.compile(
    r"^[^\S\n]*(?:>>[^\S\n]*)?([\w.@'’-]{2,40}(?: [\w.@'’()/-]{1,20}){0,3}):[^\S\n]", re.MULTILINE
)
_BRACKETED = re.compile(r"(?:\[([^\[\]]{2,60})\]|\(([^()]{2,60})\)):?\s+(\S.*)", re.DOTALL)
_APART = re.compile(r"\s*[(（\[][^()（）\[\]]{1,40}[)）\]]$")
"""What stands behind a name in brackets: a company, pronouns, "Guest"."""
_PARTICLES = {"de", "da", "del", "der", "den", "van", "von", "bin", "al", "el", "la", "le", "y"}
_NUMBERED = re.compile(
    r"(?:speaker|spk|participant|interviewer|interviewee|candidate|person|voice)[ _-]?\w{1,3}", re.I
)
_ROLES = {"interviewer", "candidate", "host", "me", "them", "q", "a", "interviewee", "speaker"}


def repeated_names(text: str) -> frozenset[str]:
    """What begins several lines like a name without being written as one: "jsmith: ..."."""
    begun = Counter(match.lower() for match in _HANDLE.findall(text))
    often = (name for name, times in begun.items() if times > 1 + (" " in name))
    no_names = words_of("headings") | words_of("alone")
    return frozenset(name for name in often if name.split()[0] not in no_names)


def split_name(
    line: str, handles: frozenset[str] = frozenset(), *, timed: bool = False
) -> tuple[str, str]:
    """The speaker that a line begins with, or none, and the words after it.

    ">>" says that somebody else speaks now; without a name after it, nobody knows who.
    """
    marked = line.startswith((">>", "»"))
    line = line.lstrip(">» ") if marked else line
    named = _NAMED.fullmatch(line)
    if named and (is_name(named.group(1), timed=timed) or named.group(1).lower() in handles):
        return clean_name(named.group(1)), named.group(2).strip()
    within = _BRACKETED.fullmatch(line)
    name = within and (within[1] or within[2])
    if within and name and (_NUMBERED.fullmatch(name) or _is_whole(within[1] or "")):
        return clean_name(name), within[3].strip()
    return UNKNOWN if marked else "", line.strip()


def _is_whole(name: str) -> bool:
    """Whether square brackets hold a first and a last name."""
    return " " in name.strip() and is_name(name)


def clean_name(name: str) -> str:
    """A speaker's name without the marks around it; UNKNOWN for "Unknown Speaker" and the like."""
    name = " ".join(name.strip(" \t[]*_\"“”'‘’`<>").split())
    return UNKNOWN if name.lower() in words_of("unknown") else name


def is_name(words: str, *, timed: bool = False) -> bool:
    """Whether words are written like a name: few, capitalised, and no heading of a story.

    Beside a time of its own a name may be turned around: "Berg, Anna".
    """
    name = " ".join(words.strip(" \t[]*_\"“”'‘’`").split())
    name = _APART.sub("", name)
    if timed and name.count(",") == 1:
        name = name.replace(",", " ")
    parts = name.split()
    if not 1 <= len(parts) <= 6 or parts[0].lower() in words_of("headings"):
        return False
    if any(part[-1] in ",;:：!?…" for part in parts) or not any(c.isalpha() for c in name):
        return False
    if name[0].isdecimal() or name.lower() in words_of("alone"):
        return False
    if name.lower() in _ROLES or name.lower() in words_of("unknown") or _NUMBERED.fullmatch(name):
        return True
    if is_sound_word(name):
        return False
    return all(not part[0].islower() or part.lower() in _PARTICLES for part in parts)
