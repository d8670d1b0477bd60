"""The interface of an embedded font program: boxes, outlines and characters of its glyphs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.read.pdf.font_names import names_of

GlyphBox = tuple[float, float, float, float]
"""x0, y0, x1, y1 in thousandths of the font size, y up."""

Outline = tuple[tuple[int, int, int], ...]

NEAR = 2.6
"""Tolerance for equal ink boxes, in thousandths of the font size."""


class FontProgram(ABC):
    """One embedded font. Damaged parts are treated as absent. `order` contains the glyph names."""

    def __init__(self, order: Sequence[str], scale: float, tables: Any, *, is_named: bool) -> None:  # noqa: ANN401
        """`scale` converts font units to thousandths; `tables` is the fontTools file, empty if there is none.

        `is_named`: the glyph names are from the font. fontTools generates names for fonts without any.
        """
        self.order = list(order)
        self.scale = scale
        self.tables = tables
        self.is_named = is_named
        self._outlines: dict[int, Outline | None] = {}
        self._matching: dict[GlyphBox, list[int]] = {}

    @property
    @abstractmethod
    def boxes(self) -> list[GlyphBox | None]:
        """The ink box of each glyph by number, None for a glyph without ink."""

    @property
    @abstractmethod
    def widths(self) -> list[int]:
        """The advance width of each glyph, in font units; empty if the font has none."""

    @abstractmethod
    def contours(self, glyph: int) -> int:
        """The number of contours of a glyph; 0 for one without ink, and for a composite glyph."""

    @abstractmethod
    def _points(self, glyph: int) -> list[tuple[float, float, int]]:
        """The points of a glyph in font units, each with its type; empty for a damaged one."""

    @cached_property
    def _inks(self) -> npt.NDArray[np.float64]:
        return np.array([box or (1e9, 1e9, 1e9, 1e9) for box in self.boxes])

    def matching(self, box: GlyphBox) -> list[int]:
        """The glyphs with this ink box. pdfium rounds each side, and raises the top of some fonts by a 64th."""
        key = round(box[0]), round(box[1]), round(box[2]), round(box[3])
        if key not in self._matching:
            self._matching[key] = self._with_ink(key)
        return self._matching[key]

    def _with_ink(self, box: GlyphBox) -> list[int]:
        near = np.abs(self._inks[:, :3] - box[:3]).max(axis=1) <= NEAR
        tops = self._inks[:, 3]
        near &= np.minimum(np.abs(tops - box[3]), np.abs(tops * 65 / 64 - box[3])) <= NEAR
        return np.flatnonzero(near).tolist()

    def size(self, glyph: int) -> tuple[int, int] | None:
        """Width and height of the ink of a glyph in font units; None for one without ink. Equal outlines have one."""
        box = self.boxes[glyph] if glyph < len(self.boxes) else None
        return box and (round((box[2] - box[0]) / self.scale), round((box[3] - box[1]) / self.scale))

    def outline(self, glyph: int) -> Outline | None:
        """The points of a glyph, moved so that its ink begins at (0, 0); None for one without ink or a damaged one."""
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
        """Maps glyph numbers to characters, from the font's character map, glyph names and substitutions."""
        return names_of(self.order, self.tables, is_named=self.is_named)
