"""Recognizes Thai and Arabic digits glyph by glyph.

Tesseract's Thai data has only the digits 0, 1, 2, 3 and 5 of the ten Thai ones and reads the others as letters, so that
most Thai amounts would be wrong. This reader is a small neural network for the glyphs of a row. It also distinguishes
digits from letters, and so finds the numbers in a text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING

from extract.read.ocr.broken_glyphs import joined, whole
from extract.read.ocr.glyph_pictures import Glyph, GlyphRow, describe
from extract.read.ocr.network import probabilities
from extract.read.ocr.ocr_interface import PixelBox
from extract.read.ocr.ocr_settings import OCR
from extract.read.ocr.other_digits import Others, other_digits
from extract.read.ocr.touching import Judge, may_touch, part
from normalize.script import DIGITS as THAI_DIGITS

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

CLASSES = (*THAI_DIGITS, *"0123456789,.-()/", "")
"""The classes of a glyph. The last class is any other glyph."""

OTHER = len(CLASSES) - 1

DIGITS = 20
"""Number of digit classes, which come first. The others are signs."""

THAI, ARABIC, NEITHER = slice(0, 10), slice(10, 20), slice(0, 0)
"""The classes of both kinds of digits."""

TEXT = 0.5
"""Minimum share of glyphs in a row of text that are no digits and signs. In amounts a comma may be none."""

SIGNS = 22
"""Number of leading classes that occur inside an amount: digits, commas and points."""

BRACKETS = slice(23, 25)

RARE = 0.1
"""Factor by which letters are rarer among digits than in the training lines."""

MODEL = Path(__file__).with_name("digits.npz")
"""File of the weights, written by `benchmarks/digits.py`."""

FEWEST = 4
"""Minimum number of certain digits to determine whether a page, its texts or its amounts use Thai or Arabic digits."""

WHOLE = 0.95
"""Maximum probability of a digit joined from pieces: it needs a second reading, but is none of a word's letters."""

WORD_GAP = 0.7
"""A gap wider than this share of a letter's height ends a number."""

COMMA_GAP = 1.2
"""Maximum gap before or after a comma in a number of a typeface with letters of one width, in letter heights."""

SPECK, LOW = 0.65, 0.3
"""Maximum size of a comma, and maximum distance of its end above the baseline, in letter heights."""

SHORT_ROW = 6
"""Maximum number of glyphs of a row that may be a number, or a word with one, whose digits all touch."""

SHORT_WORD = 3.0
"""Maximum width in letter heights of touching digits that are alone among words."""

ONE_LETTER, NO_WORD = 0.35, 0.05
"""Maximum probability that a doubtful digit of a number is a letter, and that all its digits are."""

APART = 0.18
"""A gap wider than this share of a letter's height separates a single digit from letters."""


NARROW, HIGH, SPACED = 0.5, 0.7, 0.3
"""Maximum width and minimum height of a bracket, and minimum width of the space behind it, in letter heights."""


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """Adjacent digits and signs of a row. `indexes` are those of its glyphs, `confidence` is the lowest of theirs."""

    text: str
    box: PixelBox
    confidence: float
    indexes: range
    others: Others = ()
    """What else its digits may be: see `other_digits`."""


@cache
def weights() -> Mapping[str, Array]:
    """The layers of the network, float32."""
    import numpy as np

    with np.load(MODEL) as file:
        return {name: file[name].astype(np.float32) for name in file.files}


def judge(grey: Array, rows: Sequence[GlyphRow]) -> list[Array]:
    """The class probabilities of the glyphs of each row. If texts or amounts use one kind of digits, the other kind is
    excluded there: many plans number in Thai digits and count money in Arabic ones.

    A glyph that consists of several touching digits is replaced by these.
    """
    import numpy as np

    if not rows:
        return []
    described = [describe(grey, row, row.glyphs) for row in rows]
    found = probabilities(weights(), np.concatenate(described))
    parts = list(np.split(found, np.cumsum([len(d) for d in described])[:-1]))
    return [
        _settled(grey, row, _without(part, banned), banned)
        for row, part, banned in zip(rows, parts, other_kinds(rows, parts), strict=True)
    ]


def _settled(grey: Array, row: GlyphRow, found: Array, banned: slice) -> Array:
    """The probabilities of a row with broken digits joined and touching ones split."""

    def chances(row: GlyphRow, glyphs: Sequence[Glyph]) -> Array:
        found = _without(probabilities(weights(), describe(grey, row, glyphs)), banned)
        return _without(found, BRACKETS)  # the halves of a zero

    return with_bracket(row, among_digits(row, _parted(grey, row, _joined(row, found, chances), chances)))


def other_kinds(rows: Sequence[GlyphRow], parts: Sequence[Array]) -> list[slice]:
    """For each row the classes of the kind of digits that the rows like it, numbers alone or texts, clearly lack.

    Where they have hardly any digits, it is the kind that the page lacks.
    """
    is_text = [float((part.argmax(1) == OTHER).mean()) > TEXT for part in parts]
    every = [_kinds(row, part) for row, part in zip(rows, parts, strict=True)]
    page = _counts(every)
    of_group = {
        flag: _counts([kinds for kinds, of in zip(every, is_text, strict=True) if of is flag]) for flag in (True, False)
    }
    banned = {}
    for flag, (thai, arabic) in of_group.items():
        general = _lacking(*page)
        has_banned = thai if general == THAI else arabic if general == ARABIC else 0
        is_few = thai + arabic < FEWEST and not has_banned
        banned[flag] = general if is_few else _lacking(thai, arabic)
    return [banned[flag] for flag in is_text]


def _kinds(row: GlyphRow, found: Array) -> tuple[int, int]:
    """The numbers of certain Thai and Arabic digits of a row. Letters are read as single ones here and there."""
    indexes = [index for n in numbers(row, found) if is_set_off(row, found, n) for index in n.indexes]
    sure = [int(found[index].argmax()) for index in indexes if found[index].max() >= OCR.sure_digit]
    thai = sum(kind < ARABIC.start for kind in sure)
    return thai, sum(kind < DIGITS for kind in sure) - thai


def _counts(kinds: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return sum(thai for thai, _ in kinds), sum(arabic for _, arabic in kinds)


def _lacking(thai: int, arabic: int) -> slice:
    """The classes of the kind of digits that is clearly not used, by the numbers of both."""
    if thai >= FEWEST and thai > 4 * arabic:
        return ARABIC
    return THAI if arabic >= FEWEST and arabic > 4 * thai else NEITHER


def _without(found: Array, banned: slice) -> Array:
    found[:, banned] = 0
    result: Array = found / found.sum(1, keepdims=True).clip(1e-9)
    return result


def _joined(row: GlyphRow, found: Array, chances: Judge) -> Array:
    """The probabilities of the row with the pieces of broken digits joined, as are the glyphs of the row."""
    import numpy as np

    best = found.argmax(1).tolist()
    for run in reversed(_runs(row)):
        number = GlyphRow(row.glyphs[run.start : run.stop], row.top, row.bottom, row.ink)
        for start, end in reversed(joined(number, best[run.start : run.stop], DIGITS, OTHER, chances)):
            a, b = run.start + start, run.start + end
            glyph = whole(row.glyphs[a:b])
            found = np.concatenate([found[:a], WHOLE * chances(row, [glyph]), found[b:]])
            found[a, OTHER] += 1 - WHOLE
            row.glyphs[a:b] = [glyph]
    return found


def _runs(row: GlyphRow) -> list[range]:
    """The ranges of glyphs without a gap as wide as between words."""
    starts = [i for i in range(len(row.glyphs)) if not i or _gap(row, i) > WORD_GAP * row.body]
    return [range(a, b) for a, b in zip(starts, [*starts[1:], len(row.glyphs)], strict=True)]


def _parted(grey: Array, row: GlyphRow, found: Array, chances: Judge) -> Array:
    """The probabilities of the row with touching digits split. The glyphs of the row are split as well."""
    import numpy as np

    is_thai = has_thai_alone(found)
    while True:
        best = found.argmax(1).tolist()
        for index, glyph in enumerate(row.glyphs):
            is_one = is_thai and glyph.width <= SHORT_WORD * row.body and _is_between_spaces(row, index)
            if best[index] == OTHER and may_touch(glyph, row) and (is_one or _may_be_number(row, best, index)):
                parts = part(grey, row, glyph, chances)
                if parts:
                    row.glyphs[index : index + 1] = parts
                    found = np.concatenate([found[:index], chances(row, parts), found[index + 1 :]])
                    break
        else:
            return found


def among_digits(row: GlyphRow, found: Array) -> Array:
    """The probabilities of the row, with letters made unlikely among digits: an l is a 1, an O is a 0."""
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


def with_bracket(row: GlyphRow, found: Array) -> Array:
    """The probabilities of the row, with the second glyph as the bracket behind a number (๗) ...) if it can be nothing
    else: it is as narrow, behind a digit that begins the row, and a space is behind it. An underline may have cut it.
    """
    if len(row.glyphs) <= len("1)") or found[0].argmax() >= DIGITS or found[0].max() < OCR.sure_digit:
        return found
    glyph = row.glyphs[1]
    is_narrow = glyph.width <= NARROW * row.body and glyph.height >= HIGH * row.body
    if is_narrow and found[1].argmax() == OTHER and _gap(row, 2) >= SPACED * row.body > _gap(row, 1):
        found[1] = 0
        found[1, CLASSES.index(")")] = 1
    return found


def _may_be_number(row: GlyphRow, best: Sequence[int], index: int) -> bool:
    """Whether a glyph is next to a digit or a sign, or in a row as short as a number."""
    before = index > 0 and best[index - 1] != OTHER and _gap(row, index) <= WORD_GAP * row.body
    after = index + 1 < len(best) and best[index + 1] != OTHER and _gap(row, index + 1) <= WORD_GAP * row.body
    return before or after or len(best) <= SHORT_ROW


def _is_between_spaces(row: GlyphRow, index: int) -> bool:
    """Whether a glyph is a word of its own, within a row. Two digits may touch: ร้อยละ ๗๗."""
    is_inside = 0 < index < len(row.glyphs) - 1
    return is_inside and min(_gap(row, index), _gap(row, index + 1)) >= SPACED * row.body


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
    trimmed = [_trimmed(run, best) for run in _grouped(runs, best, row)]
    return [_number(row, found, best, run) for run in trimmed if run]


def _grouped(runs: Sequence[list[int]], best: list[int], row: GlyphRow) -> list[list[int]]:
    """The runs, joined where a comma stands between up to three digits and three others.

    It may have wide gaps, or be a speck of no certain shape, which `best` then has as a comma.
    """
    made: list[list[int]] = []
    for run in runs:
        between = range(made[-1][-1] + 1, run[0]) if made else range(0)
        if made and len(between) <= 1 and all(_is_speck(row.glyphs[i], row) for i in between):
            joint = [*made[-1], *between, *run]
            text = "".join("0" if best[i] < DIGITS else "," if i in between else CLASSES[best[i]] for i in joint)
            is_near = all(_gap(row, i) <= COMMA_GAP * row.body for i in range(run[0] - len(between), run[0] + 1))
            if is_near and _BEGINS_GROUPS.fullmatch(text):
                for index in between:
                    best[index] = CLASSES.index(",")
                made[-1] = joint
                continue
        made.append(run)
    return made


def _is_speck(glyph: Glyph, row: GlyphRow) -> bool:
    """Whether a glyph is as small and as low as a comma."""
    is_low = glyph.bottom > row.bottom - LOW * row.body
    return max(glyph.width, glyph.height) < SPECK * row.body and is_low


_BEGINS_GROUPS = re.compile(r"0{1,3}(?:,000)*,?(?:\.0{1,2})?")


def _gap(row: GlyphRow, index: int) -> int:
    return row.glyphs[index].x0 - row.glyphs[index - 1].x1


def _trimmed(run: list[int], best: Sequence[int]) -> list[int]:
    """The run from its first digit or opening bracket; empty if it has no digit."""
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
    others = other_digits([found[index] for index in run if best[index] < DIGITS], sure)
    return ReadNumber(with_commas(text), box, sure, range(run[0], run[-1] + 1), others)


_GROUPED = re.compile(r"(\d{1,3}(?:[.,]\d{3})+)([.,]\d\d)?")
_PART = re.compile(rf"([0{THAI_DIGITS[0]}])[.,](\d{{2,3}})")


def with_commas(text: str) -> str:
    """Replace points between groups of three digits by commas, and a comma before the decimals by a point.

    At the resolution of a scan they differ only in one or two pixels. Baht have two decimals, never three. But no
    amount begins with a zero, except a part of a million (0.850).

    >>> with_commas("14.500,000")
    '14,500,000'
    >>> with_commas("220.000,00")
    '220,000.00'
    >>> with_commas("0,850")
    '0.850'
    """
    part = _PART.fullmatch(text)
    if part is not None:
        return f"{part[1]}.{part[2]}"
    match = _GROUPED.fullmatch(text)
    if match is None:
        return text
    return match[1].replace(".", ",") + (match[2] or "").replace(",", ".")


def is_set_off(row: GlyphRow, found: Array, number: ReadNumber) -> bool:
    """Whether a number in a text is certainly one: none of its digits may be a letter, a single digit is set apart.

    Of several digits set apart one may be doubtful, if all of them together can be no letters. Which digits they are
    may be less certain. This is expressed by the confidence of the number.
    """
    letters = [float(found[index][OTHER]) for index in number.indexes if found[index].argmax() < DIGITS]
    is_long = len(letters) > 1 or len(number.text) > 1
    if max(letters) <= 1 - OCR.sure_digit:
        return is_long or is_apart(row, number)
    return len(letters) > 1 and max(letters) <= ONE_LETTER and prod(letters) <= NO_WORD and is_apart(row, number)


def is_apart(row: GlyphRow, number: ReadNumber) -> bool:
    """Whether a number is apart from the letters beside it."""
    first, last = number.indexes[0], number.indexes[-1]
    left = first == 0 or _gap(row, first) >= APART * row.body
    right = last == len(row.glyphs) - 1 or _gap(row, last + 1) >= APART * row.body
    return left and right


def has_thai_alone(found: Array) -> bool:
    """Whether the digits of a row can only be Thai ones, since those of all rows like it are."""
    return not found[:, ARABIC].any()
