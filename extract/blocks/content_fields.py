"""Headings that no list has, known by what all blocks print below them: money, years, a department.

| เงินที่จะใช้ | 20,000 บาท |
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from extract.blocks.block_types import RawBlock, RawField
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.patterns import patterns
from normalize.money import MoneyStatus, parse_money
from normalize.text import comparable
from normalize.years import fiscal_span

FEWEST = 2
"""Minimum number of blocks with such a heading."""

SHARE = 0.8
"""Minimum share of its contents that must be of one kind."""

LONGEST = 200
"""Maximum length in characters of such a content."""


def name_by_content(blocks: Sequence[RawBlock]) -> None:
    """Gives recurring headings of unknown fields the field that their contents are of, if no block has that field."""
    unknown: defaultdict[str, list[tuple[RawBlock, RawField]]] = defaultdict(list)
    for block in blocks:
        for entry in block.fields:
            if entry.key == Field.OTHER and entry.content and (words := comparable(entry.heading.words())):
                unknown[words].append((block, entry))
    for found in unknown.values():
        field = _field_of([_text(entry) for _, entry in found])
        if field is not None and not any(block.get(field) for block, _ in found):
            for _, entry in found:
                entry.key = field


def _text(entry: RawField) -> str:
    return " ".join(line.text.strip() for line in entry.content)


def _field_of(texts: Sequence[str]) -> Field | None:
    if len(texts) < FEWEST:
        return None
    for field, fits in _KINDS:
        if sum(len(text) <= LONGEST and fits(text) for text in texts) >= SHARE * len(texts):
            return field
    return None


def _is_money(text: str) -> bool:
    money = parse_money(text)
    is_amount = money.status is MoneyStatus.AMOUNT and any(unit in text for unit in family().units)
    return is_amount or money.status is MoneyStatus.NONE


def _is_time(text: str) -> bool:
    return fiscal_span(text) is not None


def _is_department(text: str) -> bool:
    return patterns().cells.department.match(text) is not None


_KINDS: tuple[tuple[Field, Callable[[str], bool]], ...] = (
    (Field.BUDGET, _is_money),
    (Field.DURATION, _is_time),
    (Field.RESPONSIBLE, _is_department),
)
