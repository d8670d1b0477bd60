"""A reader of digits alone, Thai and Arabic, glyph by glyph.

Tesseract's Thai data knows the digits 0, 1, 2, 3 and 5 of the ten Thai ones and gives another letter for the rest, so
that most Thai amounts would be read wrong. This reader is a small network over the glyphs of a row; it also tells
digits from letters, so that it finds the numbers within a text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extract.read.ocr.glyphs import GlyphRow, describe
from extract.read.ocr.interface import PixelBox
from extract.read.ocr.settings import OCR

if TYPE_CHECKING:
    from numpy.typing import NDArray

CLASSES = (*"๐๑๒๓๔๕๖๗๘๙0123456789,.-()/", "")
"""What a glyph may be; the last: none of them."""

OTHER = len(CLASSES) - 1
THAI, ARABIC = range(10), range(10, 20)

MODEL = Path(__file__).with_name("digits.npz")
"""Weights; `benchmarks/digits.py` makes them."""

FEWEST = 4
"""Sure digits on a page that tell which kind it uses."""

WORD_GAP = 0.45
"""A gap wider than this share of a letter's height ends a number."""

APART = 0.18
"""A gap wider than this share of a letter's height sets a lone digit off from letters."""


@dataclass(frozen=True, slots=True)
class Number:
    """Digits and signs side by side in a row; `indexes` are those of its glyphs, `confidence` the least of them."""

    text: str
    box: PixelBox
    confidence: float
    indexes: range


@cache
def weights() -> Mapping[str, NDArray]:
    """The network's layers, float32."""
    import numpy as np

    with np.load(MODEL) as file:
        return {name: file[name].astype(np.float32) for name in file.files}


def probabilities(layers: Mapping[str, NDArray], described: NDArray) -> NDArray:
    """Each glyph's probability of being each class, shape (glyphs, classes)."""
    import numpy as np

    hidden = np.maximum(described @ layers["w0"] + layers["b0"], 0)
    hidden = np.maximum(hidden @ layers["w1"] + layers["b1"], 0)
    scores = hidden @ layers["w2"] + layers["b2"]
    powers = np.exp(scores - scores.max(1, keepdims=True))
    result: NDArray = powers / powers.sum(1, keepdims=True)
    return result


def judge(grey: NDArray, rows: Sequence[GlyphRow]) -> list[NDArray]:
    """The probabilities of the glyphs of each row. A page that uses one kind of digits has none of the other."""
    import numpy as np

    if not rows:
        return []
    described = [describe(grey, row, row.glyphs) for row in rows]
    found = probabilities(weights(), np.concatenate(described))
    best, sure = found.argmax(1), found.max(1) >= OCR.sure_digit
    thai = int(((best < 10) & sure).sum())
    arabic = int(((best >= 10) & (best < 20) & sure).sum())
    if thai >= FEWEST and thai > 4 * arabic:
        found[:, 10:20] = 0
    elif arabic >= FEWEST and arabic > 4 * thai:
        found[:, :10] = 0
    found /= np.maximum(found.sum(1, keepdims=True), 1e-9)
    return list(np.split(found, np.cumsum([len(d) for d in described])[:-1]))


def numbers(row: GlyphRow, found: NDArray) -> list[Number]:
    """The numbers of a row: runs of glyphs that are digits and signs, with at least one digit."""
    best = found.argmax(1).tolist()
    runs: list[list[int]] = []
    for index, kind in enumerate(best):
        if kind == OTHER:
            continue
        near = bool(runs) and runs[-1][-1] == index - 1 and _gap(row, index) <= WORD_GAP * row.body
        if near:
            runs[-1].append(index)
        else:
            runs.append([index])
    trimmed = [_trimmed(run, best) for run in runs]
    return [_number(row, found, best, run) for run in trimmed if run]


def _gap(row: GlyphRow, index: int) -> int:
    return row.glyphs[index].x0 - row.glyphs[index - 1].x1


def _trimmed(run: list[int], best: Sequence[int]) -> list[int]:
    """The run from its first digit or opening bracket on; empty if it has no digit."""
    digits = [index for index in run if best[index] < 20]
    if not digits:
        return []
    first = digits[0]
    if first > run[0] and CLASSES[best[first - 1]] == "(":
        first -= 1
    return [index for index in run if index >= first]


def _number(row: GlyphRow, found: NDArray, best: Sequence[int], run: list[int]) -> Number:
    glyphs = [row.glyphs[index] for index in run]
    text = "".join(CLASSES[best[index]] for index in run)
    box = (glyphs[0].x0, min(g.top for g in glyphs), glyphs[-1].x1, max(g.bottom for g in glyphs))
    return Number(text, box, float(min(found[index].max() for index in run)), range(run[0], run[-1] + 1))


def is_set_off(row: GlyphRow, found: NDArray, number: Number) -> bool:
    """Whether a number within a text is surely one: all its glyphs are sure, and a lone digit stands off from letters."""
    if number.confidence < OCR.sure_digit:
        return False
    if sum(c.isdigit() for c in number.text) > 1 or len(number.text) > 1:
        return True
    first, last = number.indexes[0], number.indexes[-1]
    left = first == 0 or _gap(row, first) >= APART * row.body
    right = last == len(row.glyphs) - 1 or _gap(row, last + 1) >= APART * row.body
    return left and right
