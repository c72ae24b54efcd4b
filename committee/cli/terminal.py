"""A decision in the terminal: the sentence first, then the grid, then every rule."""

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from committee.domain.case import Case
from committee.domain.decision import Verdict
from committee.domain.rubric import LEVEL_DIMENSIONS, Rubric
from committee.domain.trace import (
    BAR,
    GATES,
    LEVEL,
    SUFFICIENCY,
    Reads,
    Rule,
    RuleOutcome,
    Step,
    Votes,
)
from committee.present.voice.candidate_and_committee_voice import CandidateVoice, voice_for
from committee.present.voice.decision_said import decided
from committee.present.voice.rule_names import rule_name
from committee.present.voice.words import (
    average_said,
    number,
    opening,
    spoken,
    state_words,
    verdict_words,
)

COLOURS = {
    Verdict.HIRE: "green",
    Verdict.DOWNLEVEL: "yellow",
    Verdict.NO_HIRE: "red",
    Verdict.MORE_SIGNAL: "blue",
}
MARKS = {
    RuleOutcome.MET: ("✓", "green"),
    RuleOutcome.NOT_MET: ("✗", "red"),
    RuleOutcome.NO_SIGNAL: ("?", "blue"),
    RuleOutcome.NOT_APPLICABLE: ("–", "dim"),
}


def show_decision(case: Case, rubric: Rubric) -> None:
    """Print one decision for a reader."""
    console = Console(highlight=False)
    colour, voice = COLOURS[case.verdict], voice_for(case, rubric)
    name = case.policy.ladder.name
    title = f"{case.packet.candidate} · target {name(case.target)} · {case.policy.title}"
    body = Group(
        Text(verdict_words(case.verdict, case.level, case.policy), style=f"bold {colour}"),
        Text(decided(case, voice)),
        Text(average_said(case.averaging, case.policy, case.target), style="dim"),
    )
    console.print(Panel(body, title=title, title_align="left", border_style=colour))
    console.print(_grid(case))
    tree = Tree("Every rule, in the order it was applied")
    stages = (s.steps[0] if s.rule.kind == GATES else s for s in case.ruling.trace[:-1])
    for step in stages:
        _grow(tree, step, voice)
    console.print(tree)
    console.print()


def _grid(case: Case) -> Table:
    """A row a dimension, a column a level: each ring a read, the bar as far as the panel's."""
    ladder = case.policy.ladder
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for level in ladder.levels:
        aimed = level.id == case.target
        heading = f"{level.name} · target" if aimed else level.name
        table.add_column(heading, justify="center", style="on grey19" if aimed else "")
    table.add_column("")
    for dimension in LEVEL_DIMENSIONS:
        signal = case.signals[dimension]
        panel = -1 if signal.reads_at is None else ladder.rank(signal.reads_at)
        cells = []
        for rank, here in enumerate(ladder.ids):
            rings = "○" * sum(read.value == here for read in signal.reads)
            cells.append((f"━{rings}━" if rings else "━━━") if rank <= panel else rings)
        colour = _row_colour(case, dimension)
        name = opening(spoken(dimension))
        words = state_words(signal.state)
        table.add_row(name, *(Text(c, style=colour) for c in cells), Text(words, style="dim"))
    coding = case.signals["coding"].score
    table.add_row("Coding", "" if coding is None else number(coding))
    return table


def _row_colour(case: Case, dimension: str) -> str:
    missed = {step.rule for test in case.ruling.tests[:1] for step in test.unmet}
    return "red" if Rule(BAR, dimension) in missed else "green"


def _name(step: Step, voice: CandidateVoice) -> str:
    if step.rule.kind == LEVEL:
        return f"At {voice.level(step.level)}"
    return rule_name(step.rule) if step.rule.kind != SUFFICIENCY or step.steps else "Evidence"


def _grow(tree: Tree, step: Step, voice: CandidateVoice) -> None:
    mark, colour = MARKS[step.outcome]
    label = Text.assemble(
        (f"{mark} ", colour), (_name(step, voice), "bold"), f"  {voice.said(step)}"
    )
    if isinstance(step.saw, Reads | Votes):
        label.append(f"  {voice.saw(step)}", style="dim")
    branch = tree.add(label)
    below_it = (
        () if step.rule == Rule(SUFFICIENCY) and step.outcome is RuleOutcome.MET else step.steps
    )
    for below in below_it:
        _grow(branch, below, voice)
