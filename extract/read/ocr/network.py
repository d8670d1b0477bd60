"""The network that judges glyphs: two layers of convolutions over their pictures, two plain ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from extract.read.ocr.glyph_pictures import MARGIN, SIZE

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

SIDE = SIZE + 2 * MARGIN
"""Pixels of a glyph's picture, across and down."""

AT_ONCE = 256
"""Glyphs that are judged together: their patches then stay in the processor's cache."""


class Shape(NamedTuple):
    """A layer of convolutions: how wide its window is, and how far it moves, in pixels."""

    size: int
    step: int

    def side(self, side: int) -> int:
        """Windows beside one another on a picture `side` pixels wide."""
        return (side - self.size) // self.step + 1


FIRST, SECOND = Shape(5, 2), Shape(3, 2)


def patches(pictures: Array, shape: Shape) -> Array:
    """What each window sees, shape (pictures, windows down, windows across, size * size * channels)."""
    import numpy as np

    found = np.lib.stride_tricks.sliding_window_view(pictures, (shape.size, shape.size), axis=(1, 2))
    found = found[:, :: shape.step, :: shape.step].transpose(0, 1, 2, 4, 5, 3)
    result: Array = np.ascontiguousarray(found).reshape(*found.shape[:3], -1)
    return result


def times(seen: Array, layer: Array) -> Array:
    """What `seen @ layer` gives, as one product of two tables: numpy makes one for each row of windows otherwise."""
    result: Array = (seen.reshape(-1, seen.shape[-1]) @ layer).reshape(*seen.shape[:-1], layer.shape[1])
    return result


def probabilities(layers: Mapping[str, Array], described: Array) -> Array:
    """Each glyph's probability of being each class, shape (glyphs, classes)."""
    import numpy as np

    parts = [_scores(layers, described[at : at + AT_ONCE]) for at in range(0, len(described), AT_ONCE)]
    scores = np.concatenate(parts) if parts else np.zeros((0, layers["bw1"].shape[0]), np.float32)
    powers = np.exp(scores - scores.max(1, keepdims=True))
    result: Array = powers / powers.sum(1, keepdims=True)
    return result


def _scores(layers: Mapping[str, Array], described: Array) -> Array:
    import numpy as np

    pictures, about = described[:, : SIDE * SIDE].reshape(-1, SIDE, SIDE, 1), described[:, SIDE * SIDE :]
    seen = np.maximum(times(patches(pictures, FIRST), layers["c0"]) + layers["bc0"], 0)
    seen = np.maximum(times(patches(seen, SECOND), layers["c1"]) + layers["bc1"], 0)
    hidden = np.concatenate([seen.reshape(len(pictures), -1), about], axis=1)
    hidden = np.maximum(hidden @ layers["w0"] + layers["bw0"], 0)
    result: Array = hidden @ layers["w1"] + layers["bw1"]
    return result
