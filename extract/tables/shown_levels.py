"""The level that a column left of the projects holds, where its title is unknown: by its cells alone.

A level heads several rows that stand together, or it is one of the national framework, or it begins with the word of a
level. A text of one row, or one that comes and goes, says something else about the project: its process, its place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

from extract.grammar.patterns import patterns
from extract.tables.column_content import LONG, MOST, NAMED, ColumnContent
from normalize.frameworks import match_dimension, match_section
from normalize.text import comparable


def shown_level(texts: Sequence[str], content: ColumnContent, rows: int, taken: Collection[str]) -> str | None:
    """The level of a column by its cells, beside `rows` projects. None if they show none, or it is `taken`."""
    if content.coded >= MOST and "section" not in taken:
        return "section"
    levels = [level for level in ("dimension", "section") if level not in taken]
    if not levels or content.letters < LONG or not (_heads_rows(texts, rows) or _is_named(texts)):
        return None
    return levels[0]


def _heads_rows(texts: Sequence[str], rows: int) -> bool:
    """Whether the cells head several rows each, that stand together."""
    filled = [comparable(text) for text in texts if text]
    runs = [text for text, _ in groupby(filled)]
    return len(runs) == len(set(runs)) < rows


def _is_named(texts: Sequence[str]) -> bool:
    """Whether enough cells are levels of the national framework, or begin with the word of a level."""
    filled = [text for text in texts if text]
    return sum(map(_is_level, filled)) >= NAMED * len(filled) > 0


def _is_level(text: str) -> bool:
    levels = patterns().any_level
    if levels.heading.match(text) or levels.relative.match(text):
        return True
    return match_dimension(text) is not None or match_section(text) is not None
