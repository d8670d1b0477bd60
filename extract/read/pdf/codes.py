"""Decodes glyph codes with a fixed meaning."""

from __future__ import annotations

from collections import Counter

from extract.read.pdf.font_data import font_data
from extract.read.pdf.glyphs import Glyphs
from extract.read.pdf.kinds import Kind


def decode(glyphs: Glyphs, repairs: Counter[str]) -> Glyphs:
    """The glyphs that have a position, with codes of fixed meaning replaced by their characters."""
    kinds = glyphs.kinds
    dropped = (kinds & Kind.DROPPED) != 0
    if dropped.any():
        glyphs, kinds = glyphs.at(~dropped), kinds[~dropped]
    if not (kinds & Kind.PRIVATE).any():
        return glyphs
    chars = glyphs.chars()
    private_use = font_data().private_use
    for char in chars:
        if char.char in private_use:
            char.char, char.unsure = private_use[char.char], False
            repairs["private_use"] += 1
    return glyphs.renamed(chars)
