"""Characters that no page, paper or database can be trusted with: found, named, taken out."""

import re

_BIDI = "\u202a-\u202e\u2066-\u2069"
_ODD = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff{_BIDI}]")


def find_odd(text: str) -> str | None:
    """The first character of a text that can't be shown safely, None if all can."""
    if text.isascii() and text.isprintable():
        return None
    found = _ODD.search(text)
    return found.group() if found else None


def name_odd(character: str) -> str:
    """What an odd character is, in words that follow "the text has"."""
    point = ord(character)
    if point == 0:
        return "a NUL character"
    if 0xD800 <= point <= 0xDFFF:
        return "half of a surrogate pair"
    return "a control character" if point < 0x2000 else "a hidden change of writing direction"


def clean(text: str) -> str:
    """A text without its odd characters and with line ends as "\\n"."""
    if text.isascii() and text.isprintable():
        return text
    return _ODD.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
