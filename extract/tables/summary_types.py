"""What the summary table holds, as read: rows of projects, totals, headings."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.model.document import Place
from extract.model.plan import Scope
from extract.tables.summary_cells import MoneyCell


@dataclass(slots=True)
class SummaryProject:
    """One project of the summary table, as printed."""

    number: str
    name: str
    raw: str
    place: Place
    dimension: int | None
    section: str
    subsection: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class SummaryRow:
    """A row of projects: usually one, sometimes several in one cell. Without projects it goes on with the row above."""

    projects: list[SummaryProject]
    money: list[MoneyCell]
    remarks: str
    remarks_raw: str
    place: Place
    shift: int = 0
    after_page_break: bool = False
    years: tuple[int, ...] = ()
    """The fiscal years of the table's columns: a blank cell beside filled ones means no money in its year."""
    remarks_place: Place | None = None


@dataclass(slots=True)
class SummaryTotal:
    """A totals row: one amount a year, perhaps a count of projects."""

    scope: Scope
    dimension: int | None
    count: int | None
    money: list[MoneyCell]
    place: Place
    label: str
    is_numbered: bool = False
    """Whether the row names its dimension."""


@dataclass(slots=True)
class NamedHeading:
    """A dimension or section as a table cell prints it."""

    code: str
    name: str
    dimension: int
    place: Place


@dataclass(slots=True)
class Summary:
    """All rows of the summary table, its totals, and the headings its cells print."""

    rows: list[SummaryRow] = field(default_factory=list)
    totals: list[SummaryTotal] = field(default_factory=list)
    dimensions: list[NamedHeading] = field(default_factory=list)
    sections: list[NamedHeading] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    corrected_years: list[tuple[int, int, Place]] = field(default_factory=list)
    """Years of columns that were slips: as read, as printed, where."""


@dataclass(frozen=True, slots=True)
class Above:
    """A heading that stands as a line of its own, perhaps above a table without a column for it."""

    place: Place
    dimension: int
    section: str = ""
