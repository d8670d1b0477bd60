"""Codes that look like those of sections but count the items of a list (3.2 below 3.1), and names below their level."""

from __future__ import annotations

from collections.abc import Sequence

from extract.blocks.block_types import RawBlock
from extract.blocks.turns import SURE_SECTION
from extract.grammar.field import Field
from extract.grammar.numbering import parse_code, parse_number
from extract.lines.labels import nearest_field
from extract.lines.marks import Mark, MarkKind
from extract.model.document import Line
from extract.model.plan import path_of
from normalize.frameworks import match_section
from normalize.text import comparable

REACH = 24
"""Number of lines above a code among which the heading of its list is searched."""

_LEVELS = (MarkKind.SECTION, MarkKind.DIMENSION)


def is_below_heading(pending: Sequence[Line], first: int) -> bool:
    """Whether a code may be of a list in the introduction: 3.1 below "3. เป้าหมาย". `pending` are the lines above it."""
    above = (number for line in pending[-REACH:] if (number := parse_number(line.text)))
    return any(n.last == first and nearest_field(comparable(n.rest)) is not Field.OTHER for n in above)


def goes_on(block: RawBlock, mark: Mark, below: Sequence[Mark]) -> bool:
    """Whether a code counts on in the list of a block, and no block begins right below it, as below a section.

    In an introduction the former is enough.
    """
    if not _counts_on(block, mark):
        return False
    return block.is_introduction() or any(following.kind in _LEVELS for following in below[:1])


def _counts_on(block: RawBlock, mark: Mark) -> bool:
    content = block.fields[-1].content if block.fields else []
    above = parse_code(content[-1].text.strip()) if content else None
    if above is None or mark.code is None:
        return False
    *parents, last = path_of(mark.code.section)
    return path_of(above.section) == (*parents, last - 1)


def is_name(below: Sequence[Mark]) -> bool:
    """Whether the name of a level may be on the line below its word and number."""
    return any(mark.kind is MarkKind.TEXT and parse_number(mark.line.text) is None for mark in below[:1])


def has_lost_dimension(text: str, first: int, above: int) -> bool:
    """Whether a section may be of a dimension without a heading: the one in force, or the next one by the section's
    standard name."""
    found = match_section(text, first) if first == above + 1 else None
    is_known = found is not None and found.score >= SURE_SECTION and found.code.startswith(f"{first}.")
    return first == above or is_known
