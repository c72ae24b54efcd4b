"""What a detector returns, and what all detectors read: an answer taken apart once."""

from collections.abc import Iterable
from dataclasses import dataclass

from .clauses import find_clauses
from .lexicon import GAP, GAP_WORDS, NUMBER, Lexicon, Phrase, lexicon
from .tagged_text import Text, read_text
from .verbs import Clause


@dataclass(frozen=True, slots=True)
class Finding:
    """Words of an answer that a detector points at; it never says what they weigh.

    `start` and `end` are characters of the answer, `words` what stands between them, and
    `before` how many spoken words came first.
    """

    detector: str
    start: int
    end: int
    words: str
    before: int


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer taken apart: its words, its clauses, and where each phrase class was met.

    `phrases` maps a class to (first word, last word); `present` says that the story is told
    in the present tense, so that "I look" is an action and not a habit.
    """

    text: Text
    clauses: tuple[Clause, ...]
    phrases: dict[str, tuple[tuple[int, int], ...]]
    present: bool

    def finding(self, detector: str, first: int, last: int) -> Finding:
        """A finding from word `first` to word `last`."""
        first, last = min(first, last), max(first, last)
        return Finding(detector, *self.text.slice(first, last), self.text.before[first])

    def clause_finding(self, detector: str, clause: Clause) -> Finding:
        """A finding on a subject and its verb; on the verb alone where it shares its subject."""
        near = not clause.joined and clause.verb - clause.subject <= 6
        return self.finding(detector, clause.subject if near else clause.verb, clause.verb)

    def met(self, name: str) -> tuple[tuple[int, int], ...]:
        """Where a phrase class was met, outside quotations."""
        return tuple(m for m in self.phrases.get(name, ()) if not self.text.quoted[m[0]])

    def acts(self, clause: Clause) -> bool:
        """Whether the clause is something done, in the tense that the story is told in."""
        if clause.acts():
            return True
        return self.present and clause._replace(past=True).acts()


def read(raw: str) -> Reading:
    """Take an answer apart, in time linear in its length.

    Raises FormError if it is too long to be one answer.
    """
    text = read_text(raw)
    clauses = tuple(find_clauses(text))
    told = [c for c in clauses if c.who in ("i", "we") and not c.passive and not c.modal]
    now = sum(not c.past and c._replace(past=True).acts() for c in told)
    then = sum(c.acts() for c in told)
    return Reading(text, clauses, _find_phrases(text, lexicon()), now >= 3 and now > then)


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of the text, without those that another one covers."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
        if not kept or finding.end > kept[-1].end:
            kept.append(finding)
    return tuple(kept)


def _find_phrases(text: Text, lex: Lexicon) -> dict[str, tuple[tuple[int, int], ...]]:
    found: dict[str, list[tuple[int, int]]] = {}
    begins = lex.phrases.get
    for at, word in enumerate(text.words):
        by_second = begins(word)
        if by_second is None:
            continue
        for distance, second in enumerate(("", *text.words[at + 1 : at + 2 + GAP_WORDS])):
            for name, within, rest in by_second.get(second, ()):
                last = _match(text, lex, rest, at) if distance <= within else -1
                if last >= 0 and (at, last) not in found.setdefault(name, [])[-1:]:
                    found[name].append((at, last))
    return {name: tuple(spans) for name, spans in found.items()}


def _match(text: Text, lex: Lexicon, rest: Phrase, at: int) -> int:
    """The last word of a phrase whose first word stands at `at`, or -1."""
    if not rest:
        return at
    words, sentence = text.words, text.sentences[at]
    wanted = rest[0]
    nxt = at + 1
    if wanted == GAP:
        for skip in range(GAP_WORDS + 1):
            last = _match(text, lex, rest[1:], at + skip)
            if last >= 0:
                return last
            beyond = nxt + skip
            if beyond >= len(words) or text.sentences[beyond] != sentence:
                break
            if text.paused[beyond] and words[beyond] in ("i", "we", "and"):
                break
        return -1
    if nxt >= len(words) or text.sentences[nxt] != sentence:
        return -1
    if wanted == NUMBER:
        year = words[nxt][:2] in ("19", "20")
        return (
            _match(text, lex, rest[1:], nxt)
            if year or text.tags[nxt] & lex.bits["number_word"]
            else -1
        )
    return _match(text, lex, rest[1:], nxt) if words[nxt] in wanted else -1
