"""The reader of PDF files: reads page by page, from glyphs or by OCR."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from extract.model.document import Document, TextSource
from extract.model.errors import EncryptedSource, UnreadableSource
from extract.read.layout.lattice import gives_up, merged
from extract.read.layout.printed import PrintedPage, PrintedPart
from extract.read.layout.printed_document import build_document
from extract.read.ocr.picture_text import PICTURE_UNREAD, Pictured
from extract.read.ocr.refuse import refuse_unread
from extract.read.ocr.scan import Scan
from extract.read.options import DEFAULT_OPTIONS, OcrMode, ReadOptions
from extract.read.page_progress import counted
from extract.read.pdf.drawing import has_layers
from extract.read.pdf.drawn_bullets import add_bullets, bullet_shapes
from extract.read.pdf.drawn_rules import read_rules
from extract.read.pdf.foreign import REPAIR as FONT_LANGUAGE
from extract.read.pdf.foreign import mend_foreign
from extract.read.pdf.form_text import add_form_text
from extract.read.pdf.language import Speller
from extract.read.pdf.letters import UNKNOWN
from extract.read.pdf.naming import FontBook
from extract.read.pdf.note_marks import without_note_marks
from extract.read.pdf.page_images import covering_dpi, text_pictures
from extract.read.pdf.scans import page_scan
from extract.read.pdf.second_look import second_look
from extract.read.pdf.thai import page_text
from extract.read.quality import FOREIGN, foreign_letters, text_quality
from extract.read.reader_interface import ReadableSource
from normalize.thai_words import thai_share

FEWEST_LETTERS = 40
"""Minimum number of letters in the text layer of a page covered by one image. With fewer it is a scan."""

LEAST_THAI = 0.7
"""Minimum share of letters in words for a Thai text layer. Real pages have at least 0.85, pages with every third pair
of letters swapped 0.65, pages with permuted letter codes 0.35."""

LEAST_QUALITY = 0.5
"""Minimum quality of a text layer; below it is garbage. Clean ones have 0.99, those without any tones 0.9."""

SOUND = 0.995
"""Quality of a text layer that is not compared with OCR for letters that are lost or of another script."""

FEWEST_FOREIGN, MOST_FOREIGN = 4, 0.005
"""A text layer is compared with OCR from this number of such letters and more than this share of its letters.

OCR mistakes one or two letters in a hundred on a clean page."""


def read_pdf(source: ReadableSource, options: ReadOptions = DEFAULT_OPTIONS) -> Document:
    """Read a PDF.

    Raises EncryptedSource if it needs a password, OcrUnavailable if it contains only scans and OCR is not installed,
    UnreadableSource if it is damaged or no page could be read.
    """
    document = build_document(source, printed_pages(source, options))
    if not any(page.blocks for page in document.pages):
        refuse_unread(source, document, options)
    return document


def printed_pages(source: ReadableSource, options: ReadOptions) -> Iterator[PrintedPage]:
    """The requested pages of a PDF in order. An unreadable page is empty and has quality 0."""
    from pypdfium2 import raw

    from extract.read.ocr.work import read_in_order

    document = open_pdf(source)
    speller = Speller(document, FontBook(raw, source.data), has_layers(source.data))
    try:
        wanted = [index for index in range(len(document)) if options.wants(index + 1)]
        pages = read_in_order((_page(document, index, speller, options) for index in wanted), options)
        yield from counted(pages, len(wanted))
    finally:
        document.close()


def open_pdf(source: ReadableSource) -> Any:  # noqa: ANN401 (pypdfium2 has no types)
    """Open a pypdfium2 document, which the caller must close. Raises as `read_pdf` does."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedSource(source.name, "the file is locked by a password") from error
        if "success" in str(error).lower():  # the file is valid, but has no pages
            raise UnreadableSource(source.name, "the PDF has no pages") from error
        raise UnreadableSource(source.name, f"the PDF is damaged: {error}") from error
    if len(document) == 0:
        raise UnreadableSource(source.name, "the PDF has no pages")
    return document


def _page(
    document: Any,  # noqa: ANN401
    index: int,
    speller: Speller,
    options: ReadOptions,
) -> PrintedPage | Scan | Pictured:
    from pypdfium2 import PdfiumError

    raw = speller.book.raw
    try:
        page = document[index]
    except PdfiumError:
        return _unreadable(index + 1)
    try:
        with _uncollected():
            printed = _text_layer(page, index + 1, speller)
        if not _needs_ocr(page, raw, printed, options):
            add_form_text(document, page, raw, printed)
            return _with_pictures(page, raw, printed, options)
        may_stay = bool(printed.parts) and options.ocr is OcrMode.AUTO and not covering_dpi(page, raw)
        return page_scan(page, raw, printed, is_doubted=may_stay)
    except PdfiumError:
        return _unreadable(index + 1)
    finally:
        page.close()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Disable the garbage collector, which takes a tenth of the time: a page has thousands of objects and no cycles."""
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
    """Whether a page needs OCR."""
    if options.ocr is OcrMode.ALWAYS:
        return True
    may = options.ocr is OcrMode.AUTO
    if not printed.parts:
        return may and printed.repairs["no_text"] > 0
    texts = [segment.text for part in printed.parts for line in part.lines for segment in line.segments()]
    if _is_damaged(printed, texts):
        return may
    # a page number or a stamp of the scanning program is not a text layer
    return may and sum(map(len, texts)) < FEWEST_LETTERS and covering_dpi(page, raw) > 0


def _is_damaged(printed: PrintedPage, texts: Sequence[str]) -> bool:
    """Whether a text layer is not Thai, or only in part. This is counted, and lowers the quality of the page."""
    quality = text_quality(texts)
    share = thai_share(texts) if quality >= LEAST_QUALITY else quality  # garbage has no Thai that could be judged
    if share is not None and share < LEAST_THAI:
        printed.quality, printed.repairs = min(quality, share), printed.repairs + Counter(not_thai=1)
        return True
    if foreign := foreign_letters(texts):  # told however few they are: a page with one is not clean
        printed.repairs[FOREIGN] = foreign
    if quality >= SOUND:
        return False
    lost = sum(text.count(UNKNOWN) for text in texts)
    letters = sum(map(len, texts))
    return foreign + lost >= FEWEST_FOREIGN and foreign + lost > MOST_FOREIGN * letters


def _with_pictures(page: Any, raw: Any, printed: PrintedPage, options: ReadOptions) -> PrintedPage | Pictured:  # noqa: ANN401
    """The page, with its pictures of text if these are to be read."""
    clips = text_pictures(page, raw, printed) if printed.parts else []
    if options.ocr is OcrMode.NEVER:
        printed.repairs[PICTURE_UNREAD] += len(clips)
        return printed
    return Pictured(printed, clips) if clips else printed


def _text_layer(page: Any, number: int, speller: Speller) -> PrintedPage:  # noqa: ANN401
    width, height = page.get_size()
    printed = PrintedPage(number, TextSource.PDF_TEXT, width, height, page.get_rotation())
    book = speller.book
    raw = book.raw
    glyphs = speller.read(page, number - 1)
    found, left_out, named = glyphs.parts, glyphs.left_out, glyphs.repairs
    if not found:
        if raw.FPDFPage_CountObjects(page.raw):
            printed.quality, printed.repairs = 0.0, Counter(no_text=1) + left_out + named
        return printed
    for part in found:
        part.glyphs = without_note_marks(part.glyphs, named)
    rotation = page.get_rotation() // 90 % 4
    bullets = bullet_shapes(page, raw, speller.layers)
    for part in found:
        text = page_text(part.glyphs, part.shadows)
        mended, count = mend_foreign(part.glyphs, text.lines)
        if count:
            text = page_text(mended, part.shadows)
            text.repairs[FONT_LANGUAGE] += count
        horizontal, vertical = read_rules(page, raw, part.frame, rotation, speller.layers)
        if gives_up(horizontal, vertical) and gives_up(merged(horizontal), merged(vertical)):
            horizontal, vertical = second_look(book.data, number, part.frame)
            printed.repairs["second_look"] = 1
        add_bullets(text.lines, [part.frame.from_content(rotation, box) for box in bullets])
        printed.parts.append(PrintedPart(part.frame, text.lines, horizontal, vertical))
        printed.repairs.update(text.repairs)
    printed.repairs.update(named)
    printed.repairs.update(left_out)
    printed.repairs["other_direction"] += sum(len(part.glyphs) for part in found[1:])
    return printed
