"""The plan tree. The parser builds it from a Document, the checks complete it, and the emitters write it as rows.

Every value records its place in the source and how it was determined, whatever the file format. Money is a Decimal in
baht; years are integers of the Buddhist Era.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from extract.model.decisions import Decision
from extract.model.document import Document, Grid, Place
from extract.model.html_table import html_table
from normalize.frameworks import Standard
from normalize.readings import Reading
from schemas.bilingual import Bilingual
from schemas.checks import CHECKS, CheckCode, Severity

T = TypeVar("T")


class Method(StrEnum):
    """How a value was determined."""

    PRINTED = "printed"
    OCR = "ocr"
    ALIGNED = "aligned"
    RECONCILED = "reconciled"
    CORRECTED = "corrected"


class DocumentKind(StrEnum):
    """The kind of a document."""

    ACTION_PLAN = "action_plan"
    PROGRESS_REPORT = "progress_report"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """Which part of the plan prints an amount."""

    SUMMARY = "summary"
    DETAIL = "detail"


class Scope(StrEnum):
    """Which amounts a printed total sums."""

    DIMENSION = "dimension"
    GRAND = "grand"


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """A value read from the source, with its unchanged source text, its place, and how it was determined."""

    value: T
    raw: str
    place: Place | None
    method: Method = Method.PRINTED
    confidence: float | None = None
    """Confidence (0..1) of the source text. Set for OCR only."""


@dataclass(slots=True)
class Facts:
    """What the document states about itself."""

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
"""The numbers of a heading, one per level: (1,) is มิติที่ 1, (1, 2) is ภารกิจ 1.2, (1, 2, 3) is one level below it."""


def path_of(code: str) -> Path:
    """Parse a printed code into a path.

    >>> path_of("1.2.3")
    (1, 2, 3)
    """
    return tuple(int(part) for part in code.split(".") if part)


def code_of(path: Path, depth: int) -> str:
    """The first `depth` levels of a path as a code; empty if the path is shorter.

    >>> code_of((1, 2, 3), 2)
    '1.2'
    """
    return ".".join(map(str, path[:depth])) if len(path) >= depth else ""


@dataclass(slots=True)
class Heading:
    """A heading of the hierarchy. `standard` is the matching heading of a national framework."""

    path: Path
    name: str
    place: Place
    standard: Standard | None = None

    @property
    def level(self) -> int:
        """1 for a dimension, 2 for a section, 3 or more for levels below a section."""
        return len(self.path)

    @property
    def code(self) -> str:
        """The path as printed: 1.2.3."""
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

    `readings` are the possible amounts of the printed text, the most certain first. `money` is one of them, or it is
    proved by other parts of the plan.
    """

    fiscal_year: int
    basis: Basis
    money: Value[Decimal] | None
    text: str
    place: Place | None
    readings: tuple[Reading, ...] = ()
    unit: int = 1
    """Baht per printed unit (1000 for "พันบาท"). `money` and `readings` are already in baht."""


@dataclass(frozen=True, slots=True)
class JointReading:
    """Amounts whose print allows several readings, each for all of them together. One of the readings is true.

    The amounts of a cell that several projects share keep their order, though some may be lost; those of a row may be a
    column aside. A reading gives the value of each amount in baht, None if it says nothing about it. Where all readings
    agree, the amount has its money; it is still less certain than one that is printed alone in its place.
    """

    amounts: tuple[Amount, ...]
    readings: tuple[tuple[Decimal | None, ...], ...]


@dataclass(slots=True)
class Reported:
    """One place of a report about a project. `money` by column: budget_plan, budget_ordinance, budget_spent."""

    status: Value[str] | None = None
    reason: Value[str] | None = None
    money: dict[str, Value[Decimal]] = field(default_factory=dict)
    months: int | None = None
    """The months that it covers, where its row or column states them."""
    fiscal_year: int | None = None
    earlier: tuple[Reported, ...] = ()
    """The same of earlier rounds, where a table has columns for several."""

    def place(self) -> Place | None:
        """The first place in the source that it was read from."""
        return min((place for value in self.values() if (place := value.place) is not None), default=None)

    def values(self) -> list[Value[str] | Value[Decimal]]:
        """Everything that it states."""
        said: list[Value[str] | Value[Decimal] | None] = [self.status, self.reason, *self.money.values()]
        return [value for value in said if value is not None]

    def rounds(self) -> tuple[Reported, ...]:
        """The reports of all rounds, the latest last."""
        return (*self.earlier, self)


@dataclass(slots=True)
class Project:
    """A project: its summary-table row joined with its detail block. The place of a missing half is None."""

    project_id: str = ""
    order: int = 0
    path: Path = ()
    """The headings it belongs to: those above its detail block if it has one, else those above its summary row."""
    summary_path: Path = ()
    """The headings above its summary row."""
    summary_item: str = ""
    """The project number printed in its summary row."""
    item: str = ""
    kind: str = ""
    name: Value[str] | None = None
    detail_name: Value[str] | None = None
    """The name printed in its detail block; set only if both halves exist."""
    summary_name: Value[str] | None = None
    summary_place: Place | None = None
    detail_place: Place | None = None
    detail_last: Place | None = None
    fiscal_year_first: Value[int] | None = None
    fiscal_year_last: Value[int] | None = None
    budget_total: Value[Decimal] | None = None
    budget_text: Value[str] | None = None
    reported: Reported | None = None
    """What its summary row reports, if it comes from the table of a progress report."""
    listed_responsible: Value[str] | None = None
    """Who its summary row says is responsible, if its detail block says so, too."""
    fields: dict[str, Value[str]] = field(default_factory=dict)
    """Texts by column: rationale, objectives, target_group, location, methods, duration, responsible, results, ..."""
    items: list[Item] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)

    @property
    def dimension(self) -> int | None:
        """The number of its dimension, or None."""
        return self.path[0] if self.path else None

    @property
    def summary_dimension(self) -> int | None:
        """The number of the dimension whose printed total includes it: that of the summary table, else its only one."""
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
        """Whether it is listed in the summary table."""
        return self.summary_place is not None

    @property
    def in_details(self) -> bool:
        """Whether it has a detail block."""
        return self.detail_place is not None


@dataclass(slots=True)
class Total:
    """A printed total of one fiscal year; None if no year is printed. The checks fill `computed*`."""

    scope: Scope
    dimension: int | None
    fiscal_year: int | None
    printed: Value[Decimal] | None
    printed_count: Value[int] | None
    place: Place
    computed: Decimal | None = None
    computed_count: int | None = None
    unread: str = ""
    """The printed text in place of the amount, if it is not an amount."""
    unit: int = 1
    """Baht per printed unit (1000 for "พันบาท"). `printed` is already in baht."""
    is_blank: bool = False
    """Whether nothing is printed for its year, though something is for others in its row."""


@dataclass(slots=True)
class Progress:
    """The line of one dimension in the status table of a progress report; `dimension` None is the grand total.

    `values` by column: projects_planned, projects_done, budget_planned, budget_ordinance, budget_spent,
    percent_projects, percent_budget.
    """

    dimension: int | None
    values: dict[str, Value[Decimal]]
    place: Place
    unread: dict[str, Value[str]] = field(default_factory=dict)
    """Cells of these columns whose content is not a number."""


@dataclass(slots=True)
class ProjectProgress:
    """A report about one project: its status, the reason if not done, and its planned, approved and spent money.

    `months` is the number of months of the fiscal year that the report covers: 6 or 12, for quarters also 3 and 9.
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

    def values(self) -> list[Value[str] | Value[Decimal]]:
        """Everything that it states."""
        said = [self.status, self.reason, self.budget_plan, self.budget_ordinance, self.budget_spent]
        return [value for value in said if value is not None]


@dataclass(slots=True)
class Risk:
    """One step of the risk assessment. The items of a text are joined by line feeds."""

    order: int
    step: str
    score: str
    risks: str
    measures: str
    place: Place


@dataclass(slots=True)
class IndicatorTarget:
    """An indicator's target for one fiscal year. `value` is its number, `unit` the word next to the number."""

    indicator: str
    fiscal_year: int
    value: Decimal | None
    unit: str
    text: str
    place: Place


@dataclass(slots=True)
class Table:
    """A table of the source with all its cells. `table_id` counts from 1 in reading order: T1, T2, ..."""

    table_id: str
    title: str
    grid: Grid


@dataclass(frozen=True, slots=True)
class RowRef:
    """A dataset row that has no object in the plan tree: a page, a table."""

    table: str
    row_id: str


Subject = Project | Amount | Total | Progress | ProjectProgress | RowRef | None
"""The subject of a finding; None is the whole document."""


@dataclass(slots=True)
class Finding:
    """One fact about the document. The code determines severity and message; `values` fill the message template.

    `about` refers to the object, as identifiers exist only once the plan is complete; `field` is the column concerned.
    A fact that concerns several rows has `parts`: one finding for each further row, each a row of `checks`.
    """

    code: CheckCode
    about: Subject = None
    expected: str = ""
    found: str = ""
    place: Place | None = None
    values: Mapping[str, str | Bilingual] = field(default_factory=dict)
    field: str = ""
    stake: Decimal | None = None
    """Baht that would change if the finding were settled in the other way; None if no money is concerned."""
    own_severity: Severity | None = None
    sentence: Bilingual | None = None
    """What it says, where that is more than the message of its code."""
    parts: tuple[Finding, ...] = ()

    @property
    def severity(self) -> Severity:
        """That of the fact, which its parts have, too: its own, or else that of the code."""
        return self.own_severity or CHECKS[self.code].severity

    def rows(self) -> tuple[Finding, ...]:
        """The finding and its parts."""
        return (self, *self.parts)


@dataclass(frozen=True, slots=True)
class Anchor:
    """`name` identifies an object by its place in the source; `raw_digest` verifies that its text is unchanged."""

    name: str
    raw_digest: str


Anchored = Project | Amount | Heading | Total | ProjectProgress | Progress | Risk | IndicatorTarget


@dataclass(frozen=True, slots=True)
class CorrectedField:
    """A column to which a person has given its value, of an object or of the document (None), and what was read."""

    about: Anchored | None
    field: str
    read: str
    raw: str = ""
    place: Place | None = None


@dataclass(slots=True)
class PageAccount:
    """How the content of one page was used. Prose and furniture (running headers, page numbers) belong to no value."""

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
    joint_readings: list[JointReading] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)
    project_progress: list[ProjectProgress] = field(default_factory=list)
    risks: list[Risk] = field(default_factory=list)
    targets: list[IndicatorTarget] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    accounts: list[PageAccount] = field(default_factory=list)
    anchors: list[tuple[Anchored, Anchor]] = field(default_factory=list)
    """The anchors of all objects as they were read. Corrections and checks do not change them."""
    corrected: list[CorrectedField] = field(default_factory=list)
    dismissed: list[Anchored] = field(default_factory=list)
    """What a person has removed. Its text is still accounted for: it was read."""

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
        """The number of objects of each kind."""
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
