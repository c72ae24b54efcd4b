"""2,000 loop files decided in one call, beside reading the same files as bare TOML."""

import contextlib
import io
import tempfile
import tomllib
from pathlib import Path

from benches import Comparison, compare
from committee.cli import main
from committee.files.loops import loop_toml
from committee.synth import cohort

LOOPS = 2_000


def run() -> list[Comparison]:
    """How much longer `committee decide FOLDER --json` takes than `tomllib` alone."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"loop-{number:04}.toml") for number in range(LOOPS)]
        for file, packet in zip(files, cohort(seed=1, size=LOOPS), strict=True):
            file.write_text(loop_toml(packet), encoding="utf-8")
        return [
            compare(
                f"decide {LOOPS:,} loop files in one call",
                ours=lambda: decided(folder),
                baseline=lambda: [tomllib.loads(file.read_text("utf-8")) for file in files],
                aim=2.5,
                rounds=5,
            )
        ]


def decided(folder: str) -> str:
    """What `committee decide FOLDER --json` prints; ValueError if it refused a file."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            main(["decide", folder, "--json"])
        except SystemExit as done:
            if done.code:
                raise ValueError(f"committee decide ended with {done.code}") from done
    if printed.getvalue().count("\n") != LOOPS:
        raise ValueError(f"expected {LOOPS} decisions")
    return printed.getvalue()
