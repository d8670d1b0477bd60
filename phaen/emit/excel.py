"""dataset.xlsx: one sheet per table, after a first sheet that describes them.

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
from phaen.emit.excel_layout import column_width, set_widths
from phaen.emit.excel_links import SourceLinks
from phaen.emit.excel_rows import CELL_XML, TEXT_GROWTH, RowMaker
from phaen.emit.parquet_files import StoredTable
from phaen.emit.write_options import Headers, WriteOptions
from schemas.tables import TableSchema, schema, tables

if TYPE_CHECKING:
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


def write_workbook(stored: Mapping[str, StoredTable], folder: Path, options: WriteOptions) -> None:
    """Write the workbook into `folder`: the writer of the format xlsx."""
    write_xlsx(
        stored,
        folder / FILE_NAME,
        headers=options.headers,
        provenance=options.excel_provenance,
        links=options.links,
    )


def write_xlsx(  # noqa: PLR0913 (one parameter per option)
    stored: Mapping[str, StoredTable],
    path: Path,
    *,
    headers: Headers = Headers.EN,
    provenance: bool = False,
    limits: ExcelLimits | None = None,
    links: Mapping[str, str] | None = None,
) -> None:
    """Write the workbook. `stored` contains every table; `provenance` includes the sheet of that table.

    `links` are paths of source files relative to the workbook, by document_id, to which the rows are linked.
    """
    from openpyxl import Workbook

    shown = [table for table in tables().values() if provenance or table.name != "provenance"]
    workbook = _Workbook(Workbook(write_only=True), headers, limits or ExcelLimits(), SourceLinks(links or {}))
    workbook.add_about({name: table.rows for name, table in stored.items()}, shown)
    for table in shown:
        workbook.add_table(stored[table.name])
    workbook.save(path)


def sheet_name(table: TableSchema, headers: Headers, part: int = 1) -> str:
    """The name of a table's sheet, or of a further sheet that continues it."""
    name = table.title_th if headers is Headers.TH else table.name
    return name if part == 1 else f"{name} ({part})"


@dataclass(frozen=True)
class _SheetBody:
    """The rows of one sheet: rows of a table from `start` to before `stop`."""

    stored: StoredTable
    start: int
    stop: int
    maker: RowMaker

    def write(self, target: IO[bytes]) -> None:
        row = 2  # below the headings
        for piece in self.stored.read(self.start, self.stop):
            for xml in self.maker.xml(piece, row):
                target.write(xml)
            row += piece.num_rows


@dataclass
class _Workbook:
    """An unfinished workbook: its sheets with headings, and the rows that are inserted into each when it is saved."""

    book: Workbook
    headers: Headers
    limits: ExcelLimits
    links: SourceLinks
    _bodies: dict[str, _SheetBody] = field(default_factory=dict)
    _looks: Looks | None = None

    def add_about(self, counts: Mapping[str, int], shown: Sequence[TableSchema]) -> None:
        label = schema().labels["about"]
        sheet = self._new_sheet(label.th if self.headers is Headers.TH else label.en)
        self._looks = Looks(sheet)
        write_about(sheet, CellMaker(sheet, self._looks, self.limits), counts, shown, self.headers.value)

    def add_table(self, stored: StoredTable) -> None:
        assert self._looks is not None
        table = stored.table
        headings = [field.title_th if self.headers is Headers.TH else field.name for field in table.fields]
        widths = list(_widths(stored, headings))
        maker = RowMaker(table, widths, self._looks, self.limits, self.links)
        for part, (start, stop) in enumerate(_sheet_bounds(stored, self.limits, self.links.xml_bytes), 1):
            sheet = self._new_sheet(sheet_name(table, self.headers, part))
            set_widths(sheet, widths)
            _freeze_and_filter(sheet, len(headings), stop - start + 1)
            cells = CellMaker(sheet, self._looks, self.limits)
            sheet.append([cells.header(heading) for heading in headings])
            self._bodies[f"xl/worksheets/sheet{len(self.book.worksheets)}.xml"] = _SheetBody(stored, start, stop, maker)

    def save(self, path: Path) -> None:
        from openpyxl.writer.excel import ExcelWriter

        self.book.properties.creator = "phaen"
        self.book.properties.title = schema().title
        self.book.properties.created = self.book.properties.modified = _EPOCH
        # Workbook.save would write the current time into the properties and into the archive.
        with _Archive(path, self._bodies) as archive:
            ExcelWriter(self.book, archive).write_data()

    def _new_sheet(self, name: str) -> WriteOnlyWorksheet:
        return cast("WriteOnlyWorksheet", self.book.create_sheet(name))


def _sheet_bounds(stored: StoredTable, limits: ExcelLimits, link: int = 0) -> Iterator[tuple[int, int]]:
    """The rows of each sheet of a table, limited by the maximum of rows and of XML bytes in the worst case.

    `link` is the maximum of bytes of the link in each row.
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


def _widths(stored: StoredTable, headings: Sequence[str]) -> Iterator[int]:
    sample = next(stored.read(0, _SAMPLED_ROWS), None)
    for name, heading in zip(stored.table.columns, headings, strict=True):
        values = [] if sample is None else sample[name].to_pylist()
        yield column_width(heading, map(_sample_text, values))


def _freeze_and_filter(sheet: WriteOnlyWorksheet, columns: int, rows: int) -> None:
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{rows}"  # type: ignore[attr-defined]


def _sample_text(value: object) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)


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
