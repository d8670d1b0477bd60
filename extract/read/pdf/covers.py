"""Finds text that is not seen: under later drawing (an opaque image, a filled shape), or on a layer switched off.

The order of the page objects shows which glyphs are under later ones. Whether they are really hidden is tested by
rendering the page with and without them, as an image may be transparent at their position. Layers need the same test
only: pdfium draws those that are on.
"""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from extract.read.layout.printed import Bounds
from extract.read.pdf.drawing import Changes, Drawn, bounds, drawn_objects, undrawn
from extract.read.pdf.glyph_arrays import Flags, Integers, Numbers

SMALLEST = 4.0
"""Points. A narrower or lower shape hides no text."""

PIXELS_PER_POINT = 2
"""Of the rendered page. Marks of Thai letters are small."""

ALIKE = 0.3
"""Maximum difference of the sizes of texts that pdfium takes for the same, as a share of their size."""

MOST_GROUPS = 6
"""Number of text objects at one place that are examined one after the other."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The objects of a page in drawing order, and those that may cover what is drawn before them, with their boxes."""

    objects: Sequence[Drawn]
    covers: Sequence[tuple[Drawn, Bounds]]

    def without(self, hidden: Sequence[Drawn]) -> Scene:
        """The scene without some text objects."""
        gone = {drawn.address for drawn in hidden}
        return replace(self, objects=[drawn for drawn in self.objects if drawn.address not in gone]) if gone else self


def read_scene(page: Any, raw: Any, layers: bool = False) -> Scene:  # noqa: ANN401 (pypdfium2 has no types)
    """The scene of a pypdfium2 page. `layers`: whether the document has layers."""
    objects = drawn_objects(page.raw, raw, layers)
    first = next((at for at, drawn in enumerate(objects) if drawn.kind == raw.FPDF_PAGEOBJ_TEXT), len(objects))
    return Scene(objects, [(drawn, box) for drawn in objects[first + 1 :] if (box := _cover(drawn, raw)) is not None])


def hidden_glyphs(page: Any, raw: Any, scene: Scene, boxes: Numbers, owners: Integers) -> Integers:  # noqa: ANN401
    """The indices of the glyphs of a pypdfium2 page that are hidden by later drawing or by their layer.

    `boxes` are left, right, bottom, top of the glyphs to test, on the unrotated page; `owners` are the addresses of
    their text objects.
    """
    texts = {drawn.address: at for at, drawn in enumerate(scene.objects) if drawn.kind == raw.FPDF_PAGEOBJ_TEXT}
    suspect = _under(scene, texts, boxes, owners)
    layered = [address for address, at in texts.items() if scene.objects[at].layered]
    if layered:
        suspect |= np.isin(owners, layered)
    indices = np.flatnonzero(suspect & np.isin(owners, list(texts)))
    if not len(indices):
        return indices
    twins = _twins(scene.objects, texts, set(owners.tolist()), raw)
    return indices[_unseen(page, raw, boxes[indices], owners[indices], twins)]


def unseen_texts(page: Any, raw: Any, scene: Scene) -> list[Drawn]:  # noqa: ANN401
    """The text objects on layers or under later drawing that nothing of the page shows.

    pdfium reads a letter once that two objects print at one place, such as an amount and its correction, and then gives
    it to the first one. So those that are hidden are found before the page is read.
    """
    texts = {d.address: at for at, d in enumerate(scene.objects) if d.kind == raw.FPDF_PAGEOBJ_TEXT}
    if not scene.covers and not any(scene.objects[at].layered for at in texts.values()):
        return []
    known = [(scene.objects[at], box) for at in texts.values() if (box := bounds(scene.objects[at], raw)) is not None]
    if not known:
        return []
    boxes = np.array([(x0, x1, y0, y1) for _, (x0, y0, x1, y1) in known])
    owners = np.array([drawn.address for drawn, _ in known])
    suspect = np.flatnonzero(_under(scene, texts, boxes, owners) | np.array([drawn.layered for drawn, _ in known]))
    if not len(suspect):
        return []
    unseen = _unseen(page, raw, boxes[suspect], owners[suspect], {})
    return [known[at][0] for at in suspect[unseen].tolist()]


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


def _under(scene: Scene, texts: dict[int, int], boxes: Numbers, owners: Integers) -> Flags:
    """The glyphs whose middle is under a later opaque shape."""
    suspect = np.zeros(len(boxes), dtype=np.bool_)
    if not texts or not scene.covers:
        return suspect
    objects, places = scene.objects, {drawn.address: at for at, drawn in enumerate(scene.objects)}
    covers = [(places[drawn.address], box) for drawn, box in scene.covers]
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
