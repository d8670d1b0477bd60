"""The workbook's first sheet: what the dataset is, its tables, its columns, its statuses and checks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from phaen.emit.excel_cells import CellMaker
from phaen.emit.excel_layout import set_widths
from schemas.checks import CHECKS
from schemas.tables import Bilingual, Table, schema, tables

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_WIDTHS = (26, 26, 34, 34, 14, 70, 60)

Lines = Iterator[Sequence[str | int]]


def write_about(
    sheet: WriteOnlyWorksheet,
    cells: CellMaker,
    counts: Mapping[str, int],
    shown: Collection[Table],
    language: str,
) -> None:
    """Write the sheet; `counts` are the rows by table, `shown` the tables that have sheets; `language` is en or th."""
    set_widths(sheet, _WIDTHS)
    whole = schema()
    sheet.append([cells.title(_pick(Bilingual(whole.title, whole.title_th), language))])
    for text in (Bilingual(whole.description, whole.description_th), *whole.notes):
        sheet.append([cells.text(_pick(text, language))])
    for heading, header, lines in _blocks(counts, shown, language):
        sheet.append([])
        sheet.append([cells.title(_label(heading, language))])
        sheet.append([cells.header(_label(name, language)) for name in header])
        for line in lines:
            sheet.append([cells.text(cell, wrap=True) if isinstance(cell, str) else cell for cell in line])


def _blocks(
    counts: Mapping[str, int], shown: Collection[Table], language: str
) -> Iterator[tuple[str, tuple[str, ...], Lines]]:
    yield "tables", ("sheet", "table", "rows", "row"), _table_lines(counts, shown, language)
    yield "status", ("status", "description"), _value_lines("status")
    yield "severity", ("severity", "description"), _value_lines("severity")
    yield "check", ("check", "severity", "title_th", "description"), _check_lines()
    header = ("sheet", "table", "column", "title_th", "type", "description", "values")
    yield "columns", header, _column_lines(shown, language)


def _table_lines(counts: Mapping[str, int], shown: Collection[Table], language: str) -> Lines:
    for table in tables().values():
        sheet = _sheet(table, language) if table in shown else f"({_label('left_out', language)})"
        yield sheet, table.name, counts[table.name], f"{table.row}. {table.description}"


def _value_lines(name: str) -> Lines:
    yield from schema().values[name].items()


def _check_lines() -> Lines:
    for code, check in CHECKS.items():
        yield code.value, check.severity.value, check.title_th, check.message


def _column_lines(shown: Collection[Table], language: str) -> Lines:
    for table in shown:
        for field in table.fields:
            values = ", ".join(field.values) if field.values and field.name != "check" else ""
            sheet = _sheet(table, language)
            yield sheet, table.name, field.name, field.title_th, field.type.value, field.description, values


def _sheet(table: Table, language: str) -> str:
    return table.title_th if language == "th" else table.name


def _label(name: str, language: str) -> str:
    return _pick(schema().labels[name], language)


def _pick(text: Bilingual, language: str) -> str:
    return text.th if language == "th" else text.en
