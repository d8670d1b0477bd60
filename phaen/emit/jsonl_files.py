"""<table>.jsonl: one JSON object per row, with all columns in order; null for a missing value, numbers as numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from phaen.emit.arrow import to_arrow, to_rows
from phaen.emit.parquet_files import StoredTable
from phaen.emit.values import Row, conform
from phaen.emit.write_options import WriteOptions
from schemas.tables import TableSchema

if TYPE_CHECKING:
    import pyarrow as pa


def write_jsonl(stored: Mapping[str, StoredTable], folder: Path, _options: WriteOptions) -> None:
    """Write one file per table into `folder`."""
    for name, table in stored.items():
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
            for piece in table.read():
                file.writelines(map(_line, to_rows(piece)))


def read_jsonl(table: TableSchema, path: Path) -> pa.Table:
    """Read the rows. Raises ValueError if the file does not contain this table."""
    with path.open(encoding="utf-8", newline="\n") as file:
        return to_arrow(table, conform(table, _rows(path, file)))


def number(value: object) -> int | float:
    """A decimal as a JSON number: of at most 15 digits, so the shortest float has the same digits."""
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} is not a value of a dataset")
    whole = int(value)
    return whole if whole == value else float(value)


def _line(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=number) + "\n"


def _rows(path: Path, lines: Iterator[str]) -> Iterator[Row]:
    for line in lines:
        row = json.loads(line, parse_float=Decimal)
        if not isinstance(row, dict):
            raise ValueError(f"{path}: not one object per line")  # noqa: TRY004
        yield row
