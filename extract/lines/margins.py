"""The margin of a table of project fields: a first column that only counts the projects.

Beside it are the headings and their contents. It is filled once a project, above blank cells or as one cell across all
rows: `เลขที่ 1 | ชื่อ | ...`. What it says stands before the first field.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from extract.model.document import Cell, Grid
from normalize.script import WORD
from normalize.text import comparable

FEWEST_HEADINGS = 3
"""Minimum number of headings beside a margin, for each of its cells."""

FEWEST_TABLES = 3
"""Minimum number of tables with the same words for these to be headings."""

_SIGNS = r"[\s.:/()\-–]{0,3}"
_LETTERS = f"[{WORD}A-Za-z]"
_COUNT = re.compile(
    rf"(?=.{{1,24}}$){_LETTERS}{{0,14}}{_SIGNS}{_LETTERS}{{0,8}}{_SIGNS}(?:\d{{1,2}}[.\-])?(?P<number>\d{{1,3}})[.)]?"
)
"""What counts a project: 1, P-01, เลขที่ 1."""

Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Margined:
    """A table's rows without its margin, and the margin's cells by the rows that they begin."""

    rows: Sequence[Row]
    margin: Mapping[int, Cell] = field(default_factory=dict)


def count_of(text: str) -> int:
    """The number of the project that a cell of a margin counts; 0 if it says something else."""
    found = _COUNT.fullmatch(text.strip())
    return int(found["number"]) if found else 0


def without_margins(grids: Sequence[Grid], is_heading: Callable[[str], bool]) -> list[Margined]:
    """The rows of each table, without the margins of those that have one.

    The tables are judged together: their headings may be unknown words that recur in them, and what a page break has
    cut off goes on without its count.
    """
    tables = [grid.rows() for grid in grids]
    counts = Counter(words for rows in tables for words in {comparable(row[1].text) for row in rows if _labelled(row)})

    def heads(text: str) -> bool:
        return is_heading(text) or counts[comparable(text)] >= FEWEST_TABLES

    found = [_has_margin(rows, heads, FEWEST_HEADINGS) for rows in tables]
    fewest = 1 if any(found) else FEWEST_HEADINGS
    return [
        _split(rows) if has or (fewest == 1 and _goes_on(rows, heads)) else Margined(rows)
        for rows, has in zip(tables, found, strict=True)
    ]


def _labelled(row: Row) -> bool:
    """Whether the second column of a row is filled, and one behind it."""
    return len(row) > 2 and row[1].column == 1 and bool(row[1].text.strip()) and any(c.text.strip() for c in row[2:])


def _has_margin(rows: Sequence[Row], heads: Callable[[str], bool], fewest: int) -> bool:
    cells = _first_cells(rows)
    if not cells or any(heads(cell.text) for cell in cells):
        return False
    headed = _headed(rows, heads)
    is_one = len({comparable(cell.text) for cell in cells}) == 1
    return headed >= fewest and (is_one or len(cells) * fewest <= headed)


def _goes_on(rows: Sequence[Row], heads: Callable[[str], bool]) -> bool:
    """Whether a table without any text in its first column goes on with one that has a margin."""
    return not _first_cells(rows) and max(map(len, rows), default=0) > 2 and _headed(rows, heads) > 0


def _first_cells(rows: Sequence[Row]) -> list[Cell]:
    return [row[0] for row in rows if row and not row[0].column and row[0].text.strip()]


def _headed(rows: Sequence[Row], heads: Callable[[str], bool]) -> int:
    """The number of headings beside the first column, above blank cells or beside a cell across the rows."""
    return sum(heads(cell.text) for row in rows for cell in row[:2] if cell.column == 1 and cell.text.strip())


def _split(rows: Sequence[Row]) -> Margined:
    margin = {cell.row: cell for cell in _first_cells(rows) if cell.column_span == 1}
    return Margined([[cell for cell in row if cell.column or cell.column_span > 1] for row in rows], _once(margin))


def _once(margin: Mapping[int, Cell]) -> dict[int, Cell]:
    """The cells of a margin without those that repeat the one above."""
    kept: dict[int, Cell] = {}
    last = ""
    for row, cell in sorted(margin.items()):
        if comparable(cell.text) != last:
            kept[row] = cell
        last = comparable(cell.text)
    return kept
