"""Tables by pdfplumber, for pages with more lines than our lattice accepts: a map or a hatching next to a table.

It is much slower, and examines each table separately.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from extract.read.damage import pdfplumber_errors
from extract.read.layout.printed import Bounds, Frame, Rule

MOST_EDGES = 8_000
"""Maximum number of lines of a page for pdfplumber. Its run time grows quadratically with them."""


def second_look(data: bytes, number: int, frame: Frame) -> tuple[list[Rule], list[Rule]]:
    """The horizontal and vertical sides of the cells found by pdfplumber on page `number` of a PDF, in `frame`.

    Both are empty if it finds no table, or fails.
    """
    boxes = [frame.from_display(box) for box in _cells(data, number, frame)]
    across = [Rule(at, x0, x1) for x0, top, x1, bottom in boxes for at in (top, bottom)]
    down = [Rule(at, top, bottom) for x0, top, x1, bottom in boxes for at in (x0, x1)]
    return sorted(set(across), key=_key), sorted(set(down), key=_key)


def _key(rule: Rule) -> tuple[float, float, float]:
    return rule.at, rule.start, rule.end


def _cells(data: bytes, number: int, frame: Frame) -> Iterator[Bounds]:
    """The cells as boxes on the page as displayed. None on turned pages that begin elsewhere than at 0, 0."""
    import pdfplumber

    try:
        with pdfplumber.open(BytesIO(data), pages=[number]) as document:
            page = document.pages[0]
            x, y = frame.origin
            if len(page.edges) > MOST_EDGES or (page.rotation and (x or y)):
                return
            # pdfplumber counts down from the height of the media box, and not from its upper edge
            down = y + frame.height - (page.mediabox[3] - page.mediabox[1]) if not page.rotation else 0
            for x0, top, x1, bottom in [cell for table in page.find_tables() for cell in table.cells]:
                yield x0 - x, top + down, x1 - x, bottom + down
    except pdfplumber_errors():  # the file is damaged there: the page has already been read, except its tables
        return
