"""dataset.xlsx: an overview, a sheet that describes the tables, a sheet of plans, and one sheet per table.

openpyxl makes a workbook with sheets that contain only headings. The rows are inserted into the XML of the sheets while
it is written into the archive, so that at most a few thousand rows are in memory, or uncompressed on disk.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from phaen.emit.dataset_files import WORKBOOK
from phaen.emit.excel_about import write_about
from phaen.emit.excel_cells import CellMaker, ExcelLimits, Looks
from phaen.emit.excel_figures import Figures, HeldTable, figures
from phaen.emit.excel_findings import FindingIndex
from phaen.emit.excel_layout import LINE_HEIGHT, set_height, wrapped_lines
from phaen.emit.excel_links import SourceLinks, linked_column
from phaen.emit.excel_names import REVIEW, PlanNames, plan_names
from phaen.emit.excel_overview import Overview, SheetEntry
from phaen.emit.excel_rows import CELL_XML, MARK_XML, TEXT_GROWTH, RowLinks, RowMaker
from phaen.emit.excel_sheets import SheetLayout, set_up, sheet_layout, widths
from phaen.emit.parquet_files import StoredTable
from phaen.emit.write_options import Headers, WriteOptions
from schemas.tables import TableSchema, schema, tables
from schemas.workbook import workbook as shape

if TYPE_CHECKING:
    import pyarrow as pa
    from _typeshed import SizedBuffer, StrPath
    from openpyxl import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

FILE_NAME = WORKBOOK

# The same input must give the same bytes, so the workbook contains no current time.
_EPOCH = datetime(2000, 1, 1)
_COMPRESSION_LEVEL = 5
"""The default level 6 takes two thirds more time for compression, most of the total, and saves a fifteenth in size."""

_SAMPLED_ROWS = 200
_ROWS_END = b"</sheetData>"


_Stored = StoredTable | HeldTable


def write_workbook(stored: Mapping[str, StoredTable], folder: Path, options: WriteOptions) -> None:
    """Write the workbook into `folder`: the writer of the format xlsx."""
    write_xlsx(
        stored,
        folder / FILE_NAME,
        headers=options.headers,
        provenance=options.excel_provenance,
        links=options.links,
        reviewed=options.reviewed,
    )


def write_xlsx(  # noqa: PLR0913 (one parameter per option)
    stored: Mapping[str, StoredTable],
    path: Path,
    *,
    headers: Headers = Headers.EN,
    provenance: bool = False,
    limits: ExcelLimits | None = None,
    links: Mapping[str, str] | None = None,
    reviewed: bool = False,
) -> None:
    """Write the workbook. `stored` contains every table; `provenance` includes the sheet of that table.

    `links` are paths of source files relative to the workbook, by document_id, to which the rows are linked. If it is
    `reviewed`, the pages of `phaen review` will be beside the workbook, and the rows are linked to them, too.
    """
    from openpyxl import Workbook

    shown = [table for table in tables().values() if provenance or table.name != "provenance"]
    workbook = _Workbook(Workbook(write_only=True), headers, limits or ExcelLimits())
    workbook.add(stored, shown, SourceLinks(links or {}), reviewed=reviewed)
    workbook.save(path)


def sheet_name(table: TableSchema, headers: Headers, part: int = 1) -> str:
    """The name of a table's sheet, or of a further sheet that continues it."""
    name = table.title_th if headers is Headers.TH else table.name
    return name if part == 1 else f"{name} ({part})"


@dataclass(frozen=True)
class _SheetBody:
    """The rows of one sheet: rows of a table from `start` to before `stop`."""

    stored: _Stored
    start: int
    stop: int
    maker: RowMaker

    def write(self, target: IO[bytes]) -> None:
        row = 2  # below the headings
        for piece in self.stored.read(self.start, self.stop):
            for xml in self.maker.xml(piece, row):
                target.write(xml)
            row += piece.num_rows


@dataclass(frozen=True)
class _Sheets:
    """The sheets of one table: its layout, and the rows from start to before stop on each."""

    stored: _Stored
    layout: SheetLayout
    names: tuple[str, ...]
    bounds: tuple[tuple[int, int], ...]

    def targets(self, rows: pa.Array) -> pa.Array:
        """The links to rows of the table, as expressions of a formula in XML."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        starts = np.array([start for start, _ in self.bounds])
        positions = pc.fill_null(rows, 0).to_numpy()
        parts = np.searchsorted(starts, positions, side="right") - 1
        sheets = pa.array([f'"#{_quoted(name)}!A' for name in self.names], pa.string()).take(pa.array(parts))
        below_headings = pa.array(positions - starts[parts] + 2, mask=rows.is_null().to_numpy(zero_copy_only=False))
        return pc.binary_join_element_wise(sheets, pc.cast(below_headings, pa.string()), '"', "")


@dataclass
class _Workbook:
    """An unfinished workbook: its sheets with headings, and the rows that are inserted into each when it is saved."""

    book: Workbook
    headers: Headers
    limits: ExcelLimits
    _bodies: dict[str, _SheetBody] = field(default_factory=dict)

    def add(
        self, stored: Mapping[str, StoredTable], shown: Sequence[TableSchema], sources: SourceLinks, *, reviewed: bool
    ) -> None:
        """Add all sheets: overview, descriptions, project_years, plans, and the other tables."""
        told = figures(stored)
        plans = told.plan_rows()
        names = self._plan_names(told, plans, reviewed=reviewed)
        first, *others = (stored[table.name] for table in shown)
        held: list[_Stored] = [first, plans, *others]
        sheets = [self._sheets(table, sources, names) for table in held]
        findings = next(entry for entry in sheets if entry.stored is stored["checks"])
        links = RowLinks(sources, names, FindingIndex.of(stored["checks"], findings.targets))
        looks = self._add_first(told, stored, sheets, shown)
        for entry in sheets:
            self._add_table(entry, looks, links)

    def _plan_names(self, told: Figures, plans: HeldTable, *, reviewed: bool) -> PlanNames:
        label = shape().labels["report"]
        names = plan_names(told.documents, label.th if self.headers is Headers.TH else label.en)
        sheet = _quoted(sheet_name(plans.table, self.headers))
        rows = {name: row for row, name in enumerate(names, 2) if row <= self.limits.rows}
        targets = {name: f"{REVIEW}{name}" if reviewed else f"#{sheet}!A{row}" for name, row in rows.items()}
        return PlanNames(names, targets)

    def _sheets(self, stored: _Stored, sources: SourceLinks, names: PlanNames) -> _Sheets:
        layout = sheet_layout(stored.table, self.headers)
        linked = sources.xml_bytes if linked_column(stored.table) else 0
        bounds = tuple(_sheet_bounds(stored, self.limits, MARK_XML + names.xml_bytes + linked))
        parts = tuple(sheet_name(stored.table, self.headers, part) for part, _ in enumerate(bounds, 1))
        return _Sheets(stored, layout, parts, bounds)

    def _add_first(
        self,
        told: Figures,
        stored: Mapping[str, StoredTable],
        sheets: Sequence[_Sheets],
        shown: Sequence[TableSchema],
    ) -> Looks:
        """Add the overview and the sheet of descriptions."""
        in_thai = self.headers is Headers.TH
        labels, about = shape().labels, schema().labels["about"]
        sheet = self._new_sheet(labels["overview"].th if in_thai else labels["overview"].en)
        about_name = about.th if in_thai else about.en
        looks = Looks(sheet)
        row = labels["about_row"]
        entries = [SheetEntry((about_name,), row.th if in_thai else row.en), *map(self._entry, sheets)]
        left_out = [(table, stored[table.name].rows) for table in tables().values() if table not in shown]
        cells = CellMaker(sheet, looks, self.limits)
        Overview(sheet, cells, self.headers, self.limits).write(told, entries, left_out)
        described = self._new_sheet(about_name)
        counts = {name: table.rows for name, table in stored.items()}
        write_about(described, CellMaker(described, looks, self.limits), counts, shown, self.headers.value)
        return looks

    def _entry(self, sheets: _Sheets) -> SheetEntry:
        table, in_thai = sheets.stored.table, self.headers is Headers.TH
        label = shape().labels["plans_row"]
        row = (table.row_th if in_thai else table.row) or (label.th if in_thai else label.en)
        return SheetEntry(sheets.names, row, sheets.stored.rows)

    def _add_table(self, sheets: _Sheets, looks: Looks, links: RowLinks) -> None:
        layout = sheets.layout
        sample = next(sheets.stored.read(0, min(_SAMPLED_ROWS, sheets.stored.rows)), None)
        columns = widths(layout, sample, list(links.plans.names.values())[:_SAMPLED_ROWS])
        maker = RowMaker(layout, columns, looks, self.limits, links)
        for name, (start, stop) in zip(sheets.names, sheets.bounds, strict=True):
            sheet = self._new_sheet(name)
            set_up(sheet, layout, columns, stop - start + 1)
            cells = CellMaker(sheet, looks, self.limits)
            lines = max(wrapped_lines(heading, width) for heading, width in zip(layout.headings, columns, strict=True))
            set_height(sheet, 1, min(lines, 3) + 0.5)
            sheet.append([cells.header(column.heading, of_numbers=column.is_number) for column in layout.columns])
            body = _SheetBody(sheets.stored, start, stop, maker)
            self._bodies[f"xl/worksheets/sheet{len(self.book.worksheets)}.xml"] = body

    def save(self, path: Path) -> None:
        from openpyxl.writer.excel import ExcelWriter

        self.book.properties.creator = "phaen"
        self.book.properties.title = schema().title
        self.book.properties.created = self.book.properties.modified = _EPOCH
        # Workbook.save would write the current time into the properties and into the archive.
        with _Archive(path, self._bodies) as archive:
            ExcelWriter(self.book, archive).write_data()

    def _new_sheet(self, name: str) -> WriteOnlyWorksheet:
        sheet = cast("WriteOnlyWorksheet", self.book.create_sheet(name))
        lines = sheet.sheet_format  # type: ignore[attr-defined]
        lines.defaultRowHeight, lines.customHeight = LINE_HEIGHT, True
        return sheet


def _quoted(sheet: str) -> str:
    """The name of a sheet in a reference."""
    return "'" + sheet.replace("'", "''") + "'"


def _sheet_bounds(stored: _Stored, limits: ExcelLimits, link: int = 0) -> Iterator[tuple[int, int]]:
    """The rows of each sheet of a table, limited by the maximum of rows and of XML bytes in the worst case.

    `link` is the maximum of bytes of the mark, the name and the links in each row.
    """
    start = stop = size = 0
    for group in stored.groups:
        worst = group.text_bytes * TEXT_GROWTH + group.rows * (len(stored.table.fields) * CELL_XML + link)
        if stop > start and size + worst > limits.xml_bytes:
            yield start, stop
            start, size = stop, 0
        stop, size = stop + group.rows, size + worst
        while stop - start > limits.rows - 1:
            yield start, start + limits.rows - 1
            start += limits.rows - 1
            size = worst
    if stop > start or stop == 0:
        yield start, stop


class _Archive(ZipFile):
    """A ZIP archive whose entries do not depend on the time and the system. It inserts the rows into the sheets."""

    def __init__(self, path: Path, bodies: Mapping[str, _SheetBody]) -> None:
        super().__init__(path, "w", ZIP_DEFLATED, compresslevel=_COMPRESSION_LEVEL)
        self._bodies = bodies

    def writestr(
        self,
        zinfo_or_arcname: str | ZipInfo,
        data: SizedBuffer | str,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        with self._entry(str(zinfo_or_arcname)) as target:
            target.write(data.encode() if isinstance(data, str) else data)

    def write(
        self,
        filename: StrPath,
        arcname: StrPath | None = None,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        name = str(arcname or filename).lstrip("/")
        body = self._bodies.get(name)
        with Path(filename).open("rb") as source, self._entry(name) as target:
            if body is None:
                shutil.copyfileobj(source, target)
            else:
                before, end, after = source.read().partition(_ROWS_END)
                target.write(before)
                body.write(target)
                target.write(end + after)

    @contextmanager
    def _entry(self, name: str) -> Iterator[IO[bytes]]:
        with self.open(name.lstrip("/"), "w") as target:  # its time is 1980 by default
            yield target
        self.getinfo(name.lstrip("/")).create_system = 0
