"""Scorecards that are amended: what changed from revision to revision, and what is about to."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from time import time

from committee.files.interview_guide import load_guide
from committee.files.rubrics import load_rubric
from committee.present.form.revision_changes import Naming, changes
from committee.scorecard.draft import Draft
from committee.scorecard.not_ready_to_send import handed_in
from committee.store import scorecards, who_read_others
from committee.store.tables.loops import OPEN, Assignment
from committee.store.tables.scorecards import Revision
from committee.web.accounts.signed_in import me
from committee.web.frame.transactions import db
from committee.web.packets.packets_from_rows import ladder_of

from .drafts import of_seat, stories_for


@dataclass(frozen=True)
class Amending:
    """An amendment in the making: the revision that it becomes, and what it changes so far.

    `read` says that its author has read the others' scorecards, as the revision will say.
    """

    number: int
    changes: tuple[str, ...]
    read: bool


def amending(seat: Assignment, draft: Draft) -> Amending | None:
    """What a draft amends; None while nothing was ever submitted of the interview."""
    latest = scorecards.latest(db(), seat) if seat.state != OPEN else None
    if latest is None:
        return None
    said = changes(of_seat(seat, latest.body), handed_in(draft, time()), _naming(seat))
    return Amending(latest.number + 1, said, who_read_others.has_read(db(), seat.loop, me()))


def changed_by(seat: Assignment, sent: Sequence[Revision]) -> list[tuple[str, ...]]:
    """What each revision changed against the one before; the first changed nothing."""
    if len(sent) < 2:
        return [()] * len(sent)
    by = _naming(seat)
    told = [of_seat(seat, revision.body) for revision in sent]
    return [(), *(changes(before, after, by) for before, after in pairwise(told))]


def _naming(seat: Assignment) -> Naming:
    rubric, guide = load_rubric(), load_guide()
    return Naming(
        ladder_of(seat.loop),
        rubric,
        seat.loop.target,
        {**guide.technical_names, **{step.id: step.name for step in rubric.steps}},
        {story.id: story.title for story in stories_for(seat)},
    )
