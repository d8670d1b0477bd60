"""PDF files: their pages one by one, each from its glyphs."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from extract.model.document import Document, TextSource
from extract.model.errors import EncryptedSource, UnreadableSource
from extract.read.layout.lattice import gives_up, merged
from extract.read.layout.printed import PrintedPage, PrintedPart
from extract.read.layout.printed_document import build_document
from extract.read.ocr.refuse import refuse_unread
from extract.read.ocr.scan import Scan
from extract.read.options import DEFAULT_OPTIONS, OcrMode, ReadOptions
from extract.read.page_progress import counted
from extract.read.pdf.calls import Calls
from extract.read.pdf.chars import read_chars
from extract.read.pdf.drawn_rules import read_rules
from extract.read.pdf.language import Speller
from extract.read.pdf.naming import FontBook
from extract.read.pdf.scans import covering_dpi, page_scan
from extract.read.pdf.second_look import second_look
from extract.read.pdf.thai import page_text
from extract.read.quality import text_quality
from extract.read.reader_interface import ReadableSource
from normalize.thai_words import thai_share

FEWEST_LETTERS = 40
"""Letters of a text layer below which a page that one picture covers is a scan."""

LEAST_THAI = 0.7
"""Share of a text layer's letters that stand in words, below which it is not Thai. Real pages have 0.85 and more, pages
with every third pair of letters swapped 0.65, those with another code for each letter 0.35."""

LEAST_QUALITY = 0.5
"""Quality of a text layer below which it is garbage; a clean one has 0.99, one with all tones lost 0.9."""


def read_pdf(source: ReadableSource, options: ReadOptions = DEFAULT_OPTIONS) -> Document:
    """The document in a PDF.

    Raises EncryptedSource for one that needs a password, OcrUnavailable for one of scans alone where OCR is not to be
    had, UnreadableSource for one that is damaged, or in which no page could be read.
    """
    document = build_document(source, printed_pages(source, options))
    if not any(page.blocks for page in document.pages):
        refuse_unread(source, document, options)
    return document


def printed_pages(source: ReadableSource, options: ReadOptions) -> Iterator[PrintedPage]:
    """The pages of a PDF that are asked for, in order: a page that cannot be read is empty and has quality 0."""
    from pypdfium2 import raw

    from extract.read.ocr.work import read_in_order

    document = open_pdf(source)
    speller = Speller(document, FontBook(raw, source.data))
    try:
        wanted = [index for index in range(len(document)) if options.wants(index + 1)]
        pages = read_in_order((_page(document, index, speller, options) for index in wanted), options)
        yield from counted(pages, len(wanted))
    finally:
        document.close()


def open_pdf(source: ReadableSource) -> Any:  # noqa: ANN401 (pypdfium2 has no types)
    """The open pypdfium2 document; the caller closes it. Raises as `read_pdf` does."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedSource(source.name, "the file is locked by a password") from error
        if "success" in str(error).lower():  # nothing is wrong with the file but that it has no pages
            raise UnreadableSource(source.name, "the PDF has no pages") from error
        raise UnreadableSource(source.name, f"the PDF is damaged: {error}") from error
    if len(document) == 0:
        raise UnreadableSource(source.name, "the PDF has no pages")
    return document


def _page(document: Any, index: int, speller: Speller, options: ReadOptions) -> PrintedPage | Scan:  # noqa: ANN401
    from pypdfium2 import PdfiumError

    raw = speller.book.raw
    try:
        page = document[index]
    except PdfiumError:
        return _unreadable(index + 1)
    try:
        with _uncollected():
            printed = _text_layer(page, index + 1, speller)
        return page_scan(page, raw, printed) if _needs_ocr(page, raw, printed, options) else printed
    except PdfiumError:
        return _unreadable(index + 1)
    finally:
        page.close()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles, which takes a tenth of the time: a page is thousands of objects and no cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _unreadable(number: int) -> PrintedPage:
    return PrintedPage(number, TextSource.PDF_TEXT, quality=0.0, repairs=Counter(unreadable=1))


def _needs_ocr(page: Any, raw: Any, printed: PrintedPage, options: ReadOptions) -> bool:  # noqa: ANN401
    """Whether a page is to be read by OCR; a text layer that is not Thai lowers its quality."""
    if options.ocr is OcrMode.ALWAYS:
        return True
    may = options.ocr is OcrMode.AUTO
    if not printed.parts:
        return may and printed.repairs["no_text"] > 0
    texts = [segment.text for part in printed.parts for line in part.lines for segment in line.segments()]
    quality = text_quality(texts)
    if quality < LEAST_QUALITY:  # glyphs that nothing names, Latin letters in no words: no Thai to be judged
        printed.quality, printed.repairs = quality, printed.repairs + Counter(not_thai=1)
        return may
    share = thai_share(texts)
    if share is not None and share < LEAST_THAI:
        printed.quality, printed.repairs = share, printed.repairs + Counter(not_thai=1)
        return may
    # a page number or a stamp of the scanning program is no text layer
    return may and sum(map(len, texts)) < FEWEST_LETTERS and covering_dpi(page, raw) > 0


def _text_layer(page: Any, number: int, speller: Speller) -> PrintedPage:  # noqa: ANN401
    width, height = page.get_size()
    printed = PrintedPage(number, TextSource.PDF_TEXT, width, height, page.get_rotation())
    book = speller.book
    raw = book.raw
    named: Counter[str] = Counter()
    text_page = page.get_textpage()
    try:
        calls = Calls(raw, text_page.raw)
        found, left_out = read_chars(page, calls)
        for part in found:
            part.glyphs = speller.named(part.glyphs, calls, named)
    finally:
        text_page.close()
    if not found:
        if raw.FPDFPage_CountObjects(page.raw):
            printed.quality, printed.repairs = 0.0, Counter(no_text=1) + left_out
        return printed
    rotation = page.get_rotation() // 90 % 4
    for part in found:
        text = page_text(part.glyphs)
        horizontal, vertical = read_rules(page, raw, part.frame, rotation)
        if gives_up(horizontal, vertical) and gives_up(merged(horizontal), merged(vertical)):
            horizontal, vertical = second_look(book.data, number, part.frame)
            printed.repairs["second_look"] = 1
        printed.parts.append(PrintedPart(part.frame, text.lines, horizontal, vertical))
        printed.repairs.update(text.repairs)
    printed.repairs.update(named)
    printed.repairs.update(left_out)
    printed.repairs["other_direction"] += sum(len(part.glyphs) for part in found[1:])
    return printed
