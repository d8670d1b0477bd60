"""The registry of formats: the function that makes the files of each.

To add a format: a member of `Format` with the names of its files (`dataset_files`), a writer here, a loader in `load`,
and its name in the command (`phaen.cli.convert_command`). The tests take the formats from `Format`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from phaen.emit.dataset_files import Format
from phaen.emit.write_options import WriteOptions

if TYPE_CHECKING:
    from phaen.emit.parquet_files import StoredTable

Write = Callable[[Mapping[str, "StoredTable"], Path, WriteOptions], None]
"""Makes the files of a format in a folder. Rows are read from the stored tables group by group."""

WRITERS: Mapping[Format, str] = MappingProxyType(
    {
        Format.CSV: "phaen.emit.csv_dataset:write_csv_dataset",
        Format.XLSX: "phaen.emit.excel:write_workbook",
        Format.DUCKDB: "phaen.emit.duckdb_file:write_duckdb",
        Format.SQLITE: "phaen.emit.sqlite_file:write_sqlite",
        Format.JSONL: "phaen.emit.jsonl_files:write_jsonl",
        # Last, since the others read the stored tables, which it moves.
        Format.PARQUET: "phaen.emit.parquet_files:move_parquet_files",
    }
)
"""Maps a format to the "module:function" of its writer, of type `Write`, in the order in which they are called. The
module is imported on first use."""


def writer(format: Format) -> Write:
    """The function that makes the files of a format."""
    module, _, function = WRITERS[format].partition(":")
    return cast("Write", getattr(import_module(module), function))
