"""The part of a dataset that is compared: its documents with their projects and amounts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from phaen.dataset import load
from phaen.emit.values import Row

COMPARED = ("documents", "projects", "budgets")


@dataclass(slots=True)
class ComparedProject:
    """A project: its row, and one amount in baht by fiscal year, that of the summary table if there is one."""

    row: Row
    amounts: dict[int, Decimal] = field(default_factory=dict)

    def text(self, column: str) -> str:
        """A column as text; empty if it has no value."""
        value = self.row[column]
        return "" if value is None else str(value)

    @property
    def section(self) -> str:
        """The code of the deepest level that it belongs to."""
        return self.text("subsection") or self.text("section") or self.text("dimension")

    @property
    def money(self) -> Decimal | None:
        """The sum of its amounts, else its total budget; None if neither is known."""
        if self.amounts:
            return sum(self.amounts.values(), Decimal(0))
        total = self.row["budget_total"]
        return total if isinstance(total, Decimal) else None


@dataclass(slots=True)
class ComparedDocument:
    """A document: its row, and its projects in order."""

    row: Row
    projects: list[ComparedProject] = field(default_factory=list)

    def text(self, column: str) -> str:
        """A column as text; empty if it has no value."""
        value = self.row[column]
        return "" if value is None else str(value)

    @property
    def years(self) -> tuple[object, object]:
        """Its first and its last fiscal year."""
        return self.row["fiscal_year_first"], self.row["fiscal_year_last"]


def load_documents(folder: Path) -> list[ComparedDocument]:
    """The documents of the dataset in a folder, in order. Raises FileNotFoundError, or ValueError if it is damaged."""
    rows = load(folder, only=COMPARED).rows()
    documents = {str(row["document_id"]): ComparedDocument(row) for row in rows["documents"]}
    projects: dict[tuple[str, str], ComparedProject] = {}
    for row in rows["projects"]:
        project = ComparedProject(row)
        projects[str(row["document_id"]), str(row["project_id"])] = project
        documents[str(row["document_id"])].projects.append(project)
    amounts: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows["budgets"]:
        amounts[str(row["document_id"]), str(row["project_id"])].append(row)
    for key, found in amounts.items():
        projects[key].amounts = _by_year(found)
    return list(documents.values())


def _by_year(rows: list[Row]) -> dict[int, Decimal]:
    """One amount by year: the first of the summary table, else the first of the details."""
    found: dict[int, Decimal] = {}
    for row in sorted(rows, key=lambda row: row["basis"] != "summary"):
        year, amount = row["fiscal_year"], row["amount"]
        if isinstance(year, int) and isinstance(amount, Decimal):
            found.setdefault(year, amount)
    return dict(sorted(found.items()))
