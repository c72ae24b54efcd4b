"""The candidate's next two weeks: exercises in order, what decided first, each with its story."""

from collections import Counter
from dataclasses import dataclass

from committee.domain.advice import Advice
from committee.domain.case import Case
from committee.domain.coaching import VOTED, Coaching, Exercise
from committee.domain.packet import Story
from committee.domain.rubric import CODING, SYSTEM_DESIGN
from committee.present.voice.advice_said import advised
from committee.present.voice.candidate_and_committee_voice import CandidateVoice, voice_for
from committee.present.voice.words import number

from .evidence_register import Register
from .evidence_views import Link

TOLD_IN = ("we", "verbosity", VOTED)
"""Topics that are worked on in the story in which they were heard."""
MOST, THIS_WEEK = 5, 2
WEEKS = ("This week", "Next week")


@dataclass(frozen=True)
class PlanStep:
    """One exercise: what it is about, what to do, what gave rise to it, whether that decided."""

    about: str
    do: str
    links: tuple[Link, ...] = ()
    decisive: bool = False


@dataclass(frozen=True)
class Week:
    """The steps of one week, in their order."""

    name: str
    steps: tuple[PlanStep, ...]


@dataclass(frozen=True)
class Plan:
    """Two weeks of two to five steps."""

    title: str
    weeks: tuple[Week, ...]


@dataclass(frozen=True)
class Planner:
    """What a plan is made from; `lines` are the advice, what decided first."""

    case: Case
    coaching: Coaching
    register: Register
    lines: tuple[Advice, ...]

    @property
    def voice(self) -> CandidateVoice:
        """The voice for whoever the plan is for."""
        return voice_for(self.case, self.register.rubric)

    def plan(self) -> Plan:
        """The plan: two exercises for what comes first, one for all else, and a closing one."""
        steps = self._steps()
        closing = self.coaching.closing[self.case.verdict]
        story = self._story(self.lines[0]) if self.lines else None
        if story is None and not self._looked_for():
            story = self._most_told()
        ends = closing[:1] if steps else closing[:2]
        steps += [PlanStep("To finish", self._words(each, story)) for each in ends]
        cut = min(THIS_WEEK, len(steps) - 1)
        weeks = (Week(WEEKS[0], tuple(steps[:cut])), Week(WEEKS[1], tuple(steps[cut:])))
        return Plan(self.coaching.titles[self.case.verdict], weeks)

    def _looked_for(self) -> bool:
        """Whether what comes first is to look for a story that the bank lacks."""
        first = self.lines[0] if self.lines else None
        steps = self.coaching.exercises(first.topic, first.gap) if first else ()
        return any(step.story != step.none for step in steps[:1])

    def _steps(self) -> list[PlanStep]:
        """What is first of each line comes before what is second of the first."""
        exercises = [self._exercises(line) for line in self.lines]
        firsts = [steps[0] for steps in exercises if steps]
        more = [step for steps in exercises[:1] for step in steps[1:3]]
        if len(firsts) > 1:
            more = more[:1]
        ordered = [*firsts[:1], *more[:1], *firsts[1:], *more[1:]]
        return ordered[: MOST - 1]

    def _exercises(self, line: Advice) -> list[PlanStep]:
        story = self._story(line)
        return [
            PlanStep(
                advised(line, self.voice).work_on,
                self._words(exercise, story, line),
                self.register.links(line.evidence) if at == 0 else (),
                line.decisive and at == 0,
            )
            for at, exercise in enumerate(self.coaching.exercises(line.topic, line.gap))
        ]

    def _words(self, exercise: Exercise, story: Story | None, line: Advice | None = None) -> str:
        topic, level = (line.topic, line.needed) if line else ("", "")
        level = level or self.case.target
        ladder, rubric = self.case.policy.ladder, self.register.rubric
        anchors = next((d.anchors for d in rubric.dimensions if d.id == topic), {})
        reach = next((r.anchor for r in rubric.reaches if r.level == level), "A whole task.")
        lowest = min((r.value for r in self.case.signals[CODING].reads), default=0.0)
        said = exercise.story if story else exercise.none
        return said.format(
            story=story.title if story else "",
            target=ladder.name(self.case.target),
            needed=ladder.name(level),
            anchor=anchors.get(level, ""),
            reach=(reach[:1].lower() + reach[1:]).rstrip("."),
            score=number(float(lowest)),
        )

    def _story(self, line: Advice) -> Story | None:
        """The story of the bank that an exercise is done with, None where none fits."""
        bank = {story.id: story for story in self.case.packet.stories}
        if line.topic in (CODING, SYSTEM_DESIGN):
            found = [s for s in self.case.packet.stories if "technical-judgment" in s.covers]
            return found[0] if found else None
        told = [piece.story for _, piece in self.case.packet.evidence if piece.id in line.evidence]
        ids = line.stories or (told if line.topic in TOLD_IN else ())
        return next((bank[id_] for id_ in ids if id_ is not None), None)

    def _most_told(self) -> Story | None:
        counts = Counter(piece.story for _, piece in self.case.packet.evidence if piece.story)
        return max(self.case.packet.stories, key=lambda s: counts[s.id], default=None)
