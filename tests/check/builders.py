"""Small plans, built by hand: only what a check looks at is filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from extract.model.document import Document, Line, Page, Place, TextSource
from extract.model.plan import (
    Amount,
    Basis,
    Facts,
    Finding,
    Path,
    Plan,
    Progress,
    Project,
    RowRef,
    Scope,
    Total,
    Value,
    path_of,
)
from normalize.readings import readings
from schemas.checks import CheckCode

YEAR = 2566
SHA256 = "0123456789abcdef" * 4
DETAILS_PAGE = 2

Money = Sequence[int | None]
"""Amounts of one fiscal year after the other, from YEAR on; None is printed, but cannot be read."""


def page(number: int = 1, quality: float = 1.0, text: str = "ข้อความ") -> Page:
    lines = (Line(text, text, Place(number, 1)),) if text else ()
    return Page(number, lines, TextSource.TEXT, quality=quality)


def plan(
    projects: Sequence[Project] = (),
    totals: Sequence[Total] = (),
    progress: Sequence[Progress] = (),
    facts: Facts | None = None,
    pages: Sequence[Page] = (),
) -> Plan:
    """A plan of these parts; the projects are numbered as the parser does."""
    for order, entry in enumerate(projects, 1):
        entry.order, entry.project_id = order, f"P{order:03d}"
    document = Document("plan.txt", SHA256, TextSource.TEXT, tuple(pages or [page()]))
    parts = {"projects": list(projects), "totals": list(totals), "progress": list(progress)}
    return Plan(document, facts or Facts(), **parts)


def project(
    *,
    summary: Money | None = (0,),
    total: int | None = None,
    by_year: Money = (),
    name: str = "โครงการตัวอย่าง",
    line: int = 1,
    details: bool = True,
    dimension: int | None = 1,
    section: str = "1.1",
    fields: Sequence[str] = (),
) -> Project:
    """One project: `summary` None means no summary row; `total` and `by_year` are what its detail block prints."""
    made = Project(path=_path(dimension, section), name=Value(name, name, Place(1, line)))
    made.fields = {key: Value(key, key, Place(DETAILS_PAGE, line)) for key in fields if key != "budget"}
    if summary is not None:
        made.summary_place = Place(1, line)
        made.amounts = [_amount(year, Basis.SUMMARY, money) for year, money in enumerate(summary, YEAR)]
    if details:
        made.detail_place, made.detail_last = Place(DETAILS_PAGE, line), Place(DETAILS_PAGE, line)
        made.amounts += [_amount(year, Basis.DETAIL, money) for year, money in enumerate(by_year, YEAR)]
    if total is not None:
        made.budget_total = value(total)
    if "budget" in fields or total is not None:
        made.budget_text = Value(str(total), str(total), Place(DETAILS_PAGE, line))
    return made


def _path(dimension: int | None, section: str) -> Path:
    """The section's path within its dimension, the dimension's where it has none or one of another dimension."""
    if dimension is None:
        return ()
    return path_of(section) if path_of(section)[:1] == (dimension,) else (dimension,)


def _amount(year: int, basis: Basis, money: int | None) -> Amount:
    text = "x,000" if money is None else f"{money:,}"
    return Amount(year, basis, None if money is None else value(money, text), text, Place(1, 1))


def value(number: int | str, raw: str = "") -> Value[Decimal]:
    return Value(Decimal(number), raw or str(number), Place(1, 1))


def count(number: int) -> Value[int]:
    return Value(number, str(number), Place(1, 1))


def total(
    printed: int | None,
    *,
    dimension: int | None = 1,
    year: int | None = YEAR,
    projects: int | None = None,
    line: int = 90,
) -> Total:
    """A printed total; without a dimension it is the grand one."""
    scope = Scope.GRAND if dimension is None else Scope.DIMENSION
    money = None if printed is None else value(printed)
    return Total(scope, dimension, year, money, None if projects is None else count(projects), Place(1, line))


def progress(dimension: int | None, **figures: int | str) -> Progress:
    return Progress(dimension, {column: value(figure) for column, figure in figures.items()}, Place(1, 1))


def years(first: int, last: int) -> dict[str, Value[int]]:
    return {"fiscal_year_first": count(first), "fiscal_year_last": count(last)}


def misprinted(text: str, **half: object) -> Project:
    """A project whose one amount in the summary is printed as `text` and cannot be read."""
    made = project(summary=[None], **half)  # type: ignore[arg-type]
    made.amounts[0].text = text
    made.amounts[0].readings = readings(text)
    return made


def summary_amounts(entry: Project) -> dict[int, Decimal | None]:
    """What the summary gives by year, None where it cannot be read."""
    return {a.fiscal_year: a.money and a.money.value for a in entry.amounts if a.basis is Basis.SUMMARY}


def said(findings: Sequence[Finding]) -> list[tuple[CheckCode, str, str, str]]:
    """Findings as code, row, expected and found."""
    return [(finding.code, row_of(finding), finding.expected, finding.found) for finding in findings]


def row_of(finding: Finding) -> str:
    """What names the row that a finding is about: of a plan from `plan`, whose amounts and totals have one a year."""
    about = finding.about
    if isinstance(about, Project):
        return about.project_id
    if isinstance(about, RowRef):
        return about.row_id
    if isinstance(about, Total):
        return "/".join(str(part) for part in (about.scope, about.dimension, about.fiscal_year) if part is not None)
    if isinstance(about, Progress):
        return "grand" if about.dimension is None else str(about.dimension)
    return SHA256[:16] if about is None else f"{about.fiscal_year}/{about.basis}"


def by_code(findings: Sequence[Finding], code: CheckCode) -> list[tuple[str, str, str]]:
    """Row, expected and found of the findings with one code."""
    return [(row, expected, found) for this, row, expected, found in said(findings) if this is code]


def fields_of(projects: Mapping[str, Sequence[str]]) -> list[Project]:
    """Projects with these names and fields, in this order down the document."""
    return [project(name=name, line=line, fields=keys) for line, (name, keys) in enumerate(projects.items(), 1)]
