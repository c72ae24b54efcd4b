"""Rules that never speak: whatever a packet reads, another rule has said no before them."""

from collections.abc import Iterator, Sequence

import numpy as np

from committee.domain import rule_comparisons
from committee.domain.policy import TrapRule, Veto
from committee.domain.rubric import CODING
from committee.domain.trace import BAR, GATE, MEAN, SUFFICIENCY, VETO, Rule

from .judge_whole_grid import MORE_SIGNAL, level_test, short
from .outcome_table import OutcomeTable

CAP, DOWNLEVEL = "cap", "downlevel"


def dead_rules(tables: Sequence[OutcomeTable]) -> tuple[Rule, ...]:
    """The rules of a policy that say no first on no cell of its tables, in the order of their ids.

    `cap.<trap>` holds a read down where no rule tells the difference, though some rule reads
    it; `downlevel.<level>` allows an offer that is never made; `veto.<id>.sole_read_of` speaks
    of a single read where that many aren't enough to decide, or where one interviewer is.
    """
    policy = tables[0].policy
    named = {Rule(GATE, what) for what in policy.gates}
    named |= {Rule(SUFFICIENCY, what) for what in policy.sufficiency}
    named |= {Rule(VETO, veto.id) for veto in policy.vetoes}
    named |= {Rule(BAR, dimension) for dimension in policy.bars}
    named |= {Rule(BAR, MEAN)} if policy.mean else set()
    read = {dimension for table in tables for dimension in table.places}
    caps = policy.aggregation.caps
    named |= {Rule(CAP, cap.trap) for cap in caps if cap.dimension in read}
    named |= {Rule(DOWNLEVEL, target) for target, steps in policy.downlevel.items() if steps}
    named |= {Rule(VETO, f"{v.id}.sole_read_of") for v in policy.vetoes if _sole(v)}
    alive = {rule for table in tables for rule in _alive(table)}
    return tuple(sorted(named - alive, key=str))


def _alive(table: OutcomeTable) -> Iterator[Rule]:
    policy, facts, target = table.policy, table.facts, table.target
    for what in policy.sufficiency:
        if rule_comparisons.needed(policy, what, target):
            yield Rule(SUFFICIENCY, what)
    reached = np.logical_not(short(facts, policy, target))
    missed = rule_comparisons.gate_missed(policy, facts, target)
    if np.any(reached & missed):
        yield Rule(GATE, CODING)
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
        yield Rule(DOWNLEVEL, target)
    for cap in policy.aggregation.caps:
        if cap.dimension in table.places:
            reads = np.moveaxis(table.outcomes, table.places[cap.dimension], 0)[1:]
            held = policy.ladder.rank(cap.at)
            if np.any(reads[held + 1 :] != reads[held]):
                yield Rule(CAP, cap.trap)


def _sole(veto: Veto) -> str | None:
    return veto.rule.sole_read_of if isinstance(veto.rule, TrapRule) else None


def _alone(table: OutcomeTable, rule: Rule) -> Iterator[Rule]:
    """Whether a veto that fires at a target can also do so by a single read of a dimension."""
    veto = table.policy.veto_by_id.get(rule.subject) if rule.kind == VETO else None
    read = _sole(veto) if veto is not None else None
    if veto is None or read is None or not isinstance(veto.rule, TrapRule):
        return
    if (
        veto.rule.interviewers > 1
        and rule_comparisons.needed(table.policy, read, table.target) <= 1
    ):
        yield Rule(VETO, f"{veto.id}.sole_read_of")
