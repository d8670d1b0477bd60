"""dataset.duckdb: all tables with exact types, keys and comments, and the views, for DuckDB.

DuckDB keeps indexes and written blocks in memory as long as a database is open. So it is closed and opened again after
some rows, and memory does not grow with the number of plans, although every table has its keys.

The same rows give the same content. The bytes differ: DuckDB puts random identifiers into its files.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from phaen.emit.arrow import DECIMAL_PRECISION, arrow_schema
from phaen.emit.dataset_files import DUCKDB_FILE
from phaen.emit.parquet_files import StoredTable
from phaen.emit.sql_schema import SqlError, comment_on, create_table, create_view, in_order, name_of, text_of
from phaen.emit.write_options import WriteOptions
from schemas.tables import Column, FieldType, TableSchema
from schemas.views import View, views

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

SAFE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_extension_repositories": "forbidden",
    "allow_persistent_secrets": False,
    "python_enable_replacements": False,
    "temp_directory": "",
}
"""Settings of every connection: nothing is installed, and nothing but the named file is read or written."""

_TYPES = {FieldType.STRING: "VARCHAR", FieldType.INTEGER: "BIGINT", FieldType.BOOLEAN: "BOOLEAN"}
_PIECE = "piece"
_ROWS_AT_ONCE, _BYTES_AT_ONCE = 100_000, 24_000_000
"""Rows and bytes after which the database is closed and opened again: with keys, many short rows take memory, too."""
_GROUP_ROWS = 10_240
"""Rows that DuckDB keeps in memory until they are complete: with the default, half a gigabyte of projects."""
_BLOCK_BYTES = 16_384
"""The smallest block. With the default, the file of a few plans is four times as large as it need be."""


def write_duckdb(stored: Mapping[str, StoredTable], folder: Path, _options: WriteOptions) -> None:
    """Write the database into `folder`. Raises SqlError if a key occurs twice, or refers to no row."""
    import duckdb

    with _nameable(folder / DUCKDB_FILE) as path, _Growing(path) as database:
        try:
            for table in in_order():
                _write_table(database, stored[table.name])
        except duckdb.ConstraintException as error:
            raise SqlError(f"{DUCKDB_FILE}: {error}") from error
        for view in views().values():
            _write_view(database, view)


class _Growing:
    """A database that is being written, closed and opened again after some rows."""

    def __init__(self, path: str) -> None:
        self._path, self._rows, self._bytes = path, 0, 0

    def __enter__(self) -> _Growing:
        self._connection = self._connected()
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def run(self, sql: str) -> None:
        """Execute a statement."""
        self._connection.execute(sql)

    def add(self, table: TableSchema, piece: pa.Table) -> None:
        """Add rows to a table."""
        self._connection.register(_PIECE, piece)
        self._connection.execute(f"INSERT INTO {name_of(table.name)} SELECT * FROM {_PIECE}")
        self._connection.unregister(_PIECE)
        self._rows += piece.num_rows
        self._bytes += piece.nbytes
        if self._rows > _ROWS_AT_ONCE or self._bytes > _BYTES_AT_ONCE:
            self._connection.close()
            self._connection, self._rows, self._bytes = self._connected(), 0, 0

    def _connected(self) -> duckdb.DuckDBPyConnection:
        import duckdb

        # With one thread, the rows of a table are in their order, and few row groups are in memory.
        connection = duckdb.connect(":memory:", config={**SAFE, "threads": 1})
        sizes = f"BLOCK_SIZE {_BLOCK_BYTES}, ROW_GROUP_SIZE {_GROUP_ROWS}"
        connection.execute(f"ATTACH {text_of(self._path)} AS dataset ({sizes})")
        connection.execute("USE dataset")
        return connection


def read_duckdb(path: Path, wanted: Mapping[str, TableSchema]) -> dict[str, pa.Table]:
    """The rows of the tables. Raises ValueError if the file is not such a database."""
    import duckdb

    try:
        with _nameable(path, keep=False) as name, duckdb.connect(name, read_only=True, config=SAFE) as database:
            return {table.name: _read_table(database, table) for table in wanted.values()}
    except duckdb.Error as error:
        raise ValueError(f"{path}: {error}") from error


def duckdb_type(field: Column) -> str:
    """The type of a column."""
    return _TYPES.get(field.type) or f"DECIMAL({DECIMAL_PRECISION}, {field.scale})"


def _write_table(database: _Growing, stored: StoredTable) -> None:
    table = stored.table
    database.run(create_table(table, {field.name: duckdb_type(field) for field in table.fields}))
    database.run(f"COMMENT ON TABLE {name_of(table.name)} IS {text_of(comment_on(table))}")
    for field in table.fields:
        column = f"{name_of(table.name)}.{name_of(field.name)}"
        database.run(f"COMMENT ON COLUMN {column} IS {text_of(comment_on(field, field.unit))}")
    for piece in stored.read():
        database.add(table, piece)


def _write_view(database: _Growing, view: View) -> None:
    database.run(create_view(view))
    described = f"{view.title} ({view.title_th}). One row per {view.row}."
    database.run(f"COMMENT ON VIEW {name_of(view.name)} IS {text_of(described)}")


def _read_table(database: duckdb.DuckDBPyConnection, table: TableSchema) -> pa.Table:
    columns = ", ".join(map(name_of, table.columns))
    found = database.sql(f"SELECT {columns} FROM {name_of(table.name)} ORDER BY rowid")
    return found.to_arrow_table().cast(arrow_schema(table))


@contextmanager
def _nameable(path: Path, *, keep: bool = True) -> Iterator[str]:
    """The path as DuckDB takes it, in UTF-8. A file in a folder with another name is made, or read, elsewhere."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        with tempfile.TemporaryDirectory(prefix="phaen-") as folder:
            other = os.path.join(folder, path.name)  # noqa: PTH118
            if not keep:
                shutil.copyfile(path, other)
            yield other
            if keep:
                shutil.move(other, path)
    else:
        yield str(path)
