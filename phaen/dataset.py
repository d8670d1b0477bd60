"""The dataset in memory: one pandas DataFrame per table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.model.html_table import html_table
from phaen.emit.arrow import PIECE_ROWS, to_arrow, to_rows
from phaen.emit.dataset_files import DEFAULT_FORMATS
from phaen.emit.load import load_tables
from phaen.emit.values import Row, Rows, conform
from phaen.emit.write import write_dataset
from schemas.tables import TableSchema, tables

if TYPE_CHECKING:
    import pyarrow as pa
    from pandas import ArrowDtype, DataFrame, Series
    from pandas.api.extensions import ExtensionDtype


class _Frame:
    """A descriptor: a table as an attribute of Dataset."""

    def __set_name__(self, owner: type[Dataset], name: str) -> None:
        self._name = name

    def __get__(self, dataset: Dataset, owner: type[Dataset]) -> DataFrame:
        return dataset[self._name]


class Dataset:
    """The tables of one run as DataFrames, by attribute (`ds.projects`) or by name (`ds["projects"]`).

    Columns have nullable types: string, Int64, boolean, and an exact Arrow decimal for money (sums are exact to the
    satang; use `.astype("Float64")` where a library needs floats). Missing values are `pd.NA`. A frame is built on
    first access and is then always the same object: `write` writes the changes made in it. `ds.tables` is the table
    named `tables`; to go through all tables, iterate over the dataset.

    To sum money, use `project_years`: it has one amount per project and year. `budgets` has two for an amount that is
    printed both in the summary table and in the details:

    >>> ds = load("output")
    >>> ds.project_years.groupby(["province", "fiscal_year"])["amount"].sum()
    """

    project_years = _Frame()
    documents = _Frame()
    pages = _Frame()
    dimensions = _Frame()
    sections = _Frame()
    projects = _Frame()
    project_items = _Frame()
    budgets = _Frame()
    totals = _Frame()
    progress = _Frame()
    project_progress = _Frame()
    accounts = _Frame()
    risks = _Frame()
    indicator_targets = _Frame()
    tables = _Frame()
    provenance = _Frame()
    checks = _Frame()

    def __init__(self, rows: Mapping[str, Sequence[Row] | pa.Table]) -> None:
        """Create a dataset of the given rows, keyed by table name. Omitted tables are empty."""
        unknown = set(rows) - set(tables())
        if unknown:
            raise ValueError(f"unknown tables {sorted(unknown)}")
        self._rows: dict[str, Sequence[Row] | pa.Table] = {name: rows.get(name, ()) for name in tables()}
        self._frames: dict[str, DataFrame] = {}

    def __getitem__(self, name: str) -> DataFrame:
        if name not in self._frames:
            # The frame replaces the rows, so that a table is in memory only once.
            self._frames[name] = _to_frame(tables()[name], self._rows[name])
            self._rows[name] = ()
        return self._frames[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        counts = ", ".join(f"{name}: {count:,}" for name, count in self.counts().items() if count)
        return f"<Dataset {counts or 'without rows'}>"

    def _repr_html_(self) -> str:
        return html_table("Dataset", [(f"{name} ({tables()[name].title_th})", n) for name, n in self.counts().items()])

    def keys(self) -> Iterator[str]:
        """The names of the tables."""
        return iter(self)

    def counts(self) -> dict[str, int]:
        """Number of rows by table."""
        return {name: len(self._frames.get(name, rows)) for name, rows in self._rows.items()}

    def rows(self) -> Rows:
        """All rows as plain dictionaries, keyed by table name, including changes made in the frames."""
        return {name: list(conform(table, self._table_rows(name))) for name, table in tables().items()}

    def write(
        self,
        out: str | Path,
        *,
        formats: Collection[str] = DEFAULT_FORMATS,
        headers: str = "en",
        csv_mode: str = "spreadsheet",
        excel_provenance: bool = False,
    ) -> list[Path]:
        """Write the dataset into a folder; see `phaen.emit.write.write_dataset`."""
        return write_dataset(
            {name: _to_rows(frame) if frame is not None else self._rows[name] for name, frame in self._all_frames()},
            Path(out),
            formats=formats,
            headers=headers,
            csv_mode=csv_mode,
            excel_provenance=excel_provenance,
        )

    def _all_frames(self) -> Iterator[tuple[str, DataFrame | None]]:
        return ((name, self._frames.get(name)) for name in self._rows)

    def _table_rows(self, name: str) -> Iterable[Row]:
        import pyarrow as pa

        frame, rows = self._frames.get(name), self._rows[name]
        if frame is not None:
            return _to_rows(frame)
        return to_rows(rows) if isinstance(rows, pa.Table) else rows


def load(directory: str | Path, format: str | None = None, only: Collection[str] | None = None) -> Dataset:
    """Load the dataset in a folder, with its original texts and types.

    If there are several formats, Parquet is preferred, then CSV, a database, JSON lines, Excel, unless `format` names
    one. With `only`, no other tables are read. A workbook lacks the provenance if it was written without it, and the
    ends of cells that were truncated. Raises FileNotFoundError if the folder contains no dataset, ValueError if the
    content of a file does not match its name.
    """
    return Dataset(load_tables(Path(directory), format, only))


def _to_frame(table: TableSchema, rows: Sequence[Row] | pa.Table) -> DataFrame:
    import pyarrow as pa

    arrow = rows if isinstance(rows, pa.Table) else to_arrow(table, conform(table, rows))
    dtypes = _dtypes()
    frame: DataFrame = arrow.to_pandas(types_mapper=lambda type_: dtypes.get(type_) or _arrow_dtype(type_))
    return frame


def _dtypes() -> dict[pa.DataType, ExtensionDtype]:
    import pandas as pd
    import pyarrow as pa

    return {pa.string(): pd.StringDtype(), pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}


def _arrow_dtype(type_: pa.DataType) -> ArrowDtype:
    import pandas as pd

    return pd.ArrowDtype(type_)


def _to_rows(frame: DataFrame) -> Iterator[Row]:
    for start in range(0, len(frame), PIECE_ROWS):
        piece = frame.iloc[start : start + PIECE_ROWS]
        columns = [_plain(piece[name]) for name in piece.columns]
        yield from (dict(zip(piece.columns, cells, strict=True)) for cells in zip(*columns, strict=True))


def _plain(column: Series[Any]) -> list[object]:
    values = column.astype(object)
    return values.where(column.notna(), None).tolist()
