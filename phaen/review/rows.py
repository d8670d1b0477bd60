"""The rows of one document as a whole: found by their ids, with their money."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from phaen.emit.values import Row
from phaen.review.documents import DocumentRows

ID_COLUMNS = {
    "documents": "document_id",
    "pages": "page",
    "dimensions": "dimension",
    "sections": "section",
    "projects": "project_id",
    "budgets": "row_id",
    "totals": "row_id",
    "progress": "row_id",
    "project_progress": "row_id",
}
"""The column that `row_id` of provenance and checks refers to, by table."""

SUMMARY = "summary"


class DocumentIndex:
    """The rows of one document by table and id."""

    def __init__(self, rows: DocumentRows) -> None:
        self._rows = {(table, str(row[column])): row for table, column in ID_COLUMNS.items() for row in rows[table]}
        self.budgets = one_amount_per_year(rows["budgets"])
        self._money: dict[str, Decimal] = {}
        for row in self.budgets:
            project = str(row["project_id"])
            self._money[project] = self._money.get(project, Decimal(0)) + money(row["amount"])

    def row(self, table: str, row_id: str) -> Row | None:
        """The row, None if there is none."""
        return self._rows.get((table, row_id))

    def money_of_project(self, project_id: str) -> Decimal:
        """The project's budget over all years, in baht."""
        return self._money.get(project_id, Decimal(0))


def one_amount_per_year(budgets: Iterable[Row]) -> list[Row]:
    """One row per project and year: that of the summary if it has an amount, else that of the details."""
    chosen: dict[tuple[object, object], Row] = {}
    for row in budgets:
        if row["amount"] is None:
            continue
        key = row["project_id"], row["fiscal_year"]
        if key not in chosen or row["basis"] == SUMMARY:
            chosen[key] = row
    return list(chosen.values())


def money(value: object) -> Decimal:
    """An amount of the dataset; zero if it is empty."""
    return value if isinstance(value, Decimal) else Decimal(0)


_AMOUNT = re.compile(r"(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d{1,2})?")


def amount_in(text: object) -> Decimal | None:
    """The amount that a text is, with or without separators; None if it is anything else, such as `15,00`."""
    plain = str(text if text is not None else "").strip()
    return Decimal(plain.replace(",", "")) if _AMOUNT.fullmatch(plain) else None
