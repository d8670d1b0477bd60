"""Totals of sections: sums of some rows of a dimension, which are neither its total nor the plan's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from extract.grammar.family import family
from extract.grammar.levels import LevelScheme
from extract.grammar.patterns import patterns
from extract.model.document import Place
from extract.model.plan import Finding, Path, RowRef, Scope
from extract.tables.group_sums import Sums, money_of
from extract.tables.headers import Row
from extract.tables.summary_types import Summary, SummaryRow, SummaryTotal
from normalize.readings import printed
from schemas.checks import CheckCode

_SUMMED = re.compile(r"(?<![\d.,])[1-9]\d?\.\d{1,2}(?![\d.,])")


def summed_section(label: str, path: Path) -> str:
    """The code of a section of the dimension in force that a total's label names: รวม 1.1, รวมภารกิจที่ 1.1."""
    found = _SUMMED.search(label)
    return found[0] if found and path and int(found[0].split(".")[0]) == path[0] else ""


def summed_level(row: Row, scheme: LevelScheme) -> str | None:
    """The label of a total of a level that only this document knows: รวมแกนที่ 1. None for any other row."""
    text = next((" ".join(cell.text.split()) for cell in row if cell is not None and cell.text.strip()), "")
    lead = next((word for word in family().totals.sums if text.startswith(word)), "")
    heading = scheme.read(text[len(lead) :].strip()) if lead else None
    return text if heading is not None and heading.numbers and not heading.title else None


def mentioned(text: str, scheme: LevelScheme) -> re.Match[str] | None:
    """The `number` of the level that a label names, with any word of the family or one of the document's own."""
    return patterns().any_level.mention.search(text) or scheme.levels.mention.search(text)


def part_section_totals(summary: Summary) -> None:
    """Takes the totals of sections out of those of dimensions; a finding for each that names a section and differs.

    A total is a section's if it names its code, or if a dimension has several and it sums the rows since the last one.
    """
    groups: dict[tuple[int | None, ...], list[SummaryTotal]] = defaultdict(list)
    kept: list[SummaryTotal] = []
    for total in summary.totals:
        if total.section:
            summary.findings += _differing(total, summary.rows)
            continue
        kept.append(total)
        if total.scope is Scope.DIMENSION and total.dimension is not None and total.money:
            years = tuple(cell.fiscal_year for cell in total.money)  # a table of another year has its own totals
            groups[total.dimension, *years].append(total)
    dropped = {id(total) for group in groups.values() if len(group) > 1 for total in _of_sections(group, summary)}
    summary.totals = [total for total in kept if id(total) not in dropped]


def _differing(total: SummaryTotal, rows: Iterable[SummaryRow]) -> list[Finding]:
    sums = money_of([row for row in rows if any(p.section == total.section for p in row.projects)])
    found = _money(total)
    return [
        Finding(
            CheckCode.TOTAL_MISMATCH,
            RowRef("tables", ""),
            f"{value:f}",
            f"{sums.get(year, Decimal(0)):f}",
            total.place,
            {"what": f"section {total.section}", "year": str(year or "")},
        )
        for year, value in found.items()
        if value != sums.get(year, Decimal(0))
    ]


def _of_sections(group: Sequence[SummaryTotal], summary: Summary) -> list[SummaryTotal]:
    """The totals of one dimension that sum the rows since the total before them, and not the dimension."""
    whole = money_of([row for row in summary.rows if any(p.dimension == group[0].dimension for p in row.projects)])
    found: list[SummaryTotal] = []
    last: Place | None = None
    for total in sorted(group, key=lambda total: total.place):
        money = _money(total)
        rows = [row for row in summary.rows if row.place < total.place and (last is None or row.place > last)]
        if any(project.dimension != total.dimension for row in rows for project in row.projects):
            last = total.place
            continue  # it sums several dimensions, as a table of one year does
        between = money_of(rows)
        own = {year: between.get(year, Decimal(0)) for year in money}
        if own == money and any(money.values()) and money != {year: whole.get(year) for year in money}:
            found.append(total)
        last = total.place
    return found if len(found) < len(group) or len(found) > 1 else []


def _money(total: SummaryTotal) -> Sums:
    return {cell.fiscal_year: printed(cell.in_baht()) or Decimal(0) for cell in total.money if cell.role != "total"}
