"""Makes one table of the parts that page breaks cut it into, and one row of a row that was torn.

A table goes on at the top of a page if the last page ended with a table of the same columns, and it begins with the
same header, with the rest of a torn row, or with a row like those above. A header printed again is omitted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.model.document import Cell, Grid, Page
from extract.read.layout.columns import FEWEST_COLUMNS
from extract.read.layout.table_outlines import outline
from extract.read.layout.torn_rows import begins_anew, broken_numbers, is_mark, is_torn, with_rest
from extract.read.markup_terms import markup
from normalize.numerals import arabic
from normalize.years import column_year

LOWEST, HIGHEST = 0.7, 0.4
"""Where a table ends on a page and goes on on the next one, as shares of the height of the page."""

HEADER_ROWS = 4
"""Maximum number of rows of a header that is printed again."""

SHORTEST = 3
"""Minimum number of letters of a header cell by which a header is recognized."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The part of a table on one page, the number of its header rows that repeat those of the first part, and whether
    the row below them is the rest of a torn one."""

    grid: Grid
    head: int = 0
    is_torn: bool = False


def with_tables_joined(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, each table as one block on the page where it begins."""
    made = list(pages)
    first, parts = -1, list[_Part]()
    last = -1  # the page of the last part
    for index, page in enumerate(pages):
        if not page.blocks:
            continue
        part = _next_part(parts, pages[last], page) if parts else None
        if part is not None:
            parts.append(part)
            made[index] = replace(page, blocks=page.blocks[1:])
            if len(page.blocks) == 1:
                last = index
                continue
        _close(made, first, parts)
        block = page.blocks[-1]
        first, last, parts = index, index, [_Part(block)] if isinstance(block, Grid) else []
    _close(made, first, parts)
    return tuple(made)


def _close(pages: list[Page], first: int, parts: Sequence[_Part]) -> None:
    """Put the whole table in the place of its first part."""
    if len(parts) > 1:
        pages[first] = replace(pages[first], blocks=(*pages[first].blocks[:-1], _joined(parts)))


def _next_part(parts: Sequence[_Part], before: Page, page: Page) -> _Part | None:
    """The first table of a page as the next part of a table; None if it is another one."""
    upper, block = parts[-1].grid, page.blocks[0]
    lower = _below(before, upper, page, block) if isinstance(block, Grid) else None
    if lower is None:
        return None
    head = _header_rows(parts[0].grid, lower)
    if head >= lower.row_count:
        return None
    is_cut = _is_cut(upper, lower)
    is_row_cut = is_cut and not begins_anew(upper, lower, head)
    torn = is_row_cut or is_torn(upper, lower, head, parts[-1].head if parts[-1].is_torn else -1)
    if torn or is_cut or upper.is_cut_below:
        return _Part(lower, head, torn)
    goes_on = head or _is_like(upper, lower) or _is_below_names(upper, lower) or _is_total(upper, lower)
    return _Part(lower, head, torn) if goes_on and lower.column_count >= FEWEST_COLUMNS else None


def _is_cut(upper: Grid, lower: Grid) -> bool:
    """Whether the rules of two tables leave a row open, at the end of a page and at the top of the next one."""
    return upper.is_cut_below and lower.is_cut_above


def _below(before: Page, upper: Grid, page: Page, lower: Grid) -> Grid | None:
    """A table that may go on, in the columns of the one above: that ends at the bottom of a page, and one of the same
    columns, or of some of them, begins the next page."""
    above, below = outline(upper, before), outline(lower, page)
    if above is None or below is None:
        return None
    if above.last.bottom < LOWEST * above.height or below.first.top > HIGHEST * below.height:
        return None
    if above.has_columns_of(below):
        return lower
    has_each = len(below.edges) == lower.column_count + 1  # else a cell that is no rectangle hides a column
    edges = above.columns_of(below) if has_each and lower.column_count >= FEWEST_COLUMNS else None
    return None if edges is None else _in_columns(lower, edges, upper.column_count)


def _in_columns(grid: Grid, edges: Sequence[int], count: int) -> Grid:
    """A table whose edges are some of those of `count` columns, in these columns."""
    cells = []
    for cell in grid.cells:
        first, end = edges[cell.column], edges[cell.column + cell.column_span]
        cells.append(replace(cell, column=first, column_span=end - first))
    return replace(grid, cells=tuple(cells), column_count=count)


def _header_rows(head: Grid, lower: Grid) -> int:
    """The number of rows at the top of a table that repeat those of another. Their last lines may be cut off."""
    count = 0
    for above, below in zip(head.rows()[:HEADER_ROWS], lower.rows(), strict=False):
        pairs = [(_bare(a.text), _bare(b.text)) for a, b in zip(above, below, strict=False)]
        if len(above) != len(below) or not all(a.startswith(b) for a, b in pairs):
            break
        if not any(len(b) >= SHORTEST for _, b in pairs) or _holds_values(below):
            break
        count += 1
    return count


def _holds_values(row: Sequence[Cell]) -> bool:
    """Whether a row holds amounts, dashes or ticks, as no header does. The years above columns are none."""
    return any(is_mark(cell.text) and not column_year(cell.text) for cell in row if cell.text.strip())


def _bare(text: str) -> str:
    """A text without spaces and marks above and below the letters, which a cut may have removed."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Mn")


def _is_like(upper: Grid, lower: Grid) -> bool:
    """Whether the first row of a table is like one of another below its header: marks and texts in the same columns."""
    row = _kinds(lower.rows()[0])
    if any(column_year(cell.text) for cell in lower.rows()[0]):
        return False  # a header
    return any(row.values()) and any(_kinds(other) == row for other in upper.rows()[1:])


def _is_below_names(upper: Grid, lower: Grid) -> bool:
    """Whether a table is only the names of columns, which all have one, and amounts or numbers are below them."""
    if upper.row_count > 1:
        return False
    names, row = _kinds(upper.rows()[0]), _kinds(lower.rows()[0])
    return len(names) == upper.column_count and not any(names.values()) and any(row.values())


def _is_total(upper: Grid, lower: Grid) -> bool:
    """Whether a table begins with a total, whose amounts are in columns of amounts of another."""
    row = lower.rows()[0]
    first = next((cell.text for cell in row if cell.text.strip()), "")
    marks = {column for column, is_amount in _kinds(row).items() if is_amount}
    known = {column for other in upper.rows() for column, is_amount in _kinds(other).items() if is_amount}
    return arabic(first).strip().startswith(markup().sum_starts) and bool(marks) and marks <= known


def _kinds(row: Sequence[Cell]) -> dict[int, bool]:
    """The columns filled by a row: whether each holds an amount, a number, a dash or a tick."""
    return {cell.column: is_mark(cell.text) for cell in row if cell.text.strip()}


# -- the whole table --------------------------------------------------------------------------------------------------


def _joined(parts: Sequence[_Part]) -> Grid:
    """One table of all parts."""
    cells: list[Cell] = []
    open_at: dict[int, int] = {}
    rows = 0
    for part in parts:
        open_at, rows = _add(cells, part, rows, open_at)
    cut = parts[-1].grid.is_cut_below
    is_doubtful = any(part.grid.is_doubtful for part in parts)
    return replace(parts[0].grid, cells=tuple(cells), row_count=rows, is_cut_below=cut, is_doubtful=is_doubtful)


def _add(cells: list[Cell], part: _Part, rows: int, open_at: dict[int, int]) -> tuple[dict[int, int], int]:
    """Add the cells of a part below `rows` rows, whose last cells are at `open_at` (by column) among the cells.

    Returns the same of the longer table.
    """
    offset = rows - part.head - part.is_torn
    total = offset + part.grid.row_count
    ends: dict[int, int] = {}
    numbers = _broken_numbers(cells, part, open_at)
    for cell in part.grid.cells:
        if cell.row < part.head:
            continue
        at = open_at.get(cell.column) if cell.row == part.head else None
        if at is not None and (part.is_torn or _goes_on(cells[at], cell, part.head)):
            upper = cells[at]
            whole = with_rest(upper, cell, is_number=cell.column in numbers)
            cells[at] = replace(whole, row_span=offset + cell.row + cell.row_span - upper.row)
        else:
            at = len(cells)
            cells.append(replace(cell, row=offset + cell.row))
        if cells[at].row + cells[at].row_span == total:
            ends[cell.column] = at
    return ends, total


def _broken_numbers(cells: Sequence[Cell], part: _Part, open_at: Mapping[int, int]) -> set[int]:
    """The columns of a torn row in which a number is torn."""
    if not part.is_torn:
        return set()
    row = {column: cells[at] for column, at in open_at.items()}
    rest = {cell.column: cell for cell in part.grid.cells if cell.row == part.head}
    words = (c for c in row.keys() & rest.keys() if rest[c].text.strip() and not is_mark(rest[c].text))
    return broken_numbers(row, rest, are_likely=any(row[c].text.strip() for c in words))


def _goes_on(upper: Cell, cell: Cell, head: int) -> bool:
    """Whether an empty cell at the top of a page is the rest of a merged cell above the break."""
    is_merged = cell.row_span > 1 or (upper.row_span > 1 and head > 0 and upper.row >= head)
    return is_merged and not cell.text.strip() and cell.column_span == upper.column_span and not is_mark(upper.text)
