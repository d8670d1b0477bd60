"""PDFs for tests with an embedded font program generated here: any shape, name and code for any glyph.

The page shows glyph numbers (Identity-H). The text layer's meaning of each is given separately.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

from tests.extract.read.pdf.pdf_maker import _file, _stream

SIZE = 20.0
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Shape:
    """A glyph: its outer rectangle and its holes, in thousandths. `name` and `code` are those in the font."""

    box: Box | None
    holes: tuple[Box, ...] = ()
    name: str = ""
    code: str = ""
    width: int = 600
    notch: int = 0
    """How far the right side of the rectangle is indented at half height: equal sizes with different outlines."""


class Kind(Enum):
    """What a PDF embeds: the key in the font's descriptor, and the subtype of the font that shows it."""

    TRUETYPE = ("/FontFile2", "", "/CIDFontType2")
    OPENTYPE = ("/FontFile3", "/Subtype /OpenType ", "/CIDFontType0")
    CFF = ("/FontFile3", "/Subtype /CIDFontType0C ", "/CIDFontType0")


LETTER = Shape((50, 0, 450, 500))


@dataclass
class Typeface:
    """Glyphs by number. Other glyphs are empty."""

    shapes: dict[int, Shape] = field(default_factory=dict)
    family: str = "ABCDEF+Made"
    named: bool = True
    """Whether the font has a character map and glyph names."""
    kind: Kind = Kind.TRUETYPE

    def data(self) -> bytes:
        count = max(self.shapes) + 1
        shapes = [self.shapes.get(number, Shape(None, width=0)) for number in range(count)]
        is_named = self.named or self.kind is Kind.TRUETYPE
        order = [".notdef", *(s.name if s.name and is_named else f"glyph{n:05}" for n, s in enumerate(shapes) if n)]
        font = FontBuilder(1000, isTTF=self.kind is Kind.TRUETYPE)
        font.setupGlyphOrder(order)
        font.setupCharacterMap({ord(s.code): order[n] for n, s in enumerate(shapes) if s.code})
        if self.kind is Kind.TRUETYPE:
            font.setupGlyf({name: _glyph(shape) for name, shape in zip(order, shapes, strict=True)})
        else:
            font.setupCFF("Made", {}, {name: _charstring(s) for name, s in zip(order, shapes, strict=True)}, {})
        font.setupHorizontalMetrics(
            {name: (s.width, s.box[0] if s.box else 0) for name, s in zip(order, shapes, strict=True)}
        )
        font.setupHorizontalHeader(ascent=1000, descent=-300)
        font.setupPost(keepGlyphNames=self.named)
        font.setupMaxp()
        if not self.named:
            del font.font["cmap"]
        if self.kind is Kind.CFF:
            return bytes(font.font["CFF "].compile(font.font))
        buffer = io.BytesIO()
        font.font.save(buffer)
        return buffer.getvalue()


def _glyph(shape: Shape) -> object:
    pen = TTGlyphPen(None)
    _draw(shape, pen)
    return pen.glyph()


def _charstring(shape: Shape) -> object:
    pen = T2CharStringPen(shape.width, None)
    _draw(shape, pen)
    return pen.getCharString()


def _draw(shape: Shape, pen: Any) -> None:
    if shape.box is not None:
        x0, y0, x1, y1 = shape.box
        middle = [(x1 - shape.notch, (y0 + y1) // 2)] if shape.notch else []
        _contour(pen, [(x0, y0), (x0, y1), (x1, y1), *middle, (x1, y0)])
    for x0, y0, x1, y1 in shape.holes:
        _contour(pen, [(x0, y0), (x1, y0), (x1, y1), (x0, y1)])


def _contour(pen: Any, points: Sequence[tuple[int, int]]) -> None:
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


Placed = tuple[int, float]
"""A glyph and its horizontal position in font sizes."""


def font_pdf(face: Typeface, glyphs: Sequence[Placed], told: Mapping[int, str]) -> bytes:
    """One line of glyphs. `told` is the ToUnicode map."""
    return _font_file(face, "\n".join(_shown(glyph, x) for glyph, x in glyphs), told)


def told_pdf(face: Typeface, clusters: Sequence[tuple[str, Sequence[Placed]]], told: Mapping[int, str]) -> bytes:
    """One line of clusters, each with its ActualText, if any, and its glyphs."""
    return _font_file(face, "\n".join(_cluster(*cluster) for cluster in clusters), told)


def _cluster(text: str, glyphs: Sequence[Placed]) -> str:
    shown = "\n".join(_shown(glyph, x) for glyph, x in glyphs)
    code = text.encode("utf-16-be").hex()
    return f"/Span <</ActualText <FEFF{code}>>> BDC\n{shown}\nEMC" if text else shown


def _shown(glyph: int, x: float) -> str:
    return f"1 0 0 1 {50 + x * SIZE:.2f} 500 Tm <{glyph:04X}> Tj"


def _font_file(face: Typeface, shown: str, told: Mapping[int, str]) -> bytes:
    data = face.data().hex()
    file, subtype, shown_by = face.kind.value
    count = max(face.shapes) + 1
    widths = " ".join(str(face.shapes.get(number, Shape(None, width=0)).width) for number in range(count))
    lines = "".join(f"<{glyph:04X}> <{char.encode('utf-16-be').hex()}>\n" for glyph, char in sorted(told.items()))
    space = "1 begincodespacerange <0000> <FFFF> endcodespacerange"
    cmap = f"begincmap\n{space}\n{len(told)} beginbfchar\n{lines}endbfchar\nendcmap"
    return _file(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [7 0 R] >>",
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{face.family} /Encoding /Identity-H "
            "/DescendantFonts [4 0 R] /ToUnicode 9 0 R >>",
            f"<< /Type /Font /Subtype {shown_by} /BaseFont /{face.family} /FontDescriptor 5 0 R /W [0 [{widths}]] "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /CIDToGIDMap /Identity >>",
            f"<< /Type /FontDescriptor /FontName /{face.family} /Flags 4 /FontBBox [-500 -300 1000 1000] "
            f"/ItalicAngle 0 /Ascent 1000 /Descent -300 /CapHeight 500 /StemV 80 {file} 6 0 R >>",
            f"<< {subtype}/Length {len(data) + 1} /Filter /ASCIIHexDecode >>\nstream\n{data}>\nendstream",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
            "/Contents 8 0 R >>",
            _stream(f"BT /F {SIZE} Tf\n{shown}\nET"),
            _stream(cmap),
        ]
    )
