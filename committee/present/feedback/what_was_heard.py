"""What a piece of evidence tells, as far as our word lists find it; one that tells nothing too."""

from collections.abc import Mapping, Sequence

from committee.errors import FormError
from committee.speech import read_answer

FOUND: Mapping[str, str] = {
    "act": "an act told with “I”",
    "decision": "a decision of their own",
    "result": "a result",
    "number": "a number beside a result",
}
"""What is looked for, as it stands in a list."""


def told_in(text: str) -> tuple[str, ...]:
    """Which of `FOUND` a piece tells, in that order; () where none was found."""
    try:
        heard = read_answer(text)
    except FormError:  # Too long to be read at once: nothing is said of it.
        return ()
    found: Mapping[str, Sequence[object]] = {
        "act": heard.subjects.own,
        "decision": heard.own_decisions,
        "result": heard.results,
        "number": heard.numbers,
    }
    return tuple(name for name in FOUND if found[name])
