"""A policy as the structure of its file, its ladder written out: for what must stand on its own."""

from dataclasses import asdict, replace
from typing import Any

from committee.domain.policy import SCORECARDS_EACH, Mean, Policy, TrapRule, Veto

from .policies import policy_of
from .policy_schema import MeanEntry, PolicyFile
from .validation_errors import validated

Data = dict[str, Any]


def policy_data(policy: Policy) -> Data:
    """A policy with everything that it reads, the average beside it included (`foil`)."""
    how = policy.aggregation
    return {
        "name": policy.name,
        "version": policy.version,
        "title": policy.title,
        "summary": policy.summary,
        "ladder": {
            "level": [asdict(level) for level in policy.ladder.levels],
            "sources": list(policy.ladder.sources),
        },
        "sources": list(policy.sources),
        "aggregation": {
            "backs_nothing": list(how.backs_nothing),
            "votes": how.votes,
            "counts": how.counts,
            "cap": [asdict(cap) for cap in how.caps],
        },
        "sufficiency": _tables(policy.sufficiency),
        "gates": _tables(policy.gates),
        "veto": [_veto_data(veto) for veto in policy.vetoes],
        "bars": _tables(policy.bars),
        "downlevel": dict(policy.downlevel),
        "mean": asdict(policy.mean) if policy.mean else None,
        "foil": asdict(policy.foil),
    }


def policy_from(data: Data, where: str) -> Policy:
    """The policy that `policy_data` wrote; PolicyError for anything else."""
    rest = {key: value for key, value in data.items() if key != "foil" and value is not None}
    # Before there was such a key, scorecards were what counted.
    how = rest.get("aggregation", {})
    rest["aggregation"] = {"counts": SCORECARDS_EACH} | how if isinstance(how, dict) else how
    foil = validated(MeanEntry, data.get("foil", {}), f"{where}, foil")
    policy = policy_of(validated(PolicyFile, rest, where), where)
    return replace(policy, foil=Mean(**dict(foil)))


def _veto_data(veto: Veto) -> Data:
    sort = "trap_confirmed" if isinstance(veto.rule, TrapRule) else "reads_below_level"
    rule = {key: value for key, value in asdict(veto.rule).items() if value is not None}
    head = {key: value for key, value in asdict(veto).items() if key != "rule"}
    return {**head, "sources": list(veto.sources), "when": sort, **rule}


def _tables(tables: Any) -> Data:
    return {name: dict(table) for name, table in tables.items()}
