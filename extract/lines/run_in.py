"""Splits lines in which several fields follow each other, each after its heading.

ความเป็นมา บุคลากรต้องตัดสินใจเรื่องเงินทุกวัน จุดมุ่งหมาย เพื่อให้รู้หลักธรรม กลุ่มเป้าหมาย พนักงาน 62 คน

A heading's word within a line may be a word of its text. It is a heading if the blocks repeat it: most lines that begin
with the same heading have it too, in the order of fields.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import parse_number
from extract.model.document import Block, Line

SHORTEST = 50
"""Minimum length in characters of a line with several fields."""

FEWEST = 3
"""Minimum number of lines that begin with the same heading."""

MOSTLY = 0.6
"""Share of these lines that have the other heading too."""

_ORDER = {field: at for at, field in enumerate(Field)}


@dataclass(frozen=True, slots=True)
class _Head:
    """A heading in a line: its words, its field, and where it begins."""

    words: str
    field: Field
    at: int


def one_field_a_line(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with the lines split that hold several fields. The parts have the place of their line."""
    kept = list(blocks)
    heads = {at: found for at, block in enumerate(kept) if isinstance(block, Line) and (found := _heads(block.text))}
    first = Counter(found[0].words for found in heads.values())
    pairs = Counter((found[0].words, head.words) for found in heads.values() for head in found[1:])
    repeated = {pair for pair, count in pairs.items() if first[pair[0]] >= FEWEST and count >= MOSTLY * first[pair[0]]}
    for at, block in enumerate(kept):
        found = heads.get(at, [])
        cuts = [head.at for head in found[1:] if (found[0].words, head.words) in repeated]
        if cuts and isinstance(block, Line):
            yield from _cut(block, cuts)
        else:
            yield block


def _heads(text: str) -> list[_Head]:
    """The words of headings in a line that begins with one, as far as they are in the order of fields."""
    if len(text) < SHORTEST:
        return []
    number = parse_number(text)
    start = len(text) - len(number.rest) if number is not None else 0
    found: list[_Head] = []
    for at, word in _words(text, start):
        field = family().headings.exact(word)
        if field is None and not found:
            return []
        if field is not None and (not found or _ORDER[field] > _ORDER[found[-1].field]):
            found.append(_Head(word, field, at))
    return found if len(found) > 1 else []


def _words(text: str, start: int) -> Iterator[tuple[int, str]]:
    """What is between spaces, with its position."""
    at = start
    for word in text[start:].split(" "):
        if word:
            yield at, word.strip(":")
        at += len(word) + 1


def _cut(line: Line, cuts: list[int]) -> Iterator[Line]:
    for at, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(line.text)], strict=True)):
        text = line.text[start:end].strip()
        yield replace(line, text=text, raw=line.raw if at == 0 else text, gap=line.gap and at == 0)
