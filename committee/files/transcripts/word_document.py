"""Word documents (.docx) as lines of text, read within bounds.

A .docx is a ZIP of XML: its sizes are added up before anything is unpacked, and document types
are refused, since nothing that exports a transcript writes one.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from committee.errors import FileError

MOST_UNPACKED = 20_000_000
MOST_TEXT = 8_000_000
"""Bytes of one XML file in it; an hour of Teams has about a tenth of it."""
MOST_FILES = 500
_DOCUMENT_TYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
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
        return "\n".join(_lines(document))
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
            raise _refused("the Word document is packed in a way that Word doesn't use", where)
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
            "the Word document has tracked changes, so it isn't clear what was said.",
            where=where,
            remedy="Accept or reject them in Word, save it, and try again.",
        )


def _lines(document: Document) -> Iterator[str]:
    _unwrap(document)
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
                yield "  ".join(cell for cell in cells if cell)
        else:
            yield _line(block)


def _line(paragraph: Paragraph) -> str:
    style = paragraph.style.name if paragraph.style else ""
    heading = bool(style) and str(style).lower().startswith(("heading", "title"))
    text = paragraph.text.replace("\t", "  ")
    return f"# {text}" if heading and text.strip() else text


def _unwrap(document: Document) -> None:
    """Take what stands in content controls (a date, a person) as if it stood in the text."""
    for control in list(document.element.body.iter(qn("w:sdt"))):
        content, parent = control.find(qn("w:sdtContent")), control.getparent()
        if parent is not None:
            for child in list(content) if content is not None else []:
                control.addprevious(child)
            parent.remove(control)


def _refused(found: str, where: str) -> FileError:
    return FileError(f"{found}.", where=where, remedy="Save it as plain text.")
