"""The formats of a dataset and the names of their files. phaen replaces only these files in an output folder."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from schemas.tables import tables

WORKBOOK = "dataset.xlsx"
DUCKDB_FILE = "dataset.duckdb"
SQLITE_FILE = "dataset.sqlite"
DESCRIPTOR = "datapackage.json"
PORTAL_FILE = "gdc_metadata.json"
"""Describes the dataset for Thai data portals."""
RUN_FILE = "run.json"
"""Describes how the dataset was made."""


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


@dataclass(frozen=True, slots=True)
class FormatFiles:
    """The files of a format: one per table with the suffix `per_table`, or the files `others`, or both."""

    per_table: str = ""
    others: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The names of all files."""
        of_tables = (f"{table}{self.per_table}" for table in tables()) if self.per_table else ()
        return frozenset({*of_tables, *self.others})

    @property
    def mark(self) -> str:
        """The file whose presence shows that the format is there."""
        return f"documents{self.per_table}" if self.per_table else self.others[0]


FILES: Mapping[Format, FormatFiles] = MappingProxyType(
    {
        Format.CSV: FormatFiles(".csv", (DESCRIPTOR, PORTAL_FILE)),
        Format.XLSX: FormatFiles(others=(WORKBOOK,)),
        Format.PARQUET: FormatFiles(".parquet"),
        Format.DUCKDB: FormatFiles(others=(DUCKDB_FILE,)),
        Format.SQLITE: FormatFiles(others=(SQLITE_FILE,)),
        Format.JSONL: FormatFiles(".jsonl"),
    }
)


def file_names(formats: Collection[str] = FORMATS) -> frozenset[str]:
    """The names of the files of a dataset in these formats."""
    return frozenset().union(*(FILES[Format(name)].names for name in formats))


@cache
def dataset_files() -> frozenset[str]:
    """All possible names of dataset files, in all formats."""
    return frozenset({RUN_FILE, *file_names()})
