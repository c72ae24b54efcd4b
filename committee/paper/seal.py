"""A PDF that carries what it was made from, and notices when page or attachment were changed."""

import io
import json
from dataclasses import dataclass
from hashlib import sha256

import pikepdf

from committee.errors import PaperError

SNAPSHOT, SEAL = "committee-snapshot.json", "committee-seal.json"
TOLD = {
    SNAPSHOT: "What this packet was decided on; committee replay decides it again.",
    SEAL: "The sums of pages and snapshot, as they were printed.",
}
LONG_AGO = "D:19700101000000Z"
"""No clock is read: the same packet gives the same bytes on any day."""
NEW_COPY = "Get the packet again from where it was made."


@dataclass(frozen=True)
class Opened:
    """A sealed PDF, read back.

    `snapshot` is the attached text; `edition` and `printed_sha256` (of the whole packet, as in
    the foot) are what the seal says; `text` is that of all pages. `broken` tells, in sentences,
    what is no longer as it was printed.
    """

    snapshot: str
    edition: str
    printed_sha256: str
    text: str
    broken: tuple[str, ...]


def seal(document: pikepdf.Pdf, snapshot: str, *, edition: str, printed_sha256: str) -> None:
    """Attach a snapshot to a PDF, and beside it the sums of its pages and of the snapshot."""
    sums = {
        "committee_seal": 1,
        "edition": edition,
        "printed": printed_sha256,
        "snapshot": _sum(snapshot.encode()),
        "pages": _page_sums(document),
    }
    for name, text in ((SNAPSHOT, snapshot), (SEAL, json.dumps(sums, indent=1))):
        document.attachments[name] = pikepdf.AttachedFileSpec(
            document,
            text.encode(),
            filename=name,
            description=TOLD[name],
            mime_type="application/json",
            creation_date=LONG_AGO,
            mod_date=LONG_AGO,
        )


def opened(pdf: bytes, where: str) -> Opened:
    """A packet's PDF with what it carries.

    Raises PaperError for what is no PDF, is encrypted, or carries no packet.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            files = {name: document.attachments[name] for name in document.attachments}
            if SNAPSHOT not in files or SEAL not in files:
                raise _foreign(where)
            snapshot = files[SNAPSHOT].get_file().read_bytes()
            sums = _read_seal(files[SEAL].get_file().read_bytes(), where)
            broken = _broken(document, sums, snapshot)
    except pikepdf.PasswordError as error:
        raise PaperError(
            "the PDF is encrypted.", where=where, remedy="Save it without a password first."
        ) from error
    except pikepdf.PdfError as error:
        raise PaperError(
            "this is not a PDF, or a damaged one.", where=where, remedy=NEW_COPY
        ) from error
    return Opened(
        snapshot=snapshot.decode(errors="replace"),
        edition=str(sums["edition"]),
        printed_sha256=str(sums["printed"]),
        text=_text(pdf),
        broken=broken,
    )


def _foreign(where: str) -> PaperError:
    return PaperError(
        "this PDF carries no packet of Committee.",
        where=where,
        remedy="Give a PDF that committee packet made. Printing it to a new PDF loses the packet.",
    )


def _read_seal(raw: bytes, where: str) -> dict[str, object]:
    try:
        sums = json.loads(raw)
        whole = {"edition", "printed", "snapshot", "pages"} <= sums.keys()
    except (ValueError, AttributeError):
        whole = False
    if not whole:
        raise PaperError("the seal can't be read.", where=f"{where}, {SEAL}", remedy=NEW_COPY)
    return dict(sums)


def _broken(document: pikepdf.Pdf, sums: dict[str, object], snapshot: bytes) -> tuple[str, ...]:
    found = []
    if _sum(snapshot) != sums["snapshot"]:
        found.append("The attached snapshot is not the one that this packet was sealed with.")
    before, now = sums["pages"], _page_sums(document)
    if not isinstance(before, list) or len(before) != len(now):
        found.append(f"The packet has {len(now)} pages, and was not printed with as many.")
    else:
        pairs = enumerate(zip(before, now, strict=True), start=1)
        altered = [at for at, (printed, found_now) in pairs if printed != found_now]
        found += [f"Page {at} is not as it was printed." for at in altered]
    return tuple(found)


def _page_sums(document: pikepdf.Pdf) -> list[str]:
    """The SHA-256 of each page: what it draws, and the fonts that it draws and is read with."""
    return [_page_sum(page) for page in document.pages]


def _page_sum(page: pikepdf.Page) -> str:
    drawn = sha256(page.obj.Contents.read_bytes() if "/Contents" in page.obj else b"")
    fonts = page.resources.get("/Font", pikepdf.Dictionary())
    for name in sorted(fonts.keys()):
        drawn.update(name.encode())
        for stream in _font_streams(fonts[name]):
            drawn.update(sha256(stream.read_bytes()).digest())
    return drawn.hexdigest()


def _font_streams(font: pikepdf.Object) -> list[pikepdf.Object]:
    streams = [font.ToUnicode] if "/ToUnicode" in font else []
    for below in font.get("/DescendantFonts", []):
        descriptor = below.get("/FontDescriptor", pikepdf.Dictionary())
        keys = ("/FontFile", "/FontFile2", "/FontFile3")
        streams += [descriptor[key] for key in keys if key in descriptor]
    return streams


def _text(pdf: bytes) -> str:
    import pypdf  # Only who replays a packet reads its text.

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def _sum(content: bytes) -> str:
    return sha256(content).hexdigest()
