"""A policy in the terminal: the same page as on the web, in the same order."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from committee.present.policy.policy_page import Needs, PolicyDoc
from committee.present.voice.words import opening

WIDEST = 100


def show_policy(doc: PolicyDoc) -> None:
    """Print a policy for a reader."""
    console = Console(highlight=False, width=min(Console().width, WIDEST))
    console.print(f"[bold]{doc.title}[/bold], version {doc.version}")
    console.print(doc.summary)
    _heading(console, "How single reads become the panel’s")
    for sentence in doc.adding_up:
        console.print(Padding(sentence, (0, 0, 0, 2)))
    for needs in (doc.sufficiency, doc.gates):
        _show_needs(console, needs, doc.levels)
    if doc.vetoes:
        _heading(console, "What no other strength buys back")
    for veto in doc.vetoes:
        console.print(Padding(f"[bold]{opening(veto.name)}[/bold]  {veto.question}", (0, 0, 0, 2)))
        sources = "; ".join(veto.sources)
        for line in (veto.motive, veto.applies, veto.fires, veto.effect, f"From: {sources}"):
            console.print(Padding(line, (0, 0, 0, 4)))
    _show_needs(console, doc.bars, doc.levels)
    if doc.mean:
        _heading(console, "Does the mean reach its bar?")
        console.print(Padding(doc.mean, (0, 0, 0, 2)))
    _heading(console, "What is offered where the target is not reached")
    for sentence in doc.offers:
        console.print(Padding(sentence, (0, 0, 0, 2)))
    if doc.rubric:
        _heading(console, "What each level reads like")
    for dimension in doc.rubric:
        console.print(Padding(f"[bold]{dimension.name}[/bold]  {dimension.question}", (0, 0, 0, 2)))
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        for anchor in dimension.anchors:
            table.add_row(*anchor)
        console.print(Padding(table, (0, 0, 0, 4)))
    _heading(console, "Sources")
    for source in doc.sources:
        console.print(Padding(source, (0, 0, 0, 2)))


def _heading(console: Console, words: str) -> None:
    console.print()
    console.print(f"[bold]{words}[/bold]")


def _show_needs(console: Console, needs: Needs | None, levels: tuple[str, ...]) -> None:
    if needs is None:
        return
    _heading(console, needs.title)
    console.print(Padding(needs.follows, (0, 0, 0, 2)))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("")
    for level in levels:
        table.add_column(level)
    for name, cells in needs.rows:
        table.add_row(name, *cells)
    console.print(Padding(table, (0, 0, 0, 2)))
