"""Lookup tables of fonts from `schemas/thai_fonts.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class FontData:
    """Meanings of glyph codes: `private_use` for all fonts, others by font name."""

    private_use: Mapping[str, str]
    hints: frozenset[str]
    """Codes that control how the preceding mark is drawn, and are not characters."""
    families: tuple[tuple[re.Pattern[str], Mapping[int, str]], ...]
    symbols: tuple[tuple[re.Pattern[str], Mapping[int, str]], ...]
    thai_digits: tuple[re.Pattern[str], ...]
    mark_runs: tuple[str, ...]
    """The orders in which fonts number their shifted marks."""

    def family(self, font_name: str) -> Mapping[int, str]:
        """Maps glyph numbers to characters, for a font of a known family; empty for others."""
        return next((glyphs for name, glyphs in self.families if name.search(font_name)), {})

    def symbol(self, font_name: str) -> Mapping[int, str] | None:
        """Maps the low byte of a code to its symbol; None if the font is not a symbol font."""
        return next((glyphs for name, glyphs in self.symbols if name.search(font_name)), None)


@cache
def font_data() -> FontData:
    """The tables, loaded once."""
    data = tomllib.loads(files("schemas").joinpath("thai_fonts.toml").read_text(encoding="utf-8"))
    hints = data["private_use_hints"]
    return FontData(
        {chr(code): char for code, char in _runs(data["private_use"]).items()},
        frozenset(map(chr, range(hints["first"], hints["last"] + 1))),
        tuple((re.compile(entry["name"]), _runs(entry["runs"])) for entry in data["family"]),
        tuple((re.compile(entry["font"]), _runs(entry["runs"])) for entry in data["symbols"]),
        tuple(re.compile(entry["name"]) for entry in data["thai_digits"]),
        tuple(entry["text"] for entry in data["mark_runs"]),
    )


def _runs(runs: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    return {run["first"] + at: char for run in runs for at, char in enumerate(run["text"])}
