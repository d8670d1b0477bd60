"""Decodes glyph codes with a fixed meaning."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from extract.read.pdf.font_data import font_data
from extract.read.pdf.glyphs import Glyphs
from extract.read.pdf.kinds import Kind, kinds_of


def decode(glyphs: Glyphs, repairs: Counter[str]) -> Glyphs:
    """The glyphs that have a position, with codes of fixed meaning replaced by their characters."""
    kinds = glyphs.kinds
    dropped = (kinds & Kind.DROPPED) != 0
    if dropped.any():
        glyphs, kinds = glyphs.at(~dropped), kinds[~dropped]
    private = np.flatnonzero((kinds & Kind.PRIVATE) != 0)
    if not len(private):
        return glyphs
    codes, unsure, meanings = glyphs.codes.copy(), glyphs.unsure.copy(), font_data().private_use
    codes[private] = [ord(meanings[chr(code)]) for code in codes[private].tolist()]
    unsure[private] = False
    repairs["private_use"] += len(private)
    return replace(glyphs, codes=codes, kinds=kinds_of(codes), unsure=unsure)
