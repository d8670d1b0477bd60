"""Font files for drawn pages: one made of rectangles, and the Thai fonts of the system, if there are any."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from tests.extract.read.pdf.pdf_maker import INK, LETTER, MARKS

THAI = "".join(chr(code) for code in (*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C)))
SIGNS = "".join(map(chr, range(0x20, 0x7F)))
LOW = {",": (0.0, -0.1, 0.1, 0.1), ".": (0.0, 0.0, 0.1, 0.1), "-": (0.0, 0.25, 0.3, 0.3)}

SYSTEM = Path("/usr/share/fonts/truetype/tlwg")
FACES = ("Garuda", "Loma", "Norasi", "Kinnari", "Laksaman", "Waree", "Umpush", "Sawasdee")
STYLES = ("", "-Bold")


@cache
def made_face() -> bytes:
    """A TrueType font whose letters are rectangles: letters on the line, marks above and below them."""
    chars = [*SIGNS, *THAI]
    names = {char: f"uni{ord(char):04X}" for char in chars}
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", *names.values()])
    font.setupCharacterMap({ord(char): name for char, name in names.items()})
    boxes = {names[char]: _box(char) for char in chars} | {".notdef": None}
    font.setupGlyf({name: _glyph(box) for name, box in boxes.items()})
    widths = {name: (600, round(1000 * box[0]) if box else 0) for name, box in boxes.items()}
    widths |= {names[mark]: (0, widths[names[mark]][1]) for mark in MARKS if mark in names}
    widths |= {names[char]: (round(1000 * box[2]) + 100, 0) for char, box in LOW.items()}
    widths[names[" "]] = (350, 0)
    font.setupHorizontalMetrics(widths)
    font.setupHorizontalHeader(ascent=1000, descent=-300)
    font.setupNameTable({"familyName": "Made", "styleName": "Regular", "psName": "Made"})
    font.setupOS2(sTypoAscender=1000, sTypoDescender=-300, usWinAscent=1000, usWinDescent=300)
    font.setupPost()
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _box(char: str) -> tuple[float, float, float, float] | None:
    return None if char == " " else INK.get(char) or LOW.get(char) or LETTER


def _glyph(box: tuple[float, float, float, float] | None) -> object:
    pen = TTGlyphPen(None)
    if box is not None:
        x0, y0, x1, y1 = (round(1000 * side) for side in box)
        pen.moveTo((x0, y0))
        for point in ((x0, y1), (x1, y1), (x1, y0)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


@cache
def system_faces() -> dict[str, bytes]:
    """The Thai fonts of the system (fonts-thai-tlwg of Debian) by name; empty if they are not installed."""
    paths = (SYSTEM / f"{face}{style}.ttf" for face in FACES for style in STYLES)
    return {path.stem: path.read_bytes() for path in paths if path.exists()}
