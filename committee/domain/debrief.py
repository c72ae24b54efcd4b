"""Before the next loop: what to work on, each line from something that this loop found.

Nothing is said that isn't tied to evidence, to an interview or to a story of this packet; a
packet in which nothing was found gets no advice.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from .case import Case
from .coaching import FAR, LARGER_STORY, LEARNINGS, MISSING, NEAR, VOTED
from .decision import Verdict
from .packet import Evidence
from .policy import ReadRule, TrapRule
from .rubric import CODING, LEVEL_DIMENSIONS, Rubric, Trap
from .signals import confirmations
from .story_bank import left_at_home, quoted, reach, story_for, titles
from .trace import GATES, LEVEL, SUFFICIENCY, VETO, Outcome, Rule, Step

HALF_A_POINT = 0.5
"""How far under its gate a coding mean is no longer near."""

_WE, _I = re.compile(r"\b[Ww]e\b"), re.compile(r"\bI\b")


@dataclass(frozen=True)
class Advice:
    """One thing to work on, why, and what to do.

    `topic` and `gap` are those of the coaching, `needed` the level that was asked for. It rests
    on `evidence` and `interviews` (ids) and names `stories` (ids). `decisive` if it answers a
    rule that kept the loop from a hire at its target.
    """

    work_on: str
    because: str
    do: str
    evidence: tuple[str, ...] = ()
    interviews: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    decisive: bool = False
    topic: str = ""
    gap: str = NEAR
    needed: str = ""


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
        stages = (Rule(GATES), Rule(LEVEL, self.case.target))
        steps = (s for t in self.case.ruling.trace if t.rule in stages for s in t.steps)
        return tuple(step for step in steps if step.outcome is Outcome.NOT_MET)

    def too_little(self) -> Iterator[Advice]:
        """What the committee lacked to decide at all."""
        enough = next(s for s in self.case.ruling.trace if s.rule == Rule(SUFFICIENCY))
        for count in enough.steps:
            what = count.rule.subject
            if count.outcome is not Outcome.NOT_MET or what not in (*LEVEL_DIMENSIONS, CODING):
                continue
            because = f"{count.saw} of {count.needs}."
            pieces = self._on(what)
            mute = [piece for piece in pieces if self._backs_nothing(piece)]
            bare = [c.id for c in self.case.packet.submitted if c.read(what) and not c.on(what)]
            if mute:
                because += " What was said has nobody in it who can be graded."
            if bare:
                because += " A read was given that no sentence backs."
            do, stories = self._story_for(what, self.case.target)
            do = do or f"Be ready to answer: “{self.rubric.dimension(what).question}”"
            ids = _ids(mute or pieces)
            told = Advice(self.rubric.name(what), because, do, ids, tuple(bare), stories, True)
            yield replace(told, topic=what, gap=MISSING, needed=self.case.target)

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
                do = "Have an answer to each of these sentences before it is asked."
                because = f"{step.because}."
                voted = Advice("What spoke against you", because, do, _ids(against), decisive=True)
                yield replace(voted, topic=VOTED)

    def traps(self) -> Iterator[Advice]:
        """What an interviewer confirmed about the way of telling."""
        for trap in self.rubric.traps:
            refs = [ref for who in confirmations(self.case.packet, trap.id).values() for ref in who]
            if refs:
                ids = {ref.id for ref in refs if ref.kind == "evidence"}
                pieces = [piece for _, piece in self.case.packet.evidence if piece.id in ids]
                rooms = tuple(ref.id for ref in refs if ref.kind == "interview")
                yield self._trapped(trap, pieces, rooms)

    def unfinished(self) -> Iterator[Advice]:
        """The stories that were told up to the Result and never to what was learnt."""
        told = [piece for _, piece in self.case.packet.evidence if piece.story is not None]
        ended = {piece.story for piece in told if piece.step == "learnings"}
        pieces = [piece for piece in told if piece.step == "result" and piece.story not in ended]
        # Failure stories first: there the missing Learnings cost most.
        pieces.sort(key=lambda piece: piece.dimension != "failure")
        if pieces:
            names = titles(self.case.packet, pieces)
            stops = "stops" if len(names) == 1 else "stop"
            because = f"{quoted(names)} {stops} at the Result; nothing was learnt aloud."
            do = f"End {quoted(names[:1])} with what you, or your team, do differently since."
            stories = tuple(dict.fromkeys(str(piece.story) for piece in pieces))
            learnt = Advice("Learnings", because, do, _ids(pieces), stories=stories)
            yield replace(learnt, topic=LEARNINGS)

    def untold(self, lines: Iterable[Advice]) -> Iterator[Advice]:
        """The larger story that stayed in the bank, unless a line already asks for it."""
        named = {story for line in lines for story in line.stories}
        home = left_at_home(self.case.packet)
        if home and home[0].id not in named and self.case.verdict is not Verdict.HIRE:
            because = f"{reach(home[0])}, and nothing that was told reaches as far."
            do = f"Tell {quoted((home[0].title,))} when asked for the largest thing you changed."
            heard, stories = _ids(self._on("scope")), (home[0].id,)
            yield Advice("A larger story", because, do, heard, (), stories, topic=LARGER_STORY)

    def _under_bar(self, what: str, step: Step) -> Advice:
        pieces = self._on(what)
        against = [piece for piece in pieces if piece.polarity == "against"]
        because = f"{step.because}."
        if against:
            speak = "speaks" if len(against) == 1 else "speak"
            because += f" {len(against)} of {len(pieces)} sentences {speak} against it."
        name, ids = self.rubric.name(what), _ids(against or pieces)
        if what == CODING:
            low = min(self.case.signals[CODING].reads, key=lambda read: read.value)
            do = f"Do the problem of the round that scored {low.value} again, on a clock, talking."
            told = Advice(name, because, do, ids, (low.scorecard,), decisive=True)
            return replace(told, topic=what, gap=self._coding_gap())
        needed = self.case.policy.bars.get(what, {}).get(self.case.target, self.case.target)
        anchor = self.rubric.dimension(what).anchors.get(needed)
        level = self.case.policy.ladder.name(needed)
        shown = f"{level} reads like this: {anchor} " if anchor else ""
        do, stories = self._story_for(what, needed)
        # A design read needs no evidence: then the round itself is what there is to refer to.
        rooms = () if ids else tuple(r.scorecard for r in self.case.signals[what].reads)
        told = Advice(name, because, f"{shown}{do}".strip(), ids, rooms, stories, True)
        return replace(told, topic=what, gap=self._gap(what, needed), needed=needed)

    def _gap(self, what: str, needed: str) -> str:
        rank, read = self.case.policy.ladder.rank, self.case.signals[what].reads_at
        return FAR if read is not None and rank(needed) - rank(read) > 1 else NEAR

    def _coding_gap(self) -> str:
        gate = self.case.policy.gates.get(CODING, {}).get(self.case.target, 0.0)
        score = self.case.signals[CODING].score
        return FAR if score is not None and gate - score >= HALF_A_POINT else NEAR

    def _trapped(self, trap: Trap, pieces: list[Evidence], rooms: tuple[str, ...]) -> Advice:
        names, because = titles(self.case.packet, pieces), trap.meaning
        if trap.id == "we" and pieces:
            quotes = " ".join(piece.quote for piece in pieces)
            we, i = len(_WE.findall(quotes)), len(_I.findall(quotes))
            because = f"{we} “we” to {i} “I” in these sentences. {trap.meaning}"
        inside = f"In {quoted(names)}, answer" if names else "Answer"
        do, stories = f"{inside} this before it is asked: “{trap.probe}”", tuple[str, ...]()
        if trap.id == "safe-story" and (home := left_at_home(self.case.packet)):
            do = f"Tell {quoted(tuple(story.title for story in home))} next time, mess included."
            stories = tuple(story.id for story in home)
        else:
            more, stories = self._story_for(trap.id, self.case.policy.ladder.at(0))
            do = f"{do} {more}".strip()
        decisive = self._decided(trap)
        told = Advice(trap.name, because, do, _ids(pieces), rooms, stories, decisive)
        return replace(told, topic=trap.id, needed=self.case.target)

    def _decided(self, trap: Trap) -> bool:
        fired = {step.rule.subject for step in self.unmet if step.rule.kind == VETO}
        ruled = [veto for veto in self.case.policy.vetoes if veto.id in fired]
        return any(isinstance(v.rule, TrapRule) and v.rule.trap == trap.id for v in ruled)

    def _story_for(self, what: str, level: str) -> tuple[str, tuple[str, ...]]:
        return story_for(self.case.packet, what, level, self.case.policy.ladder, self.rubric)

    def _backs_nothing(self, piece: Evidence) -> bool:
        return bool(set(piece.traps) & set(self.case.policy.aggregation.backs_nothing))

    def _on(self, dimension: str) -> list[Evidence]:
        return [piece for _, piece in self.case.packet.evidence if piece.dimension == dimension]


def _ids(pieces: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple(piece.id for piece in pieces)
