"""Reads dataset.xlsx, with headings in either language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from phaen.emit.arrow import arrow_pieces, arrow_schema
from phaen.emit.excel_cells import SEPARATOR, decode_text
from phaen.emit.excel_sheets import own_headings
from phaen.emit.values import Row, conform
from schemas.tables import Column, FieldType, TableSchema, tables

if TYPE_CHECKING:
    import pyarrow as pa

_CONTINUED = re.compile(r" \(\d+\)$")


def read_xlsx(path: Path) -> dict[str, pa.Table]:
    """The rows of every table that has a sheet; a table without a sheet has no rows.

    The ends of truncated cells and control characters, which the workbook cannot store, are lost.
    """
    import pyarrow as pa
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        pieces = {name: [arrow_schema(table).empty_table()] for name, table in tables().items()}
        for sheet in book.worksheets:
            table = _table_of(sheet.title)
            if table:
                rows = conform(table, _rows(table, sheet.iter_rows(values_only=True)))
                pieces[table.name].extend(arrow_pieces(table, rows))
        return {name: pa.concat_tables(found) for name, found in pieces.items()}
    finally:
        book.close()


def _table_of(sheet: str) -> TableSchema | None:
    name = _CONTINUED.sub("", sheet)
    return next((table for table in tables().values() if name in {table.name, table.title_th}), None)


def _rows(table: TableSchema, lines: Iterable[Sequence[object]]) -> Iterator[Row]:
    titles = {field.title_th: field.name for field in table.fields}
    codes = {field.name: _codes(field) for field in table.fields}
    texts = {field.name for field in table.fields if field.type is FieldType.STRING}
    own = own_headings() - set(table.columns)
    cells = iter(lines)
    header = [titles.get(str(heading), str(heading)) for heading in next(cells, ())]
    for line in cells:
        # Excel omits empty cells at the end of a row.
        named = zip(header, line, strict=False)
        yield {name: codes[name](_value(cell, name in texts)) for name, cell in named if name not in own}


def _codes(field: Column) -> Callable[[object], object]:
    """What turns a label in Thai back into its code."""
    codes = {label: code for code, label in field.labels_th.items()}
    if field.several:
        return lambda cell: cell and " ".join(codes.get(label, label) for label in str(cell).split(SEPARATOR))
    return lambda cell: codes.get(cell, cell) if isinstance(cell, str) else cell


def _value(cell: object, is_text: bool) -> object:
    if isinstance(cell, str):
        return decode_text(cell)
    # A user who edited the workbook may have typed a number into a text column.
    return str(cell) if is_text and cell is not None else cell
