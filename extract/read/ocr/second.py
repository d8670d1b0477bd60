"""Second reading of an amount by the engine, restricted to digits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extract.read.ocr.ocr_interface import Area, OcrEngine, Piece
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

KNOWN = frozenset("0123456789") | {DIGITS[value] for value in (0, 1, 2, 3, 5)}
"""Digits in Tesseract's data. It reads the other digits as any of these."""


def second_reading(piece: Piece, clean: Array, dpi: int, engine: OcrEngine) -> Piece:
    """The piece, with its confidence lowered if the engine reads another number. `clean` is the image of the page."""
    digits = [c for c in piece.text if c.isdigit()]
    if len(digits) < FEWEST_DIGITS or piece.confidence >= SURE or not KNOWN.issuperset(digits):
        return piece
    x0, top, x1, bottom = piece.box
    part = clean[max(0, top - PAPER) : bottom + PAPER, max(0, x0 - PAPER) : x1 + PAPER]
    other = "".join(p.text for line in engine.read(part, dpi, Area.DIGITS) for p in line.pieces)
    if _plain(other) == _plain(piece.text):
        return replace(piece, confidence=max(piece.confidence, SURE))
    return replace(piece, confidence=min(piece.confidence, DISAGREED))


def _plain(text: str) -> str:
    return "".join(c for c in text.translate(TO_ARABIC) if c.isdigit())
