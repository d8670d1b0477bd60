"""Embedded CFF font programs (Type 1C, OpenType with PostScript outlines), as written by layout programs."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from extract.read.damage import fonttools_errors
from extract.read.pdf.font_program import FontProgram, GlyphBox

UNITS = 1000
"""Units per em of a font without a font matrix."""


class CffProgram(FontProgram):
    """One embedded CFF font, alone or in an OpenType file."""

    def __init__(self, top: Any, tables: Any) -> None:  # noqa: ANN401 (fontTools has no types)
        """`top` is the only font of a CFF set, `tables` the OpenType file around it, empty if there is none."""
        matrix = getattr(top, "FontMatrix", None) or [1 / UNITS]
        super().__init__(top.charset, 1000 * matrix[0], tables, is_named=True)
        self.glyphs = top.CharStrings

    @cached_property
    def _drawn(self) -> list[list[tuple[str, tuple[tuple[float, float], ...]]]]:
        """The drawing commands of each glyph; empty for a damaged one."""
        return [self._draw(name) for name in self.order]

    def _draw(self, name: str) -> list[tuple[str, tuple[tuple[float, float], ...]]]:
        from fontTools.pens.recordingPen import RecordingPen

        pen = RecordingPen()
        try:
            self.glyphs[name].draw(pen)
        except fonttools_errors():
            return []
        return list(pen.value)

    @cached_property
    def boxes(self) -> list[GlyphBox | None]:
        """The ink box of each glyph by number, None for a glyph without ink."""
        return [self._box(drawn) for drawn in self._drawn]

    def _box(self, drawn: list[tuple[str, tuple[tuple[float, float], ...]]]) -> GlyphBox | None:
        from fontTools.pens.boundsPen import BoundsPen
        from fontTools.pens.recordingPen import replayRecording

        pen = BoundsPen(None)
        replayRecording(drawn, pen)
        if pen.bounds is None:
            return None
        x0, y0, x1, y1 = (value * self.scale for value in pen.bounds)
        return x0, y0, x1, y1

    @cached_property
    def widths(self) -> list[int]:
        """The advance width of each glyph, in font units; empty if the font has none."""
        assert self._drawn is not None  # a width is known only after its glyph is drawn
        found = [getattr(self.glyphs[name], "width", None) for name in self.order]
        return [] if None in found else [round(width) for width in found if width is not None]

    def contours(self, glyph: int) -> int:
        """The number of contours of a glyph; 0 for one without ink."""
        return sum(kind == "moveTo" for kind, _ in self._drawn[glyph]) if glyph < len(self._drawn) else 0

    def _points(self, glyph: int) -> list[tuple[float, float, int]]:
        kinds = {"moveTo": 0, "lineTo": 1, "curveTo": 2}
        return [(x, y, kinds[kind]) for kind, points in self._drawn[glyph] if kind in kinds for x, y in points]
