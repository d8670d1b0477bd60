"""The readings of cells that print fewer or more amounts than they have projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, islice, product

from extract.model.plan import Amount, JointReading

MOST_READINGS = 1000
"""Readings of a cell that are compared. A cell with more proves nothing of its own."""

Possible = Sequence[Decimal]
"""What a printed amount may be; empty: anything."""


def in_order(amounts: Sequence[Amount], tokens: Sequence[Possible]) -> list[JointReading]:
    """The readings of a shared cell: its printed amounts stand in the order of its projects, some of either are lost.

    No reading if there are too many: 12 projects of 6 amounts have 924.
    """
    if not amounts:
        return []
    found = list(islice(_readings(len(amounts), tokens), MOST_READINGS + 1))
    return [JointReading(tuple(amounts), tuple(found))] if 0 < len(found) <= MOST_READINGS else []


def _readings(count: int, tokens: Sequence[Possible]) -> Iterator[tuple[Decimal | None, ...]]:
    size = min(count, len(tokens))
    for kept in combinations(tokens, size):
        for places in combinations(range(count), size):
            for values in product(*(possible or (None,) for possible in kept)):
                reading: list[Decimal | None] = [None] * count
                for place, value in zip(places, values, strict=True):
                    reading[place] = value
                yield tuple(reading)
