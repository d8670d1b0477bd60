"""Codes that look like those of sections but count the items of a list (3.2 below 3.1), and names below their level."""

from __future__ import annotations

from collections.abc import Sequence

from extract.blocks.block_types import RawBlock
from extract.blocks.turns import SURE_SECTION, in_early_field
from extract.grammar.field import Field
from extract.grammar.numbering import parse_code, parse_number
from extract.lines.labels import nearest_field
from extract.lines.marks import Mark, MarkKind
from extract.model.document import Line
from extract.model.plan import Path, path_of
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

    In an introduction the former is enough, as it is in a list with the number of its heading: 3.1, 3.2 below 3.
    """
    if _begins_list(block, mark):
        return True
    if not _counts_on(block, mark):
        return False
    first = block.fields[-1].content[0]
    has_number = (code := parse_code(first.text.strip())) is not None and _is_first_of(block, path_of(code.section))
    return has_number or block.is_introduction() or any(following.kind in _LEVELS for following in below[:1])


def _begins_list(block: RawBlock, mark: Mark) -> bool:
    """Whether a code is the first of a field's list, with the field's own number before it, and nothing between."""
    is_empty = bool(block.fields) and not (block.fields[-1].content or block.fields[-1].heading.text.strip())
    return is_empty and mark.code is not None and _is_first_of(block, path_of(mark.code.section))


def _is_first_of(block: RawBlock, path: Path) -> bool:
    """Whether a code is the first below the number of a block's last field: 3.1 below 3."""
    number = block.fields[-1].heading.number
    return number is not None and path == (number.last, 1) and in_early_field(block)


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
