"""The rater model: what candidates show, and how far one interviewer's read may lie from it."""

from dataclasses import dataclass
from math import inf, sqrt

from committee.errors import RaterModelError

VERSION = 2
"""The first version took what a panel read for what is there."""
STATED_AT = 0.28
"""The reliability at which `sd` is stated; another one spreads a rating more, or less."""
FLAT = inf
"""The `spread` of a candidate of whom nothing at all is known beforehand."""
SPREAD, SHARES = "spread", "severity + question"
LIMITS = {
    "sd": (0.2, 3.0),
    "reliability": (0.05, 0.95),
    "severity": (0.0, 1.0),
    "question": (0.0, 1.0),
    SHARES: (0.0, 0.8),
    "halo": (0.0, 0.8),
    "loop_sd": (0.0, 3.0),
    SPREAD: (0.05, 5.0),
    "centre": (-10.0, 100.0),
    "within": (0.05, 3.0),
}
"""The least and the most of each parameter; a spread may be flat too."""


@dataclass(frozen=True)
class RaterModel:
    """A candidate shows theta_d = t + delta_d; one rating is cut(theta_d + u + e), half-way.

    `sd`: total SD of one rating in levels, stated at a reliability of .28; 0.66 makes a mean
    of 3 fail 22% of the time (interviewing.io 2016), and is the SD of a coding score too.
    `reliability`: intraclass correlation of one interview (.28: Roberts 2014; .20: NeurIPS
    2014, Roberts 2010; .44: Huffcutt 2013); the spread among candidates stays, so the noise
    follows. `severity` and `question`: shares of the variance that an interviewer, and an
    interview's question, bring to all that is rated by them (Roberts 2014: .15 + .06, and
    .02 + .30, of 1.20). `halo`: how much of the rest is shared too; an assumption. `loop_sd`:
    SD, in levels, of an effect of the whole loop; unidentified, 0.25 as a stress case.

    `spread`: SD of t, in levels, among those who meet such a panel; an assumption. `centre`:
    the mean of t as a rank, None for the target. `within`: SD of delta over that of t
    (Roberts 2014: candidate by question .30 beside candidate .47, as variances).
    """

    sd: float = 0.66
    reliability: float = STATED_AT
    severity: float = 0.21 / 1.20
    question: float = 0.32 / 1.20
    halo: float = 0.5
    loop_sd: float = 0.0
    spread: float = 1.0
    centre: float | None = None
    within: float = 0.8

    def __post_init__(self) -> None:
        asked = {name: getattr(self, name) for name in LIMITS if name not in (SPREAD, SHARES)}
        asked |= {SHARES: self.severity + self.question}
        asked |= {SPREAD: self.spread} if self.spread != FLAT else {}
        for name, value in asked.items():
            least, most = LIMITS[name]
            if value is not None and not least <= value <= most:
                raise RaterModelError(name, value, least, most)

    @property
    def rating_sd(self) -> float:
        """Total SD of one rating around what the candidate shows, in levels."""
        odds = (1 - self.reliability) / self.reliability
        return self.sd * sqrt(odds / ((1 - STATED_AT) / STATED_AT))

    @property
    def shared_sd(self) -> float:
        """SD of u: what an interviewer's ratings have in common, in levels."""
        return self.rating_sd * sqrt(1 - self._rest)

    @property
    def rest_sd(self) -> float:
        """SD of e: what each rating has to itself, in levels."""
        return self.rating_sd * sqrt(self._rest)

    @property
    def _rest(self) -> float:
        return (1 - self.severity - self.question) * (1 - self.halo)
