"""Joins the pieces of broken digits: `(` and `)` are a 0 whose top and bottom are too pale, if they are read as one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.read.ocr.glyph_pictures import Glyph, GlyphRow
from extract.read.ocr.touching import Judge

MOST_PIECES = 4
"""Maximum number of pieces of a digit."""

CLOSE = 0.25
"""Maximum gap between two pieces of a digit, in letter heights."""

WIDTH = (0.3, 1.6)
"""Minimum and maximum width of a digit in letter heights."""

HEIGHT = 0.7
"""Minimum height of a digit in letter heights."""

SURE = 0.8
"""Minimum probability of a digit that pieces form."""

MOST_LETTERS = 0.6
"""Maximum share of what may be letters among the glyphs of a number. Words with a digit have more."""


def joined(row: GlyphRow, kinds: Sequence[int], digits: int, letter: int, judge: Judge) -> list[tuple[int, int]]:
    """The ranges of glyphs in a number that are one digit each.

    `row.glyphs` is one number, `kinds` are the classes of its glyphs, of which the first `digits` are those of digits,
    and `letter` is any other glyph.
    """
    broken = [kind >= digits and _is_high(glyph, row) for kind, glyph in zip(kinds, row.glyphs, strict=True)]
    sure = sum(kind < digits for kind in kinds)
    letters = sum(kind == letter for kind in kinds)
    if not any(broken) or not sure or letters > MOST_LETTERS * len(kinds) + 1:
        return []
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(kinds):
        last = next((e for e in range(at, len(kinds)) if kinds[e] < digits), len(kinds))
        ends = [e for e in range(at + 2, min(at + MOST_PIECES, last) + 1) if _may_be_one(row, at, e, broken)]
        best, fewer = max(((_chance(row, at, e, digits, judge), -e) for e in ends), default=(0.0, -at))
        if best >= SURE:
            found.append((at, -fewer))
            at = -fewer
        else:
            at += 1
    return found


def whole(glyphs: Sequence[Glyph]) -> Glyph:
    """The glyph of adjacent pieces."""
    return Glyph(
        min(g.x0 for g in glyphs), min(g.top for g in glyphs), max(g.x1 for g in glyphs), max(g.bottom for g in glyphs)
    )


def _is_high(glyph: Glyph, row: GlyphRow) -> bool:
    """Whether a glyph is too high for a comma or a dash."""
    return glyph.height >= 0.5 * row.body


def _may_be_one(row: GlyphRow, start: int, end: int, broken: Sequence[bool]) -> bool:
    glyphs = row.glyphs[start:end]
    gaps = (b.x0 - a.x1 for a, b in pairwise(glyphs))
    if not (broken[start] and broken[end - 1]) or any(gap > CLOSE * row.body for gap in gaps):
        return False
    glyph = whole(glyphs)
    return WIDTH[0] * row.body <= glyph.width <= WIDTH[1] * row.body and glyph.height >= HEIGHT * row.body


def _chance(row: GlyphRow, start: int, end: int, digits: int, judge: Judge) -> float:
    """The probability that glyphs are one digit."""
    return float(judge(row, [whole(row.glyphs[start:end])])[0, :digits].max())
