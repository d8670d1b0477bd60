"""Glyph codes that have one fixed meaning, whatever the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from extract.read.pdf.chars import Char
from extract.read.pdf.font_data import font_data
from extract.read.quality import thai_likeness

NO_TEXT = frozenset("\r\n\x00\ufffe\uffff\x02")

OLD_SHARE = 0.8
"""Share of a font's letters that are codes of TIS-620 read as Latin, where it is a Thai font without a map."""

FEWEST_OLD = 8
"""Such letters in a font, at the least."""

BELIEVABLE = 0.5
"""How far they must look like Thai as such."""


def decode(chars: Iterable[Char], repairs: Counter[str]) -> list[Char]:
    """The glyphs that have a place, those whose code has one fixed meaning named by it."""
    data = font_data()
    private_use = data.private_use
    dropped = NO_TEXT | data.hints
    kept = [char for char in chars if char.char not in dropped]
    special = {code for code in {char.char for char in kept} if not " " <= code <= "~" and not "ก" <= code <= "๛"}
    if not special:
        return kept
    for char in kept if special & private_use.keys() else ():
        if char.char in private_use:
            char.char, char.unsure = private_use[char.char], False
            repairs["private_use"] += 1
    if any("\x80" <= code <= "\xfc" for code in special):
        _decode_old(kept, repairs)
    return kept


def _decode_old(chars: Sequence[Char], repairs: Counter[str]) -> None:
    """Fonts whose codes are TIS-620 and are taken for Latin letters: "\xa1\xd2\xc3" for "การ"."""
    by_font: dict[int, list[Char]] = {}
    for char in chars:
        by_font.setdefault(char.font, []).append(char)
    for found in by_font.values():
        meanings = [(char, _old_meaning(char.char)) for char in found]
        old = [(char, meaning) for char, meaning in meanings if meaning]
        letters = [char for char, meaning in meanings if meaning or char.char.isalpha()]
        if len(old) < FEWEST_OLD or len(old) < OLD_SHARE * len(letters):
            continue
        if thai_likeness("".join(meaning or char.char for char, meaning in meanings)) < BELIEVABLE:
            continue
        repairs["old_code"] += len(old)
        for char, meaning in old:
            char.char, char.unsure = meaning, False


def _old_meaning(code: str) -> str:
    """The Thai character that an 8-bit Thai font has where Windows has this Latin one; "" for none."""
    if code < "\x80":
        return ""
    try:
        byte = code.encode("cp1252")
    except UnicodeEncodeError:
        return ""
    meaning = font_data().old_codes.get(chr(byte[0]), "")
    if meaning or byte[0] < 0xA1:
        return meaning
    return byte.decode("cp874", "ignore")
