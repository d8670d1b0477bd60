"""Words behind the last block that sum up all projects: งบประมาณตามแผนทั้งสิ้น 97,600 บาท. They are no part of it."""

from __future__ import annotations

from collections.abc import Callable

from extract.blocks.block_types import Outline, RawBlock, RawField
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.reports import sums_up
from extract.grammar.told_sums import told_sums
from extract.model.document import Line

FEWEST = 2
"""Minimum number of figures of a line that sums up all blocks."""


def without_sums(found: Outline) -> Outline:
    """The outline, with the lines from a sum of all projects on taken from the end of each block."""
    for block in found.blocks:
        _cut(block)
    if found.blocks:
        _cut_last(found.blocks[-1], len(found.blocks))
    return found


def _cut(block: RawBlock) -> None:
    last = block.fields[-1] if block.fields else None
    if last is None or last.key == Field.BUDGET or not block.get(Field.BUDGET):
        return
    _cut_content(last, lambda line: line.gap and _is_money(line) and sums_up(line.text))


def _cut_last(block: RawBlock, count: int) -> None:
    """Takes what sums up all projects from the end of the last block, also where it was taken for a heading."""
    for index, entry in enumerate(block.fields):
        if index and _sums_all(entry.heading.line, count):
            del block.fields[index:]
            return
    if block.fields:
        _cut_content(block.fields[-1], lambda line: _sums_all(line, count))


def _cut_content(last: RawField, is_sum: Callable[[Line], bool]) -> None:
    begins = (i for i, line in enumerate(last.content) if (i or last.heading.line.place != line.place) and is_sum(line))
    at = next(begins, None)
    if at is not None:
        del last.content[at:]
        last.groups = {index: group for index, group in last.groups.items() if index < at}


def _is_money(line: Line) -> bool:
    return any(unit in line.text for unit in family().units) and any(map(str.isdigit, line.text))


def _sums_all(line: Line, count: int) -> bool:
    """Whether a line counts the projects of all blocks, and states what became of them or of their money."""
    words = (*family().totals.sums, *family().totals.grand)
    if not any(word in line.text for word in words):
        return False
    told = told_sums(line.text)
    counted = told.get("projects_planned")
    return counted is not None and len(told) >= FEWEST and (counted == count or (line.gap and counted > 1))
