"""Loop files: text to packet, read strictly; packet to TOML or JSON, written without loss."""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import tomli_w

from committee.domain.ladder import Ladder
from committee.domain.packet import NOT_ASSESSED, QUOTE, Evidence, Packet, Scorecard, Story
from committee.domain.plain_data import given
from committee.domain.rubric import CODING, RATED_IN
from committee.errors import FileError

from .loop_schema import InterviewEntry, LoopFile
from .strict_text import parse, printable, read_text
from .validation_errors import Place, Steps, place_of, unknown, validated

SUFFIXES = (".toml", ".json")


def read_loop(path: Path, ladder: Ladder) -> Packet:
    """The packet that a loop file holds; FileError with file, place and remedy."""
    format_ = path.suffix.lstrip(".").lower() or None
    return parse_loop(read_text(path), str(path), ladder, format_)


def parse_loop(text: str, where: str, ladder: Ladder, format_: str | None = None) -> Packet:
    """The packet that a loop's text holds; `where` names the text in an error."""
    return packet_of(parse(text, where, format_), where, ladder)


def packet_of(
    data: dict[str, Any], where: str, ladder: Ladder, place: Place = place_of, *, kept: bool = False
) -> Packet:
    """The packet that parsed loop data holds; FileError with place and remedy.

    `kept` data was taken in before: it may hold a yes at the lowest level, as files once could.
    """
    loop = validated(LoopFile, data, where, place)
    problem = next(_problems(loop, ladder, ladder.ids if kept else ladder.targets), None)
    if problem:
        path, found, remedy = problem
        raise FileError(found, where=f"{where}, {place(path, data)}", remedy=remedy)
    head = loop.loop
    return Packet(
        candidate=head.candidate,
        target=head.target,
        scorecards=tuple(_scorecard(entry) for entry in loop.interview),
        stories=tuple(
            Story(s.id, s.title, tuple(s.covers), s.reach, tuple(s.values)) for s in loop.story
        ),
        role=head.role,
        held_on=head.held_on,
    )


def loops_under(paths: Sequence[Path]) -> list[Path]:
    """The loop files that paths name, in order; a folder stands for the loop files in it."""
    found: list[Path] = []
    for path in paths:
        # Not Path.is_dir, which raises where a name is too long to exist.
        if os.path.isdir(path):
            inside = [p for p in sorted(path.iterdir()) if p.suffix.lower() in SUFFIXES]
            if not inside:
                raise FileError(
                    "the folder holds no loop files.",
                    where=str(path),
                    remedy="Loop files end in .toml or .json.",
                )
            found += inside
        else:
            found.append(path)
    return found


def loop_data(packet: Packet) -> dict[str, Any]:
    """A packet as the structure of a loop file; what is left out there is left out here."""
    head = {
        "candidate": packet.candidate,
        "target": packet.target,
        "role": packet.role,
        "held_on": packet.held_on,
    }
    data: dict[str, Any] = {"loop": given(head)}
    if packet.stories:
        data["story"] = [given(vars(story)) for story in packet.stories]
    if packet.scorecards:
        data["interview"] = [_interview_data(card) for card in packet.scorecards]
    return data


def loop_toml(packet: Packet) -> str:
    """A packet as the TOML text of a loop file."""
    return tomli_w.dumps(loop_data(packet), multiline_strings=False)


def loop_json(packet: Packet) -> str:
    """A packet as the JSON text of a loop file."""
    return json.dumps(loop_data(packet), ensure_ascii=False, indent=1, default=str) + "\n"


def _interview_data(card: Scorecard) -> dict[str, Any]:
    data = {**vars(card), "evidence": [_evidence_data(piece) for piece in card.evidence]}
    if card.submitted:
        del data["submitted"]
    return given(data)


def _evidence_data(piece: Evidence) -> dict[str, Any]:
    # A quote doesn't say that it is one, as before there was anything else.
    return given({**vars(piece), "kind": None if piece.kind == QUOTE else piece.kind})


def _scorecard(entry: InterviewEntry) -> Scorecard:
    return Scorecard(
        id=entry.id,
        kind=entry.kind,
        interviewer=entry.interviewer,
        reads={str(dimension): level for dimension, level in entry.reads.items()},
        scores={str(dimension): float(score) for dimension, score in entry.scores.items()},
        evidence=tuple(
            Evidence(**{**dict(piece), "traps": tuple(piece.traps)}) for piece in entry.evidence
        ),
        recommendation=entry.recommendation,
        at=entry.at,
        bar_raiser=entry.bar_raiser,
        submitted=entry.submitted,
        traps=tuple(entry.traps),
        note=entry.note,
        next_level={str(dimension): text for dimension, text in entry.next_level.items()},
        submitted_after_seeing=entry.submitted_after_seeing,
        changed_after_seeing=entry.changed_after_seeing,
    )


Problem = tuple[Steps, str, str]


def _problems(loop: LoopFile, ladder: Ladder, votable: Sequence[str]) -> Iterator[Problem]:
    """What no single value shows: unknown levels, double ids, wrong kinds, missing stories."""
    if loop.loop.target not in ladder.targets:
        yield ("loop", "target"), *unknown("the target", loop.loop.target, ladder.targets)
    yield from _doubles("story", [(("story", n), s.id) for n, s in enumerate(loop.story)])
    places = [("interview", n) for n in range(len(loop.interview))]
    held = list(zip(places, loop.interview, strict=True))
    yield from _doubles("interview", [(place, entry.id) for place, entry in held])
    pieces = [
        ((*place, "evidence", n), piece.id)
        for place, entry in held
        for n, piece in enumerate(entry.evidence)
    ]
    yield from _doubles("evidence", pieces)
    stories = {story.id for story in loop.story}
    for place, entry in held:
        if entry.at is not None and entry.at not in votable:
            found, remedy = unknown("the level", entry.at, votable)
            if entry.at in ladder:
                found = f"nobody can be recommended at “{printable(entry.at)}”."
                remedy = f'{remedy} Or write recommendation = "no", without a level.'
            yield (*place, "at"), found, remedy
        yield from _interview_problems(entry, place, stories, ladder)


def _doubles(what: str, ids: Sequence[tuple[Steps, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, name in ids:
        if name in seen:
            found = f"the id “{printable(name)}” is given to more than one {what} of this loop."
            yield place, found, "Ids are unique in a file: choose another."
        seen.add(name)


def _interview_problems(
    entry: InterviewEntry, place: Steps, stories: set[str], ladder: Ladder
) -> Iterator[Problem]:
    rated = RATED_IN[entry.kind]
    levels = () if entry.kind == CODING else rated
    yield from _wrong_kind(entry.kind, (*place, "reads"), entry.reads, levels)
    yield from _wrong_kind(entry.kind, (*place, "next_level"), entry.next_level, levels)
    scored = rated if entry.kind == CODING else ()
    yield from _wrong_kind(entry.kind, (*place, "scores"), entry.scores, scored)
    for dimension, level in entry.reads.items():
        if level != NOT_ASSESSED and level not in ladder:
            options = (*ladder.ids, NOT_ASSESSED)
            yield (*place, "reads", dimension), *unknown("the level", level, options)
    for number, piece in enumerate(entry.evidence):
        at = (*place, "evidence", number)
        yield from _wrong_kind(entry.kind, (*at, "dimension"), (piece.dimension,), rated)
        if piece.reads is not None and piece.reads not in ladder:
            yield (*at, "reads"), *unknown("the level", piece.reads, ladder.ids)
        if piece.story is not None and piece.story not in stories:
            found = f"the story “{printable(piece.story)}” isn’t in this loop’s story bank."
            known = ", ".join(printable(story) for story in sorted(stories)) or "none"
            remedy = f"Stories are: {known}. Add a [[story]] or name another."
            yield (*at, "story"), found, remedy


def _wrong_kind(
    kind: str, place: Steps, dimensions: Sequence[str] | dict[Any, Any], allowed: Sequence[str]
) -> Iterator[Problem]:
    for dimension in dimensions:
        if dimension not in allowed:
            found = f"{dimension} isn’t rated here by an interview of the kind {kind}."
            remedy = f"It takes {', '.join(allowed)}." if allowed else "Take it out."
            yield place, found, remedy
