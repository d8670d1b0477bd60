"""Projects that a page shows one by one, each as a card of labels and values, put together as one table.

โครงการเยาวชนต้นกล้า                         | ชื่อ    | โครงการเยาวชนต้นกล้า |
มิติ : มิติที่ 1   สถานะ : ดำเนินการแล้วเสร็จ     or   | มิติ    | มิติที่ 1            |
งบประมาณตามแผน : 30,000 บาท                  | สถานะ  | ดำเนินการแล้วเสร็จ   |
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.levels import LevelScheme
from extract.grammar.names import named_kind
from extract.grammar.numbering import parse_number
from extract.model.document import Block, Cell, Grid, Line, Place
from normalize.text import comparable

FEWEST = 2
"""Minimum number of cards, of values of each, and of cards with a label."""

LONGEST_LABEL = 40
LONGEST_LINE = 200

_PAIR = re.compile(rf"(?:^|(?<=\s))(?P<label>[^\s:\d][^\s:]{{1,{LONGEST_LABEL}}})\s*:(?!//)\s*")
_FIRST = re.compile(rf"(?P<label>[^:\d]{{2,{LONGEST_LABEL}}}?)\s*:(?!//)\s*")
_BRACKET = re.compile(r"\s*\((?P<inner>[^()]+)\)\s*$")


@dataclass(frozen=True, slots=True)
class _Value:
    """A value with its label (empty for the name of a project) and its source."""

    label: str
    text: str
    raw: str
    place: Place


@dataclass(slots=True)
class _Card:
    name: _Value
    values: dict[str, _Value] = field(default_factory=dict)
    """By the label in comparable form."""


def read_cards(blocks: Iterable[Block], scheme: LevelScheme) -> Grid | None:
    """One table of all cards. None if the document has none."""
    cards = [card for card in _cards(blocks, scheme) if len(card.values) >= FEWEST]
    counts = Counter(label for card in cards for label in card.values)
    labels = [label for label, count in counts.items() if count >= FEWEST]
    return _grid(cards, labels) if len(cards) >= FEWEST and len(labels) >= FEWEST else None


def _cards(blocks: Iterable[Block], scheme: LevelScheme) -> Iterator[_Card]:
    card: _Card | None = None
    for value in _values(blocks, scheme):
        if value is None:
            if card is not None:
                yield card
            card = None
        elif not value.label:
            if card is not None:
                yield card
            card = _Card(value)
        elif card is not None:
            card.values.setdefault(comparable(value.label), value)
    if card is not None:
        yield card


def _values(blocks: Iterable[Block], scheme: LevelScheme) -> Iterator[_Value | None]:
    """The values in order. None where a card ends: at a line without a label, or a table of more columns."""
    for block in blocks:
        if isinstance(block, Line):
            found = list(_of_line(block, scheme)) if len(block.text) <= LONGEST_LINE else []
            yield from found
            if not found:
                yield None
        elif block.column_count == 2:
            yield from _of_form(block)
        else:
            yield None


def _of_line(line: Line, scheme: LevelScheme) -> Iterator[_Value]:
    text = " ".join(line.text.split())
    number = parse_number(text)
    bare = number.rest if number is not None and number.rest else text
    first = _FIRST.match(bare)
    if first is None or (named_kind(bare) and not _is_name(first["label"])):
        yield from _of_name(bare, line, scheme)
        return
    starts = [(first["label"], first.end()), *((m["label"], m.end()) for m in _PAIR.finditer(bare, first.end()))]
    ends = [*(m.start() for m in _PAIR.finditer(bare, first.end())), len(bare)]
    for (label, start), end in zip(starts, ends, strict=True):
        yield _labelled(label, bare[start:end], line.raw, line.place)


def _of_name(text: str, line: Line, scheme: LevelScheme) -> Iterator[_Value]:
    """The name of a project, and the level in brackets behind it."""
    if not named_kind(text):
        return
    bracket = _BRACKET.search(text)
    is_level = bracket is not None and scheme.read(bracket["inner"].strip()) is not None
    yield _Value("", text[: bracket.start()] if bracket and is_level else text, line.raw, line.place)
    if bracket is not None and is_level:
        yield _Value(scheme.words[0].word, bracket["inner"].strip(), line.raw, line.place)


def _of_form(grid: Grid) -> Iterator[_Value | None]:
    yield None
    for row in grid.rows():
        if len(row) == 2 and 0 < len(row[0].text.strip()) <= LONGEST_LABEL:
            label = " ".join(row[0].text.split()).strip(" :")
            yield _labelled(label, " ".join(row[1].text.split()), row[1].raw, row[1].place)


def _labelled(label: str, text: str, raw: str, place: Place) -> _Value:
    return _Value("" if _is_name(label) else label.strip(), text.strip(), raw, place)


def _is_name(label: str) -> bool:
    """Whether a label is that of the name."""
    known = family()
    return known.headings.match(label) is Field.NAME or comparable(label) == comparable(known.name_word)


def _grid(cards: Sequence[_Card], labels: Sequence[str]) -> Grid:
    """The table of the cards: a column for the names and one for each label."""
    printed = {label: value for card in reversed(cards) for label, value in card.values.items()}
    first = cards[0].name.place
    titles = [f"{family().name_word}{family().kinds[0]}", *(printed[label].label for label in labels)]
    cells = [Cell(title, title, 0, column, first) for column, title in enumerate(titles)]
    for at, card in enumerate(cards, start=1):
        values = [card.name, *(card.values.get(label) for label in labels)]
        for column, value in enumerate(values):
            text, raw = (value.text, value.raw) if value is not None else ("", "")
            cells.append(Cell(text, raw, at, column, value.place if value is not None else card.name.place))
    return Grid(tuple(cells), len(cards) + 1, len(titles), first)
