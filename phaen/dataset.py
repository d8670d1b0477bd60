"""The dataset in memory: one pandas DataFrame per table."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from phaen.emit import datapackage, excel
from phaen.emit.arrow import arrow_type
from phaen.emit.csv_files import CsvMode, read_csv
from phaen.emit.excel_read import read_xlsx
from phaen.emit.parquet_files import read_parquet
from phaen.emit.values import Row, Rows, conform
from phaen.emit.write import FORMATS, Format, write_dataset
from schemas.tables import Field, FieldType, Table, tables

if TYPE_CHECKING:
    from pandas import ArrowDtype, DataFrame, Series

_DTYPES = {FieldType.STRING: "string", FieldType.INTEGER: "Int64", FieldType.BOOLEAN: "boolean"}


class _Frame:
    """A table as an attribute of Dataset."""

    def __set_name__(self, owner: type[Dataset], name: str) -> None:
        self._name = name

    def __get__(self, dataset: Dataset, owner: type[Dataset]) -> DataFrame:
        return dataset[self._name]


class Dataset:
    """The tables of one run as DataFrames, by attribute (`ds.projects`) or by name (`ds["projects"]`).

    Columns have nullable types: string, Int64, boolean, and for money an exact Arrow decimal (sums are exact to the
    satang; `.astype("Float64")` where a library wants floats). Missing values are `pd.NA`. A frame is built when it is
    first asked for and then stays the same object: what you change in it, `write` writes. `ds.tables` is the table of
    that name; to go over all tables, iterate over the dataset itself.

    >>> ds = load("output")
    >>> ds.budgets.groupby("fiscal_year")["amount"].sum()
    """

    documents = _Frame()
    pages = _Frame()
    dimensions = _Frame()
    sections = _Frame()
    projects = _Frame()
    project_items = _Frame()
    budgets = _Frame()
    totals = _Frame()
    progress = _Frame()
    risks = _Frame()
    indicator_targets = _Frame()
    tables = _Frame()
    provenance = _Frame()
    checks = _Frame()

    def __init__(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """A dataset of the given rows, keyed by table name; a table left out is empty."""
        unknown = set(rows) - set(tables())
        if unknown:
            raise ValueError(f"unknown tables {sorted(unknown)}")
        self._rows = {name: rows.get(name, ()) for name in tables()}
        self._frames: dict[str, DataFrame] = {}

    def __getitem__(self, name: str) -> DataFrame:
        if name not in self._frames:
            self._frames[name] = _to_frame(tables()[name], self._rows[name])
        return self._frames[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        counts = ", ".join(f"{name}: {count:,}" for name, count in self.counts().items() if count)
        return f"<Dataset {counts or 'without rows'}>"

    def keys(self) -> Iterator[str]:
        """The names of the tables."""
        return iter(self)

    def counts(self) -> dict[str, int]:
        """Number of rows by table."""
        return {name: len(self._frames.get(name, rows)) for name, rows in self._rows.items()}

    def rows(self) -> Rows:
        """All rows as plain dictionaries, keyed by table name, changes made in the frames included."""
        return {name: list(conform(table, self._table_rows(name))) for name, table in tables().items()}

    def write(
        self,
        out: str | Path,
        *,
        formats: Collection[str] = FORMATS,
        headers: str = "en",
        csv_mode: str = "spreadsheet",
        excel_provenance: bool = False,
    ) -> list[Path]:
        """Write the dataset into a folder; see `phaen.emit.write.write_dataset`."""
        return write_dataset(
            self.rows(),
            Path(out),
            formats=formats,
            headers=headers,
            csv_mode=csv_mode,
            excel_provenance=excel_provenance,
        )

    def _table_rows(self, name: str) -> Sequence[Row]:
        frame = self._frames.get(name)
        return self._rows[name] if frame is None else _to_rows(frame)


def load(directory: str | Path, format: str | None = None) -> Dataset:
    """The dataset in a folder, its original texts and types restored.

    Of several formats Parquet is read first, then CSV, then Excel, unless `format` names one. A workbook gives back
    what it holds: not the provenance it left out, nor the ends of cells it had to cut. Raises FileNotFoundError if the
    folder holds no dataset, ValueError for a file that is not what its name says.
    """
    folder = Path(directory)
    chosen = Format(format) if format else _format_in(folder)
    if chosen is Format.XLSX:
        return Dataset(read_xlsx(folder / excel.FILE_NAME))
    if chosen is Format.PARQUET:
        return Dataset({name: read_parquet(table, folder / f"{name}.parquet") for name, table in tables().items()})
    mode = _csv_mode(folder)
    return Dataset({name: read_csv(table, folder / f"{name}.csv", mode) for name, table in tables().items()})


def _format_in(folder: Path) -> Format:
    marks = {Format.PARQUET: "documents.parquet", Format.CSV: "documents.csv", Format.XLSX: excel.FILE_NAME}
    for name, mark in marks.items():
        if (folder / mark).exists():
            return name
    raise FileNotFoundError(f"{folder}: no dataset here ({', '.join(marks.values())})")


def _csv_mode(folder: Path) -> CsvMode:
    descriptor = folder / datapackage.FILE_NAME
    if descriptor.exists():
        return datapackage.read_mode(descriptor)
    with (folder / "documents.csv").open("rb") as file:
        return CsvMode.SPREADSHEET if file.read(len(BOM_UTF8)) == BOM_UTF8 else CsvMode.LOSSLESS


def _to_frame(table: Table, rows: Sequence[Row]) -> DataFrame:
    import pandas as pd

    complete = list(conform(table, rows))
    columns = {
        field.name: pd.Series([row[field.name] for row in complete], dtype=_dtype(field)) for field in table.fields
    }
    return pd.DataFrame(columns)


def _dtype(field: Field) -> str | ArrowDtype:
    import pandas as pd

    return _DTYPES.get(field.type) or pd.ArrowDtype(arrow_type(field))


def _to_rows(frame: DataFrame) -> list[Row]:
    columns = [_plain(frame[name]) for name in frame.columns]
    return [dict(zip(frame.columns, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _plain(column: Series[Any]) -> list[object]:
    values = column.astype(object)
    return values.where(column.notna(), None).tolist()
