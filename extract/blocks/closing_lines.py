"""Words behind the last block that sum up all projects: งบประมาณตามแผนทั้งสิ้น 97,600 บาท. They are no part of it."""

from __future__ import annotations

from extract.blocks.block_types import Outline, RawBlock
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.reports import sums_up
from extract.model.document import Line


def without_sums(found: Outline) -> Outline:
    """The outline, with the lines from a sum of all projects on taken from the end of each block."""
    for block in found.blocks:
        _cut(block)
    return found


def _cut(block: RawBlock) -> None:
    last = block.fields[-1] if block.fields else None
    if last is None or last.key == Field.BUDGET or not block.get(Field.BUDGET):
        return
    begins = (i for i, line in enumerate(last.content) if (i or last.heading.line.place != line.place) and _sums(line))
    at = next(begins, None)
    if at is not None:
        del last.content[at:]
        last.groups = {index: group for index, group in last.groups.items() if index < at}


def _sums(line: Line) -> bool:
    """Whether a line with a gap above it sums up money."""
    is_money = any(unit in line.text for unit in family().units) and any(map(str.isdigit, line.text))
    return line.gap and is_money and sums_up(line.text)
