"""An answer as tagged words: where each one stands, in which sentence, inside quotes or not."""

import re
from dataclasses import dataclass, replace

from committee.errors import FormError

from .lexicon import lexicon

LONGEST = 200_000
"""Characters in one answer; about four hours of speech."""
LONGEST_SENTENCE = 60
"""Words; a transcript without punctuation is cut here, so that every search ends soon."""
LONGEST_QUOTE = 60
LONGEST_CLAUSE = 600
"""Characters, in which a question ends with its mark."""

_TOKEN = re.compile(
    r"\d{1,2}:\d{2}(?:\s?[ap]m\b)?|[$€£]?\d+(?:[.,]\d+)*(?:\s?%|[a-zA-Z]{1,3}(?!\w))?"
    r"|[^\W_]+(?:['-][^\W_]+)*"
    r"|[.!?…]+|\n\s*\n|\n\s*[-*•]|\n[ \t]*|[,;:()\"“”—–]| - "
)
_WRITTEN = (("’", "'"), ("‘", "'"), ("ʼ", "'"), ("‑", "-"), ("‐", "-"))
_PAUSES = frozenset('.!?…\n,;:()"“”—– ')
_AFTER_S = {"it", "he", "she", "that", "there", "what", "who", "here", "where", "let", "everyone"}
_PARTS = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "'d"}
_IRREGULAR_NOT = {"can't": "can", "won't": "will", "shan't": "shall", "cannot": "can"}
_END = re.compile("[.!?…]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Text:
    """Words of an answer, contractions split: `didn't` is `did`, `not`, with the same span.

    All lists run parallel, one entry a word: `starts` and `ends` in characters of `raw`,
    `tags` as bits of the lexicon, `sentences` as running numbers, `before` as the number of
    spoken words that precede; `paused` says that a comma or dash stands before the word.
    """

    raw: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[int]
    sentences: list[int]
    before: list[int]
    paused: list[bool]
    quoted: list[bool]
    spoken: int

    def slice(self, first: int, last: int) -> tuple[int, int, str]:
        """Start, end and characters from word `first` to word `last`, both included."""
        start, end = self.starts[first], self.ends[last]
        return start, end, self.raw[start:end]

    def capital(self, at: int) -> bool:
        """Whether the word is written like a name."""
        part = at > 0 and self.starts[at] == self.starts[at - 1]
        named = self.words[at] not in ("i", "ok", "okay") and not part
        return named and self.raw[self.starts[at]].isupper()

    def labels(self, at: int) -> bool:
        """Whether a colon follows the word, asterisks aside: "**Task:**"."""
        return self.raw[self.ends[at] : self.ends[at] + 3].lstrip("* ").startswith(":")

    def asks(self, at: int) -> bool:
        """Whether the word stands in a question."""
        end = _END.search(self.raw, self.ends[at], self.ends[at] + LONGEST_CLAUSE)
        return end is not None and end.group() == "?"


def split_word(word: str) -> tuple[str, ...]:
    """A lower-case word without its contraction: `we've` gives `we`, `have`."""
    if word in _IRREGULAR_NOT:
        return _IRREGULAR_NOT[word], "not"
    if "'" not in word:
        return (word,)
    if word.endswith("n't"):
        return word[:-3], "not"
    head, _, tail = word.rpartition("'")
    if tail == "s":
        if head == "let":
            return "let", "us"
        return (head, "is") if head in _AFTER_S else (head,)
    part = _PARTS.get("'" + tail)
    return (head, part) if part and head else (word,)


def read_text(raw: str) -> Text:
    """Tag the words of an answer, in time linear in its length.

    Raises FormError if the answer is longer than `LONGEST` characters.
    """
    if len(raw) > LONGEST:
        raise FormError(
            f"This answer has {len(raw):,} characters; at most {LONGEST:,} are read at once.",
            remedy="Split it into its answers first.",
        )
    lex = lexicon()
    lookup, number = lex.tags.get, lex.bit("number_word")
    text = Text(raw, [], [], [], [], [], [], [], [], 0)
    marks: list[tuple[int, str]] = []
    sentence = since = spoken = 0
    pause = False
    plain = raw
    for odd, usual in _WRITTEN:
        plain = plain.replace(odd, usual)
    for match in _TOKEN.finditer(plain):
        token = match.group().lower()
        first = token[0]
        if first in _PAUSES:
            if first == "\n" and not _ends_line(plain, match.end(), token):
                continue
            if first in ".!?…\n":
                sentence, since = sentence + 1, 0
            elif first in '"“”':
                marks.append((len(text.words), _mark(plain, match.start(), first)))
            pause = True
            continue
        if since >= LONGEST_SENTENCE:
            sentence, since = sentence + 1, 0
        start, end = match.span()
        counted = token[-1] == "%" or (first in "0123456789$€£" and _counts(token))
        parts = split_word(token) if "'" in token or token == "cannot" else (token,)
        for part in parts:
            tag = lookup(part, 0)
            text.words.append(part)
            text.starts.append(start)
            text.ends.append(end)
            text.tags.append(tag | number if counted else tag)
            text.sentences.append(sentence)
            text.before.append(spoken)
            text.paused.append(pause)
            pause = False
        spoken += 1
        since += 1
    text.quoted.extend(_quoted(len(text.words), marks))
    return replace(text, spoken=spoken)


def _counts(token: str) -> bool:
    """Whether digits count something: not a year, not an ordinal, not a time of day."""
    return ":" not in token and not _YEAR.fullmatch(token) and not _ORDINAL.fullmatch(token)


def _ends_line(text: str, at: int, token: str) -> bool:
    """Whether a line break ends a sentence: before a blank line, a dash, or a capital.

    "I" is always a capital, and stands at the beginning of wrapped lines as well.
    """
    following = text[at : at + 2]
    wrapped = following[:1] == "I" and not following[1:].isalpha()
    return token.strip(" \t") != "\n" or (following[:1].isupper() and not wrapped)


def _mark(text: str, at: int, mark: str) -> str:
    """Whether a quotation mark opens or closes: "<" or ">", or "" where it quotes nobody.

    One at the beginning of a line or after a label in brackets only dresses up what follows.
    """
    before, after = text[max(0, at - 4) : at], text[at + 1 : at + 2]
    follows_word = bool(before) and not before[-1].isspace() and before[-1] not in "(["
    if mark == "”" or (mark == '"' and follows_word):
        return ">"
    led = before.rstrip(" \t")
    dresses = not led or led[-1] in "\n]*>.!?"
    return "" if dresses or after.isspace() else "<"


def _quoted(length: int, marks: list[tuple[int, str]]) -> list[bool]:
    """Which words somebody is quoted with."""
    inside = [False] * length
    opened = -1
    for at, mark in marks:
        if mark == ">" and 0 <= opened < at <= opened + LONGEST_QUOTE:
            inside[opened:at] = [True] * (at - opened)
        opened = at if mark == "<" else -1
    return inside
