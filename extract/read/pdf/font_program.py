"""What an embedded font program says of its glyphs: their boxes, their outlines, and what they stand for.

TrueType alone, which is what Thai fonts are; other kinds have no program here.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.read.pdf.font_data import font_data
from extract.read.pdf.letters import NIKHAHIT, SARA_AA, SARA_AM

GlyphBox = tuple[float, float, float, float]
"""x0, y0, x1, y1 in thousandths of the font's size, y up."""

Outline = tuple[tuple[int, int, int], ...]

NEAR = 2.6
"""Thousandths of the font's size within which two inks are the same."""

MOST_GLYPHS = 20_000
"""A larger font is not looked into; Thai fonts have some hundreds of glyphs."""

MOST_BYTES = 8_000_000


class FontProgram:
    """One embedded TrueType font; whatever is damaged in it counts as absent."""

    def __init__(self, font: Any) -> None:  # noqa: ANN401 (fontTools has no types)
        self.font = font
        self.order: list[str] = font.getGlyphOrder()
        self._outlines: dict[int, Outline | None] = {}
        self.scale = 1000 / font["head"].unitsPerEm

    @cached_property
    def boxes(self) -> list[GlyphBox | None]:
        """The ink of each glyph by its number, None for a glyph without ink."""
        import struct

        places, data = self.font["loca"].locations, self.font.reader["glyf"]
        found: list[GlyphBox | None] = []
        for start, end in pairwise(places):
            if end - start < 10 or end > len(data):
                found.append(None)
                continue
            x0, y0, x1, y1 = struct.unpack_from(">4h", data, start + 2)
            aside = self._bearings[len(found)] - x0 if len(found) < len(self._bearings) else 0
            x0, x1 = x0 + aside, x1 + aside  # a glyph stands where its side bearing says
            found.append((x0 * self.scale, y0 * self.scale, x1 * self.scale, y1 * self.scale))
        return found

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
        box = self.boxes[glyph] if glyph < len(self.boxes) else None
        if box is None:
            return None
        try:
            table = self.font["glyf"]
            points, ends, flags = table[self.order[glyph]].getCoordinates(table)
            x0, y0 = min(x for x, _ in points), min(y for _, y in points)
        except Exception:  # fontTools raises many kinds for damaged glyphs
            return None
        last = set(ends)
        return tuple(
            (round(x - x0), round(y - y0), (flag & 1) | (2 if at in last else 0))
            for at, ((x, y), flag) in enumerate(zip(points, flags, strict=True))
        )

    @cached_property
    def _metrics(self) -> list[tuple[int, int]]:
        """The advance and the side bearing of each glyph, in units of the font; empty where it does not say."""
        try:
            return [self.font["hmtx"][name] for name in self.order]
        except Exception:  # fontTools raises many kinds for damaged tables
            return []

    @cached_property
    def _bearings(self) -> list[int]:
        return [bearing for _, bearing in self._metrics]

    @cached_property
    def widths(self) -> list[int]:
        """The advance of each glyph, in units of the font; empty where the font does not say."""
        return [width for width, _ in self._metrics]

    def contours(self, glyph: int) -> int:
        """How many contours a glyph has; 0 for one without ink, or one put together from others."""
        import struct

        if glyph >= len(self.boxes) or self.boxes[glyph] is None:
            return 0
        count: int = struct.unpack_from(">h", self.font.reader["glyf"], self.font["loca"].locations[glyph])[0]
        return max(count, 0)

    @cached_property
    def names(self) -> Mapping[int, str]:
        """Glyph number -> character, from the font's own character map, glyph names and substitutions."""
        numbers = {name: number for number, name in enumerate(self.order)}
        found: dict[int, str] = {}
        for step in (_mapped, _named, _substituted):
            try:
                for name, char in step(self.font, {self.order[n]: c for n, c in found.items()}):
                    if name in numbers:
                        found.setdefault(numbers[name], char)
            except Exception:
                continue
        return found


def open_program(data: bytes) -> FontProgram | None:
    """The program in a font file; None where it is no TrueType font, damaged, or too large."""
    from fontTools.ttLib import TTFont

    if data[:4] not in (b"\0\1\0\0", b"true") or len(data) > MOST_BYTES:
        return None
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)  # it warns of what no reader of plans can mend
    try:
        font = TTFont(io.BytesIO(data), lazy=True)
        program = FontProgram(font)
        return program if len(program.order) <= MOST_GLYPHS and program.boxes else None
    except Exception:  # fontTools raises many kinds for damaged files
        return None


Named = Iterator[tuple[str, str]]


def _mapped(font: Any, _known: Mapping[str, str]) -> Named:  # noqa: ANN401
    """The character map: Unicode, or the 8-bit Thai codes of a symbol font."""
    if "cmap" not in font:
        return
    for table in font["cmap"].tables:
        if table.platformID == 0 or (table.platformID == 3 and table.platEncID in (1, 10)):
            for code, name in table.cmap.items():
                yield from ((name, char) for char in _meaning(chr(code)))
        elif table.platformID == 3 and table.platEncID == 0:
            for code, name in table.cmap.items():
                yield from ((name, char) for char in _meaning(_symbol(code)))


def _symbol(code: int) -> str:
    """A code of a symbol font: TIS-620 with or without U+F000 added."""
    if 0xF0A1 <= code <= 0xF0FB or 0xA1 <= code <= 0xFB:
        try:
            return bytes([code & 0xFF]).decode("cp874")
        except UnicodeDecodeError:
            return ""
    return chr(code & 0xFF) if code & 0xFF < 0x7F else chr(code)


def _meaning(char: str) -> str:
    """The character of a code, "" for a private-use code that no table knows."""
    char = font_data().private_use.get(char, char)
    return "" if not char or "\ue000" <= char <= "\uf8ff" or char < " " else char


def _named(font: Any, _known: Mapping[str, str]) -> Named:  # noqa: ANN401
    """Glyph names such as `uni0E48`, `uni0E48.low`, `maiekthai`."""
    from fontTools import agl

    if "post" not in font or font["post"].formatType != 2:
        return
    for name in font.getGlyphOrder():
        char = agl.toUnicode(name)
        if len(char) == 1 and _meaning(char):
            yield name, _meaning(char)


def _substituted(font: Any, known: Mapping[str, str]) -> Named:  # noqa: ANN401
    """Glyphs that stand in for others: a moved mark for its letter, ring and aa for sara am."""
    if "GSUB" not in font or font["GSUB"].table.LookupList is None:
        return
    pending = dict(known)
    for _ in range(3):  # a stand-in of a stand-in
        before = len(pending)
        for lookup in font["GSUB"].table.LookupList.Lookup:
            for table in lookup.SubTable:
                for name, char in _stand_ins(getattr(table, "ExtSubTable", table), pending):
                    if name not in pending:
                        pending[name] = char
                        yield name, char
        if len(pending) == before:
            return


def _stand_ins(table: Any, known: Mapping[str, str]) -> Named:  # noqa: ANN401
    mapping = getattr(table, "mapping", None) or {}
    for source, target in mapping.items():
        char = known.get(source)
        if char is None:
            continue
        if isinstance(target, str):
            yield target, char
        elif char == SARA_AM and len(target) == 2:
            yield target[0], NIKHAHIT
            yield target[1], SARA_AA
