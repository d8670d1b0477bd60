"""Documents of one body and the same years that are one plan: copies in other formats, and later revisions.

Two documents are versions of one only if most of their projects have the same names. A revision that contains only the
projects that change is a plan of its own: without the original, the money of the others would be lost. Documents whose
bodies differ by one letter are copies of one only if their money is the same, too: many bodies use the same names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extract.model.plan import DocumentKind
from phaen.emit.across.cards import SAME_MONEY, Card, Load
from phaen.emit.across.likeness import partners, project_keys

COPY_SHARE = 0.8
"""Minimum part (0..1) of the projects of a document that its better copy has, to replace it."""

REVISION_SHARE = 0.5
"""Minimum part of the projects of the original that a revision has, to replace it: it may drop some."""

SAME_REPORT = 0.9
"""Minimum part of the figures of a report that its copy has. Reports of two rounds name the same projects."""


def superseded(bodies: Iterable[Sequence[Card]], loads: Sequence[Load]) -> dict[str, str]:
    """The document_id that replaces each superseded document, by its document_id; independent of the order of a run."""
    found: dict[str, str] = {}
    for group in bodies:
        for versions in _same_years(group):
            found |= _in_one_group(versions, loads)
    return found


def misread_copies(near: Iterable[Sequence[Card]], loads: Sequence[Load], found: Mapping[str, str]) -> dict[str, str]:
    """The document_id that replaces each copy of a plan whose body was misread, besides those of `superseded`."""
    copies: dict[str, str] = {}
    for group in near:
        kept: list[_Content] = []
        for card in sorted((card for card in group if card.document_id not in found), key=lambda card: card.rank):
            content = _Content(card, loads[card.position])
            better = next((other for other in kept if other.is_copied_by(content)), None)
            if better is None:
                kept.append(content)
            else:
                copies.setdefault(card.document_id, better.card.document_id)
    return {copy: _last(copies, better) for copy, better in copies.items()}


def _last(copies: Mapping[str, str], document: str) -> str:
    while document in copies:
        document = copies[document]
    return document


def _same_years(group: Sequence[Card]) -> list[list[Card]]:
    groups: dict[tuple[str, int, int], list[Card]] = defaultdict(list)
    for card in group:
        if card.first is not None and card.last is not None:
            groups[card.kind, card.first, card.last].append(card)
    return [cards for cards in groups.values() if len(cards) > 1]


def _in_one_group(cards: Sequence[Card], loads: Sequence[Load]) -> dict[str, str]:
    kept: list[_Content] = []
    found: dict[str, str] = {}
    for card in sorted(cards, key=lambda card: card.rank):
        content = _Content(card, loads[card.position])
        better = next((other for other in kept if other.replaces(content)), None)
        if better is None:
            kept.append(content)
        else:
            found[card.document_id] = better.card.document_id
    return found


class _Content:
    """The projects of a document and, for a report, what it tells of them."""

    def __init__(self, card: Card, load: Load) -> None:
        self.card = card
        tables = load(["documents", "projects", "project_progress", "project_years"])
        self._names = project_keys(tables)
        columns = ("round", "status", "budget_spent")
        told = zip(*(tables["project_progress"][name].to_pylist() for name in columns), strict=True)
        self._told = Counter(told)
        years = tables["project_years"]
        money = zip(years["fiscal_year"].to_pylist(), years["amount"].to_pylist(), strict=True)
        self._money = Counter((year, amount) for year, amount in money if amount)

    def replaces(self, other: _Content) -> bool:
        """Whether this document, which ranks before the other one, has its content."""
        if not self._names or not other._names:
            return False
        same = len(partners(self._names, other._names))
        if self.card.revision > other.card.revision:
            return same >= REVISION_SHARE * len(other._names)
        is_copy = same >= COPY_SHARE * len(other._names)
        return is_copy and (self.card.kind != DocumentKind.PROGRESS_REPORT or self._reports_as(other))

    def is_copied_by(self, other: _Content) -> bool:
        """Whether another plan of the same years has the same projects with the same money."""
        if self.card.body == other.card.body or not self.replaces(other):
            return False
        most = max(self._money.total(), other._money.total())
        return most > 0 and (self._money & other._money).total() >= SAME_MONEY * most

    def _reports_as(self, other: _Content) -> bool:
        same = (self._told & other._told).total()
        return same >= SAME_REPORT * max(self._told.total(), other._told.total())
