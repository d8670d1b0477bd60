"""PDF files: their pages one by one, each from its glyphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from extract.document import Document, TextSource
from extract.errors import EncryptedSource, UnreadableSource
from extract.read.interface import Source
from extract.read.layout.document import build_document
from extract.read.layout.printed import PrintedPage, PrintedPart
from extract.read.options import DEFAULT_OPTIONS, ReadOptions
from extract.read.pdf.calls import Calls
from extract.read.pdf.chars import read_chars
from extract.read.pdf.naming import FontBook, name_glyphs
from extract.read.pdf.rules import read_rules
from extract.read.pdf.thai import page_text


def read_pdf(source: Source, options: ReadOptions = DEFAULT_OPTIONS) -> Document:
    """The document in a PDF.

    Raises EncryptedSource for one that needs a password, UnreadableSource for one that is damaged, or has no text
    layer at all.
    """
    document = build_document(source, printed_pages(source, options))
    if not any(page.blocks for page in document.pages):
        raise UnreadableSource(source.name, "no page has a text layer: this is a scan, which cannot be read yet")
    return document


def printed_pages(source: Source, options: ReadOptions) -> Iterator[PrintedPage]:
    """The pages of a PDF that are asked for, in order: a page that cannot be read is empty and has quality 0."""
    from pypdfium2 import raw

    document = open_pdf(source)
    book = FontBook(raw)
    try:
        for index in range(len(document)):
            if options.wants(index + 1):
                yield _page(document, index, book)
    finally:
        document.close()


def open_pdf(source: Source) -> Any:  # noqa: ANN401 (pypdfium2 has no types)
    """The open pypdfium2 document; the caller closes it. Raises as `read_pdf` does."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedSource(source.name, "the file is locked by a password") from error
        raise UnreadableSource(source.name, f"the PDF is damaged: {error}") from error
    if len(document) == 0:
        raise UnreadableSource(source.name, "the PDF has no pages")
    return document


def _page(document: Any, index: int, book: FontBook) -> PrintedPage:  # noqa: ANN401
    try:
        page = document[index]
    except Exception:
        return PrintedPage(index + 1, TextSource.PDF_TEXT, quality=0.0, repairs=Counter(unreadable=1))
    try:
        return _text_layer(page, index + 1, book)
    finally:
        page.close()


def _text_layer(page: Any, number: int, book: FontBook) -> PrintedPage:  # noqa: ANN401
    width, height = page.get_size()
    printed = PrintedPage(number, TextSource.PDF_TEXT, width, height, page.get_rotation())
    raw = book.raw
    named: Counter[str] = Counter()
    text_page = page.get_textpage()
    try:
        calls = Calls(raw, text_page.raw)
        found, unseen = read_chars(page, calls)
        for part in found:
            name_glyphs(part.chars, calls, book, named)
    finally:
        text_page.close()
    if not found:
        if raw.FPDFPage_CountObjects(page.raw):
            printed.quality, printed.repairs = 0.0, Counter(no_text=1, hidden=unseen)
        return printed
    for part in found:
        text = page_text(part.chars)
        is_main = part is found[0]
        rules = read_rules(page, raw, part.frame, page.get_rotation() // 90 % 4) if is_main else ([], [])
        printed.parts.append(PrintedPart(part.frame, text.lines, *rules))
        printed.repairs.update(text.repairs)
    others = sum(len(part.chars) for part in found[1:])
    printed.repairs.update({**named, "hidden": unseen, "other_direction": others})
    return printed
