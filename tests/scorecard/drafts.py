"""Drafts of any kind, drawn by hypothesis, and the words that stand in one."""

from typing import Any

from hypothesis import strategies as st

from committee.domain.moments import MOMENTS, Mark
from committee.domain.number_input import minute_text
from committee.domain.odd_characters import clean
from committee.domain.rubric import (
    BEHAVIORAL,
    POLARITIES,
    RECOMMENDATIONS,
    STEPS,
    THEMES,
    TRAPS,
)
from committee.scorecard.draft import Capture, Draft, EvidenceRow

LEVELS = ("below", "mid", "senior", "staff", "principal")
SEAT = Draft("b1", "behavioral", "Mina", bar_raiser=True)

texts = st.text(min_size=1, max_size=60).map(clean).filter(bool)
minutes = st.one_of(
    st.integers(0, 90 * 60).map(lambda seconds: round(seconds / 60, 2)),
    st.floats(0, 1440, allow_nan=False),
).map(minute_text)
marks = st.builds(
    Mark,
    st.sampled_from(MOMENTS),
    st.integers(0, 72_000).map(lambda tenths: tenths / 10),
    st.sampled_from(("", *THEMES)),
)


def some(values: Any) -> Any:
    return st.one_of(st.just(""), values)


def several(values: Any, most: int = 3) -> Any:
    return st.lists(values, max_size=most, unique=True).map(tuple)


rows = st.builds(
    EvidenceRow,
    id=st.just(""),
    quote=texts,
    dimension=some(st.sampled_from(BEHAVIORAL)),
    polarity=st.sampled_from(POLARITIES),
    step=some(st.sampled_from(STEPS)),
    story=some(texts),
    reads=some(st.sampled_from(LEVELS)),
    minute=some(st.one_of(minutes, texts)),
    traps=several(st.sampled_from(TRAPS)),
)
captures = st.builds(
    Capture,
    text=some(texts),
    step=some(st.sampled_from(STEPS)),
    dimension=some(st.sampled_from(BEHAVIORAL)),
    minute=some(texts),
    theme=some(st.sampled_from(THEMES)),
)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """A draft of `SEAT` with up to four pieces logged and two removed."""
    logged, removed = draw(st.lists(rows, max_size=4)), draw(st.lists(rows, max_size=2))
    named = tuple(
        EvidenceRow(**{**vars(row), "id": f"b1-{n}"})
        for n, row in enumerate(logged + removed, start=1)
    )
    return draw(
        st.builds(
            Draft,
            **{n: st.just(getattr(SEAT, n)) for n in ("id", "kind", "interviewer", "bar_raiser")},
            reads=st.dictionaries(st.sampled_from(BEHAVIORAL), st.sampled_from(LEVELS)),
            scores=st.dictionaries(st.just("coding"), st.sampled_from(("1", "2.75", "3,5x"))),
            recommendation=some(st.sampled_from(RECOMMENDATIONS)),
            at=some(st.sampled_from(LEVELS)),
            note=some(texts),
            traps=several(st.sampled_from(TRAPS)),
            evidence=st.just(named[: len(logged)]),
            removed=st.just(named[len(logged) :]),
            capture=captures,
            seconds=st.floats(0, 1e5),
            since=st.one_of(st.none(), st.floats(1, 4e9)),
            marks=several(marks),
            dismissed=several(texts),
        )
    )


def words(draft: Draft) -> set[str]:
    """Every text that stands somewhere in a draft: logged, removed, or still in the box."""
    rows = {row.quote.strip() for row in (*draft.evidence, *draft.removed)}
    return (rows | {draft.capture.text.strip()}) - {""}
