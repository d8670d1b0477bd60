"""The fields of recurring headings whose words say nothing, by what is printed below them: money, a time, a department.

**ทุนที่ต้องมี**
ปี 2567 จำนวน 20,000 บาท
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import parse_number
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.lines.labels import Label, names_field, nearest_field
from extract.lines.marks import Mark
from normalize.money import MoneyStatus, parse_money
from normalize.years import fiscal_span

FEWEST = 2
"""Contents of a heading, at the least."""

MOST = 2 / 3
"""Minimum share of a heading's contents that are of one sort."""

LONGEST = 160
"""Maximum length in characters of such a content."""


def fields_by_content(labels: Sequence[Label], marks: Sequence[Mark]) -> dict[str, Field]:
    """The field of each heading with unknown words, if its contents show it and no known heading is of that field."""
    contents = _contents(labels, marks)
    taken = {label.key or nearest_field(label.words) for label in labels if label.key or names_field(label.words)}
    found: dict[str, Field] = {}
    for words, texts in contents.items():
        shown = next((key for key in _SHOWN if key not in taken and _is_shown(key, texts)), None)
        if shown is not None:
            found[words] = shown
            taken.add(shown)
    return found


def _contents(labels: Sequence[Label], marks: Sequence[Mark]) -> Mapping[str, list[list[str]]]:
    """The lines below each heading of unknown words, by its words."""
    found: dict[str, list[list[str]]] = {}
    ends = [*(label.index for label in labels[1:]), len(marks)]
    for label, end in zip(labels, ends, strict=True):
        if label.key is None and label.words and not names_field(label.words):
            lines = [label.content, *(mark.line.text for mark in marks[label.index + 1 : end])]
            found.setdefault(label.words, []).append([line.strip() for line in lines if line.strip()])
    return found


def _is_shown(key: Field, texts: Iterable[Sequence[str]]) -> bool:
    filled = [lines for lines in texts if lines]
    fitting = sum(_SHOWN[key](lines) for lines in filled)
    return len(filled) >= FEWEST and fitting >= MOST * len(filled)


def _is_money(lines: Sequence[str]) -> bool:
    text = lines[0]
    has_unit = any(unit in text for unit in family().units)
    status = parse_money(text).status if len(text) <= LONGEST and not kind_of(text) else None
    return status is MoneyStatus.NONE or (status is MoneyStatus.AMOUNT and has_unit)


def _is_department(lines: Sequence[str]) -> bool:
    return len(lines[0]) <= LONGEST and patterns().cells.department.match(lines[0]) is not None


def _is_time(lines: Sequence[str]) -> bool:
    return len(lines[0]) <= LONGEST / 2 and fiscal_span(lines[0]) is not None and not _is_money(lines)


def is_time(text: str) -> bool:
    """Whether a line is nothing but a time with its year: it may recur in every block, and is no heading."""
    words = (family().titles.year, *family().items.times)
    return len(text) <= LONGEST / 2 and text.startswith(words) and ":" not in text and fiscal_span(text) is not None


def _is_aim(lines: Sequence[str]) -> bool:
    number = parse_number(lines[0])
    return (number.rest if number is not None else lines[0]).startswith(family().items.aims)


_SHOWN = {
    Field.BUDGET: _is_money,
    Field.RESPONSIBLE: _is_department,
    Field.DURATION: _is_time,
    Field.OBJECTIVES: _is_aim,
}
"""What the contents of a heading show, in the order in which it is looked for."""
