"""What is to be printed: everything that its PDF depends on, and where that is kept."""

import json
from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass, field, replace
from functools import cache, cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from committee import assets
from committee.domain.without_interviewers import candidates_own
from committee.files.atomic_write import write_whole
from committee.files.candidate_texts import load_coaching
from committee.files.snapshot import Snapshot, freeze, parse_snapshot
from committee.present.packet.packet_view import CANDIDATE, PacketView, packet_view

from .print_cache import used


@dataclass(frozen=True)
class Printable(ABC):
    """One PDF that may be asked for; it travels to a printer as a line of text."""

    @property
    def line(self) -> str:
        """It on one line, from which `on_line` makes it again."""
        return json.dumps([type(self).__name__, asdict(self)])

    @cached_property
    def content(self) -> str:
        """A hash of everything that the PDF is made from: the same content, the same bytes."""
        return sha256(json.dumps([self._made_from, _program()]).encode()).hexdigest()

    def place_in(self, folder: Path) -> Path:
        """Where the PDF is kept, if it has been printed."""
        return folder / "packets" / self.content[:2] / f"{self.content}.pdf"

    def print_into(self, folder: Path) -> Path:
        """Print it, unless it has been printed, and keep it."""
        place = self.place_in(folder)
        if not used(place):
            write_whole(place, self.printed())
        return place

    @abstractmethod
    def printed(self) -> bytes:
        """The PDF."""

    @property
    def _made_from(self) -> str:
        """All that the PDF depends on, and nothing that its reader may not read."""
        return self.line


@dataclass(frozen=True)
class Order(Printable):
    """A decided packet: its snapshot's text, the edition wanted of it, and the paper.

    `cover` is what stands on top of it when it is released, its paragraphs parted by empty lines.
    """

    text: str = field(repr=False)
    edition: str
    paper: str = "a4"
    cover: str = ""

    @property
    def view(self) -> PacketView:
        """The packet as it was decided, under the policy and the rubric of that day."""
        return _shown(_carried(self._frozen, self.edition), self.edition, self.cover)

    def printed(self) -> bytes:
        """The PDF, with what the edition may carry of the snapshot sealed in."""
        return packet_printed(self._frozen, self.edition, self.paper, self.cover)

    @property
    def _made_from(self) -> str:
        # Its sum is a name and a tag that leave with the PDF. One over the whole snapshot let a
        # candidate try votes until it fitted, and would change with a note that isn't theirs.
        if self.edition != CANDIDATE:
            return self.line
        carried = _carried(self._frozen, self.edition)
        shown = repr(_shown(carried, self.edition, self.cover))
        return json.dumps([self.edition, self.paper, carried.text, shown])

    @property
    def _frozen(self) -> Snapshot:
        return parse_snapshot(self.text, "the frozen packet")


def packet_printed(frozen: Snapshot, edition: str, paper: str, cover: str = "") -> bytes:
    """A decided packet as a PDF, with what the edition may carry of the snapshot sealed in."""
    from committee.paper.render import render

    carried = _carried(frozen, edition)
    return render(_shown(carried, edition, cover), paper=paper, snapshot=carried.text)


def _carried(frozen: Snapshot, edition: str) -> Snapshot:
    """What an edition carries; the sum of more would let that be guessed at."""
    own = edition == CANDIDATE
    return freeze(candidates_own(frozen.case), frozen.rubric) if own else frozen


def _shown(carried: Snapshot, edition: str, cover: str = "") -> PacketView:
    view = packet_view(carried.case, carried.rubric, load_coaching(), edition, carried.sha256)
    paragraphs = (each.strip() for each in cover.replace("\r\n", "\n").split("\n\n"))
    return replace(view, cover=tuple(filter(None, paragraphs)))


@dataclass(frozen=True)
class Sheet(Printable):
    """What isn't decided, and so has nothing to seal in: a document of ours as HTML."""

    html: str = field(repr=False)

    def printed(self) -> bytes:
        """The PDF."""
        from committee.paper.render import render_html

        return render_html(self.html)


def on_line(line: str) -> Printable:
    """What somebody wants printed, from its line."""
    kind, fields = json.loads(line)
    kinds: dict[str, type[Printable]] = {"Order": Order, "Sheet": Sheet}
    return kinds[kind](**fields)


@cache
def _program() -> str:
    """A hash of the version and of every file that has a say in how a packet looks."""
    found = sha256(version("committee").encode())
    texts = (*assets.RUBRIC.glob("*.toml"), *assets.TEMPLATES.rglob("*.*"))
    sources = (*assets.PACKAGE.rglob("*.py"), *texts)
    for path in sorted(path for path in sources if path.is_file()):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()
