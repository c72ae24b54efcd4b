"""A PDF that carries what it was made from, and notices when page or attachment were changed."""

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pikepdf

from committee.errors import PaperError

from .page_digests import content, first_page_sums, page_sums, told_sum
from .page_texts import page_texts

SNAPSHOT, SEAL = "committee-snapshot.json", "committee-seal.json"
TOLD = {
    SNAPSHOT: "What this packet was decided on; committee replay decides it again.",
    SEAL: "The sums of pages and snapshot, as they were printed.",
}
LONG_AGO = "D:19700101000000Z"
"""No clock is read: the same packet gives the same bytes on any day."""
MOST_PAGES = 5000
NEW_COPY = "Get the packet again from where it was made."


@dataclass(frozen=True)
class Opened:
    """A sealed PDF, read back.

    `snapshot` is the attached text; `edition` and `foot` (the sum in the foot of the pages) are
    what the seal says, and `of_another` that the sum was of another text: candidates' packets
    named the committee's at first. `texts` is that of each page. `broken` tells, in sentences,
    what is no longer as it was printed.
    """

    snapshot: str
    edition: str
    foot: str
    of_another: bool
    texts: tuple[str, ...]
    broken: tuple[str, ...]


def seal(document: pikepdf.Pdf, snapshot: str, *, edition: str) -> None:
    """Attach a snapshot to a PDF, and beside it the sums of its pages and of the snapshot."""
    sums = {
        "committee_seal": 2,
        "edition": edition,
        "snapshot": _sum(snapshot.encode()),
        "pages": page_sums(document.pages),
        "told": told_sum(document, frozenset(TOLD)),
    }
    for name, text in ((SNAPSHOT, snapshot), (SEAL, json.dumps(sums, indent=1))):
        attach(document, name, text.encode(), TOLD[name])


def attach(document: pikepdf.Pdf, name: str, content: bytes, told: str) -> None:
    """Attach a JSON file to a PDF; `told` says what it is."""
    document.attachments[name] = pikepdf.AttachedFileSpec(
        document,
        content,
        filename=name,
        description=told,
        mime_type="application/json",
        creation_date=LONG_AGO,
        mod_date=LONG_AGO,
    )


def opened(pdf: bytes, where: str) -> Opened:
    """A packet's PDF with what it carries.

    Raises PaperError for what is no PDF, is encrypted, or carries no packet.
    """
    with reading(pdf, where) as document:
        files = document.attachments
        if SNAPSHOT not in files or SEAL not in files:
            raise _foreign(where)
        snapshot = attached(document, SNAPSHOT)
        told = attached(document, SEAL)
        sums = read_sums(told, {"edition", "snapshot", "pages"}, f"{where}, {SEAL}")
        broken = _broken(document, sums, snapshot)
        if "told" in sums:
            broken += told_changes(sums["told"], document, frozenset(TOLD))
    return Opened(
        snapshot=snapshot.decode(errors="replace"),
        edition=str(sums["edition"]),
        foot=str(sums["printed"])[:12] if "printed" in sums else str(sums["snapshot"]),
        of_another=sums.get("printed", sums["snapshot"]) != sums["snapshot"],
        texts=page_texts(pdf),
        broken=broken,
    )


@contextmanager
def reading(pdf: bytes, where: str) -> Iterator[pikepdf.Pdf]:
    """A PDF to be read; raises PaperError for what is none, encrypted, or far too large inside."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            if document.is_encrypted:
                raise _encrypted(where)
            if (pages := len(document.pages)) > MOST_PAGES:
                raise PaperError(
                    f"the PDF has {pages:,} pages, and at most {MOST_PAGES:,} are read.",
                    where=where,
                    remedy=NEW_COPY,
                )
            yield document
    except pikepdf.PasswordError as error:
        raise _encrypted(where) from error
    except (pikepdf.PdfError, RecursionError) as error:
        raise PaperError(
            "this is not a PDF, or a damaged one.", where=where, remedy=NEW_COPY
        ) from error


def attached(document: pikepdf.Pdf, name: str) -> bytes:
    """What a PDF carries under a name that it has; PaperError if that is too large."""
    return content(document.attachments[name].get_file().obj)


def _encrypted(where: str) -> PaperError:
    remedy = "Save it without a password first."
    return PaperError("the PDF is encrypted.", where=where, remedy=remedy)


def _foreign(where: str) -> PaperError:
    return PaperError(
        "this PDF carries no packet of Committee.",
        where=where,
        remedy="Give a PDF that committee packet made. Printing it to a new PDF loses the packet.",
    )


def read_sums(raw: bytes, keys: set[str], where: str) -> dict[str, Any]:
    """A seal's JSON object, which has at least these keys; PaperError if it hasn't."""
    try:
        sums = json.loads(raw)
        whole = keys <= sums.keys()
    except (ValueError, AttributeError, RecursionError):
        whole = False
    if not whole:
        raise unreadable(where)
    return dict(sums)


def unreadable(where: str) -> PaperError:
    """That a seal isn't what we wrote."""
    return PaperError("the seal can’t be read.", where=where, remedy=NEW_COPY)


def _broken(document: pikepdf.Pdf, sums: dict[str, Any], snapshot: bytes) -> tuple[str, ...]:
    sums_of = first_page_sums if sums.get("committee_seal") == 1 else page_sums
    found = page_changes(sums["pages"], sums_of(document.pages), "The packet")
    if _sum(snapshot) == sums["snapshot"]:
        return found
    return ("The attached snapshot is not the one that this packet was sealed with.", *found)


def page_changes(before: object, now: list[str], what: str) -> tuple[str, ...]:
    """Which pages are not as they were printed, in sentences, by their sums."""
    if not isinstance(before, list) or len(before) != len(now):
        return (f"{what} has {len(now)} pages, and was not printed with as many.",)
    pairs = enumerate(zip(before, now, strict=True), start=1)
    altered = [at for at, (printed, found_now) in pairs if printed != found_now]
    return tuple(f"Page {at} is not as it was printed." for at in altered)


def told_changes(before: object, document: pikepdf.Pdf, ours: frozenset[str]) -> tuple[str, ...]:
    """Whether a window or a screen reader would say something else of a PDF, in a sentence."""
    if before == told_sum(document, ours):
        return ()
    return (
        "Its title, bookmarks, structure, alternative texts, actions or attachments are not as "
        "they were printed.",
    )


def _sum(content: bytes) -> str:
    return sha256(content).hexdigest()
