"""What is said in one interview: quotes at the levels that are read, in the order told."""

from dataclasses import dataclass, field, replace
from random import Random

from committee.domain.packet import Evidence
from committee.domain.rubric import CODING, REACHES, STEPS, SYSTEM_DESIGN

from .made_up_story_bank import Bank, MadeUpStory, told_about
from .phrases import Cell, Phrases

MOST = {"scope": 3, "leadership": 2, "failure": 2, "communication": 2, SYSTEM_DESIGN: 4, CODING: 3}
STRAYS = 0.2
"""How often a further quote reads one level off the interviewer's read."""
SHARE_OF_TRAPPED = {
    "we": 0.05, "safe-story": 0.2, "verbosity": 0.3, "no-real-failure": 0.6, "no-influence": 0.5,
}  # fmt: skip
ONLY_WE = 0.3
"""How often a quote with "we" is all that an interviewer has on its dimension."""


@dataclass
class Speaker:
    """One candidate through a loop: nothing is said twice, and evidence is counted through."""

    rng: Random
    phrases: Phrases
    bank: Bank
    target: int
    _said: set[str] = field(default_factory=set)
    _count: int = 0

    def behavioral(self, reads: dict[str, int]) -> tuple[Evidence, ...]:
        """The evidence of one behavioural interview; `reads` maps a dimension to its rank."""
        reach = self.phrases.reach(reads.get("scope", self.target))
        main = told_about(self.rng, self.bank.plain, REACHES.index(reach))
        failed = self.rng.choice(self.bank.failures)
        pieces: list[tuple[MadeUpStory, Evidence]] = []
        for dimension, rank in reads.items():
            story = failed if dimension == "failure" else main
            if dimension == "communication" and "failure" in reads and self.rng.random() < 0.4:
                story = failed
            said = self._on(dimension, rank, story)
            trapped = self._trapped(dimension, rank, story)
            if trapped and "we" in trapped.traps and self.rng.random() < ONLY_WE:
                said = []
            pieces += [(story, piece) for piece in (*said, *([trapped] if trapped else []))]
        order = {main.story.id: 0, failed.story.id: 1}
        pieces.sort(key=lambda it: (order[it[0].story.id], STEPS.index(str(it[1].step))))
        return self._numbered([replace(piece, story=told.story.id) for told, piece in pieces])

    def system_design(self, rank: int) -> tuple[Evidence, ...]:
        """The evidence of a system design round that reads at a rank."""
        return self._numbered(self._on(SYSTEM_DESIGN, rank, self.bank.plain[0], stepless=True))

    def coding(self, score: float) -> tuple[Evidence, ...]:
        """The evidence of a coding round with that score, 1.0 to 4.0."""
        cell = self.phrases.said(CODING, str(int(score)))
        polarity = "for" if score >= 3 else "against"
        pieces = [
            Evidence("", CODING, quote, polarity)
            for _ in range(self.rng.randint(2, MOST[CODING]))
            if (quote := self._quote(cell, self.bank.plain[0])[1])
        ]
        return self._numbered(pieces)

    def _on(
        self, dimension: str, rank: int, told: MadeUpStory, stepless: bool = False
    ) -> list[Evidence]:
        pieces = []
        for number in range(self.rng.randint(1 + (dimension == "scope"), MOST[dimension])):
            at = rank
            if number and self.rng.random() < STRAYS:
                at = min(max(rank + self.rng.choice((-1, 1)), 0), len(self.phrases.levels) - 1)
            level = self.phrases.levels[at]
            step, quote = self._quote(self.phrases.said(dimension, level), told)
            polarity = "for" if at >= self.target else "against"
            if quote:
                step = None if stepless else step
                pieces.append(Evidence("", dimension, quote, polarity, step, reads=level))
        return pieces

    def _trapped(self, dimension: str, rank: int, told: MadeUpStory) -> Evidence | None:
        trap, at = self._trap(dimension, rank, told)
        if trap is None or self.rng.random() >= SHARE_OF_TRAPPED[trap]:
            return None
        step, quote = self._quote(self.phrases.showing(trap, dimension), told)
        reads = None if at is None else self.phrases.levels[at]
        piece = Evidence("", dimension, quote, "against", step, reads=reads, traps=(trap,))
        return piece if quote else None

    def _trap(self, dimension: str, rank: int, told: MadeUpStory) -> tuple[str | None, int | None]:
        """The trap that a read makes likely on a dimension, and the rank its quotes read at."""
        if dimension == "failure" and rank == 0:
            return "no-real-failure", 0
        if dimension == "leadership" and rank <= 1:
            return "no-influence", rank
        if dimension == "communication":
            return ("verbosity", min(rank, 1)) if rank <= 2 else (None, None)
        if dimension == "scope" and 1 <= rank <= 2 and told.rank < self.bank.widest:
            return "safe-story", 1
        return "we", None

    def _quote(self, cell: Cell, told: MadeUpStory) -> tuple[str | None, str]:
        """A sentence of the cell that has not been said yet, or an empty one."""
        left = [(step, text) for step, text in cell if text not in self._said]
        if not left:
            return None, ""
        step, text = self.rng.choice(left)
        self._said.add(text)
        return step, text.format_map(told.setting)

    def _numbered(self, pieces: list[Evidence]) -> tuple[Evidence, ...]:
        minute, numbered = self.rng.uniform(1, 4), []
        for piece in pieces:
            self._count += 1
            numbered.append(replace(piece, id=f"e{self._count}", minute=round(minute, 1)))
            minute += self.rng.uniform(1.5, 6)
        return tuple(numbered)
