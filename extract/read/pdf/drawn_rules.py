"""Reads the ruling lines drawn on a PDF page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extract.read.layout.lattice import merged
from extract.read.layout.printed import Bounds, Frame, Rule
from extract.read.pdf.drawing import Changes, Drawn, both, bounds, clip_of, drawn_objects, moved_point

THIN = 3.0
"""Points. A rectangle of at most this thickness is a rule."""

SHORTEST = 5.0
"""Points. Shorter strokes are parts of drawings, unless they are dashes of a longer line."""

DASH = 2.0
"""Minimum ratio of length to thickness of a stroke. Dots and squares are not dashes."""

PALEST = 250
"""Minimum value (0..255) of the channels of white."""

WHITE, OTHER = 0xFFFFFF, -1
"""A colour, and one that is not a plain colour."""

FILL, STROKE = "fill", "stroke"

SEEN = 0.5
"""Minimum share of the length of a rule that is seen."""

FEWEST_DOTS = 8
"""Minimum number of dots of a dotted rule."""

DOT_GAP = 1.1
"""Maximum gap between two dots of a rule, in their widths. Browsers leave one; dots further apart are leaders."""

SQUARE = 1.25
"""Maximum ratio of the sides of a dot."""

SAME_LINE = 0.3
"""Points. Maximum distance of two dots from one line."""

MOST_GROUNDS = 500
"""Number of objects drawn before that are compared with one. Maps have more."""


@dataclass(slots=True)
class _Stroke:
    """A stroke of the object `number` of the page. `doubtful`: whether it is seen is to be tested."""

    number: int
    address: int
    box: Bounds
    doubtful: bool


def read_rules(
    page: Any,  # noqa: ANN401 (pypdfium2 has no types)
    raw: Any,  # noqa: ANN401
    frame: Frame,
    rotation: int,
    layers: bool = False,
) -> tuple[list[Rule], list[Rule]]:
    """The visible horizontal and vertical rules of a pypdfium2 page in `frame`.

    `rotation`: of the page, in quarter turns. `layers`: whether the document has layers.
    """
    horizontal, vertical = [], []
    dots: list[Bounds] = []
    for x0, top, x1, bottom in (frame.from_content(rotation, box) for box in _visible(page, raw, layers)):
        width, height = x1 - x0, bottom - top
        if height <= THIN and width >= DASH * height:
            horizontal.append(Rule((top + bottom) / 2, x0, x1))
        elif width <= THIN and height >= DASH * width:
            vertical.append(Rule((x0 + x1) / 2, top, bottom))
        elif max(width, height) <= min(THIN, SQUARE * min(width, height)):
            dots.append((x0, top, x1, bottom))
    if len(dots) >= FEWEST_DOTS:
        across, upright = _dotted(dots)
        horizontal, vertical = horizontal + across, vertical + upright
    return _without_short(horizontal), _without_short(vertical)


def _dotted(dots: Sequence[Bounds]) -> tuple[list[Rule], list[Rule]]:
    """The horizontal and the vertical rules that are rows of dots. Browsers draw each dot of a border by itself.

    Dots that fill an area are in rows of both directions, and are no rules.
    """
    rows, columns = _runs(dots), _runs([(y0, x0, y1, x1) for x0, y0, x1, y1 in dots])
    crossing = {dot for run in rows for dot in run} & {(x0, y0, x1, y1) for run in columns for y0, x0, y1, x1 in run}
    across = [run for run in rows if 2 * sum(dot in crossing for dot in run) <= len(run)]
    upright = [run for run in columns if 2 * sum((x0, y0, x1, y1) in crossing for y0, x0, y1, x1 in run) <= len(run)]
    return [_rule(run) for run in across], [_rule(run) for run in upright]


def _rule(run: Sequence[Bounds]) -> Rule:
    return Rule((run[0][1] + run[0][3]) / 2, run[0][0], run[-1][2])


def _runs(dots: Sequence[Bounds]) -> list[list[Bounds]]:
    """The rows of dots close to one another, each from left to right."""
    lines: list[list[Bounds]] = []
    for dot in sorted(dots, key=_height):
        if not lines or _height(dot) - _height(lines[-1][-1]) > SAME_LINE:
            lines.append([])
        lines[-1].append(dot)
    runs: list[list[Bounds]] = []
    for line in lines:
        runs.append([])
        for dot in sorted(line):
            if runs[-1] and dot[0] - runs[-1][-1][2] > DOT_GAP * (dot[2] - dot[0]):
                runs.append([])
            runs[-1].append(dot)
    return [run for run in runs if len(run) >= FEWEST_DOTS]


def _height(dot: Bounds) -> float:
    return dot[1] + dot[3]


def _without_short(rules: list[Rule]) -> list[Rule]:
    """The rules, with dashes joined, without those that remain short (parts of drawings)."""
    if all(rule.end - rule.start >= SHORTEST for rule in rules):
        return rules
    return [rule for rule in merged(rules) if rule.end - rule.start >= SHORTEST]


def _visible(page: Any, raw: Any, layers: bool) -> Iterator[Bounds]:  # noqa: ANN401
    """The strokes of a page that are seen: not in the colour of the ground, not under other drawing, not on a layer
    switched off.

    White ones with nothing coloured below are not. The other doubtful ones are tested by rendering the page with and
    without them.
    """
    grounds: list[tuple[int, Bounds]] = []
    strokes: list[_Stroke] = []
    for at, drawn in enumerate(drawn_objects(page.raw, raw, layers)):
        box = bounds(drawn, raw) if drawn.kind != raw.FPDF_PAGEOBJ_TEXT else None
        paints = paints_of(drawn, raw) if box is not None else {}
        if box is None or not paints:
            continue
        is_area = min(box[2] - box[0], box[3] - box[1]) > THIN
        seen = _look(set(paints.values()), is_area and FILL in paints, box, grounds)
        if drawn.kind == raw.FPDF_PAGEOBJ_PATH and seen is not False:
            is_doubtful = seen is None or drawn.layered
            strokes += [_Stroke(at, drawn.address, stroke, is_doubtful) for stroke in _strokes(drawn, box, raw)]
        if is_area and FILL in paints:
            _doubt_covered(strokes, at, box)
            if paints[FILL] != WHITE:
                grounds.append((paints[FILL], box))
    yield from (stroke.box for stroke in strokes if not stroke.doubtful)
    doubtful = [stroke for stroke in strokes if stroke.doubtful]
    if doubtful:
        changes = Changes(page, raw, scale=1).without({stroke.address for stroke in doubtful})
        yield from (stroke.box for stroke in doubtful if changes.share(stroke.box) >= SEEN)


def _look(paints: set[int], is_area: bool, box: Bounds, grounds: Sequence[tuple[int, Bounds]]) -> bool | None:
    """Whether a path of some colours can be seen on what was drawn before; None if that needs a test.

    Cells filled alike that touch count as seen: the sides between them are those of the cells.
    """
    if len(paints) > 1 or OTHER in paints:
        return True
    below = [colour for colour, ground in grounds[-MOST_GROUNDS:] if _meet(ground, box)]
    if paints == {WHITE}:
        return None if below else False
    return None if paints <= set(below) and not is_area else True


def _doubt_covered(strokes: Sequence[_Stroke], at: int, cover: Bounds) -> None:
    """Doubt the strokes under the object number `at`."""
    for stroke in strokes[-MOST_GROUNDS:]:
        if stroke.number != at and _holds(cover, stroke.box):
            stroke.doubtful = True


def paints_of(drawn: Drawn, raw: Any) -> dict[str, int]:  # noqa: ANN401
    """The colours in which a path is filled and stroked; empty if it is not drawn. An image fills in OTHER colours."""
    mode, stroke, item = ctypes.c_int(), ctypes.c_int(), drawn.item
    if drawn.kind != raw.FPDF_PAGEOBJ_PATH or not raw.FPDFPath_GetDrawMode(item, mode, stroke):
        return {FILL: OTHER}
    fill = _colour(raw.FPDFPageObj_GetFillColor, item) if mode.value else None
    line = _colour(raw.FPDFPageObj_GetStrokeColor, item) if stroke.value else None
    return {kind: colour for kind, colour in ((FILL, fill), (STROKE, line)) if colour is not None}


def _colour(call: Any, item: Any) -> int | None:  # noqa: ANN401
    """A colour as a number: OTHER for a pattern or one that is partly transparent, None for a transparent one."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not call(item, red, green, blue, alpha):
        return OTHER
    if alpha.value < 255:
        return OTHER if alpha.value else None
    if min(red.value, green.value, blue.value) >= PALEST:
        return WHITE
    return red.value << 16 | green.value << 8 | blue.value


def _meet(a: Bounds, b: Bounds) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def _holds(cover: Bounds, box: Bounds) -> bool:
    return cover[0] + 1 < box[0] and cover[1] + 1 < box[1] and box[2] < cover[2] - 1 and box[3] < cover[3] - 1


def _strokes(drawn: Drawn, box: Bounds, raw: Any) -> Iterator[Bounds]:  # noqa: ANN401
    """The box of a thin shape, the sides of another one, without what its clip cuts off."""
    is_thin = box[2] - box[0] <= THIN or box[3] - box[1] <= THIN
    clip = clip_of(drawn, raw)
    for x0, y0, x1, y1 in [box] if is_thin else _sides(drawn, raw):
        if not _meet((x0 - 1, y0 - 1, x1 + 1, y1 + 1), clip):
            continue
        if x1 - x0 > y1 - y0:
            yield max(x0, clip[0]), y0, min(x1, clip[2]), y1
        else:
            yield x0, max(y0, clip[1]), x1, min(y1, clip[3])


def _sides(drawn: Drawn, raw: Any) -> Iterator[Bounds]:  # noqa: ANN401
    """The straight sides of a path: all segments parallel to an axis."""
    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(drawn.item, own)
    matrix = both((own.a, own.b, own.c, own.d, own.e, own.f), drawn.matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    for number in range(min(raw.FPDFPath_CountSegments(drawn.item), 2000)):
        segment = raw.FPDFPath_GetPathSegment(drawn.item, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = moved_point(matrix, x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield _span(last, point)
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            yield _span(point, start)
        last = point


def _span(a: tuple[float, float], b: tuple[float, float]) -> Bounds:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])
