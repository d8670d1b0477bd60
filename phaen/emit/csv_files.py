"""One CSV file per table, written for spreadsheets or lossless, and read back exactly.

Spreadsheets interpret a cell that begins with = + - @, a tab or a carriage return as a formula. Some also interpret the
full-width forms of these signs, and some skip invisible characters before them: blanks, a byte order mark, zero-width
characters. In spreadsheet mode such a text gets a leading apostrophe. So that reading is exact, a text that begins with
apostrophes followed by one of these gets one more. Reading removes one apostrophe from each text that matches ESCAPED.
"""

from __future__ import annotations

import csv
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from phaen.emit.arrow import to_arrow
from phaen.emit.cell_text import FORMULA, for_arrow, print_column
from phaen.emit.values import Row, conform
from phaen.emit.write_options import CsvMode
from schemas.tables import Column, FieldType, TableSchema

if TYPE_CHECKING:
    import pyarrow as pa


ESCAPED = rf"^'+{FORMULA}"
UNDO = rf"^'('*{FORMULA})"
"""The beginning of an escaped text, to be replaced by its group. For Python, ICU (R) and JavaScript."""

UNDO_RE2 = for_arrow(UNDO)
"""The same for RE2, which DuckDB, Arrow and Go use."""

_IS_ESCAPED = re.compile(ESCAPED)
_IS_ESCAPABLE = re.compile(rf"'*{FORMULA}")
_ESCAPABLE = for_arrow(rf"^('*{FORMULA})")

_CELL_LIMIT = 2**31 - 1
_LIMIT_LOCK = threading.Lock()


def write_csv(table: TableSchema, pieces: Iterable[pa.Table], path: Path, mode: CsvMode = CsvMode.SPREADSHEET) -> None:
    """Write one table's rows as RFC 4180 CSV in UTF-8, with one piece in memory at a time."""
    with path.open("w", encoding=mode.encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(table.columns)
        for piece in pieces:
            printed = [_print(field, piece[field.name], mode) for field in table.fields]
            writer.writerows(zip(*printed, strict=True))


def read_csv(table: TableSchema, path: Path, mode: CsvMode = CsvMode.SPREADSHEET) -> pa.Table:
    """Read the rows with their types. Raises ValueError if the file does not contain this table."""
    with _long_cells(), path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file, strict=True)
        header = next(lines, [])
        return to_arrow(table, conform(table, _parsed(table, header, lines, mode)))


def _parsed(table: TableSchema, header: list[str], lines: Iterable[list[str]], mode: CsvMode) -> Iterator[Row]:
    texts = {field.name for field in table.fields if field.type is FieldType.STRING}
    escaped = [mode is CsvMode.SPREADSHEET and name in texts for name in header]
    for cells in lines:
        plain = (unescape(cell) if marked else cell for cell, marked in zip(cells, escaped, strict=True))
        yield dict(zip(header, plain, strict=True))


def escape(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """The texts, with a leading apostrophe where a spreadsheet may interpret them as a formula."""
    import pyarrow.compute as pc

    return pc.replace_substring_regex(texts, _ESCAPABLE, r"'\1", max_replacements=1)


def escaped(text: str) -> str:
    """`escape` for one text."""
    return f"'{text}" if _IS_ESCAPABLE.match(text) else text


def unescape(text: str) -> str:
    """Undo `escape` for one text."""
    return text[1:] if _IS_ESCAPED.match(text) else text


def _print(field: Column, column: pa.ChunkedArray, mode: CsvMode) -> list[str | None]:
    """The cells of a column. Numbers are never escaped: a negative number must stay a number."""
    cells = print_column(field, column)
    if field.type is FieldType.STRING and mode is CsvMode.SPREADSHEET:
        cells = escape(cells)
    return cells.to_numpy(zero_copy_only=False).tolist()  # type: ignore[no-any-return]


@contextmanager
def _long_cells() -> Iterator[None]:
    """Allow csv to read cells of any length, and restore its limit afterwards, which is global to the process."""
    with _LIMIT_LOCK:
        before = csv.field_size_limit(_CELL_LIMIT)
        try:
            yield
        finally:
            csv.field_size_limit(before)
