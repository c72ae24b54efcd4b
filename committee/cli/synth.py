"""`committee synth`: made-up loops as files."""

from pathlib import Path

import click

from committee.errors import FileError
from committee.files.loops import loop_toml
from committee.synth import cohort


@click.command()
@click.option("--size", default=12, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same loops.")
@click.option("-o", "--output", required=True, metavar="FOLDER", help="Made if it isn’t there.")
def synth(size: int, seed: int, output: str) -> None:
    """Write made-up loop files: candidates, panels, and evidence that fits its reads."""
    folder = Path(output)
    width = max(3, len(str(size)))
    names = [f"loop-{number:0{width}}.toml" for number in range(1, size + 1)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = next((name for name in names if (folder / name).exists()), None)
        if taken:
            remedy = "Choose another folder; nothing was written."
            raise FileError("the file is there already.", where=str(folder / taken), remedy=remedy)
        for name, packet in zip(names, cohort(seed, size), strict=True):
            (folder / name).write_text(loop_toml(packet), encoding="utf-8")
    except OSError as error:
        reason = error.strerror or "no reason given"
        remedy = "Choose a folder that you may write to."
        raise FileError(f"can’t be written ({reason}).", where=output, remedy=remedy) from error
    click.echo(f"{size} loops in {folder}: `committee decide {folder}` decides them.")
