"""The evidence form as its template reads it: what was typed, and what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from committee.domain.guide import Guide
from committee.domain.ladder import Ladder
from committee.domain.number_input import clock
from committee.domain.rubric import BEHAVIORAL_KIND, POLARITIES, RATED_IN, RECOMMENDATIONS, Rubric
from committee.errors import FormError
from committee.present.charts.level_grid import Grid
from committee.present.voice import words
from committee.scorecard.draft import Draft, EvidenceRow
from committee.scorecard.evidence_acts import NEEDS
from committee.scorecard.fields import value_of
from committee.scorecard.form_acts import seen
from committee.scorecard.history import last_removed, said
from committee.speech.measured_accuracy import accuracy
from committee.speech.nudges import NudgeRule

from .clock_moments import MomentsView, moments_view
from .evidence_rows import KIND_NAMES, PieceView, piece_view
from .follow_ups import FollowUps, follow_ups
from .form_hints import HintView, Stories, hints, how_often_right
from .interviewer_grid import own_grid
from .rating_choices import Choice, RatingChoice, chosen, rating_of
from .review_by_dimension import DimensionReview, review_by_dimension
from .review_nudges import review_nudges
from .technical_round import RoundView, logged_steps, round_view, step_choices


@dataclass(frozen=True)
class Sitting:
    """Whose scorecard is filled: the candidate, the target level, "2 of 3", the shared stories.

    `nudging` says what isn't evidence, to be asked about.
    """

    candidate: str
    target: str
    place: str = ""
    stories: Stories = ()
    nudging: Sequence[NudgeRule] = ()


@dataclass(frozen=True)
class StepCount:
    """How often a step was logged."""

    name: str
    count: int
    missing: bool


@dataclass(frozen=True)
class Theme:
    """A theme to ask about, with its questions."""

    choice: Choice
    asks: tuple[str, ...]


@dataclass(frozen=True)
class CollisionView:
    """A text that was changed in two tabs at once: what its field holds, and the other."""

    field: str
    here: str
    there: str


@dataclass(frozen=True)
class FormView:
    """The whole form: capture box, evidence newest first, ratings, recommendation, hints.

    `needs` says, by field, what logging needs; `seen` are the form's digests of itself.
    """

    candidate: str
    line: str
    target: str
    kind: str
    draft: Draft
    clock: str
    running: bool
    steps: tuple[Choice, ...]
    technical: RoundView | None
    dimensions: tuple[Choice, ...]
    polarities: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    stories: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    pieces: tuple[PieceView, ...]
    removed: tuple[PieceView, ...]
    just_removed: PieceView | None
    moments: MomentsView
    counts: tuple[StepCount, ...]
    ratings: tuple[RatingChoice, ...]
    recommendations: tuple[Choice, ...]
    at: tuple[Choice, ...]
    traps: tuple[Choice, ...]
    themes: tuple[Theme, ...]
    follow_ups: FollowUps
    hints: tuple[HintView, ...]
    hints_right: str
    review: tuple[str, ...]
    by_dimension: tuple[DimensionReview, ...]
    inbox: int
    grid: Grid
    faults: Mapping[str, str]
    refused: bool
    needs: Mapping[str, str]
    seen: Mapping[str, str]
    collisions: tuple[CollisionView, ...]


def form_view(
    draft: Draft,
    sitting: Sitting,
    ladder: Ladder,
    rubric: Rubric,
    guide: Guide,
    *,
    seconds: float = 0.0,
    faults: Mapping[str, str] | None = None,
    refused: bool = False,
) -> FormView:
    """The form of a draft; `seconds` is what its clock shows now, `faults` go by field.

    `refused`: something that was asked for wasn't done, because of them.
    """
    kind, box = draft.kind, draft.capture
    spoken = kind == BEHAVIORAL_KIND
    stories = tuple(
        Choice(s.id, f"Story {n}: “{s.title}”", s.id == box.story)
        for n, s in enumerate(sitting.stories, start=1)
    )
    rated = RATED_IN[kind]
    dimension = box.dimension or (rated[0] if len(rated) == 1 else "")
    titles = {s.id: s.title for s in sitting.stories}

    def rows(pieces: Sequence[EvidenceRow]) -> tuple[PieceView, ...]:
        told = (ladder, rubric, titles, sitting.nudging, guide.technical_names)
        return tuple(piece_view(piece, *told) for piece in pieces)

    last, pieces = last_removed(draft), rows(draft.evidence[::-1])
    place = f"{words.KINDS[kind]} {sitting.place}".strip()
    return FormView(
        candidate=sitting.candidate,
        line=f"{place} · target {ladder.name(sitting.target)}",
        target=sitting.target,
        kind=kind,
        draft=draft,
        clock=clock(seconds),
        running=draft.since is not None,
        steps=step_choices(draft, rubric, guide),
        technical=round_view(draft, sitting.target, ladder, rubric, guide),
        dimensions=tuple(
            Choice(d, rubric.name(d), d == dimension, str(n)) for n, d in enumerate(rated, start=1)
        ),
        polarities=chosen(POLARITIES, box.polarity or "for", str.capitalize),
        kinds=chosen(tuple(KIND_NAMES), box.kind, KIND_NAMES.__getitem__),
        stories=stories,
        levels=chosen(ladder.ids, box.reads, ladder.name),
        pieces=pieces,
        removed=rows(draft.removed),
        just_removed=rows([last])[0] if last else None,
        moments=moments_view(draft),
        counts=_counts(draft, rubric, guide),
        ratings=tuple(rating_of(draft, d, sitting.target, ladder, rubric) for d in rated),
        recommendations=chosen(
            RECOMMENDATIONS, draft.recommendation, words.RECOMMENDATIONS.__getitem__
        ),
        at=chosen(ladder.targets, draft.at or sitting.target, ladder.name),
        traps=tuple(
            Choice(t.id, t.name, t.id in draft.traps, anchor=t.meaning) for t in rubric.traps
        )
        if spoken
        else (),
        themes=tuple(
            Theme(Choice(t.id, t.name, t.id == box.theme), guide.themes.get(t.id, ()))
            for t in rubric.themes
        )
        if spoken
        else (),
        follow_ups=follow_ups(draft, guide),
        hints=hints(draft, rubric, guide, sitting.stories) if spoken else (),
        hints_right=how_often_right(accuracy()),
        review=review_nudges(draft, sitting.target, ladder),
        by_dimension=review_by_dimension(
            draft, {each.id: each for each in pieces}, sitting.target, ladder, rubric, guide
        ),
        inbox=len(draft.inbox),
        grid=own_grid(draft, sitting.target, ladder, rubric),
        faults=faults or {},
        refused=refused,
        needs={field: said(FormError(found, remedy=do)) for field, (found, do) in NEEDS.items()},
        seen=seen(replace(draft, at=draft.at or sitting.target)),
        collisions=tuple(
            CollisionView(each.field, value_of(draft, each.field), each.other)
            for each in draft.collisions
        ),
    )


def _counts(draft: Draft, rubric: Rubric, guide: Guide) -> tuple[StepCount, ...]:
    """How often each step was logged; a result without a learning after it lacks its last step."""
    if draft.kind in guide.rounds:
        return tuple(StepCount(*each, missing=False) for each in logged_steps(draft, guide))
    logged = [row.step for row in draft.evidence]
    *_, before, last = rubric.steps
    return tuple(
        StepCount(
            step.name,
            logged.count(step.id),
            step is last and before.id in logged and last.id not in logged,
        )
        for step in rubric.steps
    )
