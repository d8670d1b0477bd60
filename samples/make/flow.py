"""What a sample document is made of, before it becomes text, PDF or Word: a flow of paragraphs, tables and page ends.

Every block may carry marks. A renderer reports where each mark came to stand, and that is all the truth needs to know
of a layout: `block.3` is the third project's detail block, `block.3.methods` one of its fields, `summary.3` its row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Marks = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph. `lead` is its list mark, printed as it is; `tight` leaves no blank line before it."""

    text: str
    marks: Marks = ()
    lead: str = ""
    tight: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One table row; `span` is how many columns its first cell covers (the cells it covers are empty)."""

    cells: tuple[str, ...]
    marks: Marks = ()
    span: int = 1


@dataclass(frozen=True, slots=True)
class FlowTable:
    """A table. In the first `merged` columns an empty cell belongs to the cell above it."""

    rows: tuple[Row, ...]
    header_rows: int = 1
    merged: int = 0


@dataclass(frozen=True, slots=True)
class PageEnd:
    """The end of a page."""


Block = Para | FlowTable | PageEnd
Flow = Iterable[Block]
