"""What else the digits of a number may be, with their probabilities: the sums of the plan can decide between them.

The alternatives are digits alone, without signs: the separators of a number may still be written anew.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from normalize.script import DIGITS, TO_ARABIC

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

Others = tuple[tuple[str, float], ...]
"""Texts and their probabilities, the likeliest first."""

KIND = 10
"""Number of digits of one kind: first the Thai ones, then the Arabic ones."""

LEAST = 0.01
"""Minimum share of the probability of a number, of that of its likeliest reading, and of a digit."""

MOST = 8
"""Maximum number of alternatives: a number that may be anything has none."""

CERTAIN = 0.98
"""Minimum confidence of a number without alternatives."""

UNREAD = "\ufffd"


def other_digits(glyphs: Sequence[Array], confidence: float) -> Others:
    """The other digits that the glyphs of a number may be. `glyphs` are the class probabilities of those of its digits.

    `confidence` is that of the number as it was read.
    """
    if confidence >= CERTAIN or not glyphs:
        return ()
    first = 0 if sum(float(glyph[:KIND].sum()) for glyph in glyphs) >= len(glyphs) / 2 else KIND
    columns = [_likely(glyph[first : first + KIND]) for glyph in glyphs]
    if not all(columns):
        return ()
    signs = DIGITS if first == 0 else "0123456789"
    found: list[tuple[str, float]] = []
    for ranks, chance in _likeliest(columns):
        if chance < LEAST * _chance(columns, [0] * len(columns)) or len(found) > MOST:
            break
        found.append(("".join(signs[column[rank][1]] for column, rank in zip(columns, ranks, strict=True)), chance))
    return tuple((text, round(chance, 4)) for text, chance in found[:MOST])


def _likely(glyph: Array) -> list[tuple[float, int]]:
    """The digits that a glyph may be, with their probabilities, the likeliest first."""
    return sorted(((float(chance), digit) for digit, chance in enumerate(glyph) if chance >= LEAST), reverse=True)


def _likeliest(columns: Sequence[Sequence[tuple[float, int]]]) -> Iterator[tuple[tuple[int, ...], float]]:
    """The ranks of one digit of each column, from the likeliest to the least likely, with their probabilities."""
    start = (0,) * len(columns)
    waiting, seen = [(-_chance(columns, start), start)], {start}
    while waiting:
        chance, ranks = heapq.heappop(waiting)
        yield ranks, -chance
        for at, rank in enumerate(ranks):
            following = (*ranks[:at], rank + 1, *ranks[at + 1 :])
            if rank + 1 < len(columns[at]) and following not in seen:
                seen.add(following)
                heapq.heappush(waiting, (-_chance(columns, following), following))


def _chance(columns: Sequence[Sequence[tuple[float, int]]], ranks: Sequence[int]) -> float:
    result = 1.0
    for column, rank in zip(columns, ranks, strict=True):
        result *= column[rank][0]
    return result


def other_texts(text: str, others: Others) -> Others:
    """The other texts that a number may be: its separators, with other digits. `text` itself is none of them.

    >>> other_texts("31,000", (("31000", 0.6), ("37000", 0.3), ("3700", 0.1)))
    (('37,000', 0.3),)
    """
    found = ((_poured(text, digits), chance) for digits, chance in others)
    return tuple((other, chance) for other, chance in found if other is not None and other != text)


def with_other(others: Others, text: str, digits: str, chance: float) -> Others:
    """The same with the digits that another reader finds in the place of a number, if they are not among them."""
    other = _poured(text, digits)
    if other is None or other == text or any(other == known for known, _ in others):
        return others
    return tuple(sorted([*others, (other, chance)], key=lambda entry: -entry[1]))


def _poured(text: str, digits: str) -> str | None:
    """The text with other digits, of the kind that it has; None if it has more or fewer."""
    if sum(c.isdigit() or c == UNREAD for c in text) != len(digits):
        return None
    is_thai = any(c in DIGITS for c in text)
    each = iter(digits.translate(TO_ARABIC))
    return "".join(
        (DIGITS[int(next(each))] if is_thai else next(each)) if c.isdigit() or c == UNREAD else c for c in text
    )
