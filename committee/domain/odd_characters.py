"""Characters that no page, paper or database can be trusted with: found, sorted, taken out."""

import re

_BIDI = "\u061c\u202a-\u202e\u2066-\u2069"
_UNSEEN = "\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
"""What takes no room and changes no letter; joiners do, and emoji and many scripts need them."""
_BROKEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff"
_ODD = re.compile(f"[{_BROKEN}{_BIDI}{_UNSEEN}]")
_TAKEN_ONCE = re.compile(f"[{_BROKEN}{_BIDI.removeprefix(chr(0x61C))}]")
"""What the first versions refused: the rest may stand in what they froze."""


def find_odd(text: str, *, frozen: bool = False) -> str | None:
    """The first character of a text that can't be shown safely, None if all can.

    A text that was `frozen` may hold what takes no room: it was taken by an earlier version.
    """
    if text.isascii() and text.isprintable():
        return None
    found = (_TAKEN_ONCE if frozen else _ODD).search(text)
    return found.group() if found else None


def sort_of(character: str) -> str:
    """What an odd character is: "nul", "surrogate", "unseen", "control" or "direction"."""
    point = ord(character)
    if point == 0:
        return "nul"
    if 0xD800 <= point <= 0xDFFF:
        return "surrogate"
    if re.match(f"[{_UNSEEN}]", character):
        return "unseen"
    return "control" if point < 0x100 else "direction"


def clean(text: str) -> str:
    """A text without its odd characters and with line ends as "\\n"."""
    if text.isascii() and text.isprintable():
        return text
    return _ODD.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
