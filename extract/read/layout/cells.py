"""Builds a Grid from a ruled table and the printed lines inside it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import pairwise
from statistics import median

from extract.model.document import Box, Cell, Grid, OtherText, Place
from extract.read.layout.broken_numbers import padding, whole_numbers
from extract.read.layout.broken_rules import divide_spans
from extract.read.layout.cell_lines import NUMBER_ALONE, CellLine
from extract.read.layout.lattice import RuledCell, RuledTable
from extract.read.layout.printed import Frame, PrintedLine, Segment, least
from extract.read.layout.stacked import split_rows
from extract.read.markup_terms import markup, with_bullet
from normalize.money import looks_like_money
from normalize.script import DIGITS
from normalize.text import join_lines, normalize_line

NUMBER_STARTS = f"0123456789{DIGITS}(-•"

ALIGNED = 1.5
"""Maximum distance in letter heights of a text from the side of its cell at which it is aligned."""

BLANK = 1.6
"""A line distance above this many usual distances of the cell means a blank line."""


def table_grid(
    page: int, frame: Frame, table: RuledTable, lines: Sequence[PrintedLine], numbers: Mapping[int, int]
) -> Grid | None:
    """The Grid of a ruled table; None if it contains no text, or is only a frame around text, as a coloured bar is.

    `numbers` maps the id of a line to its line number on the page.
    """
    if table.columns < 2:
        return None
    filled = _filled(table, lines, numbers)
    if not filled or (len(filled) == 1 and table.rows == 1):
        return None
    table = _without_open_end(table, filled)
    divided = divide_spans(table, filled, lines)
    if divided is not table:
        table, filled = divided, _filled(divided, lines, numbers)
    cut = split_rows(table, filled)
    if cut is not table:
        table, filled = cut, _filled(cut, lines, numbers)
    below = [(line.baseline, numbers[id(line)]) for line in lines]
    cells = tuple(_cell(page, frame, cell, filled.get(i, []), below) for i, cell in enumerate(table.cells))
    cut_at = table.is_cut_above, table.is_cut_below
    return Grid(cells, table.rows, table.columns, cells[0].place, True, *cut_at, table.is_doubtful)


def _without_open_end(table: RuledTable, filled: Mapping[int, Sequence[CellLine]]) -> RuledTable:
    """The table without a last row that is open and empty: what the next row did not fit into, and left on the page."""
    last = [i for i, cell in enumerate(table.cells) if cell.row == table.rows - 1]
    is_whole = len(last) == sum(cell.row + cell.row_span == table.rows for cell in table.cells)
    if not table.is_cut_below or table.rows < 2 or not is_whole or any(filled.get(i) for i in last):
        return table
    cells = tuple(cell for cell in table.cells if cell.row < table.rows - 1)
    return replace(table, cells=cells, rows=table.rows - 1, bottom=table.ys[-2], ys=table.ys[:-1])


def _filled(table: RuledTable, lines: Sequence[PrintedLine], numbers: Mapping[int, int]) -> dict[int, list[CellLine]]:
    """The lines of each cell, by the cell's index. Numbers broken within are put together."""
    filled = _placed(table, lines, numbers)
    beside = 2 * padding(table.cells, filled)
    cells = table.cells
    return {i: whole_numbers(found, cells[i].x1 - cells[i].x0 - beside) for i, found in filled.items()}


def _placed(table: RuledTable, lines: Sequence[PrintedLine], numbers: Mapping[int, int]) -> dict[int, list[CellLine]]:
    owner = _owners(table)
    edges = [sorted({table.cells[i].x0 for i in row} | {table.cells[i].x1 for i in row}) for row in owner]
    filled: dict[int, list[CellLine]] = {}
    for line in lines:
        middle = line.baseline - line.height / 2
        row = min(max(bisect_right(table.ys, middle) - 1, 0), table.rows - 1)
        for segment in line.segments(edges[row]):
            x = _anchor(segment, line.height, edges[row])
            column = min(max(bisect_right(table.xs, x) - 1, 0), table.columns - 1)
            found, number = filled.setdefault(owner[row][column], []), numbers[id(line)]
            if found and found[-1].number == number:
                found[-1].text += f" {segment.text}"
                found[-1].segments.append(segment)
            else:
                found.append(CellLine(segment.text, number, line.baseline, line.height, [segment]))
    return filled


def _anchor(segment: Segment, height: float, edges: Sequence[float]) -> float:
    """The horizontal position that decides the cell of a segment: its middle, or, if it is printed over a rule, the
    side that is aligned in a cell."""
    first, last = bisect_right(edges, segment.x0 + height), bisect_right(edges, segment.x1 - height)
    if first != last and first > 0 and segment.x0 - edges[first - 1] <= ALIGNED * height:
        return segment.x0 + height / 2
    if first != last and last < len(edges) and edges[last] - segment.x1 <= ALIGNED * height:
        return segment.x1 - height / 2
    return (segment.x0 + segment.x1) / 2


def _owners(table: RuledTable) -> list[list[int]]:
    """For each place of the lattice, the index of the cell that covers it."""
    owner = [[0] * table.columns for _ in range(table.rows)]
    for index, cell in enumerate(table.cells):
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                owner[row][column] = index
    return owner


def _cell(
    page: int, frame: Frame, cell: RuledCell, lines: Sequence[CellLine], below: Sequence[tuple[float, int]]
) -> Cell:
    text = "\n".join(_paragraphs(lines))
    number = lines[0].number if lines else next((n for y, n in below if y >= cell.top), below[-1][1] if below else 1)
    place = Place(page, number, Box(*frame.to_page(cell.x0, cell.top, cell.x1, cell.bottom)))
    confidence = reduce(least, (segment.confidence for line in lines for segment in line.segments), None)
    raw = "\n".join(line.text for line in lines)
    segments = [segment for line in lines for segment in line.segments]
    others = tuple(OtherText(*other) for other in segments[0].others) if len(segments) == 1 else ()
    spans = cell.row_span, cell.column_span
    return Cell(text, raw, cell.row, cell.column, place, *spans, confidence=confidence, others=others)


def _paragraphs(lines: Sequence[CellLine]) -> list[str]:
    """The paragraphs of a cell. A number, a kind word, a level, an amount or a blank line begins a new one."""
    steps = [b.baseline - a.baseline for a, b in pairwise(lines)]
    usual = median(steps) if steps else 0.0
    paragraphs: list[list[str]] = []
    for line, step in zip(lines, [0.0, *steps], strict=False):
        row = with_bullet(normalize_line(line.text).strip())
        if paragraphs and step <= BLANK * usual and not _begins(row, paragraphs[-1]):
            paragraphs[-1].append(row)
        elif row:
            paragraphs.append([row])
    return [join_lines(paragraph) for paragraph in paragraphs]


def _begins(row: str, paragraph: Sequence[str]) -> bool:
    """Whether a line of a cell begins a paragraph below the lines of another."""
    above = paragraph[-1]
    if _is_rest(row, above):
        return False
    if looks_like_money(row) or looks_like_money(above):
        return True
    level = markup().numbered_label
    return (
        row.startswith(markup().entry_starts)
        or ((found := level.match(row)) is not None and (bool(found["code"]) or level.match(paragraph[0]) is not None))
        or (
            row[:1] in NUMBER_STARTS and not row[:4].isdigit() and ("." in row[:8] or ")" in row[:8] or row[:1] in "-•")
        )
    )


def _is_rest(row: str, above: str) -> bool:
    """Whether a line goes on with the one above, whatever it begins with.

    The line above is the number of an entry, or ends with the word of a level whose number follows, with the number of
    projects whose kind follows, or with a slash; or both are words for "no money".
    """
    if looks_like_money(row):
        return False
    if NUMBER_ALONE.fullmatch(above):
        return any(c.isalpha() for c in row)
    if above.endswith("/") and row.startswith(markup().entry_starts):
        return True
    if above[-1:].isdigit() and any(c.isalpha() for c in above):
        return bool(markup().entry_words.fullmatch(row))
    if row[:1].isdigit():
        return bool(markup().label_end.match(above))
    return above[:1].isalpha() and looks_like_money(above) and looks_like_money(above + row)
