"""What makes a policy well formed beyond the types of its values."""

from collections.abc import Iterator
from itertools import pairwise

from committee.domain.ladder import Ladder
from committee.domain.policy import Policy, ReadRule, TrapRule, Veto
from committee.errors import PolicyError
from committee.odds.policy_laws import LAWS

from .validation_errors import unknown

Problem = tuple[str, str, str]
RESERVED = ("not_assessed", "no_signal")
"""What files and addresses say where nothing was read."""


def check(policy: Policy, where: str) -> None:
    """PolicyError for the first thing that no policy may say."""
    problem = next(_problems(policy), None)
    if problem:
        place, found, remedy = problem
        raise PolicyError(found, where=f"{where}, {place}", remedy=remedy)


def _problems(policy: Policy) -> Iterator[Problem]:
    yield from _ladder_problems(policy.ladder)
    ladder = policy.ladder
    tables = {"sufficiency": policy.sufficiency, "gates": policy.gates, "bars": policy.bars}
    for section, table in tables.items():
        for key, values in table.items():
            yield from _levels_known(f"{section}.{key}", values, ladder)
    yield from _levels_known("downlevel", policy.downlevel, ladder)
    for key, bars in policy.bars.items():
        for level, bar in bars.items():
            if bar not in ladder:
                yield (f"bars.{key}.{level}", *unknown("the level", bar, ladder.ids))
    ranks = {
        key: {level: ladder.rank(bar) for level, bar in bars.items() if bar in ladder}
        for key, bars in policy.bars.items()
    }
    for section, numbers in {**tables, "bars": ranks}.items():
        for key, values in numbers.items():
            yield from _rises(f"{section}.{key}", values, policy, section)
    for cap in policy.aggregation.caps:
        if cap.at not in ladder:
            yield ("aggregation.cap, at", *unknown("the level", cap.at, ladder.ids))
        elif cap.at == ladder.ids[-1]:
            yield "aggregation.cap, at", "a cap at the highest level holds nothing.", "Lower it."
    for law in policy.breaks:
        if law not in LAWS:
            yield (f"breaks.{law}", *unknown("the law", law, LAWS))
    yield from _veto_problems(policy)
    mean = policy.mean
    if mean and mean.least >= mean.most:
        yield "mean", f"points go from {mean.least} to {mean.most}.", "Let least be below most."
    if not (policy.bars or policy.mean):
        yield "the top of the file", "nothing decides: no [bars], no [mean].", "Add one of them."


def _ladder_problems(ladder: Ladder) -> Iterator[Problem]:
    doubles = {level for level in ladder.ids if ladder.ids.count(level) > 1}
    for level in doubles:
        yield "ladder", f"the level “{level}” stands twice.", "Each level stands once."
    for level in ladder.ids:
        if level in RESERVED:
            yield "ladder", f"the level “{level}” is called like no read.", "Give it another id."
    names = [level.name.casefold() for level in ladder.levels]
    for named in ladder.levels:
        if names.count(named.name.casefold()) > 1:
            yield "ladder", f"two levels are called “{named.name}”.", "Give each a name of its own."
    flags = [level.target for level in ladder.levels]
    if flags[0] or flags.count(False) != 1:
        found = "only the lowest level must have target = false."
        yield "ladder", found, "A read under every target needs a level of its own, at the bottom."


def _levels_known(key: str, values: object, ladder: Ladder) -> Iterator[Problem]:
    assert isinstance(values, dict)
    for level in values:
        if level not in ladder.targets:
            yield (key, *unknown("the level", level, ladder.targets))


def _rises(key: str, values: object, policy: Policy, section: str) -> Iterator[Problem]:
    """A demand may only stay or climb with the level; a level left out demands nothing."""
    assert isinstance(values, dict)
    nothing = {"sufficiency": 0, "gates": 0.0, "bars": -1}[section]
    targets = policy.ladder.targets
    for lower, higher in pairwise(targets):
        if values.get(higher, nothing) < values.get(lower, nothing):
            table = getattr(policy, section)[key.partition(".")[2]]
            yield (
                key,
                f"it falls as the level rises: {lower} = {table.get(lower, 'nothing')}, "
                f"{higher} = {table.get(higher, 'nothing')}.",
                f"Give {higher} at least what {lower} has.",
            )


def _veto_problems(policy: Policy) -> Iterator[Problem]:
    ladder, seen = policy.ladder, set[str]()
    for number, veto in enumerate(policy.vetoes, start=1):
        place = f"veto {number} (“{veto.id}”)"
        if veto.id in seen:
            yield place, "the id stands twice.", "Each veto has an id of its own."
        seen.add(veto.id)
        if veto.applies_from not in ladder.targets:
            yield (
                f"{place}, applies_from",
                *unknown("the level", veto.applies_from, ladder.targets),
            )
            continue
        if isinstance(veto.rule, TrapRule):
            yield from _trap_rule_problems(policy, veto.rule, place)
        elif _never_read(policy, veto, veto.rule):
            found = f"it can never fire: no read is {veto.rule.levels} levels below."
            yield f"{place}, levels", found, "Ask for fewer levels."


def _never_read(policy: Policy, veto: Veto, rule: ReadRule) -> bool:
    return rule.levels > policy.ladder.rank(policy.ladder.targets[-1])


def _trap_rule_problems(policy: Policy, rule: TrapRule, place: str) -> Iterator[Problem]:
    if not policy.aggregation.heard_in(rule.kind):
        found = "it can never fire: only behavioural interviews confirm traps."
        yield f"{place}, kind", found, "Leave the kind out."
    if (rule.unless_for is None) != (rule.unless_reads is None):
        found = "unless_for and unless_reads go together."
        yield place, found, "Give both, or neither."
    if rule.unless_reads is not None and rule.unless_reads not in policy.ladder:
        yield (
            f"{place}, unless_reads",
            *unknown("the level", rule.unless_reads, policy.ladder.ids),
        )
