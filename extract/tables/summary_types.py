"""The content of the summary table as read: rows of projects, totals and headings."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from extract.model.decisions import Decision
from extract.model.document import Place
from extract.model.plan import Finding, Path, Reported, Scope, Value, code_of
from extract.tables.summary_cells import MoneyCell


@dataclass(slots=True)
class SummaryProject:
    """A project of the summary table, as printed."""

    number: str
    name: str
    raw: str
    place: Place
    path: Path
    """The current headings in its row."""
    fields: dict[str, str] = field(default_factory=dict)
    reported: Reported | None = None
    """What the report columns state about it."""
    told: tuple[Place, Place] | None = None
    """The first and the last place of its row and the rows below that tell its fields: its block, within the table."""

    @property
    def dimension(self) -> int | None:
        """The number of its dimension. None if the table prints none."""
        return self.path[0] if self.path else None

    @property
    def section(self) -> str:
        """The two-level code of its section."""
        return code_of(self.path, 2)


@dataclass(slots=True)
class SummaryRow:
    """A row of projects, usually one, sometimes several in one cell. Without projects it continues the row above."""

    projects: list[SummaryProject]
    money: list[MoneyCell]
    remarks: str
    remarks_raw: str
    place: Place
    shift: int = 0
    after_page_break: bool = False
    years: tuple[int, ...] = ()
    """The fiscal years of the table's columns. A blank cell beside filled ones means no money in that year."""
    remarks_place: Place | None = None
    text: str = ""
    """The first text of the row, whatever it is."""
    is_blank_none: bool = False
    """Whether a row without money costs nothing: its table leaves the cell of a year without money blank."""


@dataclass(slots=True)
class SummaryTotal:
    """A totals row: one amount per year, and possibly a count of projects."""

    scope: Scope
    dimension: int | None
    count: int | None
    money: list[MoneyCell]
    place: Place
    label: str
    is_numbered: bool = False
    """Whether the row names its dimension."""
    section: str = ""
    """The code of the section that it names: its sum is that of the section."""
    told: dict[str, Value[Decimal]] = field(default_factory=dict)
    """The figures of the columns of a report, by column of `progress`."""
    unread: dict[str, Value[str]] = field(default_factory=dict)
    """Cells of these columns that hold no number."""
    years: tuple[int, ...] = ()
    """The fiscal years of the table's columns."""


@dataclass(slots=True)
class TableHeading:
    """A heading of the hierarchy, as printed in a table cell."""

    path: Path
    name: str
    place: Place


@dataclass(slots=True)
class Summary:
    """All rows of the summary table, its totals, and the headings printed in its cells."""

    rows: list[SummaryRow] = field(default_factory=list)
    totals: list[SummaryTotal] = field(default_factory=list)
    headings: list[TableHeading] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    corrected_years: list[tuple[int, int, Place]] = field(default_factory=list)
    """Misprinted years of columns: as read, as printed, and where."""
    decisions: list[Decision] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    """Columns and tables that were not understood."""

    @property
    def dimensions(self) -> list[TableHeading]:
        """The headings of level 1."""
        return [heading for heading in self.headings if len(heading.path) == 1]

    @property
    def sections(self) -> list[TableHeading]:
        """The headings below level 1."""
        return [heading for heading in self.headings if len(heading.path) > 1]

    def project_count(self) -> int:
        """The number of projects named by the rows."""
        return sum(len(row.projects) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Above:
    """A heading on a line of its own, possibly above a table without a column for it."""

    place: Place
    path: Path
