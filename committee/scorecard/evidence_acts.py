"""Acts on pieces of evidence: logged, taken out, put back, moved; none is ever thrown away.

A piece may be logged before anybody says what it shows: it waits in the inbox.
"""

from dataclasses import replace

from committee.domain.number_input import minute, minute_text, minutes_at
from committee.domain.rubric import RATED_IN
from committee.errors import FormError

from .draft import MOST_MINUTES, Act, Capture, Change, Draft, EvidenceRow
from .fields import value_of

LONGEST_QUOTE = 10_000
NEEDS = {
    "form.text": ("there is nothing to log yet.", "Type it first."),
}
"""What logging needs, by field: what is said where it lacks, and what to do."""
Done = tuple[Draft, Change]


def log(draft: Draft, _: Act, now: float) -> Done:
    """What is in the capture box becomes a piece of evidence, with the minute."""
    box, quote = draft.capture, draft.capture.text.strip()
    for field, (found, remedy) in NEEDS.items():
        if not value_of(draft, field).strip():
            raise FormError(found, where=field, remedy=remedy)
    if len(quote) > LONGEST_QUOTE:
        found = f"the text has {len(quote):,} characters, and a piece at most {LONGEST_QUOTE:,}."
        raise FormError(found, where="form.text", remedy="Log it in parts.")
    rated = RATED_IN.get(draft.kind, ())
    shows = box.dimension or (rated[0] if len(rated) == 1 else "")
    tags = (shows, box.polarity or "for", box.step, box.story, box.reads)
    row = EvidenceRow("", quote, *tags, _heard_at(draft, now), kind=box.kind)
    logged, back = add(draft, row)
    return _emptied(logged), back


def add(draft: Draft, row: EvidenceRow) -> Done:
    """One more piece of evidence, which is given its id here and nowhere else."""
    named = replace(row, id=draft.next_id)
    return replace(draft, evidence=(*draft.evidence, named)), (Act("unlog", named.id),)


def unlog(draft: Draft, act: Act, now: float) -> Done:
    """Take a logged piece out again; its words go back into an empty capture box."""
    after, undone = remove(draft, act, now)
    row = after.row(act.target)
    if not undone or row is None:
        return draft, ()
    if not draft.capture.text.strip():
        tags = {
            name: getattr(row, name) for name in ("step", "dimension", "story", "reads", "kind")
        }
        said = {name: value for name, value in tags.items() if value}
        box = replace(draft.capture, text=row.quote, polarity=row.polarity, **said)
        after = replace(after, capture=box)
    return after, (Act("relog", row.id, undone[0].value),)


def relog(draft: Draft, act: Act, now: float) -> Done:
    """Log again what `unlog` took out; a box that still holds those words is emptied."""
    after, undone = restore(draft, act, now)
    row = after.row(act.target)
    if not undone or row is None:
        return draft, ()
    boxed = draft.capture.text.strip() == row.quote.strip()
    return _emptied(after) if boxed else after, (Act("unlog", row.id),)


def remove(draft: Draft, act: Act, _: float) -> Done:
    """Take a piece out; it stays among those that were removed."""
    place = next((n for n, row in enumerate(draft.evidence) if row.id == act.target), None)
    if place is None:
        return draft, ()
    row, evidence = draft.evidence[place], list(draft.evidence)
    del evidence[place]
    after = replace(draft, evidence=tuple(evidence), removed=(*draft.removed, row))
    return after, (Act("restore", row.id, str(place)),)


def restore(draft: Draft, act: Act, _: float) -> Done:
    """Put a removed piece back: at the place that is named, else among those logged about then."""
    row = next((row for row in draft.removed if row.id == act.target), None)
    if row is None:
        return draft, ()
    later = (n for n, each in enumerate(draft.evidence) if each.number > row.number)
    place = int(act.value) if act.value.isdecimal() else next(later, len(draft.evidence))
    evidence = (*draft.evidence[:place], row, *draft.evidence[place:])
    kept = tuple(each for each in draft.removed if each is not row)
    return replace(draft, evidence=evidence, removed=kept), (Act("remove", row.id),)


def move(draft: Draft, act: Act, _: float) -> Done:
    """Put a piece at another place of the order, counted from 0."""
    place = next((n for n, row in enumerate(draft.evidence) if row.id == act.target), None)
    if place is None or not act.value.isdecimal():
        return draft, ()
    evidence = list(draft.evidence)
    evidence.insert(int(act.value), evidence.pop(place))
    after = replace(draft, evidence=tuple(evidence))
    return after, (Act("move", act.target, str(place)),) if after != draft else ()


def _emptied(draft: Draft) -> Draft:
    # Each piece is asked anew what it is; a tag that carries over unseen misleads.
    box = draft.capture
    return replace(draft, capture=Capture(story=box.story, theme=box.theme))


def _heard_at(draft: Draft, now: float) -> str:
    """The minute as typed, else as the clock has it; "" where neither is known."""
    typed = draft.capture.minute
    if typed:
        heard = minute(typed)
        if heard is None or not 0 <= heard <= MOST_MINUTES:
            found = f"“{typed[:40]}” is no minute of an interview."
            raise FormError(found, where="form.minute", remedy="Write it as 16:05, or leave it.")
        return typed
    heard = minutes_at(draft.clock(now))
    started = draft.seconds or draft.since is not None
    # A clock that ran on for days says nothing of when it was heard.
    return minute_text(heard) if started and heard <= MOST_MINUTES else ""
