"""Amounts of scans that are printed in the row of a project and were not read: their column was not recognized.

A misread title leaves a column of money without a meaning. Its figures then belong to no project, and a project without
money looks like one that has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.model.document import Cell, Grid, Spot, TextSource
from extract.model.plan import Basis, Finding, Plan, Project
from schemas.checks import CheckCode

FEWEST_DIGITS = 3
"""Minimum number of digits or unreadable glyphs of a figure that may be an amount. Ordinals have fewer."""

MOST_LETTERS = 0.5
"""Maximum share of other characters in a damaged figure."""

FEWEST = 2
"""Minimum number of such figures in a column of money, of which more than half of the filled cells are figures."""

_DASHES = frozenset("-–—")
_FIGURE = re.compile("[\\d\ufffd]")
_SIGN = re.compile("[\\d\ufffd.,()\\s-]")


def check_lost_columns(plan: Plan) -> list[Finding]:
    """A finding for each project without money whose row has a figure in a column of figures, on pages read by OCR."""
    scanned = {page.number for page in plan.document.pages if page.text_source is TextSource.OCR}
    told = {id(finding.about) for finding in plan.findings if finding.code is CheckCode.BUDGET_ABSENT}
    bare = {
        project.summary_place.spot: project
        for project in plan.projects
        if project.summary_place is not None and id(project) not in told and not _has_money(project)
    }
    tables = [table.grid for table in plan.tables if table.grid.place.page in scanned]
    return [
        Finding(CheckCode.BUDGET_UNREADABLE, project, "", cell.text.strip(), cell.place)
        for grid in (tables if bare else ())
        for project, cell in _lost(grid, bare)
    ]


def _has_money(project: Project) -> bool:
    listed = any((a.text or a.money) and a.basis is Basis.SUMMARY for a in project.amounts)
    return listed or project.budget_total is not None


def _lost(grid: Grid, bare: dict[Spot, Project]) -> Iterator[tuple[Project, Cell]]:
    """The projects without money in a table, each with the first figure of its row."""
    body = [cell for cell in grid.cells if cell.row > 0]
    columns = {
        column for column in range(grid.column_count) if _is_of_money(cell for cell in body if cell.column == column)
    }
    for row in grid.rows():
        keys = (cell.place.spot for cell in row if cell.text.strip())
        project = next((bare[key] for key in keys if key in bare), None)
        figure = next((cell for cell in row if cell.column in columns and _is_figure(cell.text)), None)
        if project is not None and figure is not None:
            yield project, figure


def _is_of_money(cells: Iterable[Cell]) -> bool:
    texts = [cell.text.strip() for cell in cells if cell.text.strip()]
    figures = sum(map(_is_figure, texts))
    return figures >= FEWEST and 2 * sum(_is_figure(text) or text in _DASHES for text in texts) > len(texts)


def _is_figure(text: str) -> bool:
    """Whether a text is an amount with possibly misread characters."""
    if len(_FIGURE.findall(text)) < FEWEST_DIGITS:
        return False
    return len(_SIGN.sub("", text)) <= MOST_LETTERS * len(text)
