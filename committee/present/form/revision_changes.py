"""What one revision of a scorecard says otherwise than the one before, in short lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import shorten

from committee.domain.ladder import Ladder
from committee.domain.packet import NOT_ASSESSED
from committee.domain.rubric import RATED_IN, Rubric
from committee.present.voice.words import RECOMMENDATIONS, listed
from committee.scorecard.draft import Draft, EvidenceRow

from .evidence_rows import KIND_NAMES

LONG = 80
"""How many letters of a piece's words name it."""
TAGS = ("dimension", "polarity", "step", "reads", "kind", "story", "minute", "traps")


@dataclass(frozen=True)
class Naming:
    """What levels, dimensions, steps and stories are called where revisions are compared.

    `target` is the level that a yes speaks of where it names none.
    """

    ladder: Ladder
    rubric: Rubric
    target: str
    steps: Mapping[str, str]
    stories: Mapping[str, str]


def changes(before: Draft, after: Draft, by: Naming) -> tuple[str, ...]:
    """What differs, the ratings first; () where nothing does."""
    return (*_ratings(before, after, by), *_whole(before, after, by), *_pieces(before, after, by))


def _ratings(before: Draft, after: Draft, by: Naming) -> Iterator[str]:
    for dimension in RATED_IN[after.kind]:
        was, now = (_rated(draft, dimension, by) for draft in (before, after))
        if was != now:
            yield f"{by.rubric.name(dimension)}: {was} → {now}"
        if before.next_level.get(dimension, "") != after.next_level.get(dimension, ""):
            yield f"{by.rubric.name(dimension)}: the line on one level more was changed"


def _whole(before: Draft, after: Draft, by: Naming) -> Iterator[str]:
    was, now = (_recommended(draft, by) for draft in (before, after))
    if was != now:
        yield f"Recommendation: {was} → {now}"
    if before.note.strip() != after.note.strip():
        how = "changed" if before.note and after.note else "added" if after.note else "taken out"
        yield f"The private note was {how}"
    for trap in sorted({*before.traps} ^ {*after.traps}):
        how = "confirmed" if trap in after.traps else "no longer confirmed"
        yield f"“{by.rubric.trap(trap).name}” is {how} for the whole interview"


def _pieces(before: Draft, after: Draft, by: Naming) -> Iterator[str]:
    old, new = ({row.id: row for row in draft.evidence} for draft in (before, after))
    for id_, row in new.items():
        if id_ not in old:
            yield f"Added: {_words(row)}"
    for id_, row in old.items():
        if id_ not in new:
            yield f"Removed: {_words(row)}"
    for id_, row in new.items():
        if id_ in old and (said := [*_edits(old[id_], row, by)]):
            yield f"Edited: {_words(old[id_])}: {listed(said)}"


def _edits(was: EvidenceRow, now: EvidenceRow, by: Naming) -> Iterator[str]:
    if was.quote.strip() != now.quote.strip():
        yield f"now {_words(now)}"
    for tag in TAGS:
        old, new = _tag(was, tag, by), _tag(now, tag, by)
        if old != new:
            yield f"{tag} {old} → {new}"


def _tag(row: EvidenceRow, tag: str, by: Naming) -> str:
    """What a piece is tagged with, as people call it."""
    value = getattr(row, tag)
    if tag == "traps":
        return listed([by.rubric.trap(trap).name for trap in value]) if value else "none"
    if tag == "kind":
        return KIND_NAMES.get(value, "Theirs").lower()
    if tag == "polarity":
        return value or "for"
    names = {
        "dimension": {d.id: d.name for d in by.rubric.dimensions},
        "step": by.steps,
        "reads": {level.id: level.name for level in by.ladder.levels},
        "story": by.stories,
    }.get(tag, {})
    return names.get(value, value) or "none"


def _rated(draft: Draft, dimension: str, by: Naming) -> str:
    score, level = draft.scores.get(dimension), draft.reads.get(dimension, "")
    if score:
        return score
    if level in ("", NOT_ASSESSED):
        return "not assessed" if level else "not rated"
    return by.ladder.name(level) if level in by.ladder else level


def _recommended(draft: Draft, by: Naming) -> str:
    if not draft.recommendation:
        return "none"
    words = RECOMMENDATIONS[draft.recommendation]
    if draft.recommendation not in ("yes", "strong_yes"):
        return words
    at = draft.at or by.target
    return f"{words} at {by.ladder.name(at) if at in by.ladder else at}"


def _words(row: EvidenceRow) -> str:
    """A piece by its words; only what was said stands in quotation marks."""
    words = shorten(row.quote, LONG, placeholder=" …")
    return words if row.kind else f"“{words}”"
