"""Reads the tables of a dataset from the files in a folder, whatever their format."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from phaen.emit.csv_files import read_csv
from phaen.emit.datapackage import read_mode
from phaen.emit.dataset_files import DESCRIPTOR, DUCKDB_FILE, FILES, SQLITE_FILE, WORKBOOK, Format
from phaen.emit.duckdb_file import read_duckdb
from phaen.emit.excel_read import read_xlsx
from phaen.emit.jsonl_files import read_jsonl
from phaen.emit.parquet_files import read_parquet
from phaen.emit.sqlite_file import read_sqlite
from phaen.emit.swap import current
from phaen.emit.write_options import CsvMode
from schemas.tables import TableSchema, tables

if TYPE_CHECKING:
    import pyarrow as pa


def load_tables(folder: Path, format: str | None = None, only: Collection[str] | None = None) -> Mapping[str, pa.Table]:
    """The tables, or those named in `only`, with their types; see `phaen.dataset.load`.

    Raises FileNotFoundError if the folder contains no dataset, ValueError for other content.
    """
    chosen = Format(format) if format else format_in(folder)
    wanted = {name: table for name, table in tables().items() if only is None or name in only}
    return _LOADERS[chosen](folder, wanted)


def format_in(folder: Path) -> Format:
    """The format that is loaded if a folder has several. Raises FileNotFoundError if it has none."""
    for name in _LOADERS:
        if current(folder, FILES[name].mark).exists():
            return name
    raise FileNotFoundError(f"{folder}: no dataset here ({', '.join(FILES[name].mark for name in _LOADERS)})")


_Loaded = Mapping[str, "pa.Table"]


def _load_parquet(folder: Path, wanted: Mapping[str, TableSchema]) -> _Loaded:
    return {name: read_parquet(table, current(folder, f"{name}.parquet")) for name, table in wanted.items()}


def _load_csv(folder: Path, wanted: Mapping[str, TableSchema]) -> _Loaded:
    mode = _csv_mode(folder)
    return {name: read_csv(table, current(folder, f"{name}.csv"), mode) for name, table in wanted.items()}


def _load_jsonl(folder: Path, wanted: Mapping[str, TableSchema]) -> _Loaded:
    return {name: read_jsonl(table, current(folder, f"{name}.jsonl")) for name, table in wanted.items()}


def _load_xlsx(folder: Path, wanted: Mapping[str, TableSchema]) -> _Loaded:
    read = read_xlsx(current(folder, WORKBOOK))
    return {name: rows for name, rows in read.items() if name in wanted}


_LOADERS: Mapping[Format, Callable[[Path, Mapping[str, TableSchema]], _Loaded]] = {
    Format.PARQUET: _load_parquet,
    Format.CSV: _load_csv,
    Format.DUCKDB: lambda folder, wanted: read_duckdb(current(folder, DUCKDB_FILE), wanted),
    Format.SQLITE: lambda folder, wanted: read_sqlite(current(folder, SQLITE_FILE), wanted),
    Format.JSONL: _load_jsonl,
    Format.XLSX: _load_xlsx,
}
"""The loaders, the preferred formats first."""


def _csv_mode(folder: Path) -> CsvMode:
    descriptor = current(folder, DESCRIPTOR)
    if descriptor.exists():
        return read_mode(descriptor)
    with current(folder, "documents.csv").open("rb") as file:
        return CsvMode.SPREADSHEET if file.read(len(BOM_UTF8)) == BOM_UTF8 else CsvMode.LOSSLESS
