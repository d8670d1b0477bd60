"""White letters on a dark ground, such as the header of a table or a whole negative, become black letters on white."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

SMALLER = 4
"""The image is examined at a part of its size."""

DARK = 130
"""Maximum grey (0..255) of a dark ground."""

STROKE = 5
"""Pixels of the smaller image: strokes of black letters are narrower."""

LETTERS = 15
"""Pixels of the smaller image that letters on a dark ground may be wide or high."""

LEAST_SIZE = (30, 9)
"""Minimum width and height of a dark ground in pixels of the smaller image: half an inch and a line."""

FILLED = 0.6
"""Minimum share of dark pixels in a dark ground. Lines of black text have at most half."""

BRIGHT = 0.01
"""Minimum share of bright pixels in it: without letters it is a bar or a photograph."""

LIGHT = 60
"""Minimum difference of letters from their dark ground."""

BESIDE, HULL = 41, 1.35
"""Width in pixels of the smaller image by which parts of one ground are extended to meet, and the maximum size of their
convex outline, in sizes of the parts: that of an angle is larger. Letters near the edge of a ground, and large ones,
leave notches and gaps that closing does not fill."""


NEGATIVE, PAPER = 100, 0.25
"""Highest middle tone of a negative, and the largest share of bright pixels: more are paper on a dark bed."""


def positive(grey: Array) -> Array:
    """A grey image, inverted if the whole of it is a negative: light letters on a dark page.

    To be done before anything is measured: the height of letters, edges and stamps are those of dark print.
    """
    import numpy as np

    sample = grey[::SMALLER, ::SMALLER]
    ground = float(np.median(sample))
    light = grey[grey > ground + LIGHT]
    if ground > NEGATIVE or not BRIGHT / 10 <= len(light) / grey.size <= PAPER:
        return grey
    tone = float(np.quantile(light, 0.9))
    inverted: Array = np.clip(255 - (grey - ground) * (255 / (tone - ground)), 0, 255).astype(np.uint8)
    return inverted


def without_dark_grounds(grey: Array) -> Array:
    """A grey image with its dark grounds and the light letters on them inverted."""
    import cv2
    import numpy as np

    small = cv2.resize(grey, None, fx=1 / SMALLER, fy=1 / SMALLER, interpolation=cv2.INTER_AREA)
    labels = _solid_areas(small)
    if not labels.any():
        return grey
    lightest = cv2.dilate(grey, np.ones((SMALLER, SMALLER), np.uint8))
    lightest = cv2.resize(lightest, small.shape[::-1], interpolation=cv2.INTER_NEAREST)
    inner = cv2.erode((labels > 0).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    tones = np.full((int(labels.max()) + 1, 2), (-1.0, 255.0), dtype=np.float32)  # of each ground and its letters
    for label in range(1, len(tones)):
        area = small[labels == label]
        tone = float(np.median(area))
        letters = lightest[_enclosed(lightest > tone + LIGHT, labels == label) & inner]
        if (area < DARK).mean() >= FILLED and len(letters) >= BRIGHT * len(area):
            tones[label] = tone, np.quantile(letters, 0.9)
    if (tones[:, 0] < 0).all():
        return grey
    ground, light = (cv2.resize(t[labels], grey.shape[::-1], interpolation=cv2.INTER_NEAREST) for t in tones.T)
    inverted = np.clip(255 - (grey - ground) * (255 / (light - ground)), 0, 255).astype(np.uint8)
    result: Array = np.where(ground >= 0, inverted, grey)
    return result


def _enclosed(light: Array, ground: Array) -> Array:
    """What is light within a ground and goes on outside nowhere: the paper beside a scanner's dark lid is no letter."""
    import cv2
    import numpy as np

    count, pieces = cv2.connectedComponents(light.astype(np.uint8))
    outside = np.bincount(pieces[~ground], minlength=count) > 0
    outside[0] = True
    found: Array = ground & ~outside[pieces]
    return found


def _solid_areas(small: Array) -> Array:
    """Labels of the areas that are dark but for letters; 0 elsewhere."""
    import cv2
    import numpy as np

    dark = (small < DARK).astype(np.uint8)
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((STROKE, STROKE), np.uint8))
    # with a border, as closing would join all that is near the edge to it
    solid = cv2.copyMakeBorder(solid, LETTERS, LETTERS, LETTERS, LETTERS, cv2.BORDER_CONSTANT, value=0)
    closed = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, np.ones((LETTERS, LETTERS), np.uint8))
    closed = np.ascontiguousarray(closed[LETTERS:-LETTERS, LETTERS:-LETTERS])
    grounds = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(LEAST_SIZE[::-1], np.uint8))
    labels: Array = cv2.connectedComponents(grounds)[1]
    _fill(labels, cv2.dilate(grounds, np.ones((1, BESIDE), np.uint8)), small)
    return labels


def _fill(labels: Array, joined: Array, small: Array) -> None:
    """Label the convex outlines of areas that are beside one another, if these are dark, too, as one: a header is
    convex even on a turned page."""
    import cv2
    import numpy as np

    count, groups = cv2.connectedComponents(joined)
    for group in range(1, count):
        own = (groups == group) & (labels > 0)
        edges, _ = cv2.findContours(own.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        outline = np.zeros(small.shape, np.uint8)
        cv2.fillConvexPoly(outline, cv2.convexHull(np.concatenate(edges)), 1)
        inside = outline > 0
        if inside.sum() <= HULL * own.sum() and (small[inside] < DARK).mean() >= FILLED:
            labels[inside] = labels[own].min()
