"""Rules that never speak: whatever a packet reads, another rule has said no before them."""

from collections.abc import Iterator, Sequence

import numpy as np

from committee.domain import rules
from committee.domain.policy import TrapRule, Veto

from .grid_judgement import MORE_SIGNAL, level_test, short
from .outcome_table import OutcomeTable


def dead_rules(tables: Sequence[OutcomeTable]) -> tuple[str, ...]:
    """The ids of a policy's rules that say no first on no cell of any of its tables, sorted.

    `cap.<trap>` holds a read down where no rule tells the difference, though some rule reads
    it; `downlevel.<level>` allows an offer that is never made; `veto.<id>.sole_read_of` speaks
    of a single read where that many aren't enough to decide, or where one interviewer is.
    """
    policy = tables[0].policy
    named = {f"gate.{what}" for what in policy.gates}
    named |= {f"sufficiency.{what}" for what in policy.sufficiency}
    named |= {f"veto.{veto.id}" for veto in policy.vetoes}
    named |= {f"bar.{dimension}" for dimension in policy.bars}
    named |= {"bar.mean"} if policy.mean else set()
    read = {dimension for table in tables for dimension in table.places}
    caps = policy.aggregation.caps
    named |= {f"cap.{cap.trap}" for cap in caps if cap.dimension in read}
    named |= {f"downlevel.{target}" for target, steps in policy.downlevel.items() if steps}
    named |= {f"veto.{v.id}.sole_read_of" for v in policy.vetoes if _sole(v)}
    alive = {rule for table in tables for rule in _alive(table)}
    return tuple(sorted(named - alive))


def _alive(table: OutcomeTable) -> Iterator[str]:
    policy, facts, target = table.policy, table.facts, table.target
    for what in policy.sufficiency:
        if rules.needed(policy, what, target):
            yield f"sufficiency.{what}"
    reached = np.logical_not(short(facts, policy, target))
    missed = rules.gate_missed(policy, facts, target)
    if np.any(reached & missed):
        yield "gate.coding"
    reached = reached & np.logical_not(missed)
    for level in policy.levels_tried(target):
        test = level_test(facts, policy, level, target)
        silent = reached
        for rule, no in test.nos:
            if np.any(silent & no):
                yield rule
                yield from _alone(table, rule)
            silent = silent & np.logical_not(no)
        reached = reached & test.missed & np.logical_not(test.ends)
    awarded = table.outcomes[table.outcomes > MORE_SIGNAL]
    if np.any((awarded >= 0) & (awarded < policy.ladder.rank(target))):
        yield f"downlevel.{target}"
    for cap in policy.aggregation.caps:
        if cap.dimension in table.places:
            reads = np.moveaxis(table.outcomes, table.places[cap.dimension], 0)[1:]
            held = policy.ladder.rank(cap.at)
            if np.any(reads[held + 1 :] != reads[held]):
                yield f"cap.{cap.trap}"


def _sole(veto: Veto) -> str | None:
    return veto.rule.sole_read_of if isinstance(veto.rule, TrapRule) else None


def _alone(table: OutcomeTable, rule: str) -> Iterator[str]:
    """Whether a veto that fires at a target can also do so by a single read of a dimension."""
    veto = table.policy.veto_by_id.get(rule.removeprefix("veto."))
    read = _sole(veto) if veto is not None and rule.startswith("veto.") else None
    if veto is None or read is None or not isinstance(veto.rule, TrapRule):
        return
    if veto.rule.interviewers > 1 and rules.needed(table.policy, read, table.target) <= 1:
        yield f"{rule}.sole_read_of"
