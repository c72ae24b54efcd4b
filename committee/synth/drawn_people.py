"""Who takes part: candidates who show something on each dimension, interviewers who differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from faker import Faker

from committee.domain.rubric import SYSTEM_DESIGN

INTERVIEWERS = 16
TARGETS = {1: 0.15, 2: 0.5, 3: 0.3, 4: 0.05}
SEVERITY, ABILITY, UNEVENNESS = 0.25, 0.55, 0.3
"""Standard deviations, in levels: of interviewers, of candidates, of one candidate's dimensions."""
ABOVE_TARGET = {
    "scope": -0.12,
    "leadership": -0.15,
    "failure": -0.35,
    "communication": 0.35,
    SYSTEM_DESIGN: 0.4,
}
"""How far above the target the middle candidate is, in levels: set so that outcomes mix."""
CODING_MEAN, CODING_SPREAD = 3.5, 0.35


@dataclass(frozen=True)
class Interviewer:
    """Somebody who reads everything a little higher or lower; `severity` in levels."""

    name: str
    severity: float


@dataclass(frozen=True)
class MadeUpCandidate:
    """What a candidate really shows; `shows` in ranks of the ladder, `coding` from 1.0 to 4.0."""

    name: str
    target: int
    shows: Mapping[str, float]
    coding: float


class Names:
    """Full names out of several countries, none of them twice."""

    def __init__(self, rng: Random, locales: list[str]) -> None:
        self._rng, self._used = rng, set[str]()
        self._fakers = [Faker(locale) for locale in locales]
        for faker in self._fakers:
            faker.seed_instance(rng.random())

    def new(self) -> str:
        """A name that has not been given yet."""
        while True:
            faker = self._rng.choice(self._fakers)
            sort = self._rng.choice(("female", "male"))
            first, last = (getattr(faker, f"{part}_name_{sort}")() for part in ("first", "last"))
            name = f"{first} {last}"
            if name not in self._used:
                self._used.add(name)
                return name


def interviewers(rng: Random, names: Names) -> tuple[Interviewer, ...]:
    """The people who interview for a cohort."""
    return tuple(Interviewer(names.new(), rng.gauss(0, SEVERITY)) for _ in range(INTERVIEWERS))


def candidate(rng: Random, name: str) -> MadeUpCandidate:
    """Somebody who aims at a level and shows about that, unevenly."""
    target = rng.choices(list(TARGETS), list(TARGETS.values()))[0]
    general = target + rng.gauss(0, ABILITY)
    shows = {
        dimension: general + rng.gauss(usual, UNEVENNESS)
        for dimension, usual in ABOVE_TARGET.items()
    }
    return MadeUpCandidate(name, target, shows, rng.gauss(CODING_MEAN, CODING_SPREAD))
