"""The neural network that classifies glyphs: two convolutional layers over their images, two dense layers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from extract.read.ocr.glyph_pictures import MARGIN, SIZE

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

SIDE = SIZE + 2 * MARGIN
"""Width and height of a glyph's image in pixels."""

AT_ONCE = 256
"""Batch size in glyphs, chosen so that their patches fit into the processor cache."""


class Shape(NamedTuple):
    """A convolutional layer: the width of its window and its stride, in pixels."""

    size: int
    step: int

    def side(self, side: int) -> int:
        """Number of windows along an image side of `side` pixels."""
        return (side - self.size) // self.step + 1


FIRST, SECOND = Shape(5, 2), Shape(3, 2)


def patches(pictures: Array, shape: Shape) -> Array:
    """The content of each window, shape (images, windows down, windows across, size * size * channels)."""
    import numpy as np

    found = np.lib.stride_tricks.sliding_window_view(pictures, (shape.size, shape.size), axis=(1, 2))
    found = found[:, :: shape.step, :: shape.step].transpose(0, 1, 2, 4, 5, 3)
    result: Array = np.ascontiguousarray(found).reshape(*found.shape[:3], -1)
    return result


def times(seen: Array, layer: Array) -> Array:
    """`seen @ layer` as one matrix product. Otherwise numpy computes one product per row of windows."""
    result: Array = (seen.reshape(-1, seen.shape[-1]) @ layer).reshape(*seen.shape[:-1], layer.shape[1])
    return result


def probabilities(layers: Mapping[str, Array], described: Array) -> Array:
    """The class probabilities of each glyph, shape (glyphs, classes)."""
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
