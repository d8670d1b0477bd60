"""Paragraphs across page breaks: the first line of a page begins a paragraph only if the last one was complete."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.model.document import Line, Page
from extract.read.layout.paragraphs import ALIGNED, LONGEST_WORD

LOWEST = 0.7
"""Minimum height of the last line of a page that a paragraph goes on from, as a share of the page's height."""


def joined_over_pages(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, with first lines marked that continue a paragraph of the previous page."""
    return tuple(_joined(pages))


def _joined(pages: Sequence[Page]) -> Iterator[Page]:
    before: Page | None = None
    for page in pages:
        first = page.blocks[0] if page.blocks else None
        if before is not None and isinstance(first, Line) and first.gap and _goes_on(first, page, before):
            yield replace(page, blocks=(replace(first, gap=False), *page.blocks[1:]))
        else:
            yield page
        before = page if page.blocks else before


def _goes_on(first: Line, page: Page, before: Page) -> bool:
    """Whether the first line of a page begins at the margin and the last line of the previous page is full."""
    last = before.blocks[-1]
    here, there = _margins(page), _margins(before)
    if not isinstance(last, Line) or here is None or there is None or first.place.box is None or last.place.box is None:
        return False
    if first.place.box.x0 > here[0] + ALIGNED:
        return False
    if before.height is not None and last.place.box.bottom < LOWEST * before.height:
        return False  # the page was ended by its author
    return there[1] - last.place.box.x1 <= LONGEST_WORD * (there[1] - there[0])


def _margins(page: Page) -> tuple[float, float] | None:
    """The left and right margins of a page's text; None if the lines have no boxes."""
    boxes = [block.place.box for block in page.blocks if block.place.box is not None]
    tables = [c.place.box for b in page.blocks if not isinstance(b, Line) for c in b.cells if c.place.box is not None]
    if not boxes:
        return None
    return min(box.x0 for box in boxes), max(box.x1 for box in (*boxes, *tables))
