"""Finds the characters of a font's glyphs from its character map, glyph names and substitutions."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from extract.read.damage import fonttools_errors
from extract.read.pdf.font_data import font_data
from normalize.script import NIKHAHIT, SARA_AA, SARA_AM

Named = Iterator[tuple[str, str]]

T = TypeVar("T")


def names_of(order: Sequence[str], tables: Any, *, is_named: bool) -> dict[int, str]:  # noqa: ANN401 (no types)
    """Maps glyph numbers to characters. `order` are the glyph names, which are meaningful only if the font `is_named`.

    `tables` is the fontTools file, empty if there is none. Damaged tables are treated as absent.
    """
    numbers = {name: number for number, name in enumerate(order)}
    steps: tuple[Callable[[Mapping[str, str]], Named], ...] = (
        lambda known: _mapped(tables),
        lambda known: _named(order if is_named else ()),
        lambda known: _substituted(tables, known),
    )
    found: dict[int, str] = {}
    for step in steps:
        for name, char in step({order[n]: c for n, c in found.items()}):
            if name in numbers:
                found.setdefault(numbers[name], char)
    return found


def _sound(found: Iterator[T]) -> Iterator[T]:
    """The items that fontTools yields before a damaged place."""
    try:
        yield from found
    except fonttools_errors():
        return


def _mapped(font: Any) -> Named:  # noqa: ANN401
    """The character map: Unicode, or the 8-bit Thai codes of a symbol font."""
    for platform, encoding, code, name in _sound(_codes(font)):
        if not 0 <= code <= sys.maxunicode:
            continue
        if platform == 0 or (platform == 3 and encoding in (1, 10)):
            yield from ((name, char) for char in _meaning(chr(code)))
        elif platform == 3 and encoding == 0:
            yield from ((name, char) for char in _meaning(_symbol(code)))


def _codes(font: Any) -> Iterator[tuple[int, int, int, str]]:  # noqa: ANN401
    """Platform, encoding, code and glyph name of each entry of the character map."""
    if "cmap" in font:
        for table in font["cmap"].tables:
            for code, name in (getattr(table, "cmap", None) or {}).items():
                yield table.platformID, table.platEncID, code, name


def _symbol(code: int) -> str:
    """A code of a symbol font: TIS-620 with or without U+F000 added."""
    if 0xF0A1 <= code <= 0xF0FB or 0xA1 <= code <= 0xFB:
        try:
            return bytes([code & 0xFF]).decode("cp874")
        except UnicodeDecodeError:
            return ""
    return chr(code & 0xFF) if code & 0xFF < 0x7F else chr(code)


def _meaning(char: str) -> str:
    """The character of a code, "" for an unknown private-use code."""
    char = font_data().private_use.get(char, char)
    return "" if not char or "\ue000" <= char <= "\uf8ff" or char < " " else char


def _named(order: Iterable[str]) -> Named:
    """Glyph names such as `uni0E48`, `uni0E48.low`, `maiekthai`."""
    for name, char in _sound(_spelled(order)):
        if len(char) == 1 and _meaning(char):
            yield name, _meaning(char)


def _spelled(order: Iterable[str]) -> Named:
    """The meaning of each glyph name by Adobe's rules."""
    from fontTools import agl

    for name in order:
        yield name, agl.toUnicode(name)


def _substituted(font: Any, known: Mapping[str, str]) -> Named:  # noqa: ANN401
    """Glyphs that are substitutes of others: a shifted mark for the mark, ring and aa for sara am."""
    tables = list(_sound(_substitutions(font)))
    pending = dict(known)
    for _ in range(3):  # a substitute of a substitute
        before = len(pending)
        for table in tables:
            for name, char in _stand_ins(table, pending):
                if name not in pending:
                    pending[name] = char
                    yield name, char
        if len(pending) == before:
            return


def _substitutions(font: Any) -> Iterator[Mapping[str, str | list[str]]]:  # noqa: ANN401
    """For each substitution subtable, maps a glyph name to the name or names that replace it."""
    if "GSUB" not in font or font["GSUB"].table.LookupList is None:
        return
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            mapping = getattr(getattr(table, "ExtSubTable", table), "mapping", None)
            if mapping:
                yield dict(mapping)


def _stand_ins(table: Mapping[str, str | list[str]], known: Mapping[str, str]) -> Named:
    for source, target in table.items():
        char = known.get(source)
        if char is None:
            continue
        if isinstance(target, str):
            yield target, char
        elif char == SARA_AM and len(target) == 2:
            yield target[0], NIKHAHIT
            yield target[1], SARA_AA
