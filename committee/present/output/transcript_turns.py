"""A transcript as it was read: who says what, and when."""

from collections.abc import Iterable
from typing import Any

from committee.domain.number_input import clock
from committee.speech.conversation import Cue


def turns_json(cues: Iterable[Cue]) -> list[dict[str, Any]]:
    """Each cue's speaker (None where nobody is named), words, and seconds where known."""
    return [
        {"speaker": c.speaker or None, "text": c.text, "start": c.start, "end": c.end} for c in cues
    ]


def turns_text(cues: Iterable[Cue]) -> str:
    """Each cue on a line, as it can be read again: "[00:17] Ivo: I skipped the rehearsal."."""
    return "\n".join(_line(cue) for cue in cues)


def _line(cue: Cue) -> str:
    stamp = "" if cue.start is None else f"[{clock(cue.start)}] "
    name = f"{cue.speaker}: " if cue.speaker else ""
    return f"{stamp}{name}{' '.join(cue.text.split())}"
