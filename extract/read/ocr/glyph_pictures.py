"""Groups connected ink into rows of glyphs, with the letter height of each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from extract.read.ocr.ink import Ink, letter_height

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

SPECK = 0.12
"""Minimum width or height of ink, as a share of the letter height. Smaller ink is dust."""

LETTER = 0.7
"""Minimum height of a letter, as a share of the usual letter height. Marks, commas and dashes are lower."""

LOWER_MARK = 0.45
"""Maximum height of marks below a letter (sara u, sara uu), as a share of it. Vowel and tone above are higher."""

FARTHER = 0.1
"""A mark belongs to the line above only if it is nearer to it than to the line below by this many letter heights."""

SAME_ROW = 0.6
"""Maximum vertical distance of the middles of letters on one row, as a share of the letter height."""

CLOSEST = 1.15
"""Minimum distance of the middles of two rows, in letter heights. Thai lines leave room for marks between them."""

CROWDED = 1.75
"""Minimum distance of two lines of one text, in letter heights. Closer ones are in different columns, and the marks of
one are as high as the letters of the other."""

LARGER = 1.4
"""Minimum letter height by the ink of a text that is that of its headings, in letter heights of the page."""

LARGE, FEWEST_LARGE = 1.1, 3
"""Minimum letter height of a heading in large type, in usual letter heights, and its minimum number of letters."""

ABOVE, BELOW, MARK, LETTERS = 0.5, 0.25, 0.95, 0.7
"""Maximum distance of the marks above and below the letters of a heading from these, their maximum height, as that of a
vowel and its tone that touch, and the minimum height of a letter, in letter heights of the heading. Another line leaves
room for the marks."""

TALLEST = 8.0
"""Maximum height of a piece of ink that belongs to a row, in letter heights: the dark edge of a copy is as high as the
page, and would hold all marks and every line between two others."""

LEAST = 4
"""Minimum height in pixels of ink that shows the usual height. Dust is lower."""

RUN, ASIDE = 2.0, 1.0
"""Minimum gap between the texts of two columns in one row, and minimum distance of such a text from the ink of a row
that is closer than two rows are, in letter heights."""

LONE = (0.8, 1.3)
"""Height of a letter or digit that is a text alone, in letter heights. It is no wider than high."""

DASH = (0.2, 1.5)
"""Minimum and maximum width of a dash alone on its line, in letter heights."""

LOW_DIGIT, ROUND = 0.5, (0.6, 1.6)
"""Minimum height of a Thai zero on its own line in letter heights, which are those of digits with tails, and its width
as a share of its height."""

FLAT = 0.35
"""Maximum height of a dash in letter heights."""

TEXT = 12
"""Minimum number of glyphs of a row that is text. Amounts have fewer, and commas below the line."""

STOP, LOW = 0.5, (0.1, 0.6)
"""Maximum size of a full stop or comma below the tail of a digit, and minimum and maximum distance of its top above the
baseline, in letter heights. Marks below a letter are below the line."""

SIZE = 20
"""Longer side of a glyph's image in pixels."""

MARGIN = 2
"""Width of the white border around it in pixels."""

FEATURES = (SIZE + 2 * MARGIN) ** 2 + 5
"""Number of features of a glyph: its image, and its size and position relative to the letters of its row."""


@dataclass(slots=True)
class Glyph:
    """The ink of one letter with its marks, or of several that touch. `below_tail`: ink within its box that is the next
    glyph, a full stop or a comma."""

    x0: int
    top: int
    x1: int
    bottom: int
    below_tail: Ink | None = None

    @property
    def width(self) -> int:
        """Width in pixels."""
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self.bottom - self.top


@dataclass(slots=True)
class GlyphRow:
    """Adjacent glyphs from left to right. `top` and `bottom` bound the letters of the row, `body` is their height.
    `ink` are the connected pieces of the glyphs."""

    glyphs: list[Glyph]
    top: float
    bottom: float
    ink: list[Ink]

    @property
    def body(self) -> float:
        """Distance from the top of the row to its baseline in pixels."""
        return self.bottom - self.top


def glyph_rows(boxes: Sequence[Ink], is_cell: bool = False, letter: float = 0.0) -> list[GlyphRow]:
    """The rows, from top to bottom, formed by the ink of one cell or of one text column. `letter` is the letter height
    of the page, if known: most ink of a text may be that of its headings in larger type.

    In a cell, a dash or a zero alone on its line is a row: it is the amount of a row without rules. Outside of cells,
    the texts of one column may be between the lines of another one: an amount in the middle of a name of two lines.
    """
    boxes = boxes if is_cell else _without_tallest(boxes)
    if not boxes:
        return []
    usual = letter_height(boxes)
    usual = letter if letter and usual > LARGER * letter else usual
    large = sorted((b for b in boxes if b[3] - b[1] >= LETTER * usual), key=lambda b: b[1] + b[3])
    rows, aside = _lone_rows(_without_large_marks(_rows(large or list(boxes), usual), usual), usual)
    if not is_cell:
        rows = _without_marks_of_others([*rows, *aside], usual)
    are_between = not is_cell and (bool(aside) or _are_crowded(rows, usual))
    bounds = [(_middle_of(sorted(b[1] for b in row)), _middle_of(sorted(b[3] for b in row))) for row in rows]
    if large:
        taken = {box for row in rows for box in row}
        small = [b for b in boxes if b not in taken]
        rest = _share_small(small, rows, bounds, usual, are_between)
        low = [b for b in rest if is_cell and _is_low_digit(b, usual)]
        for row in _rows(sorted(low, key=lambda b: b[1] + b[3]), usual):
            rows.append(row)
            bounds.append((min(b.top for b in row), max(b.bottom for b in row)))
        rest = _share_small([b for b in rest if b not in low], rows, bounds, usual, are_between) if low else rest
        for dash in (b for b in rest if is_cell and _is_dash(b, usual)):
            rows.append([dash])
            bounds.append(((dash.top + dash.bottom - usual) / 2, (dash.top + dash.bottom + usual) / 2))
        order = sorted(range(len(rows)), key=lambda index: bounds[index])
        rows, bounds = [rows[index] for index in order], [bounds[index] for index in order]
    return [
        GlyphRow(_stacked(row, top, bottom), top, bottom, list(row))
        for row, (top, bottom) in zip(rows, bounds, strict=True)
    ]


def _without_tallest(boxes: Sequence[Ink]) -> Sequence[Ink]:
    """The ink without pieces too high for any row. They may have more area than all letters."""
    heights = [height for box in boxes if (height := box.bottom - box.top) >= LEAST]
    if not heights:
        return boxes
    limit = TALLEST * min(letter_height(boxes), 2 * median(heights))
    return [box for box in boxes if box.bottom - box.top <= limit]


def _middle_of(values: Sequence[int]) -> float:
    return float(values[len(values) // 2])


def _rows(boxes: Sequence[Ink], usual: float) -> list[list[Ink]]:
    rows: list[list[Ink]] = []
    at = height = 0.0
    for box in boxes:
        middle = (box[1] + box[3]) / 2
        if rows and middle - at <= SAME_ROW * max(usual, height if height >= LARGER * usual else 0.0):
            rows[-1].append(box)
            at = sum((b[1] + b[3]) / 2 for b in rows[-1]) / len(rows[-1])
            height = sum(b[3] - b[1] for b in rows[-1]) / len(rows[-1])
        else:
            rows.append([box])
            at, height = middle, float(box[3] - box[1])
    return rows


def _without_large_marks(rows: list[list[Ink]], usual: float) -> list[list[Ink]]:
    """The rows without the marks of headings in large type, which may be as high as the letters of other lines."""
    kept = [list(row) for row in rows]
    for at, row in enumerate(rows):
        height = letter_height(row)
        alike = [box for box in row if LETTERS * height <= box.bottom - box.top <= 2 * height]
        if height < LARGE * usual or len(alike) < FEWEST_LARGE:
            continue
        top, bottom = (
            _middle_of(sorted(edges)) for edges in zip(*((box.top, box.bottom) for box in alike), strict=True)
        )
        for near in (*range(at - 1, -1, -1), *range(at + 1, len(rows))):
            first = rows[near][0]
            if not top - 2 * height < (first.top + first.bottom) / 2 < bottom + height:
                continue
            kept[near] = [
                box
                for box in kept[near]
                if box.bottom - box.top >= MARK * height
                or not top - ABOVE * height < box.bottom < bottom + (BELOW + MARK) * height
                or (box.top > (top + bottom) / 2 and box.top > bottom + BELOW * height)
                or not any(other.x0 < box.x1 and box.x0 < other.x1 for other in alike)
            ]
    return [row for row in kept if row]


def _lone_rows(rows: list[list[Ink]], usual: float) -> tuple[list[list[Ink]], list[list[Ink]]]:
    """The rows without those that consist only of marks, and the texts between them that are in other columns.

    Two lines of one text are never closer than CLOSEST.
    """
    kept: list[list[Ink]] = []
    aside: list[list[Ink]] = []
    for row in rows:
        if kept and _row_middle(row) - _row_middle(kept[-1]) < CLOSEST * usual:
            smaller, kept[-1] = sorted((kept[-1], row), key=_area)
            aside.append(_aside(smaller, kept[-1], usual))
        else:
            kept.append(row)
    return kept, [row for row in aside if row]


def _without_marks_of_others(rows: list[list[Ink]], usual: float) -> list[list[Ink]]:
    """The rows without marks as high as letters, as a vowel and its tone that touch, above the letters of a row in
    another column that is closer than two lines of one text."""
    order = sorted(rows, key=_row_middle)
    for at, (row, below) in enumerate(pairwise(order)):
        if CLOSEST * usual <= _row_middle(below) - _row_middle(row) < CROWDED * usual:
            marks = {
                box for run in _runs(row, usual) if all(_is_above(box, below, usual) for box in run) for box in run
            }
            order[at] = [box for box in row if box not in marks] or row
    return order


def _is_above(box: Ink, row: Sequence[Ink], usual: float) -> bool:
    """Whether ink is directly above a letter of a row."""
    return any(
        other.x0 < box.x1 and box.x0 < other.x1 and other.top - box.bottom <= ABOVE * usual and box.top < other.top
        for other in row
    )


def _are_crowded(rows: Sequence[Sequence[Ink]], usual: float) -> bool:
    """Whether some rows are closer than two lines of one text, as labels in the middle of their texts are."""
    middles = sorted(map(_row_middle, rows))
    return any(b - a < CROWDED * usual for a, b in pairwise(middles))


def _aside(row: Sequence[Ink], other: Sequence[Ink], usual: float) -> list[Ink]:
    """The texts of a row that are not above or below the ink of another one. Marks are."""
    return [
        box
        for run in _runs(row, usual)
        if _is_text(run, usual) and not _is_over(run, other, ASIDE * usual)
        for box in run
    ]


def _runs(row: Sequence[Ink], usual: float) -> list[list[Ink]]:
    """The ink of a row, divided at the gaps between columns."""
    runs: list[list[Ink]] = []
    right = 0
    for box in sorted(row):
        if not runs or box.x0 - right > RUN * usual:
            runs.append([])
            right = 0
        runs[-1].append(box)
        right = max(right, box.x1)
    return runs


def _is_text(run: Sequence[Ink], usual: float) -> bool:
    """Whether ink is a word or an amount, or a single letter or digit by its size."""
    x0, top, x1, bottom, _ = run[0]
    return len(run) > 1 or (LONE[0] * usual <= bottom - top <= LONE[1] * usual and x1 - x0 <= LONE[1] * usual)


def _is_over(run: Sequence[Ink], row: Sequence[Ink], far: float) -> bool:
    """Whether a row has ink above or below a run, or near it."""
    left, right = run[0].x0 - far, max(box.x1 for box in run) + far
    return any(other.x0 < right and left < other.x1 for other in row)


def _row_middle(row: Sequence[Ink]) -> float:
    return sum(b[1] + b[3] for b in row) / (2 * len(row))


def _area(row: Sequence[Ink]) -> int:
    return sum((b[2] - b[0]) * (b[3] - b[1]) for b in row)


def _is_dash(box: Ink, usual: float) -> bool:
    width, height = box.x1 - box.x0, box.bottom - box.top
    return DASH[0] * usual <= width <= DASH[1] * usual and height <= FLAT * usual and width > height


def _is_low_digit(box: Ink, usual: float) -> bool:
    """Whether ink is a zero or another digit as low as letters among digits with tails, by its size and shape."""
    width, height = box.x1 - box.x0, box.bottom - box.top
    return height >= LOW_DIGIT * usual and ROUND[0] * height <= width <= ROUND[1] * height


def _share_small(
    small: Sequence[Ink],
    rows: list[list[Ink]],
    bounds: Sequence[tuple[float, float]],
    usual: float,
    are_between: bool,
) -> list[Ink]:
    """Assign marks, commas and dashes to the row that contains them, or to the nearest ink above or below. Returns
    those that are far from all rows.

    The order is from bottom to top, so that a tone mark finds the vowel below it.
    """
    rest: list[Ink] = []
    for box in sorted(small, key=lambda piece: (-piece.bottom, piece)):
        if max(box.x1 - box.x0, box.bottom - box.top) >= SPECK * usual:
            row = _row_of(box, rows, bounds, usual, are_between)
            if row is None:
                rest.append(box)
            elif max(box.x1 - box.x0, box.bottom - box.top) >= SPECK * (bounds[row][1] - bounds[row][0]):
                rows[row].append(box)  # dust beside the letters of a heading is larger than that of the page
    return rest


def _row_of(
    box: Ink,
    rows: Sequence[Sequence[Ink]],
    bounds: Sequence[tuple[float, float]],
    usual: float,
    are_between: bool,
) -> int | None:
    """The row of a small piece of ink: the one that contains it, else the one with the nearest ink.

    `are_between`: some rows are between the lines of others, so that the row at its height may be in another column.
    """
    middle = (box.top + box.bottom) / 2
    best: tuple[float, int] | None = None
    at_height: int | None = None
    for number, (top, bottom) in enumerate(bounds):
        if top <= middle <= bottom:
            if not are_between or _is_beside(box, rows[number], usual):
                return number
            at_height = number
            continue
        if max(top - middle, middle - bottom) > 2 * usual:
            continue
        if box.top < bottom < box.bottom and _is_beside(box, rows[number], usual):
            at_height = number  # a comma behind a narrow digit is above and below no ink
        gap = _gap_to(box, rows[number], usual)
        if middle > bottom:
            is_tall = box.bottom - box.top > LOWER_MARK * usual
            gap += (1 + is_tall) * FARTHER * usual
        if best is None or gap < best[0]:
            best = (gap, number)
    return best[1] if best is not None and best[0] <= usual else at_height


def _is_beside(box: Ink, row: Sequence[Ink], usual: float) -> bool:
    """Whether a row has ink to the left or right of a piece that is within the gap between two columns."""
    return any(other.x0 - RUN * usual < box.x1 and box.x0 < other.x1 + RUN * usual for other in row)


def _gap_to(box: Ink, row: Sequence[Ink], usual: float) -> float:
    """Vertical distance in pixels from a small piece to the nearest letter of a row, or to a mark directly above or
    below it."""
    nearest = float("inf")
    for other in row:
        is_mark = other.bottom - other.top < LETTER * usual
        reach = -0.3 * (box.x1 - box.x0) if is_mark else 0.2 * usual
        if other.x0 - reach < box.x1 and box.x0 < other.x1 + reach:
            nearest = min(nearest, max(other.top - box.bottom, box.top - other.bottom, 0.0))
    return nearest


def _stacked(row: Sequence[Ink], top: float, bottom: float) -> list[Glyph]:
    """Group the ink of a row into glyphs: ink mostly above or below other ink belongs to the same glyph."""
    glyphs: list[Glyph] = []
    for piece in sorted(row):
        last = glyphs[-1] if glyphs else None
        shared = min(last.x1, piece.x1) - max(last.x0, piece.x0) if last else 0
        if last is None or shared <= 0.5 * min(last.width, piece.x1 - piece.x0):
            glyphs.append(_glyph(piece))
        elif _is_below_tail(piece, last, bottom, bottom - top):
            last.below_tail = piece
            glyphs.append(_glyph(piece))
        else:
            last.x1, last.top, last.bottom = (
                max(last.x1, piece.x1),
                min(last.top, piece.top),
                max(last.bottom, piece.bottom),
            )
    return glyphs


def _glyph(piece: Ink) -> Glyph:
    return Glyph(piece.x0, piece.top, piece.x1, piece.bottom)


def _is_below_tail(piece: Ink, last: Glyph, baseline: float, body: float) -> bool:
    """Whether ink is the full stop or comma below the tail of a Thai digit, such as a ๗, that reaches over it."""
    is_small = max(piece.x1 - piece.x0, piece.bottom - piece.top) <= STOP * body
    is_at_end = piece.x0 > (last.x0 + last.x1) / 2 and piece.x1 >= last.x1 - (piece.x1 - piece.x0) / 2
    is_low = LOW[0] * body <= baseline - piece.top <= LOW[1] * body
    return is_small and is_at_end and is_low and last.height >= LETTER * body


def above_to_below(rows: Iterable[GlyphRow]) -> float:
    """The ratio of the ink above the letters of long rows to that below them; 1 if there are none.

    Thai vowels, tones and tall letters are above the line. Upside down, they are below it.
    """
    above = below = 1.0
    for row in rows:
        if len(row.glyphs) < TEXT:
            continue
        top, bottom = row.top - row.body, row.bottom + row.body
        for piece in row.ink:
            width = piece.x1 - piece.x0
            above += width * max(0.0, min(row.top, piece.bottom) - max(piece.top, top))
            below += width * max(0.0, min(bottom, piece.bottom) - max(row.bottom, piece.top))
    return above / below


def describe(grey: Array, row: GlyphRow, glyphs: Sequence[Glyph]) -> Array:
    """The features of the glyphs of one row, shape (glyphs, FEATURES), float32, ink near 1 and paper 0."""
    import numpy as np

    out = np.zeros((len(glyphs), FEATURES), np.float32)
    body = max(row.body, 1.0)
    for number, glyph in enumerate(glyphs):
        out[number, :-5] = _picture(grey, glyph).ravel()
        out[number, -5:] = np.clip(
            [
                glyph.width / body,
                glyph.height / body,
                glyph.width / max(glyph.height, 1),
                (glyph.top - row.top) / body,
                (glyph.bottom - row.bottom) / body,
            ],
            -2,
            3,
        )
    return out


def _picture(grey: Array, glyph: Glyph) -> Array:
    """The image of a glyph scaled to a square, keeping its aspect ratio, and normalized to its darkest ink."""
    import cv2
    import numpy as np

    ink = 255 - grey[glyph.top : glyph.bottom, glyph.x0 : glyph.x1].astype(np.float32)
    if glyph.below_tail is not None:
        x0, top, *_ = glyph.below_tail
        ink[max(0, top - glyph.top - 1) :, max(0, x0 - glyph.x0 - 1) :] = 0
    scale = SIZE / max(glyph.width, glyph.height)
    width, height = max(1, round(glyph.width * scale)), max(1, round(glyph.height * scale))
    small = cv2.resize(ink, (width, height), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    square = np.zeros((SIZE + 2 * MARGIN, SIZE + 2 * MARGIN), np.float32)
    y, x = (square.shape[0] - height) // 2, (square.shape[1] - width) // 2
    square[y : y + height, x : x + width] = small / max(float(small.max()), 1.0)
    return square
