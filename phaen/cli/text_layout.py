"""The lines of a page laid out for a fixed-width font: columns stay aligned."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.model.document import Box
    from extract.read.printed_text import PrintedTextLine, TextPage

FEWEST_SPACES = 2
"""Minimum number of spaces between two cells, so that cells stay separate where the text is set tightly."""

MOST_BLANK = 3
"""Maximum number of blank lines for one vertical gap, whatever its height."""

SAME_ROW = 0.5
"""Two lines are side by side if they overlap by more than this share of the height of the lower one."""


def width(text: str) -> int:
    """Width of a text in terminal columns: 0 for marks above and below, 2 for wide East Asian characters."""
    return sum(
        0
        if unicodedata.category(char) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


def page_layout(page: TextPage) -> list[str]:
    """The page's lines, with spaces for horizontal gaps and blank lines for vertical gaps."""
    placed = [line for line in page.lines if any(cell.box for cell in line.cells)]
    if len(placed) < len(page.lines) or not placed or page.width is None:
        return [line.text for line in page.lines]
    rows = _rows(placed)
    pitch = _pitch(placed)
    left = min(cell.box.x0 for line in placed for cell in line.cells if cell.box)
    step = _step(rows)
    laid: list[str] = []
    above: float | None = None
    for row in rows:
        bottom = max(cell.box.bottom for line in row for cell in line.cells if cell.box)
        if above is not None and step > 0:
            laid += [""] * min(MOST_BLANK, max(0, round((bottom - above) / step) - 1))
        laid.append(_row(row, left, pitch))
        above = bottom
    return laid


def _rows(lines: Sequence[PrintedTextLine]) -> list[list[PrintedTextLine]]:
    """Group lines that are side by side, such as cells on slightly different baselines."""
    rows: list[list[PrintedTextLine]] = []
    for line in lines:
        if rows and _is_beside(line, rows[-1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _is_beside(line: PrintedTextLine, row: Sequence[PrintedTextLine]) -> bool:
    ours = [cell.box for cell in line.cells if cell.box]
    theirs = [cell.box for other in row for cell in other.cells if cell.box]
    low = min(box.bottom - box.top for box in [*ours, *theirs])
    overlap = min(max(b.bottom for b in ours), max(b.bottom for b in theirs)) - max(
        min(b.top for b in ours), min(b.top for b in theirs)
    )
    apart = all(a.x1 <= b.x0 or b.x1 <= a.x0 for a in ours for b in theirs)
    return apart and overlap > SAME_ROW * low


def _pitch(lines: Sequence[PrintedTextLine]) -> float:
    """Points per column: the median width of a letter, in cells of at least four columns if there are any."""
    cells = [(cell.box, width(cell.text)) for line in lines for cell in line.cells if cell.box]
    widths = [(box.x1 - box.x0) / columns for box, columns in cells if columns >= 4] or [
        (box.x1 - box.x0) / max(columns, 1) for box, columns in cells
    ]
    return max(median(widths), 0.1)


def _step(rows: Sequence[Sequence[PrintedTextLine]]) -> float:
    """The median distance between lines."""
    feet = [max(cell.box.bottom for line in row for cell in line.cells if cell.box) for row in rows]
    steps = [b - a for a, b in pairwise(feet) if b > a]
    return median(steps) if steps else 0.0


def _row(row: Sequence[PrintedTextLine], left: float, pitch: float) -> str:
    cells: list[tuple[Box, str]] = [(cell.box, cell.text) for line in row for cell in line.cells if cell.box]
    text, end = "", 0
    for box, piece in sorted(cells, key=lambda cell: cell[0].x0):
        start = max(round((box.x0 - left) / pitch), end + FEWEST_SPACES if text else 0)
        text += " " * (start - end) + piece
        end = start + width(piece)
    return text
