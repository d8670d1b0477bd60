"""Prepares a scan for reading: a straight image without rules and stamps, and the regions of its ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.read.layout.lattice import RuledCell, RuledTable, ruled_tables
from extract.read.layout.printed import Rule
from extract.read.ocr.areas import Region, regions
from extract.read.ocr.dark_edges import is_sliver, without_edges
from extract.read.ocr.gutter import find_gutter
from extract.read.ocr.ink import Ink, find_ink
from extract.read.ocr.interrupted_rules import without_gaps
from extract.read.ocr.keystone import without_keystone
from extract.read.ocr.ocr_interface import PixelBox
from extract.read.ocr.preparation import straighten
from extract.read.ocr.scanned_rules import Ruled, draw_rules, find_rules, without_folds, without_long_rules
from extract.read.ocr.stamps import Stamp, find_stamps, lift_rings, without_stamps
from extract.read.ocr.weak_rules import completed

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

POINTS = 72

PAPER = 10
"""Width of the white border around a line in pixels, as the engine needs it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A straightened image without rules, the labels of its ink, and its size. `scale` is points per pixel.

    `removed` is non-zero where the ink of rules was.
    """

    clean: Array
    labels: Array
    removed: Array
    dpi: int
    scale: float
    stamps: list[Stamp]

    def cut_out(self, ink: Sequence[Ink]) -> tuple[Array, int, int]:
        """The given ink alone on white, without parts of neighbouring lines, and the position of its corner."""
        import cv2
        import numpy as np

        x0, top = max(0, min(p.x0 for p in ink) - 2), max(0, min(p.top for p in ink) - 2)
        x1, bottom = max(p.x1 for p in ink) + 2, max(p.bottom for p in ink) + 2
        kept: Array = np.isin(self.labels[top:bottom, x0:x1], [piece.label for piece in ink]).astype(np.uint8)
        kept = cv2.dilate(kept, np.ones((3, 3), np.uint8))  # the blurred edge of letters
        alone = np.where(kept > 0, self.clean[top:bottom, x0:x1], 255).astype(np.uint8)
        picture = cv2.copyMakeBorder(alone, PAPER, PAPER, PAPER, PAPER, cv2.BORDER_CONSTANT, value=255)
        return picture, x0 - PAPER, top - PAPER


@dataclass(frozen=True, slots=True)
class Lattice:
    """The rules of a straightened image in points, and the angle by which it was rotated."""

    horizontal: list[Rule]
    vertical: list[Rule]
    skew: float


@dataclass(frozen=True, slots=True)
class Prepared:
    """An upright image that is ready to be read: its sheet, the regions of its ink, and its rules."""

    sheet: Sheet
    found: list[Region]
    lattice: Lattice
    gutter: float | None = None
    """Of two pages on one sheet, side by side: the x between them, in points."""


def prepare(grey: Array, dpi: float, letter: float = 0.0) -> Prepared:
    """Straighten an upright image and divide it into regions. `letter` is its letter height in pixels, if known."""
    scale = POINTS / dpi
    straight = without_keystone(straighten(grey, dpi), dpi)
    ink, clean = straight.ink, straight.grey.copy()
    ruled = find_rules(ink, dpi)
    stamps = find_stamps(without_long_rules(ink, ruled, dpi), dpi)
    if stamps:
        lift_rings(clean, ink, stamps, ruled.mask)
        draw_rules(ink, ruled, dpi)  # removing a ring along a rule also removes the rule
        ruled = find_rules(ink, dpi)
    ruled = completed(straight.grey, ink, ruled, dpi, letter)
    height, width = clean.shape
    across, down = ruled.horizontal, without_edges(ruled.vertical, ruled.horizontal, width, dpi)
    ruled = replace(ruled, horizontal=without_folds(down, across, dpi), vertical=without_folds(across, down, dpi))
    horizontal, vertical = _scaled(ruled, scale)
    lattice = Lattice(without_gaps(horizontal, vertical), vertical, straight.skew)
    tables = ruled_tables(lattice.horizontal, lattice.vertical)
    clean[ruled.mask > 0] = 255
    labels, pieces = find_ink(ink * (ruled.mask == 0), letter)
    pieces = [piece for piece in pieces if not is_sliver(piece, width, dpi, letter)]
    kept = without_stamps(labels, pieces, stamps)
    stamped = sorted(set(pieces).difference(kept)) if stamps else []
    tables = [_in_pixels(table, scale) for table in tables]
    rules = [(rule.start, rule.end) for rule in ruled.horizontal]
    gutter = find_gutter(kept, [(table.x0, table.x1) for table in tables], (width, height), rules)
    pages = [(0, 0, width, height)] if gutter is None else [(0, 0, gutter, height), (gutter, 0, width, height)]
    found = [region for page in pages for region in _page_regions(page, tables, kept, stamped, letter)]
    sheet = Sheet(clean, labels, ruled.mask, round(dpi), scale, stamps)
    return Prepared(sheet, found, lattice, None if gutter is None else gutter * scale)


def _page_regions(
    page: PixelBox, tables: Sequence[RuledTable], ink: Sequence[Ink], stamped: Sequence[Ink], letter: float
) -> list[Region]:
    x0, _, x1, _ = page
    inside = [table for table in tables if x0 <= (table.x0 + table.x1) / 2 < x1]
    ink, stamped = ([p for p in pieces if x0 <= (p.x0 + p.x1) / 2 < x1] for pieces in (ink, stamped))
    return regions(inside, ink, page, stamped, letter)


def _scaled(ruled: Ruled, scale: float) -> tuple[list[Rule], list[Rule]]:
    horizontal = [Rule(r.at * scale, r.start * scale, r.end * scale) for r in ruled.horizontal]
    vertical = [Rule(r.at * scale, r.start * scale, r.end * scale) for r in ruled.vertical]
    return horizontal, vertical


def _in_pixels(table: RuledTable, scale: float) -> RuledTable:
    cells = tuple(_cell_in_pixels(cell, scale) for cell in table.cells)
    x0, top, x1, bottom = (value / scale for value in (table.x0, table.top, table.x1, table.bottom))
    return replace(table, cells=cells, x0=x0, top=top, x1=x1, bottom=bottom)


def _cell_in_pixels(cell: RuledCell, scale: float) -> RuledCell:
    x0, top, x1, bottom = (value / scale for value in (cell.x0, cell.top, cell.x1, cell.bottom))
    return replace(cell, x0=x0, top=top, x1=x1, bottom=bottom)
