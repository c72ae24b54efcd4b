"""The packet as a document: one tree of plain data for page, paper and every edition."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from committee.domain.advice import Advice, before_next_loop
from committee.domain.case import Case
from committee.domain.coaching import Coaching
from committee.domain.rubric import BEHAVIORAL, CODING, DIMENSIONS, SYSTEM_DESIGN, Rubric
from committee.domain.without_interviewers import candidates_own
from committee.present.charts.level_grid import Grid, level_grid
from committee.present.charts.read_certainty import with_worth
from committee.present.charts.veto_map import VetoMap, veto_map
from committee.present.voice.advice_said import AdviceSaid, advised
from committee.present.voice.candidate_and_committee_voice import voice_for
from committee.present.voice.candidate_said import told_to_you
from committee.present.voice.dates import day
from committee.present.voice.read_others_first_said import not_blind
from committee.present.voice.words import counted

from .another_panel import AnotherPanel, another_panel
from .candidate_reasons import ToYou, to_you
from .evidence_register import Register, outstanding
from .evidence_views import DimensionEvidence, InterviewRow, Link
from .headline import Contrast, Headline, contrast, headline
from .rule_table import RuleGroup, rule_groups
from .what_would_change import WhatChanges, what_changes

COMMITTEE, CANDIDATE, SUMMARY = EDITIONS = ("committee", "candidate", "summary")

PARTS: Mapping[str, tuple[str, ...]] = {
    COMMITTEE: (
        "contrast",
        "grid",
        "rules",
        "map",
        "odds",
        "evidence",
        "interviews",
        "advice",
        "rests",
    ),
    CANDIDATE: ("reasons", "grid", "odds", "plan", "contrast", "rules", "map", "evidence", "rests"),
    SUMMARY: ("contrast", "grid", "odds", "advice"),
}
"""The parts of an edition's body below the outcome, in its order."""

EDITION_NAMES: Mapping[str, tuple[str, str]] = {
    COMMITTEE: ("Packet for the committee", "packet for the committee"),
    CANDIDATE: ("Your packet", "candidate’s packet"),
    SUMMARY: ("One-page summary", "one-page summary"),
}
"""What an edition is called at its head, and in the title of its document."""

SHORT = 2
"""How many lines of advice there is room for on one page."""


@dataclass(frozen=True)
class AdviceLine:
    """One thing to work on, with links to what gave rise to it."""

    said: AdviceSaid
    links: tuple[Link, ...]
    rooms: tuple[Link, ...]
    decisive: bool


@dataclass(frozen=True)
class PacketView:
    """All that the body of a packet shows; no part of it knows the web, a file or a table.

    `cover` is what a coach says on top of what she releases, in paragraphs.
    """

    edition: str
    parts: tuple[str, ...]
    title: str
    edition_name: str
    candidate: str
    subtitle: tuple[str, ...]
    headline: Headline
    you: ToYou | None
    contrast: Contrast
    grid: Grid
    rules: tuple[RuleGroup, ...]
    map: VetoMap | None
    panel: AnotherPanel | None
    changes: WhatChanges
    evidence: tuple[DimensionEvidence, ...]
    technical: tuple[DimensionEvidence, ...]
    interviews: tuple[InterviewRow, ...]
    outstanding: str
    not_blind: tuple[str, ...]
    advice: tuple[AdviceLine, ...]
    advice_in_all: int
    policy: str
    snapshot: str
    cut: tuple[str, ...] = ()
    cover: tuple[str, ...] = ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """What a summary has no room for, in words."""
        unsaid = self.advice_in_all - len(self.advice)
        return ((f"{counted(unsaid, 'line')} of advice",) if unsaid else ()) + self.cut


def packet_view(
    case: Case,
    rubric: Rubric,
    coaching: Coaching,
    edition: str = COMMITTEE,
    snapshot: str = "",
) -> PacketView:
    """What an edition of a packet shows.

    `snapshot` is the hexadecimal SHA-256 of the frozen text that the edition carries, empty for
    one that isn't frozen.
    The candidate's edition holds no interviewer's name, note or recommendation anywhere, and
    nothing that is worked out from single ones: where a policy reads them, it has no odds. It
    has the texts of `coaching`.
    """
    parts, yours = PARTS[edition], edition == CANDIDATE
    if yours and not case.candidates:
        case = candidates_own(case)
    cites = "evidence" in parts
    register = Register(case, rubric, named=edition == COMMITTEE, cites=cites)
    grid = level_grid(case, rubric)
    lines = before_next_loop(case, rubric)
    opened = headline(case, rubric)
    if yours:
        opened = replace(opened, sentence=told_to_you(case, voice_for(case, rubric)))
    panel = another_panel(case, yours=yours)
    if edition == SUMMARY:
        panel = replace(panel, drawn=False)  # One page has no room for drawings of odds.
    tones = {row.name: row.tone for row in grid.rows}
    rated = DIMENSIONS if cites else ()
    heard = {d: register.dimension(d, tones[rubric.name(d)]) for d in rated}
    return PacketView(
        edition=edition,
        parts=parts,
        title=f"{case.packet.candidate}, {EDITION_NAMES[edition][1]}",
        edition_name=EDITION_NAMES[edition][0],
        candidate=case.packet.candidate,
        subtitle=_subtitle(case),
        headline=opened,
        you=to_you(case, coaching, register, lines) if yours else None,
        contrast=contrast(case),
        grid=with_worth(grid, case) if edition == COMMITTEE else grid,
        rules=rule_groups(case, register) if "rules" in parts else (),
        map=veto_map(case) if "map" in parts else None,
        panel=panel,
        changes=what_changes(case, rubric, yours=yours),
        evidence=tuple(heard[d] for d in BEHAVIORAL if d in heard),
        technical=tuple(heard[d] for d in (SYSTEM_DESIGN, CODING) if d in heard),
        interviews=register.interviews if "interviews" in parts else (),
        outstanding=outstanding(case.packet, named=register.named),
        not_blind=not_blind(case.packet, named=register.named),
        advice=_advice(lines, register) if "advice" in parts else (),
        advice_in_all=len(lines) if "advice" in parts else 0,
        policy=f"{case.policy.title} {case.policy.version}",
        snapshot=snapshot,
    )


def _subtitle(case: Case) -> tuple[str, ...]:
    packet, ladder = case.packet, case.policy.ladder
    level = ladder.levels[ladder.rank(case.target)]
    titles = [f"{title} at {who.capitalize()}" for who, title in level.titles.items()]
    cards = packet.submitted
    heard = sum(card.kind == "behavioral" for card in cards)
    pieces = sum(1 for _ in packet.evidence)
    parts = (
        f"Target {level.name}" + (f" ({', '.join(titles[:2])})" if titles else ""),
        packet.role or "",
        f"{counted(len(cards), 'interview')}, {heard} behavioural",
        f"{counted(pieces, 'piece')} of evidence",
        day(packet.held_on) if packet.held_on else "",
    )
    return tuple(part for part in parts if part)


def _advice(lines: tuple[Advice, ...], register: Register) -> tuple[AdviceLine, ...]:
    voice = voice_for(register.case, register.rubric)
    return tuple(
        AdviceLine(
            said=advised(line, voice),
            links=register.links(line.evidence),
            rooms=register.room_links(line.interviews),
            decisive=line.decisive,
        )
        for line in (lines if register.cites else lines[:SHORT])
    )
