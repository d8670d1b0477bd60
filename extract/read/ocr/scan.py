"""A page to be read by OCR: its image, and what is known without OCR."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.model.document import TextSource
from extract.read.layout.printed import PrintedPage
from normalize.thai_words import thai_share

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

UNAVAILABLE, FAILED = "ocr_unavailable", "ocr_failed"
"""Repair codes of a page that was not read because OCR is not installed, or failed on it."""

SAME_SIZE = 0.05
"""Maximum difference of two sizes of one page, as a share of it."""


@dataclass(slots=True)
class Scan:
    """A grey image, shape (height, width), of a page as displayed. `dpi` may be fractional.

    `page` is the page without OCR: number, size, rotation, and the text layer if it has a bad one. `is_doubted`: the
    text layer is damaged, but may be better than what OCR finds.
    """

    grey: Array
    dpi: float
    page: PrintedPage
    is_doubted: bool = False


def unread(page: PrintedPage, reason: str) -> PrintedPage:
    """A page that OCR could not read: the page without OCR, with quality 0, and the reason."""
    page.quality = 0.0
    page.repairs += Counter({reason: 1})
    return page


def joined(page: PrintedPage, found: PrintedPage) -> PrintedPage:
    """The page with the content found by OCR, which may have taken it for one of another size."""
    is_blank = not found.parts and not found.repairs
    unit = (found.width or 1.0) / (page.width or found.width or 1.0)
    if page.width and page.height and abs(unit - 1.0) > SAME_SIZE:
        for part in found.parts:
            part.frame = replace(part.frame, width=page.width, height=page.height, unit=unit)
    return PrintedPage(
        page.number,
        TextSource.OCR,
        page.width or found.width,
        page.height or found.height,
        page.rotation,
        found.parts,
        Counter(blank=1) if is_blank else Counter(found.repairs),
        1.0 if is_blank else 0.0 if not found.parts else _quality(found),
        found.ocr_confidence,
    )


FEWEST = 250
"""Minimum number of Thai letters of a page that its words are asked for. A cover has names and little else."""

IN_WORDS, STEEP = 0.95, 5
"""Share of a readable page's Thai letters that are in words, and the power of what is missing of it. Of print that a
copier has dissolved, the engine makes syllables with full confidence, of which a tenth more are in no word."""


def _quality(found: PrintedPage) -> float | None:
    """The confidence of the engine, less what its words do not bear out."""
    if found.ocr_confidence is None:
        return None
    lines = (line for part in found.parts for line in part.lines)
    share = thai_share((segment.text for line in lines for segment in line.segments()), FEWEST)
    return round(found.ocr_confidence * min(1.0, (IN_WORDS if share is None else share) / IN_WORDS) ** STEEP, 4)
