"""Groups glyphs into rows by baseline, in content order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from extract.read.pdf.glyph_arrays import Integers, Numbers
from extract.read.pdf.glyphs import Char, Glyphs
from extract.read.pdf.kinds import Kind

SAME_BASELINE = 0.2
"""Maximum distance of neighbouring baselines of one row, in letter heights."""

SPREAD = 0.6
"""Maximum distance of the highest and the lowest baseline of one row, in letter heights."""

LIFTED = 1.3
"""Maximum distance of a mark's origin from the baseline of its row, in letter heights."""

USUAL_HEIGHT = 6.0
"""Default letter height in points."""


@dataclass(slots=True)
class Row:
    """The characters on one baseline in content order. `height` is the letter height in points."""

    chars: list[Char]
    height: float
    baseline: float


@dataclass(slots=True)
class Rows:
    """The glyphs of a page by rows from top to bottom, each row in content order.

    Row `n` consists of the glyphs from `starts[n]` to `starts[n + 1]`. `numbers` are the row numbers of the glyphs.
    `heights` are the letter heights of the rows in points.
    """

    glyphs: Glyphs
    numbers: Integers
    starts: Integers
    heights: Numbers
    baselines: Numbers

    def __len__(self) -> int:
        return len(self.heights)

    def row(self, number: int) -> Row:
        """One row as objects."""
        chars = self.glyphs.chars(slice(int(self.starts[number]), int(self.starts[number + 1])))
        return Row(chars, float(self.heights[number]), float(self.baselines[number]))


def rows(glyphs: Glyphs) -> Rows:
    """The rows of one writing direction from top to bottom. A mark belongs to the row of its letter."""
    height = letter_height(glyphs)
    is_mark = (glyphs.kinds & Kind.MARK) != 0
    if is_mark.all():
        is_mark[:] = False
    letters = np.flatnonzero(~is_mark)
    letters = letters[np.argsort(glyphs.y[letters], kind="stable")]
    numbers = np.empty(len(glyphs), dtype=np.int64)
    numbers[letters] = by_baseline(glyphs.y[letters], height)
    marks = np.flatnonzero(is_mark)
    if len(marks):
        _add_marks(numbers, letters, marks, glyphs, height)
    order = np.argsort(numbers, kind="stable")
    return _rows(glyphs.at(order), numbers[order])


def _rows(glyphs: Glyphs, numbers: Integers) -> Rows:
    """The rows of glyphs sorted by row."""
    count = int(numbers[-1]) + 1 if len(numbers) else 0
    starts = np.searchsorted(numbers, np.arange(count + 1))
    return Rows(glyphs, numbers, starts, _heights(glyphs, numbers, starts), _baselines(glyphs, numbers, count))


def _heights(glyphs: Glyphs, numbers: Integers, starts: Integers) -> Numbers:
    """The letter height of each row."""
    flat = np.flatnonzero(((glyphs.kinds & Kind.FLAT) != 0) & (glyphs.bottom > glyphs.top))
    heights = medians(glyphs.bottom[flat] - glyphs.top[flat], numbers[flat], len(starts) - 1)
    for row in np.flatnonzero(np.isnan(heights)).tolist():
        heights[row] = letter_height(glyphs, slice(int(starts[row]), int(starts[row + 1])))
    return heights


def letter_height(glyphs: Glyphs, places: slice = slice(None)) -> float:
    """The usual ink height of flat consonants; of digits or Latin letters if there are none."""
    heights, kinds = glyphs.bottom[places] - glyphs.top[places], glyphs.kinds[places]
    for kind in (Kind.FLAT, Kind.ALNUM):
        told = heights[((kinds & kind) != 0) & (heights > 0)]
        if len(told):
            return float(median(told.tolist()))
    return USUAL_HEIGHT


def _baselines(glyphs: Glyphs, numbers: Integers, count: int) -> Numbers:
    """The baseline of each row: that of its letters."""
    letters = (glyphs.kinds & Kind.MARK) == 0
    feet = medians(glyphs.y[letters], numbers[letters], count)
    lone = np.isnan(feet)
    if lone.any():
        feet[lone] = medians(glyphs.y, numbers, count)[lone]
    return feet


def medians(values: Numbers, groups: Integers, count: int) -> Numbers:
    """The median of the values of each of `count` groups; NaN for an empty group."""
    found = np.full(count, np.nan)
    sizes = np.bincount(groups, minlength=count)
    ordered = values[np.lexsort((values, groups))]
    first = np.cumsum(sizes) - sizes
    some = sizes > 0
    low, high = first[some] + (sizes[some] - 1) // 2, first[some] + sizes[some] // 2
    found[some] = (ordered[low] + ordered[high]) / 2
    return found


def by_baseline(feet: Numbers, height: float) -> Integers:
    """The row numbers of glyphs with these baselines, which are in ascending order."""
    near, far = height * SAME_BASELINE, height * SPREAD
    begins = np.concatenate(([False], np.diff(feet) > near))[: len(feet)]
    numbers = np.cumsum(begins)
    firsts = feet[np.searchsorted(numbers, numbers)]
    if (feet - firsts > far).any():  # a chain of neighbouring baselines from one row to the next
        first = feet[0]
        for at, y in enumerate(feet.tolist()):
            begins[at] = begins[at] or y - first > far
            first = y if begins[at] else first
        numbers = np.cumsum(begins)
    return numbers


# -- assigning marks to rows of letters ---------------------------------------------------------------------------


def _add_marks(numbers: Integers, letters: Integers, marks: Integers, glyphs: Glyphs, height: float) -> None:
    """Assign each mark to the row whose baseline contains its origin, or whose letters are nearest to its ink.

    `letters` are the indices of the letters by rows. Fonts that position marks by shifting them give each mark its own
    origin above or below the baseline.
    """
    firsts = np.flatnonzero(np.concatenate(([True], np.diff(numbers[letters]) > 0)))
    sizes = np.diff(np.append(firsts, len(letters)))
    feet = glyphs.y[letters[firsts + sizes // 2]]
    y = glyphs.y[marks]
    at = np.searchsorted(feet, y)
    above = np.maximum(at - 1, 0)
    is_above = (at == len(feet)) | ((at > 0) & (y - feet[above] <= feet[np.minimum(at, len(feet) - 1)] - y))
    near = np.where(is_above, above, at)
    numbers[marks] = near
    lifted = np.abs(feet[near] - y) > height * SAME_BASELINE
    if lifted.any():
        chars, baselines = glyphs.chars(), feet.tolist()
        groups = [[chars[place] for place in group] for group in np.split(letters, firsts[1:])]
        for place, row, is_lifted in zip(marks.tolist(), near.tolist(), lifted.tolist(), strict=True):
            found = _row_under(groups, baselines, row, chars[place], height) if is_lifted else row
            numbers[place] = found
            if found >= 0:
                groups[found].append(chars[place])
        _add_stray(numbers, np.array([group[0].y for group in groups]), glyphs.y)


def _row_under(groups: Sequence[Sequence[Char]], feet: Sequence[float], near: int, mark: Char, height: float) -> int:
    """The nearest row with a letter over or under the mark's ink; -1 if none is near enough."""
    found, least = -1, height * LIFTED
    for at in range(max(near - 1, 0), min(near + 2, len(groups))):
        if abs(feet[at] - mark.y) > height * LIFTED * 1.5:
            continue
        reach = height * 0.6
        for char in groups[at]:
            if char.x0 - reach <= mark.middle <= char.x1 + reach and not char.char.isspace():
                apart = max(mark.top - char.bottom, char.top - mark.bottom, 0.0)
                if apart < least:
                    found, least = at, apart
    return found


def _add_stray(numbers: Integers, tops: Numbers, y: Numbers) -> None:
    """Put each mark without a row into a row of its own. `tops` are the highest baselines of the other rows."""
    stray = np.flatnonzero(numbers < 0)
    numbers[stray] = np.arange(len(tops), len(tops) + len(stray))
    order = np.argsort(np.concatenate((tops, y[stray])), kind="stable")
    numbers[:] = np.argsort(order)[numbers]
