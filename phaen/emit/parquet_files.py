"""One Parquet file per table, with exact types: decimal128 for money, never floats.

Arrow gets open files instead of paths: it accepts only paths in UTF-8, but names of folders may not be UTF-8.

Writing a dataset starts with these files, whether they are requested or not. They are written one after the other
from the rows of all tables that are kept on disk (`spilled`). The other formats are written from them, one table and
one row group at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from phaen.emit.arrow import arrow_schema
from phaen.emit.row_groups import GroupLimits, Regrouper, text_bytes
from phaen.emit.spilled import Spilled
from phaen.emit.write_options import WriteOptions
from schemas.tables import TableSchema, tables

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_COMPRESSION = "zstd"


@dataclass(frozen=True)
class GroupSize:
    """The number of rows and of bytes of text in a row group."""

    rows: int
    text_bytes: int


@dataclass(frozen=True)
class StoredTable:
    """A table in a Parquet file, which is read group by group."""

    table: TableSchema
    path: Path
    groups: list[GroupSize] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Number of rows."""
        return sum(group.rows for group in self.groups)

    def read(self, start: int = 0, stop: int | None = None, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """The rows from `start` to before `stop`, in pieces of at most one group; of all columns, or of some."""
        import pyarrow.parquet as pq

        last = self.rows if stop is None else stop
        with self.path.open("rb") as opened, pq.ParquetFile(opened) as file:
            before = 0
            for number, group in enumerate(self.groups):
                first, end = max(start - before, 0), min(last - before, group.rows)
                before += group.rows
                if first < end:
                    yield file.read_row_group(number, columns, use_threads=False).slice(first, end - first)


def write_parquet_files(
    pieces: Iterable[Mapping[str, pa.Table]], folder: Path, limits: GroupLimits | None = None
) -> dict[str, StoredTable]:
    """Write every table to `<table>.parquet`. `pieces` contain rows of some or all tables, in order within a table.

    One unfinished row group is in memory. The bytes do not depend on how the rows are split into pieces.
    """
    spilled = Spilled(folder, pieces)
    limits = limits or GroupLimits()
    stored = {}
    for name, table in tables().items():
        with _TableWriter(table, folder / f"{name}.parquet", limits) as writer:
            for rows in spilled.take(table):
                writer.add(rows)
            writer.finish()
        stored[name] = writer.stored
    return stored


def move_parquet_files(stored: Mapping[str, StoredTable], folder: Path, _options: WriteOptions) -> None:
    """Move the files to `folder`: the writer of the format parquet. The stored tables cannot be read afterwards."""
    for table in stored.values():
        table.path.rename(folder / table.path.name)


def read_parquet(table: TableSchema, path: Path) -> pa.Table:
    """Read the rows. Raises ValueError if the file does not contain this table."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        # Read as a single file: a parent folder such as `year=2566` must not add a column.
        with path.open("rb") as opened, pq.ParquetFile(opened) as file:
            found = file.read()
    except pa.ArrowInvalid as error:
        raise ValueError(f"{path}: {error}") from error
    unknown = set(found.column_names) - set(table.columns)
    if unknown:
        raise ValueError(f"{table.name}: unknown columns {sorted(unknown)}")
    return _completed(found, arrow_schema(table))


def _completed(found: pa.Table, schema: pa.Schema) -> pa.Table:
    """The table with the columns, order and types of the schema. Columns missing in older versions are empty."""
    import pyarrow as pa

    columns = [
        found[column.name].cast(column.type)
        if column.name in found.column_names
        else pa.nulls(found.num_rows, column.type)
        for column in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


class _TableWriter:
    """Writes one table's file."""

    def __init__(self, table: TableSchema, path: Path, limits: GroupLimits) -> None:
        self.stored = StoredTable(table, path)
        self._schema = arrow_schema(table)
        self._regrouper = Regrouper(limits)
        self._open = ExitStack()
        self._file: pq.ParquetWriter | None = None

    def __enter__(self) -> _TableWriter:
        import pyarrow.parquet as pq

        opened = self._open.enter_context(self.stored.path.open("wb"))
        self._file = self._open.enter_context(pq.ParquetWriter(opened, self._schema, compression=_COMPRESSION))
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def add(self, rows: pa.Table) -> None:
        for group in self._regrouper.add(rows):
            self._write(group)

    def finish(self) -> None:
        """Write the remaining rows and close the file, so that a full disk raises an error here."""
        for group in self._regrouper.rest():
            self._write(group)
        if not self.stored.groups:
            self._write(self._schema.empty_table())
        self.__exit__()

    def _write(self, group: pa.Table) -> None:
        assert self._file is not None
        self._file.write_table(group, row_group_size=max(group.num_rows, 1))
        self.stored.groups.append(GroupSize(group.num_rows, int(text_bytes(group).sum())))
