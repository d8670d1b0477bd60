"""Where the columns of a table are on its page, as one reads it: pages of scans lie in any direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.model.document import Box, Cell, Grid, Page, TextSource
from extract.read.layout.columns import SAME_EDGE

SHIFTED, SCALED = 30.0, 0.06
"""Maximum distance in points by which sheets lie elsewhere in a scanner, and maximum difference of their scales."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The left edges of the columns and the right edge of a table, its first and last cell, and the page's height.

    In points of the page with its lines level.
    """

    edges: list[float]
    first: Box
    last: Box
    height: float
    is_scanned: bool

    def has_columns_of(self, other: Outline) -> bool:
        """Whether two tables have the same columns. Those of scans may be shifted and scaled."""
        if len(self.edges) != len(other.edges) or len(self.edges) < 2:
            return False
        return all(abs(a - b) <= SAME_EDGE for a, b in zip(self.edges, self._laid_over(other), strict=True))

    def columns_of(self, other: Outline) -> list[int] | None:
        """For each edge of a table with fewer columns the edge of this one at its place; None if one has none.

        Rows that are all merged, such as the sums on the last page of a table, show only some of its columns.
        """
        if not 2 <= len(other.edges) < len(self.edges):
            return None
        found = []
        for x in self._laid_over(other):
            distance, at = min((abs(edge - x), at) for at, edge in enumerate(self.edges))
            if distance > SAME_EDGE:
                return None
            found.append(at)
        is_whole = found[0] == 0 and found[-1] == len(self.edges) - 1 and len(set(found)) == len(found)
        return found if is_whole else None

    def _laid_over(self, other: Outline) -> Sequence[float]:
        """The edges of another table, those of scans as if their sheets had been laid down alike."""
        theirs = other.edges
        if self.is_scanned and other.is_scanned:
            scale = (self.edges[-1] - self.edges[0]) / max(theirs[-1] - theirs[0], 1.0)
            shift = self.edges[0] - theirs[0]
            if abs(shift) <= SHIFTED and abs(scale - 1) <= SCALED:
                return [self.edges[0] + (x - theirs[0]) * scale for x in theirs]
        return theirs


def outline(grid: Grid, page: Page) -> Outline | None:
    """The outline of a table on its page; None if its cells have no boxes."""
    first, last = grid.cells[0].place.box, grid.cells[-1].place.box
    if page.width is None or page.height is None or first is None or last is None:
        return None
    turn = _turn(grid.cells)
    size = page.width, page.height
    boxes = [(cell.column, _upright(cell.place.box, turn, size)) for cell in grid.cells if cell.place.box is not None]
    lefts = {column: box.x0 for column, box in boxes}
    edges = [*(lefts[column] for column in sorted(lefts)), boxes[-1][1].x1]
    height = page.width if turn % 2 else page.height
    return Outline(
        edges, _upright(first, turn, size), _upright(last, turn, size), height, page.text_source is TextSource.OCR
    )


def _turn(cells: Sequence[Cell]) -> int:
    """The direction of the rows: 0 to the right, 1 downwards, 2 to the left, 3 upwards."""
    across = down = 0.0
    rows: dict[int, Box] = {}
    for cell in cells:
        box, left = cell.place.box, rows.get(cell.row)
        if box is not None and left is not None:
            across += box.x0 + box.x1 - left.x0 - left.x1
            down += box.top + box.bottom - left.top - left.bottom
        elif box is not None:
            rows[cell.row] = box
    if abs(down) > abs(across):
        return 1 if down > 0 else 3
    return 0 if across >= 0 else 2


def _upright(box: Box, turn: int, size: tuple[float, float]) -> Box:
    """A box of a page of this width and height as displayed, on the page with its lines level."""
    width, height = size
    if turn == 1:
        return Box(box.top, width - box.x1, box.bottom, width - box.x0)
    if turn == 2:
        return Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    if turn == 3:
        return Box(height - box.bottom, box.x0, height - box.top, box.x1)
    return box
