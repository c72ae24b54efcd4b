"""A packet without anybody's name, for a room that the candidate isn't in."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace

from .packet import Packet, Scorecard

LEFT_OUT = "[name]"
"""What stands in a text in place of a name."""
ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w")
WORD = re.compile(r"[^\W_]+")
CAMEL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
ORDINARY = frozenset({
    "art", "august", "best", "brown", "case", "chase", "dean", "drew", "faith",
    "grace", "grant", "green", "hope", "joy", "june", "king", "long", "love",
    "mark", "may", "page", "rich", "rob", "rose", "small", "stone", "sue",
    "van", "will", "wood", "young",
})  # fmt: skip
"""Names that are words as well: only with a capital letter are they taken for names."""


def nameless(packet: Packet, called: str, also: Iterable[str] = ()) -> Packet:
    """A packet whose candidate is `called` something and whose interviewers go by numbers.

    Their names and those of `also`, whole or in parts, leave every text too; role and day go. It
    decides alike.
    """
    people = dict.fromkeys(card.interviewer for card in packet.scorecards)
    numbers = {who: f"Interviewer {at}" for at, who in enumerate(people, start=1)}
    cleaned = without_names((packet.candidate, *people, *also))

    def card_of(card: Scorecard) -> Scorecard:
        evidence = tuple(replace(each, quote=cleaned(each.quote)) for each in card.evidence)
        return replace(card, interviewer=numbers[card.interviewer], evidence=evidence, note=None)

    return replace(
        packet,
        candidate=called,
        role=None,
        held_on=None,
        scorecards=tuple(map(card_of, packet.scorecards)),
        stories=tuple(replace(each, title=cleaned(each.title)) for each in packet.stories),
    )


def without_names(names: Iterable[str]) -> Callable[[str], str]:
    """What takes these names out of a text, in whatever case, with or without accents.

    Addresses go too. A single letter stays, unless its script writes names with one.
    """
    parts = {_folded(part) for name in names for part in WORD.findall(name)}
    known = {part for part in parts if len(part) > 1 or part > "\u2e80"}
    far = sorted((part for part in known if part > "\u2e80"), key=len, reverse=True)
    unspaced = re.compile("|".join(map(re.escape, far)) or r"(?!)")

    def is_name(word: str) -> bool:
        folded = _folded(word)
        if folded not in known and folded.removesuffix("s") not in known:
            return False
        return folded not in ORDINARY or word[0].isupper()

    def instead(found: re.Match[str]) -> str:
        word = found[0]
        joined = [part for part in CAMEL.split(word) if part]
        if is_name(word) or (len(joined) > 1 and any(map(is_name, joined))):
            return LEFT_OUT
        return unspaced.sub(LEFT_OUT, word)

    def cleaned(text: str) -> str:
        plain = WORD.sub(instead, ADDRESS.sub(LEFT_OUT, unicodedata.normalize("NFC", text)))
        again = rf"{re.escape(LEFT_OUT)}([\s_-]+{re.escape(LEFT_OUT)})+"
        return re.sub(again, LEFT_OUT, plain)

    return cleaned


def _folded(word: str) -> str:
    """A word without case and accents."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))
