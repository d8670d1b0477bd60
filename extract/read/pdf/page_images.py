"""The images of a PDF page: how much of it they cover, and those of a page with a text layer that may hold text."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from extract.read.layout.printed import Bounds, PrintedPage
from extract.read.ocr.ocr_settings import OCR
from extract.read.ocr.picture_text import PICTURE, Clip
from extract.read.ocr.preparation import fit, to_grey
from extract.read.pdf.calls import page_objects
from extract.read.pdf.drawing import Drawn, bounds, clip_of, drawn_objects, undrawn
from extract.read.pdf.page_frame import page_frame

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

POINTS = 72

COVERS = 0.64
"""Minimum share of a page covered by images that are the whole page."""

SQUARES = 100
"""Number of squares along each side of a page in which coverage is measured."""

LEAST_DPI = 60.0
"""An image of a lower resolution shows nothing itself: a colour behind a mask that has the letters."""

TOUCHING = 3.0
"""Points. Images this close are strips or tiles of one picture."""

SMALLEST = (90.0, 30.0)
"""Minimum width and height in points of a picture of a table or of lines of text."""

LEAST_SMALL = 8.0
"""Points. Smaller images are bullets and ornaments."""

PAPER = 0.55
"""Minimum share of light pixels in a picture of text. Photographs have fewer."""

INK = (0.004, 0.4)
"""Limits of the share of dark pixels in a picture of text."""

MOST_IMAGES = 300
"""Number of images of a page that are examined."""

FEWEST_SEGMENTS, FEWEST_SHAPES = 8, 40
"""Minimum number of segments of the outline of a letter, and of letters drawn as shapes on a page."""

HEIGHTS = (1.5, 60.0)
"""Limits of the height in points of a letter or a word drawn as a shape."""

MARGIN = 0.1
"""Width of the white paper put around a picture, as a share of its longer side."""

LIGHT, DARK = 190, 110
"""Grey values (0..255): from LIGHT on paper, below DARK ink."""


@dataclass(frozen=True, slots=True)
class Image:
    """An image: its box on the unrotated page and its resolution in dots per inch."""

    box: Bounds
    dpi: float


def page_images(page: Any, raw: Any) -> list[Image]:  # noqa: ANN401 (pypdfium2 has no types)
    """The visible parts of the images of a page, those in form XObjects too."""
    kinds = {kind for _, kind in page_objects(raw, page.raw)}
    if kinds.isdisjoint({raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM}):
        return []
    sheet = _sheet(page, raw)
    found = []
    for drawn in drawn_objects(page.raw, raw):
        box = bounds(drawn, raw) if drawn.kind == raw.FPDF_PAGEOBJ_IMAGE else None
        if box is None:
            continue
        shown = _shared(_shared(box, clip_of(drawn, raw)), sheet)
        if shown[2] > shown[0] and shown[3] > shown[1]:
            found.append(Image(shown, _dpi(drawn.item, box, raw)))
    return found


def _sheet(page: Any, raw: Any) -> Bounds:  # noqa: ANN401
    """The box of the page without its rotation, in the coordinates of its content."""
    width, height = page.get_size()
    x, y = page_frame(page, raw).origin
    return (x, y, x + height, y + width) if page.get_rotation() // 90 % 2 else (x, y, x + width, y + height)


def _dpi(item: Any, box: Bounds, raw: Any) -> float:  # noqa: ANN401
    width, height = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(item, width, height)
    dpi = POINTS * max(width.value, height.value) / max(box[2] - box[0], box[3] - box[1], 1.0)
    return dpi if dpi >= LEAST_DPI else 0.0


def _shared(a: Bounds, b: Bounds) -> Bounds:
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def covering_dpi(page: Any, raw: Any) -> float:  # noqa: ANN401
    """The resolution in dots per inch of the images that cover a page together; 0 if they do not.

    The usual resolution of rendered pages if theirs is not known.
    """
    images = page_images(page, raw)
    if not images or coverage([image.box for image in images], _sheet(page, raw)) < COVERS:
        return 0.0
    area = {image: (image.box[2] - image.box[0]) * (image.box[3] - image.box[1]) for image in images}
    large = max(area.values()) / 4
    return max(image.dpi for image in images if area[image] >= large) or OCR.render_dpi


def coverage(boxes: Sequence[Bounds], sheet: Bounds) -> float:
    """The share of a page covered by boxes together."""
    squares = np.zeros((SQUARES, SQUARES), dtype=np.bool_)
    across, down = SQUARES / max(sheet[2] - sheet[0], 1.0), SQUARES / max(sheet[3] - sheet[1], 1.0)
    for x0, y0, x1, y1 in boxes:
        left, bottom = round((x0 - sheet[0]) * across), round((y0 - sheet[1]) * down)
        squares[max(bottom, 0) : round((y1 - sheet[1]) * down), max(left, 0) : round((x1 - sheet[0]) * across)] = True
    return float(squares.mean())


# -- pictures on a page with a text layer -------------------------------------------------------------------------


def text_pictures(page: Any, raw: Any, printed: PrintedPage) -> list[Clip]:  # noqa: ANN401
    """The pictures of a page with a text layer that look like text, drawn without the page's own text.

    Others are counted, except ornaments.
    """
    kinds = {kind for _, kind in page_objects(raw, page.raw)}
    if kinds <= {raw.FPDF_PAGEOBJ_TEXT}:
        return []
    drawn = drawn_objects(page.raw, raw)
    outlined = _outlined(drawn, raw)
    pictures = [(*picture, True) for picture in _pictures(page_images(page, raw))] + [
        (box, 0.0, False) for box in outlined
    ]
    if not pictures:
        return []
    clips = []
    texts = [entry.address for entry in drawn if entry.kind == raw.FPDF_PAGEOBJ_TEXT]
    frame, rotation = page_frame(page, raw), page.get_rotation() // 90 % 4
    with undrawn(raw, texts):
        for box, dpi, has_rules in pictures:
            x0, top, x1, bottom = frame.from_content(rotation, box)
            if min(x1 - x0, bottom - top) < LEAST_SMALL:
                continue
            clip = _clip(page, (x0, top, x1, bottom), dpi) if _is_large(x1 - x0, bottom - top) else None
            if clip is not None and _looks_like_text(clip.grey):
                clips.append(replace(_with_margin(clip), has_rules=has_rules))
            else:
                printed.repairs[PICTURE] += 1
    return clips


def _outlined(drawn: Sequence[Drawn], raw: Any) -> list[Bounds]:  # noqa: ANN401
    """The area of letters drawn as shapes, if there are more than those of a logo."""
    boxes: list[Bounds] = []
    others: list[Bounds] = []
    segments = 0
    for entry in drawn:
        if entry.kind != raw.FPDF_PAGEOBJ_PATH or (box := bounds(entry, raw)) is None:
            continue
        count = raw.FPDFPath_CountSegments(entry.item)
        is_letter = count >= FEWEST_SEGMENTS and HEIGHTS[0] <= box[3] - box[1] <= HEIGHTS[1]
        (boxes if is_letter else others).append(box)
        segments += count * is_letter
    if len(boxes) < FEWEST_SHAPES or segments < FEWEST_SHAPES * FEWEST_SEGMENTS:
        return []
    area = _around(boxes)
    return [_around([area, *(box for box in others if _touch(area, box))])]


def _around(boxes: Sequence[Bounds]) -> Bounds:
    """The box around others, a little larger."""
    x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
    return min(x0s) - TOUCHING, min(y0s) - TOUCHING, max(x1s) + TOUCHING, max(y1s) + TOUCHING


def _pictures(images: Sequence[Image]) -> list[tuple[Bounds, float]]:
    """The boxes of pictures, with their resolutions: images that touch are one."""
    pictures: list[tuple[Bounds, float]] = []
    for image in images[:MOST_IMAGES]:
        box, dpi = image.box, image.dpi
        for other in [other for other in pictures if _touch(other[0], box)]:
            pictures.remove(other)
            (x0, y0, x1, y1), more = other
            box = min(x0, box[0]), min(y0, box[1]), max(x1, box[2]), max(y1, box[3])
            dpi = max(dpi, more)
        pictures.append((box, dpi))
    return pictures


def _touch(a: Bounds, b: Bounds) -> bool:
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return across >= -TOUCHING and down >= -TOUCHING


def _is_large(width: float, height: float) -> bool:
    return width >= SMALLEST[0] and height >= SMALLEST[1]


def _clip(page: Any, box: Bounds, dpi: float) -> Clip:  # noqa: ANN401
    """The area of a page inside a box of the page as displayed, drawn at a resolution suitable for OCR."""
    width, height = page.get_size()
    x0, top, x1, bottom = max(box[0], 0.0), max(box[1], 0.0), min(box[2], width), min(box[3], height)
    scale = min(dpi or OCR.render_dpi, OCR.most_dpi) / POINTS
    scale = min(scale, (OCR.most_pixels / max((x1 - x0) * (bottom - top), 1.0)) ** 0.5)
    drawn = page.render(scale=scale, crop=(x0, height - bottom, width - x1, top))
    return Clip(*fit(grey(drawn.to_numpy()), scale * POINTS), x0, top)


def _with_margin(clip: Clip) -> Clip:
    """The clip with white paper around it: lines from edge to edge of a page are taken for dirt or folds."""
    import cv2

    edge = round(MARGIN * max(clip.grey.shape))
    paper = cv2.copyMakeBorder(clip.grey, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=255)
    points = edge * POINTS / clip.dpi
    return Clip(paper, clip.dpi, clip.left - points, clip.top - points)


def _looks_like_text(picture: Array) -> bool:
    """Whether a picture is mostly paper with some ink on it, or the reverse."""
    dark, light = float((picture < DARK).mean()), float((picture > LIGHT).mean())
    return any(paper >= PAPER and INK[0] <= ink <= INK[1] for paper, ink in ((light, dark), (dark, light)))


def grey(picture: Any) -> Array:  # noqa: ANN401
    """Convert pypdfium2's blue, green, red (and padding) to grey."""
    if picture.ndim == 2 or picture.shape[2] == 1:
        return np.ascontiguousarray(picture.reshape(picture.shape[:2]))
    return to_grey(np.ascontiguousarray(picture[:, :, 2::-1]))
