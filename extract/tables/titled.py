"""Every table of a document with its title."""

from __future__ import annotations

from extract.model.document import Block, Document, Grid, Line
from extract.model.plan import Table

TITLE_LENGTH = 160
"""Maximum length in characters. A longer line above a table is prose, not its title."""


def all_tables(document: Document) -> list[Table]:
    """Every grid of the document with its title, which is the short line directly above it."""
    tables: list[Table] = []
    above: Block | None = None
    for block in document.blocks():
        if isinstance(block, Grid):
            tables.append(Table(f"T{len(tables) + 1}", _title(above), block))
        above = block
    return tables


def _title(above: Block | None) -> str:
    return above.text.strip() if isinstance(above, Line) and len(above.text) <= TITLE_LENGTH else ""
