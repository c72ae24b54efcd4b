"""A decision in the terminal: the sentence first, then the grid, then every rule."""

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from committee.domain.case import Case
from committee.domain.decision import Verdict
from committee.domain.rubric import LEVEL_DIMENSIONS
from committee.domain.trace import BAR, SUFFICIENCY, Outcome, Rule, Step
from committee.present.voice.words import number, verdict_words

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


def show_decision(case: Case) -> None:
    """Print one decision for a reader."""
    console = Console(highlight=False)
    colour = COLOURS[case.verdict]
    name = case.policy.ladder.name
    title = f"{case.packet.candidate} · target {name(case.target)} · {case.policy.name}"
    body = Group(
        Text(verdict_words(case.verdict, case.level, case.policy), style=f"bold {colour}"),
        Text(case.ruling.because),
        Text(averaging_words(case), style="dim"),
    )
    console.print(Panel(body, title=title, title_align="left", border_style=colour))
    console.print(_grid(case))
    tree = Tree("Every rule, in the order it was applied")
    for step in case.ruling.trace[:-1]:
        _grow(tree, step)
    console.print(tree)
    console.print()


def averaging_words(case: Case) -> str:
    """What a plain average would have said, in a clause."""
    foil = case.averaging
    if foil.score is None:
        return "A plain average has nothing to average."
    said = "hire" if foil.verdict is Verdict.HIRE else "not hire"
    return f"A plain average ({number(foil.score)} of 4) would {said}."


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
        name = dimension.replace("_", " ").capitalize()
        words = signal.state.replace("_", " ")
        table.add_row(name, *(Text(c, style=colour) for c in cells), Text(words, style="dim"))
    coding = case.signals["coding"].score
    table.add_row("Coding", "" if coding is None else number(coding))
    return table


def _row_colour(case: Case, dimension: str) -> str:
    aimed = case.ruling.at(case.target)
    missed = {s.rule for s in aimed.steps if s.outcome is Outcome.NOT_MET} if aimed else set()
    return "red" if Rule(BAR, dimension) in missed else "green"


def _grow(tree: Tree, step: Step) -> None:
    mark, colour = MARKS[step.outcome]
    sees = f"  {step.saw}" if "→" in step.saw else ""
    label = Text.assemble((f"{mark} ", colour), (str(step.rule), "bold"), f"  {step.because}")
    label.append(sees, style="dim")
    branch = tree.add(label)
    if step.rule == Rule(SUFFICIENCY) and step.outcome is Outcome.MET:
        return
    for below in step.steps:
        _grow(branch, below)
