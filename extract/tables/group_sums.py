"""Rows of a table that name a level or another group of projects and print its sum, above the projects that it sums.

No list has the words of all groups. The sums prove them: a row without a kind word whose money, year by year, is that
of the rows below it up to the next such row.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extract.grammar.family import family
from extract.grammar.names import named_kind
from extract.model.decisions import Decision, Reason
from extract.tables.summary_cells import MoneyCell
from extract.tables.summary_types import Summary, SummaryRow
from normalize.readings import printed

FEWEST = 2
"""Minimum number of groups whose sums agree."""

Sums = dict[int | None, Decimal]


def part_group_sums(summary: Summary) -> None:
    """Takes the rows that sum a group out of those of projects, if the sums of all but a few prove them."""
    _part_sums_above(summary)
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


def _part_sums_above(summary: Summary) -> None:
    """Takes out the rows that sum the rows above them in words of their own: รวมงานที่ดำเนินการแล้ว. The sum proves them.

    They are of no level and not of the whole plan. One that sums nothing is no project either where all others are
    numbered and name a department or another field: its money is reported.
    """
    kept: list[SummaryRow] = []
    start = 0
    called = {id(row) for row in summary.rows if _is_called_sum(row)}
    projects = [row.projects[0] for row in summary.rows if row.projects and id(row) not in called]
    are_told = len(projects) >= FEWEST and all(project.number and project.fields for project in projects)
    for row in summary.rows:
        if id(row) in called and len(kept) - start >= FEWEST and same_sums(money_of([row]), money_of(kept[start:])):
            summary.decisions.append(Decision(row.place, "sum of a group", Reason.SUMS_GROUP, row.text))
            start = len(kept)
            continue
        if id(row) in called and are_told:
            row.projects = []
        kept.append(row)
    summary.rows = kept


def _is_called_sum(row: SummaryRow) -> bool:
    """Whether a row begins with a word for sums, and has money and no more of a project than its words."""
    is_bare = len(row.projects) <= 1 and not any(p.number or p.fields or named_kind(p.name) for p in row.projects)
    return is_bare and bool(row.money) and row.text.strip().startswith(family().totals.sums)


def same_sums(money: Sums, sums: Sums) -> bool:
    """Whether money is the sums, year by year. A year without money may have no cell."""
    return money.keys() >= {year for year, value in sums.items() if value} and all(
        value == sums.get(year, Decimal(0)) for year, value in money.items()
    )


def _may_head(row: SummaryRow) -> bool:
    return len(row.projects) == 1 and bool(row.money) and not named_kind(row.projects[0].name)


def _is_sum(summary: Summary, heads: Sequence[int], index: int) -> bool:
    """Whether a row's money is that of the rows below it, up to the next group or totals row."""
    following = next((head for head in heads if head > index), len(summary.rows))
    end = next((t.place for t in summary.totals if t.place > summary.rows[index].place), None)
    below = [row for row in summary.rows[index + 1 : following] if end is None or row.place < end]
    if not below:
        return False
    return same_sums(money_of([summary.rows[index]]), money_of(below))


def _nonzero(row: SummaryRow) -> bool:
    return any(money_of([row]).values())


def money_of(rows: Sequence[SummaryRow]) -> Sums:
    """The sum of rows by year, in baht. A cell that prints no amount counts as nothing; one may print several."""
    sums: Sums = {}
    for row in rows:
        for cell in row.money:
            sums[cell.fiscal_year] = sums.get(cell.fiscal_year, Decimal(0)) + sum(_printed(cell), Decimal(0))
    return sums


def _printed(cell: MoneyCell) -> list[Decimal]:
    """The amount of a cell, or each of those of a cell that several projects share."""
    whole = printed(cell.in_baht())
    if whole is not None:
        return [whole]
    parts = [printed(cell.in_baht(part)) for part in cell.text.split()]
    return [amount for amount in parts if amount is not None]
