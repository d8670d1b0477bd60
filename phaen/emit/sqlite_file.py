"""dataset.sqlite: all tables with their keys, and the views, for SQLite.

SQLite has no decimals. Money is NUMERIC: whole baht are integers and exact, satang are floating-point numbers with 15
digits, so that a sum is exact after it is rounded to two decimals, which the views do. The descriptions of columns are
comments in the statements that made the tables, which `.schema` shows.

The same rows give the same content. The bytes may differ with the version of SQLite.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from phaen.emit.arrow import arrow_pieces, arrow_schema
from phaen.emit.cell_text import print_column
from phaen.emit.dataset_files import SQLITE_FILE
from phaen.emit.parquet_files import StoredTable
from phaen.emit.sql_schema import SqlError, comment_on, create_table, create_view, in_order, name_of
from phaen.emit.values import conform
from phaen.emit.write_options import WriteOptions
from schemas.tables import Column, FieldType, TableSchema
from schemas.views import views

if TYPE_CHECKING:
    import sqlite3

    import pyarrow as pa

_TYPES = {
    FieldType.STRING: "TEXT",
    FieldType.INTEGER: "INTEGER",
    FieldType.DECIMAL: "NUMERIC",
    FieldType.BOOLEAN: "INTEGER",
}
_FAST = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -65536", "foreign_keys = OFF")
"""The file is put in place only when it is complete, so it needs no journal. 64 MB of its pages are in memory."""


def write_sqlite(stored: Mapping[str, StoredTable], folder: Path, _options: WriteOptions) -> None:
    """Write the database into `folder`. Raises SqlError if a key occurs twice, or refers to no row."""
    import sqlite3

    with closing(sqlite3.connect(folder / SQLITE_FILE, isolation_level=None)) as database:
        for setting in _FAST:
            database.execute(f"PRAGMA {setting}")
        database.execute("BEGIN")
        try:
            for table in in_order():
                _write_table(database, stored[table.name])
        except sqlite3.IntegrityError as error:
            raise SqlError(f"{SQLITE_FILE}: {error}") from error
        for view in views().values():
            database.execute(create_view(view))
        _refuse_loose_keys(database)
        database.execute("COMMIT")


def read_sqlite(path: Path, wanted: Mapping[str, TableSchema]) -> dict[str, pa.Table]:
    """The rows of the tables. Raises ValueError if the file is not such a database."""
    import sqlite3

    import pyarrow as pa

    found = {}
    try:
        # Without the scheme `file:`, no character of the name has a meaning.
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA query_only = ON")
            for name, table in wanted.items():
                rows = arrow_pieces(table, conform(table, _rows(database, table)))
                found[name] = pa.concat_tables([arrow_schema(table).empty_table(), *rows])
    except sqlite3.Error as error:
        raise ValueError(f"{path}: {error}") from error
    return found


def _write_table(database: sqlite3.Connection, stored: StoredTable) -> None:
    table = stored.table
    notes = {field.name: comment_on(field, field.unit) for field in table.fields}
    database.execute(create_table(table, {field.name: _TYPES[field.type] for field in table.fields}, notes))
    places = ", ".join("?" * len(table.fields))
    for piece in stored.read():
        cells = [_cells(field, piece[field.name]) for field in table.fields]
        database.executemany(f"INSERT INTO {name_of(table.name)} VALUES ({places})", zip(*cells, strict=True))


def _cells(field: Column, column: pa.ChunkedArray) -> list[object]:
    """The values of a column. A decimal is a text, which the column's type converts without loss."""
    return (print_column(field, column) if field.type is FieldType.DECIMAL else column).to_pylist()  # type: ignore[no-any-return]


def _rows(database: sqlite3.Connection, table: TableSchema) -> Iterator[dict[str, object]]:
    truths = {field.name for field in table.fields if field.type is FieldType.BOOLEAN}
    columns = ", ".join(map(name_of, table.columns))
    for cells in database.execute(f"SELECT {columns} FROM {name_of(table.name)} ORDER BY rowid"):
        row = dict(zip(table.columns, cells, strict=True))
        yield {name: bool(cell) if name in truths and cell is not None else cell for name, cell in row.items()}


def _refuse_loose_keys(database: sqlite3.Connection) -> None:
    loose = database.execute("PRAGMA foreign_key_check").fetchone()
    if loose:
        raise SqlError(f"{SQLITE_FILE}: a row of {loose[0]} refers to no row of {loose[2]}")
