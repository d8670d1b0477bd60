"""The summary table: one row per project, or several projects in one row if the layout merges them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from samples.make.content import Plan, Project, Raw
from samples.make.flow import FlowTable, Marks, PageEnd, Row
from samples.make.thai import money, narrow


def summary_flow(plan: Plan) -> Iterator[FlowTable | PageEnd]:
    """The table divided into pages, each with the header, with only page ends between them."""
    header = [Row(tuple(cells)) for cells in plan.layout.summary["header"]]
    merged = plan.layout.summary.get("merged", 0)
    pages = list(_pages(plan))
    for number, rows in enumerate(pages, 1):
        yield FlowTable((*header, *rows), len(header), merged)
        if number < len(pages):
            yield PageEnd()


def _pages(plan: Plan) -> Iterator[list[Row]]:
    """The body rows of each page. A row spec with `page` begins a page; otherwise pages are full after `page_rows`."""
    full = plan.layout.summary.get("page_rows", 1000)
    page: list[Row] = []
    for row, starts_page in _rows(plan):
        if page and (starts_page or len(page) >= full):
            yield page
            page = []
        page.append(row)
    yield page


def _rows(plan: Plan) -> Iterator[tuple[Row, bool]]:
    seen: set[str] = set()
    for dimension, specs in groupby(_specs(plan), key=lambda spec: _projects(plan, spec)[0].dimension):
        for spec in specs:
            yield from _project_rows(plan, spec, seen)
        if "total" in plan.layout.summary:
            yield _total_row(plan, dimension), False
    if "total" in plan.layout.summary:
        yield _total_row(plan, None), False


def _specs(plan: Plan) -> list[Raw]:
    """Which projects share a row. By default each has its own."""
    given: list[Raw] = plan.raw.get("rows", [])
    return given or [{"projects": [project.order]} for project in plan.summarized]


def _projects(plan: Plan, spec: Raw) -> list[Project]:
    return [plan.projects[order - 1] for order in spec["projects"]]


def _project_rows(plan: Plan, spec: Raw, seen: set[str]) -> Iterator[tuple[Row, bool]]:
    """The row of one spec, and for a name divided by a page end (`split`) its continuation row on the next page."""
    projects = _projects(plan, spec)
    marks = _marks(projects)
    names = " ".join(f"{summary_number(plan, project)}{_name(project)}" for project in projects)
    first, split, rest = names.partition(spec.get("split", "\0"))
    lead = _lead(plan, projects[0], seen)
    cells = [*lead, _cell(plan, first + split.strip("\0")), *_values(plan, projects, spec)]
    yield Row(_shift(cells, spec.get("shift", 0)), marks), spec.get("page", False)
    if rest:
        yield Row((*[""] * len(lead), _cell(plan, rest.strip()), *[""] * (len(cells) - len(lead) - 1)), marks), True


def _marks(projects: Sequence[Project]) -> Marks:
    places = [f"dimension.{projects[0].dimension}", f"section.{projects[0].section}"]
    return (*(f"summary.{project.order}" for project in projects), *places)


def _name(project: Project) -> str:
    return str(project.slips.get("summary_name", project.name))


def summary_number(plan: Plan, project: Project) -> str:
    """The number before a project's name in the table, with its punctuation."""
    if "code" in project.slips:
        return f"{project.slips['code']} " if project.slips["code"] else ""
    return str(plan.layout.summary["number"]).format(n=project.number)


def _lead(plan: Plan, project: Project, seen: set[str]) -> list[str]:
    """The cells of dimension and section: filled only where they change, unless the layout repeats them."""
    dimension, section = str(project.dimension), project.section
    if plan.layout.summary.get("repeat", False):
        seen.clear()
    names = [
        "" if dimension in seen else f"{dimension}. {plan.dimensions[project.dimension]}",
        "" if section in seen or "no_section" in project.slips else f"{section} {plan.sections[section]}",
    ]
    seen |= {dimension, section}
    return [_cell(plan, name) for name in names]


def _cell(plan: Plan, text: str) -> str:
    return narrow(text, plan.layout.summary.get("columns", 0))


def _values(plan: Plan, projects: Sequence[Project], spec: Raw) -> list[str]:
    if plan.layout.summary["kind"] == "objectives":
        objectives = " ".join(f"{n}) {text}" for n, text in enumerate(projects[0].fields["objectives"], 1))
        return [_cell(plan, objectives), _cell(plan, projects[0].budget_text)]
    printed = [project for project in projects if project.order not in spec.get("lost", [])]
    misread = spec.get("misread", {})
    amounts = [" ".join(money(project.amounts[year]) for project in printed) for year in plan.years]
    years = [misread.get(str(year), text) for year, text in zip(plan.years, amounts, strict=True)]
    return [*years, " ".join(project.remark for project in projects if project.remark)]


def _shift(cells: Sequence[str], by: int) -> tuple[str, ...]:
    """The cells of the row shifted to the left (negative) or right, keeping the number of columns."""
    kept = [*[""] * by, *cells, *[""] * -by]
    return tuple(kept[-len(cells) :] if by < 0 else kept[: len(cells)])


def total_amounts(plan: Plan, dimension: int | None) -> dict[int, int]:
    """The amounts printed in a total row, including misprints."""
    parts = [project for project in plan.summarized if dimension in (None, project.dimension)]
    sums = {year: sum(project.amounts[year] for project in parts) for year in plan.years}
    return sums | {slip["year"]: slip["amount"] for slip in misprints(plan, dimension) if "amount" in slip}


def total_count(plan: Plan, dimension: int | None) -> int | None:
    """The number of projects printed in a total row, or None."""
    if "{n}" not in "".join(plan.layout.summary["total"]):
        return None
    parts = sum(dimension in (None, project.dimension) for project in plan.summarized)
    return next((slip["count"] for slip in misprints(plan, dimension) if "count" in slip), parts)


def misprints(plan: Plan, dimension: int | None) -> list[Raw]:
    """The intended misprints of one total row (dimension 0 in the content is the grand total)."""
    return [slip for slip in plan.raw.get("misprints", []) if slip["dimension"] == (dimension or 0)]


def _total_row(plan: Plan, dimension: int | None) -> Row:
    layout = plan.layout.summary
    labels: list[str] = layout["total"] if dimension else layout["grand"]
    amounts = [money(amount) for amount in total_amounts(plan, dimension).values()]
    lead = [label.format(d=dimension, n=total_count(plan, dimension)) for label in labels]
    cells = [*lead, *amounts, ""]
    shift = layout.get("total_shift", {}).get(str(dimension), 0)
    return Row(_shift(cells, shift), (f"total.{dimension or 'grand'}",), layout.get("total_span", 1))
