"""dataset.xlsx: one sheet per table, behind a first sheet that explains them."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from extract.plan import Finding
from phaen.emit.excel_about import write_about
from phaen.emit.excel_cells import CellMaker, ExcelLimits, column_width, set_height, set_widths, too_long
from phaen.emit.rows import check_cells
from phaen.emit.values import Row
from schemas.checks import CheckCode
from schemas.tables import Field, FieldType, Table, schema, tables

if TYPE_CHECKING:
    from _typeshed import SizedBuffer, StrPath
    from openpyxl import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

FILE_NAME = "dataset.xlsx"

# The same input must give the same bytes, so the workbook bears no clock time.
_EPOCH = datetime(2000, 1, 1)
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_SAMPLED_ROWS = 200


class Headers(StrEnum):
    """Language of the headings and sheet names. English headings are the column names of the other formats."""

    EN = "en"
    TH = "th"


def write_xlsx(
    rows: Mapping[str, Sequence[Row]],
    path: Path,
    *,
    headers: Headers = Headers.EN,
    provenance: bool = False,
    limits: ExcelLimits | None = None,
) -> None:
    """Write the workbook. `rows` holds the rows of every table; `provenance` keeps that table's sheet."""
    from openpyxl import Workbook

    limits = limits or ExcelLimits()
    shown = [table for table in tables().values() if provenance or table.name != "provenance"]
    complete = {**rows, "checks": [*rows["checks"], *_truncations(rows, shown, limits)]}
    book = Workbook(write_only=True)
    writer = _SheetWriter(book, headers, limits)
    writer.write_about(complete, shown)
    for table in shown:
        writer.write_table(table, complete[table.name])
    _save(book, path)


def sheet_name(table: Table, headers: Headers, part: int = 1) -> str:
    """The name of a table's sheet, or of its continuation in a further one."""
    name = table.title_th if headers is Headers.TH else table.name
    return name if part == 1 else f"{name} ({part})"


@dataclass(frozen=True)
class _SheetWriter:
    """Adds sheets to a workbook."""

    book: Workbook
    headers: Headers
    limits: ExcelLimits

    def write_about(self, rows: Mapping[str, Sequence[Row]], shown: Sequence[Table]) -> None:
        label = schema().labels["about"]
        sheet = self._new_sheet(label.th if self.headers is Headers.TH else label.en)
        write_about(sheet, CellMaker(sheet, self.limits), rows, shown, self.headers.value)

    def write_table(self, table: Table, rows: Sequence[Row]) -> None:
        size = self.limits.rows - 1
        for part, start in enumerate(range(0, max(len(rows), 1), size), 1):
            self._write_sheet(table, rows[start : start + size], sheet_name(table, self.headers, part))

    def _write_sheet(self, table: Table, rows: Sequence[Row], name: str) -> None:
        sheet = self._new_sheet(name)
        headings = [field.title_th if self.headers is Headers.TH else field.name for field in table.fields]
        widths = list(_widths(table, headings, rows[:_SAMPLED_ROWS]))
        set_widths(sheet, widths)
        wrapped = [(field.name, width) for field, width in zip(table.fields, widths, strict=True) if field.long]
        _freeze_and_filter(sheet, len(headings), len(rows) + 1)
        cells = CellMaker(sheet, self.limits)
        sheet.append([cells.header(heading) for heading in headings])
        for number, row in enumerate(rows, 2):
            set_height(sheet, number, ((row[name], width) for name, width in wrapped))
            sheet.append([cells.value(field, row[field.name]) for field in table.fields])

    def _new_sheet(self, name: str) -> WriteOnlyWorksheet:
        return cast("WriteOnlyWorksheet", self.book.create_sheet(name))


def _widths(table: Table, headings: Sequence[str], rows: Sequence[Row]) -> Iterator[int]:
    for field, heading in zip(table.fields, headings, strict=True):
        yield column_width(heading, (_sample_text(row[field.name]) for row in rows))


def _freeze_and_filter(sheet: WriteOnlyWorksheet, columns: int, rows: int) -> None:
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{rows}"  # type: ignore[attr-defined]


def _sample_text(value: object) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)


def _truncations(rows: Mapping[str, Sequence[Row]], shown: Sequence[Table], limits: ExcelLimits) -> Iterator[Row]:
    """A row of `checks` for each cell that Excel cannot hold whole."""
    orders = Counter(row["document_id"] for row in rows["checks"])
    for table in shown:
        fields = [field for field in table.fields if field.type is FieldType.STRING]
        for row in rows[table.name]:
            for field in fields:
                text = row[field.name]
                if isinstance(text, str) and too_long(text, limits.characters):
                    orders[row["document_id"]] += 1
                    yield _truncation(table, field, row, orders[row["document_id"]], limits)


def _truncation(table: Table, field: Field, row: Row, order: int, limits: ExcelLimits) -> Row:
    row_id = "/".join(str(row[name]) for name in table.key if name != "document_id")
    finding = Finding(
        CheckCode.CELL_TRUNCATED,
        table.name,
        row_id,
        expected=str(limits.characters),
        found=str(len(str(row[field.name]))),
        values={"field": field.name},
    )
    cells = check_cells(finding)
    found = {"document_id": row["document_id"], "order": order, **cells}
    return {name: found.get(name) or None for name in tables()["checks"].columns}


def _save(book: Workbook, path: Path) -> None:
    from openpyxl.writer.excel import ExcelWriter

    book.properties.creator = "phaen"
    book.properties.title = schema().title
    book.properties.created = book.properties.modified = _EPOCH
    # Workbook.save would write the time of day into the properties and into the archive.
    with _TimelessZip(path, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()


class _TimelessZip(ZipFile):
    """A zip archive whose entries bear no time and no machine's mark."""

    def writestr(
        self,
        zinfo_or_arcname: str | ZipInfo,
        data: SizedBuffer | str,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        super().writestr(_entry(str(zinfo_or_arcname)), data, compress_type, compresslevel)

    def write(
        self,
        filename: StrPath,
        arcname: StrPath | None = None,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        entry = _entry(str(arcname or filename))
        entry.file_size = Path(filename).stat().st_size  # lets zipfile choose the format for large files
        with Path(filename).open("rb") as source, self.open(entry, "w") as target:
            shutil.copyfileobj(source, target)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name.lstrip("/"), _ZIP_EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0
    return entry
