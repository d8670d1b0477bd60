"""One page of a PDF to blocks: printed lines outside tables, ruled tables as Grids, both from the same glyphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from extract.document import Block, Box, Cell, Grid, Line, Place
from extract.read.layout.columns import column_rules
from extract.read.layout.lattice import RuledCell, RuledTable, ruled_tables
from extract.read.layout.paragraphs import margins, paragraph_starts
from extract.read.layout.printed import Frame, PrintedLine, PrintedPage, PrintedPart, Rule, Segment, least
from normalize.money import looks_like_money
from normalize.text import join_lines, normalize_line

NUMBER_STARTS = "0123456789๐๑๒๓๔๕๖๗๘๙(-•"
KINDS = ("โครงการ", "กิจกรรม", "มาตรการ")


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One direction of writing on a page: its lines, numbered over the whole page, and its rules."""

    number: int
    lines: Sequence[PrintedLine]
    line_numbers: Mapping[int, int]
    horizontal: Sequence[Rule]
    vertical: Sequence[Rule]
    frame: Frame


def page_blocks(page: PrintedPage) -> list[Block]:
    """The blocks of a page in reading order. A line's place counts the printed lines of the page."""
    every = [line for part in page.parts for line in part.lines]
    numbers = {id(line): number for number, line in enumerate(every, start=1)}
    return [block for part in page.parts for block in _part_blocks(page.number, part, numbers)]


def _part_blocks(number: int, part: PrintedPart, numbers: Mapping[int, int]) -> list[Block]:
    """The blocks of one direction of writing from top to bottom."""
    vertical = [*part.vertical, *column_rules(part.horizontal, part.vertical, part.lines)]
    layout = PageLayout(number, part.lines, numbers, part.horizontal, vertical, part.frame)
    taken: set[int] = set()
    placed: list[tuple[float, Block]] = []
    edges: list[float] = []
    for table in ruled_tables(layout.horizontal, layout.vertical):
        inside = [line for line in layout.lines if _is_inside(line, table) and id(line) not in taken]
        grid = _grid(layout, table, inside)
        if grid is not None:
            taken |= {id(line) for line in inside}
            placed.append((table.top, grid))
            edges.append(table.x1)
    outside = [line for line in layout.lines if id(line) not in taken]
    placed += [(line.baseline, block) for line, block in _lines(layout, outside, edges)]
    return [block for _, block in sorted(placed, key=lambda pair: pair[0])]


def _is_inside(line: PrintedLine, table: RuledTable) -> bool:
    middle = line.baseline - line.height / 2
    left, right = line.clusters[0].x0, line.clusters[-1].x1
    return table.top - 1 <= middle <= table.bottom + 1 and left < table.x1 and right > table.x0


# -- tables -------------------------------------------------------------------------------------------------------


def _grid(layout: PageLayout, table: RuledTable, lines: Sequence[PrintedLine]) -> Grid | None:
    """A ruled table with its text; None where it holds none, or is a mere frame around text."""
    texts: dict[int, list[tuple[Segment, int]]] = {}
    for line in lines:
        middle = line.baseline - line.height / 2
        cuts = sorted({rule.at for rule in layout.vertical if rule.start - 1 <= middle <= rule.end + 1})
        for segment in line.segments(cuts):
            index = _cell_at(table, (segment.x0 + segment.x1) / 2, middle)
            if index is not None:
                texts.setdefault(index, []).append((segment, layout.line_numbers[id(line)]))
    if not texts or table.columns < 2:
        return None
    cells = tuple(_cell(layout, cell, texts.get(index, []), lines) for index, cell in enumerate(table.cells))
    return Grid(cells, table.rows, table.columns, cells[0].place, gap=True)


def _cell_at(table: RuledTable, x: float, y: float) -> int | None:
    for index, cell in enumerate(table.cells):
        if cell.x0 - 1 <= x <= cell.x1 + 1 and cell.top - 1 <= y <= cell.bottom + 1:
            return index
    return None


def _cell(
    layout: PageLayout,
    cell: RuledCell,
    parts: Sequence[tuple[Segment, int]],
    lines: Sequence[PrintedLine],
) -> Cell:
    rows = _by_line(parts)
    text = "\n".join(_paragraphs([normalize_line(row).strip() for row in rows]))
    line = parts[0][1] if parts else _nearest_line(cell, lines, layout.line_numbers)
    box = Box(*layout.frame.to_page(cell.x0, cell.top, cell.x1, cell.bottom))
    place = Place(layout.number, line, box)
    confidence = reduce(least, (segment.confidence for segment, _ in parts), None)
    raw = "\n".join(rows)
    return Cell(text, raw, cell.row, cell.column, place, cell.row_span, cell.column_span, confidence=confidence)


def _by_line(parts: Sequence[tuple[Segment, int]]) -> list[str]:
    rows: dict[int, list[str]] = {}
    for segment, number in parts:
        rows.setdefault(number, []).append(segment.text)
    return [" ".join(row) for row in rows.values()]


def _nearest_line(cell: RuledCell, lines: Sequence[PrintedLine], numbers: Mapping[int, int]) -> int:
    below = [line for line in lines if line.baseline >= cell.top]
    return numbers[id(below[0])] if below else (numbers[id(lines[-1])] if lines else 1)


def _paragraphs(rows: Sequence[str]) -> list[str]:
    """The lines of a cell with its wraps undone: a number, a kind word or an amount of its own begins a new one."""
    paragraphs: list[list[str]] = []
    for row in rows:
        if paragraphs and not _begins(row, paragraphs[-1][-1]):
            paragraphs[-1].append(row)
        elif row:
            paragraphs.append([row])
    return [join_lines(paragraph) for paragraph in paragraphs]


def _begins(row: str, above: str) -> bool:
    if looks_like_money(row) or looks_like_money(above):
        return True
    return row.startswith(KINDS) or (
        row[:1] in NUMBER_STARTS and not row[:4].isdigit() and ("." in row[:8] or ")" in row[:8] or row[:1] in "-•")
    )


# -- lines --------------------------------------------------------------------------------------------------------


def _lines(
    layout: PageLayout, lines: Sequence[PrintedLine], edges: Sequence[float]
) -> Iterator[tuple[PrintedLine, Line]]:
    """The lines outside tables, those marked that begin a paragraph; `edges` are the right sides of the tables."""
    if lines:
        starts = paragraph_starts(lines, margins(lines, edges))
        for line, is_start in zip(lines, starts, strict=True):
            yield line, _line(layout, line, is_start)


def _line(layout: PageLayout, line: PrintedLine, gap: bool) -> Line:
    segments = line.segments()
    raw = " ".join(segment.text for segment in segments)
    box = layout.frame.to_page(
        segments[0].x0, min(s.top for s in segments), segments[-1].x1, max(s.bottom for s in segments)
    )
    place = Place(layout.number, layout.line_numbers[id(line)], Box(*box))
    confidence = reduce(least, (segment.confidence for segment in segments), None)
    return Line(normalize_line(raw).strip(), raw, place, gap, confidence)
