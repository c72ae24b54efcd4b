"""What goes when loops are deleted, in sentences."""

from collections.abc import Sequence

from committee.present.voice.words import counted, listed
from committee.store.loops_with_rows import Panel


def goes_with(panels: Sequence[Panel]) -> tuple[str, ...]:
    """What is deleted with these loops, and what else that does."""
    seats = [seat for panel in panels for seat in panel.seats]
    counts = (
        (len(seats), "interview", "interviews"),
        (sum(len(p.sent) for p in panels), "scorecard handed in", "scorecards handed in"),
        (sum(len(panel.decisions) for panel in panels), "decision", "decisions"),
    )
    held = [counted(number, one, many) for number, one, many in counts if number]
    said = [f"With it go: {listed(held)}."] if held else []
    readers = [panel.loop.candidate_name for panel in panels if panel.released]
    if len(readers) == 1:
        said.append(f"{readers[0]} can’t read the packet any more.")
    elif readers:
        said.append(f"{len(readers)} candidates can’t read their packets any more.")
    if waiting := {
        seat.interviewer_id for seat in seats if seat.owed and not seat.interviewer.joined
    }:
        links = counted(
            len(waiting), "link of somebody who hasn’t joined", "links of people who haven’t joined"
        )
        said.append(f"{links} may end.")
    return tuple(said)
