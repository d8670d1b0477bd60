"""PDFs for tests, written byte by byte: a Type 3 font whose glyphs are plain rectangles, with any code for any glyph.

The shape of a glyph (its ink) and its code in the text layer are independent, as in real damaged PDFs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SIZE = 10.0
LETTER = (0.0, 0.0, 0.5, 0.6)
"""Ink of a letter in font sizes: x0, y0, x1, y1 above the origin. Every glyph advances by ADVANCE."""

INK = {
    **dict.fromkeys("ัิีึืํ็", (-0.35, 0.65, -0.05, 0.8)),
    **dict.fromkeys("่้๊๋์", (-0.3, 0.85, -0.1, 1.0)),
    **dict.fromkeys("ุู", (-0.2, -0.25, -0.05, -0.05)),
    "ำ": (-0.3, 0.0, 0.5, 0.8),
    "·": (0.05, 0.0, 0.15, 0.1),
}
ADVANCE = 0.6
MARKS = "ัิีึืํ็่้๊๋์ุู"


@dataclass(frozen=True)
class Glyph:
    """One glyph: its visible shape, and its code point in the text layer."""

    seen: str
    told: str
    x: float
    y: float
    turn: tuple[int, int, int, int] = (1, 0, 0, 1)
    """The text matrix without the position: the rotation of the glyph."""


def upwards(line: Sequence[Glyph], x: float) -> list[Glyph]:
    """A line of glyphs rotated to run from the bottom of the page to the top, with its baseline at `x`."""
    return [Glyph(g.seen, g.told, x, g.x, (0, 1, -1, 0)) for g in line]


def glyphs(text: str, x: float, y: float) -> list[Glyph]:
    """A line of text with correct code points. A mark is placed over the letter before it."""
    made = []
    for char in text:
        if char != " " and char not in MARKS:
            made.append(Glyph(char, char, x, y))
        elif char in MARKS:
            made.append(Glyph(char, char, x, y))
            continue
        x += ADVANCE * SIZE
    return made


def pdf(
    pages: Sequence[Sequence[Glyph]],
    rules: Sequence[tuple[float, float, float, float]] = (),
    extra: str = "",
    *,
    before: str = "",
    after: str = "",
    media: str = "0 0 595 842",
) -> bytes:
    """A PDF of the given pages (A4, y up). `rules` are drawn on every page as lines from x0 y0 to x1 y1.

    `before` and `after` are content before and after the glyphs, `media` the corners of the page.
    """
    kinds = sorted({(g.seen, g.told) for page in pages for g in page})
    codes = {kind: number for number, kind in enumerate(kinds, start=33)}
    procs = [_stream(_ink(seen)) for seen, _ in kinds]
    first = 6
    names = "".join(f"/g{code} {first + i} 0 R " for i, code in enumerate(codes.values()))
    differences = "".join(f"{code} /g{code} " for code in codes.values())
    mapping = "".join(
        f"<{code:02X}> <{told.encode('utf-16-be', 'surrogatepass').hex()}>\n" for (_, told), code in codes.items()
    )
    space = "1 begincodespacerange <00> <FF> endcodespacerange"
    cmap = f"begincmap\n{space}\n{len(codes)} beginbfchar\n{mapping}endbfchar\nendcmap"
    widths = " ".join([str(int(ADVANCE * 1000))] * len(codes))
    page_at = first + len(procs)
    kids = " ".join(f"{page_at + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        f"<< /Type /Font /Subtype /Type3 /FontBBox [-1000 -1000 1000 1500] /FontMatrix [0.001 0 0 0.001 0 0] "
        f"/CharProcs << {names}>> /Encoding << /Type /Encoding /Differences [{differences}] >> "
        f"/FirstChar 33 /LastChar {32 + len(codes)} /Widths [{widths}] /ToUnicode 4 0 R /Resources << >> >>",
        _stream(cmap),
        "<< >>",
        *procs,
    ]
    for page in pages:
        at = len(objects) + 2
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{media}] /Resources << /Font << /F 3 0 R >> >> "
            f"/Contents {at} 0 R {extra} >>"
        )
        objects.append(_stream(f"{before}\n{_content(page, codes, rules)}\n{after}"))
    return _file(objects)


def _ink(seen: str) -> str:
    x0, y0, x1, y1 = (int(1000 * part) for part in INK.get(seen, LETTER))
    return f"{int(ADVANCE * 1000)} 0 {x0} {y0} {x1} {y1} d1 {x0} {y0} {x1 - x0} {y1 - y0} re f"


def _content(page: Sequence[Glyph], codes: dict[tuple[str, str], int], rules: Sequence[tuple[float, ...]]) -> str:
    shown = [
        f"BT /F {SIZE} Tf {' '.join(map(str, g.turn))} {g.x:.2f} {g.y:.2f} Tm <{codes[g.seen, g.told]:02X}> Tj ET"
        for g in page
    ]
    drawn = [f"0.5 w {x0} {y0} m {x1} {y1} l S" for x0, y0, x1, y1 in rules]
    return "\n".join([*drawn, *shown])


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    data, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode() + trailer.encode()
