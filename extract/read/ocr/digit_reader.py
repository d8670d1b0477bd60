"""A reader of digits alone, Thai and Arabic, glyph by glyph.

Tesseract's Thai data knows the digits 0, 1, 2, 3 and 5 of the ten Thai ones and gives another letter for the rest, so
that most Thai amounts would be read wrong. This reader is a small network over the glyphs of a row; it also tells
digits from letters, so that it finds the numbers within a text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extract.read.ocr.glyph_pictures import Glyph, GlyphRow, describe
from extract.read.ocr.network import probabilities
from extract.read.ocr.ocr_interface import PixelBox
from extract.read.ocr.ocr_settings import OCR
from extract.read.ocr.touching import Judge, may_touch, part
from normalize.script import DIGITS as THAI_DIGITS

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

CLASSES = (*THAI_DIGITS, *"0123456789,.-()/", "")
"""What a glyph may be; the last: none of them."""

OTHER = len(CLASSES) - 1

DIGITS = 20
"""Classes before this are digits, the others signs."""

SIGNS = 22
"""Classes before this are digits, commas and points: what the inside of an amount consists of."""

BRACKETS = slice(23, 25)

RARE = 0.1
"""How much rarer a letter is among digits than in the lines that the network was trained with."""

MODEL = Path(__file__).with_name("digits.npz")
"""Weights; `benchmarks/digits.py` makes them."""

FEWEST = 4
"""Sure digits on a page that tell which kind it uses."""

WORD_GAP = 0.7
"""A gap wider than this share of a letter's height ends a number."""

SHORT_ROW = 6
"""Glyphs of a row that may as well be a number, or a word with one, all of whose digits touch."""

APART = 0.18
"""A gap wider than this share of a letter's height sets a lone digit off from letters."""


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """Digits and signs side by side in a row; `indexes` are those of its glyphs, `confidence` the least of them."""

    text: str
    box: PixelBox
    confidence: float
    indexes: range


@cache
def weights() -> Mapping[str, Array]:
    """The network's layers, float32."""
    import numpy as np

    with np.load(MODEL) as file:
        return {name: file[name].astype(np.float32) for name in file.files}


def judge(grey: Array, rows: Sequence[GlyphRow]) -> list[Array]:
    """The probabilities of the glyphs of each row. A page that uses one kind of digits has none of the other.

    Glyphs that turn out to be several touching digits are replaced by these.
    """
    import numpy as np

    if not rows:
        return []
    described = [describe(grey, row, row.glyphs) for row in rows]
    found = probabilities(weights(), np.concatenate(described))
    banned = _other_kind(found)
    found = _without(found, banned)
    parts = list(np.split(found, np.cumsum([len(d) for d in described])[:-1]))

    def chances(row: GlyphRow, glyphs: Sequence[Glyph]) -> Array:
        found = _without(probabilities(weights(), describe(grey, row, glyphs)), banned)
        return _without(found, BRACKETS)  # the halves of a zero

    parted = [_parted(grey, row, part, chances) for row, part in zip(rows, parts, strict=True)]
    return [among_digits(row, found) for row, found in zip(rows, parted, strict=True)]


def _other_kind(found: Array) -> slice:
    """The digits that a page does not use, if that is clear."""
    best, sure = found.argmax(1), found.max(1) >= OCR.sure_digit
    thai = int(((best < 10) & sure).sum())
    arabic = int(((best >= 10) & (best < 20) & sure).sum())
    if thai >= FEWEST and thai > 4 * arabic:
        return slice(10, 20)
    return slice(0, 10) if arabic >= FEWEST and arabic > 4 * thai else slice(0, 0)


def _without(found: Array, banned: slice) -> Array:
    found[:, banned] = 0
    result: Array = found / found.sum(1, keepdims=True).clip(1e-9)
    return result


def _parted(grey: Array, row: GlyphRow, found: Array, chances: Judge) -> Array:
    """The row's probabilities with those of touching digits put in; the row's glyphs are as well."""
    import numpy as np

    while True:
        best = found.argmax(1).tolist()
        for index, glyph in enumerate(row.glyphs):
            if best[index] == OTHER and may_touch(glyph, row) and _may_be_number(row, best, index):
                parts = part(grey, row, glyph, chances)
                if parts:
                    row.glyphs[index : index + 1] = parts
                    found = np.concatenate([found[:index], chances(row, parts), found[index + 1 :]])
                    break
        else:
            return found


def among_digits(row: GlyphRow, found: Array) -> Array:
    """The row's probabilities, in which a glyph that stands among digits is hardly a letter: an l is a 1, an O a 0."""
    best = found.argmax(1).tolist()
    for index, kind in enumerate(best):
        if kind != OTHER:
            continue
        before = index == 0 or _gap(row, index) > WORD_GAP * row.body
        after = index + 1 == len(best) or _gap(row, index + 1) > WORD_GAP * row.body
        is_left, is_right = not before and best[index - 1] < SIGNS, not after and best[index + 1] < SIGNS
        if (is_left or is_right) and (is_left or before) and (is_right or after):
            found[index, OTHER] *= RARE
            found[index] /= found[index].sum()
            best[index] = int(found[index].argmax())
    return found


def _may_be_number(row: GlyphRow, best: Sequence[int], index: int) -> bool:
    """Whether a glyph stands next to a digit or a sign, or in a row as short as a number."""
    before = index > 0 and best[index - 1] != OTHER and _gap(row, index) <= WORD_GAP * row.body
    after = index + 1 < len(best) and best[index + 1] != OTHER and _gap(row, index + 1) <= WORD_GAP * row.body
    return before or after or len(best) <= SHORT_ROW


def numbers(row: GlyphRow, found: Array) -> list[ReadNumber]:
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
    digits = [index for index in run if best[index] < DIGITS]
    if not digits:
        return []
    first = digits[0]
    if first > run[0] and CLASSES[best[first - 1]] == "(":
        first -= 1
    return [index for index in run if index >= first]


def _number(row: GlyphRow, found: Array, best: Sequence[int], run: list[int]) -> ReadNumber:
    glyphs = [row.glyphs[index] for index in run]
    text = "".join(CLASSES[best[index]] for index in run)
    box = (glyphs[0].x0, min(g.top for g in glyphs), glyphs[-1].x1, max(g.bottom for g in glyphs))
    sure = min(float(found[index].max()) for index in run if best[index] < DIGITS)
    return ReadNumber(with_commas(text), box, sure, range(run[0], run[-1] + 1))


_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?![\d.,])")


def with_commas(text: str) -> str:
    """A number with the points between its groups of three digits as the commas that they are.

    At a scan's resolution the two differ in a pixel or two; baht have two decimals, never three.

    >>> with_commas("14.500,000")
    '14,500,000'
    """
    return _GROUPED.sub(lambda match: match[0].replace(".", ","), text) if _GROUPED.fullmatch(text) else text


def is_set_off(row: GlyphRow, found: Array, number: ReadNumber) -> bool:
    """Whether a number in a text is surely one: no digit of it may be a letter, and a lone one stands off from them.

    Which digit it is may be less sure than that it is one; the number's confidence says so.
    """
    digits = [index for index in number.indexes if found[index].argmax() < DIGITS]
    if max(float(found[index][OTHER]) for index in digits) > 1 - OCR.sure_digit:
        return False
    if sum(c.isdigit() for c in number.text) > 1 or len(number.text) > 1:
        return True
    first, last = number.indexes[0], number.indexes[-1]
    left = first == 0 or _gap(row, first) >= APART * row.body
    right = last == len(row.glyphs) - 1 or _gap(row, last + 1) >= APART * row.body
    return left and right
