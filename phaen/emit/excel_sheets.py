"""The layout of a table's sheet: which columns in which order, with which headings, and what is hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from phaen.emit.excel_layout import column_width
from phaen.emit.write_options import Headers
from schemas.tables import Column, FieldType, TableSchema
from schemas.workbook import SheetShape, workbook

if TYPE_CHECKING:
    import pyarrow as pa
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet


MARK, PLAN = "mark", "plan"
"""Columns that only the workbook has: the worst finding about the row; the name of the plan that it is of."""

_SATANG = 2
"""Decimals of an amount in baht."""

_MARK_WIDTH, _PLAN_WIDTH, _FROZEN_WIDTH = 4, 36, 44
_CODES_WIDTH, _MONEY_WIDTH = 34, 16
_PRINTED_WIDTH = 260
"""Widest print in characters: an A4 sheet then shows them at about half their size."""


@dataclass(frozen=True)
class SheetColumn:
    """A column of a sheet. `field` is None for one that only the workbook has. `labels` are shown instead of codes."""

    name: str
    heading: str
    field: Column | None
    hidden: bool
    labels: Mapping[str, str]

    @property
    def is_wrapped(self) -> bool:
        """Whether it is a visible column whose texts may take several lines, which determines the heights of rows."""
        return self.field is not None and self.field.wraps and not self.hidden

    @property
    def is_money(self) -> bool:
        """Whether its cells may be amounts of money, of which the first rows do not show how wide they get."""
        return self.field is not None and self.field.type is FieldType.DECIMAL and self.field.scale == _SATANG

    @property
    def is_number(self) -> bool:
        """Whether its cells are numbers."""
        return self.field is not None and self.field.type in {FieldType.INTEGER, FieldType.DECIMAL}


@dataclass(frozen=True)
class SheetLayout:
    """The columns of a table's sheet in order. The first `frozen` stay in view."""

    table: TableSchema
    columns: tuple[SheetColumn, ...]
    frozen: int
    shape: SheetShape

    @property
    def headings(self) -> list[str]:
        """The headings in order."""
        return [column.heading for column in self.columns]

    def letter(self, name: str) -> str:
        """The letter of a column."""
        from openpyxl.utils import get_column_letter

        return get_column_letter(1 + [column.name for column in self.columns].index(name))


def sheet_layout(table: TableSchema, headers: Headers) -> SheetLayout:
    """The layout of a table's sheet: mark and plan, what is frozen, what is next, the rest, and machine columns."""
    shape = workbook().sheets.get(table.name, SheetShape())
    first = [*shape.frozen, *shape.next]
    hidden = {name for name in table.columns if workbook().is_machine(table.name, name, headers.value)}
    shown = [name for name in (*first, *(name for name in table.columns if name not in first)) if name not in hidden]
    order = [*shown, *(name for name in table.columns if name in hidden)]
    own = [_own(name, headers) for name in (MARK, PLAN)]
    columns = (*own, *(_column(table.field(name), headers, name in hidden) for name in order))
    return SheetLayout(table, columns, len(own) + len(shape.frozen), shape)


def own_headings() -> frozenset[str]:
    """The headings of the columns that only the workbook has, in both languages."""
    labels = [workbook().labels[name] for name in (MARK, PLAN)]
    return frozenset(text for label in labels for text in (label.en, label.th))


def _own(name: str, headers: Headers) -> SheetColumn:
    label = workbook().labels[name]
    return SheetColumn(name, label.th if headers is Headers.TH else label.en, None, False, {})


def _column(field: Column, headers: Headers, hidden: bool) -> SheetColumn:
    in_thai = headers is Headers.TH
    labels = field.labels_th if in_thai else {}
    return SheetColumn(field.name, field.title_th if in_thai else field.name, field, hidden, labels)


def widths(layout: SheetLayout, sample: pa.Table | None, shown: Sequence[str]) -> list[int]:
    """The widths of the columns in characters, from a few rows; `shown` are names of plans."""
    return list(_widths(layout, sample, shown))


def _widths(layout: SheetLayout, sample: pa.Table | None, shown: Sequence[str]) -> Iterator[int]:
    for place, column in enumerate(layout.columns):
        if column.name == MARK:
            yield _MARK_WIDTH
        elif column.field is None:
            yield min(column_width(column.heading, shown), _PLAN_WIDTH)
        else:
            values = [] if sample is None else sample[column.name].to_pylist()
            texts = (column.labels.get(text, text) for text in map(_sample_text, values))
            width = column_width(column.heading, texts)
            width = min(width, _FROZEN_WIDTH) if place < layout.frozen else width
            least = _CODES_WIDTH if column.field.several else _MONEY_WIDTH if column.is_money else 0
            yield max(width, least)


def _sample_text(value: object) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)


def set_up(sheet: WriteOnlyWorksheet, layout: SheetLayout, columns: Sequence[int], rows: int) -> None:
    """Widths, groups of hidden columns, frozen panes, filters and printing of a sheet with so many rows."""
    from openpyxl.utils import get_column_letter

    for number, (column, width) in enumerate(zip(layout.columns, columns, strict=True), 1):
        dimension = sheet.column_dimensions[get_column_letter(number)]  # type: ignore[attr-defined]
        dimension.width = width
        if column.hidden:
            dimension.hidden, dimension.outlineLevel = True, 1
            sheet.column_dimensions.max_outline = 1  # type: ignore[attr-defined]
    sheet.freeze_panes = f"{get_column_letter(layout.frozen + 1)}2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{rows}"  # type: ignore[attr-defined]
    set_printing(sheet, f"A1:{get_column_letter(_printed(layout, columns))}{rows}", gridlines=True)
    sheet.print_title_rows = "1:1"


def _printed(layout: SheetLayout, columns: Sequence[int]) -> int:
    """The number of leading columns that fit on a printed page."""
    total = 0
    for place, (column, width) in enumerate(zip(layout.columns, columns, strict=True)):
        total += 0 if column.hidden else width
        if total > _PRINTED_WIDTH and place > layout.frozen:
            return place
    return len(columns)


def set_printing(sheet: WriteOnlyWorksheet, area: str = "", *, gridlines: bool = False) -> None:
    """A4 across, as wide as a page, with the name of the sheet and the page below."""
    page: Any = sheet  # the stubs of openpyxl lack what write-only sheets share with others
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom, page.page_margins.footer = 0.5, 0.75, 0.3
    page.print_options.gridLines = gridlines or None
    page.oddFooter.left.text, page.oddFooter.right.text = "&A", "&P / &N"
    if area:
        page.print_area = area
