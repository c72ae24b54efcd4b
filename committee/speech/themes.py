"""The themes a question asks about, or an answer without a question opens with.

Must: name the themes of the story bank that a prompt calls for, and whether it asks for people
having been moved.
How: words and phrases of each theme in the question; without a question, in the first words of
the answer. To have led is a theme; only influence, conflict and agreement ask for moving people.
Known exceptions: a question without any such word ("Tell me about yourself") has no theme, and
no hint that depends on a theme is then given.
"""

from typing import NamedTuple

from .findings import read
from .lexicon import lexicon
from .rank_in_story import is_rank
from .tagged_text import read_text

OPENING = 25
"""Spoken words of an answer that stand in for its question."""


class QuestionThemes(NamedTuple):
    """The themes of a question, and whether it asks for somebody having been moved.

    `over_rank` says that it names somebody of rank: "you and your manager"; `weakness` that it
    asks for a habit rather than for an event, "an area of growth"; `leading` that leadership is
    all it says of people.
    """

    themes: frozenset[str]
    influence: bool
    over_rank: bool = False
    weakness: bool = False
    leading: bool = False


def asked_about(question: str, answer: str = "") -> QuestionThemes:
    """What is asked; what the answer opens with where the question is empty.

    Raises FormError if either is too long.
    """
    lex = lexicon()
    if not question.strip():
        text = read_text(answer)
        words = {w for w, b in zip(text.words, text.before, strict=True) if b < OPENING}
        themes = frozenset(name for name, listed in lex.openings.items() if words & listed)
        return QuestionThemes(themes, bool(words & lex.influence["opened"]))
    asked = read(question)
    words = set(asked.text.words)
    named = {name for name, listed in lex.themes.items() if words & listed}
    named |= {name for name in lex.themes if f"asks_{name}" in asked.phrases}
    people = "conflict" in named or "asks_leadership" in asked.phrases
    over_rank = any(is_rank(asked.text, at) for at in range(len(asked.text.words)))
    weakness = "asks_weakness" in asked.phrases and "gives_feedback" not in asked.phrases
    if weakness:
        named.add("failure")
    moving = not weakness and (people or bool(words & lex.influence["asked"]))
    leading = not moving and bool(words & lex.influence["leading"])
    return QuestionThemes(frozenset(named), moving or leading, over_rank, weakness, leading)
