"""Amounts under a stamp: read on the line on which the other amounts of their row of the table stand.

A stamp's lettering runs over amounts in another size, at another height, often at an angle. In a column of numbers,
what does not stand on the line of its neighbours is the stamp's.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extract.read.ocr.areas import Region
from extract.read.ocr.digits import Number
from extract.read.ocr.glyphs import GlyphRow, Ink, glyph_rows
from extract.read.ocr.number_cells import UNKNOWN
from extract.read.ocr.stamps import Stamp, is_stamped

SAME = 4
"""Pixels within which cells have the same edges."""

NUMERIC = 0.4
"""Share of a column's cells, headers among them, that hold nothing but numbers or dashes if it is one of numbers."""

FEWEST = 2
"""Such cells from which on a column is one of numbers."""

ABOVE, BELOW = 1.1, 0.9
"""Letter heights about the middle of a line that its digits and commas keep to."""

DASH = 0.45
"""Letter heights; digits are higher."""

STROKE = 0.4
"""Letter heights: ink that runs on beyond the line and is narrower is a stroke of the stamp's lettering."""


def on_their_line(cells: Sequence[Region], numeric: Sequence[bool], stamps: Sequence[Stamp], usual: float) -> list[int]:
    """Leaves stamped cells of number columns with the ink on their neighbours' line; the indexes of those changed.

    `numeric` tells which cells hold nothing but numbers and dashes, `usual` is the height of the page's letters.
    """
    under = [is_stamped(cell.box, stamps, 0) for cell in cells]
    changed = []
    for index, cell in enumerate(cells):
        if not (under[index] and cell.is_cell and _is_among_numbers(index, cells, numeric, under)):
            continue
        lines = [_middle(cells[other]) for other in _beside(index, cells) if numeric[other] and not under[other]]
        if lines:
            cell.ink = _kept(sorted([*cell.ink, *cell.stamped]), median(lines), usual)
            cell.rows = glyph_rows(cell.ink)
            changed.append(index)
    return changed


def known(numbers: Sequence[Number]) -> list[Number]:
    """The numbers of a row without what stands apart from them and cannot be read: more of the stamp's lettering."""
    return [number for number in numbers if set(number.text) != {UNKNOWN}] or list(numbers)


def damaged_dash(rows: Sequence[GlyphRow], usual: float) -> Number | None:
    """The dash that is all a cell holds, however little of it is left: nothing else on the line is as low."""
    if len(rows) != 1 or len(rows[0].glyphs) != 1:
        return None
    glyph = rows[0].glyphs[0]
    if glyph.height > DASH * usual or glyph.width > 1.5 * usual:
        return None
    return Number("-", (glyph.x0, glyph.top, glyph.x1, glyph.bottom), 0.0, range(1))


def _is_among_numbers(index: int, cells: Sequence[Region], numeric: Sequence[bool], under: Sequence[bool]) -> bool:
    """Whether the cells above and below one that no stamp reaches are numbers."""
    x0, _, x1, _ = cells[index].box
    column = [
        numeric[other]
        for other, cell in enumerate(cells)
        if cell.is_cell and not under[other] and abs(cell.box[0] - x0) <= SAME and abs(cell.box[2] - x1) <= SAME
    ]
    return sum(column) >= max(FEWEST, NUMERIC * len(column))


def _beside(index: int, cells: Sequence[Region]) -> list[int]:
    """The other cells of a row that have one line."""
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


def _kept(ink: Sequence[Ink], middle: float, usual: float) -> list[Ink]:
    """The ink on a line, cut where it reaches beyond."""
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
