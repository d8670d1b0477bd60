"""Types for the visible content of a page before interpretation: printed lines and rules with their positions.

All readers of laid-out pages (PDF glyphs, scans, images) yield a PrintedPage. All later steps (tables, paragraphs,
furniture, `phaen text`) are the same for all of them.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extract.model.document import TextSource
from normalize.script import DIGITS

Bounds = tuple[float, float, float, float]
"""x0, top, x1, bottom."""

SPACE = 0.56
"""Minimum gap between letters, in letter heights, that is read as a space if no space glyph is drawn."""

UNDRAWN = 1.0
"""The same between letters of one text object on a page that draws its spaces: the letters are only set apart."""

FALSE_SPACE = 0.12
"""A drawn space is ignored if the gap is narrower than this, in letter heights."""

TRACKED = 0.28
"""Text is letter-spaced if half of the gaps between its letters are wider than this, in letter heights."""

WIDEST_TRACKING = 1.5
"""Maximum gap of letter-spaced text, in letter heights. Wider gaps are between columns."""

FEWEST_GAPS = 6
"""Minimum number of gaps on a line to detect letter-spacing."""

NEXT = 0.3
"""Maximum gap between the letters of a word that is printed over a rule, in letter heights."""

WORDS = 0.9
"""The same between two words of one text object."""

MOST_ORDER = 8
"""Maximum number of letters of an order number."""

WHOLE = 8
"""Minimum number of letters of an object that is a whole text, and not a word or a letter of it."""

WHOLE_NUMBER = 3
"""The same for the digits of a number."""

_NUMBER = frozenset(f"0123456789{DIGITS}-")

_AMOUNT = re.compile(rf"[-–—]|[0-9{DIGITS}]{{1,3}}(,[0-9{DIGITS}]{{3}})*([.][0-9{DIGITS}]+)?|[0-9{DIGITS}]{{3,}}")
_ORDER = re.compile(rf"[(]?[0-9{DIGITS}.]+[.)]?")
_GROUP = re.compile(rf"[0-9{DIGITS}],[0-9{DIGITS}]{{3}}")
_YEAR = re.compile(f"[2{DIGITS[2]}][0-9{DIGITS}]{{3}}")

DIGIT_WIDTH = 0.8
"""Width of a digit's place, in heights of the digit. The ink of 1 is narrower than its place."""

AT_COMMA = 0.6
"""Maximum gap before or after the comma of a number beyond that of a space, in heights of a digit."""

NUMERIC = frozenset("0123456789.,")
"""The signs of a number with Arabic digits."""

_FAR = 1e9

MOST_SPACES = 2
"""Maximum number of spaces between two words."""

WIDEST_WORD_GAP = 1.8
"""Maximum gap between two words, in letter heights."""

FEWEST_WORD_GAPS, FEWEST_DRAWN = 5, 2
"""Minimum number of gaps between words from which the usual one is taken; the same of those with a drawn space."""

COLUMN_GAP = 2.6
"""A gap this wide, in letter heights, separates two cells."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Transforms coordinates between the displayed page and the frame in which a writing direction is upright.

    `turn` is the writing direction on the displayed page in quarter turns clockwise (0: left to right). `width` and
    `height` are those of the displayed page, in points.
    """

    turn: int
    width: float
    height: float
    skew: float = 0.0
    """Skew of the lines on the turned page about its middle, in degrees clockwise."""
    origin: tuple[float, float] = (0.0, 0.0)
    """x and y of the lower left corner of the unrotated page in its content."""
    unit: float = 1.0
    """Units of this frame per point of the page: not 1 on pages drawn much smaller or larger than usual."""

    def from_content(self, rotation: int, box: Bounds) -> Bounds:
        """Transform a content box (unrotated page, y up) to this frame. `rotation`: of the page, in quarter turns."""
        x, y = self.origin
        if x or y:
            box = box[0] - x, box[1] - y, box[2] - x, box[3] - y
        a, b, c, d = self.from_display(displayed(rotation, self.width, self.height, box))
        return a, b, c, d

    def from_display(self, box: Bounds) -> Bounds:
        """Transform a box of the displayed page to this frame."""
        box = self._turned(box)
        if self.skew:
            box = self._straight(box)
        if self.unit != 1.0:
            box = box[0] * self.unit, box[1] * self.unit, box[2] * self.unit, box[3] * self.unit
        return box

    def _turned(self, box: Bounds) -> Bounds:
        a, b, c, d = box
        if self.turn == 0:
            return box
        if self.turn == 1:
            return b, self.width - c, d, self.width - a
        if self.turn == 2:
            return self.width - c, self.height - d, self.width - a, self.height - b
        return self.height - d, a, self.height - b, c

    def to_page(self, x0: float, top: float, x1: float, bottom: float) -> Bounds:
        """Transform a box of this frame to the displayed page (x0, top, x1, bottom). The result is on the page."""
        a, b, c, d = self._displayed(x0 / self.unit, top / self.unit, x1 / self.unit, bottom / self.unit)
        return _within(a, self.width), _within(b, self.height), _within(c, self.width), _within(d, self.height)

    def _displayed(self, x0: float, top: float, x1: float, bottom: float) -> Bounds:
        if self.skew:
            x0, top, x1, bottom = self._askew((x0, top, x1, bottom))
        if self.turn == 0:
            return x0, top, x1, bottom
        if self.turn == 1:  # written downwards
            return self.width - bottom, x0, self.width - top, x1
        if self.turn == 2:
            return self.width - x1, self.height - bottom, self.width - x0, self.height - top
        return top, self.height - x1, bottom, self.height - x0

    def _askew(self, box: Bounds) -> Bounds:
        """The box on the turned page: the bounds of its middle line rotated by the skew."""
        width, height = (self.height, self.width) if self.turn % 2 else (self.width, self.height)
        x, y = (box[0] + box[2]) / 2 - width / 2, (box[1] + box[3]) / 2 - height / 2
        cosine, sine = math.cos(math.radians(self.skew)), math.sin(math.radians(self.skew))
        middle = x * cosine - y * sine + width / 2, x * sine + y * cosine + height / 2
        half = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
        across, down = half[0] * cosine + half[1] * abs(sine), half[1] * cosine + half[0] * abs(sine)
        return middle[0] - across, middle[1] - down, middle[0] + across, middle[1] + down

    def _straight(self, box: Bounds) -> Bounds:
        """The box, or boxes as columns, without the skew: the inverse of `_askew`."""
        width, height = (self.height, self.width) if self.turn % 2 else (self.width, self.height)
        x, y = (box[0] + box[2]) / 2 - width / 2, (box[1] + box[3]) / 2 - height / 2
        cosine, sine = math.cos(math.radians(self.skew)), math.sin(math.radians(self.skew))
        middle = x * cosine + y * sine + width / 2, y * cosine - x * sine + height / 2
        half = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
        area = cosine * cosine - sine * sine
        across = (half[0] * cosine - half[1] * abs(sine)) / area
        down = (half[1] * cosine - half[0] * abs(sine)) / area
        across, down = (across + abs(across)) / 2, (down + abs(down)) / 2  # not below 0
        return middle[0] - across, middle[1] - down, middle[0] + across, middle[1] + down


def _within(value: float, most: float) -> float:
    return 0.0 if value < 0 else most if value > most else value


def displayed(rotation: int, width: float, height: float, box: Bounds) -> Bounds:
    """Transform a box of the unrotated page (y up) to the displayed page (y down) of the given width and height."""
    x0, y0, x1, y1 = box
    if rotation == 0:
        return x0, height - y1, x1, height - y0
    if rotation == 1:
        return y0, x0, y1, x1
    if rotation == 2:
        return width - x1, y0, width - x0, y1
    return width - y1, height - x1, width - y0, height - x0


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical rule: its position (y or x), its start and its end."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Cluster:
    """One letter with its marks, or an indivisible piece of OCR output. `text` is in storage order."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    confidence: float | None = None
    """Confidence (0..1). OCR only."""
    run: int = -1
    """The number of the text object that draws it; -1 if unknown."""
    others: tuple[tuple[str, float], ...] = ()
    """What else a number may be, with probabilities, the likeliest first. OCR only."""


@dataclass(slots=True)
class Segment:
    """Clusters on one line without a wide gap: a line of text, or one line of a cell."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float | None = None
    """The lowest confidence of its clusters."""
    others: tuple[tuple[str, float], ...] = ()
    """Those of its only cluster."""


@dataclass(slots=True)
class PrintedLine:
    """The letters on one baseline, left to right. `spaces` are the middles of the drawn spaces.

    `draws_spaces`: whether the page has as many as text needs, so that a small gap in a text object is none.
    `word_gap`: the usual gap at a drawn space between two words of the page, in letter heights; 0 if unknown.
    """

    clusters: list[Cluster]
    spaces: list[float]
    height: float
    baseline: float
    draws_spaces: bool = False
    word_gap: float = 0.0
    _tracking: float | None = None

    @property
    def tracking(self) -> float:
        """The letter-spacing in points: the usual gap between the letters of a typewriter or of spaced text, else 0."""
        if self._tracking is None:
            self._tracking = self._wide_gaps()[2]
        return self._tracking

    def segments(self, cuts: Sequence[float] = ()) -> list[Segment]:
        """The line split at wide gaps and at `cuts` (the vertical rules that cross it, in order).

        A word printed over a rule is split where it ends, not at the rule.
        """
        segments: list[Segment] = []
        wide, column, apart = self._wide_gaps()
        spaces, cut_at = iter([*self.spaces, _FAR]), iter([*cuts, _FAR])
        space, cut = next(spaces), next(cut_at)
        right = middle = -_FAR
        last: Segment | None = None
        left: Cluster | None = None
        over = False  # whether the last segment is printed over a rule
        first = 0  # the number of its first letter
        for at, cluster in enumerate(self.clusters):
            x1 = cluster.x1
            before, middle = middle, (cluster.x0 + x1) / 2
            gap = cluster.x0 - right
            is_cut, is_spaced = middle < before - self.height, gap >= wide
            if is_cut:  # another text printed over the last one
                cut_at = iter([*(each for each in cuts if each > middle), _FAR])
                cut = next(cut_at)
            if is_spaced and left is not None and gap <= column:
                is_spaced = gap >= wide + beside_digits(left, cluster)
                if is_spaced and self.draws_spaces and self._is_one_text(at):
                    marks = apart * (len(left.text) - 1)  # letter-spacing is behind each mark, too
                    is_spaced = gap >= wide + (UNDRAWN - SPACE) * self.height + marks
            left = cluster
            rule = -_FAR
            while cut <= middle:
                is_cut, rule = is_cut or cut >= right - self.height * 0.5, cut
                cut = next(cut_at)
            while space <= middle:
                is_spaced = is_spaced or space >= before
                space = next(spaces)
            if is_spaced and gap < column and self._is_in_number(at):
                is_spaced = False
            if is_cut and rule > -_FAR and at and self._is_over(at, rule, is_spaced):
                is_cut, over = False, True
            elif over and not is_cut:
                is_pieced = self.clusters[first].run != self.clusters[at - 1].run
                is_cut = self._ends_word(at, may_touch=not is_pieced) or self.begins_amount(at)
            if last is None or gap > column or is_cut:
                last, over, first = _segment(cluster), False, at
                segments.append(last)
                right = x1
                continue
            last.text += " " + cluster.text.lstrip() if is_spaced else cluster.text
            if x1 > right:
                last.x1 = right = x1
            last.top = cluster.top if cluster.top < last.top else last.top  # min() and max() are slower
            last.bottom = cluster.bottom if cluster.bottom > last.bottom else last.bottom
            if cluster.confidence is not None:
                last.confidence, last.others = least(last.confidence, cluster.confidence), ()
        return segments

    def _is_in_number(self, at: int) -> bool:
        """Whether a letter is the comma of a number with groups of three digits. No space is before one: `1 ,200`."""
        if self.clusters[at].text != "," or not at:
            return False
        return bool(_GROUP.match("".join(cluster.text for cluster in self.clusters[at - 1 : at + 4])))

    def _is_one_text(self, at: int) -> bool:
        """Whether a letter is in the text object of the one before it, or both are drawn singly, one after the other.

        An object between the two may be a space, which pdfium omits behind marks.
        """
        before, own = self.clusters[at - 1], self.clusters[at]
        if own.run == before.run >= 0:
            return True
        return self.is_drawn_singly(at) and 0 < own.run - before.run <= len(before.text)

    def is_drawn_singly(self, at: int) -> bool:
        """Whether a letter, the one before it and those beside them are text objects of their own."""
        runs = [cluster.run for cluster in self.clusters[max(at - 2, 0) : at + 2]]
        return self.clusters[at - 1].run >= 0 and len(set(runs)) == len(runs)

    def _is_over(self, at: int, rule: float, is_spaced: bool) -> bool:
        """Whether a letter and the one before it, on the other side of a rule, belong to one word.

        Two words of one text object do, too, if its space is no wider than usual. An order number may be one of them.
        """
        before, cluster = self.clusters[at - 1], self.clusters[at]
        gap, through = cluster.x0 - before.x1, 0.15 * self.height
        if is_spaced or cluster.text[0] == " ":
            last = "".join(each.text for each in self.clusters[max(at - MOST_ORDER, 0) : at] if each.run == cluster.run)
            beside = {before.text[0], cluster.text.lstrip()[:1]}
            is_number = bool(_ORDER.fullmatch(last) or beside & _NUMBER)
            return cluster.run == before.run >= 0 and gap <= WORDS * self.height and not is_number
        if cluster.run < 0 or gap > NEXT * self.height + beside_digits(before, cluster):
            return False
        if cluster.run == before.run:
            return True
        is_through = before.x1 - rule > through or rule - cluster.x0 > through
        return (is_through or self._is_tight(at, gap)) and not self._ends_word(at)

    def _is_tight(self, at: int, gap: float) -> bool:
        """Whether the text is drawn letter by letter, and the gap before letter `at` is not wider than others."""
        if self._drawn_before(at, 3) == 3:
            return False
        return gap <= self._usual_gap(at)

    def _usual_gap(self, at: int) -> float:
        """The widest gap between the letters before letter `at`."""
        return max([0.125 * self.height, *(b.x0 - a.x1 for a, b in pairwise(self.clusters[max(at - WHOLE, 0) : at]))])

    def _drawn_before(self, at: int, most: int) -> int:
        """The number of letters before letter `at`, of at most so many, that are drawn with the one before it."""
        run = self.clusters[at - 1].run
        return sum(cluster.run == run for cluster in self.clusters[max(at - most, 0) : at])

    def _ends_word(self, at: int, *, may_touch: bool = True) -> bool:
        """Whether a word that is printed over a rule ends before a letter.

        Where whole texts are drawn at once, each ends with its object; otherwise a number is another text. `may_touch`:
        whether the next text may begin where the word ends. If the word is of several objects, it goes on there.
        """
        before, cluster = self.clusters[at - 1], self.clusters[at]
        if cluster.run == before.run:
            return False
        numbers = [each.text.lstrip()[:1] in _NUMBER for each in (before, cluster)]
        whole = WHOLE_NUMBER if all(numbers) else WHOLE
        gap = cluster.x0 - before.x1
        is_whole = self._drawn_before(at, whole) >= whole and (may_touch or gap > self._usual_gap(at))
        return numbers[0] != numbers[1] or is_whole or gap >= SPACE * self.height

    def begins_amount(self, at: int) -> bool:
        """Whether an amount or a dash, apart from the text before it, begins with a letter. A year is none."""
        if at and not self._is_apart(at):
            return False
        ends = (end for end in range(at + 1, len(self.clusters)) if self._is_apart(end))
        text = "".join(cluster.text for cluster in self.clusters[at : next(ends, None)])
        return bool(_AMOUNT.fullmatch(text)) and not _YEAR.fullmatch(text)

    def _is_apart(self, at: int) -> bool:
        left, right = self.clusters[at - 1].x1, self.clusters[at].x0
        return right - left >= SPACE * self.height or any(left <= space <= right for space in self.spaces)

    def _wide_gaps(self) -> tuple[float, float, float]:
        """Minimum gaps in points: for a space that is not drawn, and between two cells; and the letter-spacing.

        In letter-spaced text the usual gap between letters is added. Between the words of a scan it is no such gap.
        """
        gaps = [b.x0 - a.x1 for a, b in pairwise(self.clusters)] if self.clusters[0].run >= 0 else []
        usual = median(gaps) if len(gaps) >= FEWEST_GAPS else 0.0
        is_tracked = TRACKED * self.height < usual < WIDEST_TRACKING * self.height
        extra = usual if is_tracked else 0.0
        return SPACE * self.height + extra, COLUMN_GAP * self.height + extra, extra


def may_be_spaced(left: Cluster, right: Cluster, *, surely: bool = False) -> bool:
    """Whether one text object draws two letters, or one the space between two objects of a letter each.

    The marks of the left letter may be objects, too, each one or all together; `surely`: whichever they are.
    """
    if left.run < 0 or right.run == left.run:
        return left.run >= 0
    marks = len(left.text) - 1
    return (marks if surely else 0) + 1 < right.run - left.run <= marks + 1 + MOST_SPACES


def usual_word_gap(lines: Iterable[PrintedLine], *, is_drawn: bool = True) -> float:
    """The usual gap at a space beside a letter, in letter heights; 0 if there are few.

    `is_drawn`: only of spaces that are surely drawn, and not the gaps between two texts.
    """
    gaps: list[float] = []
    for line in lines:
        ends = [cluster.x1 for cluster in line.clusters]
        for space in line.spaces:
            at = bisect_left(ends, space)
            if not 0 < at < len(ends):
                continue
            left, right = line.clusters[at - 1], line.clusters[at]
            is_beside = left.text[:1].isalpha() or right.text[:1].isalpha()
            if is_beside and (not is_drawn or may_be_spaced(left, right, surely=True)):
                gaps.append((right.x0 - left.x1) / line.height)
    gaps = [gap for gap in gaps if gap <= WIDEST_WORD_GAP]
    return median(gaps) if len(gaps) >= (FEWEST_DRAWN if is_drawn else FEWEST_WORD_GAPS) else 0.0


def _segment(cluster: Cluster) -> Segment:
    box = cluster.x0, cluster.top, cluster.x1, cluster.bottom
    return Segment(cluster.text.lstrip(), *box, cluster.confidence, cluster.others)


def beside_digits(left: Cluster, right: Cluster) -> float:
    """The room in points between two signs of a number that is no space: beside the narrow ink of 1, at a comma."""
    if left.text not in NUMERIC or right.text not in NUMERIC:
        return 0.0
    if right.text == "," or left.text == ",":
        return AT_COMMA * max(left.bottom - left.top, right.bottom - right.top)
    return beside_one(left) + beside_one(right)


def beside_one(cluster: Cluster) -> float:
    """The room in points on each side of the narrow ink of a 1; 0 for other letters."""
    if cluster.text != "1":
        return 0.0
    return max(0.0, (cluster.bottom - cluster.top) * DIGIT_WIDTH - cluster.x1 + cluster.x0) / 2


def least(a: float | None, b: float | None) -> float | None:
    """The lower of two confidences, ignoring None."""
    if a is None or b is None:
        return a if b is None else b
    return min(a, b)


@dataclass(slots=True)
class PrintedPart:
    """All text of a page in one writing direction: lines from top to bottom and rules, in the turned frame."""

    frame: Frame
    lines: list[PrintedLine]
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)


@dataclass(slots=True)
class PrintedPage:
    """One page as displayed. `parts`: one per writing direction, the one with the most letters first.

    `quality` is None if it is to be computed from the text, and 0 for a page with content that could not be read.
    """

    number: int
    text_source: TextSource
    width: float | None = None
    height: float | None = None
    rotation: int = 0
    parts: list[PrintedPart] = field(default_factory=list)
    repairs: Counter[str] = field(default_factory=Counter)
    quality: float | None = None
    ocr_confidence: float | None = None
