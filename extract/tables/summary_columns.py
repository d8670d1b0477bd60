"""The columns of a summary table as a whole: which print numbers, codes or a section in every row, which are marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.levels import LevelScheme
from extract.grammar.numbering import parse_code
from extract.grammar.patterns import patterns
from extract.model.plan import Path
from extract.tables.headers import Header, Row, text_of
from extract.tables.project_cells import without_department
from extract.tables.summary_cells import cell_of, flat, total_label
from extract.tables.summary_grids import PlacedRow
from extract.tables.summary_types import SummaryProject, SummaryRow, TableHeading
from normalize.text import comparable

REPORTED = ("spent", "percent", "status", "reason", "source", "people", "code", "kind")
"""Columns for progress and for details of the money. They are kept on the row beside the fields."""

FILLED_SHARE = 0.8
"""If this share of rows has a section, the section is printed in every row: an empty cell then inherits nothing."""


def marked_titles(header: Header, row: Row, role: str) -> str:
    """The titles of the marked columns of a role in a row. An arrow marks all columns it spans."""
    titles: list[str] = []
    reach = -1
    for column, title in sorted(header.ticked.items()):
        cell = cell_of(row, column)
        is_marked = cell is not None and patterns().cells.mark.fullmatch(flat(cell)) is not None
        if cell is not None and is_marked:
            reach = column + cell.column_span - 1
        if header.roles.get(column) == role and title and (is_marked or (cell is None and column <= reach)):
            titles.append(title)
    return ", ".join(titles)


def is_covered(row: Row, column: int | None) -> bool:
    """Whether a cell above reaches down over a column of a row: what that cell says holds for the row as well."""
    return column is not None and column < len(row) and row[column] is None


def repeats(text: str, path: Path, headings: Sequence[TableHeading]) -> bool:
    """Whether a cell says again which heading holds, as a cell does that a page break cut in two."""
    names = [comparable(heading.name) for heading in headings if heading.path == path[: len(heading.path)]]
    return any(name and comparable(text).endswith(name) for name in names)


def may_head(header: Header, column: int) -> bool:
    """Whether a heading may stand in a column: right of the names are what a row above goes on with, and details."""
    return column != (project := header.column("project")) and (project is None or column < project)


def remarks_column(header: Header) -> int | None:
    """The column of remarks. A department column is never used."""
    return header.column(Field.REMARKS)


def is_codeless(placed: Sequence[PlacedRow], scheme: LevelScheme) -> bool:
    """Whether no cell of the section column prints a code or a level word. Sections then differ only by name."""
    texts = [text for entry in placed if (text := text_of(entry.moved, entry.header.column("section")))]
    return bool(texts) and not any(parse_code(text) or scheme.read(" ".join(text.split())) for text in texts)


def is_numbered(placed: Sequence[PlacedRow]) -> bool:
    """Whether the column of the dimensions prints at least two numbers: one without begins none then."""
    texts = {text for entry in placed if (text := text_of(entry.moved, entry.header.column("dimension")))}
    matches = (patterns().levels.cell.match(" ".join(text.split())) for text in texts)
    return len({int(match["number"]) for match in matches if match}) > 1


def fills_section(placed: Sequence[PlacedRow]) -> bool:
    """Whether the table prints the section in (nearly) every project row."""
    filled = [
        bool(text_of(entry.moved, entry.header.column("section")))
        for entry in placed
        if text_of(entry.moved, entry.header.column("project")) and total_label(entry.header, entry.row) is None
    ]
    return len(filled) >= 3 and sum(filled) >= FILLED_SHARE * len(filled)


def cut_departments(rows: Sequence[SummaryRow]) -> None:
    """Moves departments in brackets out of the names, if most names without a department column have one.

    In that place an abbreviation is one, too: what most names end with is no part of a single name.
    """
    every = [project for row in rows for project in row.projects]
    projects = [project for project in every if Field.RESPONSIBLE not in project.fields]
    for abbreviated in (True, False):
        cut = [without_department(project.name, abbreviated=abbreviated) for project in projects]
        found = sum(bool(department) for _, department in cut)
        if found * 2 >= max(len(every) if abbreviated else len(cut), 2):
            break
    else:
        return
    for project, (name, department) in zip(projects, cut, strict=True):
        if department:
            project.name, project.fields[Field.RESPONSIBLE] = name, department


def set_fields(header: Header, row: Row, project: SummaryProject, at: tuple[int, int], held: Mapping[str, str]) -> None:
    """Sets the fields of a project, the `at[0]`-th of the `at[1]` projects of its row.

    If a cell has one line per project of the row, each project gets its line. `held` is what a heading above says.
    """
    index, count = at
    order = text_of(row, header.column("order"))
    if not project.number and order:
        project.number = order
    for role in (*family().column_fields, *REPORTED):
        text = "\n".join(text_of(row, column) for column in header.columns(role)).strip()
        lines = text.split("\n")
        if count > 1 and len(lines) == count:
            text = lines[index].strip()
        if text:
            project.fields[role] = text
    for role, text in held.items():
        project.fields.setdefault(role, text)
    for role in ("schedule", "status"):
        if marked := marked_titles(header, row, role):
            project.fields[role] = marked
