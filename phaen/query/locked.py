"""A connection to DuckDB that knows one dataset and nothing else.

The tables are given to DuckDB as Arrow data: it never opens a file. Then everything outside is forbidden and the
settings are locked, so that no statement can read or write a file, open a connection, load an extension, or allow any
of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from phaen.emit.arrow import arrow_schema
from phaen.emit.dataset_files import Format
from phaen.emit.duckdb_file import SAFE
from phaen.emit.load import format_in, load_tables
from phaen.emit.sql_schema import name_of
from phaen.emit.swap import current
from schemas.tables import tables
from schemas.views import views

if TYPE_CHECKING:
    import duckdb


class NoDataError(Exception):
    """There is no dataset in the folder, or it cannot be read; the message has the reason."""


@contextmanager
def locked_connection(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the tables of the dataset in `folder` and the views.

    Parquet files are read as far as a query needs them. The other formats are loaded into memory first. Raises
    NoDataError.
    """
    import duckdb

    with duckdb.connect(":memory:", config=SAFE) as connection:
        for name, rows in _tables(folder).items():
            connection.register(name, rows)
        for view in views().values():
            connection.execute(f"CREATE TEMP VIEW {name_of(view.name)} AS {view.sql}")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection


def _tables(folder: Path) -> Mapping[str, Any]:
    """The tables by name, as something that DuckDB reads: Arrow datasets or tables."""
    try:
        if format_in(folder) is Format.PARQUET and _is_utf8(folder):
            return _stored(folder)
        return load_tables(folder)
    except (OSError, ValueError) as error:
        raise NoDataError(str(error)) from error


def _stored(folder: Path) -> Mapping[str, Any]:
    """The Parquet files; columns that an older version did not have are empty."""
    from pyarrow import dataset

    return {
        name: dataset.dataset(current(folder, f"{name}.parquet"), schema=arrow_schema(table), format="parquet")
        for name, table in tables().items()
    }


def _is_utf8(path: Path) -> bool:
    """Whether Arrow accepts the path."""
    try:
        str(path.absolute()).encode()
    except UnicodeEncodeError:
        return False
    return True
