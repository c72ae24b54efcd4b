"""Word documents (.docx) as lines of text, read within bounds.

A .docx is a ZIP of XML: its sizes are added up before anything is unpacked, and document types
are refused, since nothing that exports a transcript writes one.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml.etree import LxmlError

from committee.errors import FileError

MOST_UNPACKED = 20_000_000
MOST_TEXT = 8_000_000
"""Bytes of one XML file in it; an hour of Teams has about a tenth of it."""
MOST_FILES = 500
MOST_PARAGRAPHS = 16_000
_DOCUMENT_TYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_WRITTEN = {
    qn("w:t"): "",
    qn("w:tab"): "  ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
"""What holds the words of a paragraph, however wrapped, and what stands for other letters.

python-docx leaves out words in content controls, smart tags and fields, which a date or the
name of a person often is.
"""
_REVISED = (qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo"))


def is_word_document(raw: bytes) -> bool:
    """Whether bytes are a ZIP, as every .docx is."""
    return raw.startswith(b"PK\x03\x04")


def read_word_document(raw: bytes, where: str) -> str:
    """Its paragraphs, one a line or more, headings marked as in Markdown.

    FileError for a ZIP that is no Word document, unpacks to too much, or has tracked changes.
    """
    try:
        _check(raw, where)
        document = docx.Document(io.BytesIO(raw))
        _check_changes(document, where)
        return "\n".join(_lines(document, where))
    except (OpcError, LxmlError, zipfile.BadZipFile, zlib.error, KeyError, ValueError) as error:
        raise FileError(
            "this is not a whole Word document.",
            where=where,
            remedy="Save it again as .docx or as plain text.",
        ) from error


def _check(raw: bytes, where: str) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        infos = packed.infolist()
        names = [info.filename for info in infos]
        plain = all(i.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for i in infos)
        locked = any(info.flag_bits & 1 for info in infos)
        if "word/document.xml" not in names:
            raise _refused("this ZIP is no Word document", where)
        if not plain or locked or len(set(names)) < len(names):
            raise _refused("the Word document is packed in a way that Word doesn’t use", where)
        if len(infos) > MOST_FILES or sum(i.file_size for i in infos) > MOST_UNPACKED:
            raise _refused("the Word document unpacks to too much", where)
        for info in infos:
            if not info.filename.lower().endswith((".xml", ".rels")):
                continue
            if info.file_size > MOST_TEXT:
                raise _refused("the Word document unpacks to too much", where)
            text = packed.read(info)
            if any(kind in text for kind in _DOCUMENT_TYPES):
                raise _refused("the Word document declares a document type", where)


def _check_changes(document: Document, where: str) -> None:
    if next(document.element.body.iter(*_REVISED), None) is not None:
        raise FileError(
            "the Word document has tracked changes, so it isn’t clear what was said.",
            where=where,
            remedy="Accept or reject them in Word, save it, and try again.",
        )


def _lines(document: Document, where: str) -> Iterator[str]:
    """Every paragraph, those in tables too, cell by cell; boxes beside the text are left out."""
    body = document.element.body
    paragraphs = list(islice(body.iter(qn("w:p")), MOST_PARAGRAPHS + 1))
    if len(paragraphs) > MOST_PARAGRAPHS:
        raise _refused(f"the Word document has more than {MOST_PARAGRAPHS:,} paragraphs", where)
    boxed = {part for box in body.iter(qn("w:txbxContent")) for part in box.iter()}
    headings = {style.style_id for style in document.styles if _is_heading(style.name)}
    for paragraph in paragraphs:
        if paragraph not in boxed:
            parts = (part for part in paragraph.iter(*_WRITTEN) if part not in boxed)
            text = "".join(_WRITTEN[part.tag] or part.text or "" for part in parts)
            style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            heading = style is not None and style.get(qn("w:val")) in headings and text.strip()
            yield f"# {text}" if heading else text


def _is_heading(style: str | None) -> bool:
    return (style or "").lower().startswith(("heading", "title"))


def _refused(found: str, where: str) -> FileError:
    return FileError(f"{found}.", where=where, remedy="Save it as plain text.")
