"""How often hints are right: what was found when answers unseen by the rules were first measured.

Must: give the figures of the newest such set, as counts.
How: `scripts/hints --record` writes them to accuracy.toml, once for each set, since a second
measure is of rules that may have learnt from it. Known exceptions: rules change afterwards, so the
figures are of the rules at that time.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Counts on one set of labelled answers.

    Of `answers`, `strong` were given no hint by a person, and `hinted` of those were given one
    here. Of `given` hints, `right` were a person's too, who gave `due` of them in all.
    """

    set: str
    answers: int
    strong: int
    hinted: int
    given: int
    right: int
    due: int


@cache
def accuracy() -> Accuracy:
    """The figures of the set that was measured last."""
    text = resources.files(__package__).joinpath("accuracy.toml").read_text("utf-8")
    return Accuracy(**tomllib.loads(text)["measured"][-1])
