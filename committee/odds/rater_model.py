"""The rater model: how far one interviewer's read may lie from what the candidate shows."""

from dataclasses import dataclass
from math import sqrt

from committee.errors import CommitteeError

STATED_AT = 0.28
"""The reliability at which `sd` is stated; another one spreads a rating more, or less."""
RELIABILITIES = (0.20, 0.28, 0.44)
"""Published reliabilities of one interview, the range that stands beside a single figure."""

ASSUMPTIONS = (
    "What this panel read is taken for what is there; another panel would scatter around it.",
    "How interviewers scatter comes from studies of interviews in other fields; that it fits "
    "engineering loops is the largest leap in this model.",
    "Half of what is left after severity and question is taken as halo; nobody has measured it "
    "for engineering loops.",
    "Coding scores, confirmed traps, and who rates what stay as they are.",
)
VOTE_ASSUMPTION = (
    "A vote moves as the mean of the interviewer's own reads does: a yes stands at the level it "
    "speaks of, a no one level under it, a strong no two."
)


@dataclass(frozen=True)
class RaterModel:
    """One rating is cut(theta + v + u + e) at the half-way points between levels.

    `sd`: total SD of one rating in levels, stated at a reliability of .28; 0.66 makes a mean
    of 3 fail 22% of the time (interviewing.io 2016). `reliability`: intraclass correlation of
    one interview (.28: Roberts 2014; .20: NeurIPS 2014, Roberts 2010; .44: Huffcutt 2013);
    the spread among candidates stays, so the noise follows. `severity` and `question`: shares
    of the variance that an interviewer, and an interview's question, bring to all that is
    rated in it (Roberts 2014: .15 + .06, and .02 + .30, of 1.20). `halo`: how much of the
    rest is shared too; an assumption. `loop_sd`: SD, in levels, of an effect of the whole
    loop; unidentified, 0.25 as a stress case.
    """

    sd: float = 0.66
    reliability: float = STATED_AT
    severity: float = 0.21 / 1.20
    question: float = 0.32 / 1.20
    halo: float = 0.5
    loop_sd: float = 0.0

    def __post_init__(self) -> None:
        limits = {
            "sd": (0.0, 3.0), "reliability": (0.05, 0.95), "severity": (0.0, 1.0),
            "question": (0.0, 1.0), "halo": (0.0, 0.8), "loop_sd": (0.0, 3.0),
        }  # fmt: skip
        for name, (least, most) in limits.items():
            value = getattr(self, name)
            if not least <= value <= most:
                remedy = f"Give a number from {least:g} to {most:g}."
                raise CommitteeError(f"{name} is {value}.", where="rater model", remedy=remedy)
        if self.severity + self.question > 0.8:
            raise CommitteeError(
                f"severity and question together are {self.severity + self.question:g}.",
                where="rater model",
                remedy="They are shares of the variance: leave at least a fifth for the rest.",
            )

        if self.loop_sd > 5 * self.rating_sd:
            raise CommitteeError(
                f"loop_sd is {self.loop_sd:g}, and a rating scatters by {self.rating_sd:.2f}.",
                where="rater model",
                remedy="Give the loop at most five times the SD of a rating.",
            )

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
