"""One piece of logged evidence as a row: its minute, its words, and its tags."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from committee.domain.ladder import Ladder
from committee.domain.number_input import clock
from committee.domain.packet import OBSERVATION, PARAPHRASE
from committee.domain.rubric import Rubric
from committee.errors import FormError
from committee.scorecard.draft import EvidenceRow
from committee.speech import read_answer
from committee.speech.nudges import NudgeRule, nudges_for

KIND_NAMES = {PARAPHRASE: "In my words", OBSERVATION: "Seen, not said"}
"""What is no quote, as an interviewer chooses it."""
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class PieceView:
    """A piece of evidence; `parts` are its words, each with whether "we" acts in them.

    `minute` is how a clock shows it; the piece's own may be finer. `nudges` ask what it might be
    instead of evidence, each with what to write.
    """

    id: str
    piece: EvidenceRow
    minute: str
    parts: tuple[tuple[str, bool], ...]
    tags: tuple[str, ...]
    nudges: tuple[str, ...] = ()


def piece_view(
    row: EvidenceRow,
    ladder: Ladder,
    rubric: Rubric,
    stories: Mapping[str, str],
    rules: Sequence[NudgeRule] = (),
    technical: Mapping[str, str] = NOTHING,
) -> PieceView:
    """The row of a piece as it stands in a draft.

    `stories` gives titles by id, `technical` names of steps that the rubric lacks.
    """
    minutes = row.minutes
    return PieceView(
        id=row.id,
        piece=row,
        minute="" if minutes is None else clock(minutes * 60),
        parts=((row.quote, False),) if row.kind else _parts(row.quote),
        tags=tuple(filter(None, _tags(row, ladder, rubric, stories, technical))),
        nudges=tuple(f"{n.rule.name}? {n.rule.ask}" for n in nudges_for(row.quote, rules)),
    )


def _tags(
    row: EvidenceRow,
    ladder: Ladder,
    rubric: Rubric,
    stories: Mapping[str, str],
    technical: Mapping[str, str],
) -> list[str]:
    steps = {**technical, **{step.id: step.name for step in rubric.steps}}
    names = {dimension.id: dimension.name for dimension in rubric.dimensions}
    traps = {trap.id: trap.name for trap in rubric.traps}
    return [
        steps.get(row.step, ""),
        names.get(row.dimension, ""),
        KIND_NAMES[row.kind].lower() if row.kind else "",
        "against" if row.polarity == "against" else "",
        f"reads {ladder.name(row.reads)}" if row.reads in ladder else "",
        stories.get(row.story, ""),
        *(f"trap: {traps[trap]}" for trap in row.traps if trap in traps),
    ]


def _parts(quote: str) -> tuple[tuple[str, bool], ...]:
    try:
        found = read_answer(quote).subjects.plural
    except FormError:
        return ((quote, False),)
    parts, at = [], 0
    for finding in found:
        if finding.start >= at:
            parts += [
                (quote[at : finding.start], False),
                (quote[finding.start : finding.end], True),
            ]
            at = finding.end
    return tuple(part for part in (*parts, (quote[at:], False)) if part[0])
