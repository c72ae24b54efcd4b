"""An answer's signals: every detector asked once, nothing weighed."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from committee.domain.rubric import STEPS

from .failure import FailureWords, find_failure
from .findings import Finding, read
from .hedging import find_digressions, find_hedges
from .influence import InfluenceWords, find_influence
from .results import find_numbers, find_results
from .specificity import find_specificity
from .star_steps import find_steps
from .subjects import Subjects, find_subjects
from .themes import asked_about
from .time_to_point import find_decisions, setup_words

Clock = Sequence[tuple[int, float]]
"""(character of the answer, seconds since it began), rising: where each cue begins."""


@dataclass(frozen=True, slots=True)
class Point:
    """The first decision or result: the words themselves, how many came before, and when.

    `seconds` count from the beginning of the answer; None where no time is known.
    """

    finding: Finding
    words: int
    seconds: float | None


@dataclass(frozen=True, slots=True)
class AnswerSignals:
    """What was found in one answer. `words` counts spoken words, `seconds` may be unknown.

    `i` and `we` count the words themselves, as anybody can count them, contractions included.
    `setup_words` came before the first decision, result or run of own actions.
    `steps` maps each STAR-L step to its words, an empty tuple where it is missing.
    `specificity` is in particular words less general ones, for each hundred.
    """

    words: int
    i: int
    we: int
    seconds: float | None
    question: str
    themes: frozenset[str]
    asks_influence: bool
    asks_weakness: bool
    asks_leading: bool
    subjects: Subjects
    decisions: tuple[Finding, ...]
    own_decisions: tuple[Finding, ...]
    results: tuple[Finding, ...]
    numbers: tuple[Finding, ...]
    first_decision: Point | None
    first_result: Point | None
    setup_words: int
    setup_seconds: float | None
    steps: dict[str, tuple[Finding, ...]]
    failure: FailureWords
    influence: InfluenceWords
    hedges: tuple[Finding, ...]
    digressions: tuple[Finding, ...]
    specificity: float

    @property
    def acts_i(self) -> int:
        """Acts told with "I"."""
        return len(self.subjects.own) + len(self.subjects.assists)

    @property
    def acts_we(self) -> int:
        """Acts told with "we"."""
        return len(self.subjects.plural)

    @property
    def setup_share(self) -> float:
        """Set-up words over all words, 0.0 to 1.0."""
        return self.setup_words / self.words if self.words else 0.0

    @property
    def missing_steps(self) -> tuple[str, ...]:
        """STAR-L steps without any words, in their order."""
        return tuple(step for step in STEPS if not self.steps[step])


def read_answer(
    answer: str, question: str = "", *, seconds: float | None = None, clock: Clock = ()
) -> AnswerSignals:
    """Ask every detector about one answer; linear in its length.

    `seconds` is how long it took. With a `clock`, times come from the cues; with `seconds`
    alone, they assume an even pace. Raises FormError if the answer is too long to be one.
    """
    reading = read(answer)
    subjects = find_subjects(reading)
    decisions, results = find_decisions(reading), find_results(reading)
    actions = tuple(
        sorted((*subjects.own, *subjects.plural, *subjects.group), key=lambda f: f.start)
    )
    asked = asked_about(question, answer)
    spoken = reading.text.spoken
    setup = setup_words(reading, decisions, results, subjects.nobody)

    def at(words: int, start: int) -> float | None:
        if clock:
            return at_clock(clock, start)
        return seconds * words / spoken if seconds is not None and spoken else None

    def first(found: tuple[Finding, ...]) -> Point | None:
        return (
            Point(found[0], found[0].before, at(found[0].before, found[0].start)) if found else None
        )

    place = next(
        (s for s, b in zip(reading.text.starts, reading.text.before, strict=True) if b >= setup),
        len(answer),
    )
    return AnswerSignals(
        words=spoken,
        i=reading.text.words.count("i"),
        we=reading.text.words.count("we"),
        seconds=seconds,
        question=question,
        themes=asked.themes,
        asks_influence=asked.influence,
        asks_weakness=asked.weakness,
        asks_leading=asked.leading,
        subjects=subjects,
        decisions=decisions,
        own_decisions=find_decisions(reading, own=True),
        results=results,
        numbers=find_numbers(reading, results),
        first_decision=first(decisions),
        first_result=first(results),
        setup_words=setup,
        setup_seconds=at(setup, place),
        steps=find_steps(reading, actions, results),
        failure=find_failure(reading),
        influence=find_influence(reading, over_rank=asked.over_rank),
        hedges=find_hedges(reading),
        digressions=find_digressions(reading),
        specificity=find_specificity(reading),
    )


def at_clock(clock: Clock, start: int) -> float:
    """Seconds at a character, evenly between the two cues around it; the clock isn't empty."""
    place = bisect_right(clock, start, key=lambda cue: cue[0])
    if place in (0, len(clock)):
        return clock[max(0, place - 1)][1]
    earlier, later = clock[place - 1], clock[place]
    share = (start - earlier[0]) / (later[0] - earlier[0])
    return earlier[1] + share * (later[1] - earlier[1])
