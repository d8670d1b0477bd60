"""A page that is to be read by OCR: its picture, and what is known of it without."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.model.document import TextSource
from extract.read.layout.printed import PrintedPage

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array


@dataclass(slots=True)
class Scan:
    """A grey picture, shape (height, width), of a page as displayed; `dpi` may be a fraction.

    `page` is what the page is without OCR: number, size, rotation, and a text layer if it has a bad one.
    """

    grey: Array
    dpi: float
    page: PrintedPage


def unread(page: PrintedPage, reason: str) -> PrintedPage:
    """A page that OCR should have read and could not: what it is without, not to be trusted, and why."""
    page.quality = 0.0
    page.repairs += Counter({reason: 1})
    return page


def joined(page: PrintedPage, found: PrintedPage) -> PrintedPage:
    """What OCR found, as the page it was found on."""
    is_blank = not found.parts and not found.repairs
    return PrintedPage(
        page.number,
        TextSource.OCR,
        page.width or found.width,
        page.height or found.height,
        page.rotation,
        found.parts,
        Counter(blank=1) if is_blank else Counter(found.repairs),
        1.0 if is_blank else 0.0 if not found.parts else found.ocr_confidence,
        found.ocr_confidence,
    )
