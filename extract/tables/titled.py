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


LONGEST_PAGE = 3
"""Digits of a page's number in a table of contents."""

FRONT_PAGES = 3
"""Pages of a table of contents that have letters for numbers, its title included."""

LISTED = 3
"""Pages from which on a column that counts up is that of a table of contents."""


def is_contents(grid: Grid) -> bool:
    """Whether the last column of a table holds nothing but numbers of pages that count up."""
    ends = [row[-1].text.strip() for row in grid.rows() if row and row[-1].column == grid.column_count - 1]
    pages = [int(text) for text in ends if text.isdecimal() and len(text) <= LONGEST_PAGE]
    return len(pages) >= LISTED and pages == sorted(pages) and sum(map(bool, ends)) - len(pages) <= FRONT_PAGES
