"""What an embedded font program says of its glyphs: their boxes, their outlines, and what they stand for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.read.pdf.font_names import names_of

GlyphBox = tuple[float, float, float, float]
"""x0, y0, x1, y1 in thousandths of the font's size, y up."""

Outline = tuple[tuple[int, int, int], ...]

NEAR = 2.6
"""Thousandths of the font's size within which two inks are the same."""


class FontProgram(ABC):
    """One embedded font; whatever is damaged in it counts as absent. `order` holds the names of its glyphs."""

    def __init__(self, order: Sequence[str], scale: float, tables: Any, *, is_named: bool) -> None:  # noqa: ANN401
        """`scale` makes thousandths of the font's units; `tables` is the fontTools file, empty where there is none.

        `is_named` tells that the names are the font's own: fontTools makes some up where it has none.
        """
        self.order = list(order)
        self.scale = scale
        self.tables = tables
        self.is_named = is_named
        self._outlines: dict[int, Outline | None] = {}

    @property
    @abstractmethod
    def boxes(self) -> list[GlyphBox | None]:
        """The ink of each glyph by its number, None for a glyph without ink."""

    @property
    @abstractmethod
    def widths(self) -> list[int]:
        """The advance of each glyph, in units of the font; empty where the font does not say."""

    @abstractmethod
    def contours(self, glyph: int) -> int:
        """How many contours a glyph has; 0 for one without ink, or one put together from others."""

    @abstractmethod
    def _points(self, glyph: int) -> list[tuple[float, float, int]]:
        """The points of a glyph in units of the font, each with its kind; none of a damaged one."""

    @cached_property
    def _inks(self) -> npt.NDArray[np.float64]:
        return np.array([box or (1e9, 1e9, 1e9, 1e9) for box in self.boxes])

    def matching(self, box: GlyphBox) -> list[int]:
        """The glyphs with this ink. pdfium rounds each side, and raises the top of some fonts by a 64th."""
        near = np.abs(self._inks[:, :3] - box[:3]).max(axis=1) <= NEAR
        tops = self._inks[:, 3]
        near &= np.minimum(np.abs(tops - box[3]), np.abs(tops * 65 / 64 - box[3])) <= NEAR
        return [int(glyph) for glyph in np.flatnonzero(near)]

    def outline(self, glyph: int) -> Outline | None:
        """The points of a glyph, moved so that its ink begins at 0 0; None for one without ink or a damaged one."""
        if glyph not in self._outlines:
            self._outlines[glyph] = self._outline(glyph)
        return self._outlines[glyph]

    def _outline(self, glyph: int) -> Outline | None:
        if glyph >= len(self.boxes) or self.boxes[glyph] is None:
            return None
        points = self._points(glyph)
        if not points:
            return None
        x0, y0 = min(x for x, _, _ in points), min(y for _, y, _ in points)
        return tuple((round(x - x0), round(y - y0), kind) for x, y, kind in points)

    @cached_property
    def names(self) -> Mapping[int, str]:
        """Glyph number -> character, from the font's own character map, glyph names and substitutions."""
        return names_of(self.order, self.tables, is_named=self.is_named)
