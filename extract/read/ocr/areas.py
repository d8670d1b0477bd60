"""Divides a scan into areas that are read separately: the cells of its ruled tables, and the rest around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extract.read.layout.lattice import RuledTable
from extract.read.ocr.glyph_pictures import Glyph, GlyphRow, glyph_rows
from extract.read.ocr.ink import Ink
from extract.read.ocr.ocr_interface import PixelBox


@dataclass(slots=True)
class Region:
    """An area with its ink and the rows of glyphs formed by it. `stamped` is ink in it that may belong to a stamp."""

    box: PixelBox
    is_cell: bool
    ink: list[Ink] = field(default_factory=list)
    stamped: list[Ink] = field(default_factory=list)
    rows: list[GlyphRow] = field(default_factory=list)


DASH = 0.45
"""Minimum width of a dash below other print, in letter heights. Specks are smaller."""

DUST = 0.55
"""Minimum height of the highest ink of a row, in letter heights of the page."""


SPECK, LONGER, MOST_SPECKS = 0.35, 1.3, 2
"""Sizes of a speck below which it is none of print, in letter heights and as a ratio of its sides, as a dash is longer;
and how many may be in a cell of nothing else. Dots in a row are a blank."""

TALLEST, TALLEST_LETTERS = 0.2, 8
"""Maximum height of ink that may be print, as a share of the page and in letter heights: a picture may be one line. An
edge of the sheet is as high as the page, and its middle in one of the rows."""

ON_LINE = 0.25
"""Maximum distance of the dots of a blank from the line of their row, in letter heights."""

LONE = 0.9
"""Minimum distance in letter heights of a dot from the letters of its row that is no full stop."""


def regions(
    tables: Sequence[RuledTable],
    boxes: Iterable[Ink],
    page: PixelBox,
    stamped: Iterable[Ink] = (),
    letter: float = 0.0,
) -> list[Region]:
    """The areas of a page with ink. `tables` are in pixels, from top to bottom; `page` is its box in the image.

    `stamped` is the ink that was identified as part of a stamp, `letter` the letter height of the page, if known.
    """
    cells = [Region(_inside(cell.x0, cell.top, cell.x1, cell.bottom), True) for t in tables for cell in t.cells]
    others = [Region(box, False) for box in _around(tables, page) if box[2] > box[0] and box[3] > box[1]]
    index = _Index([*cells, *others])
    highest = max(TALLEST * (page[3] - page[1]), TALLEST_LETTERS * letter) if letter else float(page[3])
    for box in boxes:
        region = index.find(box)
        if region is not None and box.bottom - box.top <= highest and not _reaches_over(box, region, letter):
            region.ink.append(box)
    for box in stamped:
        region = index.find(box)
        if region is not None:
            region.stamped.append(box)
    for region in index.regions:
        rows = _print(glyph_rows(region.ink, region.is_cell, letter), region.is_cell, letter)
        region.rows = [without_lone_dots(row, letter) for row in rows]
    return [region for region in index.regions if region.rows or (region.is_cell and region.stamped)]


def _reaches_over(box: Ink, region: Region, letter: float) -> bool:
    """Whether ink reaches beyond a cell above and below it, as a fold does or a stroke of a pen."""
    return region.is_cell and box.top < region.box[1] - letter and box.bottom > region.box[3] + letter


def _print(rows: list[GlyphRow], is_cell: bool, letter: float) -> list[GlyphRow]:
    """The rows that are print. In a margin of specks, and between the lines of a cell, they are rows of their own."""
    high = [max(piece.bottom - piece.top for piece in row.ink) >= DUST * letter for row in rows]
    if is_cell and not any(high):
        return [] if _is_specks(rows, letter) else rows  # a dash alone, or an empty cell
    return [row for row, is_high in zip(rows, high, strict=True) if is_high or (is_cell and _is_dash(row, letter))]


def without_lone_dots(row: GlyphRow, letter: float) -> GlyphRow:
    """The row without round dots that are far from all letters beside them: a full stop is not, and those that lead to
    a page number are several on its line. A dot in the margin would be a column of its own."""
    last = len(row.glyphs) - 1
    dots = [
        glyph
        for at, glyph in enumerate(row.glyphs)
        if max(glyph.height, glyph.width) < SPECK * letter
        and glyph.width < 2 * glyph.height
        and (at == 0 or glyph.x0 - row.glyphs[at - 1].x1 > LONE * letter)
        and (at == last or row.glyphs[at + 1].x0 - glyph.x1 > LONE * letter)
    ]
    if not 0 < len(dots) <= last or (len(dots) > MOST_SPECKS and _are_leaders(dots, row, letter)):
        return row
    glyphs = [glyph for glyph in row.glyphs if glyph not in dots]
    ink = [piece for piece in row.ink if not any(dot.x0 <= (piece.x0 + piece.x1) / 2 <= dot.x1 for dot in dots)]
    return replace(row, glyphs=glyphs, ink=ink)


def _are_leaders(dots: Sequence[Glyph], row: GlyphRow, letter: float) -> bool:
    """Whether dots are on the line of their row. Specks are anywhere."""
    return all(abs(dot.bottom - row.bottom) <= ON_LINE * letter for dot in dots)


def _is_dot(glyph: Glyph, letter: float) -> bool:
    return glyph.height < SPECK * letter and glyph.width < min(SPECK * letter, LONGER * glyph.height)


def _is_specks(rows: Sequence[GlyphRow], letter: float) -> bool:
    """Whether a cell holds only one or two round specks: they are no full stops of anything."""
    glyphs = [glyph for row in rows for glyph in row.glyphs]
    return len(glyphs) <= MOST_SPECKS and all(_is_dot(glyph, letter) for glyph in glyphs)


def _is_dash(row: GlyphRow, letter: float) -> bool:
    """Whether a row is one dash: an amount of nothing below another."""
    glyph = row.glyphs[0]
    return len(row.glyphs) == 1 and glyph.width >= max(2 * glyph.height, DASH * letter)


def _inside(x0: float, top: float, x1: float, bottom: float) -> PixelBox:
    left, above = round(x0) + 1, round(top) + 1
    return left, above, max(left + 1, round(x1) - 1), max(above + 1, round(bottom) - 1)


def _around(tables: Sequence[RuledTable], page: PixelBox) -> list[PixelBox]:
    """The areas above, between, beside and below tables."""
    x0, at, x1, end = page
    bands: list[PixelBox] = []
    for table in tables:
        left, top, right, bottom = _inside(table.x0, table.top, table.x1, table.bottom)
        bands += [(x0, at, x1, top), (x0, max(at, top), left, bottom), (right, max(at, top), x1, bottom)]
        at = max(at, bottom)
    return [*bands, (x0, at, x1, end)]


class _Index:
    """Finds the area that contains a piece of ink. Cells take precedence over the areas around them."""

    def __init__(self, regions: Sequence[Region]) -> None:
        self.regions = regions
        self._last = 0

    def find(self, box: Ink) -> Region | None:
        """The area with the middle of a piece of ink, or None. Ink between areas is on a rule and dropped with it."""
        x, y = (box[0] + box[2]) // 2, (box[1] + box[3]) // 2
        # ink is ordered by lines: the area of the previous piece is the most likely
        for offset in range(len(self.regions)):
            number = (self._last + offset) % len(self.regions)
            x0, top, x1, bottom = self.regions[number].box
            if x0 <= x < x1 and top <= y < bottom:
                self._last = number
                return self.regions[number]
        return None
