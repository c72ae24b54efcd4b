"""One packet to be printed: everything that its PDF depends on, and where it is kept."""

import json
from dataclasses import asdict, dataclass, field
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from committee import assets
from committee.files.durable import write_whole
from committee.files.snapshot import Snapshot, candidates_own, parse_snapshot
from committee.present.packet import CANDIDATE, PacketView, packet_view


@dataclass(frozen=True)
class Order:
    """A snapshot's text, the edition wanted of it, and the paper."""

    text: str = field(repr=False)
    edition: str
    paper: str = "a4"

    @property
    def content(self) -> str:
        """A hash of everything that the PDF is made from: the same content, the same bytes."""
        made_from = json.dumps([asdict(self), _program()])
        return sha256(made_from.encode()).hexdigest()

    @property
    def view(self) -> PacketView:
        """The packet as it was decided, under the policy and the rubric of that day."""
        return _view(self._frozen, self.edition)

    def place_in(self, folder: Path) -> Path:
        """Where the PDF is kept, if it has been printed."""
        return folder / "packets" / self.content[:2] / f"{self.content}.pdf"

    def print_into(self, folder: Path) -> Path:
        """Print the packet, unless it has been printed, and keep it."""
        place = self.place_in(folder)
        if not place.exists():
            write_whole(place, self.printed())
        return place

    def printed(self) -> bytes:
        """The PDF, with what the edition may carry of the snapshot sealed in."""
        from committee.paper.render import render

        frozen = self._frozen
        enclosed = candidates_own(frozen) if self.edition == CANDIDATE else frozen
        view = _view(frozen, self.edition)
        return render(view, paper=self.paper, snapshot=enclosed.text)

    @property
    def _frozen(self) -> Snapshot:
        return parse_snapshot(self.text, "the frozen packet")


def _view(frozen: Snapshot, edition: str) -> PacketView:
    return packet_view(
        frozen.packet, frozen.again(), frozen.policy, frozen.rubric, edition, frozen.sha256
    )


@cache
def _program() -> str:
    """A hash of the version and of every file that has a say in how a packet looks."""
    found = sha256(version("committee").encode())
    sources = (*assets.PACKAGE.rglob("*.py"), *assets.TEMPLATES.rglob("*.*"))
    for path in sorted(path for path in sources if path.is_file()):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()
