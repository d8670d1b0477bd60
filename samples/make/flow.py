"""The parts of a sample document before rendering to text, PDF or Word: paragraphs, tables and page ends.

Every block may have marks. A renderer reports the lines of each mark, which is all that the truth needs from a layout:
`block.3` is the third project's detail block, `block.3.methods` one of its fields, `summary.3` its summary row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Marks = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph. `lead` is its list mark as printed; `tight` omits the blank line before it."""

    text: str
    marks: Marks = ()
    lead: str = ""
    tight: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One table row. `span` is the column span of its first cell (the covered cells are empty)."""

    cells: tuple[str, ...]
    marks: Marks = ()
    span: int = 1


@dataclass(frozen=True, slots=True)
class FlowTable:
    """A table. In the first `merged` columns an empty cell is merged with the cell above it."""

    rows: tuple[Row, ...]
    header_rows: int = 1
    merged: int = 0


@dataclass(frozen=True, slots=True)
class PageEnd:
    """The end of a page."""


Block = Para | FlowTable | PageEnd
Flow = Iterable[Block]
