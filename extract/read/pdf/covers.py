"""Finds text hidden by later drawing: an opaque image, a filled shape.

The order of the page objects shows which text objects are under later ones. Whether they are really hidden is tested
by rendering the page with and without them, as an image may be transparent at their position.
"""

from __future__ import annotations

import ctypes
from collections.abc import Collection
from typing import Any

from extract.read.layout.printed import Bounds
from extract.read.pdf.calls import page_objects
from extract.read.pdf.page_frame import page_frame

SMALLEST = 4.0
"""Points. A narrower or lower shape hides no text."""

POINTS_PER_PIXEL = 0.5


def covered_objects(page: Any, raw: Any, shown: Collection[int]) -> set[int]:  # noqa: ANN401
    """The addresses of the text objects of a pypdfium2 page that are hidden by later drawing.

    `shown` are the addresses of the text objects to test.
    """
    suspects = {address: box for address, box in _under(page.raw, raw).items() if address in shown}
    return _unseen(page, raw, suspects) if suspects else set()


def _under(page: Any, raw: Any) -> dict[int, Bounds]:  # noqa: ANN401
    """The text objects completely under later drawing, with their boxes on the unrotated page."""
    covers: list[Bounds] = []
    under: dict[int, Bounds] = {}
    for item, kind in reversed(page_objects(raw, page)):
        if kind == raw.FPDF_PAGEOBJ_IMAGE or (kind == raw.FPDF_PAGEOBJ_PATH and _is_filled(item, raw)):
            box = _bounds(item, raw)
            if box is not None and box[2] - box[0] >= SMALLEST and box[3] - box[1] >= SMALLEST:
                covers.append(box)
        elif kind == raw.FPDF_PAGEOBJ_TEXT and covers:
            box = _bounds(item, raw)
            if box is not None and any(_holds(cover, box) for cover in covers):
                under[ctypes.cast(item, ctypes.c_void_p).value or 0] = box
    return under


def _is_filled(item: Any, raw: Any) -> bool:  # noqa: ANN401
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, mode, stroke) or mode.value == raw.FPDF_FILLMODE_NONE:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    return bool(raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)) and alpha.value == 255


def _bounds(item: Any, raw: Any) -> Bounds | None:  # noqa: ANN401
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _holds(cover: Bounds, box: Bounds) -> bool:
    return cover[0] - 1 <= box[0] and cover[1] - 1 <= box[1] and box[2] <= cover[2] + 1 and box[3] <= cover[3] + 1


def _unseen(page: Any, raw: Any, suspects: dict[int, Bounds]) -> set[int]:  # noqa: ANN401
    """The text objects that do not change the rendered page."""
    frame, rotation = page_frame(page, raw), page.get_rotation() // 90 % 4
    with_text = _picture(page)
    _switch(raw, suspects, False)
    try:
        without = _picture(page)
    finally:
        _switch(raw, suspects, True)
    found = set()
    for address, box in suspects.items():
        x0, y0, x1, y1 = (value / POINTS_PER_PIXEL for value in frame.from_content(rotation, box))
        area = (int(x0), int(y0), int(x1) + 1, int(y1) + 1)
        if with_text.crop(area).tobytes() == without.crop(area).tobytes():
            found.add(address)
    return found


def _picture(page: Any) -> Any:  # noqa: ANN401
    return page.render(scale=1 / POINTS_PER_PIXEL, grayscale=True).to_pil().convert("L")


def _switch(raw: Any, suspects: Collection[int], active: bool) -> None:  # noqa: ANN401
    for address in suspects:
        raw.FPDFPageObj_SetIsActive(ctypes.cast(address, raw.FPDF_PAGEOBJECT), active)
