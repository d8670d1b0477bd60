"""Tables of a spreadsheet that were copied as one: they are below one another on a sheet, parted by blank rows.

The titles, notes and signatures between them are lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.model.document import Block, Cell, Document, Grid, Line
from extract.read.text.text_rows import is_value

FEWEST_NAMES = 3
"""Minimum number of names of columns."""

LONGEST_NAME = 60
"""Maximum length in characters of the name of a column."""

_Row = list[Cell]


def with_tables_apart(document: Document) -> Document:
    """The document, with each of several tables in one grid as a grid of its own."""
    if not any(isinstance(block, Grid) and len(_ends(block)) > 1 for block in document.blocks()):
        return document
    pages = (replace(page, blocks=tuple(_apart(page.blocks))) for page in document.pages)
    return replace(document, pages=tuple(pages))


def _apart(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Grid) and len(ends := _ends(block)) > 1:
            yield from _parts(block.rows(), ends)
        else:
            yield block


def _ends(grid: Grid) -> list[int]:
    """The rows behind the last one of each table: another is below, or a note. One number if there is one table."""
    rows = grid.rows()
    blank = [at for at, row in enumerate(rows) if row and not _texts(row)]
    spanned = {at for cell in grid.cells for at in range(cell.row + 1, cell.row + cell.row_span)}
    starts = [at + 1 for at in blank if at + 1 < len(rows) and at + 1 not in blank and at not in spanned]
    ends: list[int] = []
    for at in starts:
        if _begins_table(rows[at:]) and any(_is_row(row) for row in rows[ends[-1] if ends else 0 : at]):
            ends.append(at)
    return [*ends, len(rows)]


def _begins_table(rows: Sequence[_Row]) -> bool:
    """Whether rows begin with the names of columns, below titles and blank rows. Another row follows these."""
    named = next((at for at, row in enumerate(rows) if len(_texts(row)) > 1), None)
    if named is None or named + 1 >= len(rows):
        return False
    names = _texts(rows[named])
    is_short = all(len(name) <= LONGEST_NAME and not is_value(name) for name in names)
    return len(set(names)) >= FEWEST_NAMES and is_short and _is_row(rows[named + 1])


def _is_row(row: _Row) -> bool:
    return len(_texts(row)) > 1


def _texts(row: _Row) -> list[str]:
    return [cell.text for cell in row if cell.text]


def _parts(rows: Sequence[_Row], ends: Sequence[int]) -> Iterator[Block]:
    """The tables of a grid, with the lines above, between and below them."""
    start = 0
    for end in ends:
        part = rows[start:end]
        table = [at for at, row in enumerate(part) if _is_row(row)]
        first, last = (table[0], table[-1] + 1) if table else (len(part), len(part))
        yield from _lines(part[:first])
        if table:
            yield _grid(part[first:last], start + first)
        yield from _lines(part[last:])
        start = end


def _lines(rows: Sequence[_Row]) -> Iterator[Line]:
    is_apart = True
    for row in rows:
        for cell in row:
            if cell.text:
                yield Line(" ".join(cell.text.split("\n")), cell.raw, cell.place, is_apart)
                is_apart = False
        is_apart = is_apart or not _texts(row)


def _grid(part: Sequence[_Row], first: int) -> Grid:
    """The rows of one table, counted from its first one."""
    cells = tuple(
        replace(cell, row=cell.row - first, row_span=min(cell.row_span, first + len(part) - cell.row))
        for row in part
        for cell in row
    )
    return Grid(cells, len(part), max(cell.column + cell.column_span for cell in cells), cells[0].place, True)
