"""Decodes glyph codes with a fixed meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from extract.read.pdf.font_data import font_data
from extract.read.pdf.glyphs import Char, Glyphs
from extract.read.pdf.kinds import Kind, old_meaning
from extract.read.quality import thai_likeness

OLD_SHARE = 0.8
"""Minimum share of TIS-620 codes read as Latin among the letters of a Thai font without a character map."""

FEWEST_OLD = 8
"""Minimum number of such letters in a font."""

BELIEVABLE = 0.5
"""Minimum likeness (0..1) of the decoded letters to Thai."""


def decode(glyphs: Glyphs, repairs: Counter[str]) -> Glyphs:
    """The glyphs that have a position, with codes of fixed meaning replaced by their characters."""
    kinds = glyphs.kinds
    dropped = (kinds & Kind.DROPPED) != 0
    if dropped.any():
        glyphs, kinds = glyphs.at(~dropped), kinds[~dropped]
    all_kinds = int(np.bitwise_or.reduce(kinds)) if len(kinds) else 0
    may_be_old = bool(all_kinds & Kind.LATIN) and np.count_nonzero(kinds & Kind.OLD) >= FEWEST_OLD
    if not all_kinds & Kind.PRIVATE and not may_be_old:
        return glyphs
    chars = glyphs.chars()
    private_use = font_data().private_use
    for char in chars if all_kinds & Kind.PRIVATE else ():
        if char.char in private_use:
            char.char, char.unsure = private_use[char.char], False
            repairs["private_use"] += 1
    if all_kinds & Kind.LATIN:
        _decode_old(chars, repairs)
    return glyphs.renamed(chars)


def _decode_old(chars: Sequence[Char], repairs: Counter[str]) -> None:
    """Decode fonts whose TIS-620 codes were read as Latin letters: "\xa1\xd2\xc3" for "การ"."""
    by_font: dict[int, list[Char]] = {}
    for char in chars:
        by_font.setdefault(char.font, []).append(char)
    for found in by_font.values():
        meanings = [(char, old_meaning(char.char)) for char in found]
        old = [(char, meaning) for char, meaning in meanings if meaning]
        letters = [char for char, meaning in meanings if meaning or char.char.isalpha()]
        if len(old) < FEWEST_OLD or len(old) < OLD_SHARE * len(letters):
            continue
        if thai_likeness("".join(meaning or char.char for char, meaning in meanings)) < BELIEVABLE:
            continue
        repairs["old_code"] += len(old)
        for char, meaning in old:
            char.char, char.unsure = meaning, False
