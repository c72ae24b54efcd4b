"""The themes a question asks about, or an answer without a question opens with.

Must: name the themes of the story bank that a prompt calls for.
How: words of each theme in the question; without a question, in the first words of the answer.
Known exceptions: a question without any such word ("Tell me about yourself") has no theme, and
no hint that depends on a theme is then given.
"""

from committee.speech.findings import read
from committee.speech.lexicon import lexicon
from committee.speech.text import read_text

OPENING = 25
"""Spoken words of an answer that stand in for its question."""
CALLS_FOR_INFLUENCE = frozenset({"conflict", "leadership", "cross-team-influence"})


def themes_of(question: str, answer: str = "") -> frozenset[str]:
    """Themes asked about; those the answer opens with where the question is empty.

    Raises FormError if either is too long.
    """
    if question.strip():
        asked = read(question)
        words, lists = set(asked.text.words), lexicon().themes
        named = {name for name in lists if f"asks_{name}" in asked.phrases}
    else:
        text = read_text(answer)
        words = {w for w, b in zip(text.words, text.before, strict=True) if b < OPENING}
        lists, named = lexicon().openings, set()
    return frozenset(named | {name for name, listed in lists.items() if words & listed})
