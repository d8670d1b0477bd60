"""What the progress reports of a body tell of the projects of its plan, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from extract.model.plan import DocumentKind
from phaen.emit.across.cards import Card, Load
from phaen.emit.across.likeness import partners, project_keys

if TYPE_CHECKING:
    import pyarrow as pa

WHOLE_YEAR = 12
"""Months of a report without a round."""

NEEDED = ("documents", "projects", "project_progress")


@dataclass(frozen=True, slots=True)
class Told:
    """What a report tells of one project in one year. `months` is the part of the year that it covers."""

    months: int
    status: str | None
    spent: Decimal | None
    report_id: str


class Reports:
    """The reports of one body, by the years that they cover."""

    def __init__(self, cards: Iterable[Card], loads: Sequence[Load]) -> None:
        self._reports = [card for card in cards if card.kind == DocumentKind.PROGRESS_REPORT]
        self._loads = loads

    def of(self, plan: Mapping[str, pa.Table]) -> dict[tuple[str, int], Told]:
        """By project_id and fiscal year: what the latest report tells. `plan` holds the tables of one plan."""
        found: dict[tuple[str, int], Told] = {}
        for card in self._reports:
            report = self._loads[card.position](NEEDED)
            mine = _partners(plan, report)
            for row in report["project_progress"].to_pylist():
                project, year = mine.get(row["project_id"]), _year(row["fiscal_year"], card)
                if project is None or year is None or (row["status"] is None and row["budget_spent"] is None):
                    continue
                told = Told(row["round"] or WHOLE_YEAR, row["status"], row["budget_spent"], card.document_id)
                known = found.get((project, year))
                if known is None or told.months > known.months:
                    found[project, year] = told
        return found


def _partners(plan: Mapping[str, pa.Table], report: Mapping[str, pa.Table]) -> dict[str, str]:
    """The project_id in the plan of each project of the report that it has, by its project_id in the report."""
    planned, reported = (tables["projects"]["project_id"].to_pylist() for tables in (plan, report))
    pairs = partners(project_keys(report), project_keys(plan))
    return {reported[i]: planned[j] for i, j in pairs.items()}


def _year(year: int | None, card: Card) -> int | None:
    """The year of a report's row: its own, else that of a report of one year."""
    if year is not None:
        return year
    return card.first if card.first == card.last else None
