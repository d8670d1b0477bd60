"""Which tables list projects, and the year of a table with a dated title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from extract.grammar.field import Field
from extract.grammar.numbering import leading_code
from extract.grammar.patterns import patterns
from extract.model.decisions import Reason
from extract.model.document import Grid, Place
from extract.model.plan import Path
from extract.tables.column_content import is_list_of_projects, names_project
from extract.tables.headers import Header, Row, matrix, text_of
from extract.tables.project_header import find_project_header
from extract.tables.risk_columns import RISK, is_of_risks
from extract.tables.row_shifts import moved, row_shift
from extract.tables.summary_cells import total_label
from extract.tables.summary_types import SummaryRow
from normalize.money import looks_like_money
from normalize.text import comparable

MEASURED = ("years", Field.BUDGET, Field.RESPONSIBLE, Field.DURATION)
"""What a table says of each measure if its measures are the plan: at least two of these."""


def judge_project_table(header: Header, rows: Sequence[Row], is_known: bool = False, lenient: bool = False) -> Reason:
    """Whether a header belongs to a project table (Reason.PROJECT_TABLE), and if not, why.

    It needs a column of project names and further information beside it. Without columns for years or levels, half of
    the names must begin with a kind word, or the document must have another table with this header whose names do
    (`is_known`): other lists also have a column กิจกรรม. A table of risks lists projects if it has money for each of
    them. Where a document has no other table of projects (`lenient`),
    the names need no kind words, and the measures of a table of risks are projects, if it says of each who does it,
    when, or for how much: two of these.
    """
    column = header.column("project")
    if column is None or _sets_targets(header, rows):
        return Reason.NO_PROJECT_COLUMN
    beside = set(header.roles.values()) - {"project", "order", "total", "spent", "code", "kind", RISK}
    measured = {"years", *beside} if header.years else beside
    is_plan = lenient and len(measured.intersection(MEASURED)) > 1
    if is_of_risks(header):
        return Reason.PROJECT_TABLE if is_plan or _pays_projects(header, rows, column) else Reason.RISKS
    if not header.years and not beside:
        return Reason.NOTHING_BESIDE_PROJECTS
    body = [row for row in rows[header.first_row + header.row_count :] if total_label(header, row) is None]
    told = [row for row in body if _filled(row) > 1]  # a heading alone in its row is no name
    body = told or [row for row in body if not patterns().any_level.heading.match(text_of(row, column))]
    names = _names(body, column)
    if _are_numbers(names):
        names = _names([moved(row, row_shift(header, row), header.width) for row in body], column)
        if _are_numbers(names):
            return Reason.NAMES_ARE_NUMBERS
    if is_known or is_plan or header.years or beside & {"dimension", "section"}:
        return Reason.PROJECT_TABLE
    kinds = sum(map(names_project, names))
    return Reason.PROJECT_TABLE if not names or kinds * 2 >= len(names) else Reason.FEW_KIND_WORDS


def _pays_projects(header: Header, rows: Sequence[Row], column: int) -> bool:
    """Whether a table of risks lists projects, and money for them."""
    body = rows[header.first_row + header.row_count :]
    names = [row for row in body if names_project(text_of(row, column))]
    paid = [row for row in names if any(looks_like_money(text_of(row, c)) for c in header.money_columns())]
    return len(names) * 2 >= len(_names(body, column)) and len(paid) * 2 >= len(names) > 0


def _sets_targets(header: Header, rows: Sequence[Row]) -> bool:
    """Whether a table sets targets of indicators for years: its cells hold measures, and no money."""
    body = rows[header.first_row + header.row_count :]
    texts = [text for row in body for column in header.years if (text := text_of(row, column))]
    if any(names_project(text_of(row, header.column("project"))) for row in body):
        return False
    return bool(texts) and all(_MEASURE.search(text) and not looks_like_money(text) for text in texts)


_MEASURE = re.compile(r"\d\D*[^\W\d_]|[^\W\d_]\D*\d")
"""A figure with a word beside it."""


def lists_projects(grid: Grid) -> bool:
    """Whether a table is certainly a summary: money next to the names of at least two projects."""
    rows = matrix(grid)
    header = find_project_header(rows)
    if header is None or not header.money_columns() or judge_project_table(header, rows) is not Reason.PROJECT_TABLE:
        return False
    column = header.column("project")
    body = [row for row in rows[header.first_row + header.row_count :] if _filled(row) > 1]  # no headings of levels
    return is_list_of_projects(text_of(row, column) for row in body if total_label(header, row) is None)


def _filled(row: Row) -> int:
    return sum(cell is not None and bool(cell.text.strip()) for cell in row)


def _names(rows: Sequence[Row], column: int) -> list[str]:
    return [name for row in rows if (name := text_of(row, column)) and not _is_section_code(name)]


def _are_numbers(names: Sequence[str]) -> bool:
    return sum(name.replace(",", "").isdigit() for name in names) * 2 > len(names)


def _is_section_code(text: str) -> bool:
    """Whether a cell of the project column begins with a section code, as in `2.1 name`."""
    code = leading_code(text)
    return code is not None and not code.item and code.section.count(".") == 1


LEAST_ALIKE, LEAST_UNNUMBERED = 0.85, 0.93
"""Minimum similarity of two names of one project in tables of different years, with and without a number."""


# -- one table per year ----------------------------------------------------------------------------------------------


def date_budget(header: Header, year: int) -> None:
    """Assigns the year of the title to the single budget column of a table without years."""
    column = header.column(Field.BUDGET)
    if column is not None and not header.years and header.column("spent") is None:
        del header.roles[column]
        header.years[column] = year


def join_years(rows: Sequence[SummaryRow], dated: Mapping[Place, int]) -> list[SummaryRow]:
    """The rows, with rows of the same project from tables of different years merged.

    `dated` holds the year of each row that stands in a table with a dated title, by the row's place. One number and
    one name are one project also where a page break hides the dimension of a row.
    """
    if len(set(dated.values())) < 2:
        return list(rows)
    kept: list[SummaryRow] = []
    first: dict[tuple[Path, str], SummaryRow] = {}
    numbered: dict[tuple[str, str], list[SummaryRow]] = {}
    for row in rows:
        year = dated.get(row.place)
        if year is None or len(row.projects) != 1:
            kept.append(row)
            continue
        project = row.projects[0]
        place, name = (project.path[:2], comparable(project.name)), (project.number, comparable(project.name))
        alike = numbered.get(name, []) if project.number else []
        known = first.get(place) or (alike[0] if len(alike) == 1 else row)
        first.setdefault(place, known)
        if known is row or year in known.years:
            kept.append(row)
            numbered.setdefault(name, []).append(row)
            continue
        _add_year(known, row)
    return _join_alike(kept, dated)


def _add_year(known: SummaryRow, row: SummaryRow) -> None:
    known.money += row.money
    known.years = tuple(sorted({*known.years, *row.years}))


def _join_alike(rows: Sequence[SummaryRow], dated: Mapping[Place, int]) -> list[SummaryRow]:
    """The rows, with those of one project joined whose names differ by misread letters.

    Their heading and their number, if printed, are the same, and no other row is as much alike. Of two numbered rows
    the heading may be a misread one as well.
    """
    kept: list[SummaryRow] = []
    for row in rows:
        year = dated.get(row.place)
        is_open = year is not None and len(row.projects) == 1 and set(row.years) <= {year}
        alike = [known for known in kept if _is_alike(known, row) and year not in known.years] if is_open else []
        alike = [known for known in alike if dated.get(known.place) not in (None, year)]
        if len(alike) == 1:
            _add_year(alike[0], row)
        else:
            kept.append(row)
    return kept


def _is_alike(known: SummaryRow, row: SummaryRow) -> bool:
    """Whether two rows are likely of one project. Numbers in their names are the same: 1 and 2 are two projects."""
    if len(known.projects) != 1:
        return False
    a, b = known.projects[0], row.projects[0]
    if a.number != b.number or _DIGITS.findall(a.name) != _DIGITS.findall(b.name):
        return False
    is_of_one_heading = a.path[:1] == b.path[:1]
    if not (is_of_one_heading or a.number):
        return False
    least = LEAST_ALIKE if a.number and is_of_one_heading else LEAST_UNNUMBERED
    return Levenshtein.normalized_similarity(comparable(a.name), comparable(b.name), score_cutoff=least) > 0


_DIGITS = re.compile(r"\d+")
