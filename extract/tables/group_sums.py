"""Rows of a table that name a level or another group of projects and print its sum, above the projects that it sums.

No list has the words of all groups. The sums prove them: a row without a kind word whose money, year by year, is that
of the rows below it up to the next such row.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extract.grammar.names import named_kind
from extract.model.decisions import Decision, Reason
from extract.tables.summary_types import Summary, SummaryRow
from normalize.readings import printed

FEWEST = 2
"""Minimum number of groups whose sums agree."""

Sums = dict[int | None, Decimal]


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
