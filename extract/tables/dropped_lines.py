"""Lines that were lost where tables were put together from lines: they are in no cell and are no line any more."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from extract.model.document import Cell, Document, Grid, Line, Spot
from extract.model.plan import Finding, RowRef
from normalize.text import comparable
from schemas.checks import CheckCode

NEAR = 14
"""Cells before the place of a line among which the one is that holds it: a row and its titles have no more."""

HEAD_ROWS = 3
SHORTEST = 2
MOST_TOLD = 120


def lines_dropped(before: Document, after: Document) -> list[Finding]:
    """A finding for each line of a document that is neither a line nor in a cell of what was made of it.

    Titles that are printed again above the next rows are in the first of their tables.
    """
    if before is after:
        return []
    return [_unread(line) for line in _dropped(before, after)]


def _unread(line: Line) -> Finding:
    text = line.text.strip()[:MOST_TOLD]
    return Finding(CheckCode.TABLE_UNREAD, RowRef("tables", ""), "", text, line.place, {"why": ""})


def _dropped(before: Document, after: Document) -> Iterator[Line]:
    kept = {block.place.spot for block in after.blocks() if isinstance(block, Line)}
    gone = [b for b in before.blocks() if isinstance(b, Line) and b.place.spot not in kept and b.text.strip()]
    if not gone:
        return
    cells = sorted(_cells(after), key=lambda cell: cell.place.spot)
    spots: list[Spot] = [cell.place.spot for cell in cells]
    titles = "\n".join({comparable(cell.text) for cell in cells if cell.row < HEAD_ROWS})
    for line in gone:
        text = comparable(line.text)
        at = bisect_right(spots, line.place.spot)
        near = [comparable(cell.text) for cell in cells[max(0, at - NEAR) : at + 2]]
        is_held = any(text in other or other in text for other in near) or text in titles or text in "".join(near)
        if len(text) >= SHORTEST and not is_held:
            yield line


def _cells(document: Document) -> Iterator[Cell]:
    for block in document.blocks():
        if isinstance(block, Grid):
            yield from (cell for cell in block.cells if cell.text.strip())
