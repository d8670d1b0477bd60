"""Compares the text read from a drawn page with what can be seen on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from extract.read.options import OcrMode, ReadOptions
from extract.read.pdf.pdf_reader import printed_pages
from extract.read.printed_text import page_text
from extract.read.reader_interface import ReadableSource
from tests.drawn.drawn_content import DrawnPage

TOLD = frozenset({"unmapped", "unmapped_mark", "not_thai", "foreign", "unreadable", "no_text", "picture_unread"})
"""Codes in `repairs` of pages of which something was not read, or not surely."""

TRUSTED = 0.7
"""A page of a lower quality has a finding."""

Engine = Callable[[DrawnPage, bytes], bytes]


@dataclass(frozen=True)
class Difference:
    """What is missing from a page, or too much on it, and whether this is told."""

    missing: Counter[str]
    extra: Counter[str]
    is_told: bool
    repairs: Mapping[str, int]

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra)


def difference(page: DrawnPage, data: bytes, ocr: OcrMode = OcrMode.NEVER) -> Difference:
    """The lines that differ. Places are compared by their order in a line."""
    (printed,) = printed_pages(ReadableSource("drawn.pdf", data), ReadOptions(ocr=ocr))
    read = page_text(printed)
    found = Counter(line.text for line in read.lines)
    wanted = Counter(page.seen())
    is_told = read.quality < TRUSTED or bool(TOLD & set(read.repairs))
    return Difference(wanted - found, found - wanted, is_told, read.repairs)
