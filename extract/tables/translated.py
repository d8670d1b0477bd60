"""Headers of tables in two languages: "งบประมาณ (บาท) Budget (Baht)". The Thai titles are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.model.document import Cell
from normalize.script import THAI

HEADER_ROWS = 4
"""Rows of a table among which its header is."""

FEWEST, MOST = 3, 0.6
"""Minimum number of titles in both languages, and their share of the filled cells of a row."""

_THAI = re.compile(f"[{THAI}]")
_WORD = "[A-Za-z][A-Za-z0-9.'&’-]*"
_TRANSLATION = re.compile(rf"[\s/:|,–-]*\(?{_WORD}(?:[\s/,&–-]+{_WORD})*(?:\s*\(\s*{_WORD}(?:\s+{_WORD})*\s*\))?\)?")

Row = list[Cell | None]


def in_thai(rows: list[Row]) -> list[Row]:
    """The rows of a table, the first ones without translations if most of their titles have one."""
    return [_in_thai(row) if at < HEADER_ROWS and _is_translated(row) else row for at, row in enumerate(rows)]


def _is_translated(row: Sequence[Cell | None]) -> bool:
    texts = [cell.text for cell in row if cell is not None and cell.text.strip()]
    both = sum(bool(_THAI.search(text) and _TRANSLATION.search(text)) for text in texts)
    return both >= FEWEST and both >= MOST * len(texts)


def _in_thai(row: Sequence[Cell | None]) -> Row:
    return [None if cell is None else replace(cell, text=thai_part(cell.text)) for cell in row]


def thai_part(text: str) -> str:
    """A text in two languages without its words in Latin letters.

    >>> thai_part("ที่ No.")
    'ที่'
    """
    return _TRANSLATION.sub(" ", text).strip() if _THAI.search(text) else text
