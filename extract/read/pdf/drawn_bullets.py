"""Bullets that are drawn as shapes: browsers and office programs print the dots of lists without a letter."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from extract.read.layout.printed import Bounds, Cluster, PrintedLine
from extract.read.pdf.drawing import bounds, drawn_objects
from extract.read.pdf.drawn_rules import FILL, WHITE, paints_of

BULLET = "•"

SMALLEST, LARGEST = 0.25, 0.85
"""Height of a bullet, in letter heights. A box to be ticked is larger, a dot of a leader smaller."""

SQUARE = 1.3
"""Maximum ratio of the sides of a bullet."""

FARTHEST = 4.0
"""Maximum distance of a bullet from its text, in letter heights."""

APART = 1.0
"""Minimum distance of a bullet from a text before it, in another cell, in letter heights."""


def bullet_shapes(page: Any, raw: Any, layers: bool = False) -> list[Bounds]:  # noqa: ANN401 (pypdfium2 has no types)
    """The boxes of the small filled shapes of a page that are as high as wide, in its content."""
    found: list[Bounds] = []
    for drawn in drawn_objects(page.raw, raw, layers):
        if drawn.kind != raw.FPDF_PAGEOBJ_PATH or drawn.layered:
            continue
        box = bounds(drawn, raw)
        if box is None:
            continue
        width, height = box[2] - box[0], box[3] - box[1]
        if 0 < max(width, height) <= SQUARE * min(width, height) and paints_of(drawn, raw).get(FILL, WHITE) != WHITE:
            found.append(box)
    return found


def add_bullets(lines: Sequence[PrintedLine], shapes: Sequence[Bounds]) -> None:
    """Add the shapes drawn before texts to their lines, in the same frame, as bullets."""
    by_height = sorted(lines, key=lambda line: line.baseline)
    baselines = [line.baseline for line in by_height]
    for shape in shapes:
        middle = (shape[1] + shape[3]) / 2
        at = bisect_left(baselines, middle)
        line = by_height[at] if at < len(by_height) else None
        if line is not None and middle > line.baseline - line.height and _is_alone(shape, shapes):
            _add(line, shape)


def _is_alone(shape: Bounds, others: Sequence[Bounds]) -> bool:
    """Whether no other shape is beside one, as those of a leader or a drawing are."""
    wide = 2 * (shape[2] - shape[0])
    return not any(
        other is not shape and abs(other[1] - shape[1]) < wide and abs(other[0] - shape[0]) < 2 * wide
        for other in others
    )


def _add(line: PrintedLine, shape: Bounds) -> None:
    """Put a bullet before the text of a line that it is drawn before, if there is one."""
    x0, top, x1, bottom = shape
    if not SMALLEST * line.height <= bottom - top <= LARGEST * line.height:
        return
    at = bisect_left([cluster.x0 for cluster in line.clusters], x1)
    before = line.clusters[at - 1].x1 if at else x0 - APART * line.height
    is_before = at < len(line.clusters) and line.clusters[at].x0 - x1 <= FARTHEST * line.height
    if not is_before or before > x0 - APART * line.height:
        return
    line.clusters.insert(at, Cluster(BULLET, x0, x1, top, bottom))
    line.spaces = sorted([*line.spaces, (x1 + line.clusters[at + 1].x0) / 2])
