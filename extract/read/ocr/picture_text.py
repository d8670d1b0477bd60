"""Pictures on pages with a text layer: what OCR finds in them is added to the page at its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.model.document import TextSource
from extract.read.layout.printed import Bounds, Cluster, Frame, PrintedLine, PrintedPage, PrintedPart, Rule
from extract.read.ocr.scan import FAILED, UNAVAILABLE
from extract.read.quality import text_quality

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array


@dataclass(slots=True)
class Clip:
    """A picture on a page: a grey image as displayed, and its upper left corner on the page as displayed, in points.

    `has_rules`: its rules are not among those of the page.
    """

    grey: Array
    dpi: float
    left: float
    top: float
    has_rules: bool = True


@dataclass(slots=True)
class Pictured:
    """A page with a text layer, and the pictures on it that are to be read too."""

    page: PrintedPage
    clips: list[Clip]


PICTURE_READ, PICTURE_UNREAD, PICTURE = "picture_read", "picture_unread", "picture"
"""Repair codes: pictures that were read, pictures of text that were not, and pictures without text."""

POINTS = 72

ROUNDING = 0.01
"""Maximum difference of two sizes of a picture from rounding to pixels, as a share of it."""

FEWEST_LETTERS = 8
"""Minimum number of letters read from a picture of text. A few are the lettering of a logo."""

LEAST_CONFIDENCE, LEAST_QUALITY = 0.6, 0.6
"""Minimum confidence and quality of the text of a picture. Of photographs both are low."""


def add_picture(page: PrintedPage, clip: Clip, found: PrintedPage) -> None:
    """Add the text that OCR found in a picture to its page, unless the page prints it as text too. Counts it."""
    code = picture_code(found)
    if code == PICTURE_READ and found.parts[0].frame.turn:
        code = PICTURE_UNREAD
    page.repairs[code] += 1
    if code != PICTURE_READ:
        return
    page.text_source = TextSource.MIXED
    # the print may have shown that the picture is smaller or larger than it is drawn
    unit = clip.grey.shape[1] * POINTS / clip.dpi / (found.width or 1.0)
    _add(page, [_moved(_resized(part, unit), clip.left, clip.top) for part in found.parts], clip.has_rules)


def picture_code(found: PrintedPage) -> str:
    """The repair code of a picture with what OCR found in it: it was read, it could not be, or it has no text."""
    if UNAVAILABLE in found.repairs or FAILED in found.repairs:
        return PICTURE_UNREAD
    texts = [segment.text for part in found.parts for line in part.lines for segment in line.segments()]
    if sum(map(len, texts)) < FEWEST_LETTERS:
        return PICTURE
    is_text = (found.ocr_confidence or 0.0) >= LEAST_CONFIDENCE and text_quality(texts) >= LEAST_QUALITY
    return PICTURE_READ if is_text else PICTURE_UNREAD


def _add(page: PrintedPage, parts: Iterable[PrintedPart], has_rules: bool) -> None:
    frame = Frame(0, page.width or 0.0, page.height or 0.0)
    main = page.parts[0] if page.parts else None
    if main is None or main.frame.turn or main.frame.skew or main.frame.unit != 1.0:
        main = PrintedPart(frame, [])
        page.parts.append(main)
    printed = list(main.lines)
    for part in parts:
        main.lines += [line for line in part.lines if not _is_printed(line, printed)]
        main.horizontal += part.horizontal if has_rules else []
        main.vertical += part.vertical if has_rules else []
    main.lines.sort(key=lambda line: line.baseline)


def _is_printed(line: PrintedLine, printed: Iterable[PrintedLine]) -> bool:
    """Whether most of a line lies on text of the page."""
    box = _bounds(line.clusters)
    taken = sum(_shared(box, _bounds(other.clusters)) for other in printed)
    return taken > 0.5 * (box[2] - box[0]) * (box[3] - box[1])


def _bounds(clusters: Iterable[Cluster]) -> Bounds:
    boxes = [(c.x0, c.top, c.x1, c.bottom) for c in clusters]
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)


def _shared(a: Bounds, b: Bounds) -> float:
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))


def _resized(part: PrintedPart, unit: float) -> PrintedPart:
    """The part with all lengths multiplied."""
    if abs(unit - 1.0) < ROUNDING:
        return part
    lines = [
        PrintedLine(
            [
                replace(c, x0=c.x0 * unit, x1=c.x1 * unit, top=c.top * unit, bottom=c.bottom * unit)
                for c in line.clusters
            ],
            [space * unit for space in line.spaces],
            line.height * unit,
            line.baseline * unit,
        )
        for line in part.lines
    ]
    rules = [
        [Rule(r.at * unit, r.start * unit, r.end * unit) for r in rules] for rules in (part.horizontal, part.vertical)
    ]
    return PrintedPart(part.frame, lines, *rules)


def _moved(part: PrintedPart, left: float, top: float) -> PrintedPart:
    lines = [
        PrintedLine(
            [replace(c, x0=c.x0 + left, x1=c.x1 + left, top=c.top + top, bottom=c.bottom + top) for c in line.clusters],
            [space + left for space in line.spaces],
            line.height,
            line.baseline + top,
        )
        for line in part.lines
    ]
    horizontal = [Rule(rule.at + top, rule.start + left, rule.end + left) for rule in part.horizontal]
    vertical = [Rule(rule.at + left, rule.start + top, rule.end + top) for rule in part.vertical]
    return PrintedPart(part.frame, lines, horizontal, vertical)
