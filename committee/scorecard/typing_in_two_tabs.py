"""Typing over a field, also where another tab typed meanwhile: no text is ever dropped.

Each tab has a capture box of its own. Elsewhere a tab says what the field held where it typed:
if that is what it still holds, the new text takes its place; if not, the two collide, until
somebody has looked at both.
"""

from dataclasses import replace

from .draft import Act, Change, Collision, Draft
from .fields import parted, value_of, with_value

TEXT, NOTE, NEXT = "form.text", "note", "next"
Done = tuple[Draft, Change]


def edit(draft: Draft, act: Act, _: float) -> Done:
    """Another value in a field; typing in box and note is for the browser to undo."""
    field, held = act.target, value_of(draft, act.target)
    if field == TEXT:
        return _box(draft, act), ()
    typed_on = _without(draft, field, act.was)
    if act.value == held:
        return typed_on, ()
    if _collides(draft, act, held):
        other = Collision(field, act.value)
        return replace(typed_on, collisions=(*typed_on.collisions, other)), ()
    after = with_value(typed_on, field, act.value)
    undoable = after != typed_on and field != NOTE and parted(field)[0] not in ("form", NEXT)
    return after, (Act("edit", field, held),) if undoable else ()


def differ(draft: Draft, act: Act, _: float) -> Done:
    """Another text collides with what a field holds."""
    after = replace(draft, collisions=(*draft.collisions, Collision(act.target, act.value)))
    return after, (Act("agree", act.target, act.value),)


def agree(draft: Draft, act: Act, _: float) -> Done:
    """A text collides with its field no more."""
    after = _without(draft, act.target, act.value)
    return after, (Act("differ", act.target, act.value),) if after != draft else ()


def at_box(draft: Draft, tab: str) -> Draft:
    """The draft as a tab has it before it: with its own text in the box."""
    if tab == draft.box_of:
        return draft
    texts = {**draft.aside, draft.box_of: draft.capture.text}
    own = with_value(draft, TEXT, texts.pop(tab, ""))
    return replace(own, box_of=tab, aside={name: text for name, text in texts.items() if text})


def fetch(draft: Draft, act: Act, _: float) -> Done:
    """Put the text of another tab's box into this one's; what stood here changes places with it."""
    if act.target not in draft.aside:
        return draft, ()
    texts = {**draft.aside, act.target: draft.capture.text}
    fetched = with_value(draft, TEXT, draft.aside[act.target])
    return replace(fetched, aside={name: text for name, text in texts.items() if text}), ()


def claim(draft: Draft, act: Act, now: float) -> Done:
    """Go on in an empty box where a tab that is gone left off."""
    return (draft, ()) if draft.capture.text.strip() else fetch(draft, act, now)


def _box(draft: Draft, act: Act) -> Draft:
    held = draft.capture.text
    if act.was not in (None, held) and held.strip() and held != act.value:
        draft = replace(draft, aside={**draft.aside, f"{draft.box_of}+{len(draft.aside)}": held})
    return with_value(draft, TEXT, act.value)


def _collides(draft: Draft, act: Act, held: str) -> bool:
    group, name = parted(act.target)
    worded = act.target == NOTE or group == NEXT or name == "quote"
    return worded and act.was not in (None, held) and bool(held.strip())


def _without(draft: Draft, field: str, other: str | None) -> Draft:
    kept = tuple(each for each in draft.collisions if each != Collision(field, other or ""))
    return replace(draft, collisions=kept)
