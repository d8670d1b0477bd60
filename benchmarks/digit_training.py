"""Trains the network of `extract/read/ocr/digit_reader.py` (two convolutional, two dense layers) with Adam."""

from __future__ import annotations

from typing import Any

import numpy as np

from extract.read.ocr.digit_reader import CLASSES
from extract.read.ocr.glyph_pictures import FEATURES
from extract.read.ocr.network import FIRST, SECOND, Shape, patches, times

BATCH = 256
DROPPED = 0.25
"""Dropout rate of the last hidden layer."""

SMOOTH = 0.02
"""Label smoothing: share of the probability given to other classes, so that the network is less sure of new glyphs."""

SHARPER = 1.5
"""Factor of the scores after training. Training makes the network less confident than justified: in excluded families,
less than one in a thousand of the digits with a confidence of 0.9 were wrong."""

RATE = 2e-3


def fresh(rng: np.random.Generator, maps: tuple[int, int], hidden: int) -> dict[str, Any]:
    """The initial layers before training."""
    inside = SECOND.side(FIRST.side(24)) ** 2 * maps[1] + FEATURES - 24 * 24
    sizes = {
        "c0": (FIRST.size**2, maps[0]),
        "c1": (SECOND.size**2 * maps[0], maps[1]),
        "w0": (inside, hidden),
        "w1": (hidden, len(CLASSES)),
    }
    layers: dict[str, Any] = {}
    for name, (into, out) in sizes.items():
        layers[name] = rng.normal(0, (2 / into) ** 0.5, (into, out)).astype(np.float32)
        layers[f"b{name}"] = np.zeros(out, np.float32)
    return layers


def spread(gradient: Any, shape: Shape, side: int) -> Any:
    """The gradient of each pixel, summed over the patches that contain it; the reverse of `patches`."""
    count, out, _, width = gradient.shape
    channels = width // shape.size**2
    gradient = gradient.reshape(count, out, out, shape.size, shape.size, channels)
    back = np.zeros((count, side, side, channels), np.float32)
    reach = shape.step * (out - 1) + 1
    for y in range(shape.size):
        for x in range(shape.size):
            back[:, y : y + reach : shape.step, x : x + reach : shape.step] += gradient[:, :, :, y, x]
    return back


def gradients(layers: dict[str, Any], x: Any, y: Any, keep: Any) -> dict[str, Any]:
    """The gradients of the loss of a batch by layer."""
    picture, about = x[:, :-5].reshape(-1, 24, 24, 1), x[:, -5:]
    p0 = patches(picture, FIRST)
    a0 = np.maximum(times(p0, layers["c0"]) + layers["bc0"], 0)
    p1 = patches(a0, SECOND)
    a1 = np.maximum(times(p1, layers["c1"]) + layers["bc1"], 0)
    flat = np.concatenate([a1.reshape(len(x), -1), about], axis=1)
    a2 = np.maximum(flat @ layers["w0"] + layers["bw0"], 0) * keep
    z = a2 @ layers["w1"] + layers["bw1"]
    e = np.exp(z - z.max(1, keepdims=True))
    g = e / e.sum(1, keepdims=True) - SMOOTH / len(CLASSES)
    g[np.arange(len(y)), y] -= 1 - SMOOTH
    g = (g / len(y)).astype(np.float32)
    found = {"w1": a2.T @ g, "bw1": g.sum(0)}
    g = (g @ layers["w1"].T) * keep * (a2 > 0)
    found |= {"w0": flat.T @ g, "bw0": g.sum(0)}
    g = (g @ layers["w0"].T)[:, :-5].reshape(a1.shape) * (a1 > 0)
    found |= {"c1": p1.reshape(-1, p1.shape[-1]).T @ g.reshape(-1, g.shape[-1]), "bc1": g.sum((0, 1, 2))}
    g = spread(times(g, layers["c1"].T), SECOND, a0.shape[1]) * (a0 > 0)
    found |= {"c0": p0.reshape(-1, p0.shape[-1]).T @ g.reshape(-1, g.shape[-1]), "bc0": g.sum((0, 1, 2))}
    return found


def train(x: Any, y: Any, seed: int, maps: tuple[int, int], hidden: int, epochs: int) -> dict[str, Any]:
    """The layers after `epochs` over all glyphs `x`, shape (glyphs, FEATURES), with their classes `y`."""
    rng = np.random.default_rng(seed)
    layers = fresh(rng, maps, hidden)
    m = {k: np.zeros_like(w) for k, w in layers.items()}
    v = {k: np.zeros_like(w) for k, w in layers.items()}
    step, total = 0, epochs * (len(x) // BATCH)
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x) - BATCH + 1, BATCH):
            index = order[start : start + BATCH]
            keep = (rng.random((BATCH, hidden), dtype=np.float32) > DROPPED) / np.float32(1 - DROPPED)
            found = gradients(layers, x[index].astype(np.float32), y[index], keep)
            step += 1
            rate = RATE * min(1.0, step / 500) * 0.5 * (1 + np.cos(np.pi * step / total))
            for k, g in found.items():
                m[k] += 0.1 * (g - m[k])
                v[k] += 0.001 * (g * g - v[k])
                layers[k] -= (rate / (1 - 0.9**step) * m[k] / (np.sqrt(v[k] / (1 - 0.999**step)) + 1e-8)).astype(
                    np.float32
                )
    return layers | {name: layers[name] * np.float32(SHARPER) for name in ("w1", "bw1")}
