"""The figures of the overview and of the sheet of plans, counted while the tables are read once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from phaen.emit.arrow import to_arrow
from phaen.emit.excel_findings import SEVERITIES
from phaen.emit.parquet_files import GroupSize, StoredTable
from phaen.emit.row_groups import text_bytes
from phaen.emit.values import NUMBER_DIGITS, Row, conform
from schemas.bilingual import Bilingual
from schemas.checks import CheckCode, Severity
from schemas.tables import TableSchema
from schemas.workbook import workbook

if TYPE_CHECKING:
    import pyarrow as pa

_OF_DOCUMENTS = (
    "document_id", "document_kind", "status", "organization", "organization_type", "province", "fiscal_year_first",
    "fiscal_year_last", "pages", "text_source", "source_file",
)  # fmt: skip
_TOO_MUCH = Decimal(10) ** (NUMBER_DIGITS - 2)
_OF_YEARS = ("document_id", "standard_dimension", "standard_dimension_en", "fiscal_year", "amount", "doubt")
_OF_CHECKS = ("document_id", "check", "severity", "part")


@dataclass(frozen=True)
class HeldTable:
    """A table in memory, read like one in a file."""

    table: TableSchema
    held: pa.Table

    @property
    def rows(self) -> int:
        """Number of rows."""
        return self.held.num_rows  # type: ignore[no-any-return]

    @property
    def groups(self) -> list[GroupSize]:
        """All rows are one group."""
        return [GroupSize(self.rows, int(text_bytes(self.held).sum()))]

    def read(self, start: int = 0, stop: int | None = None) -> Iterator[pa.Table]:
        """The rows from `start` to before `stop`."""
        if self.rows:
            yield self.held.slice(start, (self.rows if stop is None else stop) - start)


@dataclass
class PlanFigures:
    """The figures of one document."""

    projects: int = 0
    baht: Decimal | None = None
    baht_in_doubt: Decimal | None = None
    findings: Counter[Severity] = field(default_factory=Counter)
    worst: tuple[int, str] | None = None
    """Position of its severity, and code."""


@dataclass
class Figures:
    """The figures of a dataset. `budget` is by dimension (None: not of the framework) and year."""

    documents: list[Row] = field(default_factory=list)
    plans: defaultdict[str, PlanFigures] = field(default_factory=lambda: defaultdict(PlanFigures))
    budget: dict[Bilingual | None, dict[int | None, Decimal]] = field(default_factory=dict)
    findings: Counter[tuple[str, Severity]] = field(default_factory=Counter)
    complete: Counter[str] = field(default_factory=Counter)
    projects: int = 0

    @property
    def baht(self) -> Decimal:
        """The sum of all amounts of plans."""
        return sum((plan.baht or Decimal(0) for plan in self.plans.values()), Decimal(0))

    @property
    def baht_in_doubt(self) -> Decimal:
        """The part of it whose rows have a doubt."""
        return sum((plan.baht_in_doubt or Decimal(0) for plan in self.plans.values()), Decimal(0))

    @property
    def truncated(self) -> int:
        """The number of texts that are longer than a cell of Excel holds."""
        return sum(count for (code, _), count in self.findings.items() if code == CheckCode.CELL_TRUNCATED)

    def plan_rows(self) -> HeldTable:
        """The rows of the sheet of plans."""
        table = workbook().plans
        return HeldTable(table, to_arrow(table, conform(table, map(self._plan_row, self.documents))))

    def _plan_row(self, document: Row) -> Row:
        plan = self.plans[str(document["document_id"])]
        counts = {name: plan.findings[severity] for name, severity in zip(_COUNTS, SEVERITIES, strict=True)}
        worst = plan.worst[1] if plan.worst else None
        own = {"projects": plan.projects, "baht": _shown(plan.baht), "baht_in_doubt": _shown(plan.baht_in_doubt)}
        return {**document, **own, **counts, "worst_finding": worst}


_COUNTS = ("errors", "warnings", "infos")


def figures(stored: Mapping[str, StoredTable]) -> Figures:
    """The figures of the tables. Memory grows with the number of documents only."""
    told = Figures()
    for piece in stored["documents"].read(columns=_OF_DOCUMENTS):
        told.documents.extend(piece.select(_OF_DOCUMENTS).to_pylist())
    for piece in stored["projects"].read(columns=("document_id", *workbook().complete)):
        _count_projects(told, piece)
    for piece in stored["project_years"].read(columns=_OF_YEARS):
        _add_amounts(told, piece)
    for piece in stored["checks"].read(columns=_OF_CHECKS):
        _count_findings(told, piece)
    return told


def _count_projects(told: Figures, piece: pa.Table) -> None:
    told.projects += piece.num_rows
    for name in workbook().complete:
        told.complete[name] += piece.num_rows - piece[name].null_count
    for document, count in _grouped(piece, ["document_id"], "document_id", "count"):
        told.plans[str(document)].projects += count


def _add_amounts(told: Figures, piece: pa.Table) -> None:
    import pyarrow.compute as pc

    for document, amount in _grouped(piece, ["document_id"], "amount", "sum"):
        plan = told.plans[str(document)]
        plan.baht = _added(plan.baht, amount)
    for document, amount in _grouped(piece.filter(pc.is_valid(piece["doubt"])), ["document_id"], "amount", "sum"):
        plan = told.plans[str(document)]
        plan.baht_in_doubt = _added(plan.baht_in_doubt, amount)
    keys = ["standard_dimension", "standard_dimension_en", "fiscal_year"]
    for name, name_en, year, amount in _grouped(piece, keys, "amount", "sum"):
        dimension = Bilingual(name_en or name, name) if name else None
        by_year = told.budget.setdefault(dimension, {})
        by_year[year] = by_year.get(year, Decimal(0)) + (amount or 0)


def _shown(amount: Decimal | None) -> Decimal | None:
    """A sum, unless it has more digits than a cell of a number: no plan has as much money."""
    return None if amount is None or abs(amount) >= _TOO_MUCH else amount


def _added(before: Decimal | None, amount: Decimal | None) -> Decimal | None:
    return before if amount is None else (before or Decimal(0)) + amount


def _count_findings(told: Figures, piece: pa.Table) -> None:
    import pyarrow.compute as pc

    facts = piece.filter(pc.equal(piece["part"], 1))
    for document, code, severity, count in _grouped(facts, ["document_id", "check", "severity"], "part", "count"):
        plan = told.plans[str(document)]
        plan.findings[Severity(severity)] += count
        rank = SEVERITIES.index(Severity(severity))
        if plan.worst is None or rank < plan.worst[0]:
            plan.worst = (rank, code)
        told.findings[code, Severity(severity)] += count


def _grouped(piece: pa.Table, keys: list[str], what: str, how: str) -> Iterator[tuple]:  # type: ignore[type-arg]
    """Each group's keys and result, in the order of their first rows."""
    result = piece.group_by(keys, use_threads=False).aggregate([(what, how)])
    names = [*keys, f"{what}_{how}"]
    yield from zip(*(result[name].to_pylist() for name in names), strict=True)
