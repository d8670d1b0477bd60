"""Titles over two rows of a copied table, which has lost what the cells of the first row span.

| งาน | ระยะแรก | ระยะหลัง | ผู้ทำ |                 | งาน | ระยะแรก |      | ระยะหลัง |      | ผู้ทำ |
|     | 2566   | 2567    | 2568 | 2569 |    |  =>  |     | 2566   | 2567 | 2568    | 2569 |      |

The first row has as many titles as the second has blank cells at its ends, and some for the columns between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.model.document import Cell

Row = Sequence[Cell | None]


def spread_titles(rows: list[list[Cell | None]]) -> list[list[Cell | None]]:
    """The rows, with the titles of the first above the columns of the second that they are of."""
    if len(rows) > 2 and (spread := _spread(rows[0], rows[1])) is not None:
        return [spread, *rows[1:]]
    return rows


def _spread(upper: Row, lower: Row) -> list[Cell | None] | None:
    titles = [cell for cell in upper if cell is not None]
    filled = [bool(cell is not None and cell.text.strip()) for cell in lower]
    is_ragged = len(titles) < len(upper) and upper[len(titles) :] == [None] * (len(upper) - len(titles))
    is_plain = all(cell.text.strip() and cell.column_span == cell.row_span == 1 for cell in titles)
    if not (is_ragged and is_plain and any(filled)) or None in lower:
        return None
    lead, trail = filled.index(True), filled[::-1].index(True)
    groups, columns = len(titles) - lead - trail, len(filled) - lead - trail
    if not 0 < groups < columns or not all(filled[lead : len(filled) - trail]) or not (lead or trail):
        return None
    step = columns // groups if columns % groups == 0 else 1
    starts = [*range(lead), *(lead + at * step for at in range(groups)), *range(len(filled) - trail, len(filled))]
    ends = [*starts[1:], len(filled)]
    made: list[Cell | None] = [None] * len(filled)
    for cell, start, end in zip(titles, starts, ends, strict=True):
        is_group = lead <= start < len(filled) - trail
        made[start] = replace(cell, column=start, column_span=end - start, row_span=1 if is_group else 2)
    return made
