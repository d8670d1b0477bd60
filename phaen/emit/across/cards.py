"""What is known of every document of a run at once: its body, its years and its place in the run."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from extract.model.plan import DocumentKind
from normalize.revisions import revision
from normalize.text import comparable
from phaen.emit.values import Row

if TYPE_CHECKING:
    import pyarrow as pa

Load = Callable[[Sequence[str] | None], Mapping[str, "pa.Table"]]
"""Reads tables of one document by their names; None reads all of them."""

_CLEAREST = ("docx", "text", "pdf_text", "mixed", "ocr")
"""The sources of text of two copies of a document, the most reliable first."""


SAME_MONEY = Decimal("0.9")
"""Minimum part of the amounts of a plan that its copy under a misread body has."""


@dataclass(frozen=True, slots=True)
class Card:
    """One document of the run. `position` counts from 0; a missing year is None, a missing name empty.

    `money` is the sum of its amounts in `project_years`.
    """

    position: int
    document_id: str
    kind: str
    body: str
    province: str
    first: int | None
    last: int | None
    revision: int
    is_ok: bool
    text_source: str
    source_file: str
    money: Decimal

    @property
    def rank(self) -> tuple[int, bool, int, str, str]:
        """Of versions of one document, the least is used: the latest revision, then the one read best."""
        clear = _CLEAREST.index(self.text_source) if self.text_source in _CLEAREST else len(_CLEAREST)
        return -self.revision, not self.is_ok, clear, self.source_file, self.document_id

    def covers(self, year: int | None) -> bool:
        """Whether a year is among those of the document."""
        return None not in {year, self.first, self.last} and self.first <= year <= self.last  # type: ignore[operator]


def cards_of(documents: Iterable[tuple[Row | None, Decimal]]) -> list[Card]:
    """The cards of all documents whose body and kind are known. `documents` has the row and the money of each."""
    found = (_card(position, row, money) for position, (row, money) in enumerate(documents) if row is not None)
    return list(_with_provinces([card for card in found if card.body and card.kind != DocumentKind.UNKNOWN]))


def by_body(cards: Iterable[Card]) -> list[list[Card]]:
    """The cards of each body that has more than one, in the order of the run."""
    bodies: dict[tuple[str, str], list[Card]] = defaultdict(list)
    for card in cards:
        bodies[card.body, card.province].append(card)
    return [group for group in bodies.values() if len(group) > 1]


def near_bodies(cards: Iterable[Card]) -> list[list[Card]]:
    """Pairs of plans of the same years and about the same money whose bodies differ by a letter: one may be misread."""
    plans = [card for card in cards if card.kind == DocumentKind.ACTION_PLAN and card.money]
    pairs: dict[tuple[int, int], list[Card]] = {}
    for group in _with_a_key_in_common(plans):
        bodies: dict[str, list[Card]] = defaultdict(list)
        for card in group:
            near = (other for body in bodies if body != card.body for other in bodies[body])
            pairs |= {(other.position, card.position): [other, card] for other in near if _are_near(other, card)}
            bodies[card.body].append(card)
    return [pairs[positions] for positions in sorted(pairs)]


def _with_a_key_in_common(plans: Sequence[Card]) -> Iterator[list[Card]]:
    """The plans, in their order, of which one name without a letter and the years have the same digest.

    There are as many keys as letters in all names, so they are sorted in two arrays of numbers: 12 bytes a key, where
    a dictionary takes 350.
    """
    import numpy as np

    keys, owners = array("q"), array("l")
    for number, card in enumerate(plans):
        digests = {hash((name, card.first, card.last)) for name in _without_a_letter(card.body)}
        keys.extend(digests)
        owners.extend([number] * len(digests))
    printed = np.array(keys, dtype=np.int64)
    order = np.argsort(printed, kind="stable")
    ordered = printed[order]
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
    ends = np.append(starts[1:], len(order))
    for start, end in zip(starts[ends - starts > 1], ends[ends - starts > 1], strict=True):
        yield [plans[owners[at]] for at in order[start:end]]


def _are_near(one: Card, other: Card) -> bool:
    least, most = sorted((one.money, other.money))
    provinces = {one.province, other.province} - {""}
    names = _without_a_letter(one.body) & _without_a_letter(other.body)
    return least >= SAME_MONEY * most and len(provinces) <= 1 and bool(names)


def _without_a_letter(name: str) -> set[str]:
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


def _card(position: int, row: Row, money: Decimal) -> Card:
    first, last = row["fiscal_year_first"], row["fiscal_year_last"]
    return Card(
        position=position,
        document_id=str(row["document_id"]),
        kind=str(row["document_kind"]),
        body=comparable(str(row["organization"] or "")),
        province=str(row["province_code"] or ""),
        first=first if isinstance(first, int) else None,
        last=last if isinstance(last, int) else None,
        revision=revision(str(row["title"] or "")),
        is_ok=row["status"] == "ok",
        text_source=str(row["text_source"] or ""),
        source_file=str(row["source_file"]),
        money=money,
    )


def _with_provinces(cards: Sequence[Card]) -> Iterator[Card]:
    """A document that names no province has that of the only body of its name in the run."""
    provinces: dict[str, set[str]] = defaultdict(set)
    for card in cards:
        if card.province:
            provinces[card.body].add(card.province)
    for card in cards:
        known = provinces[card.body]
        yield replace(card, province=next(iter(known))) if not card.province and len(known) == 1 else card
