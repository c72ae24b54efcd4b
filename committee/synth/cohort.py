"""Any number of made-up loops, the same for the same seed."""

from dataclasses import replace
from datetime import date, timedelta
from math import ceil
from random import Random

from committee.domain.packet import Packet, Scorecard
from committee.domain.rubric import REACHES

from .drawn_people import Interviewer, MadeUpCandidate, Names, candidate, interviewers
from .evidence import Speaker
from .made_up_interview import Room, scorecard
from .made_up_story_bank import bank
from .phrases import Phrases, load_phrases

PANELS = {
    1: ("bbcc", "bbcd", "bbccd"),
    2: ("bbcd", "bbbcd", "bbccd", "bbbccd"),
    3: ("bbbcd", "bbbccd", "bbbcdd"),
    4: ("bbbcd", "bbbcdd"),
}
"""Rank of the target to panels: b for behavioural, c for coding, d for system design."""
THIN = 0.06
"""Share of loops in which scorecards are missing, or a dimension was hardly asked about."""
FIRST_DAY, DAYS = date(2026, 1, 5), 300


def cohort(seed: int, size: int) -> tuple[Packet, ...]:
    """Made-up loops, `size` of them; those of a smaller cohort of that seed come first."""
    phrases = load_phrases()
    names = Names(Random(f"names {seed}"), phrases.listed("locales"))
    pool = interviewers(Random(f"interviewers {seed}"), names)
    return tuple(
        _loop(Random(f"loop {seed} {number}"), phrases, names.new(), pool) for number in range(size)
    )


def _loop(rng: Random, phrases: Phrases, name: str, pool: tuple[Interviewer, ...]) -> Packet:
    who = candidate(rng, name)
    stories = bank(rng, phrases, _reach(who))
    room = Room(rng, phrases, Speaker(rng, phrases, stories, who.target), who)
    return Packet(
        candidate=name,
        target=phrases.levels[who.target],
        scorecards=_scorecards(rng, room, pool),
        stories=stories.stories,
        role=rng.choice(phrases.listed("roles")),
        held_on=FIRST_DAY + timedelta(days=rng.randrange(DAYS)),
    )


def _scorecards(rng: Random, room: Room, pool: tuple[Interviewer, ...]) -> tuple[Scorecard, ...]:
    letters = rng.choice(PANELS[room.who.target])
    lacking = rng.choice(("scorecards", "scope", "leadership")) if rng.random() < THIN else None
    cards = [
        replace(
            scorecard(room, interviewer, letter, lacking if place else None),
            id=f"{letter}{letters[: place + 1].count(letter)}",
        )
        for place, (letter, interviewer) in enumerate(
            zip(letters, rng.sample(pool, len(letters)), strict=True)
        )
    ]
    seats = [place for place, card in enumerate(cards) if card.submitted]
    raiser = rng.choice(seats)
    cards[raiser] = replace(cards[raiser], bar_raiser=True)
    return tuple(cards)


def _reach(who: MadeUpCandidate) -> int:
    """How far the candidate's largest story goes, from 0 (a task) to 3 (the company)."""
    return min(max(ceil(who.shows["scope"]) - 1, 0), len(REACHES) - 1)
