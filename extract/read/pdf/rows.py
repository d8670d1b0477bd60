"""Characters to rows: those on one baseline together, in the order of the content, each thing once."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from statistics import median

import numpy as np

from extract.read.pdf.chars import Char
from extract.read.pdf.letters import FLAT, MARKS

SAME_BASELINE = 0.2
"""Distance of two neighbouring baselines, in letter heights, that are one."""

SPREAD = 0.6
"""Distance of the highest and the lowest baseline of one row, in letter heights."""

LIFTED = 1.3
"""How far, in letter heights, the origin of a mark may stand above or below the baseline of its row."""

SAME_PLACE = 0.12
"""Distance of two inks, in letter heights, within which one glyph is drawn twice."""

LEAST_DISTANCE = 0.35
"""The same in points, for the smallest type."""

USUAL_HEIGHT = 6.0
"""Points; the height of a letter where none tells."""


@dataclass(slots=True)
class Row:
    """The characters on one baseline in the order of the content. `height` is that of a letter, in points."""

    chars: list[Char]
    height: float
    baseline: float


def letter_height(chars: Iterable[Char]) -> float:
    """The usual height of a flat consonant's ink, of a digit's or a Latin letter's where there is none."""
    listed = list(chars)
    heights = [char.bottom - char.top for char in listed if char.char in FLAT and char.bottom > char.top]
    if not heights:
        heights = [char.bottom - char.top for char in listed if char.char.isalnum() and char.bottom > char.top]
    return median(heights) if heights else USUAL_HEIGHT


def rows(chars: Sequence[Char]) -> list[Row]:
    """The rows of one direction of writing, top down. A mark goes to the row whose letters it stands on."""
    height = letter_height(chars)
    letters = [char for char in chars if char.char not in MARKS]
    groups = _by_baseline(letters, height)
    if not groups:
        groups = _by_baseline(chars, height)
    else:
        _add_marks(groups, [char for char in chars if char.char in MARKS], height)
    return [_row(group) for group in groups]


def _row(group: list[Char]) -> Row:
    group.sort(key=attrgetter("index"))
    feet = [char.y for char in group if char.char not in MARKS] or [char.y for char in group]
    return Row(group, letter_height(group), median(feet))


def _by_baseline(chars: Sequence[Char], height: float) -> list[list[Char]]:
    groups: list[list[Char]] = []
    near, far = height * SAME_BASELINE, height * SPREAD
    first = last = -1e9
    for char in sorted(chars, key=attrgetter("y")):
        y = char.y
        if y - last > near or y - first > far:
            groups.append([])
            first = y
        last = y
        groups[-1].append(char)
    return groups


def _add_marks(groups: list[list[Char]], marks: Sequence[Char], height: float) -> None:
    """Give each mark to the row on whose baseline it has its origin, or whose letters are nearest to its ink.

    Fonts that place marks by moving them give each its own origin, above the baseline or below it.
    """
    feet = [group[len(group) // 2].y for group in groups]
    stray: list[list[Char]] = []
    for mark in marks:
        near = _nearest(feet, mark.y)
        if abs(feet[near] - mark.y) > height * SAME_BASELINE:
            near = _row_under(groups, feet, near, mark, height)
        if near < 0:
            stray.append([mark])
        else:
            groups[near].append(mark)
    groups += stray
    if stray:
        groups.sort(key=lambda group: group[0].y)


def _nearest(feet: Sequence[float], y: float) -> int:
    at = bisect_left(feet, y)
    if at == len(feet) or (at and y - feet[at - 1] <= feet[at] - y):
        at -= 1
    return at


def _row_under(groups: Sequence[Sequence[Char]], feet: Sequence[float], near: int, mark: Char, height: float) -> int:
    """The row with a letter over or under the mark's ink, the closest one; -1 if none is near enough."""
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


# -- what is drawn twice ------------------------------------------------------------------------------------------


def without_doubles(chars: Sequence[Char], repairs: Counter[str]) -> list[Char]:
    """Glyphs drawn twice at one place (bold by double printing, doubled marks) only once."""
    suspects = _crowded(chars)
    if not suspects:
        return list(chars)
    kept: list[Char] = []
    seen: dict[str, list[Char]] = {}
    for place, char in enumerate(chars):
        if place in suspects:
            near = max((char.bottom - char.top) * SAME_PLACE, LEAST_DISTANCE)
            others = seen.setdefault(char.char, [])
            if any(_is_double(char, other, near) for other in reversed(others)):
                repairs["doubled"] += 1
                continue
            others.append(char)
        kept.append(char)
    return kept


def _crowded(chars: Sequence[Char]) -> set[int]:
    """The places of characters that begin about where another of the same code does."""
    if len(chars) < 2:
        return set()
    codes = np.array([ord(char.char) for char in chars])
    left = np.array([char.x0 for char in chars])
    bottom = np.array([char.bottom for char in chars])
    top = np.array([char.top for char in chars])
    near = max(LEAST_DISTANCE, float((bottom - top).max()) * SAME_PLACE)
    found: set[int] = set()
    for offset in (0.0, 0.5):  # two glyphs that a grid of heights parts are together in the other
        groups = codes * 2.0**24 + np.floor(bottom / (2 * near) + offset)
        order = np.lexsort((left, groups))
        close = (np.diff(groups[order]) == 0) & (np.diff(left[order]) <= near)
        found.update(order[:-1][close].tolist(), order[1:][close].tolist())
    return {place for place in found if not chars[place].char.isspace()}


def _is_double(char: Char, other: Char, near: float) -> bool:
    return (
        abs(char.x0 - other.x0) <= near
        and abs(char.x1 - other.x1) <= near
        and abs(char.bottom - other.bottom) <= near
        and abs(char.top - other.top) <= near
    )
