"""Lines below the names of projects that begin with the same word in most blocks: fields of their own, not the rest of
names.

เรื่องที่ 3 โครงการป้ายบอกราคา
ความคืบหน้า  ทำเสร็จแล้ว
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.blocks.block_types import RawBlock, RawField
from extract.grammar.field import Field
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.lines.marks import Mark, MarkKind
from extract.model.document import Line

FEWEST, MOST = 3, 0.6
"""Blocks with such a line at the least, and their share of all blocks with a name."""

SHORTEST, LONGEST = 3, 30
"""Characters of the word."""


def part_below_names(blocks: Sequence[RawBlock]) -> None:
    """Cuts such lines from the names, and keeps each as a field."""
    named = [entry for block in blocks if (entry := _name_of(block)) is not None]
    words = Counter(word for entry in named for word in {_word(line) for line in _below(entry)} if word)
    often = {word for word, count in words.items() if count >= max(FEWEST, MOST * len(named))}
    for block in blocks if often else ():
        _part(block, often)


def _part(block: RawBlock, often: set[str]) -> None:
    entry = _name_of(block)
    if entry is None:
        return
    at = next((at for at, line in enumerate(entry.content) if at and _word(line) in often), None)
    if at is None:
        return
    fields: list[RawField] = []
    for line in entry.content[at:]:
        if _word(line) in often:
            rest = line.text.strip()[len(_word(line)) :].strip(" :")
            mark = Mark(MarkKind.FIELD, line, rest, key=Field.OTHER, sure=True)
            fields.append(RawField(Field.OTHER, mark, [mark.content()] if rest else []))
        else:
            fields[-1].content.append(line)
    del entry.content[at:]
    index = block.fields.index(entry) + 1
    block.fields[index:index] = fields


def _name_of(block: RawBlock) -> RawField | None:
    return next((entry for entry in block.fields if entry.key == Field.NAME and entry.content), None)


def _below(entry: RawField) -> Sequence[Line]:
    """The lines behind the first of a name."""
    return entry.content[1:]


def _word(line: Line) -> str:
    """The first word of a line that has more of them; empty if it may begin a name, or if the line names a level."""
    word, _, rest = line.text.strip().partition(" ")
    is_level = patterns().any_level.mention.search(line.text) is not None
    is_word = SHORTEST <= len(word) <= LONGEST and not kind_of(word) and word[0].isalpha() and not is_level
    return word.strip(":") if is_word and rest.strip() else ""
