"""Finds pale, dotted and broken rules of a scan, by the lattice that they form.

A rule that a copier has broken is not long ink any more, and one printed in grey is no ink at all. Each is still darker
than the paper on both sides of it, over its whole length. Such lines count only where they form a table: they end at
each other. The sides of its places are then judged by how much of them is printed, in relation to the rest of their line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from extract.read.layout.lattice import MOST_PLACES
from extract.read.layout.printed import Rule
from extract.read.ocr.ink import letter_height
from extract.read.ocr.scanned_rules import Ruled

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

FAINT = 24
"""Minimum darkness (0..255) of a pale rule. The noise of a scanner is half of it."""

FAR = 1.5
"""Inches. A wider gap does not belong to a rule."""

LEAST = 0.4
"""Minimum share of a rule that its pieces cover."""

WINDOW = 0.6
"""Inches of a line over which its darkness is judged. Longer than any stroke of a letter."""

PRINTED = 0.4
"""Minimum share of such a window that is printed. Letters one below the other have a third."""

BESIDE = 0.2
"""Maximum share of ink on each side of a rule. Lines through letters have more."""

CLEARER = 2.5
"""Minimum ratio of the ink of a rule to that on each side of it."""

ONE_LINE = 0.015
"""Maximum distance in inches of two pieces of one rule across it."""

TO_END = 0.15
"""Maximum distance in inches from the end of a rule to the rule at which it ends."""

FEWEST = 3
"""Minimum number of lines of a lattice in one direction. Two in the other are enough."""

SHARE = 0.5
"""Minimum share of its line's usual print for a printed side of a place."""

SOLID = 0.85
"""Minimum printed share of a side that is not broken."""

BARE = 0.12
"""Maximum printed share of a side without a rule."""

BROKEN = 0.1
"""Minimum share of broken sides in a table whose missing sides are put in."""

KEPT = 0.4
"""Minimum share of printed sides of a line whose missing sides are put in."""

TOUCH = 2
"""Maximum distance in pixels from a word to a line that may be a stroke of it."""

NARROW = 0.25
"""Maximum width of ink that may be a piece of a rule, in letter heights."""

WORD_GAP = 0.7
"""Maximum gap between letters of a word, in letter heights."""


@dataclass(frozen=True, slots=True)
class _Word:
    """The box of adjacent letters in pixels. `x0` and `x1` are along the lines that are judged, as for a Rule."""

    x0: float
    x1: float
    top: float
    bottom: float


def completed(flat: Array, ink: Array, ruled: Ruled, dpi: float) -> Ruled:
    """The rules with those found by their lattice. `flat` is the flattened image, `ink` its mask (1: ink)."""
    import cv2
    import numpy as np

    half = cv2.resize(255 - flat, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    soft = (half > FAINT).astype(np.uint8)
    across = _lines([*_faint(soft, dpi / 2), *ruled.horizontal], dpi)
    down = _lines([*_faint(np.ascontiguousarray(soft.T), dpi / 2), *ruled.vertical], dpi)
    horizontal, vertical = list(ruled.horizontal), list(ruled.vertical)
    words: list[_Word] | None = None
    for rows, columns in _lattices(across, down, dpi):
        words = _words(ink * (ruled.mask == 0)) if words is None else words
        found = _Lattice(rows, columns, soft, words, dpi).rules()
        horizontal += found[0]
        vertical += found[1]
    if len(horizontal) + len(vertical) == len(ruled.horizontal) + len(ruled.vertical):
        return ruled
    return Ruled(horizontal, vertical, _mask(ink, replace(ruled, horizontal=horizontal, vertical=vertical), dpi))


def _faint(soft: Array, dpi: float) -> list[Rule]:
    """The horizontal lines in a mask at half size that are printed over a window, with paper on both sides.

    Their places are in pixels of the whole image.
    """
    import cv2
    import numpy as np

    window, off = round(WINDOW * dpi), max(3, round(0.03 * dpi))
    near = cv2.dilate(soft, np.ones((3, 1), np.uint8))
    printed = cv2.boxFilter(near, cv2.CV_32F, (window, 1))
    band = cv2.boxFilter(soft, cv2.CV_32F, (window, 3))
    above, below = np.zeros_like(band), np.zeros_like(band)
    above[off:], below[:-off] = band[:-off], band[off:]
    beside = np.maximum(above, below)
    found = ((printed >= PRINTED) & (beside <= BESIDE) & (printed >= CLEARER * beside)).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(found)
    rules = []
    for x, y, width, height, _ in stats[1:].tolist():
        if width < window // 2 or height > 2 * off:
            continue
        columns = np.flatnonzero(soft[y : y + height, x : x + width].any(axis=0))
        if len(columns) and columns[-1] - columns[0] >= window // 2:
            weights = soft[y : y + height, x : x + width].sum(axis=1)
            middle = y + float((weights * np.arange(height)).sum()) / max(float(weights.sum()), 1.0)
            rules.append(Rule(2 * middle + 1, 2.0 * (x + int(columns[0])), 2.0 * (x + int(columns[-1]) + 1)))
    return rules


def _lines(pieces: Sequence[Rule], dpi: float) -> list[Rule]:
    """One rule for all pieces on one line that are not far apart, if they are most of it. Its position is that of the
    longest piece."""
    groups: list[list[Rule]] = []
    for piece in sorted(pieces, key=lambda rule: rule.start - rule.end):
        group = next((g for g in groups if abs(g[0].at - piece.at) <= ONE_LINE * dpi), None)
        if group is None:
            groups.append([piece])
        else:
            group.append(piece)
    return [rule for group in groups for rule in _unbroken(group, dpi)]


def _unbroken(group: Sequence[Rule], dpi: float) -> Iterator[Rule]:
    """The pieces of one line joined, but for gaps too wide to be one of a broken rule."""
    at = group[0].at
    run: list[Rule] = []
    end = 0.0
    for piece in [*sorted(group, key=lambda rule: rule.start), None]:
        if run and (piece is None or piece.start - end > FAR * dpi):
            start = run[0].start
            if _length(run) >= LEAST * (end - start):
                yield Rule(at, start, end)
            run, end = [], 0.0
        if piece is not None:
            run.append(piece)
            end = max(end, piece.end)


def _length(run: Sequence[Rule]) -> float:
    """The length that pieces in order cover."""
    total = end = 0.0
    for piece in run:
        total += max(0.0, piece.end - max(piece.start, end))
        end = max(end, piece.end)
    return total


def _lattices(across: list[Rule], down: list[Rule], dpi: float) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The lines of each table, those that end at each other, in groups that cross."""
    while True:
        rows = [row for row in across if _is_of_lattice(row, down, dpi)]
        columns = [column for column in down if _is_of_lattice(column, rows, dpi)]
        if len(rows) == len(across) and len(columns) == len(down):
            break
        across, down = rows, columns
    reach = TO_END * dpi
    while across:
        rows, columns = [across[0]], list[Rule]()
        grown = 0
        while grown != len(rows) + len(columns):
            grown = len(rows) + len(columns)
            columns = [c for c in down if any(_meet(row, c, reach) for row in rows)]
            rows = [row for row in across if any(_meet(row, c, reach) for c in columns)] or rows
        across = [row for row in across if row not in rows]
        down = [column for column in down if column not in columns]
        is_table = min(len(rows), len(columns)) >= 2 and max(len(rows), len(columns)) >= FEWEST
        if is_table and len(rows) * len(columns) <= MOST_PLACES:
            yield rows, columns


def _is_of_lattice(rule: Rule, others: Sequence[Rule], dpi: float) -> bool:
    """Whether a rule crosses at least two others, and does not end beyond the last of them on either side."""
    reach, far = TO_END * dpi, FAR * dpi
    met = [other.at for other in others if other.start - reach <= rule.at <= other.end + reach]
    met = [at for at in met if rule.start - reach <= at <= rule.end + reach]
    near = [other.at for other in others if other.start - far <= rule.at <= other.end + far]
    return len(met) >= 2 and min(near) <= rule.start + reach and max(near) >= rule.end - reach


def _meet(row: Rule, column: Rule, reach: float) -> bool:
    return (
        column.start - reach <= row.at <= column.end + reach and row.start - reach <= column.at <= row.end + reach
    )


def _words(ink: Array) -> list[_Word]:
    """The boxes of words in a mask of ink without rules."""
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    boxes = [(x, y, x + w, y + h, 0) for x, y, w, h, area in stats[1:].tolist() if area > 4]
    if not boxes:
        return []
    from extract.read.ocr.ink import Ink

    pieces = [Ink(*box) for box in boxes]
    usual = letter_height(pieces)
    letters = [
        piece
        for piece in pieces
        if 0.4 * usual <= piece.bottom - piece.top <= 3 * usual and piece.x1 - piece.x0 > NARROW * usual
    ]
    letters.sort(key=lambda piece: (round((piece.top + piece.bottom) / usual), piece.x0))
    words: list[_Word] = []
    for x0, top, x1, bottom, _ in letters:
        last = words[-1] if words else None
        if last and abs((top + bottom) - (last.top + last.bottom)) <= usual and -usual < x0 - last.x1 <= WORD_GAP * usual:
            words[-1] = _Word(last.x0, max(last.x1, x1), last.top, last.bottom)
        else:
            words.append(_Word(x0, x1, top, bottom))
    return words


class _Lattice:
    """The lines of one table, and how much of each side of its places is printed."""

    def __init__(
        self, rows: Sequence[Rule], columns: Sequence[Rule], soft: Array, words: Sequence[_Word], dpi: float
    ) -> None:
        self.ys, self.xs = sorted(row.at for row in rows), sorted(column.at for column in columns)
        self.reach = 2.0
        turned = [_Word(word.top, word.bottom, word.x0, word.x1) for word in words]
        self.across = [[self._side(soft, y, a, b, turned) for a, b in pairwise(self.xs)] for y in self.ys]
        self.down = [[self._side(soft.T, x, a, b, words) for a, b in pairwise(self.ys)] for x in self.xs]

    def _side(self, soft: Array, at: float, start: float, end: float, words: Sequence[_Word]) -> _Side:
        line, margin = round(at / 2), 2
        a, b = round(start / 2) + margin, round(end / 2) - margin
        if b <= a:
            return _Side(1.0, is_crossed=False)
        printed = float(soft[max(0, line - 1) : line + 2, a:b].any(axis=0).mean())
        crossed = any(_crosses(word, at, start, end) for word in words)
        return _Side(printed, crossed)

    def rules(self) -> tuple[list[Rule], list[Rule]]:
        """The rules along the printed sides, and along missing ones of a table whose rules are broken."""
        sides = [side for line in [*self.across, *self.down] for side in line if not side.is_crossed]
        broken = sum(BARE < side.printed < SOLID for side in sides)
        printed = sum(side.printed > BARE for side in sides)
        is_broken = bool(printed) and broken >= BROKEN * printed
        usual = median([side.printed for side in sides if side.printed > BARE] or [1.0])
        across = [[_is_printed(side, usual) for side in line] for line in self.across]
        down = [[_is_printed(side, usual) for side in line] for line in self.down]
        if is_broken:
            across = _filled(self.across, across, [_share(c) for c in zip(*across, strict=True)])
            down = _filled(self.down, down, [1.0] * (len(self.ys) - 1))
        return (
            [rule for y, line in zip(self.ys, across, strict=True) for rule in _runs(y, self.xs, line)],
            [rule for x, line in zip(self.xs, down, strict=True) for rule in _runs(x, self.ys, line)],
        )


@dataclass(frozen=True, slots=True)
class _Side:
    """The printed share of a side, and whether a word crosses it."""

    printed: float
    is_crossed: bool


def _crosses(word: _Word, at: float, start: float, end: float) -> bool:
    """Whether a word, whose extent across the line is x0 to x1, crosses or touches a side of a line."""
    return word.x0 <= at + TOUCH and word.x1 >= at - TOUCH and start < (word.top + word.bottom) / 2 < end


def _is_printed(side: _Side, usual: float) -> bool:
    """Whether a side is printed. `usual` is the printed share of those of its table."""
    return side.printed >= SOLID or (side.printed >= max(BARE, SHARE * usual) and not side.is_crossed)


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0


def _filled(
    sides: Sequence[Sequence[_Side]], printed: Sequence[list[bool]], shares: Sequence[float]
) -> list[list[bool]]:
    """The printed sides, with the missing ones of lines that are printed elsewhere. No word crosses those.

    `shares`: of the printed sides at each place of all lines. Where few are, cells span several rows.
    """
    made = []
    for line, flags in zip(sides, printed, strict=True):
        is_kept = _share(flags) >= KEPT
        made.append(
            [
                flag or (is_kept and share >= KEPT and not side.is_crossed)
                for side, flag, share in zip(line, flags, shares, strict=True)
            ]
        )
    return made


def _runs(at: float, ends: Sequence[float], flags: Sequence[bool]) -> Iterator[Rule]:
    """A rule for each run of set sides."""
    start = None
    for (a, b), flag in zip(pairwise(ends), flags, strict=True):
        if flag:
            start = a if start is None else start
            last = b
        elif start is not None:
            yield Rule(at, start, last)
            start = None
    if start is not None:
        yield Rule(at, start, last)


def _mask(ink: Array, ruled: Ruled, dpi: float) -> Array:
    """The mask of all rules: of those found by their ink, and small pieces of ink on the others."""
    import cv2
    import numpy as np

    reach = max(2, round(0.015 * dpi))
    near = np.zeros_like(ink)
    for rule in ruled.horizontal:
        near[max(0, round(rule.at) - reach) : round(rule.at) + reach + 1, round(rule.start) : round(rule.end)] = 1
    for rule in ruled.vertical:
        near[round(rule.start) : round(rule.end), max(0, round(rule.at) - reach) : round(rule.at) + reach + 1] = 1
    rest = ink * (ruled.mask == 0)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(rest, connectivity=8)
    inside = np.bincount(labels[(near > 0) & (labels > 0)], minlength=len(stats))
    on_rule = inside >= 0.8 * stats[:, cv2.CC_STAT_AREA]
    on_rule[0] = False
    found: Array = np.maximum(ruled.mask, cv2.dilate(on_rule[labels].astype(np.uint8), np.ones((3, 3), np.uint8)))
    return found
