"""The plan tree: what the parser makes of a Document, what the checks complete, what the emitters turn into rows.

Every value that was read carries where it stands and how it was settled. Nothing here knows a file format.
Money is a Decimal number of baht; years are Buddhist Era integers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from extract.model.decisions import Decision
from extract.model.document import Document, Grid, Place
from extract.model.html_table import html_table
from normalize.readings import Reading
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


Path = tuple[int, ...]
"""The numbers of a heading, level by level: (1,) is มิติที่ 1, (1, 2) its ภารกิจ 1.2, (1, 2, 3) what is below that."""


def path_of(code: str) -> Path:
    """The path that a code prints.

    >>> path_of("1.2.3")
    (1, 2, 3)
    """
    return tuple(int(part) for part in code.split(".") if part)


def code_of(path: Path, depth: int) -> str:
    """The first `depth` levels of a path as a code, empty where the path is shorter.

    >>> code_of((1, 2, 3), 2)
    '1.2'
    """
    return ".".join(map(str, path[:depth])) if len(path) >= depth else ""


@dataclass(slots=True)
class Heading:
    """A heading of the hierarchy; `standard` is its name (level 1) or code (level 2) in the national framework."""

    path: Path
    name: str
    place: Place
    standard: str = ""

    @property
    def level(self) -> int:
        """1 for a dimension, 2 for a section, 3 and more for what is below a section."""
        return len(self.path)

    @property
    def code(self) -> str:
        """The path as it is printed: 1.2.3."""
        return code_of(self.path, self.level)


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
    """One project's money in one fiscal year. `money` None means: printed, but not readable as money.

    `readings` are the amounts that its print may mean, the clearest first; `money` is always one of them or is proved
    by other parts of the plan.
    """

    fiscal_year: int
    basis: Basis
    money: Value[Decimal] | None
    text: str
    place: Place | None
    readings: tuple[Reading, ...] = ()
    unit: int = 1
    """What one of the unit that is printed is in baht; `money` and `readings` are in baht."""


@dataclass(slots=True)
class Reported:
    """What one place of a report says of a project. `money` by column: budget_plan, budget_ordinance, budget_spent."""

    status: Value[str] | None = None
    reason: Value[str] | None = None
    money: dict[str, Value[Decimal]] = field(default_factory=dict)

    def place(self) -> Place | None:
        """Where the first of it stands."""
        values = [value.place for value in (self.status, self.reason, *self.money.values()) if value is not None]
        return min((place for place in values if place is not None), default=None)


@dataclass(slots=True)
class Project:
    """A project: its summary-table row and its detail block joined. Places are None for the half it lacks."""

    project_id: str = ""
    order: int = 0
    path: Path = ()
    """The headings it belongs to, by its details where it has them, else by its summary row."""
    summary_path: Path = ()
    """The headings above its summary row."""
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
    reported: Reported | None = None
    """What its summary row reports, for one of a report table."""
    fields: dict[str, Value[str]] = field(default_factory=dict)
    """Texts by column: rationale, objectives, target_group, location, methods, duration, responsible, results ..."""
    items: list[Item] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)

    @property
    def dimension(self) -> int | None:
        """The number of its dimension, None if it has none."""
        return self.path[0] if self.path else None

    @property
    def summary_dimension(self) -> int | None:
        """The number of the dimension whose printed total it is a part of: the table's own, else its only one."""
        return self.summary_path[0] if self.summary_path else self.dimension

    @property
    def section(self) -> str:
        """The two-level code of its section, empty if it has none."""
        return code_of(self.path, 2)

    @property
    def subsection(self) -> str:
        """The three-level code below its section, empty if it has none."""
        return code_of(self.path, 3)

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
    unit: int = 1
    """What one of the unit that is printed is in baht; `printed` is in baht."""


@dataclass(slots=True)
class Progress:
    """One dimension's line of a progress report's status table; `dimension` None is the grand line.

    `values` by column: projects_planned, projects_done, budget_planned, budget_ordinance, budget_spent,
    percent_projects, percent_budget.
    """

    dimension: int | None
    values: dict[str, Value[Decimal]]
    place: Place
    unread: dict[str, Value[str]] = field(default_factory=dict)
    """Cells of these columns that hold something else than a number."""


@dataclass(slots=True)
class ProjectProgress:
    """What a report says of one project: how far it is done, why not, its money in the plan, approved and spent.

    `months` is the part of the fiscal year that the report covers: 6 or 12, by quarters 3 and 9.
    """

    project: Project
    place: Place
    months: int | None = None
    fiscal_year: int | None = None
    status: Value[str] | None = None
    reason: Value[str] | None = None
    budget_plan: Value[Decimal] | None = None
    budget_ordinance: Value[Decimal] | None = None
    budget_spent: Value[Decimal] | None = None


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


@dataclass(frozen=True, slots=True)
class RowRef:
    """A row of the dataset that no object of the plan tree is: a page, a table."""

    table: str
    row_id: str


Subject = Project | Amount | Total | Progress | ProjectProgress | RowRef | None
"""What a finding is about; None is the document."""


@dataclass(slots=True)
class Finding:
    """One row of `checks`. Severity and message follow from the code; `values` fill the message's template.

    `about` is the thing itself, which has an identifier only once the plan is complete; `field` is the column of it.
    """

    code: CheckCode
    about: Subject = None
    expected: str = ""
    found: str = ""
    place: Place | None = None
    values: dict[str, str] = field(default_factory=dict)
    field: str = ""


@dataclass(slots=True)
class PageAccount:
    """What became of everything on a page. Prose and furniture are no part of any value, and need not be."""

    page: int
    lines: int = 0
    lines_placed: int = 0
    lines_furniture: int = 0
    lines_prose: int = 0
    lines_unplaced: int = 0
    amounts: int = 0
    amounts_placed: int = 0
    amounts_unplaced: int = 0
    tables: int = 0
    tables_unread: int = 0
    columns_unknown: int = 0


@dataclass(slots=True, repr=False)
class Plan:
    """A whole plan or progress report, in document order."""

    document: Document
    facts: Facts = field(default_factory=Facts)
    headings: list[Heading] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)
    project_progress: list[ProjectProgress] = field(default_factory=list)
    risks: list[Risk] = field(default_factory=list)
    targets: list[IndicatorTarget] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    accounts: list[PageAccount] = field(default_factory=list)

    @property
    def dimensions(self) -> list[Heading]:
        """The headings of level 1."""
        return [heading for heading in self.headings if heading.level == 1]

    @property
    def sections(self) -> list[Heading]:
        """The headings below level 1."""
        return [heading for heading in self.headings if heading.level > 1]

    def add(self, findings: Iterable[Finding]) -> None:
        """Append findings."""
        self.findings.extend(findings)

    def counts(self) -> dict[str, int]:
        """How much of each thing it holds."""
        return {
            "pages": len(self.document.pages),
            "dimensions": len(self.dimensions),
            "sections": len(self.sections),
            "projects": len(self.projects),
            "amounts": sum(len(project.amounts) for project in self.projects),
            "totals": len(self.totals),
            "findings": len(self.findings),
        }

    def __repr__(self) -> str:
        organization = self.facts.organization.value if self.facts.organization else self.document.source_file
        counts = ", ".join(f"{name}: {count:,}" for name, count in self.counts().items() if count)
        return f"<Plan {self.document.document_id} {organization!r} {counts or 'without content'}>"

    def _repr_html_(self) -> str:
        facts = [(item.name, getattr(self.facts, item.name)) for item in fields(self.facts)]
        stated = [(name, fact.value if isinstance(fact, Value) else fact) for name, fact in facts if fact]
        rows = [("document_id", self.document.document_id), ("source_file", self.document.source_file), *stated]
        return html_table("Plan", [*((name, str(value)) for name, value in rows), *self.counts().items()])
