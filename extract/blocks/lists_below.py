"""Tables that list projects below the last field of a block: the block ends above them, and above their titles."""

from __future__ import annotations

from collections.abc import Sequence

from extract.blocks.block_types import Outline, RawBlock, RawField
from extract.grammar.field import Field
from extract.grammar.levels import LevelScheme
from extract.grammar.terms import is_title
from extract.model.document import Line, Place

MOST_TITLES = 4
"""Maximum number of lines that stand above a table as its titles."""

ASIDES = frozenset({Field.OTHER, Field.REMARKS})
"""Fields that may be a note below the table (หมายเหตุ : ข้อมูล ณ วันที่ ...). Any other shows that the block goes on."""


def without_lists_below(found: Outline, lists: Sequence[Place], scheme: LevelScheme) -> Outline:
    """The outline, with what stands at and below a table of projects taken from the end of each block.

    What is left of an introduction, whose headings are those of a project, is no block. `lists` are the places of these
    tables, in order.
    """
    found.blocks = [block for block in found.blocks if not (_is_cut(block, lists, scheme) and _heads_list(block))]
    return found


def _is_cut(block: RawBlock, lists: Sequence[Place], scheme: LevelScheme) -> bool:
    """Takes the end of a block off, if a table of projects stands in it. Returns whether one does."""
    end = block.last_place()
    table = next((place for place in lists if block.first < place <= end), None)
    if table is None and any(end < place for place in lists):
        _cut_title(block)
    above = [entry for entry in block.fields if table is not None and entry.heading.line.place < table]
    if table is None or not above or any(entry.key not in ASIDES for entry in block.fields[len(above) :]):
        return False
    _cut(block, above, table, scheme)
    return True


def _cut_title(block: RawBlock) -> None:
    """Takes the title of the plan from the end of a block that ends above a table of projects."""
    content = block.fields[-1].content if block.fields else []
    if len(content) > 1 and is_title(content[-1].text):
        _keep(block.fields[-1], len(content) - 1)


def _heads_list(block: RawBlock) -> bool:
    """Whether what is left is an introduction, or the heading of the table: ผลการดำเนินงานตามแผน."""
    return block.is_introduction() or (block.is_plain() and len(block.fields) == 1)


def _cut(block: RawBlock, above: list[RawField], table: Place, scheme: LevelScheme) -> None:
    block.fields = above
    last = above[-1]
    kept = [line for line in last.content if line.place < table]
    is_spaced = _is_spaced(block)
    for _ in range(MOST_TITLES):
        if kept and kept[-1].place > last.heading.line.place and _is_title(kept[-1], scheme, is_spaced):
            kept.pop()
    _keep(last, len(kept))


def _is_spaced(block: RawBlock) -> bool:
    """Whether most lines of a block stand apart, as where every line is a paragraph."""
    lines = [line for entry in block.fields for line in (entry.heading.line, *entry.content)]
    return sum(line.gap for line in lines) * 2 > len(lines)


def _is_title(line: Line, scheme: LevelScheme, is_spaced: bool) -> bool:
    """Whether a line above a table is the heading of a level or the title of a plan, or stands apart as the lines of
    the block do not."""
    text = line.text.strip()
    return scheme.read(text) is not None or is_title(text) or (line.gap and not is_spaced)


def _keep(entry: RawField, count: int) -> None:
    del entry.content[count:]
    entry.groups = {index: group for index, group in entry.groups.items() if index < count}
