"""Builds a Grid from rows of cells without column numbers. For use by every reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.model.document import Cell, Grid, Place
from extract.read.settings import DEFAULTS


@dataclass(frozen=True, slots=True)
class LooseCell:
    """A cell of a row without a column number. Spans are as given by the source and may be invalid."""

    text: str
    raw: str
    place: Place
    row_span: int = 1
    column_span: int = 1
    is_header: bool = False
    confidence: float | None = None


def build_grid(rows: Sequence[Sequence[LooseCell]], gap: bool = False) -> Grid | None:
    """The Grid of `rows`, each given left to right without covered places; None if there is no cell.

    A cell takes the first place of its row that is not covered by a span from above. Rows may differ in length.
    """
    cells = tuple(_placed(rows))
    if not cells:
        return None
    width = max(cell.column + cell.column_span for cell in cells)
    return Grid(cells, len(rows), width, cells[0].place, gap)


def _placed(rows: Sequence[Sequence[LooseCell]]) -> Iterator[Cell]:
    covered: defaultdict[int, set[int]] = defaultdict(set)
    budget = DEFAULTS.max_covered
    for row, loose_cells in enumerate(rows):
        taken, column = covered.pop(row, set()), 0
        for loose in loose_cells:
            while column in taken:
                column += 1
            width = min(max(loose.column_span, 1), DEFAULTS.max_column_span)
            height = min(max(loose.row_span, 1), len(rows) - row)
            if height > 1 and (height - 1) * width > budget:
                height = 1
            yield _cell(loose, row, column, height, width)
            for below in range(row + 1, row + height):
                covered[below].update(range(column, column + width))
            budget -= (height - 1) * width
            column += width


def _cell(loose: LooseCell, row: int, column: int, height: int, width: int) -> Cell:
    return Cell(loose.text, loose.raw, row, column, loose.place, height, width, loose.is_header, loose.confidence)
