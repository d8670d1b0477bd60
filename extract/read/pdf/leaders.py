"""Dotted lines on which something is printed: the words are read, and the dots under them are dropped.

A row of dots and the text beside it are one line of a form. The words on the dots are on that line, too, whatever their
baseline.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from extract.read.pdf.glyph_arrays import Flags, Integers
from extract.read.pdf.glyph_rows import letter_height
from extract.read.pdf.glyphs import Glyphs
from extract.read.pdf.kinds import Kind

DOTS = ".\u2026_\u00b7\u2024\u2025-"

FEWEST = 6
"""Minimum number of successive dots of a line."""

FEWEST_LEFT = 4
"""Minimum number of dots beside words that stay, and show the parser that a blank was filled in."""

ABOVE, BELOW = 0.75, 0.35
"""Maximum distances of the baseline of words above and below the dots, in letter heights."""

BESIDE = 0.15
"""Dots this close to a letter are dropped, in letter heights."""

UNEVEN = 2.0
"""Maximum distance between two dots of a row, in usual distances."""

WORD = 1.0
"""Maximum gap between the letters of words between which dots are dropped, in letter heights."""


def without_leaders(glyphs: Glyphs, repairs: Counter[str]) -> Glyphs:
    """The glyphs without the dots under words, these on the line of the text beside the dots."""
    is_dot = np.isin(glyphs.codes, [ord(dot) for dot in DOTS])
    if np.count_nonzero(is_dot) < FEWEST:
        return glyphs
    runs = _runs(glyphs, is_dot)
    if not runs:
        return glyphs
    height = letter_height(glyphs)
    others = np.ones(len(glyphs), dtype=np.bool_)
    for run in runs:
        others[run] = False
    y, top, bottom = glyphs.y.copy(), glyphs.top.copy(), glyphs.bottom.copy()
    dropped = np.zeros(len(glyphs), dtype=np.bool_)
    for run in runs:
        line = float(np.median(glyphs.y[run]))
        near = others & (glyphs.y >= line - ABOVE * height) & (glyphs.y <= line + BELOW * height)
        middle = (glyphs.x0 + glyphs.x1) / 2
        left, right = float(glyphs.x0[run].min()), float(glyphs.x1[run].max())
        over = np.flatnonzero(near & (middle >= left) & (middle <= right) & (glyphs.x1 > glyphs.x0))
        under = _under(glyphs, run, over[(glyphs.kinds[over] & (Kind.SPACE | Kind.MARK)) == 0], height)
        if not under.any():
            continue
        beside = near & ((glyphs.kinds & (Kind.SPACE | Kind.MARK)) == 0) & ((middle < left) | (middle > right))
        dropped[run[under | _rest(under, bool((beside & (glyphs.x0 >= right)).any()))]] = True
        words = others & np.isin(glyphs.runs, np.unique(glyphs.runs[over])) & (np.abs(glyphs.y - line) <= height)
        words[run] = True
        lower = _line(glyphs, np.flatnonzero(beside), left, right, line) - glyphs.y[words]
        y[words] += lower
        top[words] += lower
        bottom[words] += lower
    if not dropped.any():
        return glyphs
    repairs["leader"] += int(np.count_nonzero(dropped))
    return replace(glyphs, y=y, top=top, bottom=bottom).at(~dropped)


def _line(glyphs: Glyphs, beside: Integers, left: float, right: float, dots: float) -> float:
    """The baseline of a row of dots and the words on it: that of the text beside it, which may be above the dots."""
    if not len(beside):
        return dots
    distances = np.maximum(left - glyphs.x1[beside], glyphs.x0[beside] - right)
    return float(glyphs.y[beside[np.argmin(distances)]])


def _runs(glyphs: Glyphs, is_dot: Flags) -> list[Integers]:
    """The rows of successive dots of one kind on one baseline."""
    places = np.flatnonzero(is_dot)
    places = places[np.lexsort((glyphs.x0[places], glyphs.codes[places], np.round(glyphs.y[places], 1)))]
    width = glyphs.x1[places] - glyphs.x0[places]
    gaps = glyphs.x0[places[1:]] - glyphs.x1[places[:-1]]
    same = (glyphs.codes[places[1:]] == glyphs.codes[places[:-1]]) & (
        np.abs(np.diff(glyphs.y[places])) <= 0.1 * (1 + width[1:])
    )
    wide = np.maximum(width[1:], 0.5)  # a dot further left is on another line
    breaks = np.flatnonzero(~(same & (gaps <= 6 * wide) & (gaps >= -wide))) + 1
    runs = [run for run in np.split(places, breaks) if len(run) >= FEWEST]
    return [part for run in runs for part in _even(glyphs, run) if len(part) >= FEWEST]


def _even(glyphs: Glyphs, run: Integers) -> list[Integers]:
    """The parts of a row that are evenly spaced. The dot of an abbreviation beside the row is none of its dots."""
    steps = np.diff(glyphs.x0[run])
    return np.split(run, np.flatnonzero(steps > UNEVEN * np.median(steps)) + 1)


def _rest(under: Flags, is_followed: bool) -> Flags:
    """Which dots of a row beside words are dropped: a few, and those up to the end of the line."""
    rest = ~under
    pieces = np.split(np.arange(len(under)), np.flatnonzero(np.diff(under)) + 1)
    for piece in pieces:
        is_end = piece[-1] == len(under) - 1 and not is_followed
        if rest[piece[0]] and len(piece) >= FEWEST_LEFT and not is_end:
            rest[piece] = False
    return rest


def _under(glyphs: Glyphs, run: Integers, letters: Integers, height: float) -> Flags:
    """Which dots of a row are under the letters of words, or between two of them."""
    under = np.zeros(len(run), dtype=np.bool_)
    if not len(letters):
        return under
    order = letters[np.argsort(glyphs.x0[letters])]
    left, right = glyphs.x0[order] - BESIDE * height, np.maximum.accumulate(glyphs.x1[order]) + BESIDE * height
    begins = np.concatenate(([True], left[1:] - right[:-1] > (WORD - 2 * BESIDE) * height))
    starts, ends = left[begins], right[np.append(np.flatnonzero(begins)[1:] - 1, len(order) - 1)]
    at = np.searchsorted(starts, glyphs.x1[run], side="right") - 1
    under[:] = (at >= 0) & (glyphs.x0[run] < ends[np.maximum(at, 0)])
    return under
