"""Finds pale, dotted and broken rules of a scan, by the lattice that they form.

A rule that a copier has broken is not long ink any more, and one printed in grey is no ink at all. Each is still darker
than the paper on both sides of it, over its whole length. Such lines count only where they form a table: they end at
each other. The sides of its places are then judged by how much of them is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, pairwise
from statistics import median
from typing import TYPE_CHECKING

from extract.read.layout.lattice import MOST_PLACES
from extract.read.layout.printed import Rule
from extract.read.ocr.label_rows import Print, label_rows, merged_rows
from extract.read.ocr.ladders import Ladder, divided, ladders, with_open_rows
from extract.read.ocr.low_rows import short_columns
from extract.read.ocr.open_ends import open_ends
from extract.read.ocr.scanned_rules import Ruled, long_pieces
from extract.read.ocr.words_at_rules import TOUCH, Text, Word, find_text

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

FAINT = 24
"""Minimum darkness (0..255) of a pale rule. The noise of a scanner is half of it."""

GROUND = 9
"""Size in pixels of half the image of what is larger than rules and strokes: the ground of a shaded row."""

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

WHOLE = 0.9
"""Minimum printed share of a window of a rule that letters touch on one side."""

CLEARER = 2.5
"""Minimum ratio of the ink of a rule to that on each side of it."""

ONE_LINE = 0.015
"""Maximum distance in inches of two pieces of one rule across it."""

TO_END = 0.15
"""Maximum distance in inches from the end of a rule to the rule at which it ends."""

AT_ROW = 0.03
"""Maximum distance in inches from both ends of a column's rule to the rows between which it is. Strokes of stamps end
anywhere."""

BEYOND = (0.02, 0.08)
"""Inches beyond the last rule that a rule crosses in which paper shows that it ends there. The gaps of dashes are
narrower."""

MOST = 0.5
"""Minimum share of the height of a table that a column's rules cover which ends at no row."""

SURE, OVER = 4, 0.4
"""Minimum number of rules that a sure rule crosses, and its maximum length in inches beyond the last of them."""

FEWEST = 3
"""Minimum number of lines of a lattice in one direction. Two in the other are enough."""

SHARE = 0.5
"""Minimum share of its line's usual print for a printed side of a place."""

SOLID = 0.85
"""Minimum printed share of a side that is not broken."""

CLEAR, DASHED, END = 0.7, 0.8, 0.12
"""Minimum printed share of a side that words touch on one side only; the same of dashes, in relation to the usual one;
and the share at each end that is printed."""

BARE = 0.12
"""Maximum printed share of a side without a rule."""

BROKEN = 0.1
"""Minimum share of broken sides in a table whose missing sides are put in."""

KEPT = 0.4
"""Minimum share of printed sides of a line whose missing sides are put in."""

SLANT = 0.015
"""Maximum slope of a rule on a straightened page. Streaks of dirt and folds have more."""


def completed(flat: Array, ink: Array, ruled: Ruled, dpi: float, letter: float = 0.0) -> Ruled:
    """The rules with those found by their lattice. `flat` is the flattened image, `ink` its mask (1: ink), `letter` the
    letter height in pixels, if known."""
    import cv2
    import numpy as np

    half = cv2.resize(255 - flat, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    # shaded rows are darker than paper, and everything on them is measured by their ground
    thin = cv2.morphologyEx(half, cv2.MORPH_TOPHAT, np.ones((GROUND, GROUND), np.uint8))
    soft = (thin > FAINT).astype(np.uint8)
    across = _lines([*_faint(soft, dpi / 2), *ruled.horizontal], dpi)
    down = _lines([*_faint(np.ascontiguousarray(soft.T), dpi / 2), *ruled.vertical], dpi)
    horizontal, vertical = (
        list(ruled.horizontal),
        [*ruled.vertical, *short_columns(_lines(ruled.horizontal, dpi), ruled.vertical, soft, dpi)],
    )
    across = [ended(row, down, soft, dpi) for row in across]
    ends = open_ends(down, across, dpi)
    down = [ended(column, [*across, *ends], soft.T, dpi) for column in down]

    @cache
    def text() -> Text:
        return find_text(ink * (ruled.mask == 0), letter)

    if ladders(across, dpi):  # the tops and feet of the letters of lines are in line as well
        across = [row for row in across if not text().is_edge(row)]
    across, down = with_open_rows(ladders(across, dpi), across, ends, down, dpi)
    found_ladders = ladders(across, dpi)
    parts = divided(found_ladders, across, down, dpi)
    in_tables: list[Rule] = []
    for lines, columns in chain.from_iterable(_lattices(*part, dpi) for part in parts):
        rows = [row for row in lines if not text().is_edge(row)]
        every = [*columns, *_seen_elsewhere(ruled.vertical, rows, columns, dpi)]
        printed = Print(soft, text().words(), text().letter, dpi)
        labels = list(label_rows(rows, every, ruled.vertical, printed))
        known = [*(row.at for row in rows), *chain(*labels)]
        merged = merged_rows(known, every, ruled.vertical, printed)
        left, right = min(column.at for column in every), max(column.at for column in every)
        edges = [Rule(y, left, right) for y in chain(*labels, merged)]
        edges = [edge for edge in edges if all(abs(edge.at - row.at) > ONE_LINE * dpi for row in rows)]
        found = _Lattice([*rows, *edges], every, soft, text(), labels).rules()
        horizontal += found[0] + edges
        vertical += found[1]
        in_tables += lines
    horizontal += _without_columns(found_ladders, in_tables)
    if len(horizontal) + len(vertical) == len(ruled.horizontal) + len(ruled.vertical):
        return ruled
    return Ruled(horizontal, vertical, _mask(ink, replace(ruled, horizontal=horizontal, vertical=vertical), dpi))


def _without_columns(found: Sequence[Ladder], in_tables: Sequence[Rule]) -> Iterator[Rule]:
    """The rules of the ladders that are no tables with columns."""
    taken = {rule.at for rule in in_tables}
    for ladder in found:
        if taken.isdisjoint(rule.at for rule in ladder):
            yield from ladder


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
    is_clear = (printed >= PRINTED) & (beside <= BESIDE) & (printed >= CLEARER * beside)
    is_touched = (printed >= WHOLE) & (np.minimum(above, below) <= BARE)
    found = (is_clear | is_touched).astype(np.uint8)
    _, stats, _ = long_pieces(found)
    rules = []
    for x, y, width, height, _ in stats[1:].tolist():
        if width < window // 2 or height > 2 * off:
            continue
        ys, xs = np.nonzero(soft[y : y + height, x : x + width])
        if len(xs) and np.ptp(xs) >= window // 2 and abs(np.polyfit(xs, ys, 1)[0]) <= SLANT:
            rules.append(Rule(2 * (y + float(ys.mean())) + 1, 2.0 * (x + int(xs.min())), 2.0 * (x + int(xs.max()) + 1)))
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
    # letters in line with a rule that many others prove make it longer
    over = OVER * dpi if len(met) >= SURE else reach
    return len(met) >= 2 and min(near) <= rule.start + over and max(near) >= rule.end - over


def ended(rule: Rule, others: Sequence[Rule], soft: Array, dpi: float) -> Rule:
    """A horizontal rule without letters in line with it that its print does not reach: paper is between them and the
    last rule that it crosses. `soft` is the mask at half size."""
    reach = TO_END * dpi
    met = [o.at for o in others if o.start - reach <= rule.at <= o.end + reach and rule.start <= o.at <= rule.end]
    if len(met) < 2:
        return rule
    line = round(rule.at / 2)
    near, far = BEYOND[0] * dpi, BEYOND[1] * dpi
    start, end = min(met), max(met)

    def is_paper(first: float, last: float) -> bool:
        return not soft[max(0, line - 1) : line + 2, max(0, round(first / 2)) : max(0, round(last / 2))].any()

    return Rule(
        rule.at,
        start if rule.start < start - reach and is_paper(start - far, start - near) else rule.start,
        end if rule.end > end + reach and is_paper(end + near, end + far) else rule.end,
    )


def _meet(row: Rule, column: Rule, reach: float) -> bool:
    return column.start - reach <= row.at <= column.end + reach and row.start - reach <= column.at <= row.end + reach


def _seen_elsewhere(vertical: Sequence[Rule], rows: Sequence[Rule], columns: Sequence[Rule], dpi: float) -> list[Rule]:
    """The columns of a table of which only some rows have rules long enough to be found, over its whole height.

    In a row of one line they are shorter than the strokes of some letters, and rows that span the table have none. The
    names of totals may interrupt a column at the end of its table.
    """
    if not rows:
        return []
    top, bottom = min(row.at for row in rows), max(row.at for row in rows)
    left, right = min(column.at for column in columns), max(column.at for column in columns)
    reach, taken = TO_END * dpi, [column.at for column in columns]
    found = []
    for rule in sorted(vertical, key=lambda rule: rule.start - rule.end):
        is_inside = left < rule.at < right and top - reach <= rule.start and rule.end <= bottom + reach
        is_ended = all(any(abs(row.at - end) <= AT_ROW * dpi for row in rows) for end in (rule.start, rule.end))
        pieces = [other for other in vertical if abs(other.at - rule.at) <= ONE_LINE * dpi]
        is_ended = is_ended or _length(sorted(pieces, key=lambda p: p.start)) >= MOST * (bottom - top)
        if is_inside and is_ended and all(abs(at - rule.at) > 2 * ONE_LINE * dpi for at in taken):
            found.append(Rule(rule.at, top, bottom))
            taken.append(rule.at)
    return found


class _Lattice:
    """The lines of one table, and how much of each side of its places is printed. `labels`: edges of rows with labels,
    which no inner column crosses."""

    def __init__(
        self, rows: Sequence[Rule], columns: Sequence[Rule], soft: Array, text: Text, labels: Sequence[Sequence[float]]
    ) -> None:
        self.ys, self.xs = sorted(row.at for row in rows), sorted(column.at for column in columns)
        words = text.words(self.xs, self.ys)
        turned = [Word(word.top, word.bottom, word.x0, word.x1) for word in words]
        self.across = [[self._side(soft, y, a, b, turned) for a, b in pairwise(self.xs)] for y in self.ys]
        self.down = [[self._side(soft.T, x, a, b, words) for a, b in pairwise(self.ys)] for x in self.xs]
        bands = [(label[0], label[-1]) for label in labels]
        within = [any(top < (a + b) / 2 < bottom for top, bottom in bands) for a, b in pairwise(self.ys)]
        for line in self.down[1:-1]:
            line[:] = [
                _Side(0.0, is_crossed=True) if is_label else side for side, is_label in zip(line, within, strict=True)
            ]

    def _side(self, soft: Array, at: float, start: float, end: float, words: Sequence[Word]) -> _Side:
        line, margin = round(at / 2), 2
        a, b = round(start / 2) + margin, round(end / 2) - margin
        if b <= a:
            return _Side(1.0, is_crossed=False)
        on_line: Array = soft[max(0, line - 1) : line + 2, a:b].max(axis=0)
        crossing = [word for word in words if _crosses(word, at, start, end)]
        if not crossing or _goes_on(on_line, crossing, a):
            return _Side(float(on_line.mean()), is_crossed=False)
        around = soft[max(0, line - 5) : line + 6, a:b]
        length = max(2, round(END * (b - a)))
        ends = min(float(on_line[:length].mean()), float(on_line[-length:].mean()))
        beside = min(float(part.any(axis=0).mean()) for part in (around[:2], around[-2:]))
        return _Side(float(on_line.mean()), is_crossed=True, ends=ends if beside <= BARE else 0.0)

    def rules(self) -> tuple[list[Rule], list[Rule]]:
        """The rules along the printed sides, and along missing ones of a table whose rules are broken."""
        sides = [side for line in [*self.across, *self.down] for side in line if not side.is_crossed]
        usual = median([side.printed for side in sides if side.printed > BARE] or [1.0])
        # dashes and dots leave the same share of each side blank
        broken = sum(BARE < side.printed < SOLID * usual for side in sides)
        printed = sum(side.printed > BARE for side in sides)
        is_broken = bool(printed) and broken >= BROKEN * printed
        across = [_printed(line, usual) for line in self.across]
        down = _within_rows([_printed(line, usual) for line in self.down])
        if is_broken:
            across = _filled(self.across, across, [_share(c) for c in zip(*across, strict=True)])
            down = _filled(self.down, down, [float(any(row)) for row in zip(*down, strict=True)])
        return (
            [rule for y, line in zip(self.ys, across, strict=True) for rule in _runs(y, self.xs, line)],
            [rule for x, line in zip(self.xs, down, strict=True) for rule in _runs(x, self.ys, line)],
        )


def _goes_on(line: Array, crossing: Sequence[Word], first: int) -> bool:
    """Whether a line is printed between the words that touch it, which are a small part of it. `first`: its start."""
    import numpy as np

    free = np.ones(len(line), bool)
    for word in crossing:
        free[max(0, round(word.top / 2) - TOUCH - first) : max(0, round(word.bottom / 2) + TOUCH - first)] = False
    return 2 * int(free.sum()) >= len(line) and float(line[free].mean()) >= PRINTED


def _within_rows(down: Sequence[list[bool]]) -> list[list[bool]]:
    """The printed sides of columns, without those between two tables, where letters of a title look like rules.

    A row has a rule at one of its ends, or most of its columns have one.
    """
    is_row = [row[0] or row[-1] or 2 * sum(row) >= len(row) for row in zip(*down, strict=True)]
    return [[flag and is_of_row for flag, is_of_row in zip(line, is_row, strict=True)] for line in down]


@dataclass(frozen=True, slots=True)
class _Side:
    """The printed share of a side, whether a word crosses or touches it, and the printed share of its ends if words
    touch it on one side only."""

    printed: float
    is_crossed: bool
    ends: float = 0.0


def _crosses(word: Word, at: float, start: float, end: float) -> bool:
    """Whether a word, whose extent across the line is x0 to x1, crosses or touches a side of a line."""
    return word.x0 <= at + TOUCH and word.x1 >= at - TOUCH and start < (word.top + word.bottom) / 2 < end


def _printed(line: Sequence[_Side], usual: float) -> list[bool]:
    """Whether each side of a line is printed. `usual` is the printed share of those of its table.

    Sides that words touch are so only if others of their line are without doubt: strokes of the first letters of lines
    are below one another.
    """
    least = max(BARE, SHARE * usual)
    sure = [side.printed >= SOLID or (side.printed >= least and not side.is_crossed) for side in line]
    if not any(sure):
        return sure
    return [flag or _is_touched(side, usual) for flag, side in zip(sure, line, strict=True)]


def _is_touched(side: _Side, usual: float) -> bool:
    """Whether a side is a rule that words touch on one side, and not a letter's stroke: it reaches to both ends."""
    if usual >= SOLID:
        return side.printed >= CLEAR and side.ends >= 1.0
    return side.printed >= DASHED * usual and side.ends >= SHARE * usual


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
    """The mask of all rules: of those found by their ink, and the ink on the others that does not go on beside them."""
    import cv2
    import numpy as np

    reach = max(2, round(0.015 * dpi))
    near = np.zeros_like(ink)
    for rule in ruled.horizontal:
        _cover(near, ink, rule, reach)
    for rule in ruled.vertical:
        _cover(near.T, ink.T, rule, reach)
    found: Array = np.maximum(ruled.mask, cv2.dilate(near, np.ones((3, 3), np.uint8)))
    return found


def _cover(near: Array, ink: Array, rule: Rule, reach: int) -> None:
    """Set the ink of a horizontal rule in a mask, but where a letter crosses or touches it."""
    top, bottom = max(1, round(rule.at) - reach), min(len(ink) - 1, round(rule.at) + reach + 1)
    start, end = round(rule.start), round(rule.end)
    goes_on = (ink[top - 1, start:end] > 0) | (ink[bottom, start:end] > 0)
    near[top:bottom, start:end] |= ink[top:bottom, start:end] * ~goes_on
