"""One page of a PDF to blocks: printed lines outside tables, ruled tables as Grids, both from the same glyphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from extract.document import Block, Box, Line, Place
from extract.read.layout.cells import table_grid
from extract.read.layout.columns import column_rules
from extract.read.layout.lattice import RuledTable, ruled_tables
from extract.read.layout.paragraphs import margins, paragraph_starts
from extract.read.layout.printed import Frame, PrintedLine, PrintedPage, PrintedPart, Rule, least
from normalize.text import normalize_line


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
        grid = table_grid(number, part.frame, table, inside, numbers)
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
