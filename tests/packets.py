"""Packets as views, and PDFs read back, for the tests of pages and paper."""

import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pypdf
from click.testing import CliRunner

from committee import assets
from committee.cli import root
from committee.domain.case import Case, case_of
from committee.domain.packet import Packet
from committee.files.candidate_texts import load_coaching
from committee.files.loops import packet_of, read_loop
from committee.files.policies import load_policy
from committee.files.rubrics import load_rubric
from committee.paper.attach_and_verify import SEAL, SNAPSHOT
from committee.present.packet.packet_view import COMMITTEE, PacketView, packet_view

SCENARIOS = sorted(path.stem for path in (assets.FIXTURES / "scenarios").iterdir())
POLICY, RUBRIC = load_policy(), load_rubric()


def scenario(name: str) -> Packet:
    (path,) = (assets.FIXTURES / "scenarios").glob(f"{name}.*")
    return read_loop(Path(path), POLICY.ladder)


def view_of(packet: Packet, edition: str = COMMITTEE, policy=POLICY) -> PacketView:
    return packet_view(case_of(packet, policy), RUBRIC, load_coaching(), edition)


def decided(packet: Packet) -> Case:
    return case_of(packet, POLICY)


def loop(*interviews, candidate="R. Okafor", target="senior", story=()) -> Packet:
    data = {"loop": {"candidate": candidate, "target": target}}
    data["story"], data["interview"] = list(story), list(interviews)
    return packet_of(data, "a test", POLICY.ladder)


def piece(id_, dimension="scope", quote="I chose the seam.", polarity="for", **more):
    return {"id": id_, "dimension": dimension, "quote": quote, "polarity": polarity, **more}


def behavioral(id_, interviewer, evidence, **reads):
    return {
        "id": id_,
        "kind": "behavioral",
        "interviewer": interviewer,
        "reads": reads,
        "evidence": list(evidence),
    }


class _Shown(HTMLParser):
    """The text that a reader of a page sees: nothing of the head, nothing of a chart's title."""

    HIDDEN = {"head", "title", "desc", "style"}
    BREAKS = {"p", "td", "th", "h1", "h2", "h3", "div", "li", "caption", "blockquote", "span"}

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.words = 0, ""

    def handle_starttag(self, tag, attrs):
        self.depth += tag in self.HIDDEN
        self.words += " " if tag in self.BREAKS else ""

    def handle_endtag(self, tag):
        self.depth -= tag in self.HIDDEN
        self.words += " " if tag in self.BREAKS else ""

    def handle_data(self, data):
        self.words += "" if self.depth else data


def shown(html: str) -> str:
    """The text of a page, its white space as single spaces."""
    parser = _Shown()
    parser.feed(html)
    return " ".join(parser.words.split())


def printed(pdf: bytes) -> str:
    """The text of a PDF, page after page, its white space as single spaces."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def letters(text: str) -> Counter[str]:
    """How often each word stands in a text, whatever its case."""
    return Counter(re.findall(r"\w+", text.casefold()))


def everything(pdf: bytes) -> bytes:
    """Every byte that a PDF carries, streams decompressed, text strings as UTF-8 too."""
    found = bytearray()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                found += _bytes(thing)
            for text in _strings(thing):
                found += text.encode() + b"\n"
    return bytes(found)


def _bytes(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def _strings(thing) -> Iterator[str]:
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Array) and not thing.is_indirect:
        for each in thing:
            yield from _strings(each)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key in thing:
            value = thing[key]
            if isinstance(value, pikepdf.String):
                yield str(value)
            elif isinstance(value, pikepdf.Array | pikepdf.Dictionary) and not value.is_indirect:
                yield from _strings(value)


def replayed(path: Path) -> tuple[int, dict]:
    """How `committee replay` ends on a PDF, and what it says as JSON."""
    ran = CliRunner().invoke(root, ["replay", str(path), "--json"])
    return ran.exit_code, json.loads(ran.stdout)


def attached(path: Path) -> str:
    """The text of the snapshot that a PDF carries."""
    with pikepdf.open(path) as document:
        return document.attachments[SNAPSHOT].get_file().read_bytes().decode()


def altered(source: Path, out: Path, snapshot=None, page=None, seal=None) -> Path:
    """A packet with something in it changed by somebody who knows the format."""
    with pikepdf.open(source) as document:
        for name, change in ((SNAPSHOT, snapshot), (SEAL, seal)):
            if change:
                old = document.attachments[name].get_file().read_bytes().decode()
                new = change(old)
                assert new != old
                spec = pikepdf.AttachedFileSpec(document, new.encode(), filename=name)
                document.attachments[name] = spec
        if page:
            contents = document.pages[0].obj.Contents
            contents.write(page(contents.read_bytes()))
        document.save(out)
    return out


def resealed(source: Path, out: Path, change) -> Path:
    """A packet whose snapshot was changed, and its sum in the seal with it."""
    text = attached(source)
    old, new = (hashlib.sha256(each.encode()).hexdigest() for each in (text, change(text)))
    return altered(source, out, snapshot=change, seal=lambda seal: seal.replace(old, new))
