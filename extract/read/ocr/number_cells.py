"""Reads cells that contain only numbers and dashes glyph by glyph, and marks glyphs that are neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.read.ocr.digit_reader import BRACKETS, CLASSES, DIGITS, OTHER, WORD_GAP, ReadNumber, with_commas
from extract.read.ocr.glyph_pictures import GlyphRow
from extract.read.ocr.ink import Ink
from extract.read.ocr.ocr_interface import Piece, PixelBox
from extract.read.ocr.other_digits import other_digits
from normalize import script

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

UNKNOWN = "\ufffd"
"""Represents unreadable print."""

FEWEST = 3
"""Minimum number of digits in a row that may have unknown glyphs between them."""

TINY = 0.5
"""Maximum width and height of a comma or point between digits, as a share of the letter height."""

THIN = 0.2
"""Maximum width of a speck next to a dash, as a share of the letter height."""

TALL = 0.6
"""Minimum height of ink next to a number that may be one of its digits, as a share of the letter height."""

DAMAGED = 4
"""Minimum number of digits per unknown glyph at the end of a number."""

LOST_COMMA = 0.9
"""Maximum confidence of an amount with a missing comma, before the second reading."""

MIDDLE = (0.3, 0.85)
"""Height of a dash below the top of its letters, in letter heights. Marks are above, underscores below."""

DASH_CONFIDENCE = 0.9

WORD = 0.85
"""Minimum confidence of a word. In what is none, letters are read with less."""

RARE = 0.02
"""Factor by which letters and inner brackets are rarer in a cell of numbers than in the training lines."""

DECIDED = 0.5
"""Maximum confidence of a digit that is one only because letters are rare there."""


def lone_dash(rows: Sequence[GlyphRow], usual: float) -> ReadNumber | None:
    """The dash of a cell with only a dash, recognized by its shape. `usual` is the letter height of the page.

    Specks may be next to it, such as remains of a dirt streak.
    """
    glyphs = [glyph for row in rows for glyph in row.glyphs]
    if any(glyph.height >= TALL * usual for glyph in glyphs):
        return None
    large = [glyph for glyph in glyphs if glyph.width >= THIN * usual]
    if len(large) != 1:
        return None
    (glyph,) = large
    if not is_dash(glyph.width, glyph.height, usual):
        return None
    return ReadNumber("-", (glyph.x0, glyph.top, glyph.x1, glyph.bottom), DASH_CONFIDENCE, range(1))


def is_dash(width: int, height: int, usual: float) -> bool:
    """Whether ink of this size is shaped like a dash. `usual` is the letter height."""
    return height <= 0.35 * usual and width >= 1.3 * height and 0.15 * usual <= width <= 1.5 * usual


def is_dash_alone(part: Sequence[Ink], row: GlyphRow) -> bool:
    """Whether a part of a row is a dash at the middle of its letters: an amount of nothing in a row without rules."""
    if len(part) != 1:
        return False
    x0, top, x1, bottom, _ = part[0]
    from_top = ((top + bottom) / 2 - row.top) / max(row.body, 1.0)
    return MIDDLE[0] <= from_top <= MIDDLE[1] and is_dash(x1 - x0, bottom - top, row.body)


def is_number_row(chance: Array) -> bool:
    """Whether a row contains only digits and signs, or digits with some unknown glyphs between them."""
    best = chance.argmax(1).tolist()
    if OTHER not in best:
        return True
    digits = [index for index, kind in enumerate(best) if kind < DIGITS]
    unknown = [index for index, kind in enumerate(best) if kind == OTHER]
    if len(digits) < FEWEST or len(digits) < len(unknown):
        return False
    if digits[0] < unknown[0] and unknown[-1] < digits[-1]:
        return True
    # an amount with a damaged first or last digit: a word next to digits has more letters, or there is no comma
    return any(kind < OTHER and CLASSES[kind] == "," for kind in best) and len(digits) >= DAMAGED * len(unknown)


def is_mostly_digits(texts: Sequence[str]) -> bool:
    """Whether the texts of a cell have more digits than unreadable glyphs."""
    digits = sum(c.isdigit() for text in texts for c in text)
    return digits >= FEWEST and digits > sum(text.count(UNKNOWN) for text in texts)


def has_words(text: Sequence[Piece]) -> bool:
    """Whether the engine has read words: two letters of a piece in succession, or an abbreviation, with confidence."""
    return any(piece.confidence >= WORD and _WORD.search(piece.text) for piece in text)


_WORD = re.compile(rf"[{script.WORD}]{{2}}|(?:[{script.WORD}]\.){{2}}|[A-Za-z]{{3}}")


def whole_row(row: GlyphRow, chance: Array) -> list[ReadNumber]:
    """All glyphs of a row, split at its spaces. Glyphs other than digits and signs are UNKNOWN, with confidence 0."""
    chance = _without_letters(chance)
    runs: list[list[int]] = []
    for index, glyph in enumerate(row.glyphs):
        if runs and glyph.x0 - row.glyphs[index - 1].x1 <= WORD_GAP * row.body:
            runs[-1].append(index)
        else:
            runs.append([index])
    return _amount_of([_number(row, chance, run) for run in runs])


def _without_letters(chance: Array) -> Array:
    """The probabilities of the glyphs of a number, among which letters, and brackets between digits, are rare.

    Where that decides, the glyph is doubtful. Elsewhere the digit is as sure as it is among other digits.
    """
    best = chance.argmax(1)
    if int((best < DIGITS).sum()) < FEWEST:
        return chance
    likely = chance.copy()
    likely[:, OTHER] *= RARE
    likely[1:-1, BRACKETS] *= RARE
    likely /= likely.sum(1, keepdims=True).clip(1e-9)
    changed = likely.argmax(1) != best
    likely[changed] *= DECIDED
    return likely


_FIRST_GROUP, _GROUP = re.compile(r"\d{1,3}(?:,\d{3})*"), re.compile(r"\d{3}(?:,\d{3})*")
_LAST_GROUP = re.compile(_GROUP.pattern + r"(?:\.\d\d)?")


def _amount_of(parts: list[ReadNumber]) -> list[ReadNumber]:
    """Join groups of three digits to one amount, as the commas between them may be too pale to be visible."""
    texts = [part.text for part in parts]
    if len(parts) < 2 or not _FIRST_GROUP.fullmatch(texts[0]) or not _LAST_GROUP.fullmatch(texts[-1]):
        return parts
    if not all(map(_GROUP.fullmatch, texts[1:-1])):
        return parts
    boxes = [part.box for part in parts]
    box = (boxes[0][0], min(b[1] for b in boxes), boxes[-1][2], max(b[3] for b in boxes))
    sure = min(LOST_COMMA, *(part.confidence for part in parts))
    return [ReadNumber(",".join(texts), box, sure, range(parts[0].indexes[0], parts[-1].indexes[-1] + 1))]


def ends(number: ReadNumber, row: GlyphRow) -> list[PixelBox | None]:
    """The boxes of letter-high glyphs that touch or nearly touch a number on its left and right, if any."""
    found: list[PixelBox | None] = []
    first, last = number.indexes[0], number.indexes[-1]
    for index, gap in ((first - 1, first), (last + 1, last + 1)):
        if not 0 <= index < len(row.glyphs):
            found.append(None)
            continue
        glyph = row.glyphs[index]
        near = row.glyphs[gap].x0 - row.glyphs[gap - 1].x1 <= WORD_GAP * row.body
        is_letter = glyph.height >= TALL * row.body
        found.append((glyph.x0, glyph.top, glyph.x1, glyph.bottom) if near and is_letter else None)
    return found


def _number(row: GlyphRow, chance: Array, run: Sequence[int]) -> ReadNumber:
    glyphs = [row.glyphs[index] for index in run]
    read = [_character(row, chance, index) for index in run]
    printed = "".join(character for character, _ in read)
    text = with_commas(_COMMAS.sub(",", printed))
    counted = [sure for character, sure in read if character.isdigit() or character == UNKNOWN]
    box = (glyphs[0].x0, min(g.top for g in glyphs), glyphs[-1].x1, max(g.bottom for g in glyphs))
    sure = min(counted or [sure for _, sure in read])
    if printed != _COMMAS.sub(",", printed) or ("," in text and not FORMED.fullmatch(text)):
        sure = min(sure, DECIDED)
    tenths = _TENTHS.fullmatch(text)
    if tenths is not None:
        text, sure = f"{tenths[1]}.{tenths[2]}", min(sure, DECIDED)
    slots = [
        index for index, (character, _) in zip(run, read, strict=True) if character.isdigit() or character == UNKNOWN
    ]
    return ReadNumber(text, box, sure, range(run[0], run[-1] + 1), other_digits([chance[i] for i in slots], sure))


_COMMAS = re.compile(r"(?<=\d)[,.]*,[,.]*(?=\d{3})")
"""A speck beside a comma is a second one."""

FORMED = re.compile(r"[(-]?\d{1,3}(?:,\d{3})+(?:\.\d{1,2}|\.(?=-$))?[)-]?")
"""An amount with commas where they belong, also before a point and a dash for no satang. In others a comma, or a digit,
is likely a speck, or one of them is lost."""

_TENTHS = re.compile(r"(\d{1,3}(?:,\d{3})*),(\d)")
"""A comma before a single digit is a point: of thousands of baht with a decimal."""


def _character(row: GlyphRow, chance: Array, index: int) -> tuple[str, float]:
    """The character of a glyph and its confidence."""
    best = int(chance[index].argmax())
    if best != OTHER:
        return CLASSES[best], float(chance[index][best])
    glyph = row.glyphs[index]
    if max(glyph.width, glyph.height) < TINY * row.body:
        return ",", DASH_CONFIDENCE
    return UNKNOWN, 0.0
