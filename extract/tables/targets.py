"""The targets of a plan's indicators."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from extract.grammar.family import family
from extract.grammar.numbering import parse_number
from extract.grammar.terms import kind_of
from extract.model.document import Grid
from extract.model.plan import IndicatorTarget
from extract.tables.headers import Header, Row, find_header, is_header_row, matrix, text_of


def read_targets(grids: Iterable[Grid]) -> list[list[IndicatorTarget]]:
    """The targets, by table, of tables with a column of indicators and one column per year, but no project column."""
    targets: list[list[IndicatorTarget]] = []
    header: Header | None = None
    for grid in grids:
        rows = matrix(grid)
        found = find_header(rows, family().target_columns)
        if found is not None:
            header = found if found.years and _indicator_column(found) is not None else None
            rows = rows[found.first_row + found.row_count :]
        elif header is not None and grid.column_count != header.width:
            header = None
        if header is not None:
            targets.append([target for row in rows for target in _targets(header, row)])
    return targets


def _indicator_column(header: Header) -> int | None:
    """The column ตัวชี้วัด if there is one, else the column of aims or targets, which then contains the indicators."""
    indicator = header.column("indicator")
    return indicator if indicator is not None else header.column("target")


def _targets(header: Header, row: Row) -> list[IndicatorTarget]:
    indicator = " ".join(text_of(row, _indicator_column(header)).split())
    if not indicator or is_header_row(row, family().target_columns) or kind_of(indicator):
        return []
    unit = text_of(row, header.column("unit"))
    found = []
    for column, year in sorted(header.years.items()):
        text = " ".join(text_of(row, column).split())
        if text:
            value, beside = _number_and_unit(text)
            place = next(cell.place for cell in row if cell is not None and cell.column == column)
            found.append(IndicatorTarget(_unnumbered(indicator), year, value, beside or unit, text, place))
    return found


def _unnumbered(text: str) -> str:
    number = parse_number(text)
    return number.rest if number and number.codes and number.rest else text


def _number_and_unit(text: str) -> tuple[Decimal | None, str]:
    """`ร้อยละ 10` is (10, ร้อยละ), `85 คะแนน` is (85, คะแนน)."""
    match = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    if match is None:
        return None, ""
    unit = f"{text[: match.start()].strip()} {text[match.end() :].strip()}".strip()
    return Decimal(match[0].replace(",", "")), unit
