"""A decision in the terminal: the sentence first, then the grid, then every rule."""

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from committee.domain.decision import Decision, Verdict
from committee.domain.explain import number
from committee.domain.packet import Packet
from committee.domain.policy import Policy
from committee.domain.rubric import LEVEL_DIMENSIONS
from committee.domain.trace import Outcome, Step

COLOURS = {
    Verdict.HIRE: "green",
    Verdict.DOWNLEVEL: "yellow",
    Verdict.NO_HIRE: "red",
    Verdict.MORE_SIGNAL: "blue",
}
MARKS = {
    Outcome.MET: ("✓", "green"),
    Outcome.NOT_MET: ("✗", "red"),
    Outcome.NO_SIGNAL: ("?", "blue"),
    Outcome.NOT_APPLICABLE: ("–", "dim"),
}


def show_decision(packet: Packet, decision: Decision, policy: Policy) -> None:
    """Print one decision for a reader."""
    console = Console(highlight=False)
    colour = COLOURS[decision.verdict]
    name = policy.ladder.name
    title = f"{packet.candidate} · target {name(decision.target)} · {policy.name}"
    body = Group(
        Text(verdict_words(decision, policy), style=f"bold {colour}"),
        Text(decision.ruling.because),
        Text(averaging_words(decision), style="dim"),
    )
    console.print(Panel(body, title=title, title_align="left", border_style=colour))
    console.print(_grid(decision, policy))
    tree = Tree("Every rule, in the order it was applied")
    for step in decision.ruling.trace[:-1]:
        _grow(tree, step)
    console.print(tree)
    console.print()


def verdict_words(decision: Decision, policy: Policy) -> str:
    """The verdict with its level: "Downlevel: offer at Mid"."""
    level = policy.ladder.name(decision.level) if decision.level else ""
    return {
        Verdict.HIRE: f"Hire at {level}",
        Verdict.DOWNLEVEL: f"Downlevel: offer at {level}",
        Verdict.NO_HIRE: "No hire",
        Verdict.MORE_SIGNAL: "More signal needed",
    }[decision.verdict]


def averaging_words(decision: Decision) -> str:
    """What a plain average would have said, in a clause."""
    foil = decision.averaging
    if foil.score is None:
        return "A plain average has nothing to average."
    said = "hire" if foil.verdict is Verdict.HIRE else "not hire"
    return f"A plain average ({number(foil.score)} of 4) would {said}."


def _grid(decision: Decision, policy: Policy) -> Table:
    """A row a dimension, a column a level: each ring a read, the bar as far as the panel's."""
    ladder = policy.ladder
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for level in ladder.levels:
        aimed = level.id == decision.target
        heading = f"{level.name} · target" if aimed else level.name
        table.add_column(heading, justify="center", style="on grey19" if aimed else "")
    table.add_column("")
    for dimension in LEVEL_DIMENSIONS:
        signal = decision.signals[dimension]
        panel = -1 if signal.reads_at is None else ladder.rank(signal.reads_at)
        cells = []
        for rank, here in enumerate(ladder.ids):
            rings = "○" * sum(read.value == here for read in signal.reads)
            cells.append((f"━{rings}━" if rings else "━━━") if rank <= panel else rings)
        colour = _row_colour(decision, dimension)
        name = dimension.replace("_", " ").capitalize()
        words = signal.state.replace("_", " ")
        table.add_row(name, *(Text(c, style=colour) for c in cells), Text(words, style="dim"))
    coding = decision.signals["coding"].score
    table.add_row("Coding", "" if coding is None else number(coding))
    return table


def _row_colour(decision: Decision, dimension: str) -> str:
    tests = [step for step in decision.ruling.trace if step.rule == f"level.{decision.target}"]
    missed = {s.rule for t in tests for s in t.steps if s.outcome is Outcome.NOT_MET}
    return "red" if f"bar.{dimension}" in missed else "green"


def _grow(tree: Tree, step: Step) -> None:
    mark, colour = MARKS[step.outcome]
    sees = f"  {step.saw}" if "→" in step.saw else ""
    label = Text.assemble((f"{mark} ", colour), (step.rule, "bold"), f"  {step.because}")
    label.append(sees, style="dim")
    branch = tree.add(label)
    if step.rule == "sufficiency" and step.outcome is Outcome.MET:
        return
    for below in step.steps:
        _grow(branch, below)
