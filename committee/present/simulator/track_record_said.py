"""Somebody's predictions beside what was decided, in words."""

from dataclasses import dataclass

from committee.domain.decision import Verdict
from committee.domain.track_record import TELLING, Settled, TrackRecord, track_record
from committee.present.voice.words import opening, verdict_name


@dataclass(frozen=True)
class TrackRecordSaid:
    """One line for each sureness, one for all of it, and what it comes to."""

    rows: tuple[str, ...]
    score: str
    verdict: str


def track_record_said(settled: list[Settled]) -> TrackRecordSaid:
    """What somebody's predictions say of their sureness, and no more than they can say."""
    record = track_record(settled)
    rows = tuple(
        f"{row.tenths} in 10 sure: {row.true} of {row.made} came true" for row in record.rows
    )
    score = ""
    if record.brier is not None:
        score = (
            f"Brier score {record.brier:.2f}: 0 is best, and whoever is always 5 in 10 sure gets"
            " 0.25."
        )
    return TrackRecordSaid(rows, score, _verdict(record))


def prediction_words(verdict: str, tenths: int) -> str:
    """A prediction as it is listed."""
    return f"{opening(verdict_name(Verdict(verdict)))}, {tenths} in 10 sure"


def _verdict(record: TrackRecord) -> str:
    if record.made < TELLING:
        return f"Too few to tell: from {TELLING} decided ones on this says whether sureness holds."
    told = f"{record.true} of {record.made} came true, and {record.expected:.1f} should have: "
    if record.off == 0:
        return f"{told}no more apart than chance has it."
    if record.off < 0:
        return f"{told}more sure than what came about. Say less, or look longer."
    return f"{told}less sure than you could be."
