"""Joins forms that a page break cut: tables of labels and values, one for each project, printed one after the other.

The parts may have other columns, as the rows of a form have two or four cells. That the second part goes on with the
first is proved by the other forms of the document: in these, the label that the first part ends with is above the one
that the second part begins with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.model.document import Grid, Page
from extract.read.layout.columns import SAME_EDGE
from extract.read.layout.table_outlines import outline
from extract.read.layout.torn_rows import with_rest

LOWEST, HIGHEST = 0.7, 0.4
"""Where a form ends on a page and goes on on the next one, as shares of the height of the page."""

FEWEST_FORMS = 2
"""Minimum number of forms in which one label is below another."""

_NUMBERS = re.compile(r"[\s\d]+")

_Labels = tuple[str, str]
"""Two labels, one below the other."""


def with_forms_joined(pages: Sequence[Page]) -> list[Page]:
    """The pages, each form as one table on the page where it begins."""
    counts = Counter(pair for page in pages for block in page.blocks for pair in _pairs(block))
    known = {pair for pair, count in counts.items() if count >= FEWEST_FORMS}
    made = list(pages)
    for index in range(1, len(made) if known else 0):
        before, page = made[index - 1], made[index]
        whole = _whole(before, page, known)
        if whole is not None:
            made[index - 1] = replace(before, blocks=(*before.blocks[:-1], whole))
            made[index] = replace(page, blocks=page.blocks[1:])
    return made


def _pairs(block: object) -> list[_Labels]:
    """The labels of a form that are below one another."""
    return [pair for pair in pairwise(_labels(block)) if all(pair)] if isinstance(block, Grid) else []


def _labels(grid: Grid) -> list[str]:
    """The texts of the first column, without their numbers."""
    first = {cell.row: cell.text for cell in grid.cells if not cell.column}
    return [_NUMBERS.sub("", first.get(row, "")) for row in range(grid.row_count)]


def _whole(before: Page, page: Page, known: Collection[_Labels]) -> Grid | None:
    """The form that the first page ends with and the second one begins with; None if there is none."""
    if not before.blocks or not page.blocks:
        return None
    upper, lower = before.blocks[-1], page.blocks[0]
    if not isinstance(upper, Grid) or not isinstance(lower, Grid):
        return None
    is_torn = _begins_with_rest(lower)
    if (_labels(upper)[-1], _labels(lower)[is_torn]) not in known:
        return None
    above, below = outline(upper, before), outline(lower, page)
    if above is None or below is None:
        return None
    if above.last.bottom < LOWEST * above.height or below.first.top > HIGHEST * below.height:
        return None
    finer = max(above.edges, below.edges, key=len)
    first, rest = _in_columns(upper, above.edges, finer), _in_columns(lower, below.edges, finer)
    return _joined(first, rest, is_torn) if first is not None and rest is not None else None


def _begins_with_rest(grid: Grid) -> bool:
    """Whether the first row of a form has a text and no label: it goes on with the row above the page break."""
    first = grid.rows()[0]
    return grid.row_count > 1 and len(first) > 1 and not first[0].text.strip() and bool(first[1].text.strip())


def _in_columns(grid: Grid, own: Sequence[float], edges: Sequence[float]) -> Grid | None:
    """The table in other columns that divide its own; None if they do not. `own` are the edges of its columns.

    The right edge of a form without rules is where its longest text ends.
    """
    places = [next((at for at, x in enumerate(edges[:-1]) if abs(x - edge) <= SAME_EDGE), -1) for edge in own[:-1]]
    places.append(len(edges) - 1)
    if len(own) != grid.column_count + 1 or places[0]:
        return None
    if any(b <= a for a, b in pairwise(places)):
        return None
    cells = tuple(
        replace(
            cell,
            column=places[cell.column],
            column_span=places[cell.column + cell.column_span] - places[cell.column],
        )
        for cell in grid.cells
    )
    return replace(grid, cells=cells, column_count=len(edges) - 1)


def _joined(upper: Grid, lower: Grid, is_torn: bool) -> Grid:
    """Both parts of a form as one. A torn row is one."""
    rest = {cell.column: cell for cell in lower.cells if is_torn and cell.row == 0}
    above = (
        with_rest(cell, rest[cell.column]) if cell.row == upper.row_count - 1 and cell.column in rest else cell
        for cell in upper.cells
    )
    offset = upper.row_count - is_torn
    below = (replace(cell, row=cell.row + offset) for cell in lower.cells if cell.row >= is_torn)
    return replace(
        upper,
        cells=(*above, *below),
        row_count=offset + lower.row_count,
        is_cut_below=lower.is_cut_below,
        is_doubtful=upper.is_doubtful or lower.is_doubtful,
    )
