"""The smallest change that flips an outcome, as a scene shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from committee.domain.case import Case
from committee.domain.rubric import TRAPS, Rubric
from committee.odds.flips import Flip, Flips
from committee.odds.judge_whole_grid import award, worth
from committee.odds.single_changes import Change, changed
from committee.present.charts.level_grid import Grid, level_grid
from committee.present.output.odds_json import flip_words
from committee.present.packet.headline import Headline, headline
from committee.present.simulator.quotes_behind import Behind, behind
from committee.present.voice.words import spoken

from .votes import VoteSaid, votes_of


@dataclass(frozen=True)
class ChangeShown:
    """Changes and the outcome that they lead to; `sounds` is what that would be like to hear.

    `opens` is what `behind` calls the first of them, empty where no sentence can stand behind it.
    """

    words: str
    headline: Headline
    grid: Grid
    sounds: str
    behind: Mapping[str, Behind]
    opens: str
    votes: tuple[VoteSaid, ...]


def change_shown(case: Case, flips: Flips, rubric: Rubric) -> ChangeShown | None:
    """The change that asks least and lifts the outcome; one that lowers it if none lifts it."""
    policy = case.policy
    now = worth(award(case), policy)
    found = [each for each in flips.flips if not each.of_one]
    lifts: list[Flip] = [each for each in found if worth(each.outcome, policy) > now]
    first = next(iter(lifts or found), None)
    if first is None:
        return None
    other = changed(case, first.changes)
    words = behind(other, rubric)
    named = first.changes[0].dimension
    return ChangeShown(
        flip_words(first, policy, rubric),
        headline(other, rubric),
        level_grid(other, rubric),
        _sounds(first.changes[0], case, rubric),
        words,
        named if named in words else "",
        votes_of(other, rubric),
    )


def _sounds(change: Change, case: Case, rubric: Rubric) -> str:
    """What the rubric says of that level, or what to ask where a trap is."""
    if change.dimension in TRAPS:
        return f"Ask yourself: {rubric.trap(change.dimension).probe}"
    level = str(change.after)
    if level not in case.policy.ladder or change.dimension not in {
        each.id for each in rubric.dimensions
    }:
        return ""
    anchor = rubric.dimension(change.dimension).anchors.get(level, "")
    name, on = case.policy.ladder.name(level), spoken(change.dimension)
    return f"What reads {name} on {on}: {anchor}" if anchor else ""
