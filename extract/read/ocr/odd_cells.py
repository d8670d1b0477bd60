"""Re-reads amounts overlaid by foreign ink, on the line of the other amounts in their table row.

The lettering of a stamp, a signature or a stroke of dirt crosses amounts in another size, at another height, often at
an angle. In a column of numbers, ink that is not on the line of its neighbours is foreign.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extract.read.ocr.areas import Region
from extract.read.ocr.digit_reader import ReadNumber
from extract.read.ocr.glyph_pictures import GlyphRow, glyph_rows
from extract.read.ocr.ink import Ink
from extract.read.ocr.number_cells import UNKNOWN
from extract.read.ocr.stamps import Stamp, is_stamped

SAME = 4
"""Tolerance in pixels for equal cell edges."""

NUMERIC = 0.4
"""Minimum share of cells with only numbers or dashes in a number column, including header cells."""

FEWEST = 2
"""Minimum number of such cells for a number column, and for a row to have a line where no stamp is visible."""

ABOVE, BELOW = 1.1, 0.9
"""Maximum distance of digits and commas from the middle of their line, in letter heights."""

OFF = 0.6
"""Minimum distance of foreign ink from the line of its row, in letter heights."""

PRINT = (0.7, 1.35)
"""Range of the heights of printed letters, in letter heights. Three such letters are a line of print."""

DASH = 0.45
"""Letter heights. Digits are higher."""

STROKE = 0.4
"""Letter heights. Narrower ink that extends beyond the line is a stroke of foreign ink."""

_AMOUNT = re.compile(r"-|\d{1,3}(?:,\d{3})+|\d{2,}")


@dataclass(slots=True)
class OddCell:
    """A cell of a number column that contains or may contain foreign ink, with its ink on the line of its row."""

    index: int
    ink: list[Ink]
    rows: list[GlyphRow]
    is_stamped: bool


@dataclass(slots=True)
class _Table:
    cells: Sequence[Region]
    numeric: Sequence[bool]
    """For each cell, whether it contains only numbers and dashes."""
    under: list[bool]
    """For each cell, whether a stamp reaches it."""
    usual: float


def odd_cells(cells: Sequence[Region], numeric: Sequence[bool], stamps: Sequence[Stamp], usual: float) -> list[OddCell]:
    """The cells of number columns reached by a stamp, with other content, or with a number off the line of their row.

    `numeric` flags the cells with only numbers and dashes. `usual` is the letter height of the page.
    """
    table = _Table(cells, numeric, [is_stamped(cell.box, stamps, 0) for cell in cells], usual)
    found = (_odd(index, table) for index, cell in enumerate(cells) if cell.is_cell)
    return [cell for cell in found if cell is not None]


def _odd(index: int, table: _Table) -> OddCell | None:
    cell, is_under = table.cells[index], table.under[index]
    if not _is_among_numbers(index, table):
        return None
    lines = [
        _middle(table.cells[other])
        for other in _beside(index, table.cells)
        if table.numeric[other] and not table.under[other]
    ]
    if len(lines) < (1 if is_under else FEWEST):
        return None
    middle = median(lines)
    on_line = len(cell.rows) == 1 and abs(_middle(cell) - middle) <= OFF * table.usual
    if not is_under and ((table.numeric[index] and on_line) or _has_print(cell, middle, table.usual)):
        return None
    kept = _kept(sorted([*cell.ink, *cell.stamped]), middle, table.usual)
    return OddCell(index, kept, glyph_rows(kept), is_under)


def among_numbers(cells: Sequence[Region], numeric: Sequence[bool]) -> list[int]:
    """The cells of number columns. `numeric` flags the cells with only numbers and dashes."""
    table = _Table(cells, numeric, [False] * len(cells), 0.0)
    return [index for index, cell in enumerate(cells) if cell.is_cell and _is_among_numbers(index, table)]


def is_amount(found: Sequence[Sequence[ReadNumber]]) -> bool:
    """Whether the rows of a cell are one complete amount or a dash."""
    return len(found) == 1 and len(found[0]) == 1 and _AMOUNT.fullmatch(found[0][0].text) is not None


def known(numbers: Sequence[ReadNumber]) -> list[ReadNumber]:
    """The numbers of a row without separate unreadable pieces, which are more foreign ink."""
    return [number for number in numbers if set(number.text) != {UNKNOWN}] or list(numbers)


def damaged_dash(rows: Sequence[GlyphRow], usual: float) -> ReadNumber | None:
    """The dash of a cell with only a dash, even if damaged: nothing else on the line is as low."""
    if len(rows) != 1 or len(rows[0].glyphs) != 1:
        return None
    glyph = rows[0].glyphs[0]
    if glyph.height > DASH * usual or glyph.width > 1.5 * usual:
        return None
    return ReadNumber("-", (glyph.x0, glyph.top, glyph.x1, glyph.bottom), 0.0, range(1))


def _is_among_numbers(index: int, table: _Table) -> bool:
    """Whether the cells above and below a cell are numbers, ignoring those reached by a stamp."""
    x0, _, x1, _ = table.cells[index].box
    column = [
        table.numeric[other]
        for other, cell in enumerate(table.cells)
        if cell.is_cell and not table.under[other] and abs(cell.box[0] - x0) <= SAME and abs(cell.box[2] - x1) <= SAME
    ]
    return sum(column) >= max(FEWEST, NUMERIC * len(column))


def _beside(index: int, cells: Sequence[Region]) -> list[int]:
    """The other cells of a row that contain one line."""
    _, top, _, bottom = cells[index].box
    return [
        other
        for other, cell in enumerate(cells)
        if other != index
        and cell.is_cell
        and len(cell.rows) == 1
        and abs(cell.box[1] - top) <= SAME
        and abs(cell.box[3] - bottom) <= SAME
    ]


def _middle(cell: Region) -> float:
    return (cell.rows[0].top + cell.rows[0].bottom) / 2


def _has_print(cell: Region, middle: float, usual: float) -> bool:
    """Whether a cell has another line of print besides that of its row, such as a remark below an amount."""
    low, high = (share * usual for share in PRINT)
    return any(
        abs((row.top + row.bottom) / 2 - middle) > OFF * usual
        and sum(low <= glyph.height <= high for glyph in row.glyphs) >= max(3, 0.6 * len(row.glyphs))
        for row in cell.rows
    )


def _kept(ink: Sequence[Ink], middle: float, usual: float) -> list[Ink]:
    """The ink on a line, clipped where it extends beyond it."""
    top, bottom = round(middle - ABOVE * usual), round(middle + BELOW * usual)
    kept = []
    for piece in ink:
        part = piece._replace(top=max(piece.top, top), bottom=min(piece.bottom, bottom))
        if part.bottom <= part.top:
            continue
        is_cut = part != piece
        if is_cut and (part.x1 - part.x0 < STROKE * usual or 2 * (part.bottom - part.top) < usual):
            continue
        kept.append(part)
    return kept
