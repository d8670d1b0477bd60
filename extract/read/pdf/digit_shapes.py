"""Detects by outlines whether a font draws Thai digits at the codes of Arabic digits.

Some Thai digits have a loop that the Arabic ones lack: 1, 2, 3, 5 and 7 are one stroke, ๑, ๒, ๓, ๕ and ๗ enclose a
small area. If a font has no outlines, its name decides (`schemas/thai_fonts.toml`).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from typing import Any

from extract.read.pdf.font_data import font_data
from extract.read.pdf.font_program import FontProgram

ONE_STROKE = "12357"
"""The digits that have no loop in Arabic form, but have one in Thai form."""

FEWEST = 2
"""Minimum number of digits with a loop."""

SMALL = 0.6
"""Maximum height of a loop, as a share of the digit. Outline-style fonts enclose higher areas."""

Contour = tuple[float, float, float, float]


def draws_thai_digits(raw: Any, font: Any, font_name: str, codes: Iterable[str]) -> bool:  # noqa: ANN401
    """Whether the digits among `codes`, which the page uses in this font (an FPDF_FONT), are Thai digits."""
    by_name = any(name.search(font_name) for name in font_data().thai_digits)
    seen = [code for code in ONE_STROKE if code in codes]
    loops = [loop for loop in (_has_loop(list(_contours(raw, font, code))) for code in seen) if loop is not None]
    if not loops:
        return by_name
    return all(loops) and (by_name or len(loops) >= FEWEST)


def _has_loop(contours: list[Contour]) -> bool | None:
    """Whether a small contour is inside another; None for a glyph without contours."""
    if not contours:
        return None
    outer = max(contours, key=lambda box: box[3] - box[1])
    return any(
        outer[0] < box[0] and box[2] < outer[2] and box[3] - box[1] <= SMALL * (outer[3] - outer[1])
        for box in contours
        if box is not outer
    )


def _contours(raw: Any, font: Any, code: str) -> Iterator[Contour]:  # noqa: ANN401
    """The boxes of a glyph's contours."""
    path = raw.FPDFFont_GetGlyphPath(font, ord(code), 1000.0)
    count = raw.FPDFGlyphPath_CountGlyphSegments(path) if path else 0
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for number in range(count):
        segment = raw.FPDFGlyphPath_GetGlyphPathSegment(path, number)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield _box(points)
            points = []
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((x.value, y.value))
    if points:
        yield _box(points)


def _box(points: list[tuple[float, float]]) -> Contour:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


# -- an unnamed set of digits -------------------------------------------------------------------------------------

HOLES = {0: 1, 1: 0, 2: 0, 3: 0, 5: 0, 6: 1, 7: 0, 8: 2, 9: 1}
"""Maps Arabic digits to the number of enclosed areas. An open 4 has none, a closed 4 has one."""

FEWEST_SHAPES = 3
"""Minimum number of digits of a set that the font must contain to prove it by their shapes."""

SAME_HEIGHT = 0.12
"""Maximum difference in height of the digits of a set, as a share of the highest."""


def digit_of(program: FontProgram, glyph: int) -> str:
    """The digit of a glyph by its position in a set of ten; "" if it is in none.

    Digits are in order and of equal width, unlike their neighbours. A run of ten or twenty glyphs of equal width is one
    or two sets if the glyphs present in the font enclose as many areas as the digits do.
    """
    widths = program.widths
    if not glyph < len(widths):
        return ""
    first = last = glyph
    while first > 0 and widths[first - 1] == widths[glyph]:
        first -= 1
    while last + 1 < len(widths) and widths[last + 1] == widths[glyph]:
        last += 1
    if (last + 1 - first) not in (10, 20):
        return ""
    start = first + (glyph - first) // 10 * 10
    return chr(ord("0") + glyph - start) if _are_digits(program, start) else ""


def _are_digits(program: FontProgram, start: int) -> bool:
    shapes = {at: program.contours(start + at) for at in range(10) if program.contours(start + at)}
    heights = [box[3] - box[1] for at in shapes if (box := program.boxes[start + at]) is not None]
    known = [at for at in shapes if at in HOLES]
    return (
        len(known) >= FEWEST_SHAPES
        and max(heights) - min(heights) <= SAME_HEIGHT * max(heights)
        and all(shapes[at] == HOLES[at] + 1 for at in known)
    )
