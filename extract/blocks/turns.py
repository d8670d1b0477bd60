"""Which field is due next in a block, based on its headings so far, their numbers and the usual order.

`numbers` contains the field that the document usually prints under each number.
"""

from __future__ import annotations

from collections.abc import Mapping

from extract.blocks.block_types import RawBlock
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import NumberStyle
from extract.lines.marks import Mark

_DOTTED = frozenset({NumberStyle.DOT, NumberStyle.BARE})
"""`1.` and `1` are the same style, since a dot is easily lost."""


def in_early_field(block: RawBlock) -> bool:
    """Whether the last field of the block is in the first half of the order."""
    return bool(block.fields) and block.last_rank() < family().late_rank


def in_late_field(block: RawBlock) -> bool:
    """Whether the last field of the block is in the second half of the order."""
    return bool(block.fields) and not in_early_field(block)


def suits_style(block: RawBlock, mark: Mark) -> bool:
    """Whether a heading is numbered like the block's other headings: `3) ...` among `7. ...` is an item."""
    styles = block.styles()
    if mark.number is None or mark.number.depth == 0:
        return mark.number is None or not styles
    return not styles or mark.number.style in styles or (mark.number.style in _DOTTED and bool(styles & _DOTTED))


def is_aside(block: RawBlock, mark: Mark) -> bool:
    """Whether a remark, evaluation or result in a block's first half is no heading. If it is due, it is one."""
    if mark.key not in family().anywhere and not mark.progress:
        return False
    if not in_early_field(block) or _is_report(block, mark):
        return False
    return mark.number is None or not 0 < mark.number.last - block.last_number() <= 3


def _is_report(block: RawBlock, mark: Mark) -> bool:
    """Whether the block belongs to a progress report, where results directly follow methods."""
    return mark.progress and (block.is_progress() or len(block.fields) <= 2)


def is_glued_in_turn(block: RawBlock, mark: Mark, numbers: Mapping[int, str]) -> bool:
    """Whether a heading before text is in order: at most one number is skipped, or it has its usual number."""
    last = block.fields[-1]
    if mark.number is None:
        has_text = len(mark.line.text) > len(mark.text) + 8
        return last.heading.number is None and has_text and family().rank[mark.key] > family().rank[last.key]
    ahead = mark.number.last - block.last_number()
    in_sequence = 0 < ahead <= 2 or (ahead > 0 and numbers.get(mark.number.last) == mark.key)
    return last.heading.number is not None and mark.number.style in _DOTTED and in_sequence


def fits_order(block: RawBlock, mark: Mark) -> bool:
    """Whether a new field fits the order of the block. A field far out of order must have a number that is due."""
    if family().rank[mark.key] >= block.last_rank() or mark.progress:
        return True
    ahead = mark.number.last - block.last_number() if mark.number is not None else 1
    return 0 < ahead <= 3 or mark.key == Field.LOCATION


def goes_on(block: RawBlock, mark: Mark) -> bool:
    """Whether a heading adds to the results: ประโยชน์ที่คาดว่าจะได้รับ after ตัวชี้วัด with the next number."""
    due = mark.number is not None and mark.number.last == block.last_number() + 1
    return mark.key == Field.RESULTS and due and block.fields[-1].key == Field.RESULTS


def due_key(block: RawBlock, mark: Mark, numbers: Mapping[int, str]) -> str | None:
    """The field due by the heading's number and not yet in the block. None if there is none."""
    if mark.number is None or mark.number.style not in _DOTTED or mark.number.last != block.last_number() + 1:
        return None
    key = _usual_key(block, mark.number.last, numbers)
    return key if key and key not in block.seen() else None


def _usual_key(block: RawBlock, number: int, numbers: Mapping[int, str]) -> str | None:
    """The field that the document usually prints under a number, corrected for the shift of the block's numbers."""
    keys = block.seen()
    order = [key for _, key in sorted(numbers.items())]
    if not keys or keys[-1] not in order:
        return numbers.get(number)
    following = order[order.index(keys[-1]) + 1 :]
    return following[0] if following else None


def unnamed_key(block: RawBlock, mark: Mark, later: Mark, numbers: Mapping[int, str]) -> str:
    """The field of a heading with unknown words: the due field, or one between the last and the next field."""
    due = due_key(block, mark, numbers)
    if due is not None and due != later.key:
        return due
    known = family()
    between = known.order[block.last_rank() + 1 : known.rank[later.key]]
    return next((key for key in between if key not in block.seen()), Field.OTHER)
