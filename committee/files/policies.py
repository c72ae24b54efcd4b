"""Policy files: TOML to policy, read strictly; the shipped ones by name."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from committee import assets
from committee.domain.ladder import Ladder, Level
from committee.domain.policy import (
    BAR_RAISER,
    PEOPLE,
    VOTES,
    Aggregation,
    Cap,
    Mean,
    Policy,
    ReadRule,
    TrapRule,
    Veto,
)
from committee.errors import PolicyError

from .policy_file_faults import check
from .policy_schema import LadderFile, MeanEntry, PolicyFile, ReadVetoEntry, TrapVetoEntry
from .strict_text import parse, read_text
from .validation_errors import unknown, validated

DEFAULT = "senior-loop"


def shipped_policies() -> tuple[str, ...]:
    """The names of the policies that come with Committee, the default first."""
    names = sorted(path.stem for path in assets.POLICIES.glob("*.toml"))
    return (DEFAULT, *(name for name in names if name != DEFAULT))


def load_policy(name_or_path: str = DEFAULT) -> Policy:
    """A shipped policy by its name, or any policy by its file; PolicyError if it is refused."""
    if name_or_path in shipped_policies():
        return read_policy(assets.POLICIES / f"{name_or_path}.toml")
    path = Path(name_or_path)
    if path.is_file():
        return read_policy(path)
    found, remedy = unknown("the policy", name_or_path, shipped_policies())
    raise PolicyError(found, where="--policy", remedy=f"{remedy} Or give the path of a file.")


def shipped_as(name: str, version: int) -> Policy | None:
    """A policy of ours in one of its versions; None for a version that isn't kept, or not ours."""
    if name not in shipped_policies():
        return None
    now = load_policy(name)
    path = assets.POLICIES / "earlier" / f"{name}-{version}.toml"
    return now if now.version == version else read_policy(path) if path.is_file() else None


def read_policy(path: Path) -> Policy:
    """The policy that a file holds; PolicyError with file, key and remedy."""
    return parse_policy(read_text(path), str(path))


def parse_policy(text: str, where: str) -> Policy:
    """The policy that a TOML text holds; `where` names the text in an error."""
    return policy_of(validated(PolicyFile, parse(text, where, "toml"), where), where)


def policy_of(entry: PolicyFile, where: str) -> Policy:
    """The policy that a well-formed entry describes; PolicyError where it contradicts itself."""
    ladder = entry.ladder if isinstance(entry.ladder, LadderFile) else None
    policy = _policy(entry, _ladder(ladder) if ladder else load_ladder(str(entry.ladder)))
    check(policy, where)
    return _asking_for_votes(policy)


def _asking_for_votes(policy: Policy) -> Policy:
    """The policy with at least one vote asked for wherever a rule of it weighs votes."""
    if policy.aggregation.counts != PEOPLE:
        return policy
    needs = {what: dict(by_level) for what, by_level in policy.sufficiency.items()}
    for votes in (VOTES, BAR_RAISER):
        for target in policy.ladder.targets:
            if policy.weighs(votes, target) and not needs.get(votes, {}).get(target):
                needs.setdefault(votes, {})[target] = 1
    return replace(policy, sufficiency=needs)


def load_ladder(name: str = "ladder") -> Ladder:
    """A shipped ladder by its name; PolicyError for an unknown one."""
    path = assets.RUBRIC / f"{name}.toml"
    if not name.isidentifier() or not path.is_file():
        raise PolicyError(
            f"there is no ladder “{name}”.",
            where="ladder",
            remedy='Write ladder = "ladder", or give [[ladder.level]] entries.',
        )
    return _ladder(validated(LadderFile, parse(read_text(path), str(path), "toml"), str(path)))


def _ladder(entry: LadderFile) -> Ladder:
    levels = (Level(level.id, level.name, level.target, level.titles) for level in entry.level)
    return Ladder(tuple(levels), tuple(entry.sources))


def _policy(entry: PolicyFile, ladder: Ladder) -> Policy:
    caps = tuple(Cap(**dict(cap)) for cap in entry.aggregation.cap)
    how = entry.aggregation
    return Policy(
        name=entry.name,
        version=entry.version,
        title=entry.title,
        summary=entry.summary.strip(),
        ladder=ladder,
        **entry.model_dump(include={"sufficiency", "gates", "bars", "downlevel", "breaks"}),
        vetoes=tuple(_veto(veto) for veto in entry.veto),
        aggregation=Aggregation(tuple(how.backs_nothing), caps, how.votes, how.counts),
        mean=Mean(**dict(entry.mean)) if entry.mean else None,
        foil=_foil(),
        sources=tuple(entry.sources),
    )


def _veto(entry: TrapVetoEntry | ReadVetoEntry) -> Veto:
    rule: TrapRule | ReadRule
    if isinstance(entry, TrapVetoEntry):
        rule = TrapRule(
            entry.trap, entry.interviewers, entry.kind,
            entry.sole_read_of, entry.unless_for, entry.unless_reads,
        )  # fmt: skip
    else:
        rule = ReadRule(entry.dimension, entry.levels)
    return Veto(
        entry.id, entry.question, entry.applies_from, entry.judged_at, entry.effect,
        rule, entry.motive, tuple(entry.sources),
    )  # fmt: skip


def _foil() -> Mean:
    """The average beside every decision: the numbers of the shipped policy that averages."""
    path = assets.POLICIES / "averaging.toml"
    mean: dict[str, Any] = parse(read_text(path), str(path), "toml")["mean"]
    return Mean(**dict(validated(MeanEntry, mean, f"{path}, mean")))
