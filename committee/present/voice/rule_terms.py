"""What sentences about rules share: what is counted, who agrees, and whose votes are missing."""

from committee.domain.policy import BAR_RAISER, VOTES
from committee.domain.rubric import CODING, SYSTEM_DESIGN
from committee.domain.trace import Turnout

from .words import listed, spoken

THINGS = {
    "scorecards": "behavioural scorecards",
    "signals": "dimensions with a signal",
    VOTES: "recommendations",
    BAR_RAISER: "recommendations by a bar raiser",
    CODING: "coding rounds with a score",
    SYSTEM_DESIGN: "system design rounds with a read",
}
AGREES = {
    BAR_RAISER: ("The bar raiser agrees", "The bar raiser does not agree", "did not agree"),
    "lowest": (
        "Everybody on the panel agrees",
        "Not everybody on the panel agrees",
        "not everybody agreed",
    ),
    # The lower median of votes is a yes where more than half of them are.
    "lower_median": (
        "Most of the panel agrees",
        "No majority of the panel agrees",
        "no majority agreed",
    ),
}
"""Who says yes to a level, who doesn't, and that in short: a bar raiser, or votes by their sum."""


def whose_votes(saw: Turnout) -> str:
    """Who is missing where votes are, and whose several were taken as one; behind a count."""
    told = [f"none by {listed(saw.missing)}"] if saw.missing else []
    told += ["nobody who voted is one"] if saw.unasked else []
    told += [f"of {listed(saw.several)} the lowest counts"] if saw.several else []
    return f" ({'; '.join(told)})" if told else ""


def things_counted(what: str) -> str:
    """What a sufficiency rule counts."""
    return THINGS.get(what, f"{spoken(what)} reads that count")
