"""Embedded TrueType font programs."""

from __future__ import annotations

import struct
from functools import cached_property
from itertools import pairwise
from typing import Any

from extract.read.damage import fonttools_errors
from extract.read.pdf.font_program import FontProgram, GlyphBox


class TrueTypeProgram(FontProgram):
    """One embedded TrueType font."""

    def __init__(self, font: Any) -> None:  # noqa: ANN401 (fontTools has no types)
        is_named = "post" in font and font["post"].formatType == 2
        super().__init__(font.getGlyphOrder(), 1000 / font["head"].unitsPerEm, font, is_named=is_named)

    @cached_property
    def boxes(self) -> list[GlyphBox | None]:
        """The ink box of each glyph by number, None for a glyph without ink."""
        places, data = self.tables["loca"].locations, self.tables.reader["glyf"]
        found: list[GlyphBox | None] = []
        for start, end in pairwise(places):
            if end - start < 10 or end > len(data):
                found.append(None)
                continue
            x0, y0, x1, y1 = struct.unpack_from(">4h", data, start + 2)
            aside = self._bearings[len(found)] - x0 if len(found) < len(self._bearings) else 0
            x0, x1 = x0 + aside, x1 + aside  # the side bearing gives the position of a glyph
            found.append((x0 * self.scale, y0 * self.scale, x1 * self.scale, y1 * self.scale))
        return found

    @cached_property
    def _metrics(self) -> list[tuple[int, int]]:
        """The advance width and side bearing of each glyph, in font units; empty if the font has none.

        They are unpacked here, as fontTools finds them by the names of the glyphs, which it has to make first.
        """
        try:
            data, count = self.tables.reader["hmtx"], self.tables["hhea"].numberOfHMetrics
            own = list(struct.iter_unpack(">Hh", data[: 4 * count]))
            others = struct.iter_unpack(">h", data[4 * count : 4 * count + 2 * max(len(self.order) - count, 0)])
            found = own + [(own[-1][0], bearing) for (bearing,) in others]
        except fonttools_errors():
            return []
        return found if len(found) >= len(self.order) else []

    @cached_property
    def _bearings(self) -> list[int]:
        return [bearing for _, bearing in self._metrics]

    @cached_property
    def widths(self) -> list[int]:
        """The advance width of each glyph, in font units; empty if the font has none."""
        return [width for width, _ in self._metrics]

    def contours(self, glyph: int) -> int:
        """The number of contours of a glyph; 0 for one without ink, and for a composite glyph."""
        if glyph >= len(self.boxes) or self.boxes[glyph] is None:
            return 0
        start = self.tables["loca"].locations[glyph]
        count: int = struct.unpack_from(">h", self.tables.reader["glyf"], start)[0]
        return max(count, 0)

    def _points(self, glyph: int) -> list[tuple[float, float, int]]:
        try:
            table = self.tables["glyf"]
            points, ends, flags = table[self.order[glyph]].getCoordinates(table)
        except fonttools_errors():
            return []
        if len(points) != len(flags):
            return []
        last = set(ends)
        return [
            (x, y, (flag & 1) | (2 if at in last else 0))
            for at, ((x, y), flag) in enumerate(zip(points, flags, strict=True))
        ]
