"""Cells in the rows of projects that no value holds: columns of unknown meaning, and single cells of known ones.

The other accounts follow amounts that look like money wherever they stand. In a project's own row every word and every
figure says something of it, so here nothing need look like anything.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extract.grammar.family import family
from extract.model.document import Cell, Grid, Spot
from extract.model.plan import Basis, Finding, Plan, Project, RowRef
from normalize.text import comparable, normalize_line
from phaen.check.placed import Placed
from phaen.check.unplaced_headings import KnownHeadings
from phaen.check.unplaced_names import LABEL
from phaen.check.unplaced_text import of_all, of_project
from schemas.checks import CheckCode

LEAST_LETTERS = 4
"""Letters that follow each other in a cell of words: codes and signs have fewer."""

LEAST_ROWS = 3
"""Rows of projects from which on a table shows what a column of it is."""

LEAST_SHARE = 0.5
"""Of the rows of projects: if at least so many have a cell that nothing holds, the column is not understood."""

LEAST_NAME = 6
"""Letters of a name in a cell that are no chance."""

LEFT_OUT = frozenset({"source", "percent", "code", "order"})
"""Roles of columns of which the dataset has none."""

LEAST_FIGURES = 2
"""Figures of a column that are no chance."""

MONEY = frozenset({"budget", "total", "spent"})
DASHES = frozenset({"-", "–", "—"})

SHOWN = 120

COLUMN_FINDINGS = frozenset({CheckCode.COLUMN_UNKNOWN, CheckCode.COLUMN_UNUSED})

_WORDS = re.compile(rf"[ก-๎A-Za-z]{{{LEAST_LETTERS},}}")
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{3,}(?:\.\d+)?|\d+\.\d{2,}|\d{2,}\.\d")
"""A figure that may be money in some unit: neither an order number nor a code (1.2)."""

_YEARS = range(2400, 2700)
_UNITS = (1, *sorted({value for value in family().units.values() if value > 1}))
_PARTS = re.compile(r"\s*\n\s*|\s{2,}|/|,")


def cells_unplaced(plan: Plan, placed: Placed) -> list[Finding]:
    """A finding for each column, and for each single cell of other columns, in the rows of projects."""
    if not plan.projects:
        return []
    told = {comparable(f.found) for f in plan.findings if f.code in COLUMN_FINDINGS}
    rows = _Rows(plan, placed)
    findings: list[Finding] = []
    for block in plan.document.blocks():
        if isinstance(block, Grid):
            for finding in _of_table(block, rows, told):
                told.add(comparable(finding.found))
                findings.append(finding)
    return findings


@dataclass(slots=True)
class _Column:
    """The cells of a column that nothing holds, each with its project."""

    filled: int = 0
    words: list[tuple[Project, Cell]] = field(default_factory=list)
    figures: list[Cell] = field(default_factory=list)

    def is_unknown(self, listed: int, *, is_money: bool) -> bool:
        """Whether most rows of projects have words here that nothing holds, or most figures of the column are lost.

        A column of money is known: its figures may be those of another column that are the same.
        """
        if len(self.words) >= LEAST_SHARE * listed:
            return True
        return not is_money and len(self.figures) >= max(LEAST_FIGURES, LEAST_SHARE * self.filled)

    def first(self) -> Cell:
        return min((*(cell for _, cell in self.words), *self.figures), key=lambda cell: cell.place)


def _of_table(grid: Grid, rows: _Rows, told: set[str]) -> Iterator[Finding]:
    columns: dict[int, _Column] = defaultdict(_Column)
    listed = 0
    for row in grid.rows():
        project = rows.project(row)
        if project is None:
            continue
        listed += 1
        for cell in row:
            columns[cell.column].filled += bool(cell.text.strip()) and cell.text.strip() not in DASHES
            if rows.is_lost(project, cell):
                columns[cell.column].words.append((project, cell))
        for cell in rows.lost_figures(project, row):
            columns[cell.column].figures.append(cell)
    for number, column in sorted(columns.items()):
        title = _title(grid, number, rows)
        if comparable(title) in told or family().columns.exact(title) in LEFT_OUT or _is_of_risks(title):
            continue
        if listed >= LEAST_ROWS and column.is_unknown(listed, is_money=rows.is_of_money(title)):
            yield _unknown(title, column.first())
        else:
            role = family().columns.exact(title)
            yield from (_unplaced(project, cell) for project, cell in column.words if role not in project.fields)


def _is_of_risks(title: str) -> bool:
    """Whether a column tells the risk that a measure is for, or how great it is: that is no value of a project."""
    return family().columns.match(title) is None and family().risk_columns.match(title) is not None


def _unknown(title: str, first: Cell) -> Finding:
    found = title or " ".join(first.text.split())
    return Finding(CheckCode.COLUMN_UNKNOWN, RowRef("tables", ""), found=found[:SHOWN], place=first.place)


def _unplaced(project: Project, cell: Cell) -> Finding:
    return Finding(CheckCode.TEXT_UNPLACED, project, "", " ".join(cell.text.split())[:SHOWN], cell.place)


def _title(grid: Grid, column: int, rows: _Rows) -> str:
    """The words above the first project of a table in a column."""
    texts: list[str] = []
    for row in grid.rows():
        if rows.project(row) is not None:
            break
        texts += [cell.text for cell in row if cell.column == column and _figure(cell.text) is None]
    return " ".join(" ".join(texts).split())


class _Rows:
    """The rows of a plan's projects, and what was read of each."""

    def __init__(self, plan: Plan, placed: Placed) -> None:
        self._placed = placed
        self._at: dict[Spot, Project] = {p.summary_place.spot: p for p in plan.projects if p.summary_place is not None}
        self._common = "\n".join(comparable(text) for text in of_all(plan))
        self._projects = {comparable(p.name.value) for p in plan.projects if p.name is not None}
        names = (*self._projects, *(comparable(heading.name) for heading in plan.headings))
        self._names = [name for name in names if len(name) >= LEAST_NAME]
        self._reported: dict[int, list[str]] = defaultdict(list)
        for report in plan.project_progress:
            self._reported[id(report.project)] += [value.raw for value in report.values()]
        self._headings = KnownHeadings(plan)
        self._held: dict[int, str] = {}

    def project(self, row: Sequence[Cell]) -> Project | None:
        """The project of a row; none of one with several names, in a table that stands sideways."""
        project = next((self._at[cell.place.spot] for cell in row if cell.place.spot in self._at), None)
        if project is None:
            return None
        named = {cell.column for cell in row if comparable(LABEL.sub("", cell.text.strip(), count=1)) in self._projects}
        return project if len(named) <= 1 else None

    def is_lost(self, project: Project, cell: Cell) -> bool:
        """Whether a cell of a project's row has words that no value of it, and no heading, holds."""
        if not _WORDS.search(cell.text):
            return False
        held = self._text(project)
        whole, bare = comparable(cell.text), comparable(LABEL.sub("", cell.text.strip(), count=1))
        if whole in held or bare in held or any(name in whole for name in self._names):
            return False
        if family().columns.exact(cell.text) is not None or family().headings.match(cell.text) is not None:
            return False  # a title, also of a row in a table that stands sideways
        if self._headings.is_named(bare):
            return False
        return not all(comparable(part) in held for part in _PARTS.split(cell.text))

    def is_of_money(self, title: str) -> bool:
        """Whether a title names a year of the plan, or money."""
        return self._placed.is_of_plan_year(title) or family().columns.exact(title) in MONEY

    def lost_figures(self, project: Project, row: Sequence[Cell]) -> list[Cell]:
        """The figures of a project's row that are neither its amounts nor computed from them.

        If more are alike than the project has such amounts, each may be the one that was lost.
        """
        figures = [(cell, found) for cell in row if (found := _figure(cell.text)) is not None]
        if not figures:
            return []
        own, derived = _amounts(project)
        lost = [(cell, found) for cell, found in figures if not _is_known(found, {*own, *derived})]
        counts = Counter(found for _, found in figures)
        more = [
            (cell, found)
            for cell, found in figures
            if counts[found] > sum(own[found * unit] for unit in _UNITS) > 0 and not _is_known(found, derived)
        ]
        lost = [(cell, found) for cell, found in lost if comparable(cell.text) not in self._text(project)]
        if _is_known(sum((found for _, found in lost), Decimal(0)), {*own, *derived}):
            lost = []
        return [cell for cell, _ in (*lost, *more)]

    def _text(self, project: Project) -> str:
        if id(project) not in self._held:
            texts = (*of_project(project), *self._reported.get(id(project), ()))
            self._held[id(project)] = "\n".join([*map(comparable, texts), self._common])
        return self._held[id(project)]


def _figure(text: str) -> Decimal | None:
    """The figure that a cell is, if it may be money."""
    line = normalize_line(text).strip()
    if not _FIGURE.fullmatch(line) or (line.isdecimal() and int(line) in _YEARS):
        return None
    return Decimal(line.replace(",", ""))


def _amounts(project: Project) -> tuple[Counter[Decimal], set[Decimal]]:
    """The amounts of a project, and what may be computed from them: their sum, and the differences between them."""
    listed = [a.money.value for a in project.amounts if a.basis is Basis.SUMMARY and a.money is not None]
    own = Counter(listed)
    single: list[Decimal] = []
    if project.reported is not None:
        single = [value.value for report in project.reported.rounds() for value in report.money.values()]
    if project.budget_total is not None:
        single.append(project.budget_total.value)
    sums = {*single, *([sum(listed, Decimal(0))] if len(listed) > 1 else [])}
    known = {*listed, *sums}
    return own, sums | {one - other for one in known for other in known if one > other}


def _is_known(figure: Decimal, known: Collection[Decimal]) -> bool:
    """Whether a figure is one of the amounts in some unit, or a share of one in another in percent."""
    return any(figure * unit in known for unit in _UNITS) or (1 <= figure <= 100 and _is_share(figure, known))


def _is_share(figure: Decimal, known: Collection[Decimal]) -> bool:
    shares = (part * 100 / whole for whole in known if whole for part in known if 0 < part <= whole)
    return any(abs(share - figure) < 1 for share in shares)
