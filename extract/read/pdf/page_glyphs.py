"""Reads the glyphs of a page once, with the characters that its fonts name."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from extract.read.pdf.absent_fonts import with_usual_ink
from extract.read.pdf.byte_fonts import decode_bytes
from extract.read.pdf.calls import Calls
from extract.read.pdf.chars import PageChars, read_chars
from extract.read.pdf.covers import read_scene, unseen_texts
from extract.read.pdf.drawing import Drawn, removed
from extract.read.pdf.glyphs import Char, Glyphs
from extract.read.pdf.letters import UNKNOWN
from extract.read.pdf.naming import FontBook, glyph_box, name_glyphs, needs_names, with_own_names

GRAIN = 20
"""Tolerance for equal ink boxes, in thousandths of the font size, if the font program gives no glyph number."""

Glyph = tuple[str, str, tuple[int, ...], bool]
"""An unnamed glyph: its font, its code, its number in the font program or else its ink; whether it is below."""


@dataclass(slots=True)
class PageGlyphs:
    """The visible glyphs of a page by writing direction.

    `nameless` are, for each direction, the places of glyphs that are marks, but that no font names.
    """

    parts: list[PageChars]
    nameless: list[list[tuple[int, Glyph]]]
    left_out: Counter[str]
    repairs: Counter[str]


def read_glyphs(page: Any, book: FontBook, layers: bool) -> PageGlyphs:  # noqa: ANN401 (pypdfium2 has no types)
    """The glyphs of a pypdfium2 page. `layers`: whether the document has layers."""
    raw = book.raw
    repairs: Counter[str] = Counter()
    scene = read_scene(page, raw, layers)
    off = unseen_texts(page, raw, scene)
    repairs["hidden"] += _letters(page, raw, off)
    with removed(page, raw, off), closing(page.get_textpage()) as text_page:
        calls = Calls(raw, text_page.raw)
        parts, left_out = read_chars(page, calls, scene.without(off))
        nameless = []
        for part in parts:
            part.glyphs, found = named_by_fonts(part.glyphs, calls, book, repairs)
            nameless.append(found)
    return PageGlyphs(parts, nameless, left_out, repairs)


def named_by_fonts(
    glyphs: Glyphs, calls: Calls, book: FontBook, repairs: Counter[str]
) -> tuple[Glyphs, list[tuple[int, Glyph]]]:
    """The glyphs with those of meaningless or wrong codes named by their fonts, and the places of unnamed marks."""
    own = with_own_names(glyphs, calls, book, repairs)
    glyphs = with_usual_ink(decode_bytes(own, repairs), calls)
    if not needs_names(glyphs, book):
        return glyphs, []
    chars = glyphs.chars()
    name_glyphs(chars, calls, book, repairs)
    return glyphs.renamed(chars), list(_nameless(chars, calls, book))


def _nameless(chars: Sequence[Char], calls: Calls, book: FontBook) -> Iterator[tuple[int, Glyph]]:
    """The places of the unnamed characters that can only be marks."""
    for at, char in enumerate(chars):
        if char.char != UNKNOWN or char.height <= 0:
            continue
        is_above, is_below = char.bottom < char.y - char.height, char.top > char.y
        box = glyph_box(char, calls) if is_above or is_below else None
        if box is None:
            continue
        program = book.program(char.font)
        numbers = program.matching(box) if program else []
        ink = tuple(numbers) if len(numbers) == 1 else tuple(round(side / GRAIN) for side in box)
        yield at, (char.font_name, calls.code(char.index), ink, is_below)


def _letters(page: Any, raw: Any, objects: Sequence[Drawn]) -> int:  # noqa: ANN401
    """The number of letters of some text objects."""
    if not objects:
        return 0
    with closing(page.get_textpage()) as text_page:
        texts = [_text_of(drawn, text_page, raw) for drawn in objects]
    return sum(not char.isspace() for text in texts for char in text)


def _text_of(drawn: Drawn, text_page: Any, raw: Any) -> str:  # noqa: ANN401
    size = raw.FPDFTextObj_GetText(drawn.item, text_page.raw, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    raw.FPDFTextObj_GetText(drawn.item, text_page.raw, buffer, size)
    return bytes(buffer)[:size].decode("utf-16-le", "replace").rstrip("\0")
