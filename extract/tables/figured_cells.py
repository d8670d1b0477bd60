"""Tables of figures that a copy has left as lines, one cell a line: each row is a label and as many figures.

มิติ / โครงการ / ดำเนินการแล้ว / งบประมาณ
มิติที่ 1 / 3 / 2 / 79,000
มิติที่ 2 / 3 / 2 / 195,000
รวม / 6 / 4 / 274,000

Each cell between slashes stands alone. The labels are no projects: the tables of these have rules of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.grammar.terms import kind_of
from extract.model.document import Block, Cell, Document, Grid, Line
from extract.tables.lost_rules import runs_of_lines
from normalize.money import looks_like_money

FEWEST_ROWS, FEWEST_FIGURES, MOST_FIGURES = 3, 2, 15

LONGEST_TITLE, LONGEST_LABEL = 60, 120
"""Characters of the title of a column, and of a row."""

_NUMBER = re.compile(r"[\d,]+(?:\.\d+)?\s*%?")


@dataclass(frozen=True, slots=True)
class _Table:
    """Where a table's titles begin in a run of lines, how many rows it has, and how many figures each of them."""

    first: int
    rows: int
    figures: int

    @property
    def width(self) -> int:
        return self.figures + 1

    @property
    def end(self) -> int:
        return self.first + self.width * (self.rows + 1)


def with_figured_tables(document: Document) -> Document:
    """The document, with grids in place of the lines of such tables."""
    made: dict[int, Grid] = {}
    gone: set[int] = set()
    for run in runs_of_lines(document.blocks()):
        for table in _tables(run):
            lines = run[table.first : table.end]
            made[id(lines[0])] = _grid(lines, table.width)
            gone.update(map(id, lines))
    if not made:
        return document
    pages = [replace(page, blocks=tuple(_kept(page.blocks, made, gone))) for page in document.pages]
    return replace(document, pages=tuple(pages))


def _kept(blocks: Sequence[Block], made: dict[int, Grid], gone: set[int]) -> Iterator[Block]:
    for block in blocks:
        if id(block) in made:
            yield made[id(block)]
        elif id(block) not in gone:
            yield block


def _tables(run: Sequence[Line]) -> Iterator[_Table]:
    are_figures = [_is_figure(line.text.strip()) for line in run]
    at = 0
    while at < len(run):
        table = _table_from(run, are_figures, at)
        if table is not None:
            yield table
        at = at + 1 if table is None else table.end


def _table_from(run: Sequence[Line], are_figures: Sequence[bool], label: int) -> _Table | None:
    """The table whose first row has its label at a line; none if there is none, or if it lacks titles."""
    figures = _figures_below(are_figures, label)
    width = figures + 1
    first = label - width
    if not FEWEST_FIGURES <= figures <= MOST_FIGURES or first < 0 or not _is_label(run[label].text):
        return None
    rows = 1
    while _goes_on(run, are_figures, label + rows * width, figures):
        rows += 1
    titles = run[first:label]
    is_headed = not any(are_figures[first:label]) and all(len(line.text.strip()) <= LONGEST_TITLE for line in titles)
    is_whole = not any(line.gap for line in titles[1:])
    return _Table(first, rows, figures) if rows >= FEWEST_ROWS and is_headed and is_whole else None


def _goes_on(run: Sequence[Line], are_figures: Sequence[bool], label: int, figures: int) -> bool:
    return label < len(run) and _figures_below(are_figures, label) == figures and _is_label(run[label].text)


def _figures_below(are_figures: Sequence[bool], label: int) -> int:
    """The number of figures right below a line; 0 if it is one itself."""
    end = label + 1
    while end < len(are_figures) and are_figures[end]:
        end += 1
    return 0 if are_figures[label] else end - label - 1


def _is_figure(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text)) or (bool(text) and looks_like_money(text))


def _is_label(text: str) -> bool:
    words = text.strip()
    return 0 < len(words) <= LONGEST_LABEL and any(map(str.isalpha, words)) and not kind_of(words)


def _grid(lines: Sequence[Line], width: int) -> Grid:
    cells = [
        Cell(line.text.strip(), line.raw, *divmod(at, width), line.place, 1, 1, at < width, line.confidence)
        for at, line in enumerate(lines)
    ]
    return Grid(tuple(cells), len(lines) // width, width, lines[0].place, lines[0].gap)
