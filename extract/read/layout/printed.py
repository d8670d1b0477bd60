"""What a page shows, before anyone knows what it means: printed lines and drawn rules, with their places.

Every reader of pages that were laid out (PDF glyphs, scans, images) yields a PrintedPage; all that comes after it:
tables, paragraphs, furniture, `phaen text`, is the same for all of them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extract.model.document import TextSource

Bounds = tuple[float, float, float, float]
"""x0, top, x1, bottom."""

SPACE = 0.56
"""A gap between inks, in letter heights, that is a space where none is drawn."""

FALSE_SPACE = 0.12
"""A gap narrower than this, in letter heights, is none though a space is drawn in it."""

TRACKED = 0.28
"""Type is letter-spaced where half of the gaps between its letters are wider than this, in letter heights."""

FEWEST_GAPS = 6
"""Gaps on a line that tell whether it is letter-spaced."""

_FAR = 1e9

COLUMN_GAP = 2.6
"""A gap this wide, in letter heights, parts two cells."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How a direction of writing on a page is turned upright, and how boxes are turned back to the page as displayed.

    `turn` is the direction of writing on the displayed page in quarter turns clockwise (0: left to right). `width` and
    `height` are the displayed page's, in points.
    """

    turn: int
    width: float
    height: float
    skew: float = 0.0
    """Degrees clockwise by which the lines run askew on the turned page, about its middle; of scans only."""

    def from_content(self, rotation: int, box: Bounds) -> Bounds:
        """A box of the content (unrotated page, y up) in this frame; `rotation` is the page's, in quarter turns."""
        a, b, c, d = self.from_display(displayed(rotation, self.width, self.height, box))
        return a, b, c, d

    def from_display(self, box: Bounds) -> Bounds:
        """A box of the displayed page in this frame."""
        a, b, c, d = box
        if self.turn == 0:
            return box
        if self.turn == 1:
            return b, self.width - c, d, self.width - a
        if self.turn == 2:
            return self.width - c, self.height - d, self.width - a, self.height - b
        return self.height - d, a, self.height - b, c

    def to_page(self, x0: float, top: float, x1: float, bottom: float) -> Bounds:
        """A box of the turned frame as x0 top x1 bottom of the displayed page."""
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
        """The box as it lies on the turned page: what its middle line, turned by the skew, spans."""
        width, height = (self.height, self.width) if self.turn % 2 else (self.width, self.height)
        x, y = (box[0] + box[2]) / 2 - width / 2, (box[1] + box[3]) / 2 - height / 2
        cosine, sine = math.cos(math.radians(self.skew)), math.sin(math.radians(self.skew))
        middle = x * cosine - y * sine + width / 2, x * sine + y * cosine + height / 2
        half = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
        across, down = half[0] * cosine + half[1] * abs(sine), half[1] * cosine + half[0] * abs(sine)
        return middle[0] - across, middle[1] - down, middle[0] + across, middle[1] + down


def displayed(rotation: int, width: float, height: float, box: Bounds) -> Bounds:
    """A box of the unrotated page (y up) on the page as displayed (y down); width and height are the displayed ones."""
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
    """A horizontal or vertical rule: its position across, and from where to where it runs."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Cluster:
    """One letter with its marks, or a piece that OCR gives whole; `text` in storage order."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    confidence: float | None = None
    """0..1, of OCR only."""


@dataclass(slots=True)
class Segment:
    """Clusters on one line without a wide gap between them: a line of text, or one line of a cell."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float | None = None
    """The least of its clusters'."""


@dataclass(slots=True)
class PrintedLine:
    """The letters on one baseline, left to right; `spaces` are the middles of the spaces drawn between them."""

    clusters: list[Cluster]
    spaces: list[float]
    height: float
    baseline: float

    def segments(self, cuts: Sequence[float] = ()) -> list[Segment]:
        """The line cut at wide gaps, and at the given positions, in order (the vertical rules that cross it)."""
        segments: list[Segment] = []
        wide, column = self._wide_gaps()
        spaces, cut_at = iter([*self.spaces, _FAR]), iter([*cuts, _FAR])
        space, cut = next(spaces), next(cut_at)
        right = middle = -_FAR
        last: Segment | None = None
        for cluster in self.clusters:
            x1 = cluster.x1
            before, middle = middle, (cluster.x0 + x1) / 2
            gap = cluster.x0 - right
            is_cut, is_spaced = False, gap >= wide
            while cut <= middle:
                is_cut = is_cut or cut >= right - self.height * 0.5
                cut = next(cut_at)
            while space <= middle:
                is_spaced = is_spaced or space >= before
                space = next(spaces)
            if last is None or gap > column or is_cut:
                last = _segment(cluster)
                segments.append(last)
                right = x1
                continue
            last.text += " " + cluster.text if is_spaced else cluster.text
            if x1 > right:
                last.x1 = right = x1
            last.top = cluster.top if cluster.top < last.top else last.top  # min() and max() cost more
            last.bottom = cluster.bottom if cluster.bottom > last.bottom else last.bottom
            if cluster.confidence is not None:
                last.confidence = least(last.confidence, cluster.confidence)
        return segments

    def _wide_gaps(self) -> tuple[float, float]:
        """The gap that is a space though none is drawn, and the one that parts two cells, in points.

        In letter-spaced type the usual gap between letters counts on top.
        """
        gaps = [b.x0 - a.x1 for a, b in pairwise(self.clusters)]
        usual = median(gaps) if len(gaps) >= FEWEST_GAPS else 0.0
        extra = usual if usual > TRACKED * self.height else 0.0
        return SPACE * self.height + extra, COLUMN_GAP * self.height + extra


def _segment(cluster: Cluster) -> Segment:
    return Segment(cluster.text, cluster.x0, cluster.top, cluster.x1, cluster.bottom, cluster.confidence)


def least(a: float | None, b: float | None) -> float | None:
    """The lower of two confidences; one that is not known does not count."""
    if a is None or b is None:
        return a if b is None else b
    return min(a, b)


@dataclass(slots=True)
class PrintedPart:
    """All that is written on a page in one direction: lines top down, and the rules, in the turned frame."""

    frame: Frame
    lines: list[PrintedLine]
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)


@dataclass(slots=True)
class PrintedPage:
    """One page as it is displayed; `parts` by direction of writing, the one with the most letters first.

    `quality` is None where it follows from the text; 0 for a page that shows something but could not be read.
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
