"""Properties shared by all glyphs of a text object: font, direction, clip, colour."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from extract.read.layout.printed import Bounds
from extract.read.pdf.calls import Calls, handles_of
from extract.read.pdf.glyph_arrays import Flags, Integers, Numbers

INVISIBLE = 3
"""The render mode of invisible text, such as the text layer under a scan."""

WHITE = 250
"""Minimum value (0..255) of a white colour channel."""

UNBOUNDED = (-1e9, -1e9, 1e9, 1e9)


LEANING = 0.11
"""Maximum slant of a text line in quarter turns. Watermarks and stamps are rotated further."""

ASKEW = -1
"""The writing direction of slanted text."""


@dataclass(frozen=True, slots=True)
class TextObjects:
    """The text objects of a page as columns, and the names of their fonts.

    `origins` are x and y of the first glyph on the unrotated page. `turns` are the writing directions in quarter turns
    clockwise on the displayed page, or ASKEW, and `slants` the rest in degrees. `clips` are left, bottom, right, top;
    None if nothing is clipped (usual).
    """

    addresses: Integers
    """Address 0 represents the glyphs without a text object."""
    fonts: Integers
    origins: Numbers
    turns: Integers
    slants: Numbers
    clips: Numbers | None
    colours: Numbers
    """Red, green, blue, alpha (0..255)."""
    white: Flags
    invisible: Flags
    font_names: dict[int, str]


def directions(angles: Numbers, rotation: int) -> Integers:
    """Convert angles (radians, clockwise on the unrotated page) to quarter turns, or ASKEW if near none of them.

    The page is displayed with a rotation of `rotation` quarter turns clockwise, which is added.
    """
    turns = angles / (math.pi / 2)
    whole = np.rint(turns)
    return np.where(np.abs(turns - whole) <= LEANING, (rotation + whole) % 4, ASKEW).astype(np.int64)


def slants(angles: Numbers) -> Numbers:
    """The angles (radians, clockwise) beyond whole quarter turns, in degrees."""
    turns = angles / (math.pi / 2)
    found: Numbers = 90 * (turns - np.rint(turns))
    return found


def read_objects(calls: Calls, rotation: int, addresses: Sequence[int], first: Sequence[int]) -> TextObjects:
    """The objects at `addresses`, whose first characters are `first`. `rotation`: of the page, in quarter turns."""
    real = np.array(addresses, dtype=np.int64) != 0
    handles = handles_of(addresses)
    fonts = np.array(calls.of_objects("FPDFTextObj_GetFont", handles), dtype=np.int64)
    modes = np.array(calls.of_objects("FPDFTextObj_GetTextRenderMode", handles))
    colours = calls.colours(first)
    angles = calls.angles(first)
    white = (colours[:, 3] == 0) | (colours[:, :3].min(axis=1) >= WHITE)
    return TextObjects(
        np.array(addresses, dtype=np.int64),
        fonts,
        calls.origins(first),
        directions(angles, rotation),
        slants(angles),
        _clips(calls, handles),
        colours.astype(np.float64),
        white & real,
        modes == INVISIBLE,
        {font: _font_name(calls.raw, font) for font in set(fonts.tolist())},
    )


def _clips(calls: Calls, handles: Sequence[Any]) -> Numbers | None:
    """The rectangles left visible by the clip paths of the objects."""
    paths = handles_of(calls.of_objects("FPDFPageObj_GetClipPath", handles))
    counts = calls.of_objects("FPDFClipPath_CountPaths", paths)
    if not any(count > 0 for count in counts):
        return None
    return np.array([_clip(boxes) for boxes in calls.clip_boxes(paths, counts)])


def _clip(boxes: Sequence[Bounds | None]) -> Bounds:
    """What some clips have in common. One without points, of letters, hides nothing that could be known."""
    clip = UNBOUNDED
    for box in boxes:
        clip = _meet(clip, box) if box else UNBOUNDED
    return clip


def _meet(a: Bounds, b: Bounds) -> Bounds:
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def _font_name(raw: Any, address: int) -> str:  # noqa: ANN401 (pypdfium2 has no types)
    if not address:
        return ""
    font = ctypes.cast(address, raw.FPDF_FONT)
    return _text(lambda buffer, size: raw.FPDFFont_GetBaseFontName(font, buffer, size))


def _text(fill: Callable[[Any, int], int]) -> str:
    """A string that pdfium writes to a buffer; its length includes the final zero. Old Thai names are in TIS-620."""
    size = fill(None, 0)
    if size <= 1:
        return ""
    buffer = ctypes.create_string_buffer(size)
    fill(buffer, size)
    try:
        return buffer.value.decode("utf-8")
    except UnicodeDecodeError:
        return buffer.value.decode("cp874", "replace")
