"""Amounts of the table that cannot be true: their block, and a total if they are printed, give another value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.model.plan import Amount, Method
from phaen.check.solve.evidence import Evidence, Source, Stated, in_baht, in_satang


@dataclass(frozen=True, slots=True)
class Contradicted:
    """An amount, and the value with which every sum that it is in would hold."""

    amount: Amount
    value: Decimal
    sums: tuple[Stated, ...]


def contradicted(evidence: Evidence) -> Iterator[Contradicted]:
    """The amounts whose block and totals all miss the same, where no other amount explains that as well."""
    missed: dict[int, list[tuple[Stated, int]]] = defaultdict(list)
    amounts: dict[int, Amount] = {}
    for entry in evidence.stated:
        lacks = _lacks(entry)
        for amount in entry.amounts if lacks is not None else ():
            amounts[id(amount)] = amount
            missed[id(amount)].append((entry, lacks or 0))
    found = [
        (amounts[key], entries[0][1], [entry for entry, _ in entries])
        for key, entries in missed.items()
        if len({lack for _, lack in entries}) == 1 and _are_both({entry.source for entry, _ in entries})
    ]
    blamed: dict[int, int] = defaultdict(int)
    for _, _, entries in found:
        for entry in entries:
            blamed[id(entry)] += 1
    yield from _blanks(evidence, {id(amount) for amount, _, _ in found})
    for amount, lack, entries in found:
        value = in_satang(amount.money.value) + lack if amount.money is not None else -1
        if lack and value >= 0 and all(blamed[id(entry)] == 1 for entry in entries):
            yield Contradicted(amount, in_baht(value), tuple(entries))


def _blanks(evidence: Evidence, known: set[int]) -> Iterator[Contradicted]:
    """Blanks that were read as none, though the block gives the year an amount, and no total holds without it."""
    held = {id(amount) for entry in evidence.stated if _lacks(entry) == 0 for amount in entry.amounts}
    for entry in evidence.stated:
        if entry.source is not Source.BLOCK or len(entry.amounts) != 1 or not entry.total:
            continue
        (amount,) = entry.amounts
        money = amount.money
        is_none = money is not None and not money.value and money.method is Method.PRINTED and not amount.text
        if is_none and id(amount) not in held | known:
            yield Contradicted(amount, in_baht(entry.total), (entry,))


def _are_both(sources: set[Source]) -> bool:
    return Source.BLOCK in sources and len(sources) > 1


def _lacks(entry: Stated) -> int | None:
    """What the amounts of a sum lack; None if one of them is not known."""
    values = [amount.money for amount in entry.amounts]
    if entry.lost or not values or None in values:
        return None
    return entry.total - sum(in_satang(value.value) for value in values if value is not None)
