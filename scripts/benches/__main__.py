"""Run the benches and print one table: `scripts/bench [NAME...]`."""

import sys
from importlib import import_module
from pathlib import Path
from statistics import median, quantiles

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benches import Comparison

NOT_BENCHES = {"__init__", "__main__", "comparison", "served"}


def bench_names() -> list[str]:
    """The modules beside this one that have a `run()`, in order of name."""
    return sorted({path.stem for path in Path(__file__).parent.glob("*.py")} - NOT_BENCHES)


def milliseconds(rounds: tuple[float, ...]) -> str:
    return f"{median(rounds) * 1000:,.2f} ms"


def slowest(rounds: tuple[float, ...]) -> str:
    """What 95 of 100 rounds take at most."""
    return f"{quantiles(rounds, n=20, method='inclusive')[-1] * 1000:,.2f} ms"


def verdict(comparison: Comparison) -> str:
    if comparison.aim is None:
        return ""
    return f"{'met' if comparison.meets_aim else 'MISSED'} (at most {comparison.aim:.2f})"


def table_of(comparisons: list[Comparison]) -> Table:
    """One row a comparison; the times are medians, the middle half is of single rounds."""
    table = Table(title="Ours beside a baseline, in the same run")
    table.add_column("what")
    for heading in ("ours", "ours at 95%", "baseline", "ratio", "middle half", "rounds"):
        table.add_column(heading, justify="right")
    table.add_column("aim")
    for each in comparisons:
        low, high = each.middle_half
        table.add_row(
            each.name,
            milliseconds(each.ours),
            slowest(each.ours),
            milliseconds(each.baseline),
            f"{each.ratio:.2f}",
            f"{low:.2f} to {high:.2f}",
            str(len(each.ours)),
            verdict(each),
        )
    return table


def main(wanted: list[str]) -> None:
    """Run the benches that `wanted` names, or all of them."""
    known = bench_names()
    if unknown := sorted(set(wanted) - set(known)):
        sys.exit(f"bench: no bench named {', '.join(unknown)}. There is: {', '.join(known)}.")
    comparisons: list[Comparison] = []
    for name in track(wanted or known, "Timing", console=Console(stderr=True), transient=True):
        comparisons += import_module(f"benches.{name}").run()
    Console().print(table_of(comparisons))


if __name__ == "__main__":
    main(sys.argv[1:])
