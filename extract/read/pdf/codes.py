"""Glyph codes that have one fixed meaning, whatever the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from extract.read.pdf.chars import Char
from extract.read.pdf.font_data import font_data

NO_TEXT = frozenset("\r\n\x00\ufffe\uffff\x02")

ARABIC = frozenset("0123456789")


def decode(chars: Iterable[Char], repairs: Counter[str]) -> list[Char]:
    """The glyphs that have a place, those whose code has one fixed meaning named by it."""
    data = font_data()
    private_use = data.private_use
    kept = [char for char in chars if char.char not in NO_TEXT and char.char not in data.hints]
    fonts = {char.font: char.font_name for char in kept}
    thai_digits = {font for font, name in fonts.items() if any(p.search(name) for p in data.thai_digits)}
    for char in kept:
        code = char.char
        if code in private_use:
            char.char, char.unsure = private_use[code], False
            repairs["private_use"] += 1
        elif char.font in thai_digits and code in ARABIC:
            char.char = chr(ord(code) - 0x30 + 0x0E50)
            repairs["thai_digit_font"] += 1
    return kept
