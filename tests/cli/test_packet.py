"""`committee packet`: what it prints is what it wrote; what it can't do leaves nothing behind."""

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from committee import assets
from committee.cli import main, root
from tests.packets import printed

ACER = str(assets.FIXTURES / "scenarios" / "the-acer.toml")


def test_json_names_the_file_its_pages_and_its_sum(tmp_path: Path) -> None:
    out = tmp_path / "acer.pdf"
    ran = CliRunner().invoke(
        root, ["packet", ACER, "-o", str(out), "--edition", "candidate", "--json"]
    )
    told = json.loads(ran.stdout)
    assert told == {
        "path": str(out),
        "pages": printed(out.read_bytes()).count("Packet for the candidate · Daniel Brandt"),
        "sha256": hashlib.sha256(out.read_bytes()).hexdigest(),
    }
    assert [path.name for path in tmp_path.iterdir()] == ["acer.pdf"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, capsys) -> None:
    out = tmp_path / "missing" / "acer.pdf"
    with pytest.raises(SystemExit) as left:
        main(["packet", ACER, "-o", str(out)])
    assert left.value.code == 2
    assert capsys.readouterr().err == (
        f"committee: {out}: can’t be written (No such file or directory)."
        " Name another place with -o.\n"
    )
