"""The workbook's second sheet, which describes the dataset, its tables, columns, statuses and checks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from phaen.emit.excel_cells import CellMaker
from phaen.emit.excel_layout import set_height, set_widths, wrapped_lines
from phaen.emit.excel_sheets import set_printing
from schemas.bilingual import Bilingual
from schemas.checks import CHECKS
from schemas.tables import Column, TableSchema, schema, tables

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_WIDTHS = (26, 26, 34, 80, 34, 14, 60)
"""Characters. The fourth column contains the descriptions in all blocks."""

_BLANK = re.compile(r"\{[^{}]*\}")
"""What the message of a check leaves open."""

_LONG_LISTS = ("check", "standard_project", "worst_finding")

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
    set_printing(sheet)
    for number, (line, height) in enumerate(_sheet_rows(cells, counts, shown, language), 1):
        set_height(sheet, number, height)
        sheet.append(line)


def _sheet_rows(
    cells: CellMaker, counts: Mapping[str, int], shown: Collection[TableSchema], language: str
) -> Iterator[tuple[list[object], int]]:
    """Each row's cells and its height in lines of text."""
    whole = schema()
    yield [cells.title(_pick(Bilingual(whole.title, whole.title_th), language))], 2
    for text in (Bilingual(whole.description, whole.description_th), *whole.notes):
        yield [cells.text(_pick(text, language))], 1
    for heading, header, lines in _blocks(counts, shown, language):
        yield [], 1
        yield [cells.subtitle(_label(heading, language))], 2
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
    yield "status", ("status", "", "", "description"), _value_lines("status", language)
    yield "severity", ("severity", "", "", "description"), _value_lines("severity", language)
    yield "check", ("check", "severity", "title_th", "description"), _check_lines(language)
    header = ("sheet", "table", "column", "description", "title_th", "type", "values")
    yield "columns", header, _column_lines(shown, language)


def _table_lines(counts: Mapping[str, int], shown: Collection[TableSchema], language: str) -> Iterator[Cells]:
    for table in tables().values():
        sheet = _sheet(table, language) if table in shown else f"({_label('left_out', language)})"
        row = f"{table.row_th}: {table.description_th}" if language == "th" else f"{table.row}. {table.description}"
        yield sheet, table.name, counts[table.name], row


def _value_lines(name: str, language: str) -> Iterator[Cells]:
    whole = schema()
    for value, meaning in whole.values[name].items():
        thai = whole.meanings_th[name][value]
        yield (
            (f"{whole.labels_th[name][value]} ({value})", None, None, thai)
            if language == "th"
            else (
                value,
                None,
                None,
                meaning,
            )
        )


def _check_lines(language: str) -> Iterator[Cells]:
    severities = schema().labels_th["severity"]
    for code, check in CHECKS.items():
        if language == "th":
            yield code.value, severities[check.severity.value], check.title_th, _BLANK.sub("…", check.message_th)
        else:
            yield code.value, check.severity.value, check.title_th, check.meaning


def _column_lines(shown: Collection[TableSchema], language: str) -> Iterator[Cells]:
    for table in shown:
        for field in table.fields:
            described = field.description_th if language == "th" else field.description
            values = _values(field, language)
            sheet = _sheet(table, language)
            yield sheet, table.name, field.name, described, field.title_th, field.type.value, values


def _values(field: Column, language: str) -> str:
    """The allowed values of a column; of long lists nothing, since they have a block of their own."""
    if not field.values or field.name in _LONG_LISTS:
        return ""
    return ", ".join(field.labels_th.get(value, value) if language == "th" else value for value in field.values)


def _sheet(table: TableSchema, language: str) -> str:
    return table.title_th if language == "th" else table.name


def _label(name: str, language: str) -> str:
    return _pick(schema().labels[name], language)


def _pick(text: Bilingual, language: str) -> str:
    return text.th if language == "th" else text.en
