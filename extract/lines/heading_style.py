"""How a document numbers the headings of its fields: most print `1.` or `1)`, some `(1)`, `1.1` or a bullet.

Those other numbers begin the items of lists everywhere else, so a heading is taken for one only where the document
is seen to number its headings so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from extract.grammar.family import family
from extract.grammar.levels import LevelScheme, usual_scheme
from extract.grammar.numbering import Number, NumberStyle, parse_number
from extract.grammar.patterns import patterns
from extract.lines.level_scheme import level_scheme
from extract.model.document import Block, Line
from normalize.text import comparable

FEWEST_KEYS = 4
"""Different fields whose headings must be numbered in one shape to make it the document's."""

LEAST_SHARE = 0.25
"""Headings of an unusual shape for each one of the usual shapes, at the least: blocks by several hands are mixed."""

LONGEST_HEAD = 200
"""Characters among which a heading ends."""

Shape = tuple[NumberStyle, int]
"""The style and the depth of a number."""

_PLAIN_STYLES = frozenset({NumberStyle.DOT, NumberStyle.CLOSE, NumberStyle.BARE})


@dataclass(frozen=True, slots=True)
class HeadingStyle:
    """The shapes of numbers, beside the usual ones, in which a document numbers its headings."""

    shapes: frozenset[Shape] = frozenset()
    levels: LevelScheme = field(default_factory=usual_scheme)
    """The words by which the document names its levels."""

    def plain(self, number: Number | None) -> Number | None:
        """The number of a heading as if it were printed `1.`: the last one of 1.1; a bullet is no number."""
        if number is None or (number.style, number.depth) not in self.shapes:
            return number
        if not number.position:
            return None
        return replace(number, codes=(number.position,), style=NumberStyle.DOT)


PLAIN = HeadingStyle()
"""Headings are numbered `1.` or `1)`, or not at all."""


def heading_number(text: str) -> Number | None:
    """The number before a heading; a word may stand before it: ข้อ 3 วัตถุประสงค์."""
    number = parse_number(text)
    if number is not None:
        return number
    item = patterns().announcements.item.match(text.strip())
    if item is None:
        return None
    rest = text.strip()[item.end() :]
    return Number((int(item["number"]),), NumberStyle.WORD, text.strip()[: item.end()].strip(), rest)


def heading_style(blocks: Iterable[Block]) -> HeadingStyle:
    """The style of a document's headings: how those of fields are numbered, which words name its levels."""
    blocks = list(blocks)
    counts: Counter[Shape | None] = Counter()
    keys: defaultdict[Shape, set[str]] = defaultdict(set)
    for block in blocks:
        if not isinstance(block, Line):
            continue
        number = heading_number(block.text)
        key = _key(number.rest if number is not None else block.text, number is not None)
        if key is None:
            continue
        shape = None if number is None or _is_plain(number) else (number.style, number.depth)
        counts[shape] += 1
        if shape is not None:
            keys[shape].add(key)
    shapes = frozenset(shape for shape in keys if _is_used(shape, keys[shape], counts))
    return HeadingStyle(shapes, level_scheme(blocks))


def _key(body: str, is_numbered: bool) -> str | None:
    """The field whose heading a line is: alone, before a colon, or, behind a number, before its content."""
    words = body[:LONGEST_HEAD].partition(":")[0].strip()
    key = family().headings.exact(words) or family().progress_headings.exact(words)
    if key is not None or not is_numbered:
        return key
    match = patterns().announcements.heading.match(body.strip())
    return family().prefixes[comparable(match[1] or match[2])] if match else None


def _is_plain(number: Number) -> bool:
    return number.depth == 1 and number.style in _PLAIN_STYLES


def _is_used(shape: Shape, keys: set[str], counts: Counter[Shape | None]) -> bool:
    """A bullet begins an item that may be the same words, so bullets must outnumber the usual headings."""
    share = 1 if shape[0] is NumberStyle.BULLET else LEAST_SHARE
    return len(keys) >= FEWEST_KEYS and counts[shape] > share * counts[None]
