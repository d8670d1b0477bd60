"""Removes duplicates of glyphs: bold by double printing, outlines, shadows, doubled marks.

Inks of one glyph that overlap are never text. Where they are further apart, two glyphs are duplicates if the glyphs
around them are repeated at the same distance, as in a shadow. The letters of `tt` or `00` are side by side, those of a
ligature share the box of one glyph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from extract.read.pdf.glyph_arrays import Flags, Integers, Numbers
from extract.read.pdf.glyph_rows import letter_height
from extract.read.pdf.glyphs import Glyphs
from extract.read.pdf.kinds import Kind

SAME_PLACE = 0.12
"""Maximum distance of two ink boxes at one position, in their heights."""

LEAST_DISTANCE = 0.35
"""The same in points, for the smallest text."""

OVERLAP = 0.5
"""Minimum share of the width and the height of a glyph's ink that another one covers to be its duplicate."""

WITHIN = 0.85
"""The same for two glyphs of one text object, whose slanted letters overlap."""

REACH = 0.7
"""Maximum distance of a duplicate whose ink may not overlap, in letter heights."""

SHADOW = (1.5, 0.8)
"""Maximum distance of a repeated phrase to the side and up or down, in letter heights. Lines are further apart."""

SAME_OFFSET = 0.2
"""Points. Maximum difference of two distances of glyphs and their duplicates."""

LEAST_RISE = 0.08
"""Minimum rise of an offset, in letter heights, at which glyphs that are not near are no neighbours on one line."""

BESIDE = 0.8
"""Distance from which a glyph on the same line is another letter, in widths of its ink."""

FEWEST = 3
"""Minimum number of letters of a phrase, and of duplicates at one offset."""

NEIGHBOURS = 6
"""Number of glyphs of one code to the right that are compared with each. Outlines are printed four times."""

REPEATS = 6
"""Number of equal phrases on one line that are compared."""

GRAINS = 32
"""Grid steps per point for sorting glyphs."""

_DOTS = [ord(dot) for dot in ".\u2026_\u00b7-"]
"""Dots and dashes of leaders, in which everything is repeated."""

_MOST_GRAINS, _MOST_LEVELS = 2**20 - 1, 2**16 - 1


def without_doubles(glyphs: Glyphs, repairs: Counter[str], told: Numbers | None = None) -> Glyphs:
    """The glyphs without duplicates. The one that is drawn last is kept: shadows are drawn before.

    `told` are distances to the right and down at which other text of the page is repeated, shape (n, 2).
    """
    if len(glyphs) < 2:
        return glyphs
    height = letter_height(glyphs)
    shadows, offsets = _shadows(glyphs, height)
    offsets = _distinct([*offsets, *([] if told is None else told)])
    reach = max(REACH, SHADOW[0] if len(offsets) else 0.0) * height
    first, second = _near(glyphs, reach)
    if not len(first) and not shadows.any():
        return glyphs
    double = _overlap(glyphs, first, second) | _at_one_place(glyphs, first, second)
    moves = _moves(glyphs, first, second)
    known = [*_usual(moves[double]), *offsets]
    if known:
        rises = np.abs(moves[:, 1]) >= LEAST_RISE * height
        beside = np.abs(moves[:, 0]) >= BESIDE * (glyphs.x1 - glyphs.x0)[first]
        if len(glyphs) >= FEWEST * len(np.unique(glyphs.runs)):  # whole texts are drawn at once
            beside &= glyphs.runs[first] == glyphs.runs[second]
        apart = rises | ~beside
        for offset in known:
            double |= apart & (np.abs(moves - offset) <= SAME_OFFSET).all(axis=1)
    shadows[first[double]] = True
    if not shadows.any():
        return glyphs
    repairs["doubled"] += int(np.count_nonzero(shadows))
    return glyphs.at(~shadows)


def _moves(glyphs: Glyphs, first: Integers, second: Integers) -> Numbers:
    """How far the second glyphs are to the right of and below the first ones, shape (n, 2)."""
    return np.stack((glyphs.x0[second] - glyphs.x0[first], glyphs.bottom[second] - glyphs.bottom[first]), axis=1)


def _usual(moves: Numbers) -> Iterator[Numbers]:
    """The offsets at which several glyphs were repeated."""
    if len(moves) < FEWEST:
        return
    rounded, numbers, counts = np.unique(
        np.round(moves / (2 * SAME_OFFSET)), axis=0, return_inverse=True, return_counts=True
    )
    for number in np.flatnonzero(counts >= FEWEST)[: len(rounded)].tolist():
        yield np.median(moves[numbers.ravel() == number], axis=0)


# -- pairs of glyphs ----------------------------------------------------------------------------------------------


def _near(glyphs: Glyphs, reach: float) -> tuple[Integers, Integers]:
    """Pairs of glyphs of one code within `reach` points of each other, the one that is drawn earlier first."""
    inked = np.flatnonzero((glyphs.kinds & Kind.SPACE) == 0)
    left = np.clip(glyphs.x0[inked] * GRAINS, 0, _MOST_GRAINS).astype(np.int64)
    pairs: list[Integers] = []
    for offset in (0.0, 0.5):  # two glyphs separated by one grid of heights are together in the other
        level = np.clip(glyphs.bottom[inked] / (2 * reach) + offset, 0, _MOST_LEVELS).astype(np.int64)
        keys = ((glyphs.codes[inked] * (_MOST_LEVELS + 1) + level) * 2 * (_MOST_GRAINS + 1)) + left
        order = np.argsort(keys, kind="stable")
        for step in range(1, NEIGHBOURS + 1):
            close = np.flatnonzero(keys[order[step:]] - keys[order[:-step]] <= reach * GRAINS + 1)
            if not len(close):
                break
            pairs.append(np.sort(np.stack((inked[order[close]], inked[order[close + step]])), axis=0))
    if not pairs:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    first, second = np.unique(np.concatenate(pairs, axis=1), axis=1)
    earlier = glyphs.runs[first] <= glyphs.runs[second]
    first, second = np.where(earlier, first, second), np.where(earlier, second, first)
    near = np.abs(glyphs.bottom[first] - glyphs.bottom[second]) <= reach
    return first[near], second[near]


def _overlap(glyphs: Glyphs, first: Integers, second: Integers) -> Flags:
    """Whether each second glyph has the size of the first one and covers most of it."""
    width, height = glyphs.x1 - glyphs.x0, glyphs.bottom - glyphs.top
    across = np.minimum(glyphs.x1[first], glyphs.x1[second]) - np.maximum(glyphs.x0[first], glyphs.x0[second])
    down = np.minimum(glyphs.bottom[first], glyphs.bottom[second]) - np.maximum(glyphs.top[first], glyphs.top[second])
    within = glyphs.runs[first] == glyphs.runs[second]
    least = np.where(within & (glyphs.runs[first] >= 0), WITHIN, OVERLAP)
    found: Flags = np.ones(len(first), dtype=np.bool_)
    for side, shared in ((width, across), (height, down)):
        small, large = np.minimum(side[first], side[second]), np.maximum(side[first], side[second])
        found &= (shared >= least * large) & (large <= 1.25 * small)
    found &= ~_is_ligature(glyphs, first, second)
    return found


def _at_one_place(glyphs: Glyphs, first: Integers, second: Integers) -> Flags:
    """Whether all sides of two glyphs are nearly the same."""
    near = np.maximum((glyphs.bottom - glyphs.top)[second] * SAME_PLACE, LEAST_DISTANCE)
    found: Flags = np.ones(len(first), dtype=np.bool_)
    for side in (glyphs.x0, glyphs.x1, glyphs.top, glyphs.bottom):
        found &= np.abs(side[first] - side[second]) <= near
    found &= ~_is_ligature(glyphs, first, second)
    return found


def _is_ligature(glyphs: Glyphs, first: Integers, second: Integers) -> Flags:
    """Whether two letters are given for one glyph of a text object."""
    same = (glyphs.runs[first] == glyphs.runs[second]) & (glyphs.runs[first] >= 0)
    same &= (glyphs.indices[second] == glyphs.indices[first] + 1) & ((glyphs.kinds[first] & Kind.MARK) == 0)
    for side in (glyphs.x0, glyphs.x1, glyphs.top, glyphs.bottom):
        same &= side[first] == side[second]
    is_ligature: Flags = same
    return is_ligature


# -- phrases ------------------------------------------------------------------------------------------------------


def _shadows(glyphs: Glyphs, height: float) -> tuple[Flags, list[Numbers]]:
    """The letters of phrases that a later one repeats a little aside, and the offsets of these phrases."""
    shadows = np.zeros(len(glyphs), dtype=np.bool_)
    letters = np.flatnonzero(((glyphs.kinds & (Kind.SPACE | Kind.MARK)) == 0) & ~np.isin(glyphs.codes, _DOTS))
    if len(letters) < 2 * FEWEST:
        return shadows, []
    starts = _phrases(glyphs, letters, height)
    sizes = np.diff(np.append(starts, len(letters)))
    weights = (np.arange(len(letters)) - np.repeat(starts, sizes) + 1) * 2_654_435_761 % 1_000_003
    sums = np.add.reduceat(glyphs.codes[letters] * weights, starts)
    long = np.flatnonzero(sizes >= FEWEST)
    order = long[np.lexsort((glyphs.y[letters[starts[long]]], sums[long]))]
    offsets: list[Numbers] = []
    for step in range(1, REPEATS + 1):
        one, other = order[:-step], order[step:]
        same = (sums[one] == sums[other]) & (sizes[one] == sizes[other])
        if not same.any():
            break
        one, other = one[same], other[same]
        earlier = glyphs.runs[letters[starts[one]]] <= glyphs.runs[letters[starts[other]]]
        one, other = np.where(earlier, one, other), np.where(earlier, other, one)
        moves = _moves(glyphs, letters[starts[one]], letters[starts[other]])
        near = (np.abs(moves) <= np.array(SHADOW) * height).all(axis=1)
        for at in np.flatnonzero(near).tolist():
            a, b, size = starts[one[at]], starts[other[at]], sizes[one[at]]
            ours, theirs = letters[a : a + size], letters[b : b + size]
            if (np.abs(_moves(glyphs, ours, theirs) - moves[at]) <= SAME_OFFSET).all():
                shadows[ours] = True
                offsets.append(moves[at])
    return shadows, _distinct(offsets)


def _phrases(glyphs: Glyphs, letters: Integers, height: float) -> Integers:
    """The numbers of the letters that begin a phrase: letters on one line, in order and without a wide gap."""
    across = glyphs.x0[letters[1:]] - glyphs.x1[letters[:-1]]
    back = glyphs.x0[letters[1:]] < glyphs.x0[letters[:-1]]
    breaks = back | (across > 2 * height) | (np.abs(np.diff(glyphs.y[letters])) > 0.05 * height)
    return np.concatenate(([0], np.flatnonzero(breaks) + 1))


def _distinct(offsets: list[Numbers]) -> list[Numbers]:
    found: list[Numbers] = []
    for offset in offsets:
        if not any((np.abs(offset - other) <= SAME_OFFSET).all() for other in found):
            found.append(offset)
    return found
