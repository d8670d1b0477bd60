"""Rows of all tables, kept on disk until each table is written: one Arrow stream per table.

The parts of a run have rows of all tables, but a file of a dataset has one table. An Arrow stream has no footer, so a
thousand pieces take no memory; a Parquet file keeps the places and statistics of all its columns until it is complete,
half a megabyte for a thousand plans and table, and its unfinished row group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from phaen.emit.arrow import arrow_schema
from schemas.tables import TableSchema, tables

if TYPE_CHECKING:
    import pyarrow as pa

_GATHERED_BYTES = 8_000_000
"""Parts are collected up to this size, because single parts are too small for efficient processing in Arrow."""

_COMPRESSION = "lz4"
"""Fast: each row is written and read once."""


class Spilled:
    """The rows of a run. `folder` is for temporary files; one is removed when its table has been read."""

    def __init__(self, folder: Path, pieces: Iterable[Mapping[str, pa.Table]]) -> None:
        """Write all rows. `pieces` contain rows of some or all tables, in order within a table."""
        import pyarrow as pa

        self._folder = folder
        options = pa.ipc.IpcWriteOptions(compression=_COMPRESSION, use_threads=False)
        with ExitStack() as files:
            streams = {}
            for name, table in tables().items():
                file = files.enter_context(self._path(table).open("wb"))  # Arrow accepts only paths in UTF-8
                stream = pa.ipc.new_stream(file, arrow_schema(table), options=options)
                streams[name] = files.enter_context(stream)
            for gathered in _gathered(pieces):
                for name, rows in gathered.items():
                    streams[name].write_table(pa.concat_tables(rows).combine_chunks())
                pa.default_memory_pool().release_unused()

    def take(self, table: TableSchema) -> Iterator[pa.Table]:
        """The rows of a table, once, in pieces of any size."""
        import pyarrow as pa

        path = self._path(table)
        with path.open("rb") as file, pa.ipc.open_stream(file) as stream:
            for batch in stream:
                yield pa.Table.from_batches([batch])
        path.unlink()
        pa.default_memory_pool().release_unused()

    def _path(self, table: TableSchema) -> Path:
        return self._folder / f"{table.name}.arrows"


def _gathered(pieces: Iterable[Mapping[str, pa.Table]]) -> Iterator[dict[str, list[pa.Table]]]:
    """The same rows in fewer, larger pieces."""
    held = 0
    waiting: dict[str, list[pa.Table]] = {}
    for piece in pieces:
        for name, rows in piece.items():
            waiting.setdefault(name, []).append(rows)
            held += rows.get_total_buffer_size()
        if held > _GATHERED_BYTES:
            yield waiting
            held, waiting = 0, {}
    yield waiting
