"""Fields under headings that no list has, by what they hold in all blocks: money, or a department."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.blocks.block_types import RawBlock, RawField
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.patterns import patterns
from extract.lines.labels import known_key
from extract.lines.marks import MarkKind
from normalize.money import MoneyStatus, parse_money
from normalize.text import comparable

FEWEST = 2
"""Blocks that have the heading, at the least."""

LONGEST = 200
"""Characters of a field that holds nothing but money or a department."""


def by_content(blocks: Sequence[RawBlock]) -> None:
    """Gives the fields of an unknown heading that recurs the key of what they hold, where no block has that field."""
    found: dict[str, list[RawField]] = {}
    for block in blocks:
        for entry in block.fields:
            is_unknown = entry.key == Field.OTHER and entry.heading.kind is MarkKind.FIELD
            if is_unknown and entry.content and known_key(entry.heading.words())[0] is None:
                found.setdefault(comparable(entry.heading.words()), []).append(entry)
    for key, holds in _HOLDS.items():
        if any(entry.key == key for block in blocks for entry in block.fields):
            continue
        for entries in found.values():
            if len(entries) >= FEWEST and all(holds(_text(entry)) for entry in entries):
                for entry in entries:
                    entry.key = key
                break


def _text(entry: RawField) -> str:
    return "\n".join(line.text.strip() for line in entry.content)


def _is_money(text: str) -> bool:
    money = parse_money(text) if len(text) <= LONGEST else None
    return money is not None and money.status in (MoneyStatus.AMOUNT, MoneyStatus.NONE) and _names_money(text)


def _names_money(text: str) -> bool:
    """Whether a text names a unit of money, or says that none is used. A bare figure may count anything."""
    return any(unit in text for unit in family().units) or parse_money(text).status is MoneyStatus.NONE


def _is_department(text: str) -> bool:
    return len(text) <= LONGEST and patterns().cells.department.match(text) is not None and "\n" not in text


_HOLDS: dict[Field, Callable[[str], bool]] = {Field.BUDGET: _is_money, Field.RESPONSIBLE: _is_department}
