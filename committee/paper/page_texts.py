"""The text of each page of a PDF, as somebody who copies it would get it."""

from threading import Lock

_one_at_a_time = Lock()
"""PDFium keeps its state for the whole process, and two threads in it at once can crash it."""


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """The text of each page, in order; what `reading` opens can be read here too."""
    import pypdfium2  # Only who replays a packet reads its text.

    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(page.get_textpage().get_text_bounded() for page in document)
        finally:
            document.close()
