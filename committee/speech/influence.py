"""People moved without authority, and outcomes that came about without anybody being moved.

Must: find where others changed what they did because of the speaker, and where instead rank, an
order, giving in, waiting or going round them settled it, or nothing was settled at all.
How: the story is read in its order. A verb that says it alone ("I convinced") and a phrase
("they came round") count; so does somebody who gives way after an act of the speaker's, or who
does something within a few sentences after being approached (asked, shown, offered). Those who
only went along with it count no longer once rank has spoken, the speaker has given in, or they
are said to be where they were: only a new approach can move them then. Somebody of rank is a
word of rank, or "he" or "she" after one, unless the disagreement is with them. What is asked
("Did they come round?") or what the speaker asked for moved nobody.
What could have moved them is told apart, see `means_of_influence`.
Known exceptions: who reports to whom is rarely said, so that a manager's request to reports may
pass for influence; others who act for reasons of their own after an approach count as moved.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from .findings import Finding, Reading, ordered
from .means_of_influence import approaches, count_details, is_vague, reaches
from .rank_in_story import Ranks, escalates
from .tagged_text import Text
from .verbs import LEX, Clause

INFLUENCE, APPROACH, YIELD = LEX.bit("influence"), LEX.bit("approach"), LEX.bit("yield")
FOLLOW, COMMAND, SETTLE = LEX.bit("follow"), LEX.bit("command"), LEX.bit("settle_together")
IDLE, SAY = LEX.bit("state", "perceive"), LEX.bit("say")
UNMOVED = IDLE | LEX.bit("say", "wrong", "err", "harm", "decide", "command", "leave_be")
OUTSIDERS = frozenset(
    {"customer", "customers", "client", "clients", "user", "users", "market", "competitor"}
)
"""Whose buying and using is a result, and says nothing of their having been moved."""
DENIALS = frozenset({"not", "never", "no", "none", "nobody", "neither"})
PHRASES = {
    "moved": "moved",
    "sought": "goes along",
    "agreeing": "goes along",
    "gave_in": "gave in",
    "unmoved": "unmoved",
    "authority": "authority",
}
"""Classes of phrases, and what each says of people being moved."""
MOVES = ("moved", "yields", "goes along")
SENTENCES = 4
"""Sentences after an approach in which yielding is taken to follow from it."""
HEADLINE = 20
"""Words within which being moved is what the story opens with; how comes after it then."""
NEVER = -SENTENCES - 1


@dataclass(frozen=True, slots=True)
class InfluenceWords:
    """Who was moved, how rank was used, where the speaker gave in, and who stayed unmoved.

    `means` are the acts that say how somebody could have been moved, `reached` those that were
    done to somebody; `details` counts numbers, names and quotations until the last was moved.
    """

    moved: tuple[Finding, ...]
    authority: tuple[Finding, ...]
    gave_in: tuple[Finding, ...]
    unmoved: tuple[Finding, ...]
    means: tuple[Finding, ...]
    reached: tuple[Finding, ...]
    details: int


class _Turn(NamedTuple):
    """Something that happens between the speaker and others, at a word of the story."""

    at: int
    kind: str
    finding: Finding


def find_influence(reading: Reading, *, over_rank: bool = False) -> InfluenceWords:
    """Influence and what stands in for it, in the order of the text.

    `over_rank` says that the question is about moving somebody of higher rank.
    """
    moved: list[Finding] = []
    along: list[Finding] = []
    acted = approached = NEVER
    turns = sorted(_turns(reading, over_rank), key=lambda turn: turn.at)
    for at, kind, finding in turns:
        sentence = reading.text.sentences[at]
        if kind in ("act", "approach"):
            acted = sentence
            approached = sentence if kind == "approach" else approached
        elif kind == "moved" or (kind == "yields" and sentence - acted <= SENTENCES):
            moved.append(finding)
        elif kind == "goes along" and sentence - approached <= SENTENCES:
            along.append(finding)
        elif kind in ("authority", "gave in", "unmoved"):
            along.clear()
            acted = approached = NEVER

    def of(kind: str) -> tuple[Finding, ...]:
        return ordered(turn.finding for turn in turns if turn.kind == kind)

    last = max((*moved, *along), key=lambda f: f.end, default=None)
    by_then = last.end if last and last.before >= HEADLINE else len(reading.text.raw)

    means = [
        clause
        for clause in reading.clauses
        if clause.who in ("i", "we") and reading.acts(clause) and not is_vague(reading, clause)
    ]
    return InfluenceWords(
        ordered((*moved, *along)),
        of("authority"),
        of("gave in"),
        of("unmoved"),
        tuple(f for f in map(partial(reading.clause_finding, "means"), means) if f.start < by_then),
        tuple(reading.clause_finding("reached", c) for c in means if reaches(reading.text, c)),
        count_details(reading.text, by_then),
    )


def _turns(reading: Reading, over_rank: bool) -> Iterator[_Turn]:
    text = reading.text
    ranks = Ranks(reading, over_rank)
    mine = {clause.verb for clause in reading.clauses if clause.who in ("i", "we")}
    for name, kind in PHRASES.items():
        if kind == "authority" and ranks.opponent:
            continue
        for first, last in reading.met(name):
            before = text.words[max(0, first - 5) : first]
            if "if" in before and kind == "unmoved":
                continue
            denied = (DENIALS | {"if"}) & set(before)
            sought = name == "sought" and first in mine
            if kind == "unmoved" or not (denied or sought or text.asks(first)):
                yield _Turn(first, kind, reading.finding(kind, first, last))
    for clause in reading.clauses:
        kind = _kind(reading, clause, ranks)
        if kind and not (kind in MOVES and text.asks(clause.verb)):
            yield _Turn(clause.verb, kind, reading.clause_finding(kind, clause))


def _kind(reading: Reading, clause: Clause, ranks: Ranks) -> str:
    """What a clause says of people being moved; empty where it says nothing of it."""
    done = reading.acts(clause)
    if ranks.settles(clause) or (done and escalates(reading, clause, ranks)):
        return "authority"
    if clause.who in ("i", "we"):
        if not done:
            return ""
        if clause.who == "we":
            settled = clause.tags & SETTLE and not _agrees_to_differ(reading.text, clause)
            if settled and not ranks.opponent and ranks.stands_before(clause):
                return "gave in"
            return "yields" if settled else ""
        obliged = reading.text.words[clause.verb - 2 : clause.verb] == ["had", "to"]
        if clause.tags & INFLUENCE and not obliged:
            return "moved"
        return "approach" if approaches(reading.text, clause) else "act"
    if clause.who not in ("other", "group") or clause.passive:
        return ""
    return _of_others(reading, clause, done, context=clause.verb < ranks.begun)


def _agrees_to_differ(text: Text, clause: Clause) -> bool:
    after = text.words[clause.verb + 1 : clause.verb + 3]
    return after in (["to", "disagree"], ["to", "differ"])


def _of_others(reading: Reading, clause: Clause, done: bool, *, context: bool) -> str:
    """Whether others gave way, went along, or stayed where they were."""
    subject = reading.text.words[clause.subject]
    between = reading.text.words[clause.subject + 1 : clause.verb]
    if reading.text.words[clause.verb + 1 : clause.verb + 2] == ["back"] or "always" in between:
        return ""
    if between[-2:] == ["had", "to"] and clause.is_said() and not clause.tags & SAY:
        return "" if context else "authority"
    yields = bool(clause.tags & YIELD)
    if clause.negated:
        return "unmoved" if yields and not (clause.modal or clause.perfect) else ""
    if clause.who == "other" and clause.is_said() and yields:
        return "yields"
    uses = clause.who == "other" and clause.is_said() and clause.tags & FOLLOW
    if subject in OUTSIDERS or clause.perfect or not (done or uses):
        return ""
    return "" if clause.tags & UNMOVED else "goes along"
