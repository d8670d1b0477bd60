"""Builds a Grid from rows of cells without column numbers. For use by every reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.model.document import Cell, Grid, Place
from extract.read.markup_terms import markup
from extract.read.settings import DEFAULTS

FEWEST_REPEATED = 3
"""Minimum number of cells of a row of which the text of the first is repeated."""

SHORTEST_REPEATED = 6
"""Minimum length of such a text: amounts and dashes recur in rows."""


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
    cells = tuple(_placed([_with_span(row) for row in rows]))
    if not cells:
        return None
    width = max(cell.column + cell.column_span for cell in cells)
    return Grid(cells, len(rows), width, cells[0].place, gap)


def _with_span(row: Sequence[LooseCell]) -> Sequence[LooseCell]:
    """A row whose first cell's text is repeated in the next ones, as programs do that cannot span columns.

    It is a cell that spans them: the name of a level in the whole row, or the label of a total before its amounts.
    """
    if len(row) < FEWEST_REPEATED or len(row[0].text) < SHORTEST_REPEATED:
        return row
    text = row[0].text
    count = next((at for at, cell in enumerate(row) if cell.text != text or cell.row_span > 1), len(row))
    if count < FEWEST_REPEATED - 1 or (count < len(row) and not text.startswith(markup().label_starts)):
        return row
    first = replace(row[0], column_span=sum(cell.column_span for cell in row[:count]))
    return [first, *row[count:]]


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
