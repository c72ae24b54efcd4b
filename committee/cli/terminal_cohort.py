"""A cohort's report in the terminal: the same counts as on its page."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from committee.present.cohort.report_view import Bar, CohortView, Part

COLOURS = {"meet": "green", "down": "yellow", "veto": "red", "quiet": "blue"}
WIDTH = 48


def show_cohort(view: CohortView) -> None:
    """Print the report of a cohort for a reader."""
    console = Console(highlight=False)
    console.print(Text(f"{view.name} · {view.line}", style="dim"))
    console.print(Text(view.words, style="bold"))
    console.print(view.sentence)
    console.print()
    console.print(_stacked(view.outcomes))
    console.print(Text("   ").join(_named(part) for part in view.outcomes))
    targets = Table(box=None, show_header=False, pad_edge=False)
    for row in view.targets:
        targets.add_row(row.name, row.loops, _stacked(row.parts))
    _section(console, "By the level aimed for", targets)
    averages = Table(box=None, pad_edge=False, header_style="dim")
    averages.add_column("The committee")
    for words in view.averages:
        averages.add_column(f"average {words}", justify="right")
    for each in view.average_rows:
        counts = [
            f"≠ {count}" if count and differs else str(count) for count, differs in each.cells
        ]
        averages.add_row(Text(f"{each.mark} {each.words}", style=COLOURS[each.tone]), *counts)
    _section(console, "Where an average differs", averages, view.average_words)
    _section(console, "What decided", _bars(view.rules), view.further_rules)
    _section(console, "Commonest traps", _bars(view.traps))
    agreement = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("Panels of two or more", "agreed", "1 level apart", "further"):
        agreement.add_column(heading, justify="left" if heading[0] == "P" else "right")
    for found in view.agreement:
        agreement.add_row(found.name, str(found.agreed), str(found.mixed), str(found.conflicting))
    _section(console, "How far panels agreed", agreement)


def _section(console: Console, title: str, table: Table, words: str = "") -> None:
    console.print()
    console.print(Text(title, style="bold"))
    console.print(table if table.row_count else "None.")
    if words:
        console.print(Text(words, style="dim"))


def _bars(rows: Iterable[Bar]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    for row in rows:
        table.add_row(row.name, str(row.count), "━" * max(1, round(row.share * WIDTH)))
    return table


def _stacked(parts: Iterable[Part]) -> Text:
    bar = Text()
    for part in parts:
        bar.append(part.mark * max(1, round(part.share * WIDTH)), style=COLOURS[part.tone])
    return bar


def _named(part: Part) -> Text:
    return Text(f"{part.mark} {part.count} {part.words}", style=COLOURS[part.tone])
