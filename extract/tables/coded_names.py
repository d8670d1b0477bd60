"""Tables that name projects by nothing but the codes that stand before their names in the blocks.

| รหัส | 2567   | 2568   |
| ค-1  | 10,000 | 10,000 |
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.grammar.family import family
from extract.lines.block_titles import title_codes
from extract.lines.marks import Mark
from extract.model.document import Block, Document, Grid
from normalize.text import comparable

FEWEST, MOST = 3, 0.6
"""Rows with the code of a project, and their share of all rows, at the least."""


def with_coded_names(document: Document, marks: Sequence[Mark]) -> Document:
    """The document, with the names of projects in place of their codes, in tables that hold no other text of theirs."""
    names = {comparable(code): name for code, name in title_codes(marks).items()}
    if len(names) < FEWEST:
        return document
    pages = [replace(page, blocks=tuple(_named(block, names) for block in page.blocks)) for page in document.pages]
    return replace(document, pages=tuple(pages))


def _named(block: Block, names: Mapping[str, str]) -> Block:
    if not isinstance(block, Grid):
        return block
    coded = {cell.row: cell for cell in reversed(block.cells) if comparable(cell.text) in names}
    columns = {cell.column for cell in coded.values()}
    known = {comparable(name) for name in names.values()}
    is_named = any(comparable(cell.text) in known for cell in block.cells)
    if len(coded) < FEWEST or len(coded) < MOST * block.row_count or len(columns) > 1 or is_named:
        return block
    column, first = columns.pop(), min(coded)
    title = "/".join(family().kinds)
    return replace(
        block,
        cells=tuple(
            replace(cell, text=names[comparable(cell.text)])
            if coded.get(cell.row) is cell
            else replace(cell, text=title)
            if cell.column == column and cell.row == first - 1
            else cell
            for cell in block.cells
        ),
    )
