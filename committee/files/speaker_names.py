"""Who speaks, and when, as transcripts write it."""

import re
from collections import Counter

_NAMED = re.compile(r"([^:：\n]{1,60}?)\s*[:：](?:\s+|$)(.*)", re.DOTALL)
_BOLD = re.compile(r"^\*\*([^*:]{1,60}?)\s*(?::\s*\*\*|\*\*\s*:)\s*")
_HANDLE = re.compile(r"^[^\S\n]*([\w.-]{2,30}):[^\S\n]", re.MULTILINE)
_PARTICLES = {"de", "da", "del", "der", "den", "van", "von", "bin", "al", "el", "la", "le", "y"}
_ROLES = {"interviewer", "candidate", "host", "me", "q", "a"}
_HEADING_WORDS = """action actions answer background challenge context date duration example goal
impact learning learnings lesson lessons note notes outcome participants problem reflection result
results situation summary takeaway takeaways task title"""
_HEADINGS = frozenset(_HEADING_WORDS.split())
"""What begins a line with a colon without being anybody's name."""


def repeated_names(text: str) -> frozenset[str]:
    """What begins several lines like a name without being written as one: "jsmith: ..."."""
    begun = Counter(match.lower() for match in _HANDLE.findall(text))
    return frozenset(name for name, times in begun.items() if times > 1) - _HEADINGS


def split_name(line: str, handles: frozenset[str] = frozenset()) -> tuple[str, str]:
    """The speaker that a line begins with, or none, and the words after it."""
    named = _NAMED.fullmatch(_BOLD.sub(r"\1: ", line))
    if named and (is_name(named.group(1)) or named.group(1).lower() in handles):
        return clean_name(named.group(1)), named.group(2).strip()
    return "", line.strip()


def clean_name(name: str) -> str:
    """A speaker's name without the marks around it."""
    return " ".join(name.strip(" \t[]*_").split())


def is_name(words: str) -> bool:
    """Whether words are written like a name: few, capitalised, and no heading of a story."""
    parts = clean_name(words).split()
    if not 1 <= len(parts) <= 6 or parts[0].lower() in _HEADINGS:
        return False
    if any(part[-1] in ",;!?" for part in parts) or not any(c.isalpha() for c in words):
        return False
    if words.strip().lower() in _ROLES:
        return True
    return all(not part[0].islower() or part.lower() in _PARTICLES for part in parts)


def seconds_of(stamp: str) -> float:
    """Seconds of a time with or without hours, with a point or a comma before fractions."""
    seconds = 0.0
    for part in stamp.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return seconds
