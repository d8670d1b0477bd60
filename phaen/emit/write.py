"""Writing a dataset: every file whole, and all files of a run together or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from phaen.emit import datapackage, excel
from phaen.emit.csv_files import CsvMode, write_csv
from phaen.emit.excel import Headers, write_xlsx
from phaen.emit.parquet_files import write_parquet
from phaen.emit.values import Row, Rows, conform
from schemas.tables import tables


class Format(StrEnum):
    """Kinds of files a dataset is written as."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


FORMATS = tuple(Format)


def write_dataset(  # noqa: PLR0913 (each is one choice of the user's)
    rows: Mapping[str, Sequence[Row]],
    out: Path,
    *,
    formats: Collection[str] = FORMATS,
    headers: str = "en",
    csv_mode: str = "spreadsheet",
    excel_provenance: bool = False,
) -> list[Path]:
    """Write the tables into folder `out` (made if need be) and return the files written.

    `rows` are keyed by table name; a table left out is written empty. Files of an earlier run are replaced only when
    all new ones are complete; if anything fails, they stay as they were. `csv` brings datapackage.json with it.
    `headers` ("en" or "th") changes Excel headings only. Raises ValueError for an unknown format, table or column
    and for a value that its column cannot hold.
    """
    chosen = [Format(name) for name in dict.fromkeys(formats)]
    complete = _complete(rows)
    out.mkdir(parents=True, exist_ok=True)
    # Inside `out`, so that moving a file into place is one step of the same file system.
    with TemporaryDirectory(prefix=".phaen-", dir=out) as stage:
        new, old = Path(stage, "new"), Path(stage, "old")
        new.mkdir()
        old.mkdir()
        if Format.CSV in chosen:
            _write_csv_files(complete, new, CsvMode(csv_mode))
        if Format.PARQUET in chosen:
            _write_parquet_files(complete, new)
        if Format.XLSX in chosen:
            write_xlsx(complete, new / excel.FILE_NAME, headers=Headers(headers), provenance=excel_provenance)
        return _swap_in(sorted(new.iterdir()), out, old)


def _complete(rows: Mapping[str, Sequence[Row]]) -> Rows:
    unknown = set(rows) - set(tables())
    if unknown:
        raise ValueError(f"unknown tables {sorted(unknown)}")
    return {name: list(conform(table, rows.get(name, ()))) for name, table in tables().items()}


def _write_csv_files(rows: Rows, folder: Path, mode: CsvMode) -> None:
    for name, table in tables().items():
        write_csv(table, rows[name], folder / f"{name}.csv", mode)
    datapackage.write_datapackage(folder / datapackage.FILE_NAME, mode)


def _write_parquet_files(rows: Rows, folder: Path) -> None:
    for name, table in tables().items():
        write_parquet(table, rows[name], folder / f"{name}.parquet")


def _swap_in(files: Sequence[Path], out: Path, old: Path) -> list[Path]:
    """Move the new files into place; if one cannot be moved (open in Excel, say), put the old ones back."""
    moved: list[Path] = []
    try:
        for file in files:
            target = out / file.name
            if target.exists():
                _keep(target, old / file.name)
            file.replace(target)
            moved.append(target)
    except BaseException:
        _put_back(moved, old)
        raise
    return moved


def _keep(target: Path, backup: Path) -> None:
    """A second name for the file, so that it is never missing from its place; a copy where links are not to be had."""
    try:
        os.link(target, backup)
    except OSError:
        shutil.copy2(target, backup)


def _put_back(moved: Sequence[Path], old: Path) -> None:
    for target in moved:
        backup = old / target.name
        if backup.exists():
            backup.replace(target)
        else:
            target.unlink()
