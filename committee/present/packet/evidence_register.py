"""Evidence as a reader meets it: numbered, by dimension, with what an interviewer made of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from committee.domain.case import Case
from committee.domain.number_input import clock
from committee.domain.packet import QUOTE, Evidence, Packet, Scorecard
from committee.domain.rubric import BEHAVIORAL, CODING, SYSTEM_DESIGN, Rubric
from committee.domain.trace import Ref
from committee.present.voice.words import KINDS, RECOMMENDATIONS, counted, number

from .evidence_views import (
    LONG,
    DimensionEvidence,
    InterviewRow,
    Link,
    NextLevel,
    Piece,
    direction_of,
    segments_of,
)

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


@dataclass(frozen=True)
class Register:
    """Every piece of evidence of a packet with its number, its anchor and its interviewer.

    Numbers run in the order of the body. `named` is false in an edition that names no
    interviewer: there an interview goes by its number. `cites` is false in one that shows no
    evidence: nothing refers to it.
    """

    case: Case
    rubric: Rubric
    named: bool = True
    cites: bool = True

    @cached_property
    def ordered(self) -> tuple[tuple[Scorecard, Evidence], ...]:
        """Behavioural evidence by dimension, then the technical rounds."""
        order = (*BEHAVIORAL, SYSTEM_DESIGN, CODING)
        found = self.case.packet.evidence
        return tuple(sorted(found, key=lambda pair: order.index(pair[1].dimension)))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Evidence id to its number, from 1."""
        return {piece.id: at for at, (_, piece) in enumerate(self.ordered, start=1)}

    @cached_property
    def rooms(self) -> dict[str, int]:
        """Interview id to its number, from 1, in the order of the loop."""
        return {card.id: at for at, card in enumerate(self.case.packet.submitted, start=1)}

    def anchor(self, evidence_id: str) -> str:
        """The anchor of a piece of evidence: "e-" and its id, or its number where that won't do."""
        plain = _SAFE.fullmatch(evidence_id)
        return f"e-{evidence_id}" if plain else f"e--{self.numbers[evidence_id]}"

    def who(self, card: Scorecard) -> str:
        """The interviewer's name, or the interview's number."""
        return card.interviewer if self.named else f"Interview {self.rooms[card.id]}"

    def links(self, ids: Iterable[str]) -> tuple[Link, ...]:
        """References to evidence in the order of its numbers, each once."""
        once = sorted(set(ids) if self.cites else (), key=self.numbers.__getitem__)
        return tuple(Link(str(self.numbers[piece]), self.anchor(piece)) for piece in once)

    def room_links(self, ids: Iterable[str]) -> tuple[Link, ...]:
        """References to interviews as a whole, in the order of the loop."""
        numbers = sorted({self.rooms[room] for room in ids} if self.cites else ())
        return tuple(Link(str(at), f"i-{at}" if self.named else "") for at in numbers)

    def cited(self, refs: Iterable[Ref]) -> tuple[Link, ...]:
        """Links to the evidence that references name."""
        return self.links(ref.id for ref in refs if ref.kind == "evidence")

    def on(self, dimension: str) -> tuple[Piece, ...]:
        """The evidence of one dimension."""
        pairs = (pair for pair in self.ordered if pair[1].dimension == dimension)
        return tuple(self._piece(card, piece) for card, piece in pairs)

    def pieces(self, ids: Iterable[str]) -> tuple[Piece, ...]:
        """The evidence of those ids, in the order of its numbers."""
        wanted = set(ids)
        return tuple(self._piece(card, piece) for card, piece in self.ordered if piece.id in wanted)

    def dimension(self, name: str, tone: str) -> DimensionEvidence:
        """What was heard on a dimension, in the tone of its row of the level grid."""
        signal = self.case.signals[name]
        reads = "no signal"
        if signal.reads_at is not None:
            reads = f"reads {self.case.policy.ladder.name(signal.reads_at)}"
        elif signal.score is not None:
            reads = f"{number(signal.score)} of 4"
        wanted = tuple(self._next_levels(name))
        return DimensionEvidence(self.rubric.name(name), reads, tone, self.on(name), wanted)

    def _next_levels(self, dimension: str) -> Iterator[NextLevel]:
        ladder = self.case.policy.ladder
        for card in self.case.packet.submitted:
            text, read = card.next_level.get(dimension), card.read(dimension)
            above = len(ladder) if read is None else ladder.rank(read) + 1
            if text and above < len(ladder):
                yield NextLevel(card.interviewer, ladder.name(ladder.at(above)), text)

    @property
    def interviews(self) -> tuple[InterviewRow, ...]:
        """Every interview with its scorecard, for an edition that names interviewers."""
        return tuple(self._interview(card) for card in self.case.packet.submitted)

    def _interview(self, card: Scorecard) -> InterviewRow:
        ladder = self.case.policy.ladder
        rated = [f"{self.rubric.name(d)} {number(score)}" for d, score in card.scores.items()]
        rated += [
            f"{self.rubric.name(d)} {ladder.name(level)}"
            for d in card.dimensions
            if (level := card.read(d)) is not None
        ]
        recommendation = ""
        if card.recommendation is not None:
            recommendation = RECOMMENDATIONS[card.recommendation]
            if card.says_yes:
                recommendation += f" at {ladder.name(card.at or self.case.packet.target)}"
        raiser = ", bar raiser" if card.bar_raiser else ""
        return InterviewRow(
            anchor=f"i-{self.rooms[card.id]}",
            who=card.interviewer,
            kind=f"{KINDS[card.kind]}{raiser}",
            rated=", ".join(rated) or "nothing rated",
            recommendation=recommendation,
            traps=tuple(self.rubric.trap(trap).name for trap in card.traps),
            note=card.note or "",
        )

    def _piece(self, card: Scorecard, piece: Evidence) -> Piece:
        titles = {story.id: story.title for story in self.case.packet.stories}
        steps = {step.id: step.name for step in self.rubric.steps}
        about = [self.who(card)]
        if piece.kind != QUOTE:
            about.append(piece.kind)
        if piece.step is not None:
            about.append(steps[piece.step])
        if piece.story is not None:
            about.append(f"from “{titles[piece.story]}”")
        if piece.minute is not None:
            about.append(f"at {clock(piece.minute * 60)}")
        mute = set(piece.traps) & set(self.case.policy.aggregation.backs_nothing)
        return Piece(
            number=self.numbers[piece.id],
            anchor=self.anchor(piece.id),
            segments=segments_of(piece),
            direction=direction_of(piece.quote),
            tone="meet" if piece.polarity == "for" else "down",
            polarity=piece.polarity,
            about=tuple(about),
            reads=self.case.policy.ladder.name(piece.reads) if piece.reads else "",
            traps=tuple(self.rubric.trap(trap).name for trap in piece.traps),
            backs=not mute,
            long=len(piece.quote) > LONG,
            noted=piece.dimension not in BEHAVIORAL or piece.kind != QUOTE,
        )


def outstanding(packet: Packet, *, named: bool) -> str:
    """Who has not handed in a scorecard, in a sentence; empty if everybody has."""
    late = [card for card in packet.scorecards if not card.submitted]
    if not late:
        return ""
    who = f" ({', '.join(card.interviewer for card in late)})" if named else ""
    verb = "was" if len(late) == 1 else "were"
    return f"{counted(len(late), 'scorecard')} {verb} not handed in{who} and could not count."
