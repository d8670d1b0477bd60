"""The workbook's first sheet, which describes the dataset, its tables, columns, statuses and checks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from phaen.emit.excel_cells import CellMaker
from phaen.emit.excel_layout import set_height, set_widths, wrapped_lines
from schemas.bilingual import Bilingual
from schemas.checks import CHECKS
from schemas.tables import TableSchema, schema, tables

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_WIDTHS = (26, 26, 34, 80, 34, 14, 60)
"""Characters. The fourth column contains the descriptions in all blocks."""

Cells = Sequence[str | int | None]


def write_about(
    sheet: WriteOnlyWorksheet,
    cells: CellMaker,
    counts: Mapping[str, int],
    shown: Collection[TableSchema],
    language: str,
) -> None:
    """Write the sheet. `counts` are the rows by table, `shown` the tables with sheets; `language` is en or th."""
    set_widths(sheet, _WIDTHS)
    for number, (line, height) in enumerate(_sheet_rows(cells, counts, shown, language), 1):
        set_height(sheet, number, height)
        sheet.append(line)


def _sheet_rows(
    cells: CellMaker, counts: Mapping[str, int], shown: Collection[TableSchema], language: str
) -> Iterator[tuple[list[object], int]]:
    """Each row's cells and its height in lines of text."""
    whole = schema()
    yield [cells.title(_pick(Bilingual(whole.title, whole.title_th), language))], 1
    for text in (Bilingual(whole.description, whole.description_th), *whole.notes):
        yield [cells.text(_pick(text, language))], 1
    for heading, header, lines in _blocks(counts, shown, language):
        yield [], 1
        yield [cells.title(_label(heading, language))], 1
        yield [cells.header(_label(name, language) if name else "") for name in header], 1
        for line in lines:
            yield [_cell(cells, content) for content in line], _lines(line)


def _cell(cells: CellMaker, content: str | int | None) -> object:
    if isinstance(content, int):
        return cells.number(content)
    return content and cells.text(content, wrap=True)


def _lines(line: Cells) -> int:
    """The number of lines of the cell with the most text."""
    return max(wrapped_lines(cell, width) for cell, width in zip(line, _WIDTHS, strict=False) if isinstance(cell, str))


def _blocks(
    counts: Mapping[str, int], shown: Collection[TableSchema], language: str
) -> Iterator[tuple[str, tuple[str, ...], Iterator[Cells]]]:
    yield "tables", ("sheet", "table", "rows", "row"), _table_lines(counts, shown, language)
    yield "status", ("status", "", "", "description"), _value_lines("status")
    yield "severity", ("severity", "", "", "description"), _value_lines("severity")
    yield "check", ("check", "severity", "title_th", "description"), _check_lines()
    header = ("sheet", "table", "column", "description", "title_th", "type", "values")
    yield "columns", header, _column_lines(shown, language)


def _table_lines(counts: Mapping[str, int], shown: Collection[TableSchema], language: str) -> Iterator[Cells]:
    for table in tables().values():
        sheet = _sheet(table, language) if table in shown else f"({_label('left_out', language)})"
        yield sheet, table.name, counts[table.name], f"{table.row}. {table.description}"


def _value_lines(name: str) -> Iterator[Cells]:
    for value, meaning in schema().values[name].items():
        yield value, None, None, meaning


def _check_lines() -> Iterator[Cells]:
    for code, check in CHECKS.items():
        yield code.value, check.severity.value, check.title_th, check.message


def _column_lines(shown: Collection[TableSchema], language: str) -> Iterator[Cells]:
    for table in shown:
        for field in table.fields:
            values = ", ".join(field.values) if field.values and field.name != "check" else ""
            sheet = _sheet(table, language)
            yield sheet, table.name, field.name, field.description, field.title_th, field.type.value, values


def _sheet(table: TableSchema, language: str) -> str:
    return table.title_th if language == "th" else table.name


def _label(name: str, language: str) -> str:
    return _pick(schema().labels[name], language)


def _pick(text: Bilingual, language: str) -> str:
    return text.th if language == "th" else text.en
