"""A policy and its rubric as a page that is generated from their files."""

from dataclasses import dataclass

from committee.domain.policy import Policy
from committee.domain.rubric import DIMENSIONS, Rubric
from committee.domain.rule_comparisons import needed
from committee.present.voice.policy_rules import (
    EFFECTS,
    adding_up,
    applies_words,
    fires_words,
    mean_words,
    offer_words,
    reads_levels,
)
from committee.present.voice.rule_names import veto_name
from committee.present.voice.rule_terms import things_counted
from committee.present.voice.words import number, opening, spoken

NOTHING = "–"
Row = tuple[str, tuple[str, ...]]
"""What a row is about, and a cell for each level."""


@dataclass(frozen=True)
class Needs:
    """One stage as a table: what it asks, what follows where it isn't met, a cell a level."""

    id: str
    title: str
    follows: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class VetoDoc:
    """One veto: the question behind it, why, where it is judged, when it fires, what follows."""

    id: str
    name: str
    question: str
    motive: str
    applies: str
    fires: str
    effect: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class DimensionDoc:
    """One dimension of the rubric; `anchors` pairs a level's name, or a score, with its text."""

    id: str
    name: str
    question: str
    motive: str
    anchors: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class PolicyDoc:
    """Everything that a policy decides by, in the order in which it is applied."""

    name: str
    title: str
    version: int
    summary: str
    levels: tuple[str, ...]
    adding_up: tuple[str, ...]
    sufficiency: Needs | None
    gates: Needs | None
    vetoes: tuple[VetoDoc, ...]
    bars: Needs | None
    mean: str
    offers: tuple[str, ...]
    titles: tuple[Row, ...]
    rubric: tuple[DimensionDoc, ...]
    foil: str
    sources: tuple[str, ...]


def policy_doc(policy: Policy, rubric: Rubric) -> PolicyDoc:
    """The page of a policy; every value on it is read from the policy or the rubric."""
    targets = policy.ladder.targets
    return PolicyDoc(
        name=policy.name,
        title=policy.title,
        version=policy.version,
        summary=policy.summary,
        levels=tuple(policy.ladder.name(level) for level in targets),
        adding_up=adding_up(policy, rubric),
        sufficiency=_sufficiency(policy),
        gates=_gates(policy),
        vetoes=tuple(
            VetoDoc(
                veto.id,
                veto_name(veto.id),
                veto.question,
                veto.motive,
                applies_words(veto, policy),
                fires_words(veto, policy, rubric),
                EFFECTS[veto.effect],
                veto.sources,
            )
            for veto in policy.vetoes
        ),
        bars=_bars(policy),
        mean=mean_words(policy.mean) if policy.mean else "",
        offers=tuple(offer_words(policy, target) for target in targets),
        titles=_titles(policy),
        rubric=_rubric(policy, rubric) if reads_levels(policy) else (),
        foil="" if policy.mean else mean_words(policy.foil),
        sources=policy.sources,
    )


def _sufficiency(policy: Policy) -> Needs | None:
    return _needs(
        "sufficiency",
        "Is there enough evidence?",
        "Judged at the target. Less than this asks for more signal, and decides nothing.",
        tuple(
            (
                opening(things_counted(what)),
                tuple(str(by_level.get(t) or NOTHING) for t in policy.ladder.targets),
            )
            for what, by_level in policy.sufficiency.items()
        ),
    )


def _gates(policy: Policy) -> Needs | None:
    return _needs(
        "gates",
        "Does it pass the gate?",
        "Judged at the target. Under it is no hire, whatever else reads; above it lifts nothing.",
        tuple(
            (
                f"{opening(spoken(what))}, mean",
                tuple(number(scores[t]) if t in scores else NOTHING for t in policy.ladder.targets),
            )
            for what, scores in policy.gates.items()
        ),
    )


def _bars(policy: Policy) -> Needs | None:
    rows = tuple(
        (opening(spoken(what)), tuple(_bar(policy, what, t) for t in policy.ladder.targets))
        for what in policy.bars
    )
    return _needs(
        "bars",
        "Does each dimension reach its bar?",
        "Judged at each level that is tried. All met and no veto: that level is given.",
        rows,
    )


def _bar(policy: Policy, what: str, level: str) -> str:
    """The bar of one dimension at one level; the lowest level is a bar that every read meets."""
    bar = policy.bars[what].get(level)
    if bar is None:
        return NOTHING
    words = policy.ladder.name(bar) if policy.ladder.rank(bar) else "any read"
    return words if needed(policy, what, level) else f"{words}, if read"


def _needs(id_: str, title: str, follows: str, rows: tuple[Row, ...]) -> Needs | None:
    return Needs(id_, title, follows, rows) if rows else None


def _titles(policy: Policy) -> tuple[Row, ...]:
    """What companies call the levels: a row a company, a cell a target."""
    levels = [level for level in policy.ladder.levels if level.target]
    companies = dict.fromkeys(company for level in levels for company in level.titles)
    return tuple(
        (opening(company), tuple(level.titles.get(company, NOTHING) for level in levels))
        for company in companies
    )


def _rubric(policy: Policy, rubric: Rubric) -> tuple[DimensionDoc, ...]:
    found = []
    for dimension in (rubric.dimension(id_) for id_ in DIMENSIONS):
        levels = (
            (policy.ladder.name(level), text)
            for level, text in dimension.anchors.items()
            if level in policy.ladder
        )
        anchors = (*levels, *dimension.score_anchors.items())
        found.append(
            DimensionDoc(
                dimension.id,
                dimension.name,
                dimension.question,
                dimension.motive,
                anchors,
                dimension.sources,
            )
        )
    return tuple(found)
