"""Finds the ruling lines of a scan, and removes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.read.layout.printed import Rule
from extract.read.ocr.ocr_settings import OCR, OcrSettings

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rules of a picture in pixels, and a mask of their ink (non-zero)."""

    horizontal: list[Rule]
    vertical: list[Rule]
    mask: Array


def find_rules(ink: Array, dpi: float, settings: OcrSettings = OCR) -> Ruled:
    """Find long straight ink in a mask (1: ink), closing gaps of broken rules."""
    import cv2
    import numpy as np

    length = round(settings.shortest_rule * dpi)
    gap = max(3, round(settings.widest_gap * dpi))
    across = _long(ink, (1, length), (1, gap), cv2, np)
    down = _long(ink, (length, 1), (gap, 1), cv2, np)
    horizontal, over = _rules(across, ink, dpi, settings, is_across=True)
    vertical, under = _rules(down.T, ink.T, dpi, settings, is_across=False)
    vertical = _without_stems(vertical, horizontal, under.T, ink, dpi)
    found: Any = over | under.T
    return Ruled(horizontal, vertical, cv2.dilate(found, np.ones((3, 3), np.uint8)))


def _rules(mask: Array, ink: Array, dpi: float, settings: OcrSettings, *, is_across: bool) -> tuple[list[Rule], Array]:
    """The horizontal rules in a mask of long ink, and their ink. `ink` is all ink of the image.

    `is_across`: they are horizontal on the page, too, and may be underlines that letters touch.

    The thickness is measured over the whole length, so that a stamp's ring touching a rule does not make it a bar.
    """
    import numpy as np

    length, thick = round(settings.shortest_rule * dpi), settings.thickest_rule * dpi
    kept: Array = np.zeros_like(mask, order="C")
    rules: list[Rule] = []
    if not mask.any():
        return rules, kept
    labels, stats, middles = long_pieces(mask)
    for label, ((x, y, width, height, area), middle) in enumerate(zip(stats.tolist(), middles.tolist(), strict=True)):
        is_long = label and width >= length and area <= thick * width and height <= max(4 * thick, 0.2 * width)
        if not is_long:
            continue
        found = labels[y : y + height, x : x + width] == label
        is_bowed = width < LONG * dpi and _bow(found) > BOW * dpi
        columns = ink[:, x : x + width]
        is_underline = is_across and height <= thick and _is_underline(columns, y, y + height, dpi)
        if not is_bowed and (is_underline or _is_even(found, columns, y, thick, EVEN_RUN * dpi)):
            kept[y : y + height, x : x + width][found] = 1
            at = y + height / 2 if height <= thick else middle[1]
            rules.append(Rule(at, x, x + width))
            if is_underline:
                _add_pieces(kept, ink, (x, y, x + width, y + height), dpi)
    return rules, kept


def long_pieces(mask: Array) -> tuple[Array, Array, Array]:
    """The labels of the connected pieces of long ink, their statistics and their middles, as of OpenCV.

    So few pieces, each as long as a rule, have room in 16 bits, which takes a third of the time.
    """
    import cv2
    import numpy as np

    whole = np.ascontiguousarray(mask)
    _, labels, stats, middles = cv2.connectedComponentsWithStatsWithAlgorithm(whole, 8, cv2.CV_16U, cv2.CCL_DEFAULT)
    return labels, stats, middles


STEM, STEM_BOX, AROUND = 0.6, (0.25, 1.25), 0.3
"""Maximum length in inches of the stem of a letter; minimum width and maximum height of its letter, and how far around
it ink is looked at, as shares of that length."""


def _without_stems(vertical: list[Rule], horizontal: list[Rule], mask: Array, ink: Array, dpi: float) -> list[Rule]:
    """The vertical rules without stems of letters in large type, as of ป, which are also taken from the mask of rules.

    A stem meets no other rule, and its ink is a letter: it ends where the stem ends, and is wider.
    """
    kept = []
    for rule in vertical:
        length = rule.end - rule.start
        if length < STEM * dpi and not any(_meets(row, rule, AROUND * length) for row in horizontal):
            around = round(AROUND * length)
            top, left = max(0, round(rule.start) - around), max(0, round(rule.at - 2 * length))
            part = slice(top, round(rule.end) + around), slice(left, round(rule.at + 2 * length))
            if _is_letter(ink[part], round(rule.at) - left, round((rule.start + rule.end) / 2) - top, length):
                reach = round(THICK * dpi)
                mask[part[0], max(0, round(rule.at) - reach) : round(rule.at) + reach] = 0
                continue
        kept.append(rule)
    return kept


def _meets(row: Rule, column: Rule, near: float) -> bool:
    across = row.start - near <= column.at <= row.end + near
    return across and column.start - near <= row.at <= column.end + near


THICK = 0.03
"""Inches to each side of the middle of a stem that are its ink."""


def _is_letter(ink: Array, x: int, y: int, length: float) -> bool:
    """Whether the ink at or beside a place is a letter with a stem of some length."""
    import cv2
    import numpy as np

    _, labels, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(ink), connectivity=8)
    label = int(labels[y, max(0, x - 2) : x + 3].max(initial=0))
    width, height = int(stats[label, cv2.CC_STAT_WIDTH]), int(stats[label, cv2.CC_STAT_HEIGHT])
    return label > 0 and width >= STEM_BOX[0] * length and height <= STEM_BOX[1] * length


LONG = 1.0
"""Inches. A longer rule is never a piece of a stamp's ring."""

BOW = 0.006
"""Maximum bow of a short rule in inches. More is a piece of a ring. Long rules may bow with the paper."""


def _bow(found: Array) -> float:
    """Maximum deviation in pixels of the middle of long ink (rows, columns) from its best-fitting straight line."""
    import numpy as np

    columns = np.flatnonzero(found.any(axis=0))
    middle = (found * np.arange(len(found))[:, None]).sum(axis=0)[columns] / found.sum(axis=0)[columns]
    slope, start = np.polyfit(columns, middle, 1)
    return float(np.percentile(abs(middle - slope * columns - start), 95))


EVEN = 0.85
"""Minimum share of a rule's length with its usual thickness. Letters merged by the scanner reach at most 0.8, as
their strokes extend above or below the line."""

EVEN_RUN = 0.5
"""Minimum unbroken length of even thickness, in inches, that proves a rule, even if the rest is stamped over."""

UNEVEN = 2
"""Maximum deviation from the usual thickness of a rule, in pixels."""


def _is_even(found: Array, ink: Array, top: int, thick: float, stretch: float) -> bool:
    """Whether long ink, `found` (rows from `top` on, columns), is a separate line and not part of letters.

    `ink` is that of the image in these columns. At each column of the long ink, the run of ink up and down is measured.
    """
    import numpy as np

    depth, columns = np.arange(len(found)), np.arange(found.shape[1])
    middle = top + np.round((found * depth[:, None]).sum(axis=0) / found.sum(axis=0).clip(1)).astype(np.int64)
    run = np.ones(found.shape[1], np.int64)
    for way in (-1, 1):
        goes_on = np.ones(found.shape[1], bool)
        for step in range(1, int(thick) + UNEVEN + 2):
            row = middle + way * step
            goes_on &= (row >= 0) & (row < len(ink)) & (ink[row.clip(0, len(ink) - 1), columns] > 0)
            run += goes_on
    even = (abs(run - np.median(run)) <= UNEVEN) & (run <= thick)
    return float(even.mean()) >= EVEN or _longest(even) >= stretch


LETTER_ABOVE, SPACE, FREE = 0.07, 0.025, 0.8
"""Height of letters above an underline and minimum width of a space between them, in inches; and the minimum share of
an underline that nothing touches from below."""


def _is_underline(ink: Array, top: int, bottom: int, dpi: float) -> bool:
    """Whether long ink in these rows is an underline, though letters touch it from above.

    It goes on below a space between letters. Letters that are merged at their feet have none.
    """
    import numpy as np

    letters = np.flatnonzero(ink[max(0, top - round(LETTER_ABOVE * dpi)) : max(0, top - 1)].any(axis=0))
    is_free = ~ink[bottom + 1 : bottom + 1 + round(SPACE * dpi)].any(axis=0)
    return float(is_free.mean()) >= FREE and int(np.diff(letters).max(initial=0)) - 1 >= SPACE * dpi


PIECE_GAP = 0.06
"""Maximum gap in inches between the pieces of an underline, which browsers interrupt at letters that reach below it."""


def _add_pieces(kept: Array, ink: Array, box: tuple[int, int, int, int], dpi: float) -> None:
    """Add the pieces of an underline that are shorter than a rule to the mask of rules. `box` is its longest piece."""
    import numpy as np

    x0, top, x1, bottom = box
    inked = np.flatnonzero(ink[(top + bottom) // 2])
    groups = np.split(inked, np.flatnonzero(np.diff(inked) > PIECE_GAP * dpi) + 1)
    own = [group for group in groups if len(group) and group[0] < x1 and group[-1] >= x0]
    columns = np.concatenate([inked[:0], *own])
    columns = columns[~ink[bottom + 1 : bottom + 1 + round(SPACE * dpi), columns].any(axis=0)]
    kept[top:bottom, columns] = np.maximum(kept[top:bottom, columns], ink[top:bottom, columns])


def _longest(flags: Array) -> int:
    """The length of the longest run of set flags."""
    import numpy as np

    ends = np.flatnonzero(~np.concatenate([[False], flags, [False]]))
    return int(np.diff(ends).max()) - 1


def _long(ink: Array, run: tuple[int, int], gap: tuple[int, int], cv2: Any, np: Any) -> Array:  # noqa: ANN401
    """Ink that continues over the shape `run` (height, width), tolerating one pixel sideways, with gaps up to `gap`
    closed."""
    aside = np.ones((3, 1) if run[0] == 1 else (1, 3), np.uint8)
    found: Array = cv2.morphologyEx(cv2.dilate(ink, aside), cv2.MORPH_OPEN, np.ones(run, np.uint8))
    closed: Array = cv2.morphologyEx(found, cv2.MORPH_CLOSE, np.ones(gap, np.uint8))
    return closed


def draw_rules(ink: Array, ruled: Ruled, dpi: float, reach: int = 1) -> None:
    """Draw the long rules into a mask, `reach` pixels to each side, as erasing a stamp removes pieces of them."""
    for rule in ruled.horizontal:
        if rule.end - rule.start >= LONG * dpi:
            ink[max(0, round(rule.at) - reach) : round(rule.at) + reach, round(rule.start) : round(rule.end)] = 1
    for rule in ruled.vertical:
        if rule.end - rule.start >= LONG * dpi:
            ink[round(rule.start) : round(rule.end), max(0, round(rule.at) - reach) : round(rule.at) + reach] = 1


def without_long_rules(ink: Array, ruled: Ruled, dpi: float) -> Array:
    """The ink of a mask without long rules. Short ones may be pieces of a stamp's ring."""
    import numpy as np

    near: Array = np.zeros_like(ink)
    draw_rules(near, ruled, dpi, max(2, round(0.02 * dpi)))
    result: Array = ink * (1 - near * (ruled.mask > 0).astype(ink.dtype))
    return result


FOLD = 0.2
"""Minimum length in inches by which a line that is not a table rule extends beyond the table rules."""


def without_folds(horizontal: list[Rule], vertical: list[Rule], dpi: float) -> list[Rule]:
    """The vertical rules without lines of dirt and folds, which extend beyond the end of most rules of the table.

    With the arguments exchanged, the horizontal ones. Rows that span the table cut rules into pieces: only those at the
    row beyond which a rule extends tell whether the others do.
    """
    far, kept = FOLD * dpi, []
    for rule in vertical:
        met = [other.at for other in horizontal if _cross(other, rule)]
        rows = [row for row in horizontal if row.at in met]
        is_kept = True
        starts = bool(met) and rule.start < min(met) - far
        ends = bool(met) and rule.end > max(met) + far
        if starts != ends and _is_side(rule, rows, vertical, far):
            kept.append(rule)  # a fold goes on at both ends
            continue
        if starts:
            peers = _beside([row for row in rows if row.at == min(met)], vertical, far)
            is_kept = _is_among(rule, peers, [peer for peer in peers if peer.start <= rule.start + far])
        if ends:
            peers = _beside([row for row in rows if row.at == max(met)], vertical, far)
            is_kept &= _is_among(rule, peers, [peer for peer in peers if peer.end >= rule.end - far])
        if is_kept:
            kept.append(rule)
    return kept


def _beside(rows: list[Rule], vertical: list[Rule], far: float) -> list[Rule]:
    """The vertical rules that cross one of these rows or nearly reach it."""
    return [
        rule
        for rule in vertical
        if any(row.start - far <= rule.at <= row.end + far for row in rows)
        and any(rule.start - far <= row.at <= rule.end + far for row in rows)
    ]


def _is_side(rule: Rule, rows: list[Rule], vertical: list[Rule], far: float) -> bool:
    """Whether a rule is the first or the last one of a table, and all of its rows end at it."""
    own = [other.at for other in _beside(rows, vertical, far)]
    is_outer = rule.at in (min(own), max(own)) and len(own) > 2
    return is_outer and all(min(abs(row.start - rule.at), abs(row.end - rule.at)) <= far for row in rows)


def _is_among(rule: Rule, peers: list[Rule], alike: list[Rule]) -> bool:
    """Whether half of the rules extend as far, or both sides of a last row that goes on on the next page."""
    outer = {min(peer.at for peer in peers), max(peer.at for peer in peers)} if peers else set[float]()
    is_side = rule.at in outer and outer <= {peer.at for peer in alike}
    return is_side or 2 * len(alike) >= len(peers)


def _cross(row: Rule, column: Rule) -> bool:
    return row.start <= column.at <= row.end and column.start <= row.at <= column.end
