"""Labels and their texts beside each other among other lines, which tabs made small tables: they become lines again.

งานที่ 1        โครงการคันเบ็ดใสสะอาด
เงินที่ตั้งไว้    5,000 บาท
สิ่งที่ได้ทำ
1. ออกสำรวจคลอง

Only where the document has no larger tables of two columns, and the labels, whatever numbers they have, recur. The
word or the code of a level is one line with the name beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.grammar.levels import usual_scheme
from extract.grammar.numbering import leading_code
from extract.model.document import Block, Cell, Document, Grid, Line
from normalize.text import comparable

MOST_ROWS, COLUMNS = 3, 2

FEWEST_TABLES, FEWEST_LABELS = 6, 3
"""Such tables in a document, and how often a label recurs, at the least."""

LONGEST_LABEL = 40

_DIGITS = re.compile(r"\d+")


def with_paired_lines(document: Document) -> Document:
    """The document, with lines in place of such tables."""
    narrow = [block for block in document.blocks() if isinstance(block, Grid) and block.column_count == COLUMNS]
    small = [grid for grid in narrow if grid.row_count <= MOST_ROWS]
    if len(small) < FEWEST_TABLES or len(small) < len(narrow):
        return document
    labels = Counter(_words(row[0].text) for grid in small for row in grid.rows() if len(row) == COLUMNS)
    often = {words for words, count in labels.items() if count >= FEWEST_LABELS}
    pages = [replace(page, blocks=tuple(_parted(page.blocks, often))) for page in document.pages]
    return replace(document, pages=tuple(pages))


def _parted(blocks: Sequence[Block], labels: set[str]) -> Iterator[Block]:
    for block in blocks:
        lines = _lines(block, labels) if isinstance(block, Grid) and block.column_count == COLUMNS else None
        yield from lines if lines is not None else [block]


def _lines(grid: Grid, labels: set[str]) -> list[Line] | None:
    """The lines of a table; None if one of its rows is none of a label or a level."""
    made: list[Line] = []
    for row in grid.rows():
        cells = [cell for cell in row if cell.text.strip()]
        text = _text(cells, labels)
        if text is None:
            return None
        raw = "\t".join(cell.raw for cell in cells)
        made.append(Line(text, raw, cells[0].place, grid.gap and not made))
    return made


def _text(cells: Sequence[Cell], labels: set[str]) -> str | None:
    texts = [" ".join(cell.text.split()) for cell in cells]
    if len(texts) == 1:
        return texts[0]
    joined = " ".join(texts)
    if len(texts) == COLUMNS and _is_level(texts[0], joined):
        return joined
    return " : ".join(texts) if len(texts) == COLUMNS and _words(texts[0]) in labels else None


def _is_level(label: str, joined: str) -> bool:
    """Whether a cell is the word of a level and its number, or a code, and the name is beside it."""
    code = leading_code(joined)
    is_code = code is not None and "." in code.section and code.end >= len(label)
    heading = usual_scheme().read(joined)
    return is_code or (heading is not None and any(map(str.isdigit, label)) and len(label) <= LONGEST_LABEL)


def _words(text: str) -> str:
    """A label without its numbers. Empty if it is too long for one."""
    return _DIGITS.sub("", comparable(text)) if len(text) <= LONGEST_LABEL else ""
