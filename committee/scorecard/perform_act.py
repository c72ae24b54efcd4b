"""The acts on a draft, by the names that buttons and scripts give them.

Each gives the draft after it, and what takes it back. An act that nobody knows, or that speaks
of something that isn't there, changes nothing.
"""

from collections.abc import Callable
from dataclasses import replace

from committee.domain.answer_clock import MOMENTS, QUESTION, Mark, marks_of
from committee.domain.number_input import number
from committee.domain.rubric import BEHAVIORAL_KIND

from .draft import Act, Change, Draft
from .evidence_acts import log, move, relog, remove, restore, unlog
from .fields import value_of
from .typing_in_two_tabs import agree, claim, differ, edit, fetch

COMMUNICATION = "communication"
Done = tuple[Draft, Change]


def perform(draft: Draft, act: Act, now: float) -> Done:
    """The draft after an act at a time, in seconds of the epoch, and the acts that undo it.

    Raises FormError, its `where` the field, when the act lacks something.
    """
    if act.name in MADE_OF:
        return perform_all(draft, MADE_OF[act.name](draft, act), now)
    return ACTS[act.name](draft, act, now) if act.name in ACTS else (draft, ())


def perform_all(draft: Draft, change: Change, now: float) -> Done:
    """Several acts as one."""
    back: Change = ()
    for act in change:
        draft, undone = perform(draft, act, now)
        back = (*undone, *back)
    return draft, back


def _start(draft: Draft, _: Act, now: float) -> Done:
    return draft if draft.since is not None else replace(draft, since=round(now, 1)), ()


def _pause(draft: Draft, act: Act, now: float) -> Done:
    """Stop the clock, at a time that it showed where it has run on for nobody."""
    shown, stood = draft.clock(now), number(act.target)
    seconds = shown if stood is None else min(shown, max(0.0, stood))
    return replace(draft, seconds=seconds, since=None), ()


def _mark(draft: Draft, act: Act, now: float) -> Done:
    """Mark a moment, which starts the clock; `value` is a mark that was taken back.

    Another question is another story, until somebody says which.
    """
    if act.target not in MOMENTS:
        return draft, ()
    started, _ = _start(draft, act, now)
    about = draft.capture.theme if act.target == QUESTION else ""
    if act.target == QUESTION and not act.value:
        started = replace(started, capture=replace(started.capture, story=""))
    new = marks_of([act.value]) or (Mark(act.target, started.clock(now), about),)
    return replace(started, marks=(*draft.marks, *new)), (Act("unmark", new[0].text),)


def _unmark(draft: Draft, act: Act, _: float) -> Done:
    kept = tuple(mark for mark in draft.marks if mark.text != act.target)
    gone = tuple(mark for mark in draft.marks if mark.text == act.target)
    back = tuple(Act("mark", mark.kind, mark.text) for mark in gone)
    return replace(draft, marks=kept), back


def _dismiss(draft: Draft, act: Act, _: float) -> Done:
    if act.target in draft.dismissed:
        return draft, ()
    return replace(draft, dismissed=(*draft.dismissed, act.target)), (Act("allow", act.target),)


def _allow(draft: Draft, act: Act, _: float) -> Done:
    kept = tuple(hint for hint in draft.dismissed if hint != act.target)
    return replace(draft, dismissed=kept), (Act("dismiss", act.target),)


def _confirm(draft: Draft, act: Act) -> Change:
    """Mark the named pieces with the hint's trap, or the whole interview where none is named."""
    key, *ids = act.target.split(" ")
    trap = key.partition("@")[0]
    named = [row.id for row in draft.evidence if row.id in ids]
    fields = [f"e.{id_}.traps" for id_ in named] or ["traps"]
    held = {field: value_of(draft, field).split() for field in fields}
    marked = (
        Act("edit", field, " ".join((*traps, trap)))
        for field, traps in held.items()
        if trap not in traps
    )
    return (*marked, Act("dismiss", key))


def _cite(draft: Draft, act: Act) -> Change:
    """Put what the clock measured into the capture box, to be logged or not."""
    text = " ".join(filter(None, (draft.capture.text.strip(), act.target)))
    shows = (Act("edit", "form.dimension", COMMUNICATION),)
    return (
        Act("edit", "form.text", text),
        *(shows if draft.kind == BEHAVIORAL_KIND else ()),
    )


def _settle(draft: Draft, act: Act) -> Change:
    """Choose among colliding texts: the one that stands ("here"), the other ("there"), or both."""
    held = value_of(draft, act.target)
    others = [each.other for each in draft.collisions if each.field == act.target]
    chosen = {"there": others[-1:], "both": [held, *others]}.get(act.value, [held])
    agreed = (Act("agree", act.target, other) for other in others)
    return (*agreed, Act("edit", act.target, "\n".join(chosen))) if others else ()


ACTS: dict[str, Callable[[Draft, Act, float], Done]] = {
    "edit": edit,
    "differ": differ,
    "agree": agree,
    "fetch": fetch,
    "claim": claim,
    "log": log,
    "unlog": unlog,
    "relog": relog,
    "remove": remove,
    "restore": restore,
    "move": move,
    "start": _start,
    "pause": _pause,
    "mark": _mark,
    "unmark": _unmark,
    "dismiss": _dismiss,
    "allow": _allow,
}
MADE_OF: dict[str, Callable[[Draft, Act], Change]] = {
    "confirm": _confirm,
    "cite": _cite,
    "settle": _settle,
}
"""Acts that are nothing but others in a row."""
