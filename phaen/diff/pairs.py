"""Which document of one dataset corresponds to which of the other, and which project to which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from rapidfuzz.fuzz import ratio

from normalize.text import comparable
from phaen.diff.tables import ComparedDocument, ComparedProject

T = TypeVar("T")

ALIKE = 80.0
"""Of 100: names from which on two projects are one, wherever they are and whatever they cost."""

SIMILAR = 55.0
"""The same for projects of one section with one budget: a new name of the same thing."""

SAME_SECTION, SAME_ITEM, SAME_MONEY = 4.0, 2.0, 4.0
"""What decides between names that are about equally alike. Together less than a difference that matters."""

Pair = tuple[T | None, T | None]
Key = Callable[[T], Hashable]


def pair_documents(old: Sequence[ComparedDocument], new: Sequence[ComparedDocument]) -> list[Pair[ComparedDocument]]:
    """The documents of both datasets: the same content, else the same file, else the same body with the same kind.

    Documents of one body in several years are paired in the order of their years, the latest with the latest. The pairs
    are in the order of `new`; documents that are only in `old` come last.
    """
    keys: list[Key[ComparedDocument]] = [
        lambda document: document.row["document_id"],
        lambda document: document.row["source_file"],
        lambda document: (*_body(document), document.years) if _body(document) else None,
        lambda document: _body(document) or None,
    ]
    return _paired(_by_years(old), _by_years(new), keys, list(new), list(old))


def _body(document: ComparedDocument) -> tuple[str, ...]:
    """Body, province and kind of a document; empty if its body is not known."""
    name = comparable(document.text("organization"))
    return (name, document.text("province"), document.text("document_kind")) if name else ()


def _by_years(documents: Iterable[ComparedDocument]) -> list[ComparedDocument]:
    return sorted(documents, key=lambda document: (document.text("fiscal_year_last"), document.text("document_id")),
                  reverse=True)  # fmt: skip


def pair_projects(
    old: Sequence[ComparedProject], new: Sequence[ComparedProject], *, same_content: bool
) -> list[Pair[ComparedProject]]:
    """The projects of two documents: the same place in the same content, else the same name, else a similar one.

    Of several projects with one name those of one section go first, then in order. The pairs are in the order of `new`;
    projects that are only in `old` come last.
    """
    keys: list[Key[ComparedProject]] = [lambda project: project.row["anchor"]] if same_content else []
    keys += [
        lambda project: (_name(project), project.section) if _name(project) else None,
        lambda project: _name(project) or None,
    ]
    pairs = _paired(old, new, keys, list(new), list(old))
    left = [one for one, other in pairs if other is None and one is not None]
    right = [other for one, other in pairs if one is None and other is not None]
    found = _similar(left, right)
    gone = {id(one) for one in found.values()}
    matched = [(found.get(id(other), one) if other is not None else one, other) for one, other in pairs]
    return [(one, other) for one, other in matched if other is not None or id(one) not in gone]


def _name(project: ComparedProject) -> str:
    return comparable(project.text("name"))


def _paired(
    old: Sequence[T], new: Sequence[T], keys: Iterable[Key[T]], order: Sequence[T], last: Sequence[T]
) -> list[Pair[T]]:
    """Pairs with equal keys, by one key after the other. Of several with one key the first go together."""
    partner: dict[int, T] = {}
    taken: set[int] = set()
    for key in keys:
        waiting: dict[Hashable, list[T]] = defaultdict(list)
        for one in old:
            if id(one) not in taken and key(one) is not None:
                waiting[key(one)].append(one)
        for other in new:
            found = waiting.get(key(other)) if id(other) not in partner else None
            if found:
                partner[id(other)] = found.pop(0)
                taken.add(id(partner[id(other)]))
    paired: list[Pair[T]] = [(partner.get(id(other)), other) for other in order]
    return [*paired, *((one, None) for one in last if id(one) not in taken)]


def _similar(old: Sequence[ComparedProject], new: Sequence[ComparedProject]) -> dict[int, ComparedProject]:
    """For each project of `new` that has one, by its identity, the project of `old` with the most similar name."""
    scored: list[tuple[float, int, int]] = []
    for at, other in enumerate(new):
        for where, one in enumerate(old):
            score = _likeness(one, other)
            if score is not None:
                scored.append((-score, at, where))
    found: dict[int, ComparedProject] = {}
    taken: set[int] = set()
    for _, at, where in sorted(scored):
        if id(new[at]) not in found and where not in taken:
            found[id(new[at])] = old[where]
            taken.add(where)
    return found


def _likeness(one: ComparedProject, other: ComparedProject) -> float | None:
    """How certain it is that two projects with different names are one, None if it is not."""
    same_section = one.section == other.section
    same_money = bool(one.money) and one.money == other.money
    least = SIMILAR if same_section and same_money else ALIKE
    alike = ratio(_name(one), _name(other), score_cutoff=least)
    if not alike:
        return None
    same_item = bool(one.text("item")) and one.text("item") == other.text("item")
    return alike + SAME_SECTION * same_section + SAME_ITEM * same_item + SAME_MONEY * same_money
