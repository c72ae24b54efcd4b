"""A decided packet, frozen: all that the decision rests on, as canonical JSON with its SHA-256."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from importlib.metadata import version
from typing import Any, Literal

from pydantic import Field

from committee.domain.case import Case, case_of
from committee.domain.packet import Packet
from committee.domain.policy import Policy
from committee.domain.rubric import Rubric
from committee.domain.signals import Signal
from committee.domain.without_interviewers import as_one, panel_votes, without_votes
from committee.errors import FileError
from committee.present.output.decision_json import rule_json
from committee.present.voice.decision_said import decided as because
from committee.present.voice.snapshot_words import Record

from .loop_schema import Day, Strict
from .loops import loop_data, packet_of
from .policy_as_data import policy_data, policy_from
from .rubrics import rubric_data, rubric_from
from .strict_text import parse
from .validation_errors import validated

FORMAT = 1
MOST_VOTES = 1000
LONGEST = 5_000_000
CHANGED = "The snapshot was changed by hand: get the packet again from its source."

Data = dict[str, Any]


@dataclass(frozen=True)
class Snapshot:
    """What was decided on, and what was decided.

    `whole` is false for the candidate's own, which holds no interviewer's name, note or
    recommendation; `votes` is then what the recommendations that the policy reads added up to.
    `decided` is the decision as it was printed: verdict, level, binding_rule, because and the
    averaging's verdict. `text` is the canonical JSON, `sha256` of its UTF-8. `judged` is the
    case that was frozen, where this is no text read again.
    """

    packet: Packet
    target: str
    policy: Policy
    rubric: Rubric
    decided: Data
    whole: bool
    made_with: str
    text: str
    votes: Mapping[str, Signal] = field(default_factory=dict)
    forgotten: date | None = None
    judged: Case | None = field(default=None, repr=False, compare=False)

    @property
    def sha256(self) -> str:
        """The hexadecimal SHA-256 of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def case(self) -> Case:
        """What was frozen, to be decided again."""
        if self.judged:
            return self.judged
        found = case_of(self.packet, self.policy, self.target, votes=self.votes)
        return replace(found, candidates=not self.whole)


class PanelVote(Strict):
    """How many voted, and the level that the panel's vote reads, if the decision weighed it."""

    count: int = Field(ge=0, le=MOST_VOTES)
    reads_at: str | None = None


class SnapshotFile(Strict):
    """The keys of a snapshot; the parts are checked as the files that they are."""

    committee_snapshot: Literal[1]
    made_with: str
    whole: bool
    target: str
    loop: Data
    policy: Data
    rubric: Data
    decided: Data
    votes: dict[Literal["recommendation", "bar_raiser"], PanelVote] = {}
    forgotten: Day | None = None


def freeze(case: Case, rubric: Rubric) -> Snapshot:
    """A decided packet as it stands now; the same packet freezes to the same text."""
    # Of the candidate's own nobody's vote is kept, only what the recommendations added up to, as
    # its pages say it: without that, a policy of votes couldn't be decided again.
    own = case.candidates
    packet, votes = (without_votes(case.packet), panel_votes(case)) if own else (case.packet, {})
    data = {
        "committee_snapshot": FORMAT,
        "made_with": version("committee"),
        "whole": not own,
        "target": case.target,
        "loop": _in_order(loop_data(packet)),
        "policy": policy_data(case.policy),
        "rubric": rubric_data(rubric),
        "decided": decided(case),
    }
    if votes:
        data["votes"] = {
            name: {"count": each.count, "reads_at": each.reads_at} for name, each in votes.items()
        }
    return Snapshot(
        packet=packet,
        target=case.target,
        policy=case.policy,
        rubric=rubric,
        decided=decided(case),
        whole=not own,
        made_with=version("committee"),
        text=canonical(data),
        votes=votes,
        judged=case,
    )


def decided(case: Case) -> Data:
    """What of a decision is compared when it is worked out again."""
    return {
        "verdict": str(case.verdict),
        "level": case.level,
        "binding_rule": rule_json(case.ruling.binding_rule),
        "because": because(case, Record(case.policy)),
        "averaging": str(case.averaging.verdict),
    }


def parse_snapshot(text: str, where: str) -> Snapshot:
    """The snapshot that a text holds; FileError with place and remedy for anything else."""
    if len(text) > LONGEST:
        raise FileError(
            f"the snapshot has {len(text):,} characters, and at most {LONGEST:,} are read.",
            where=where,
            remedy=CHANGED,
        )
    entry = validated(SnapshotFile, parse(text, where, "json", frozen=True), where)
    policy = policy_from(entry.policy, f"{where}, policy")
    if entry.target not in policy.ladder.targets:
        raise FileError(
            f"the target “{entry.target}” isn’t one of the policy’s.",
            where=f"{where}, target",
            remedy=CHANGED,
        )
    levels = {vote.reads_at for vote in entry.votes.values()} - {None}
    if not levels <= set(policy.ladder.ids):
        raise FileError(
            "a vote reads a level that the policy’s ladder lacks.",
            where=f"{where}, votes",
            remedy=CHANGED,
        )
    return Snapshot(
        packet=packet_of(entry.loop, f"{where}, loop", policy.ladder, kept=True),
        target=entry.target,
        policy=policy,
        rubric=rubric_from(entry.rubric, f"{where}, rubric"),
        decided=entry.decided,
        whole=entry.whole,
        made_with=entry.made_with,
        text=text,
        votes={name: as_one(name, v.count, v.reads_at) for name, v in entry.votes.items()},
        forgotten=entry.forgotten,
    )


def canonical(data: Data) -> str:
    """Data as JSON in one fixed form: no white space, dates in ISO form, keys in their order."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)


def _in_order(value: Any) -> Any:
    """A loop with its keys sorted: there their order means nothing, in a policy it does."""
    if isinstance(value, dict):
        return {key: _in_order(value[key]) for key in sorted(value)}
    return [_in_order(each) for each in value] if isinstance(value, list) else value
