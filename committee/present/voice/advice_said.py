"""Advice before the next loop in words: what to work on, why, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass

from committee.domain.advice import Advice
from committee.domain.coaching import LARGER_STORY, LEARNINGS, MISSING, VOTED
from committee.domain.packet import Story
from committee.domain.rubric import CODING, TRAPS
from committee.domain.story_bank import Suggestion

from .candidate_and_committee_voice import CandidateVoice
from .words import listed, number, opening

HEADS: Mapping[str, str] = {
    VOTED: "What spoke against you",
    LEARNINGS: "Learnings",
    LARGER_STORY: "A larger story",
}
AGAIN: Mapping[str, str] = {
    "scope": "begin with that effect",
    "leadership": "say whom you had to convince, and how",
    "failure": "name the decision in it that was yours",
}
"""What to do otherwise with a story that was told already."""


@dataclass(frozen=True)
class AdviceSaid:
    """A line of advice, for a table."""

    work_on: str
    because: str
    do: str


def advised(line: Advice, voice: CandidateVoice) -> AdviceSaid:
    """A line of advice in words."""
    rubric = voice.rubric
    if line.topic in HEADS:
        return AdviceSaid(HEADS[line.topic], *_story_told(line, voice))
    if line.topic in TRAPS:
        return AdviceSaid(rubric.trap(line.topic).name, *_trap(line, voice))
    said = _missing if line.gap == MISSING else _coding if line.topic == CODING else _under_bar
    return AdviceSaid(rubric.name(line.topic), *said(line, voice))


def _missing(line: Advice, voice: CandidateVoice) -> tuple[str, str]:
    because = [f"{opening(voice.missing([line.step]))}." if line.step else ""]
    if line.mute:
        because.append("In what was said it isn’t clear what you did, so it can’t be scored.")
    if line.interviews:
        because.append("A read was given that no sentence backs.")
    ask = f"Be ready to answer: “{voice.rubric.dimension(line.topic).question}”"
    return " ".join(because), _tell(line) or ask


def _under_bar(line: Advice, voice: CandidateVoice) -> tuple[str, str]:
    anchor = voice.rubric.dimension(line.topic).anchors.get(line.needed)
    reads = f"{voice.level(line.needed)} reads like this: {anchor}" if anchor else ""
    return _against(line, voice), " ".join(filter(None, (reads, _tell(line))))


def _coding(line: Advice, voice: CandidateVoice) -> tuple[str, str]:
    again = f"Do the problem of the round that scored {number(line.score)} again, on a clock"
    return _against(line, voice), f"{again}, talking."


def _against(line: Advice, voice: CandidateVoice) -> str:
    because = f"{voice.said(line.step)}." if line.step else ""
    if not line.against:
        return because
    speak = "speaks" if line.against == 1 else "speak"
    return f"{because} {line.against} of {line.logged} sentences {speak} against it."


def _trap(line: Advice, voice: CandidateVoice) -> tuple[str, str]:
    trap = voice.rubric.trap(line.topic)
    because = trap.meaning
    if line.topic == "we" and line.evidence:
        because = f"{line.we} “we” to {line.i} “I” in these sentences. {trap.meaning}"
    if line.at_home:
        titles = quoted(tuple(story.title for story in line.at_home))
        return because, f"Tell {titles} next time, mess included."
    inside = f"In {quoted(line.heard_in)}, answer" if line.heard_in else "Answer"
    answer = f"{inside} this before it is asked: “{trap.probe}”"
    return because, " ".join(filter(None, (answer, _tell(line))))


def _story_told(line: Advice, voice: CandidateVoice) -> tuple[str, str]:
    if line.topic == LEARNINGS:
        stops = "stops" if len(line.heard_in) == 1 else "stop"
        because = f"{quoted(line.heard_in)} {stops} at the Result; you didn’t say what you learned."
        ends = "what you, or your team, have done differently since"
        return because, f"End {quoted(line.heard_in[:1])} with {ends}."
    if line.topic == LARGER_STORY:
        (story,) = line.at_home
        because = f"{_reach(story)}, and nothing that was told reaches as far."
        asked = "when asked for the largest thing you changed"
        return because, f"Tell {quoted((story.title,))} {asked}."
    because = f"{voice.said(line.step)}." if line.step else ""
    return because, "Have an answer ready to each of these sentences."


def _tell(line: Advice) -> str:
    """The story to tell, or to look for; empty where no story could answer."""
    found: Suggestion | None = line.suggestion
    if found is None:
        return ""
    if found.story is None:
        return "No story in your bank answers that yet: look for one."
    if found.again:
        return f"{_reach(found.story)}: {AGAIN[line.topic]}."
    return f"{_reach(found.story)} and was not told: tell it."


def _reach(story: Story) -> str:
    reaches = f"reaches the {story.reach}" if story.reach else "is in your bank"
    return f"{quoted((story.title,))} {reaches}"


def quoted(names: tuple[str, ...]) -> str:
    """Titles inside a sentence, at most three by name."""
    shown, more = names[:3], len(names) - 3
    return listed([*(f"“{name}”" for name in shown), *([f"{more} more"] if more > 0 else [])])
