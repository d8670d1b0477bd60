"""Settles which words of a row are Latin: with English, the engine takes some Thai words for Latin ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.read.ocr.ocr_interface import Piece, PixelBox, RecognizedLine
from normalize.script import CONSONANT
from normalize.thai_words import unknown_letters

SURE = 0.95
"""Minimum confidence of a Thai word. Thai letters that Latin ones were taken for have less, or make no word."""

FEWEST = 3
"""Minimum number of Thai letters and marks that make a word. Fewer are read in any sign."""

SHORT_SURE, SHORTEST = 0.9, 2
"""The same where the engine reads digits with English: Thai data knows these digits, too, and makes no words of
them."""

LATIN = re.compile(r"[A-Za-z]")
NUMBER = re.compile(r"[0-9]+")
THAI = re.compile(rf"[{CONSONANT}]")
CAPITALS = re.compile(r"\(?[A-Z]{2,}\)?")
ABBREVIATED = re.compile(rf"(?:[{CONSONANT}]{{1,4}}\.)+")


def settled(thai: Sequence[RecognizedLine], both: Sequence[RecognizedLine]) -> Sequence[RecognizedLine]:
    """The better of two readings of a row, `both` with English, with the words of the other one that are better.

    The confidence of the whole row decides between the readings, but says nothing of a word. What Thai data alone reads
    as a word with confidence is one, as of Latin letters it makes digits, signs and syllables: (605) of (GPS).
    """
    is_thai = _confidence(thai) >= _confidence(both)
    if len(thai) != 1 or len(both) != 1:
        return thai if is_thai else both
    own, others = (thai[0], both[0].pieces) if is_thai else (both[0], thai[0].pieces)
    is_better = _is_capitals if is_thai else _is_word
    pieces: list[Piece] = []
    for piece in own.pieces:
        words = [word for word in others if _meet(word.box, piece.box)]
        may_be_other = not _is_word(piece) if is_thai else LATIN.search(piece.text) is not None
        is_other = bool(words) and may_be_other and all(is_better(word, piece) for word in words)
        if not is_other and (is_thai or not _are_words(words, piece)):
            words = [piece]
        pieces += [word for word in words if word not in pieces]
    return [replace(own, pieces=tuple(pieces))]


def _confidence(lines: Sequence[RecognizedLine]) -> float:
    """The mean confidence of all letters."""
    pieces = [piece for line in lines for piece in line.pieces]
    letters = sum(len(piece.text) for piece in pieces)
    return sum(piece.confidence * len(piece.text) for piece in pieces) / letters if letters else 0.0


def _is_capitals(word: Piece, other: Piece) -> bool:
    """Whether a word is an abbreviation in Latin capitals, read with more confidence than another reading of it."""
    return CAPITALS.fullmatch(word.text) is not None and word.confidence > other.confidence


def _are_words(words: Sequence[Piece], piece: Piece) -> bool:
    """Whether Thai data reads words, and digits beside them, where the engine reads digits alone: ปี 69, not 7169."""
    if not NUMBER.fullmatch(piece.text):
        return False
    others = [word for word in words if not NUMBER.fullmatch(word.text)]
    return bool(others) and all(
        word.confidence >= SHORT_SURE
        and len(word.text) >= SHORTEST
        and THAI.search(word.text) is not None
        and unknown_letters(word.text) == 0
        for word in others
    )


def _is_word(piece: Piece, _other: Piece | None = None) -> bool:
    text = piece.text.strip("()")
    if piece.confidence < SURE or len(text) < FEWEST:
        return False
    return ABBREVIATED.fullmatch(text) is not None or unknown_letters(text) == 0


def _meet(a: PixelBox, b: PixelBox) -> bool:
    """Whether most of the narrower of two boxes is within the other."""
    return 2 * (min(a[2], b[2]) - max(a[0], b[0])) > min(a[2] - a[0], b[2] - b[0])
