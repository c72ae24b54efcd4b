"""The story bank beside what was told of it: which stories were told, which would have reached."""

from collections.abc import Iterable, Mapping

from .ladder import Ladder
from .packet import Evidence, Packet, Story
from .rubric import REACHES, Rubric

THEMES: Mapping[str, tuple[str, ...]] = {
    "scope": (),
    "leadership": ("leadership", "cross-team-influence", "conflict"),
    "failure": ("failure",),
    "no-real-failure": ("failure",),
    "no-influence": ("cross-team-influence", "leadership"),
}
"""The themes that a dimension or a trap asks a story for; scope asks for reach alone."""

AGAIN: Mapping[str, str] = {
    "scope": "begin with that effect",
    "leadership": "say whom you had to convince, and how",
    "failure": "name the decision in it that was yours",
}


def story_for(
    packet: Packet, what: str, level: str, ladder: Ladder, rubric: Rubric
) -> tuple[str, tuple[str, ...]]:
    """The story of the bank that answers what was missing at a level: a sentence, and its id.

    An untold one comes first; one that was told is asked for in another way. Empty without a
    bank, and for what no theme answers.
    """
    if what not in THEMES or not packet.stories:
        return "", ()
    themes = set(THEMES[what])
    fits = [story for story in packet.stories if not themes or themes & set(story.covers)]
    wide = widest_first(s for s in fits if speaks_at(s, level, ladder, rubric))
    heard = told(packet)
    untold = [story for story in wide if story.id not in heard]
    if untold:
        return f"{reach(untold[0])} and was not told: tell it.", (untold[0].id,)
    if wide:
        again = AGAIN.get(what)
        return (f"{reach(wide[0])}: {again}.", (wide[0].id,)) if again else ("", ())
    return "No story in your bank answers that yet: look for one.", ()


def told(packet: Packet) -> frozenset[str]:
    """The ids of the stories that evidence of a submitted scorecard comes from."""
    return frozenset(piece.story for _, piece in packet.evidence if piece.story is not None)


def breadth(story: Story) -> int:
    """How far a story says it reached, from 0 for a task; -1 where it doesn't say."""
    return REACHES.index(story.reach) if story.reach in REACHES else -1


def speaks_at(story: Story, level: str, ladder: Ladder, rubric: Rubric) -> bool:
    """Whether a story's reach is one that reads at a level, or above."""
    if not ladder.rank(level):
        return True
    levels = {reach.id: reach.level for reach in rubric.reaches}
    reads = levels.get(story.reach or "")
    return reads is not None and reads in ladder and ladder.rank(reads) >= ladder.rank(level)


def widest_first(stories: Iterable[Story]) -> list[Story]:
    """Stories by reach, the widest first; in the bank's order where they reach as far."""
    return sorted(stories, key=breadth, reverse=True)


def left_at_home(packet: Packet) -> list[Story]:
    """The untold stories that reach further than any story that was told, widest first."""
    heard = told(packet)
    reached = max((breadth(s) for s in packet.stories if s.id in heard), default=-1)
    untold = (s for s in packet.stories if s.id not in heard and breadth(s) > reached)
    return widest_first(untold)


def titles(packet: Packet, pieces: Iterable[Evidence]) -> tuple[str, ...]:
    """The titles of the stories that evidence comes from, each once, in the evidence's order."""
    names = {story.id: story.title for story in packet.stories}
    stories = (piece.story for piece in pieces if piece.story is not None)
    return tuple(dict.fromkeys(names[story] for story in stories))


def reach(story: Story) -> str:
    """The beginning of a sentence about a story: its title, and how far it reaches."""
    reaches = f"reaches the {story.reach}" if story.reach else "is in your bank"
    return f"{quoted((story.title,))} {reaches}"


def quoted(names: tuple[str, ...]) -> str:
    """Titles inside a sentence, at most three by name."""
    shown, more = names[:3], len(names) - 3
    marked = [f"“{name}”" for name in shown]
    if more > 0:
        marked.append(f"{more} more")
    *head, tail = marked
    return f"{', '.join(head)} and {tail}" if head else tail
