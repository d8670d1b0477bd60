"""Headings that name several fields at once: หลักการและวัตถุประสงค์, with reasons and a list of aims below it.

Below ระยะเวลาและงบประมาณ the lines begin with the words of one of the fields each, or one of them tells money, perhaps
in the sentence that tells the years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.blocks.block_types import RawBlock, RawField
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import parse_number
from extract.lines.labels import known_key
from extract.model.document import Line
from normalize.amounts import PieceKind, find_pieces
from normalize.lexicon import either
from normalize.money import looks_like_money
from normalize.text import comparable

_BOTH = (Field.RATIONALE, Field.OBJECTIVES)

LONGEST_LABEL = 40
"""Characters at the beginning of a line that may name its field."""

_LABELLED = re.compile(rf"(?P<words>[^\s:]{{2,{LONGEST_LABEL}}})(?:\s*:\s*|\s+)(?P<text>\S.*)", re.DOTALL)

_LEAD = re.compile(r"(?:(?<!\S)[^\s\d]+\s*)*$")
"""The words before an amount, up to the last with a digit."""


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


def part_labelled(block: RawBlock) -> None:
    """Parts the fields whose headings name several, where their lines say which of these they belong to."""
    fields: list[RawField] = []
    for entry in block.fields:
        keys = _named(entry.heading.words()) if not entry.groups else []
        parts = list(_parts(entry, keys)) if len(keys) > 1 else []
        told = {part.key for part in parts} - {entry.key}
        others = {other.key for other in block.fields if other is not entry}
        fields += parts if parts and not told & others else [entry]
    block.fields = fields


def _named(words: str) -> list[Field]:
    """The fields that a heading names: the words between its conjunctions each name one."""
    keys = [known_key(part)[0] for part in re.split(either(family().items.joins), words) if part.strip()]
    return [key for key in dict.fromkeys(keys) if key is not None] if None not in keys else []


def _parts(entry: RawField, keys: list[Field]) -> Iterator[RawField]:
    """The parts of a field, each line without the words that name its field. A line without any continues the last."""
    made: dict[Field, RawField] = {}
    current = keys[0]
    for line in entry.content:
        number = parse_number(line.text)
        text = (number.rest if number is not None else line.text).strip()
        labelled = _LABELLED.fullmatch(text)
        key = known_key(labelled["words"])[0] if labelled is not None else None
        own = line
        if labelled is not None and key in keys:
            current, own = key, replace(line, text=labelled["text"])
        elif Field.BUDGET in keys and (at := _money_start(text)):
            made.setdefault(current, RawField(current, entry.heading, corrected=entry.corrected)).content.append(
                replace(line, text=text[:at].rstrip())
            )
            current, own = Field.BUDGET, replace(line, text=text[at:])
        elif Field.BUDGET in keys and looks_like_money(text):
            current = Field.BUDGET
        made.setdefault(current, RawField(current, entry.heading, corrected=entry.corrected)).content.append(own)
    yield from made.values()


def _money_start(text: str) -> int:
    """Where the words begin that tell the only money of a sentence, behind others: ปีงบประมาณ 2568 ใช้เงิน 5,000 บาท."""
    amounts = [piece for piece in find_pieces(text) if piece.kind is PieceKind.AMOUNT and piece.strong]
    if len(amounts) != 1:
        return 0
    lead = _LEAD.search(text, 0, amounts[0].start)
    assert lead is not None  # it may be empty
    return lead.start()


def _names_both(words: str) -> bool:
    title = comparable(words)
    return all(any(comparable(name) in title for name in _names(key)) for key in _BOTH)


def _names(key: Field) -> tuple[str, ...]:
    known = family().fields[key]
    return (*known.headings, *known.stems)


def _is_aim(line: Line) -> bool:
    number = parse_number(line.text)
    return number is not None or line.text.strip().startswith(family().items.aims)
