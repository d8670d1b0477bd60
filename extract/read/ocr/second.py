"""Second reading of an amount by the engine, restricted to digits; how far its first one is to be believed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.read.ocr.digit_reader import with_commas
from extract.read.ocr.number_cells import FORMED
from extract.read.ocr.ocr_interface import Area, OcrEngine, Piece
from extract.read.ocr.other_digits import with_other
from normalize.script import DIGITS, TO_ARABIC

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

PAPER = 6
"""Width of the white border around the number in pixels."""

FEWEST_DIGITS = 2
"""Minimum number of digits for a second reading."""

DISAGREED = 0.5
"""Maximum confidence of a number if the second reading differs."""

SURE = 0.98
"""Minimum confidence of a number that needs no second reading."""

FIRM = 0.9
"""Minimum confidence of a well-formed amount that another number of digits does not speak against: each of its digits
has a glyph of its own, and no group lacks one."""

WELL_FORMED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.-)?")

UNREAD = "\ufffd"
"""Represents an unreadable glyph."""

KNOWN = frozenset("0123456789") | {DIGITS[value] for value in (0, 1, 2, 3, 5)}
"""Digits in Tesseract's data. It reads the other digits as any of these."""


def second_reading(piece: Piece, clean: Array, dpi: int, engine: OcrEngine) -> Piece:
    """The piece as both readers read it. `clean` is the image of the page.

    Its confidence is lowered if the engine reads another number. Its unreadable glyphs are those of the engine if all
    others are the same; the number remains doubtful.
    """
    digits = [c for c in piece.text if c.isdigit()]
    if len(digits) < FEWEST_DIGITS or piece.confidence >= SURE or not KNOWN.issuperset(digits):
        return piece
    x0, top, x1, bottom = piece.box
    part = clean[max(0, top - PAPER) : bottom + PAPER, max(0, x0 - PAPER) : x1 + PAPER]
    other = "".join(p.text for line in engine.read(part, dpi, Area.DIGITS) for p in line.pieces)
    if UNREAD in piece.text:
        return replace(piece, text=_filled(piece.text, _plain(other)))
    if _plain(other) == _plain(piece.text):
        return replace(piece, confidence=max(piece.confidence, SURE))
    if len(_plain(other)) != len(digits) and piece.confidence >= FIRM and WELL_FORMED.fullmatch(piece.text):
        return piece  # digits that the engine made of one glyph, or lost
    others = with_other(piece.others, piece.text, _plain(other), DISAGREED)
    return replace(piece, confidence=min(piece.confidence, DISAGREED), others=others)


def _filled(text: str, digits: str) -> str:
    """The text with each unreadable glyph replaced by the digit in its place; unchanged if the other digits differ."""
    wanted = [c for c in text if c.isdigit() or c == UNREAD]
    if len(digits) != len(wanted):
        return text
    if any(c != UNREAD and _plain(c) != digit for c, digit in zip(wanted, digits, strict=True)):
        return text
    is_thai = any(c in DIGITS for c in text)
    each = iter(digits)
    return "".join(_digit(c, next(each), is_thai) if c.isdigit() or c == UNREAD else c for c in text)


def _digit(printed: str, found: str, is_thai: bool) -> str:
    return printed if printed != UNREAD else DIGITS[int(found)] if is_thai else found


def _plain(text: str) -> str:
    return "".join(c for c in text.translate(TO_ARABIC) if c.isdigit())


def settled(piece: Piece) -> Piece:
    """A piece as far as it is to be believed. Points between groups of digits are commas; what is no group is doubtful.

    1.250 may be of millions, but 30.000 is not. Thai digits read only by the engine are always doubtful.
    """
    text = _SPECK.sub("", piece.text)
    text = with_commas(text) if not text.startswith("0") else text
    is_sure = text == piece.text or _ROUND.fullmatch(piece.text) is not None
    if "," in text and _NUMBER.fullmatch(text):
        is_sure &= FORMED.fullmatch(text) is not None
    is_sure &= frozenset(DIGITS).isdisjoint(text)
    return replace(piece, text=text, confidence=piece.confidence if is_sure else min(piece.confidence, DISAGREED))


_ROUND = re.compile(r"\d{1,3}(?:[.,]\d{3})*[.,]000(?:[.,]00)?")
_NUMBER = re.compile(r"\d[\d,.]*\d{3,}")
_SPECK = re.compile(r"^[.,'\u2018`]+(?=\d{1,3}(?:,\d{3})+(?:\.\d\d)?$)")
"""A speck before an amount that is whole without it."""
