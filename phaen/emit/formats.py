"""The file formats of a dataset: the registry of their writers, and how a format is recognized in a folder.

To add a format: a member of `Format`, a `Writer` with the function that makes its files, and a loader in
`phaen.dataset`. The command, the names of files that phaen may replace, and the tests take the format from here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from phaen.emit.dataset_files import DESCRIPTOR, DUCKDB_FILE, PORTAL_FILE, SQLITE_FILE, WORKBOOK
from schemas.tables import tables

if TYPE_CHECKING:
    from phaen.emit.parquet_files import StoredTable


class Format(StrEnum):
    """File formats of a dataset, in the order in which they are shown."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    DUCKDB = "duckdb"
    SQLITE = "sqlite"
    JSONL = "jsonl"


FORMATS = tuple(Format)
DEFAULT_FORMATS = (Format.CSV, Format.XLSX, Format.PARQUET)


class Headers(StrEnum):
    """Language of the headings and sheet names. English headings are the column names of the other formats."""

    EN = "en"
    TH = "th"


class CsvMode(StrEnum):
    """`spreadsheet`: with BOM and apostrophes, safe to open in Excel. `lossless`: without them."""

    SPREADSHEET = "spreadsheet"
    LOSSLESS = "lossless"

    @property
    def encoding(self) -> str:
        """The Python codec of the files."""
        return "utf-8-sig" if self is CsvMode.SPREADSHEET else "utf-8"


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """Options of formats; see `phaen.emit.write.write_pieces`."""

    headers: Headers = Headers.EN
    csv_mode: CsvMode = CsvMode.SPREADSHEET
    excel_provenance: bool = False
    links: Mapping[str, str] = field(default_factory=dict)


Write = Callable[[Mapping[str, "StoredTable"], Path, WriteOptions], None]
"""Makes the files of a format in a folder. Rows are read from the stored tables group by group."""


@dataclass(frozen=True, slots=True)
class Writer:
    """One format. It has one file per table with the suffix `per_table`, or the files `others`, or both."""

    target: str
    """The "module:function" of type `Write`. The module is imported on first use."""
    per_table: str = ""
    others: tuple[str, ...] = ()

    @property
    def files(self) -> frozenset[str]:
        """The names of all files of the format."""
        of_tables = (f"{table}{self.per_table}" for table in tables()) if self.per_table else ()
        return frozenset({*of_tables, *self.others})

    @property
    def mark(self) -> str:
        """The file whose presence shows that the format is there."""
        return f"documents{self.per_table}" if self.per_table else self.others[0]

    def write(self, stored: Mapping[str, StoredTable], folder: Path, options: WriteOptions) -> None:
        """Make the files in `folder`."""
        module, _, function = self.target.partition(":")
        cast("Write", getattr(import_module(module), function))(stored, folder, options)


WRITERS: Mapping[Format, Writer] = MappingProxyType(
    {
        Format.CSV: Writer("phaen.emit.csv_dataset:write_csv_dataset", ".csv", (DESCRIPTOR, PORTAL_FILE)),
        Format.XLSX: Writer("phaen.emit.excel:write_workbook", others=(WORKBOOK,)),
        Format.DUCKDB: Writer("phaen.emit.duckdb_file:write_duckdb", others=(DUCKDB_FILE,)),
        Format.SQLITE: Writer("phaen.emit.sqlite_file:write_sqlite", others=(SQLITE_FILE,)),
        Format.JSONL: Writer("phaen.emit.jsonl_files:write_jsonl", ".jsonl"),
        # Last, since the others read the stored tables, which it moves.
        Format.PARQUET: Writer("phaen.emit.parquet_files:move_parquet_files", ".parquet"),
    }
)
"""The writers, in the order in which they are called."""


def file_names(formats: Collection[str] = FORMATS) -> frozenset[str]:
    """The names of the files of a dataset in these formats."""
    return frozenset().union(*(WRITERS[Format(name)].files for name in formats))
