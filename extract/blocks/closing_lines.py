"""Words behind the last block: what sums up all projects (งบประมาณตามแผนทั้งสิ้น 97,600 บาท), and lines that no other
block has below its last field. They are no part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.blocks.block_types import Outline, RawBlock, RawField
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import list_number, parse_number
from extract.grammar.reports import sums_up
from extract.grammar.told_sums import told_sums
from extract.model.document import Line

FEWEST = 2
"""Minimum number of figures of a line that sums up all blocks."""

LONGEST_SUM = 100
"""Characters of a line that says no more than the sum of the plan."""

FEWEST_SINGLE = 3
"""Other blocks that have one line in a field, at the least, for it to be one of a single line."""


def without_sums(found: Outline) -> Outline:
    """The outline, with the lines from a sum of all projects on taken from the end of each block."""
    for block in found.blocks:
        _cut(block)
    if found.blocks:
        _cut_last(found.blocks[-1], len(found.blocks))
        _cut_grand(found.blocks)
        _cut_to_form(found.blocks)
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


def _cut_grand(blocks: Sequence[RawBlock]) -> None:
    """Takes the sum of the whole plan from the end of the last block: รวมทั้งสิ้น จำนวน 90,000 บาท below its results.

    What is headed below it is of the plan, too. Where other blocks have such a line in that field, it is their own.
    """
    fields = blocks[-1].fields
    own = [at for at, entry in enumerate(fields) if entry.key != Field.OTHER]
    if not own or fields[own[-1]].key == Field.BUDGET:
        return
    last = fields[own[-1]]
    others = [
        line for block in blocks[:-1] for entry in block.fields if entry.key == last.key for line in entry.content
    ]
    count = len(last.content)
    if not any(map(_is_grand, others)):
        _cut_content(last, _is_grand)
    if len(last.content) < count:
        del fields[own[-1] + 1 :]


def _is_grand(line: Line) -> bool:
    words = line.text.strip()
    is_sum = words.startswith(family().totals.sums) and any(word in words for word in family().totals.grand)
    return is_sum and len(words) <= LONGEST_SUM and _is_money(line)


def _cut_to_form(blocks: Sequence[RawBlock]) -> None:
    """Takes the lines from the last block's last field by which it is longer than that of any other block.

    Only a field of one paragraph, by its nature or in all other blocks: how long a list is differs.
    """
    entries = [block.fields[-1] for block in blocks if block.fields]
    last = entries[-1] if entries else None
    lengths = [len(entry.content) for entry in entries[:-1] if last is not None and entry.key == last.key]
    if last is not None:
        _cut_behind_list(last, [entry for entry in entries[:-1] if entry.key == last.key])
    if last is None or len(lengths) < FEWEST or len(lengths) * 2 < len(entries):
        return
    is_list = any(parse_number(line.text) is not None for line in last.content)
    if last.key not in family().short and (is_list or len(lengths) < FEWEST_SINGLE or set(lengths) != {1}):
        return
    has_gaps = any(line.gap for entry in entries for line in entry.content)
    beyond = range(max(lengths), len(last.content))
    _cut_from(last, next((i for i in beyond if last.content[i].gap or not has_gaps), None))


def _cut_behind_list(last: RawField, others: Sequence[RawField]) -> None:
    """Takes what stands apart behind the last block's list, if the same field of all other blocks is only a list."""
    items = [list_number(line.text) is not None for entry in others for line in entry.content]
    if len(others) < FEWEST or not all(items) or not last.content or list_number(last.content[0].text) is None:
        return
    apart = (i for i, line in enumerate(last.content) if line.gap and list_number(line.text) is None)
    _cut_from(last, next(apart, None))


def _cut_content(last: RawField, is_sum: Callable[[Line], bool]) -> None:
    begins = (i for i, line in enumerate(last.content) if (i or last.heading.line.place != line.place) and is_sum(line))
    _cut_from(last, next(begins, None))


def _cut_from(last: RawField, at: int | None) -> None:
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
