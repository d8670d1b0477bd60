"""What the glyphs of a font stand for: asked of its character map, its glyph names and its substitutions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from extract.read.pdf.font_data import font_data
from normalize.script import NIKHAHIT, SARA_AA, SARA_AM

Named = Iterator[tuple[str, str]]


def names_of(order: Sequence[str], tables: Any, *, is_named: bool) -> dict[int, str]:  # noqa: ANN401 (no types)
    """Glyph number -> character. `order` are the glyphs' names, which tell something only if the font `is_named`.

    `tables` is the fontTools file, empty where there is none. Damaged tables count as absent.
    """
    numbers = {name: number for number, name in enumerate(order)}
    steps: tuple[Callable[[Mapping[str, str]], Named], ...] = (
        lambda known: _mapped(tables),
        lambda known: _named(order if is_named else ()),
        lambda known: _substituted(tables, known),
    )
    found: dict[int, str] = {}
    for step in steps:
        try:
            for name, char in step({order[n]: c for n, c in found.items()}):
                if name in numbers:
                    found.setdefault(numbers[name], char)
        except Exception:  # fontTools raises many kinds for damaged tables
            continue
    return found


def _mapped(font: Any) -> Named:  # noqa: ANN401
    """The character map: Unicode, or the 8-bit Thai codes of a symbol font."""
    if "cmap" not in font:
        return
    for table in font["cmap"].tables:
        if table.platformID == 0 or (table.platformID == 3 and table.platEncID in (1, 10)):
            for code, name in table.cmap.items():
                yield from ((name, char) for char in _meaning(chr(code)))
        elif table.platformID == 3 and table.platEncID == 0:
            for code, name in table.cmap.items():
                yield from ((name, char) for char in _meaning(_symbol(code)))


def _symbol(code: int) -> str:
    """A code of a symbol font: TIS-620 with or without U+F000 added."""
    if 0xF0A1 <= code <= 0xF0FB or 0xA1 <= code <= 0xFB:
        try:
            return bytes([code & 0xFF]).decode("cp874")
        except UnicodeDecodeError:
            return ""
    return chr(code & 0xFF) if code & 0xFF < 0x7F else chr(code)


def _meaning(char: str) -> str:
    """The character of a code, "" for a private-use code that no table knows."""
    char = font_data().private_use.get(char, char)
    return "" if not char or "\ue000" <= char <= "\uf8ff" or char < " " else char


def _named(order: Iterable[str]) -> Named:
    """Glyph names such as `uni0E48`, `uni0E48.low`, `maiekthai`."""
    from fontTools import agl

    for name in order:
        char = agl.toUnicode(name)
        if len(char) == 1 and _meaning(char):
            yield name, _meaning(char)


def _substituted(font: Any, known: Mapping[str, str]) -> Named:  # noqa: ANN401
    """Glyphs that stand in for others: a moved mark for its letter, ring and aa for sara am."""
    if "GSUB" not in font or font["GSUB"].table.LookupList is None:
        return
    pending = dict(known)
    for _ in range(3):  # a stand-in of a stand-in
        before = len(pending)
        for lookup in font["GSUB"].table.LookupList.Lookup:
            for table in lookup.SubTable:
                for name, char in _stand_ins(getattr(table, "ExtSubTable", table), pending):
                    if name not in pending:
                        pending[name] = char
                        yield name, char
        if len(pending) == before:
            return


def _stand_ins(table: Any, known: Mapping[str, str]) -> Named:  # noqa: ANN401
    mapping = getattr(table, "mapping", None) or {}
    for source, target in mapping.items():
        char = known.get(source)
        if char is None:
            continue
        if isinstance(target, str):
            yield target, char
        elif char == SARA_AM and len(target) == 2:
            yield target[0], NIKHAHIT
            yield target[1], SARA_AA
