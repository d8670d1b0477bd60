"""What of a line may be the heading of a field, by any style of numbers: its words, its content, its number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import Number, NumberStyle, parse_number
from extract.grammar.patterns import patterns
from extract.grammar.terms import compound_field, kind_of
from extract.lines.marks import Mark, MarkKind
from normalize.text import comparable

LONGEST_LABEL = 60
"""Characters of a heading, at the most."""

LONGEST_COLON_LABEL = 70
"""Characters before a colon."""

LONGEST_LINE = 600
"""Characters that a line with a heading may have where no colon follows the heading."""

SHORTEST_FIRST = 8
"""Characters of a first word that may be a heading."""

_DIGITS = re.compile(r"\d+")
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")

Shape = tuple[NumberStyle | None, int]
"""The style and the depth of a number, None and 0 where there is none."""


class How(Enum):
    """How a heading stands on its line."""

    CELL = auto()
    COLON = auto()
    ALONE = auto()
    GLUED = auto()


@dataclass(frozen=True, slots=True)
class Label:
    """A line that may be the heading of a field.

    `index` is that of its mark; `words` are comparable; `key` is the field whose heading the words are known to be.
    """

    index: int
    words: str
    key: Field | None
    progress: bool
    content: str
    number: Number | None
    shape: Shape
    how: How

    @property
    def first(self) -> str:
        """The words before the first space of the line, where they are long enough for a heading."""
        head = _parts(self.number)[0]
        return _plain(head) if len(head) >= SHORTEST_FIRST else self.words

    def parted(self) -> Label:
        """The candidate with its first words for the heading and the others for its content."""
        head, rest = _parts(self.number)
        key, progress = known_key(head)
        return replace(self, words=_plain(head), key=key, progress=progress, content=rest, how=How.GLUED)

    @property
    def position(self) -> int:
        """The number that counts, 0 if there is none."""
        return self.number.position if self.number is not None else 0


def _parts(number: Number | None) -> tuple[str, str]:
    head, _, rest = (number.rest.strip() if number is not None else "").partition(" ")
    return head, rest.strip()


def labels(marks: Sequence[Mark]) -> Iterator[Label]:
    """The lines that may be headings of fields."""
    for index, mark in enumerate(marks):
        if mark.kind in (MarkKind.PART, MarkKind.ORDINAL, MarkKind.LABEL) or mark.lost:
            continue
        label = _label(index, mark)
        if label is not None:
            yield label


def shape_of(number: Number | None) -> Shape:
    """The shape of a number: `1.` and `1` are one."""
    if number is None:
        return (None, 0)
    style = NumberStyle.DOT if number.style is NumberStyle.BARE else number.style
    return (style, number.depth)


def _label(index: int, mark: Mark) -> Label | None:
    text = mark.line.text.strip()
    if len(text) > LONGEST_LINE and ":" not in text[:LONGEST_COLON_LABEL]:
        text = text[:LONGEST_LINE]
    number = parse_number(text)
    body = (number.rest if number is not None else text).strip()
    shape = shape_of(number)
    head, colon, content = body[: LONGEST_COLON_LABEL + 1].partition(":")
    content = body[len(head) + 1 :].strip() if colon else ""
    if mark.cell:
        words = body.rstrip(" :")
        key, progress = known_key(words)
        key = key or family().before_colon.exact(words)
        return Label(index, _plain(words), key, progress, "", number, shape, How.CELL)
    if mark.kind is MarkKind.FIELD:
        words = mark.words()
        how = How.GLUED if mark.glued else How.COLON if colon else How.ALONE
        return Label(index, _plain(words), Field(mark.key), mark.progress, mark.text, number, shape, how)
    if colon and head.strip():
        key, progress = known_key(head)
        key = key or (family().before_colon.exact(head) if kind_of(content) else None)
        return Label(index, _plain(head), key, progress, content, number, shape, How.COLON)
    if body and len(body) <= LONGEST_LABEL:
        key, progress = known_key(body)
        if key is not None:
            return Label(index, _plain(body), key, progress, "", number, shape, How.ALONE)
    glued = patterns().announcements.heading.match(body)
    if glued is not None and body[glued.end() :].strip() and number is not None:
        words = comparable(glued[1] or glued[2])
        progress = words in family().progress_prefixes
        return Label(index, words, family().prefixes[words], progress, body[glued.end() :].strip(), number, shape, How.GLUED)
    if body and len(body) <= LONGEST_LABEL:
        return Label(index, _plain(body), None, False, "", number, shape, How.ALONE)
    first, _, rest = body.partition(" ")
    if number is not None and SHORTEST_FIRST <= len(first) <= LONGEST_LABEL and rest:
        return Label(index, _plain(first), None, False, rest.strip(), number, shape, How.GLUED)
    return None


def _plain(words: str) -> str:
    return _DIGITS.sub("0", comparable(words))


def known_key(words: str) -> tuple[Field | None, bool]:
    """The field whose heading the words are known to be, and whether they are a report's."""
    known = family()
    words = words.strip().strip("*_ :").strip()
    for text in dict.fromkeys((words, _BRACKETED.sub("", words))):
        key = known.headings.exact(text)
        if key is None and (progress := known.progress_headings.exact(text)) is not None:
            return progress, True
        key = key or known.headings.match(text)
        if key is None and (progress := known.progress_headings.match(text)) is not None:
            return progress, True
        key = key or compound_field(text)
        if key is not None:
            return key, False
    return None, False


def nearest_field(words: str) -> Field:
    """The field of a heading that no list has, by the first part of its words that tells; `other` if none does."""
    found = [(at, -len(stem), key) for stem, key in family().stems.items() if (at := words.find(comparable(stem))) >= 0]
    return min(found)[2] if found else Field.OTHER
