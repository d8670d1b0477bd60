"""Finds text that is not seen: under later drawing (an opaque image, a filled shape), or on a layer switched off.

The order of the page objects shows which glyphs are under later ones. Whether they are really hidden is tested by
rendering the page with and without them, as an image may be transparent at their position. Layers need the same test
only: pdfium draws those that are on.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import numpy as np

from extract.read.layout.printed import Bounds
from extract.read.pdf.drawing import Changes, Drawn, bounds
from extract.read.pdf.glyph_arrays import Flags, Integers, Numbers

SMALLEST = 4.0
"""Points. A narrower or lower shape hides no text."""

PIXELS_PER_POINT = 2
"""Of the rendered page. Marks of Thai letters are small."""


def hidden_glyphs(
    page: Any,  # noqa: ANN401 (pypdfium2 has no types)
    raw: Any,  # noqa: ANN401
    objects: Sequence[Drawn],
    boxes: Numbers,
    owners: Integers,
) -> Integers:
    """The indices of the glyphs of a pypdfium2 page that are hidden by later drawing or by their layer.

    `objects` are those of the page. `boxes` are left, right, bottom, top of the glyphs to test, on the unrotated page;
    `owners` are the addresses of their text objects.
    """
    texts = {drawn.address: at for at, drawn in enumerate(objects) if drawn.kind == raw.FPDF_PAGEOBJ_TEXT}
    suspect = _under(objects, texts, raw, boxes, owners)
    layered = [address for address, at in texts.items() if objects[at].layered]
    if layered:
        suspect |= np.isin(owners, layered)
    indices = np.flatnonzero(suspect)
    if not len(indices):
        return indices
    changes = Changes(page, raw, set(np.unique(owners[indices]).tolist()) & texts.keys(), PIXELS_PER_POINT)
    unseen: Integers = indices[~changes.inside([(b[0], b[2], b[1], b[3]) for b in boxes[indices].tolist()])]
    return unseen


def _under(objects: Sequence[Drawn], texts: dict[int, int], raw: Any, boxes: Numbers, owners: Integers) -> Flags:  # noqa: ANN401
    """The glyphs whose middle is under a later opaque shape."""
    suspect = np.zeros(len(boxes), dtype=np.bool_)
    if not texts:
        return suspect
    first = min(texts.values())
    covers = [(at, box) for at in range(first + 1, len(objects)) if (box := _cover(objects[at], raw)) is not None]
    if not covers:
        return suspect
    addresses, numbers = np.unique(owners, return_inverse=True)
    order = np.array([texts.get(address, len(objects)) for address in addresses.tolist()])[numbers]
    x, y = (boxes[:, 0] + boxes[:, 1]) / 2, (boxes[:, 2] + boxes[:, 3]) / 2
    for at, (x0, y0, x1, y1) in covers:
        suspect |= (order < at) & (x >= x0) & (x <= x1) & (y >= y0) & (y <= y1)
    return suspect


def _cover(drawn: Drawn, raw: Any) -> Bounds | None:  # noqa: ANN401
    """The box of an image, a shading or an opaque filled shape, unless it is small."""
    opaque = drawn.kind in {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING}
    if not opaque and not (drawn.kind == raw.FPDF_PAGEOBJ_PATH and _is_filled(drawn.item, raw)):
        return None
    box = bounds(drawn, raw)
    return box if box is not None and box[2] - box[0] >= SMALLEST and box[3] - box[1] >= SMALLEST else None


def _is_filled(item: Any, raw: Any) -> bool:  # noqa: ANN401
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, mode, stroke) or mode.value == raw.FPDF_FILLMODE_NONE:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    return bool(raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)) and alpha.value == 255
