"""The original text at a place, for values of the plan tree that have a place but do not keep their text."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model.document import Cell, Document, Grid, Line, Place, Spot
from normalize.text import comparable

MOST_LINES = 40
"""Printed lines that one value may go over."""

ROWS_BELOW = 20
"""Rows of a table below that of a value's place in which its cell may be: a step of work has several risks."""


class RawTexts:
    """The lines and cells of a document by their places."""

    def __init__(self, document: Document) -> None:
        self._lines: list[Line] = []
        self._line_at: dict[Spot, int] = {}
        self._cells: dict[Spot, list[tuple[Grid, Cell]]] = {}
        for block in document.blocks():
            if isinstance(block, Line):
                self._line_at.setdefault(block.place.spot, len(self._lines))
                self._lines.append(block)
                continue
            for cell in block.cells:
                self._cells.setdefault(cell.place.spot, []).append((block, cell))

    def at(self, place: Place, text: str) -> tuple[str, Place]:
        """The original text that `text` was read from, beginning at `place`, and its own place.

        If nothing there resembles it, the first line or cell at the place; empty if there is none.
        """
        key = comparable(text)
        cells = self._cells.get(place.spot, [])
        if cells:
            cell = _best(self._near(cells, place), key) or cells[0][1]
            return cell.raw, cell.place
        first = self._line_at.get(place.spot)
        return ("", place) if first is None else (self._run(first, key), self._lines[first].place)

    def _near(self, cells: list[tuple[Grid, Cell]], place: Place) -> Iterator[Cell]:
        """The cell at a place, then the others of its line, then those of its row and the rows below."""
        yield from (cell for _, cell in cells if cell.place.box == place.box)
        yield from (cell for _, cell in cells)
        grid, first = cells[0]
        for cell in grid.cells:
            if first.row <= cell.row <= first.row + ROWS_BELOW:
                yield cell

    def _run(self, first: int, key: str) -> str:
        """The lines from one on that hold a text; only the first if they do not."""
        found: list[str] = []
        for line in self._lines[first : first + MOST_LINES]:
            found.append(line.raw)
            together = comparable("".join(found))
            if key in together:
                return "\n".join(found)
            if len(together) > 2 * len(key):
                break
        return found[0]


def _best(cells: Iterator[Cell], key: str) -> Cell | None:
    """The first cell that holds a text, else the first that is a part of it."""
    part = None
    for cell in cells:
        own = comparable(cell.raw)
        if key and key in own:
            return cell
        if part is None and own and own in key:
            part = cell
    return part
