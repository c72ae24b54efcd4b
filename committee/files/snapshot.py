"""A decided packet, frozen: all that the decision rests on, as canonical JSON with its SHA-256."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from typing import Any, Literal

from pydantic import Field

from committee.domain.anonymous import anonymous, as_one, panel_votes, without_votes
from committee.domain.decision import Decision, decide
from committee.domain.discreet import discreet
from committee.domain.packet import Packet
from committee.domain.policy import Policy
from committee.domain.rubric import Rubric
from committee.domain.signals import Signal
from committee.errors import FileError

from .loop_schema import Day, Strict
from .loops import loop_data, packet_of
from .policy_as_data import policy_data, policy_from
from .rubrics import rubric_data, rubric_from
from .strict_text import parse
from .validation_errors import validated

FORMAT = 1
MOST_VOTES = 1000
CHANGED = "The snapshot was changed by hand: get the packet again from its source."

Data = dict[str, Any]


@dataclass(frozen=True)
class Snapshot:
    """What was decided on, and what was decided.

    `whole` is false for the candidate's own, which holds no interviewer's name, note or
    recommendation; `votes` is then what the recommendations that the policy reads added up to.
    `decided` is the decision as it was printed: verdict, level, binding_rule, because and the
    averaging's verdict. `text` is the canonical JSON, `sha256` of its UTF-8.
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

    @property
    def sha256(self) -> str:
        """The hexadecimal SHA-256 of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def again(self) -> Decision:
        """The decision, worked out again from what was frozen."""
        decision = decide(self.packet, self.policy, self.target, self.votes)
        return decision if self.whole else discreet(decision, self.policy)


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


def freeze(
    packet: Packet, decision: Decision, policy: Policy, rubric: Rubric, *, whole: bool = True
) -> Snapshot:
    """A decided packet as it stands now; the same packet freezes to the same text."""
    data = {
        "committee_snapshot": FORMAT,
        "made_with": version("committee"),
        "whole": whole,
        "target": decision.target,
        "loop": _in_order(loop_data(packet)),
        "policy": policy_data(policy),
        "rubric": rubric_data(rubric),
        "decided": outcome(decision),
    }
    votes = {} if whole else panel_votes(decision, policy)
    if votes:
        data["votes"] = {
            name: {"count": each.count, "reads_at": each.reads_at} for name, each in votes.items()
        }
    text = canonical(data)
    made_with = str(data["made_with"])
    target, decided = decision.target, outcome(decision)
    return Snapshot(packet, target, policy, rubric, decided, whole, made_with, text, votes)


def candidates_own(frozen: Snapshot) -> Snapshot:
    """What the candidate may carry away: no interviewer's name, note or recommendation in it.

    What the recommendations added up to is, as their pages say it: without it a policy of
    votes couldn't be decided again.
    """
    packet = anonymous(frozen.packet)
    decision = discreet(decide(packet, frozen.policy, frozen.target), frozen.policy)
    return freeze(without_votes(packet), decision, frozen.policy, frozen.rubric, whole=False)


def outcome(decision: Decision) -> Data:
    """What of a decision is compared when it is worked out again."""
    return {
        "verdict": str(decision.verdict),
        "level": decision.level,
        "binding_rule": decision.ruling.binding_rule,
        "because": decision.ruling.because,
        "averaging": str(decision.averaging.verdict),
    }


def parse_snapshot(text: str, where: str) -> Snapshot:
    """The snapshot that a text holds; FileError with place and remedy for anything else."""
    entry = validated(SnapshotFile, parse(text, where, "json"), where)
    policy = policy_from(entry.policy, f"{where}, policy")
    if entry.target not in policy.ladder.targets:
        raise FileError(
            f"the target “{entry.target}” isn't one of the policy's.",
            where=f"{where}, target",
            remedy=CHANGED,
        )
    levels = {vote.reads_at for vote in entry.votes.values()} - {None}
    if not levels <= set(policy.ladder.ids):
        raise FileError(
            "a vote reads a level that the policy's ladder lacks.",
            where=f"{where}, votes",
            remedy=CHANGED,
        )
    return Snapshot(
        packet=packet_of(entry.loop, f"{where}, loop", policy.ladder),
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
