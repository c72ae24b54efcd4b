"""Rank in a story: who decides by it, and who carries a matter up to them.

Must: find where somebody of rank settles a matter, and where it is taken to them.
How: a word of rank ("our director") is the subject, or "he" or "she" when nobody else has been
named since; a decision in the passive ("it was decided") is rank's too. A matter is taken up
where "I" or "we" has a verb of sending or telling, soon followed by a word of rank.
Where the disagreement is with somebody of rank (the question says so, or they are the first to
want something), neither counts, since they are who must be moved. What rank had decided before the
speaker did anything is only how it was, and what else rank does then is what they were moved to.
Known exceptions: "manager" after the name of a trade ("the test manager") is taken as a peer;
a person of rank who is only named ("I went to Ines") isn't known to have any.
"""

from .findings import Reading
from .tagged_text import Text
from .verbs import LEX, Clause

SUPERIOR, OTHER = LEX.bit("superior_word"), LEX.bit("other_word")
DECIDE, COMMAND = LEX.bit("decide"), LEX.bit("command")
CARRY, DETERMINER = LEX.bit("carry", "say"), LEX.bit("determiner_word", "rank_of_word")
COMPLAIN = LEX.bit("complain")
IDLE = LEX.bit("state", "perceive", "thank")
TRADES = frozenset({"manager", "managers", "director", "directors", "executive", "management"})
"""Words of rank that name a peer after the name of a trade: "the test manager"."""
PERSON_REACH, CARRY_REACH = 30, 9
"""Words back to whom "he" is, and on from a verb to whom something is carried."""


def is_rank(text: Text, at: int) -> bool:
    """Whether a word is one of rank: "our director", no "test director" or "not to my boss".

    What is put on the board is on a wall.
    """
    if text.words[at] in ("head", "heads"):
        return text.words[at + 1 : at + 2] == ["of"]
    if not text.tags[at] & SUPERIOR or text.words[max(0, at - 3) : at - 1] == ["not", "to"]:
        return False
    if text.words[at] == "board" and text.words[max(0, at - 2)] == "on":
        return False
    own = at == 0 or text.tags[at - 1] & (DETERMINER | SUPERIOR)
    return bool(own or text.words[at] not in TRADES)


class Ranks:
    """Who is of rank in one story."""

    def __init__(self, reading: Reading, over_rank: bool) -> None:
        self.text = reading.text
        begun = (c.verb for c in reading.clauses if c.who == "i" and reading.acts(c))
        self.begun = next(begun, 0)
        ranked = [c for c in reading.clauses if c.verb < self.begun and self._is_rank(c)]
        settled = DECIDE | COMMAND
        self.opponent = over_rank or any(not clause.tags & settled for clause in ranked)
        self.contested = any(clause.tags & settled for clause in ranked)

    def settles(self, clause: Clause) -> bool:
        """Whether rank, or nobody in particular, decides the matter in this clause."""
        if clause.modal or clause.negated or clause.perfect or clause.verb < self.begun:
            return False
        if clause.passive:
            decided = clause.tags & (DECIDE | COMMAND)
            return clause.past and bool(decided) and not self.opponent
        told = clause.past and not clause.tags & IDLE and not self._only_asks(clause)
        moved = self.contested and not clause.tags & (DECIDE | COMMAND)
        return told and not (self.opponent or moved) and self._is_rank(clause)

    def _only_asks(self, clause: Clause) -> bool:
        """Whether a question is asked, and nobody is asked to do anything."""
        after = self.text.words[clause.verb + 1 : clause.verb + 5]
        return self.text.words[clause.verb] == "asked" and "to" not in after

    def stands_before(self, clause: Clause) -> bool:
        """Whether rank is named before it in its sentence: "I saw my boss and we agreed"."""
        near = range(max(0, clause.subject - CARRY_REACH), clause.subject)
        sentence = self.text.sentences[clause.subject]
        return any(self.text.sentences[k] == sentence and is_rank(self.text, k) for k in near)

    def _is_rank(self, clause: Clause) -> bool:
        at = clause.subject
        if clause.who not in ("other", "group"):
            return False
        if self.text.words[at] not in ("he", "she"):
            return is_rank(self.text, at)
        for k in range(at - 1, max(-1, at - PERSON_REACH), -1):
            if is_rank(self.text, k):
                return True
            name = not self.text.tags[k] and self.text.capital(k)
            if self.text.tags[k] & OTHER or name:
                return any(is_rank(self.text, j) for j in range(max(0, k - 3), k))
        return False


def escalates(reading: Reading, clause: Clause, ranks: Ranks) -> bool:
    """Whether somebody commands, or takes the matter up to rank."""
    if clause.who in ("i", "we") and clause.tags & (COMMAND | COMPLAIN):
        return True
    if ranks.opponent or not (clause.who in ("i", "we") or clause.passive):
        return False
    if not clause.tags & CARRY:
        return False
    text = reading.text
    for k in range(clause.verb + 1, min(clause.verb + CARRY_REACH, len(text.words))):
        if text.sentences[k] != text.sentences[clause.verb]:
            return False
        if is_rank(text, k):
            return True
    return False
