"""Makes a PDF with a damaged text layer, as is common in Thai PDFs, whose pages look the same.

The damage is in the ToUnicode maps of the fonts, which map glyphs to characters, and in the ActualText that some
programs add for sara am. Both kinds are common in files of word processors of the last twenty years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from samples.make.printing.engines import saved

TOLD = {
    "ำ": " ",
    "ํ": " ",
    "่": "\uf70a",
    "์": "\uf70e",
}
"""Maps visible characters to those in the text layer: the ring of sara am is a space, two marks have old Thai codes."""

_LINE = re.compile(rb"^<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>\r?\n?", re.MULTILINE)
_COUNTED = re.compile(rb"\d+ beginbfchar\s+(.*?)endbfchar", re.DOTALL)
_ACTUAL = re.compile(rb"/Span\s*<</ActualText<[0-9A-Fa-f]+>>>\s*BDC(.*?)EMC", re.DOTALL)


def damaged(data: bytes) -> bytes:
    """The damaged PDF, with the same bytes for the same PDF."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        for made in pdf.objects:
            if isinstance(made, pikepdf.Dictionary) and "/ToUnicode" in made:
                made.ToUnicode.write(damaged_map(made.ToUnicode.read_bytes()))
        for page in pdf.pages:
            page.contents_coalesce()
            page.Contents.write(_ACTUAL.sub(rb"\1", page.Contents.read_bytes()))
        return saved(pdf)


def damaged_map(cmap: bytes) -> bytes:
    """A ToUnicode map with some wrong characters, and without entries for the second glyph of a character.

    A second glyph is the raised or lowered form of a mark.
    """
    return _COUNTED.sub(_damaged_section, cmap)


def _damaged_section(section: re.Match[bytes]) -> bytes:
    lines = list(_damaged_lines(section[1]))
    return f"{len(lines)} beginbfchar\n".encode() + b"".join(lines) + b"endbfchar"


def _damaged_lines(section: bytes) -> Iterator[bytes]:
    seen: set[str] = set()
    for code, told in _LINE.findall(section):
        character = bytes.fromhex(told.decode()).decode("utf-16-be")
        if character in seen and "ั" <= character <= "๎":
            continue
        seen.add(character)
        wrong = TOLD.get(character, character).encode("utf-16-be").hex().upper()
        yield b"<%s> <%s>\n" % (code, wrong.encode())
