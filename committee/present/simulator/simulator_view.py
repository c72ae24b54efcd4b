"""A packet on the simulator's screen: its scores, its outcome, and what another panel would say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan

from committee.domain.case import Case, case_of
from committee.domain.packet import Packet
from committee.domain.policy import BAR_RAISER, VOTES, Policy
from committee.domain.rubric import SYSTEM_DESIGN, TRAPS, Rubric
from committee.odds.outcome_table import OutcomeTable
from committee.odds.policy_proof import Check
from committee.present.charts.level_grid import Grid, level_grid
from committee.present.charts.read_certainty import with_worth
from committee.present.charts.veto_map import VetoMap, veto_map
from committee.present.packet.another_panel import AnotherPanel, another_panel
from committee.present.packet.flip_table import FlipTable
from committee.present.packet.headline import Headline, headline
from committee.present.policy.proven_laws import counter_example_words
from committee.present.voice.words import average_said, number

from .controls import Controls
from .quotes_behind import Behind, behind


@dataclass(frozen=True)
class SideView:
    """One packet: `scores` says the technical ones, `foil` what a plain average would do.

    `behind` holds the sentences behind each dimension and each trap, by its id.
    """

    letter: str
    title: str
    line: str
    scores: tuple[str, ...]
    foil: str
    headline: Headline
    grid: Grid
    panel: AnotherPanel
    behind: Mapping[str, Behind] = field(default_factory=dict)

    @property
    def traps(self) -> tuple[str, ...]:
        """The traps that were confirmed, or changed by hand: ids."""
        return tuple(key for key in self.behind if key in TRAPS)

    @property
    def votes(self) -> tuple[str, ...]:
        """The kinds of votes, where they decide."""
        return tuple(key for key in self.behind if key in (VOTES, BAR_RAISER))


def side_view(
    letter: str, title: str, line: str, case: Case, rubric: Rubric, table: OutcomeTable
) -> SideView:
    """One packet as it comes out; `table` is its case's."""
    return SideView(
        letter=letter,
        title=title,
        line=line,
        scores=scores(case, rubric),
        foil=average_said(case.averaging, case.policy, case.target),
        headline=headline(case, rubric),
        grid=with_worth(level_grid(case, rubric), case),
        panel=another_panel(case, table=table),
        behind=behind(case, rubric),
    )


def scores(case: Case, rubric: Rubric) -> tuple[str, ...]:
    """The technical scores in words: "coding 4.0 of 4", "system design reads Staff"."""
    coding, design = case.facts.coding, case.facts.signals[SYSTEM_DESIGN].reads_at
    said = "no coding score" if isnan(coding) else f"coding {number(coding)} of 4"
    if design is None:
        return (said,)
    name = rubric.name(SYSTEM_DESIGN).lower()
    return (said, f"{name} reads {case.policy.ladder.name(design)}")


def checked_words(check: Check, rubric: Rubric) -> str:
    """What is proven of a policy's coding scores, or how it fails."""
    found = check.broken["coding_lifts_nothing"]
    if found is None:
        return (
            f"Checked on all {check.cells:,} cells of this policy: no coding score lifts a packet "
            "that a veto or a bar holds down."
        )
    lead = "Under this policy a coding score can lift what is held down."
    return f"{lead} {counter_example_words(found, rubric)}"


def names_of(packet: Packet) -> str:
    """Whom a packet is of, and for what."""
    return " · ".join(part for part in (packet.candidate, packet.role) if part)


def _lesson(drawn: VetoMap | None) -> str:
    if drawn is None or drawn.line is None:
        return "What another coding score would do"
    under = any(cell.here for row in drawn.rows[drawn.line :] for cell in row.cells)
    return "Coding can’t buy it back" if under else "What another coding score would do"


@dataclass(frozen=True)
class SimulatorView:
    """The whole screen; `said` is what follows from the last change, in one sentence.

    `map` is None where the panel's reads aren't what decides, and `lesson` is its title;
    `checked` is what is proven of the policy.
    """

    a: SideView
    b: SideView
    edited: str
    controls: Controls
    lesson: str
    map: VetoMap | None
    flips: FlipTable
    checked: str
    said: str


def simulator_view(
    a: SideView,
    b: SideView,
    edited: str,
    case: Case,
    controls: Controls,
    flips: FlipTable,
    checked: str,
) -> SimulatorView:
    """The screen of two packets, of which the one in `case` is being changed."""
    side = a if edited == a.letter else b
    drawn = veto_map(case)
    return SimulatorView(
        a=a,
        b=b,
        edited=edited,
        controls=controls,
        lesson=_lesson(drawn),
        map=drawn,
        flips=flips,
        checked=checked,
        said=f"{side.letter.upper()}: {side.headline.words}. {side.headline.sentence}",
    )


@dataclass(frozen=True)
class PolicyRow:
    """Both packets under one policy."""

    name: str
    title: str
    summary: str
    a: Headline
    b: Headline


def policy_rows(
    a: Case, b: Case, policies: Sequence[Policy], rubric: Rubric
) -> tuple[PolicyRow, ...]:
    """Two cases as every policy would decide them, with what is imagined in them."""

    def under(case: Case, policy: Policy) -> Headline:
        other = case_of(case.packet, policy, case.target, case.what_if)
        return headline(other, rubric)

    return tuple(
        PolicyRow(each.name, each.title, each.summary, under(a, each), under(b, each))
        for each in policies
    )
