"""One interview of a made-up loop: what is read, what is said for it, what is recommended."""

from dataclasses import dataclass
from math import floor
from random import Random

from committee.domain.packet import NOT_ASSESSED, Scorecard
from committee.domain.rubric import BEHAVIORAL, CODING, SYSTEM_DESIGN
from committee.domain.signals import lower_median

from .drawn_people import Interviewer, MadeUpCandidate
from .evidence import Speaker
from .phrases import Phrases

REST = 0.35
"""Standard deviation, in levels, of a read beyond candidate and interviewer."""
ASKED = {"scope": 1.0, "leadership": 1.0, "failure": 0.8, "communication": 0.9}
VOTES_LOWER, NOTED = 0.5, 0.25
"""How often a read one level low becomes a yes there, and how often a note is left."""


@dataclass(frozen=True)
class Room:
    """What is the same in each interview of a loop."""

    rng: Random
    phrases: Phrases
    speaker: Speaker
    who: MadeUpCandidate


def scorecard(room: Room, interviewer: Interviewer, letter: str, lacking: str | None) -> Scorecard:
    """One interviewer's scorecard, its id left open; `lacking` is what a thin loop is thin on."""
    if letter == "c":
        return _coding(room, interviewer)
    if letter == "d":
        return _system_design(room, interviewer)
    return _behavioral(room, interviewer, lacking)


def _behavioral(room: Room, interviewer: Interviewer, lacking: str | None) -> Scorecard:
    ranks = {
        dimension: _rank(room, interviewer, dimension)
        for dimension in BEHAVIORAL
        if room.rng.random() < ASKED[dimension] and dimension != lacking
    }
    said = room.speaker.behavioral(ranks)
    recommendation, at = _vote(room, list(ranks.values()))
    return Scorecard(
        id="",
        kind="behavioral",
        interviewer=interviewer.name,
        reads={
            d: room.phrases.levels[ranks[d]] if d in ranks else NOT_ASSESSED for d in BEHAVIORAL
        },
        evidence=said,
        recommendation=recommendation,
        at=at,
        submitted=lacking != "scorecards",
        note=_note(room, recommendation),
    )


def _system_design(room: Room, interviewer: Interviewer) -> Scorecard:
    rank = _rank(room, interviewer, SYSTEM_DESIGN)
    recommendation, at = _vote(room, [rank])
    return Scorecard(
        id="",
        kind="system_design",
        interviewer=interviewer.name,
        reads={SYSTEM_DESIGN: room.phrases.levels[rank]},
        evidence=room.speaker.system_design(rank),
        recommendation=recommendation,
        at=at,
        note=_note(room, recommendation),
    )


def _coding(room: Room, interviewer: Interviewer) -> Scorecard:
    shown = room.who.coding + room.rng.gauss(0, REST)
    score = min(max(round(shown * 4), 4), 16) / 4
    votes = {3.75: "strong_yes", 3.0: "yes", 2.0: "no", 1.0: "strong_no"}
    return Scorecard(
        id="",
        kind="coding",
        interviewer=interviewer.name,
        scores={CODING: score},
        evidence=room.speaker.coding(score),
        recommendation=next(vote for least, vote in votes.items() if score >= least),
        at=room.phrases.levels[room.who.target],
    )


def _rank(room: Room, interviewer: Interviewer, dimension: str) -> int:
    """A read: what is shown, seen through this interviewer, rounded to a level's rank."""
    seen = room.who.shows[dimension] + interviewer.severity + room.rng.gauss(0, REST)
    return min(max(floor(seen + 0.5), 0), len(room.phrases.levels) - 1)


def _vote(room: Room, ranks: list[int]) -> tuple[str, str]:
    """A recommendation that fits the reads, and the level it speaks of."""
    target, middle = room.who.target, lower_median(ranks)
    at = room.phrases.levels[target]
    if middle >= target:
        return ("strong_yes" if sum(ranks) >= len(ranks) * (target + 0.5) else "yes"), at
    if middle == target - 1 >= 1 and room.rng.random() < VOTES_LOWER:
        return "yes", room.phrases.levels[middle]
    return ("no" if middle == target - 1 else "strong_no"), at


def _note(room: Room, recommendation: str) -> str | None:
    if room.rng.random() >= NOTED:
        return None
    return room.rng.choice(room.phrases.notes(recommendation.removeprefix("strong_")))
