"""Pictures in Word files that may hold a table or text, such as a scan pasted into the document: read by OCR."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model.document import Block
from extract.model.errors import SourceError
from extract.read.options import OcrMode, ReadOptions
from extract.read.reader_interface import ReadableSource
from extract.read.word.runs import PICTURE_UNREAD, Picture


def picture_blocks(
    data: tuple[str, bytes] | None, picture: Picture, options: ReadOptions
) -> tuple[Sequence[Block], str]:
    """The lines and tables that a picture shows, and the repair code for it. `data`: its name and bytes, if any.

    Pictures of a format that only Office draws (EMF, WMF) are unread, as all are without OCR.
    """
    from extract.read.image.image_reader import placed_scan
    from extract.read.layout.printed_document import build_page
    from extract.read.ocr.picture_text import PICTURE_READ, picture_code
    from extract.read.ocr.work import read_scan

    if data is None or options.ocr is OcrMode.NEVER:
        return (), PICTURE_UNREAD
    try:
        scan = placed_scan(ReadableSource(*data), picture.width, picture.crop)
    except SourceError:
        return (), PICTURE_UNREAD
    found = read_scan(scan, options)
    code = picture_code(found)
    return (build_page(found).blocks if code == PICTURE_READ else ()), code
