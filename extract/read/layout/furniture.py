"""Running headers, footers and page numbers: lines at a page's edge that come again on many pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.document import Block, Line, Page

MARGIN = 0.12
"""Share of a page's height at its top and bottom where running headers and page numbers stand."""

FEWEST_PAGES = 3
"""Pages on which a line must come again to be a running header."""

RECURRING = 0.3
"""Share of the pages on which it must come again."""

_DIGITS = re.compile(r"\d+")
_LONE_NUMBER = re.compile(r"[-–\s]*(?:หน้า(?:ที่)?\s*)?\d{1,4}[-–\s]*")


def without_furniture(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages without running headers, footers and page numbers: lines at the edge that come again on many pages."""
    counts = Counter(key for page in pages for key in {_key(line) for line in _edge_lines(page)})
    needed = max(FEWEST_PAGES, RECURRING * len(pages))
    recurring = {key for key, count in counts.items() if count >= needed}
    return tuple(
        replace(page, blocks=tuple(b for b in page.blocks if not _is_furniture(b, page, recurring))) for page in pages
    )


def _is_furniture(block: Block, page: Page, recurring: set[str]) -> bool:
    if not isinstance(block, Line) or not _is_at_edge(block, page):
        return False
    return _key(block) in recurring or _LONE_NUMBER.fullmatch(block.text) is not None


def _edge_lines(page: Page) -> Iterator[Line]:
    return (block for block in page.blocks if isinstance(block, Line) and _is_at_edge(block, page))


def _is_at_edge(line: Line, page: Page) -> bool:
    box, height = line.place.box, page.height
    return (
        box is not None
        and height is not None
        and not MARGIN * height < (box.top + box.bottom) / 2 < (1 - MARGIN) * height
    )


def _key(line: Line) -> str:
    return _DIGITS.sub("0", "".join(line.text.split()))
