"""How a document numbers its field headings: most print `1.` or `1)`, some `(1)`, `1.1` or a bullet.

In other documents the latter numbers begin list items. A line with such a number is therefore only taken for a heading
if the document numbers its headings this way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from extract.grammar.levels import LevelScheme, usual_scheme
from extract.grammar.numbering import Number, NumberStyle, parse_number
from extract.grammar.patterns import patterns
from extract.grammar.terms import heading_field
from extract.lines.level_scheme import level_scheme
from extract.model.document import Block, Line
from normalize.remember import remembered

FEWEST_KEYS = 4
"""Minimum number of different fields with headings numbered in one shape for the document to use it."""

LEAST_SHARE = 0.25
"""Minimum ratio of headings of an unusual shape to those of the usual shapes. Blocks by several authors are mixed."""

Shape = tuple[NumberStyle, int]
"""The style and depth of a number."""

_PLAIN_STYLES = frozenset({NumberStyle.DOT, NumberStyle.CLOSE, NumberStyle.BARE})


@dataclass(frozen=True, slots=True)
class HeadingStyle:
    """The unusual number shapes that a document uses for its headings."""

    shapes: frozenset[Shape] = frozenset()
    levels: LevelScheme = field(default_factory=usual_scheme)
    """The level words of the document."""
    known_hash: int = field(init=False, repr=False, compare=False)
    """Computed once: results are cached by line and style."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "known_hash", hash((self.shapes, self.levels)))

    def __hash__(self) -> int:
        return self.known_hash

    def plain(self, number: Number | None) -> Number | None:
        """The number of a heading as if printed `1.`: the last part of `1.1`. None for a bullet."""
        if number is None or (number.style, number.depth) not in self.shapes:
            return number
        if not number.position:
            return None
        return replace(number, codes=(number.position,), style=NumberStyle.DOT)


PLAIN = HeadingStyle()
"""Headings are numbered `1.` or `1)`, or not at all."""


@remembered
def heading_number(text: str) -> Number | None:
    """The number before a heading; a word may stand before it: ข้อ 3 วัตถุประสงค์."""
    number = parse_number(text)
    if number is not None:
        return number
    text = text.strip()
    item = patterns().announcements.item.match(text)
    if item is None:
        return None
    return Number((int(item["number"]),), NumberStyle.WORD, text[: item.end()].strip(), text[item.end() :])


def heading_style(blocks: Iterable[Block]) -> HeadingStyle:
    """The style of a document's headings: how its field headings are numbered, and its level words."""
    blocks = list(blocks)
    counts: Counter[Shape | None] = Counter()
    keys: defaultdict[Shape, set[str]] = defaultdict(set)
    for block in blocks:
        if not isinstance(block, Line):
            continue
        number = heading_number(block.text)
        key = heading_field(number.rest if number is not None else block.text, is_numbered=number is not None)
        if key is None:
            continue
        shape = None if number is None or _is_plain(number) else (number.style, number.depth)
        counts[shape] += 1
        if shape is not None:
            keys[shape].add(key)
    shapes = frozenset(shape for shape in keys if _is_used(shape, keys[shape], counts))
    return HeadingStyle(shapes, level_scheme(blocks))


def _is_plain(number: Number) -> bool:
    return number.depth == 1 and number.style in _PLAIN_STYLES


def _is_used(shape: Shape, keys: set[str], counts: Counter[Shape | None]) -> bool:
    """Whether the document uses a shape. Bullets must outnumber usual headings: they may begin items of equal words."""
    share = 1 if shape[0] is NumberStyle.BULLET else LEAST_SHARE
    return len(keys) >= FEWEST_KEYS and counts[shape] > share * counts[None]
