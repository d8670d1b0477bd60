"""Headings that name two fields at once: หลักการและวัตถุประสงค์, with reasons and a list of aims below it."""

from __future__ import annotations

from extract.blocks.block_types import RawBlock, RawField
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import parse_number
from extract.model.document import Line
from normalize.text import comparable

_BOTH = (Field.RATIONALE, Field.OBJECTIVES)


def part_combined(block: RawBlock) -> None:
    """Parts a field of reasons and aims where its list begins, if the block has not both fields."""
    if all(block.get(key) for key in _BOTH):
        return
    for index, entry in enumerate(block.fields):
        if entry.key in _BOTH and not entry.groups and _names_both(entry.heading.words()):
            at = next((i for i, line in enumerate(entry.content) if _is_aim(line)), len(entry.content))
            parts = zip(_BOTH, (entry.content[:at], entry.content[at:]), strict=True)
            block.fields[index : index + 1] = [
                RawField(key, entry.heading, content, corrected=entry.corrected) for key, content in parts if content
            ]
            return


def _names_both(words: str) -> bool:
    title = comparable(words)
    return all(any(comparable(name) in title for name in _names(key)) for key in _BOTH)


def _names(key: Field) -> tuple[str, ...]:
    known = family().fields[key]
    return (*known.headings, *known.stems)


def _is_aim(line: Line) -> bool:
    number = parse_number(line.text)
    return number is not None or line.text.strip().startswith(family().items.aims)
