"""Opens the font files embedded in a PDF."""

from __future__ import annotations

import io
import logging

from extract.read.damage import fonttools_errors
from extract.read.pdf.cff import CffProgram
from extract.read.pdf.font_program import FontProgram
from extract.read.pdf.truetype import TrueTypeProgram

MOST_GLYPHS = 20_000
"""Maximum number of glyphs of a font that is examined. Thai fonts have some hundreds."""

MOST_DRAWN = 3_000
"""The same for fonts whose glyphs must be drawn to get their ink boxes, at 0.2 milliseconds each."""

MOST_BYTES = 8_000_000


def open_program(data: bytes) -> FontProgram | None:
    """The program in a font file (TrueType, OpenType or bare CFF); None if it is of another type, damaged, or too
    large."""
    if len(data) > MOST_BYTES:
        return None
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)  # its warnings are of no use to users
    try:
        program = _open(data)
        has_glyphs = program is not None and bool(program.boxes)
    except fonttools_errors():
        return None
    return program if has_glyphs else None


def _open(data: bytes) -> FontProgram | None:
    from fontTools.ttLib import TTFont

    if data[:4] in (b"\0\1\0\0", b"true"):
        program: FontProgram = TrueTypeProgram(TTFont(io.BytesIO(data), lazy=True))
        return program if len(program.order) <= MOST_GLYPHS else None
    if data[:4] == b"OTTO":
        font = TTFont(io.BytesIO(data), lazy=True)
        program = CffProgram(font["CFF "].cff.topDictIndex[0], font)
    elif data[:1] == b"\1":
        program = CffProgram(_bare(data), {})
    else:
        return None
    return program if len(program.order) <= MOST_DRAWN else None


def _bare(data: bytes) -> object:
    """The font of a CFF file without OpenType tables."""
    from fontTools.cffLib import CFFFontSet

    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    return fonts.topDictIndex[0]
