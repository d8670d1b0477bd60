"""Totals that are told in words below the projects that they sum, or across their table, instead of in its columns.

รวมมิติที่ 1 ปี 2567 15,000 บาท ปี 2568 12,000 บาท
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.levels import LevelScheme
from extract.grammar.patterns import patterns
from extract.model.decisions import Reason
from extract.model.document import Block, Grid, Line, Place
from extract.model.plan import Path, Scope
from extract.tables.headers import Row
from extract.tables.section_totals import mentioned
from extract.tables.summary_cells import MoneyCell, is_grand
from extract.tables.summary_types import Summary, SummaryTotal
from normalize.money import MoneyStatus, parse_money

LONGEST = 200
"""Maximum length in characters of such a line."""

_LISTS = (Reason.PROJECT_TABLE, Reason.GOES_ON)


def told_across(row: Row, path: Path, scheme: LevelScheme) -> SummaryTotal | None:
    """The total that the only text of a row tells, with the money of each year. None for other rows."""
    cells = [cell for cell in row if cell is not None and cell.text.strip()]
    if len(cells) != 1:
        return None
    total = _told(" ".join(cells[0].text.split()), cells[0].raw, cells[0].place, scheme)
    if total is not None and total.dimension is None and not _is_of_plan(total):
        total.dimension = path[0] if path else None
    return total if total is not None and (total.dimension is not None or _is_of_plan(total)) else None


def add_told_below(summary: Summary, blocks: Iterable[Block], scheme: LevelScheme) -> None:
    """Adds the totals that lines right below tables of projects tell, and that no table prints."""
    lists = {made.place for made in summary.decisions if made.reason in _LISTS}
    known = {(total.scope, total.dimension) for total in summary.totals}
    for table, line in pairwise(blocks):
        if not (isinstance(table, Grid) and isinstance(line, Line) and table.place in lists):
            continue
        total = _told(line.text.strip(), line.raw, line.place, scheme)
        is_placed = total is not None and (total.dimension is not None or _is_of_plan(total))
        if total is not None and is_placed and (total.scope, total.dimension) not in known:
            known.add((total.scope, total.dimension))
            summary.totals.append(total)


def _is_of_plan(total: SummaryTotal | None) -> bool:
    return total is not None and total.scope is Scope.GRAND


def _told(text: str, raw: str, place: Place, scheme: LevelScheme) -> SummaryTotal | None:
    """The total of a text of nothing but words for sums, levels, years and money."""
    if len(text) > LONGEST or not text.startswith(family().totals.sums):
        return None
    money = parse_money(text)
    is_plain = money.status is MoneyStatus.AMOUNT and patterns().cells.total.match(text.replace(",", "")) is not None
    if not is_plain or money.value is None or not any(unit in text for unit in family().units):
        return None
    level, is_whole = mentioned(text, scheme), is_grand(text)
    cells = _cells(money.by_year, f"{money.value:f}", raw, place)
    scope = Scope.GRAND if is_whole else Scope.DIMENSION
    number = int(level["number"]) if level is not None and not is_whole else None
    return SummaryTotal(scope, number, None, cells, place, text, level is not None)


def _cells(by_year: Mapping[int, Decimal], whole: str, raw: str, place: Place) -> list[MoneyCell]:
    if not by_year:
        return [MoneyCell(None, Field.BUDGET, whole, raw, place)]
    return [MoneyCell(year, "year", f"{value:f}", raw, place) for year, value in by_year.items()]
