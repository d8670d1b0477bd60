"""Joins the rest of a table's row at the top of a page to the row that the page before it ended with.

A word processor breaks a row wherever the page ends: its number, the beginning of its name and its amounts are on one
page, the rest of the name on the next, below a header that is printed again. A number may be broken as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.model.document import Cell, Grid, Page
from extract.read.layout.broken_numbers import goes_on
from extract.read.layout.columns import SAME_EDGE
from extract.read.markup_terms import markup
from normalize.money import looks_like_money
from normalize.numerals import arabic
from normalize.text import join_lines

LOWEST, HIGHEST = 0.7, 0.4
"""Where a table ends on a page and goes on on the next one, as shares of the height of the page."""

HEADER_ROWS = 4
"""Maximum number of rows of a header that is printed again."""

SHORTEST = 3
"""Minimum number of letters of a header cell by which a header is recognized."""

_NUMBERED = re.compile(r"[-•▪●◦*]\s|\(?\d{1,3}(?:\.\d{1,3})*\s?[.)]|\d{1,2}(?:\.\d{1,2})+\s|\d{1,3}\s")

_Row = Mapping[int, Cell]
"""Maps the first column of each cell of a row to the cell."""


def with_torn_rows_joined(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, each row that a page break tore as one row on the page where it begins."""
    made = list(pages)
    before, head = -1, None
    for index, page in enumerate(pages):
        if not page.blocks:
            continue
        upper = made[before].blocks[-1] if before >= 0 else None
        lower = page.blocks[0]
        if isinstance(upper, Grid) and isinstance(lower, Grid) and _go_on(made[before], upper, page, lower):
            head = head or upper
            found = _joined(upper, lower, _header_rows(head, lower))
            if found is not None:
                made[before] = replace(made[before], blocks=(*made[before].blocks[:-1], found[0]))
                made[index] = replace(page, blocks=(*filter(None, found[1:]), *page.blocks[1:]))
        else:
            head = None
        head = head if len(page.blocks) == 1 else None
        before = index if made[index].blocks else before
    return tuple(made)


def _go_on(before: Page, upper: Grid, page: Page, lower: Grid) -> bool:
    """Whether a table may go on: it ends at the bottom of a page, and one of the same columns begins the next page."""
    boxes = [cell.place.box for cell in (upper.cells[-1], lower.cells[0])]
    if before.height is None or page.height is None or boxes[0] is None or boxes[1] is None:
        return False
    if boxes[0].bottom < LOWEST * before.height or boxes[1].top > HIGHEST * page.height:
        return False
    ends, starts = _columns(upper), _columns(lower)
    return len(ends) == len(starts) > 2 and all(abs(a - b) <= SAME_EDGE for a, b in zip(ends, starts, strict=True))


def _columns(grid: Grid) -> list[float]:
    """The left edges of the columns of a table, and its right edge."""
    lefts = {cell.column: cell.place.box.x0 for cell in grid.cells if cell.place.box is not None}
    rights = [cell.place.box.x1 for cell in grid.cells if cell.place.box is not None]
    return [*(lefts[column] for column in sorted(lefts)), *rights[-1:]]


def _header_rows(head: Grid, lower: Grid) -> int:
    """The number of rows at the top of a table that repeat those of another. Their last lines may be cut off."""
    count = 0
    for above, below in zip(head.rows()[:HEADER_ROWS], lower.rows(), strict=False):
        pairs = [(_bare(a.text), _bare(b.text)) for a, b in zip(above, below, strict=False)]
        if len(above) != len(below) or not all(a.startswith(b) for a, b in pairs):
            break
        if not any(len(b) >= SHORTEST for _, b in pairs):
            break
        count += 1
    return count


def _bare(text: str) -> str:
    """A text without spaces and marks above and below the letters, which a cut may have removed."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Mn")


def _joined(upper: Grid, lower: Grid, head: int) -> tuple[Grid, Grid | None] | None:
    """Both tables, the torn row in the upper one and the rest of the lower one; None if no row is torn."""
    if head >= lower.row_count:
        return None
    ends = {cell.column: cell for cell in upper.cells if cell.row + cell.row_span == upper.row_count}
    rest = {cell.column: cell for cell in lower.cells if cell.row == head}
    others = [*_patterns(upper, upper.row_count - 1), *_patterns(lower, head)]
    lacking = rest if _filled(rest) < _filled(ends) else ends
    if not _is_rest(ends, rest) or _filled(lacking) in others:
        return None
    cells = [_with_rest(cell, rest[cell.column]) if cell is ends.get(cell.column) else cell for cell in upper.cells]
    return replace(upper, cells=tuple(cells)), _without_row(lower, head)


def _patterns(grid: Grid, left_out: int) -> list[frozenset[int]]:
    """The columns that the rows of a table fill, except those of one row."""
    return [
        frozenset(cell.column for cell in row if cell.text.strip())
        for index, row in enumerate(grid.rows())
        if index != left_out
    ]


def _filled(row: _Row) -> frozenset[int]:
    return frozenset(column for column, cell in row.items() if cell.text.strip())


def _is_rest(row: _Row, rest: _Row) -> bool:
    """Whether a row is the rest of another: it begins nothing new, and each has what the other lacks."""
    if row.keys() != rest.keys() or any(row[c].column_span != rest[c].column_span for c in row):
        return False
    if any(cell.row_span > 1 and cell.text.strip() for cell in rest.values()):
        return False
    above, below = _filled(row), _filled(rest)
    broken = {c for c in above & below if goes_on(_last(row[c]), _first(rest[c]))}
    words = {c for c in below - broken if not _is_mark(rest[c].text)}
    marks = below - broken - words
    if not (broken or words & above) or words - above or marks & above:
        return False
    if any(_begins(rest[c].text) for c in words):
        return False
    return bool(broken) or bool(marks) or below < above


def _is_mark(text: str) -> bool:
    """Whether a cell holds an amount, a number, a dash or a tick, which no rest of another cell is."""
    text = arabic(text).strip()
    return looks_like_money(text) or not any(c.isalpha() for c in text)


def _begins(text: str) -> bool:
    """Whether a text begins an entry, a level or a total of its own."""
    text = arabic(text).strip()
    return bool(_NUMBERED.match(text)) or text.startswith((*markup().entry_starts, *markup().label_starts))


def _last(cell: Cell) -> str:
    return cell.text.strip().rsplit("\n", 1)[-1]


def _first(cell: Cell) -> str:
    return cell.text.strip().split("\n", 1)[0]


def _with_rest(cell: Cell, rest: Cell) -> Cell:
    """A cell with the text of its rest, which goes on with its last paragraph."""
    if not rest.text.strip():
        return cell
    if not cell.text.strip():
        return replace(cell, text=rest.text, raw=rest.raw)
    *paragraphs, last = cell.text.strip().split("\n")
    first, *others = rest.text.strip().split("\n")
    joined = last + first if goes_on(last, first) else join_lines([last, first])
    return replace(cell, text="\n".join([*paragraphs, joined, *others]), raw=f"{cell.raw}\n{rest.raw}")


def _without_row(grid: Grid, row: int) -> Grid | None:
    """A table without one of its rows; None if nothing but its header is left."""
    if grid.row_count == row + 1:
        return None
    cells = []
    for cell in grid.cells:
        if cell.row > row:
            cells.append(replace(cell, row=cell.row - 1))
        elif cell.row + cell.row_span > row + 1 or cell.row < row:
            span = cell.row_span - (cell.row <= row < cell.row + cell.row_span)
            cells.append(replace(cell, row_span=span))
    return replace(grid, cells=tuple(cells), row_count=grid.row_count - 1)
