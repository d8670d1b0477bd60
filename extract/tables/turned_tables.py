"""Tables that stand sideways: a column a project, a row a field. They are turned before they are read.

|            | งานที่ 1.1      | งานที่ 1.2     |      | งานที่ | ชื่องาน        | เงิน    | ผู้ทำ   |
| ชื่องาน      | โครงการค่ายคนดี | โครงการวัดใจ |  =>  | 1.1 | โครงการค่ายคนดี | 20,000 | กองคลัง |
| เงิน        | 20,000        | -           |      | 1.2 | โครงการวัดใจ   | -      | กองช่าง |
| ผู้ทำ        | กองคลัง        | กองช่าง      |

A table is sideways if one row, and no column, names projects, and the cells beside its labels are alike by row: money,
departments, times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.grammar.family import family
from extract.grammar.names import named_kind
from extract.model.document import Cell, Document, Grid
from extract.tables.column_content import LONG, MOST, content_of, is_list_of_projects
from extract.tables.headers import MOST_COLUMNS, Row, matrix, text_of
from extract.tables.ticked_levels import with_level_numbers
from normalize.money import looks_like_money
from normalize.text import comparable

FEWEST_PROJECTS = 2
FEWEST_LABELS = 3
"""Projects side by side, and rows with a label, at the least."""

LONGEST_LABEL = 60

_NUMBERED = re.compile(r"\D{0,20}(?P<number>\d{1,3}(?:\.\d{1,2}){0,3})[.)]?")
"""What counts a project above its name, and nothing else: งานที่ 1.1."""


@dataclass(frozen=True, slots=True)
class _Sideways:
    """The column of the labels, and the rows of each set of projects, without rows across the table."""

    labels: int
    parts: list[list[Row]]


@dataclass(frozen=True, slots=True)
class _Title:
    """The title of a column: a label, its cell, and whether it counts the projects."""

    text: str
    cell: Cell
    is_order: bool


def with_upright_tables(document: Document) -> Document:
    """The document with its sideways tables turned."""
    pages = [
        replace(page, blocks=tuple(upright(block) if isinstance(block, Grid) else block for block in page.blocks))
        for page in document.pages
    ]
    return replace(document, pages=tuple(pages))


def upright(grid: Grid) -> Grid:
    """The table with a row a project, if it stands sideways, and one column for ticked levels."""
    grid = with_level_numbers(grid)
    if not FEWEST_PROJECTS < grid.column_count <= MOST_COLUMNS or grid.row_count < FEWEST_LABELS:
        return grid
    found = _sideways(matrix(grid), grid)
    return _turned(grid, found) if found is not None else grid


def _sideways(rows: Sequence[Row], grid: Grid) -> _Sideways | None:
    named = [row for row in rows if _names_projects(row)]
    if not named or any(is_list_of_projects(text_of(row, c) for row in rows) for c in range(grid.column_count)):
        return None
    labels = min(c for row in named for c in range(len(row)) if named_kind(text_of(row, c))) - 1
    parts = list(_parts([row for row in rows if _filled(row)], labels)) if labels >= 0 else []
    if parts and len(parts[0]) == 1 and not _names_projects(parts[0][0]):
        del parts[0]  # the titles of the columns
    if not parts or any(sum(map(_names_projects, part)) != 1 for part in parts):
        return None
    bodies = [row for part in parts for row in part if _is_across(row) is None]
    words = [text_of(row, labels) for row in bodies if text_of(row, labels)]
    if len({*map(comparable, words)}) < FEWEST_LABELS or not all(map(_may_label, words)):
        return None
    return _Sideways(labels, parts) if any(_tells(row[labels + 1 :]) for row in bodies) else None


def _filled(row: Row) -> bool:
    return any(text_of(row, c) for c in range(len(row)))


def _is_across(row: Row) -> Cell | None:
    """The only cell of a row, if it is across the table."""
    filled = [cell for cell in row if cell is not None and cell.text.strip()]
    return filled[0] if len(filled) == 1 and filled[0].column_span * 2 > len(row) else None


def _names_projects(row: Row) -> bool:
    """Whether the cells of a row behind its label name projects."""
    texts = [text for c in range(1, len(row)) if (text := text_of(row, c))]
    named = [text for text in texts if named_kind(text) and len(comparable(text)) > LONG]
    is_label = not (named_kind(text_of(row, 0)) and len(comparable(text_of(row, 0))) > 2 * LONG)
    return is_label and len(named) >= FEWEST_PROJECTS and len(named) >= MOST * len(texts)


def _may_label(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and not looks_like_money(text) and any(c.isalpha() for c in text)


def _tells(cells: Row) -> bool:
    """Whether the cells of a row are money, departments or times: alike by row."""
    content = content_of(text_of(cells, c) for c in range(len(cells)))
    return content.filled >= FEWEST_PROJECTS and max(content.money, content.departments, content.times) >= MOST


def _parts(rows: Sequence[Row], labels: int) -> Iterator[list[Row]]:
    """The rows of each set of projects: a set begins where the first label comes again, or below a row across."""
    bodies = [row for row in rows if _is_across(row) is None]
    first = comparable(text_of(bodies[0], labels)) if bodies else ""
    part: list[Row] = []
    has_body = False
    for row in rows:
        is_across = _is_across(row) is not None
        if has_body and (is_across or comparable(text_of(row, labels)) == first):
            yield part
            part, has_body = [], False
        part.append(row)
        has_body = has_body or not is_across
    if has_body:
        yield part


def _turned(grid: Grid, found: _Sideways) -> Grid:
    titles: dict[str, _Title] = {}
    made: list[list[tuple[int, Cell]]] = []
    for part in found.parts:
        bodies = [row for row in part if _is_across(row) is None]
        made += [[(0, cell)] for row in part if (cell := _is_across(row)) is not None]
        columns = [_column(row, found.labels, titles) for row in bodies]
        for project in range(found.labels + 1, grid.column_count):
            cells = [(column, cell) for column, row in zip(columns, bodies, strict=True) if (cell := row[project])]
            made += [cells] if any(cell.text.strip() for _, cell in cells) else []
    return _grid(grid, [*titles.values()], made)


def _column(row: Row, labels: int, titles: dict[str, _Title]) -> int:
    """The column of a label. What counts the projects without a label is their order."""
    cells = [cell for cell in row[labels + 1 :] if cell is not None and cell.text.strip()]
    label, beside = text_of(row, labels), row[labels] or next(cell for cell in row if cell is not None)
    is_order = family().headings.match(label) is None and _count([cell.text.strip() for cell in cells])
    title = _order_word() if is_order else label
    titles.setdefault(comparable(title), _Title(title, beside, is_order))
    return list(titles).index(comparable(title))


def _count(texts: Sequence[str]) -> bool:
    """Whether texts count projects: different numbers, in order, behind the same word or none."""
    found = [_NUMBERED.fullmatch(text) for text in texts]
    numbers = [tuple(map(int, match["number"].split("."))) for match in found if match is not None]
    words = {text[: match.start("number")] for text, match in zip(texts, found, strict=True) if match is not None}
    return bool(texts) and len(numbers) == len(texts) and len(words) == 1 and numbers == sorted(set(numbers))


def _order_word() -> str:
    return next(word for word, role in family().columns.keys.items() if role == "order")


def _grid(grid: Grid, titles: Sequence[_Title], made: Sequence[Sequence[tuple[int, Cell]]]) -> Grid:
    width = len(titles)
    cells = [
        Cell(title.text, title.cell.raw if title.cell.text.strip() else "", 0, column, title.cell.place, is_header=True)
        for column, title in enumerate(titles)
    ]
    for at, row in enumerate(made, start=1):
        if len(row) == 1 and row[0][1].column_span * 2 > grid.column_count:
            cells.append(replace(row[0][1], row=at, column=0, row_span=1, column_span=width))
            continue
        for column, cell in sorted(row, key=lambda pair: pair[0]):
            number = _NUMBERED.fullmatch(cell.text.strip()) if titles[column].is_order else None
            text = number["number"] if number is not None else cell.text
            span = min(cell.column_span, len(made) + 1 - at)
            cells.append(replace(cell, text=text, row=at, column=column, row_span=span, column_span=1))
    return replace(grid, cells=tuple(cells), row_count=len(made) + 1, column_count=width)
