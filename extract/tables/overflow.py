"""Rows that reach behind the titled columns of their table: an empty cell too many stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from extract.tables.headers import Header, Row, text_of
from extract.tables.summary_cells import total_label


def all_closed_up(header: Header, rows: Sequence[Row]) -> list[Row]:
    """The rows of a table, each without the empty cell that pushes its last ones behind the titled columns.

    Where most rows of projects have one in the same column, all that are empty there have, be their last cell empty.
    """
    titled = max((column for column, title in enumerate(header.titles) if title), default=-1)
    gaps = [_gap(header, row, titled) for row in rows]
    named = [i for i, row in enumerate(rows) if text_of(row, header.column("project")) and not _sums(header, row)]
    found = {gap for i in named if (gap := gaps[i]) is not None}
    most = next((gap for gap in found if sum(gaps[i] == gap for i in named) * 2 > len(named) > 1), None)
    if most is not None:
        gaps = [
            most if i in named and gap is None and not text_of(rows[i], most) else gap for i, gap in enumerate(gaps)
        ]
    return [row if gap is None else _without(row, gap) for row, gap in zip(rows, gaps, strict=True)]


def _gap(header: Header, row: Row, titled: int) -> int | None:
    """The empty column before the cells that end behind the titled columns; None where the row does not."""
    last = max((column for column, cell in enumerate(row) if cell is not None and cell.text.strip()), default=-1)
    if not 0 <= titled < last or last != titled + 1 or last in header.roles or last in header.years:
        return None
    if _sums(header, row):
        return None
    project = header.column("project")
    empty = [column for column in range((project or 0) + 1, last) if not text_of(row, column)]
    return empty[-1] if empty else None


def _sums(header: Header, row: Row) -> bool:
    return total_label(header, row) is not None


def _without(row: Row, gap: int) -> Row:
    return [*row[:gap], *row[gap + 1 :], None]
