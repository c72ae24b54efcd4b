"""Exchange: loops with their evidence and decisions as one JSON file, read strictly.

Each loop holds what a loop file holds, and beside it what an installation adds: a cohort, a
policy, addresses by which people are told apart, and the decisions that were frozen. Drafts,
releases and private preparation never travel.
"""

import json
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, ConfigDict, Field

from committee.domain.ladder import Ladder
from committee.errors import FileError

from .loop_schema import InterviewEntry, LevelId, LoopHead, Name, Reason, StoryEntry, Strict
from .loops import packet_of
from .policies import shipped_policies
from .snapshot import parse_snapshot
from .validation_errors import Place, Steps, place_of, unknown, validated

MOST_BYTES = 200_000_000
FORMAT, VERSION = "committee-exchange", 1
Loop = dict[str, Any]


def _moment(value: Any) -> Any:
    """JSON has no times: the ISO form stands for one."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


Key = Annotated[str, Field(min_length=1, max_length=40)]
Moment = Annotated[AwareDatetime, BeforeValidator(_moment)]


class ExchangeInterview(InterviewEntry):
    """An interview, and by which address its interviewer is known.

    `handed_back` says why its scorecard went back to its author; it isn't submitted then.
    """

    interviewer_email: Name | None = None
    handed_back: Reason | None = None


class ExchangeDecision(Strict):
    """A decision as it was frozen: `snapshot` is the text that `sha256` is of.

    Without `decided_by` it isn't known who decided, and `decided_at` is when it was imported.
    """

    model_config = ConfigDict(
        json_schema_extra={"dependentRequired": {"decided_by": ["decided_at"]}}
    )

    number: Annotated[int, Field(ge=1)]
    policy: Name
    verdict: Literal["hire", "downlevel", "no_hire", "more_signal"]
    level: LevelId | None = None
    decided_by: Name | None = None
    decided_by_email: Name | None = None
    decided_at: Moment | None = None
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    snapshot: Annotated[str, Field(min_length=2, max_length=5_000_000)]


class ExchangeLoop(Strict):
    """A loop of a cohort, told apart by its id."""

    id: Key
    cohort: Name
    cohort_id: Key | None = None
    policy: Name
    candidate_email: Name | None = None
    bank_shared: bool = False
    loop: LoopHead
    story: Annotated[list[StoryEntry], Field(max_length=200)] = []
    interview: Annotated[list[ExchangeInterview], Field(max_length=100)] = []
    decision: Annotated[list[ExchangeDecision], Field(max_length=1000)] = []


def _known_version(version: int) -> int:
    if version != VERSION:
        raise ValueError(f"version {VERSION}; this file needs a newer Committee")
    return version


class ExchangeFile(Strict):
    """What one installation hands to another, or an applicant tracking system to it."""

    format: Literal["committee-exchange"]
    version: Annotated[int, AfterValidator(_known_version)]
    loops: list[ExchangeLoop]


def sound_loops(loops: list[Loop]) -> tuple[list[Loop], list[str]]:
    """The loops that can be handed on, and of each other one, in a sentence, why it can't."""
    sound, faults = [], []
    for loop in loops:
        try:
            validated(ExchangeLoop, loop, f"the loop {loop['id']}")
        except FileError as error:
            faults.append(str(error))
        else:
            sound.append(loop)
    return sound, faults


def exchange_json(loops: list[Loop]) -> str:
    """Loops as the text of an exchange file."""
    file = validated(ExchangeFile, exchange_file(loops), "the export")
    data = file.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def checked_loops(
    data: dict[str, Any],
    where: str,
    ladder: Ladder,
    policy: str | None = None,
    place: Place = place_of,
) -> list[Loop]:
    """The loops of parsed exchange data, every one of them sound; FileError else.

    They are filed under `policy` where one is given, whichever they name. `place` calls the place
    of a fault.
    """
    file = validated(ExchangeFile, data, where, place)
    seen: set[str] = set()
    for number, loop in enumerate(file.loops):

        def here(steps: Steps, _: Any, number: int = number) -> str:
            return place(("loops", number, *steps), data)

        if loop.id in seen:
            raise FileError(
                "this id is given to more than one loop.",
                where=f"{where}, {here((), None)}",
                remedy="Choose another.",
            )
        seen.add(loop.id)
        loop.policy = policy or loop.policy
        _check(loop, where, ladder, here)
    return [loop.model_dump(exclude_defaults=True) for loop in file.loops]


def exchange_file(loops: list[Loop]) -> dict[str, Any]:
    """Loops as the data of an exchange file."""
    return {"format": FORMAT, "version": VERSION, "loops": loops}


def _check(loop: ExchangeLoop, where: str, ladder: Ladder, place: Place) -> None:
    if loop.policy not in shipped_policies():
        found, remedy = unknown("the policy", loop.policy, shipped_policies())
        remedy += " Or choose the one to file it under with --policy NAME."
        raise FileError(found, where=f"{where}, {place(('policy',), None)}", remedy=remedy)
    as_loop_file = loop.model_dump(include={"loop", "story", "interview"}, exclude_unset=True)
    for number, entry in enumerate(as_loop_file.get("interview", ())):
        entry.pop("interviewer_email", None)
        if entry.pop("handed_back", None) and entry.get("submitted", True):
            raise FileError(
                "this scorecard is submitted and handed back at once.",
                where=f"{where}, {place(('interview', number, 'handed_back'), None)}",
                remedy="Leave the reason out, or say that it isn’t submitted.",
            )
    packet_of(as_loop_file, where, ladder, place)
    for number, decision in enumerate(loop.decision, start=1):
        at = f"{where}, {place(('decision', number - 1), None)}"
        unfit = _unfit(decision, number, at)
        if unfit:
            raise FileError(
                f"this decision isn’t what was frozen: its {unfit} doesn’t fit.",
                where=at,
                remedy="Take it from the installation that made it, unchanged.",
            )


def _unfit(decision: ExchangeDecision, number: int, place: str) -> str | None:
    """What of a decision isn't as its snapshot, or its place among the others, has it."""
    if sha256(decision.snapshot.encode()).hexdigest() != decision.sha256:
        return "SHA-256"
    frozen = parse_snapshot(decision.snapshot, f"{place}, snapshot")
    expected = {
        "number": number,
        "policy": frozen.policy.name,
        "verdict": frozen.decided.get("verdict"),
        "level": frozen.decided.get("level"),
    }
    if not frozen.whole:
        return "edition"
    if decision.decided_by and not decision.decided_at:
        return "decided_at"
    return next((key for key, value in expected.items() if getattr(decision, key) != value), None)
