"""Converts a printed page to blocks in reading order: lines outside tables, and tables as Grids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise

from extract.model.document import Block, Box, Cell, Grid, Line, Place
from extract.read.layout.cells import table_grid
from extract.read.layout.column_texts import column_margins
from extract.read.layout.columns import ASCENT, DESCENT, Columns, crosses, pieces
from extract.read.layout.drawn_instead import is_inside
from extract.read.layout.forms import form_starts
from extract.read.layout.lattice import RuledTable
from extract.read.layout.open_tables import last_columns, lines_ahead, open_tables, tables_of_rules
from extract.read.layout.paragraphs import Margins, ended_early, margins, paragraph_starts
from extract.read.layout.printed import Frame, PrintedLine, PrintedPage, PrintedPart, least
from extract.read.layout.text_columns import Edges, Flow, known_edges, text_flows
from extract.read.markup_terms import markup, with_bullet
from normalize.text import join_lines, normalize_line

OVERFLOW = 1.5
"""Maximum distance of a line below the rules of its cell from the line above, in letter heights."""

Numbers = Mapping[int, int]
"""Maps the id of a line to its number on the page."""


@dataclass(frozen=True, slots=True)
class _PlacedBlock:
    """A block with its top (points from the top of its part) and its right edge."""

    at: float
    right: float
    block: Block


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The columns of the table that the page before ends with, the lines of the next page, and where the texts of the
    forms of the page before begin."""

    above: Columns | None = None
    ahead: Sequence[PrintedLine] = ()
    starts: Sequence[float] = ()


NO_NEIGHBOURS = Neighbours()


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a page, and the columns of its last table, which may continue on the next page."""

    blocks: list[Block]
    columns: Columns | None = None
    edges: Sequence[Edges] = ()
    """The edges of the text columns of the page, or of those before it."""
    starts: Sequence[float] = ()
    """Where the texts of its forms begin."""


def page_blocks(page: PrintedPage) -> list[Block]:
    """The blocks of a single page in reading order."""
    return page_layout(page).blocks


def page_layout(page: PrintedPage, before: Layout | None = None, ahead: PrintedPage | None = None) -> Layout:
    """The blocks of a page in reading order. `before`: the layout of the page before, whose last table may go on.
    `ahead`: the next page, on which the last table of this one may go on.

    The line number of a place counts the printed lines of the page. Text in another direction than most of the page is
    added to the table cell around it. Outside tables, it precedes the main text if it is in the upper half of the page,
    and follows it otherwise.
    """
    before = before or Layout([])
    above, edges = before.columns, before.edges
    if not page.parts:
        return Layout([], None, edges)
    main, *others = page.parts
    ruled = tables_of_rules(main, above)
    flows = text_flows(main, ruled, edges)
    parts = [*(flow.part for flow in flows), *others] if flows else page.parts
    numbers = {id(line): n for n, line in enumerate((line for part in parts for line in part.lines), start=1)}
    if flows:
        blocks, columns = _flowing(page.number, flows, numbers, above)
        starts = before.starts
    else:
        near = Neighbours(above, lines_ahead(main, ahead), before.starts)
        found, tables = _part_blocks(page.number, Flow(main), numbers, ruled, near)
        blocks = [placed.block for placed in found]
        columns, starts = last_columns(tables), form_starts(tables[len(ruled) :])
    first: list[Block] = []
    for part in others:
        blocks, rest = _given_to_cells(blocks, part, numbers)
        flow = Flow(replace(part, lines=rest))
        beside, _ = _part_blocks(page.number, flow, numbers, tables_of_rules(flow.part))
        for block in (placed.block for placed in beside):
            is_before = main.frame.turn not in {0, part.frame.turn} and _is_in_upper_half(block, page)
            (first if is_before else blocks).append(block)
    return Layout([*first, *blocks], columns, known_edges(flows, edges), starts)


def _flowing(
    number: int, flows: Sequence[Flow], numbers: Numbers, above: Columns | None
) -> tuple[list[Block], Columns | None]:
    """The blocks of a page with text columns, and the columns of a table that it may end with."""
    blocks: list[Block] = []
    columns: Columns | None = None
    last: PrintedLine | None = None
    for index, flow in enumerate(flows):
        known = above if not index and not flow.column else None
        found, tables = _part_blocks(number, flow, numbers, tables_of_rules(flow.part, known), Neighbours(known))
        columns = last_columns(tables)
        made = [placed.block for placed in found]
        if flow.column > 1 and last is not None and made and isinstance(made[0], Line):
            goes_on = not ended_early(last, flow.part.lines[0], column_margins(flows[index - 1].part.lines))
            made[0] = replace(made[0], gap=not goes_on)
        is_text = bool(made) and isinstance(made[-1], Line)
        last = flow.part.lines[-1] if is_text else None
        blocks += made
    return blocks, None if flows[-1].column else columns


def _part_blocks(
    number: int, flow: Flow, numbers: Numbers, ruled: Sequence[RuledTable], beside: Neighbours = NO_NEIGHBOURS
) -> tuple[list[_PlacedBlock], list[RuledTable]]:
    """The blocks of one writing direction from top to bottom, and the tables: first those with rules."""
    part = flow.part
    placed, outside = _tables(number, part, ruled, part.lines, numbers)
    without = open_tables(outside, beside.above, beside.ahead, beside.starts)
    more, outside = _tables(number, part, without, outside, numbers)
    placed += more
    if outside:
        sides = column_margins(outside) if flow.column else _margins(part.frame, outside, placed)
        lines = _lines(number, part.frame, outside, sides, numbers)
        placed += [_PlacedBlock(line.baseline, line.clusters[-1].x1, block) for line, block in lines]
    placed.sort(key=lambda entry: entry.at)
    return _with_captions(placed), [*ruled, *without]


def _with_captions(placed: Sequence[_PlacedBlock]) -> list[_PlacedBlock]:
    """The blocks; the caption above a table begins a paragraph, however full the line above it is."""
    made = list(placed)
    for index, (entry, below) in enumerate(pairwise(placed)):
        line = entry.block
        if isinstance(line, Line) and isinstance(below.block, Grid) and markup().caption.match(line.text):
            made[index] = replace(entry, block=replace(line, gap=True))
    return made


def _margins(frame: Frame, lines: Sequence[PrintedLine], tables: Sequence[_PlacedBlock]) -> Margins:
    return margins(lines, [table.right for table in tables], frame.height if frame.turn % 2 else frame.width)


def _tables(
    number: int, part: PrintedPart, tables: Sequence[RuledTable], lines: Sequence[PrintedLine], numbers: Numbers
) -> tuple[list[_PlacedBlock], list[PrintedLine]]:
    """The Grids of the tables that contain text, and the lines outside them."""
    placed: list[_PlacedBlock] = []
    taken: set[int] = set()
    for ruled in tables:
        table = _with_overflow(ruled, lines) if ruled.is_cut_below else ruled
        inside = [line for line in lines if is_inside(line, table) and id(line) not in taken]
        grid = table_grid(number, part.frame, table, inside, numbers)
        if grid is not None:
            taken |= {id(line) for line in inside}
            placed.append(_PlacedBlock(table.top, table.x1, grid))
    return placed, [line for line in lines if id(line) not in taken]


def _with_overflow(table: RuledTable, lines: Sequence[PrintedLine]) -> RuledTable:
    """A table whose last row is open, with the lines of its cells that a browser printed below its vertical rules."""
    bottom = table.bottom
    for line in sorted(lines, key=lambda line: line.baseline):
        top = line.baseline - ASCENT * line.height
        if top < table.bottom - line.height:
            continue
        x0, x1 = line.clusters[0].x0, line.clusters[-1].x1
        fits = table.x0 < x0 and x1 < table.x1 and not any(crosses(piece, table.xs) for piece in pieces(line, 0.0))
        is_number = line is lines[-1] and markup().page_number.fullmatch(line.segments()[0].text)
        if top - bottom > OVERFLOW * line.height or not fits or is_number:
            break
        bottom = line.baseline + DESCENT * line.height
    if bottom == table.bottom:
        return table
    cells = tuple(replace(cell, bottom=bottom) if cell.bottom == table.bottom else cell for cell in table.cells)
    return replace(table, cells=cells, bottom=bottom, ys=(*table.ys[:-1], bottom))


# -- text in another writing direction --------------------------------------------------------------------------------


def _given_to_cells(
    blocks: Sequence[Block], part: PrintedPart, numbers: Numbers
) -> tuple[list[Block], list[PrintedLine]]:
    """The blocks, with the lines of `part` that are inside a table cell added to it, and the remaining lines."""
    given: dict[tuple[int, int], list[PrintedLine]] = {}
    rest: list[PrintedLine] = []
    for line in part.lines:
        x0, top, x1, bottom = _bounds(line, part.frame)
        at = _cell_at(blocks, (x0 + x1) / 2, (top + bottom) / 2)
        if at is None:
            rest.append(line)
        else:
            given.setdefault(at, []).append(line)
    made = list(blocks)
    for (index, cell), lines in given.items():
        grid = made[index]
        assert isinstance(grid, Grid)
        cells = list(grid.cells)
        cells[cell] = _with_lines(cells[cell], lines)
        made[index] = replace(grid, cells=tuple(cells))
    return made, rest


def _cell_at(blocks: Sequence[Block], x: float, y: float) -> tuple[int, int] | None:
    for index, block in enumerate(blocks):
        if isinstance(block, Grid):
            for number, cell in enumerate(block.cells):
                box = cell.place.box
                if box is not None and box.x0 <= x <= box.x1 and box.top <= y <= box.bottom:
                    return index, number
    return None


def _with_lines(cell: Cell, lines: Sequence[PrintedLine]) -> Cell:
    raws = [" ".join(segment.text for segment in line.segments()) for line in lines]
    text = join_lines(normalize_line(raw).strip() for raw in raws)
    return replace(
        cell,
        text=f"{cell.text}\n{text}".strip(),
        raw="\n".join(filter(None, [cell.raw, *raws])),
    )


def _is_in_upper_half(block: Block, page: PrintedPage) -> bool:
    box = block.place.box
    return box is not None and page.height is not None and box.top + box.bottom < page.height


# -- lines ------------------------------------------------------------------------------------------------------------


def _lines(
    number: int, frame: Frame, lines: Sequence[PrintedLine], sides: Margins, numbers: Numbers
) -> Iterator[tuple[PrintedLine, Line]]:
    """The lines outside tables, with paragraph starts marked."""
    for line, is_start in zip(lines, paragraph_starts(lines, sides), strict=True):
        yield line, _line(line, Place(number, numbers[id(line)], Box(*_bounds(line, frame))), is_start)


def _bounds(line: PrintedLine, frame: Frame) -> tuple[float, float, float, float]:
    clusters = line.clusters
    top, bottom = min(c.top for c in clusters), max(c.bottom for c in clusters)
    return frame.to_page(clusters[0].x0, top, max(c.x1 for c in clusters), bottom)


def _line(line: PrintedLine, place: Place, gap: bool) -> Line:
    segments = line.segments()
    raw = " ".join(segment.text for segment in segments)
    confidence = reduce(least, (segment.confidence for segment in segments), None)
    return Line(with_bullet(normalize_line(raw).strip()), raw, place, gap, confidence)
