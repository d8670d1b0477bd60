"""The plan tree: what the parser makes of a Document, what the checks complete, what the emitters turn into rows.

Every value that was read carries where it stands and how it was settled. Nothing here knows a file format.
Money is a Decimal number of baht; years are Buddhist Era integers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from extract.model.document import Document, Grid, Place
from schemas.checks import CheckCode

T = TypeVar("T")


class Method(StrEnum):
    """How a value was settled."""

    PRINTED = "printed"
    OCR = "ocr"
    ALIGNED = "aligned"
    RECONCILED = "reconciled"
    CORRECTED = "corrected"


class DocumentKind(StrEnum):
    """What a document is."""

    ACTION_PLAN = "action_plan"
    PROGRESS_REPORT = "progress_report"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """Which part of the plan prints an amount."""

    SUMMARY = "summary"
    DETAIL = "detail"


class Scope(StrEnum):
    """What a printed total sums."""

    DIMENSION = "dimension"
    GRAND = "grand"


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """A value read from the source: itself, the untouched text it came from, where that stands, how it was settled."""

    value: T
    raw: str
    place: Place | None
    method: Method = Method.PRINTED
    confidence: float | None = None
    """0..1, of the text it was read from; of OCR only."""


@dataclass(slots=True)
class Facts:
    """What the document says of itself."""

    kind: DocumentKind = DocumentKind.UNKNOWN
    title: Value[str] | None = None
    organization: Value[str] | None = None
    organization_type: str = ""
    subdistrict: Value[str] | None = None
    district: Value[str] | None = None
    province: Value[str] | None = None
    province_code: str = ""
    district_code: str = ""
    subdistrict_code: str = ""
    fiscal_year_first: Value[int] | None = None
    fiscal_year_last: Value[int] | None = None
    stated_project_count: Value[int] | None = None


@dataclass(slots=True)
class Dimension:
    """มิติ. `standard_name` is the national framework's name for it, empty if none fits."""

    number: int
    name: str
    place: Place
    standard_name: str = ""


@dataclass(slots=True)
class Section:
    """ภารกิจตามมิติ, at any depth: `code` is 1.1 or 1.1.1, `parent` the code above it (empty at depth two)."""

    code: str
    dimension: int
    name: str
    place: Place
    standard_section: str = ""

    @property
    def parent(self) -> str:
        """The code one level up, empty at depth two."""
        return self.code.rsplit(".", 1)[0] if self.code.count(".") > 1 else ""


@dataclass(slots=True)
class Item:
    """A numbered or bulleted item of a project's field. `position` counts from 1 within the field."""

    field: str
    group: str
    position: int
    number: str
    text: str
    place: Place


@dataclass(slots=True)
class Amount:
    """One project's money in one fiscal year. `value` None means: printed, but not readable as money."""

    fiscal_year: int
    basis: Basis
    money: Value[Decimal] | None
    text: str
    place: Place | None


@dataclass(slots=True)
class Project:
    """A project: its summary-table row and its detail block joined. Places are None for the half it lacks."""

    project_id: str = ""
    order: int = 0
    dimension: int | None = None
    section: str = ""
    subsection: str = ""
    summary_section: str = ""
    """The section its summary row stands under, where both halves are there."""
    summary_item: str = ""
    """The number its summary row prints."""
    item: str = ""
    kind: str = ""
    name: Value[str] | None = None
    detail_name: Value[str] | None = None
    """The name its detail block prints, where both halves are there."""
    summary_name: Value[str] | None = None
    summary_place: Place | None = None
    detail_place: Place | None = None
    detail_last: Place | None = None
    fiscal_year_first: Value[int] | None = None
    fiscal_year_last: Value[int] | None = None
    budget_total: Value[Decimal] | None = None
    budget_text: Value[str] | None = None
    fields: dict[str, Value[str]] = field(default_factory=dict)
    """Texts by column: rationale, objectives, target_group, location, methods, duration, responsible, results ..."""
    items: list[Item] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)

    @property
    def in_summary(self) -> bool:
        """Whether the summary table lists it."""
        return self.summary_place is not None

    @property
    def in_details(self) -> bool:
        """Whether it has a detail block."""
        return self.detail_place is not None


@dataclass(slots=True)
class Total:
    """A printed total of one fiscal year (None: no year is printed). `computed*` are filled by the checks."""

    scope: Scope
    dimension: int | None
    fiscal_year: int | None
    printed: Value[Decimal] | None
    printed_count: Value[int] | None
    place: Place
    computed: Decimal | None = None
    computed_count: int | None = None
    unread: str = ""
    """What is printed where the amount should be and is none."""


@dataclass(slots=True)
class Progress:
    """One dimension's line of a progress report's status table; `dimension` None is the grand line.

    `values` by column: projects_planned, projects_done, budget_planned, budget_ordinance, budget_spent,
    percent_projects, percent_budget.
    """

    dimension: int | None
    values: dict[str, Value[Decimal]]
    place: Place


@dataclass(slots=True)
class Risk:
    """One step of the risk assessment; items of a text are joined by line feeds."""

    order: int
    step: str
    score: str
    risks: str
    measures: str
    place: Place


@dataclass(slots=True)
class IndicatorTarget:
    """An indicator's target of one fiscal year. `value` is the number in it, `unit` the word beside it."""

    indicator: str
    fiscal_year: int
    value: Decimal | None
    unit: str
    text: str
    place: Place


@dataclass(slots=True)
class Table:
    """A table of the source, kept cell by cell. `table_id` counts from 1 in reading order: T1, T2, ..."""

    table_id: str
    title: str
    grid: Grid


@dataclass(slots=True)
class Finding:
    """One row of `checks`. Severity and message follow from the code; `values` fill the message's template."""

    code: CheckCode
    table: str = ""
    row_id: str = ""
    expected: str = ""
    found: str = ""
    place: Place | None = None
    values: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """A whole plan or progress report, in document order."""

    document: Document
    facts: Facts = field(default_factory=Facts)
    dimensions: list[Dimension] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)
    risks: list[Risk] = field(default_factory=list)
    targets: list[IndicatorTarget] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def add(self, findings: Iterable[Finding]) -> None:
        """Append findings."""
        self.findings.extend(findings)
