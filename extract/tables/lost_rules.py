"""Tables that a copy has left as lines, one cell a line or wrapped over several, put together in a document again.

It is done before anything else is read, so that such a table is read like any other. A table is only put together if
its rows prove it: they fill the columns of its header. What no rule proves (which of several statuses a tick is for,
of which years amounts are where some are missing) stays outside of the table, as lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from extract.grammar.levels import LevelScheme
from extract.lines.level_scheme import level_scheme
from extract.model.document import Block, Cell, Document, Grid, Line
from extract.tables.lost_cells import MONEY, Cells, Printed, Row, assign
from extract.tables.lost_header import YEAR, Headers, Layout, Title, layouts, role_of
from extract.tables.lost_sums import small_tables
from normalize.money import MoneyStatus, parse_money
from normalize.text import join_lines

LONGEST_CELL = 160
"""Maximum length in characters of a line that was a cell, or a part of one."""

LONGEST_PROJECT_TITLE = 40
FEWEST = 2
"""Minimum number of rows of projects."""

SOUND = 0.8
"""Minimum share of rows that fill the columns of the header."""

GAPS = 3
"""Number of blank lines among the rows, from which on they may be blank cells."""


@dataclass(slots=True)
class _Part:
    """A header and the lines below it, by their indices in a run of lines, and the rows that they are."""

    titles: list[Title]
    start: int
    end: int
    stop: int
    printed: Printed
    cells: Cells = field(default_factory=lambda: Cells([], 0, 0.0))


def with_lost_tables(document: Document) -> Document:
    """The document with grids instead of the lines of such tables. A table stands on the page where it begins."""
    if not any(isinstance(block, Line) and _may_head(block) for block in document.blocks()):
        return document
    scheme = level_scheme(document.blocks())
    made: dict[int, list[Block]] = {}
    gone: set[int] = set()
    for run in runs_of_lines(document.blocks()):
        for first, blocks, taken in _tables(run, scheme):
            made[id(first)] = blocks
            gone.update(map(id, taken))
        for grid, lines in small_tables([line for line in run if id(line) not in gone], scheme):
            made[id(lines[0])] = [grid]
            gone.update(map(id, lines))
    if not made:
        return document
    pages = [
        replace(page, blocks=tuple(new for block in page.blocks for new in _new(block, made, gone)))
        for page in document.pages
    ]
    return replace(document, pages=tuple(pages))


def may_be_title(line: Line) -> bool:
    """Whether a line may be the title of a column of projects, or of their numbers beside it."""
    text = line.text.strip()
    return len(text) <= LONGEST_PROJECT_TITLE and role_of(text) in ("project", "order")


def _may_head(line: Line) -> bool:
    """Whether a line may be a title of a table of projects or of money."""
    text = line.text.strip()
    return len(text) <= LONGEST_PROJECT_TITLE and role_of(text) in ("project", "order", "years", "dimension", YEAR)


def _new(block: Block, made: dict[int, list[Block]], gone: set[int]) -> list[Block]:
    if id(block) in made:
        return made[id(block)]
    return [] if id(block) in gone else [block]


def runs_of_lines(blocks: Iterable[Block]) -> Iterator[list[Line]]:
    """Consecutive lines that may be cells."""
    run: list[Line] = []
    for block in blocks:
        if isinstance(block, Line) and len(block.text) <= LONGEST_CELL:
            run.append(block)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _tables(run: Sequence[Line], scheme: LevelScheme) -> Iterator[tuple[Line, list[Block], Sequence[Line]]]:
    """For each table: its first line, the blocks instead of its lines, and these."""
    for parts in _alike(_parts(run, scheme)):
        index = _best(parts)
        for part in parts if index is not None else ():
            used = _used(part.cells)
            layout = next(islice(layouts(part.titles), index, None))
            if used is not None:
                grid, left = _grid(part, layout, used)
                taken = [*run[part.start : part.end], *part.printed.lines[: part.cells.taken]]
                yield run[part.start], [grid, *left], taken


def _parts(run: Sequence[Line], scheme: LevelScheme) -> list[_Part]:
    headers, found, index = Headers(run, scheme), [], 0
    while index < len(run):
        header = headers.at(index)
        if header is not None:
            found.append((header[0], index, header[1]))
        index = header[1] if header is not None else index + 1
    if not found:
        return []
    stops = [start for _, start, _ in found[1:]] + [len(run)]
    return [
        _Part(titles, start, end, stop, Printed(run[end:stop], scheme))
        for (titles, start, end), stop in zip(found, stops, strict=True)
    ]


def _alike(parts: Sequence[_Part]) -> Iterator[list[_Part]]:
    """The parts with the same titles together."""
    found: dict[tuple[str, ...], list[_Part]] = {}
    for part in parts:
        found.setdefault(tuple(title.text for title in part.titles), []).append(part)
    yield from found.values()


def _best(parts: Sequence[_Part]) -> int | None:
    """Which of the layouts suits the rows best, which then are in the parts. None if no rows prove one."""
    modes = [False, True] if sum(sum(map(bool, part.printed.blanks)) for part in parts) >= GAPS else [False]
    best: tuple[float, int, list[Cells]] | None = None
    known = list(layouts(parts[0].titles))
    for index, layout in enumerate(known):
        for mode in modes:
            found = [assign(part.printed, layout.roles(), mode) for part in parts]
            score = sum(cells.score for cells in found)
            if best is None or score > best[0]:
                best = (score, index, found)
    if best is None:
        return None
    _, index, found = best
    rows = [row for cells in found for row in cells.rows if not (row.is_total or row.is_heading)]
    if len(rows) < FEWEST or sum(_is_sound(row, known[index]) for row in rows) < SOUND * len(rows):
        return None
    for part, cells in zip(parts, found, strict=True):
        part.cells = cells
    return index


def _is_sound(row: Row, layout: Layout) -> bool:
    """Whether a row has its number, its name and something else."""
    roles = layout.roles()
    has_order = "order" not in roles or roles.index("order") in row.cells
    name = "".join(line.text for line in row.cells.get(roles.index("project"), ()))
    return has_order and sum(map(str.isalpha, name)) > 3 and len(row.cells) > 1 + ("order" in roles)


def _used(cells: Cells) -> list[Row] | None:
    """The rows without the headings at the end, which belong to what follows. None if there is no row."""
    rows = list(cells.rows)
    while rows and rows[-1].is_heading:
        cells.taken -= len(rows.pop().cells[-1])
    return rows or None


def _grid(part: _Part, layout: Layout, rows: Sequence[Row]) -> tuple[Grid, list[Line]]:
    """The table, and the lines whose columns are not proved."""
    width = len(layout.columns)
    cells = list(_header(layout))
    top = 2 if layout.group is not None else 1
    left: list[Line] = []
    for at, row in enumerate(rows, start=top):
        place = next(iter(row.cells.values()))[0].place
        if row.is_heading:
            cells.append(_cell(row.cells[-1], at, 0, span=width))
            continue
        open_columns = _not_proved(row, layout, part.cells.blanks_are_cells)
        if open_columns and (none := _no_money(row, layout)):
            row.cells |= {column: none for column in open_columns if layout.columns[column].role in MONEY}
            open_columns = set()
        for column in range(width):
            lines = row.cells.get(column, [])
            if column in open_columns:
                left += lines
                lines = []
            cells.append(_cell(lines, at, column) if lines else Cell("", "", at, column, place))
    grid = Grid(tuple(cells), top + len(rows), width, layout.columns[0].lines[0].place, part.titles[0].lines[0].gap)
    return grid, left


def _not_proved(row: Row, layout: Layout, blanks_are_cells: bool) -> set[int]:
    """The columns of which it is open which one a cell is in: some of the amounts, or of the ticks, are missing."""
    roles = layout.roles()
    found: set[int] = set()
    for kind in (MONEY, ("status",)):
        columns = [column for column, role in enumerate(roles) if role in kind]
        if not blanks_are_cells and 0 < sum(column in row.cells for column in columns) < len(columns):
            found.update(columns)
    return found


def _no_money(row: Row, layout: Layout) -> list[Line]:
    """The words that a row uses no budget, if they are all of its money: they hold for every year."""
    columns = [column for column in row.cells if column >= 0 and layout.columns[column].role in MONEY]
    lines = row.cells[columns[0]] if len(columns) == 1 else []
    text = join_lines([line.text.strip() for line in lines])
    return lines if len(text) > 1 and parse_money(text).status is MoneyStatus.NONE else []


def _header(layout: Layout) -> Iterator[Cell]:
    """The cells of the titles, in one row or two."""
    group, first, count = layout.group, layout.first, layout.count
    depth = 1 if group is None else 2
    for column, title in enumerate(layout.columns):
        if group is not None and column == first:
            yield _cell(group.lines, 0, column, span=count, is_header=True)
        if group is None or not first <= column < first + count:
            yield replace(_cell(title.lines, 0, column, is_header=True), row_span=depth)
    for column in range(first, first + count):
        yield _cell(layout.columns[column].lines, 1, column, is_header=True)


def _cell(lines: Sequence[Line], row: int, column: int, span: int = 1, *, is_header: bool = False) -> Cell:
    text = join_lines([line.text.strip() for line in lines])
    sure = [line.confidence for line in lines if line.confidence is not None]
    raw = "\n".join(line.raw for line in lines)
    return Cell(text, raw, row, column, lines[0].place, 1, span, is_header, min(sure) if sure else None)
