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

LATIN = re.compile(r"[A-Za-z]")
ABBREVIATED = re.compile(rf"(?:[{CONSONANT}]{{1,4}}\.)+")


def settled(thai: Sequence[RecognizedLine], both: Sequence[RecognizedLine]) -> Sequence[RecognizedLine]:
    """The reading with English of one row, with the Thai words that the reading without it has in places of Latin ones.

    The confidence of the whole row decides between the readings. It says nothing of a word: what Thai data alone reads
    as a word with confidence is one, as of Latin letters it makes digits, signs and syllables.
    """
    if len(thai) != 1 or len(both) != 1:
        return both
    pieces: list[Piece] = []
    for piece in both[0].pieces:
        words = [word for word in thai[0].pieces if LATIN.search(piece.text) and _meet(word.box, piece.box)]
        if not words or not all(map(_is_word, words)):
            words = [piece]
        pieces += [word for word in words if word not in pieces]
    return [replace(both[0], pieces=tuple(pieces))]


def _is_word(piece: Piece) -> bool:
    text = piece.text.strip("()")
    if piece.confidence < SURE or len(text) < FEWEST:
        return False
    return ABBREVIATED.fullmatch(text) is not None or unknown_letters(text) == 0


def _meet(a: PixelBox, b: PixelBox) -> bool:
    """Whether most of the narrower of two boxes is within the other."""
    return 2 * (min(a[2], b[2]) - max(a[0], b[0])) > min(a[2] - a[0], b[2] - b[0])
