"""Drafts of any kind, drawn by hypothesis, and the words that stand in one."""

from typing import Any

from hypothesis import strategies as st

from committee.domain.answer_clock import MOMENTS, Mark
from committee.domain.number_input import minute_text
from committee.domain.odd_characters import clean
from committee.domain.packet import EVIDENCE_KINDS
from committee.domain.rubric import (
    BEHAVIORAL,
    POLARITIES,
    RECOMMENDATIONS,
    STEPS,
    TECHNICAL_STEPS,
    THEMES,
    TRAPS,
)
from committee.scorecard.draft import Act, Capture, Draft, EvidenceRow

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
    step=some(st.sampled_from((*STEPS, *TECHNICAL_STEPS))),
    story=some(texts),
    reads=some(st.sampled_from(LEVELS)),
    minute=some(st.one_of(minutes, texts)),
    traps=several(st.sampled_from(TRAPS)),
    kind=some(st.sampled_from(EVIDENCE_KINDS[1:])),
)
captures = st.builds(
    Capture,
    text=some(texts),
    step=some(st.sampled_from((*STEPS, *TECHNICAL_STEPS))),
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
            next_level=st.dictionaries(st.sampled_from(BEHAVIORAL), texts),
            evidence=st.just(named[: len(logged)]),
            removed=st.just(named[len(logged) :]),
            capture=captures,
            seconds=st.floats(0, 1e5),
            since=st.one_of(st.none(), st.floats(1, 4e9)),
            marks=several(marks),
            dismissed=several(texts),
            aside=st.dictionaries(st.sampled_from(("other", "third")), texts),
            heard=st.dictionaries(st.sampled_from(("other", "third")), st.integers(1, 9)),
        )
    )


@st.composite
def acts(draw: st.DrawFn) -> Act:
    """Anything that can be done to a draft of `SEAT`, what isn't there among it."""
    id_ = f"b1-{draw(st.integers(1, 8))}"
    trap, mark, place = draw(st.sampled_from(TRAPS)), draw(marks), draw(st.integers(0, 5))
    fields = ("form.text", "form.dimension", "note", f"e.{id_}.quote", f"e.{id_}.minute")
    edited, value = draw(st.sampled_from((*fields, f"e.{id_}.traps", "read.scope"))), draw(texts)
    typed = Act("edit", edited, {"traps": trap}.get(edited.rpartition(".")[2], value))
    pressed = (
        "log",
        f"remove:{id_}",
        f"restore:{id_}",
        f"move:{id_} {place}",
        f"mark:{mark.kind}",
        f"unmark:{mark.text}",
        "start",
        "pause",
        f"cite:{value}",
        f"dismiss:{trap}@0",
        f"confirm:{trap}@0 {id_}",
        f"settle:e.{id_}.quote both",
        "fetch:other",
        "claim:third",
        "explode:now",
    )
    return draw(st.sampled_from((typed, *map(Act.pressed, pressed))))


def words(draft: Draft) -> set[str]:
    """Every text that stands somewhere in a draft: logged, removed, in a box, or colliding."""
    rows = [row.quote for row in (*draft.evidence, *draft.removed)]
    others = [each.other for each in draft.collisions]
    texts = (*rows, *others, draft.capture.text, *draft.aside.values(), draft.note)
    return {text.strip() for text in texts} - {""}
