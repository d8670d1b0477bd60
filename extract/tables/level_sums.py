"""Tables of a plan that sum up its levels: how many projects each has, and how much money.

| มิติ | โครงการ | กิจกรรม | มาตรการ | รวม | งบประมาณ (บาท) |
| มิติที่ 1 สร้างสังคมสุจริต | 1 | 2 | - | 3 | 59,000 |
| รวม | 2 | 4 | 2 | 8 | 119,500 |

A table with columns of a report (done, spent) sums up what happened and is none: extract.tables.progress.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.levels import LevelNumbers, LevelScheme
from extract.grammar.reports import column_meaning
from extract.model.document import Cell, Grid, Place
from extract.model.plan import Scope
from extract.tables.headers import MOST_COLUMNS, Row, matrix, text_of
from extract.tables.level_column import (
    LevelColumn,
    data_begins,
    figure_of,
    holds_numbers,
    holds_projects,
    is_number,
    names_sum,
    titles_of,
)
from extract.tables.summary_cells import MoneyCell
from extract.tables.summary_types import Summary, SummaryTotal, TableHeading
from extract.tables.table_context import TableContext, stated_unit
from normalize.text import comparable
from normalize.year_mentions import year_mentions

FEWEST_LEVELS = 2
"""Levels at the least, besides the sum of all."""

_PLANNED = ("projects_planned", "budget_planned", "percent", "percent_projects", "percent_budget")
"""What the columns of a plan may mean; others belong to a report."""


@dataclass(slots=True)
class LevelSums:
    """The totals and headings that the tables of a document print by level, and the places of the tables."""

    totals: list[SummaryTotal] = field(default_factory=list)
    headings: list[TableHeading] = field(default_factory=list)
    places: set[Place] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of such a table: the levels, the counts of projects, and the money by year."""

    label: int
    counts: tuple[int, ...]
    money: Mapping[int, int | None]
    units: Mapping[int, int]


def read_level_sums(
    grids: Iterable[Grid], scheme: LevelScheme, names: LevelNumbers, above: Mapping[Place, TableContext]
) -> LevelSums:
    """The sums of levels in the tables of a document.

    `above` is what the lines above each table state; a table of years before the plan sums up none of it.
    """
    found = LevelSums()
    for grid in grids:
        rows = matrix(grid)
        if not rows or max(len(rows), len(rows[0])) > MOST_COLUMNS:
            continue
        context = above.get(grid.place, TableContext())
        levels = LevelColumn(scheme, names)
        first = data_begins(rows)
        columns = _columns(rows, first, levels, context.unit) if first and not context.is_past else None
        if columns is None:
            continue
        read = [total for row in rows[first:] if (total := _total(row, columns, levels, found)) is not None]
        summed = [(total.dimension, total.section) for total in read if total.scope is Scope.DIMENSION]
        if len(summed) >= FEWEST_LEVELS and len(set(summed)) == len(summed):  # else it lists projects of the levels
            found.places.add(grid.place)
            found.totals += read
    return found


def _columns(rows: Sequence[Row], first: int, levels: LevelColumn, unit: int | None) -> _Columns | None:
    """The columns, if all that have numbers are of a plan, and one of them is of money."""
    paths, body = titles_of(rows[:first]), rows[first:]
    counts: list[int] = []
    money: dict[int, int | None] = {}
    meanings = _meanings(paths, body)
    for column, path in enumerate(paths):
        if column not in meanings:
            continue
        meaning = meanings[column]
        year = _year(path)
        if meaning not in _PLANNED and year is None and not _is_sum(path):
            if meaning:
                return None
            continue
        if meaning == "projects_planned" or (_is_sum(path) and meaning != "budget_planned" and not money):
            counts.append(column)
        elif not meaning.startswith("percent"):
            money[column] = year
    taken = {*counts, *money}
    label = levels.column(paths, body, taken)
    if label is None or not money or holds_projects(body) or not _are_levels(body, label, levels):
        return None
    counts = [column for column in counts if column > label and not _is_order(paths[column])]
    years = [year for year in money.values() if year is not None]
    if years:
        money = {column: year for column, year in money.items() if year is not None}  # without their sum
    outer = unit or stated_unit([text for path in paths for text in path]) or 1
    units = {column: stated_unit(reversed(paths[column])) or outer for column in money}
    return _Columns(label, _summing(counts, paths), dict(list(money.items())[: None if years else 1]), units)


def _meanings(paths: Sequence[Sequence[str]], body: Sequence[Row]) -> dict[int, str]:
    """What the columns of numbers mean. Projects "to be done" (จำนวนโครงการที่ดำเนินการ) are planned where none are."""
    numbers = (column for column in range(len(paths)) if holds_numbers(body, column))
    found = {column: column_meaning(paths[column]) if paths[column] else "" for column in numbers}
    is_plan = not {"projects_planned", "projects_other", "budget_spent", "budget_left"} & set(found.values())
    return {column: "projects_planned" if is_plan and x == "projects_done" else x for column, x in found.items()}


def _are_levels(body: Sequence[Row], label: int, levels: LevelColumn) -> bool:
    """Whether every row is of a level or a sum. A number alone may be a level's."""
    for row in body:
        text = " ".join(text_of(row, label).split())
        words = " ".join(text_of(row, column) for column in range(len(row)))
        if text and not (levels.holds(text) or names_sum(words) or is_number(text)):
            return False
    return True


def _year(path: Sequence[str]) -> int | None:
    years = {mention.year for title in path for mention in year_mentions(title)}
    return years.pop() if len(years) == 1 else None


def _is_sum(path: Sequence[str]) -> bool:
    return bool(path) and comparable(path[-1]).startswith(family().totals.sums)


def _is_order(path: Sequence[str]) -> bool:
    return bool(path) and family().columns.match(path[-1]) == "order"


def _summing(counts: Sequence[int], paths: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The column of counts that sums the others, else all of them: one for each kind."""
    sums = [column for column in counts if _is_sum(paths[column])]
    return tuple(sums[:1] or counts)


def _total(row: Row, columns: _Columns, levels: LevelColumn, found: LevelSums) -> SummaryTotal | None:
    label = " ".join(text_of(row, columns.label).split())
    words = " ".join(text_of(row, c) for c in range(len(row)) if c not in columns.money and c not in columns.counts)
    money = [
        MoneyCell(
            year, "year" if year else Field.BUDGET, cell.text.strip(), cell.raw, cell.place, cell.confidence, unit
        )
        for column, year in columns.money.items()
        if (cell := _filled(row, column)) is not None and (unit := columns.units.get(column, 1))
    ]
    if not money and not any(_filled(row, column) for column in columns.counts):
        return None
    counts = [figure_of(text_of(row, column)) for column in columns.counts]
    count = int(sum(number for number in counts if number is not None)) if any(n is not None for n in counts) else None
    place = next(cell.place for cell in row if cell is not None and cell.text.strip())
    is_grand = names_sum(words) and not levels.holds(label)
    if is_grand:
        return SummaryTotal(Scope.GRAND, None, count, money, place, words)
    if not label or levels.is_lower(label):
        return None
    number, title = levels.number(label, row, columns.label)
    if title and all(heading.path != (number,) for heading in found.headings):
        found.headings.append(TableHeading((number,), title, place))
    return SummaryTotal(Scope.DIMENSION, number, count, money, place, words, is_numbered=True)


def _filled(row: Row, column: int) -> Cell | None:
    cell = row[column] if column < len(row) else None
    return cell if cell is not None and cell.text.strip() else None


def add_level_sums(summary: Summary, sums: LevelSums) -> None:
    """Adds the sums that the summary does not print itself, and the headings that it does not name."""
    known = {(total.scope, total.dimension, cell.fiscal_year) for total in summary.totals for cell in total.money}
    for total in sums.totals:
        total.money = [cell for cell in total.money if (total.scope, total.dimension, cell.fiscal_year) not in known]
        if total.money:
            summary.totals.append(total)
    named = {heading.path for heading in summary.headings}
    summary.headings += [heading for heading in sums.headings if heading.path not in named]
