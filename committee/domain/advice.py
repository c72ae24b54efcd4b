"""Before the next loop: what to work on, each line from something that this loop found.

Nothing is advised that isn't tied to evidence, to an interview or to a story of this packet; a
packet in which nothing was found gets no advice.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from .case import Case
from .coaching import FAR, LARGER_STORY, LEARNINGS, MISSING, NEAR, VOTED
from .decision import Verdict
from .packet import QUOTE, Evidence, Story
from .policy import ReadRule, TrapRule
from .rubric import CODING, LEVEL_DIMENSIONS, Rubric
from .signals import confirmations
from .story_bank import Suggestion, left_at_home, story_for, titles
from .trace import GATES, VETO, Rule, Step

HALF_A_POINT = 0.5
"""How far under its gate a coding mean is no longer near."""

_WE, _I = re.compile(r"\b[Ww]e\b"), re.compile(r"\bI\b")


@dataclass(frozen=True)
class Advice:
    """One thing to work on, what of the packet it rests on, and what could answer it.

    `topic` and `gap` are those of the coaching, `needed` the level that was asked for. It rests
    on `evidence` and `interviews` (ids), and names the titles of the stories in which it was
    `heard_in`. `decisive` if it answers a rule that kept the loop from a hire at its target;
    `step` is then that rule's. `against` of `logged` sentences speak against it; `mute` if some
    show nothing that a person did. `we` and `i` are how often the words stand in the sentences.
    `score` is the lowest of the coding rounds. `suggestion` and `at_home` are stories to tell.
    """

    topic: str
    evidence: tuple[str, ...] = ()
    interviews: tuple[str, ...] = ()
    decisive: bool = False
    gap: str = NEAR
    needed: str = ""
    step: Step | None = None
    logged: int = 0
    against: int = 0
    mute: bool = False
    heard_in: tuple[str, ...] = ()
    we: int = 0
    i: int = 0
    score: float = 0.0
    suggestion: Suggestion | None = None
    at_home: tuple[Story, ...] = ()
    ended_at_result: tuple[str, ...] = ()

    @property
    def stories(self) -> tuple[str, ...]:
        """The ids of the stories of the bank that it speaks of."""
        suggested = self.suggestion.story if self.suggestion else None
        return (
            *([suggested.id] if suggested else []),
            *(story.id for story in self.at_home),
            *self.ended_at_result,
        )


def before_next_loop(case: Case, rubric: Rubric) -> tuple[Advice, ...]:
    """What to work on, what decided first; empty where nothing was found."""
    found = _Debrief(case, rubric)
    lines = (*found.too_little(), *found.held_down(), *found.traps(), *found.unfinished())
    return tuple(sorted((*lines, *found.untold(lines)), key=lambda line: not line.decisive))


@dataclass(frozen=True)
class _Debrief:
    case: Case
    rubric: Rubric

    @cached_property
    def unmet(self) -> tuple[Step, ...]:
        """The gates, vetoes and bars that stood against the target."""
        trace = self.case.ruling.trace
        stages = (*(s for s in trace if s.rule == Rule(GATES)), *self.case.ruling.tests[:1])
        return tuple(step for stage in stages for step in stage.unmet)

    def too_little(self) -> Iterator[Advice]:
        """What the committee lacked to decide at all."""
        packet, target = self.case.packet, self.case.target
        for count in self.case.ruling.trace[0].unmet:
            what = count.rule.subject
            if what not in (*LEVEL_DIMENSIONS, CODING):
                continue
            pieces = self._on(what)
            mute = [piece for piece in pieces if self._backs_nothing(piece)]
            yield Advice(
                what,
                _ids(mute or pieces),
                tuple(c.id for c in packet.submitted if c.read(what) and not c.on(what)),
                decisive=True,
                gap=MISSING,
                needed=target,
                step=count,
                mute=bool(mute),
                suggestion=self._story_for(what, target),
            )

    def held_down(self) -> Iterator[Advice]:
        """What read under its bar, scored under its gate, or was voted down."""
        seen: set[str] = set()
        for step in self.unmet:
            what = step.rule.subject
            if step.rule.kind == VETO:
                ruled = self.case.policy.veto_by_id[what].rule
                what = ruled.dimension if isinstance(ruled, ReadRule) else ""
            # The panel's votes and a bar raiser's are answered alike.
            topic = what if what in (*LEVEL_DIMENSIONS, CODING) else VOTED
            if not what or topic in seen:
                continue
            seen.add(topic)
            if topic == what:
                yield self._under_bar(what, step)
            elif against := [p for _, p in self.case.packet.evidence if p.polarity == "against"]:
                yield Advice(VOTED, _ids(against), decisive=True, step=step)

    def traps(self) -> Iterator[Advice]:
        """What an interviewer confirmed about the way of telling."""
        for trap in self.rubric.traps:
            found = confirmations(self.case.packet, trap.id).values()
            refs = [ref for who in found for ref in who]
            if refs:
                ids = {ref.id for ref in refs if ref.kind == "evidence"}
                pieces = [piece for _, piece in self.case.packet.evidence if piece.id in ids]
                rooms = tuple(ref.id for ref in refs if ref.kind == "interview")
                yield self._trapped(trap.id, pieces, rooms)

    def unfinished(self) -> Iterator[Advice]:
        """The stories that were told up to the Result and never to what was learned."""
        told = [piece for _, piece in self.case.packet.evidence if piece.story is not None]
        ended = {piece.story for piece in told if piece.step == "learnings"}
        pieces = [piece for piece in told if piece.step == "result" and piece.story not in ended]
        # Failure stories first: there the missing Learnings cost most.
        pieces.sort(key=lambda piece: piece.dimension != "failure")
        if pieces:
            yield Advice(
                LEARNINGS,
                _ids(pieces),
                heard_in=titles(self.case.packet, pieces),
                ended_at_result=tuple(dict.fromkeys(str(piece.story) for piece in pieces)),
            )

    def untold(self, lines: Iterable[Advice]) -> Iterator[Advice]:
        """The larger story that stayed in the bank, unless a line already asks for it."""
        named = {story for line in lines for story in line.stories}
        home = left_at_home(self.case.packet)
        if home and home[0].id not in named and self.case.verdict is not Verdict.HIRE:
            yield Advice(LARGER_STORY, _ids(self._on("scope")), at_home=(home[0],))

    def _under_bar(self, what: str, step: Step) -> Advice:
        pieces, signal = self._on(what), self.case.signals[what]
        against = [piece for piece in pieces if piece.polarity == "against"]
        needed, rooms = "", tuple[str, ...]()
        if what == CODING:
            low = min(signal.reads, key=lambda read: read.value)
            rooms, score, gap = (low.scorecard,), float(low.value), self._coding_gap()
        else:
            target, score = self.case.target, 0.0
            needed = self.case.policy.bars.get(what, {}).get(target, target)
            # A design read needs no evidence: then the round itself is what there is to refer to.
            rooms = () if pieces else tuple(read.scorecard for read in signal.reads)
            gap = self._gap(what, needed)
        return Advice(
            what,
            _ids(against or pieces),
            rooms,
            decisive=True,
            gap=gap,
            needed=needed,
            step=step,
            logged=len(pieces),
            against=len(against),
            score=score,
            suggestion=self._story_for(what, needed) if needed else None,
        )

    def _gap(self, what: str, needed: str) -> str:
        rank, read = self.case.policy.ladder.rank, self.case.signals[what].reads_at
        return FAR if read is not None and rank(needed) - rank(read) > 1 else NEAR

    def _coding_gap(self) -> str:
        gate = self.case.policy.gates.get(CODING, {}).get(self.case.target, 0.0)
        score = self.case.signals[CODING].score
        return FAR if score is not None and gate - score >= HALF_A_POINT else NEAR

    def _trapped(self, trap: str, pieces: list[Evidence], rooms: tuple[str, ...]) -> Advice:
        said = [piece.quote for piece in pieces if piece.kind == QUOTE]
        quotes = " ".join(said) if trap == "we" else ""
        home = tuple(left_at_home(self.case.packet)) if trap == "safe-story" else ()
        lowest = self.case.policy.ladder.at(0)
        return Advice(
            trap,
            _ids(pieces),
            rooms,
            decisive=self._decided(trap),
            needed=self.case.target,
            heard_in=titles(self.case.packet, pieces),
            we=len(_WE.findall(quotes)),
            i=len(_I.findall(quotes)),
            suggestion=None if home else self._story_for(trap, lowest),
            at_home=home,
        )

    def _decided(self, trap: str) -> bool:
        fired = {step.rule.subject for step in self.unmet if step.rule.kind == VETO}
        ruled = [veto.rule for veto in self.case.policy.vetoes if veto.id in fired]
        return any(isinstance(rule, TrapRule) and rule.trap == trap for rule in ruled)

    def _story_for(self, what: str, level: str) -> Suggestion | None:
        ladder = self.case.policy.ladder
        return story_for(self.case.packet, what, level, ladder, self.rubric)

    def _backs_nothing(self, piece: Evidence) -> bool:
        return bool(set(piece.traps) & set(self.case.policy.aggregation.backs_nothing))

    def _on(self, dimension: str) -> list[Evidence]:
        return [piece for _, piece in self.case.packet.evidence if piece.dimension == dimension]


def _ids(pieces: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple(piece.id for piece in pieces)
