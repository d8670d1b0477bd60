"""Cells of a table that hold for several rows: those that span them, and a department above blank cells."""

from __future__ import annotations

from collections.abc import Sequence

from extract.grammar.field import Field
from extract.model.document import Cell
from extract.tables.headers import Header, Row, text_of
from extract.tables.summary_cells import cell_of, is_name, total_label


def carried_down(rows: Sequence[Row], columns: Sequence[int | None]) -> list[Row]:
    """The rows, with cells of the given columns repeated in every row they span."""
    carried: list[Row] = []
    spans: dict[int, Cell] = {}
    for row in rows:
        number = next((cell.row for cell in row if cell is not None), None)
        copy = list(row)
        for column in columns:
            if column is None or column >= len(row) or number is None:
                continue
            above = spans.get(column)
            if copy[column] is None and above is not None and number < above.row + above.row_span:
                copy[column] = above
            cell = copy[column]
            if cell is not None:
                spans[column] = cell
        carried.append(copy)
    return carried


def departments_down(header: Header, rows: Sequence[Row]) -> list[Row]:
    """The rows, with a department left of the names repeated in the blank cells below it: it heads these projects."""
    column, project = header.column(Field.RESPONSIBLE), header.column("project")
    if column is None or project is None or column > project:
        return list(rows)
    above: Cell | None = None
    filled: list[Row] = []
    for row in rows:
        is_project = is_name(text_of(row, project)) and total_label(header, row) is None
        above = (cell_of(row, column) or above) if is_project else None
        filled.append([above if at == column and is_project else cell for at, cell in enumerate(row)])
    return filled
