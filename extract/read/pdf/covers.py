"""Finds text that is not seen: under later drawing (an opaque image, a filled shape), or on a layer switched off.

The order of the page objects shows which glyphs are under later ones. Whether they are really hidden is tested by
rendering the page with and without them, as an image may be transparent at their position. Layers need the same test
only: pdfium draws those that are on.
"""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

import numpy as np

from extract.read.layout.printed import Bounds
from extract.read.pdf.drawing import Changes, Drawn, bounds, undrawn
from extract.read.pdf.glyph_arrays import Flags, Integers, Numbers

SMALLEST = 4.0
"""Points. A narrower or lower shape hides no text."""

PIXELS_PER_POINT = 2
"""Of the rendered page. Marks of Thai letters are small."""

ALIKE = 0.3
"""Maximum difference of the sizes of texts that pdfium takes for the same, as a share of their size."""

MOST_GROUPS = 6
"""Number of text objects at one place that are examined one after the other."""


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
    indices = np.flatnonzero(suspect & np.isin(owners, list(texts)))
    if not len(indices):
        return indices
    twins = _twins(objects, texts, set(owners.tolist()), raw)
    return indices[_unseen(page, raw, boxes[indices], owners[indices], twins)]


def unseen_layered(page: Any, raw: Any, objects: Sequence[Drawn]) -> list[Drawn]:  # noqa: ANN401
    """The text objects on layers that nothing of the page shows.

    pdfium reads a letter once that two objects print at one place, and then may give it to the one on a layer that is
    off. So these are found before the page is read.
    """
    layered = [drawn for drawn in objects if drawn.layered and drawn.kind == raw.FPDF_PAGEOBJ_TEXT]
    known = [(drawn, box) for drawn in layered if (box := bounds(drawn, raw)) is not None]
    if not known:
        return []
    boxes = np.array([(x0, x1, y0, y1) for _, (x0, y0, x1, y1) in known])
    owners = np.array([drawn.address for drawn, _ in known])
    unseen = _unseen(page, raw, boxes, owners, {})
    return [drawn for (drawn, _), is_unseen in zip(known, unseen.tolist(), strict=True) if is_unseen]


Twins = Mapping[int, Sequence[tuple[int, Bounds]]]
"""By the address of a text object those of the others that pdfium takes for the same, with their boxes."""


def _twins(objects: Sequence[Drawn], texts: dict[int, int], owners: Collection[int], raw: Any) -> Twins:  # noqa: ANN401
    """The text objects without glyphs by the object near them. pdfium reads a text drawn twice once."""
    silent = texts.keys() - owners
    if not silent:
        return {}
    places = {address: box for address, at in texts.items() if (box := bounds(objects[at], raw)) is not None}
    found: dict[int, list[tuple[int, Bounds]]] = {}
    for address in silent & places.keys():
        for owner in (texts.keys() & owners) & places.keys():
            if _alike(places[address], places[owner]):
                found.setdefault(owner, []).append((address, places[address]))
    return found


def _alike(a: Bounds, b: Bounds) -> bool:
    """Whether two boxes are of about one size and no further apart than their shorter side, the height of the text."""
    width, height = a[2] - a[0], a[3] - a[1]
    unlike = abs(width - (b[2] - b[0])), abs(height - (b[3] - b[1]))
    apart = abs(a[0] + a[2] - b[0] - b[2]) / 2, abs(a[1] + a[3] - b[1] - b[3]) / 2
    return unlike[0] <= ALIKE * width + 1 and unlike[1] <= ALIKE * height + 1 and max(apart) <= min(width, height) + 1


def _unseen(
    page: Any,  # noqa: ANN401
    raw: Any,  # noqa: ANN401
    boxes: Numbers,
    owners: Integers,
    twins: Twins,
) -> Flags:
    """The glyphs that do not change the page.

    Text objects that overlap are examined one after the other: of two alike, one is seen. `twins` are those at the
    place of another one, and are left out with it.
    """
    changes = Changes(page, raw, PIXELS_PER_POINT)
    unseen = np.zeros(len(boxes), dtype=np.bool_)
    with ExitStack() as stack:
        for group in _apart(boxes, owners):
            here = np.flatnonzero(np.isin(owners, group))
            others = [(owner, *twin) for owner in group for twin in twins.get(owner, ())]
            changes.without({*group, *(address for _, address, _ in others)})
            seen = changes.inside([(b[0], b[2], b[1], b[3]) for b in boxes[here].tolist()])
            drawn = changes.inside([box for _, _, box in others])
            seen |= np.isin(
                owners[here], [owner for (owner, _, _), is_drawn in zip(others, drawn, strict=True) if is_drawn]
            )
            unseen[here] = ~seen
            stack.enter_context(undrawn(raw, set(group) - set(owners[here[seen]].tolist())))
    return unseen


def _apart(boxes: Numbers, owners: Integers) -> list[list[int]]:
    """Text objects in groups of which no two overlap, as far as possible."""
    groups: list[list[tuple[int, list[float]]]] = []
    for owner in np.unique(owners).tolist():
        own = boxes[owners == owner]
        x0, x1, y0, y1 = (float(v) for v in (own[:, 0].min(), own[:, 1].max(), own[:, 2].min(), own[:, 3].max()))
        free = [g for g in groups if not any(a < x1 and x0 < b and c < y1 and y0 < d for _, (a, b, c, d) in g)]
        if not free:
            free = groups[-1:] if len(groups) >= MOST_GROUPS else [[]]
            groups += [free[0]] * (not free[0])
        free[0].append((owner, [x0, x1, y0, y1]))
    return [[owner for owner, _ in group] for group in groups]


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
