"""What commands make is its owner's to read, and nobody else's."""

import os
import stat
from pathlib import Path

import pytest

from committee import assets
from committee.cli import main
from committee.safe_files import keep_private


@pytest.fixture
def usual_mask() -> None:
    os.umask(0o022)


def modes(folder: Path) -> dict[str, str]:
    """The mode of every file and folder in a folder, as in `ls`."""
    return {
        str(path.relative_to(folder)): stat.filemode(path.stat().st_mode)
        for path in folder.rglob("*")
    }


def test_whatever_a_command_makes(
    usual_mask: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("COMMITTEE_FILES", "COMMITTEE_QUEUE_URL"):
        monkeypatch.delenv(name)
    loop = str(assets.FIXTURES / "scenarios" / "the-acer.toml")
    for args in (
        ["import", loop],
        ["export", "out/loops.json"],
        ["export", "out/loops.zip"],
        ["backup", "out/kept.zip"],
        ["packet", loop, "-o", "out/packet.pdf", "--edition", "summary"],
        ["synth", "-o", "out/made", "--size", "1"],
    ):
        Path("out").mkdir(0o700, exist_ok=True)
        with pytest.raises(SystemExit) as left:
            main(args)
        assert left.value.code == 0, args
    found = modes(tmp_path)
    assert {"var/committee.db", "out/kept.zip", "out/packet.pdf", "out/loops.json"} <= set(found)
    assert {mode for name, mode in found.items() if "." in name} == {"-rw-------"}
    assert {mode for name, mode in found.items() if "." not in name} == {"drwx------"}


def test_what_was_open_to_others_is_closed(usual_mask: None, tmp_path: Path) -> None:
    (tmp_path / "kept.db").touch(0o644)
    (tmp_path / "files").mkdir(0o755)
    for path in (*tmp_path.iterdir(), tmp_path / "missing"):
        keep_private(path)
    assert modes(tmp_path) == {"kept.db": "-rw-------", "files": "drwx------"}
