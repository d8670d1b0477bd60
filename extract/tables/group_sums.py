"""Rows of a table that name a level or another group of projects and print its sum, above the projects that it sums.

No list has the words of all groups. The sums prove them: a row without a kind word whose money, year by year, is that
of the rows below it up to the next such row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extract.grammar.levels import LevelScheme
from extract.grammar.names import named_kind
from extract.model.decisions import Decision, Reason
from extract.model.document import Cell
from extract.tables.headers import Header, Row
from extract.tables.summary_cells import flat
from extract.tables.summary_types import Summary, SummaryRow
from normalize.money import looks_like_money
from normalize.numerals import arabic
from normalize.readings import printed

FEWEST = 2
"""Minimum number of groups whose sums agree."""

Sums = dict[int | None, Decimal]


_COUNTED = re.compile(r"\s*\(\D{0,20}\d+\D{0,20}\)\s*$")


def led_sum(scheme: LevelScheme, header: Header, row: Row) -> Cell | None:
    """The cell that names an outer level, in the column of the projects, of a row with nothing else than money.

    มิติที่ 1 สร้างคนดี (4 รายการ) | 445,000 | 180,000
    """
    filled = [cell for cell in row if cell is not None and cell.text.strip()]
    if len(filled) < FEWEST or filled[0].column != header.column("project"):
        return None
    text = flat(filled[0])
    heading = scheme.read(text[: tail_of_count(text)])
    is_level = heading is not None and heading.depth == 1 and bool(heading.numbers) and not named_kind(heading.title)
    return filled[0] if is_level and all(looks_like_money(arabic(cell.text)) for cell in filled[1:]) else None


def tail_of_count(text: str) -> int:
    """Where the count of projects at the end of a heading begins: (4 รายการ)."""
    match = _COUNTED.search(text)
    return match.start() if match is not None else len(text)


def part_group_sums(summary: Summary) -> None:
    """Takes the rows that sum a group out of those of projects, if the sums of all but a few prove them."""
    heads = [index for index, row in enumerate(summary.rows) if _may_head(row)]
    if not FEWEST <= len(heads) <= len(summary.rows) // 2:
        return
    proved = [index for index in heads if _is_sum(summary, heads, index)]
    if len(proved) < FEWEST or len(proved) * 5 < len(heads) * 4 or not any(_nonzero(summary.rows[i]) for i in proved):
        return
    for index in proved:
        row = summary.rows[index]
        summary.decisions.append(Decision(row.place, "sum of a group", Reason.SUMS_GROUP, row.projects[0].name))
    summary.rows = [row for index, row in enumerate(summary.rows) if index not in set(proved)]


def _may_head(row: SummaryRow) -> bool:
    return len(row.projects) == 1 and bool(row.money) and not named_kind(row.projects[0].name)


def _is_sum(summary: Summary, heads: Sequence[int], index: int) -> bool:
    """Whether a row's money is that of the rows below it, up to the next group or totals row."""
    following = next((head for head in heads if head > index), len(summary.rows))
    end = next((t.place for t in summary.totals if t.place > summary.rows[index].place), None)
    below = [row for row in summary.rows[index + 1 : following] if end is None or row.place < end]
    if not below:
        return False
    money, sums = money_of([summary.rows[index]]), money_of(below)
    return money.keys() >= {year for year, value in sums.items() if value} and all(
        value == sums.get(year, Decimal(0)) for year, value in money.items()
    )


def _nonzero(row: SummaryRow) -> bool:
    return any(money_of([row]).values())


def money_of(rows: Sequence[SummaryRow]) -> Sums:
    """The sum of rows by year, in baht. A cell that prints no amount counts as nothing."""
    sums: Sums = {}
    for row in rows:
        for cell in row.money:
            sums[cell.fiscal_year] = sums.get(cell.fiscal_year, Decimal(0)) + (printed(cell.in_baht()) or Decimal(0))
    return sums
