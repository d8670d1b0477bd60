"""What has changed between two datasets, as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from normalize.text import comparable
from phaen.diff.pairs import pair_documents, pair_projects
from phaen.diff.tables import ComparedDocument, ComparedProject, load_documents

FACTS = (
    "source_file",
    "document_kind",
    "title",
    "organization",
    "subdistrict",
    "district",
    "province",
    "fiscal_year_first",
    "fiscal_year_last",
    "stated_project_count",
    "status",
)
"""Columns of `documents` that are compared."""


class Kind(StrEnum):
    """The kind of a change."""

    DOCUMENT_ADDED = "document_added"
    DOCUMENT_REMOVED = "document_removed"
    FACT = "fact"
    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    REBUDGETED = "rebudgeted"


@dataclass(frozen=True, slots=True)
class Change:
    """One change. Columns that do not apply are empty; `old`, `new` and `difference` of a budget are in baht.

    `field` is the column that differs: of `documents` for a fact, else of `projects`, or `amount` with its
    `fiscal_year`. `project_old` and `project_new` are project_ids.
    """

    change: Kind
    document_old: str = ""
    document_new: str = ""
    source_file: str = ""
    project_old: str = ""
    project_new: str = ""
    name: str = ""
    field: str = ""
    fiscal_year: str = ""
    old: str = ""
    new: str = ""
    difference: str = ""


def compare(old: Path, new: Path) -> list[Change]:
    """The changes from the dataset in one folder to that in another, in the order of the new one.

    Raises FileNotFoundError for a folder without a dataset, ValueError for a damaged one.
    """
    return changes(load_documents(old), load_documents(new))


def changes(old: Sequence[ComparedDocument], new: Sequence[ComparedDocument]) -> list[Change]:
    """The changes from some documents to others."""
    return [change for one, other in pair_documents(old, new) for change in _of_documents(one, other)]


def counted(found: Sequence[Change]) -> dict[str, int]:
    """The number of changes by kind, without zeros. A project with several changed amounts counts once."""
    once = {(change.change, change.document_old, change.document_new, change.project_old, change.project_new,
             change.field if change.change is Kind.FACT else "") for change in found}  # fmt: skip
    counts = Counter(str(key[0]) for key in once)
    return {kind: counts[kind] for kind in Kind if counts[kind]}


def _of_documents(one: ComparedDocument | None, other: ComparedDocument | None) -> Iterator[Change]:
    there = other or one
    assert there is not None
    base = Change(
        Kind.FACT,
        document_old=one.text("document_id") if one else "",
        document_new=other.text("document_id") if other else "",
        source_file=there.text("source_file"),
    )
    if one is None or other is None:
        kind = Kind.DOCUMENT_ADDED if one is None else Kind.DOCUMENT_REMOVED
        yield replace(base, change=kind, name=there.text("organization"))
    else:
        for column in FACTS:
            if one.text(column) != other.text(column):
                yield replace(base, field=column, old=one.text(column), new=other.text(column))
    same_content = base.document_old == base.document_new
    same_years = one is not None and other is not None and one.years == other.years
    before, after = one.projects if one else [], other.projects if other else []
    for earlier, later in pair_projects(before, after, same_content=same_content):
        yield from _of_projects(earlier, later, base, same_years=same_years)


def _of_projects(
    one: ComparedProject | None, other: ComparedProject | None, document: Change, *, same_years: bool
) -> Iterator[Change]:
    there = other or one
    assert there is not None
    base = replace(
        document,
        project_old=one.text("project_id") if one else "",
        project_new=other.text("project_id") if other else "",
        name=there.text("name"),
    )
    if one is None:
        yield replace(base, change=Kind.ADDED, field="budget", new=_shown(there.money))
        return
    if other is None:
        yield replace(base, change=Kind.REMOVED, field="budget", old=_shown(there.money))
        return
    if comparable(one.text("name")) != comparable(other.text("name")):
        yield replace(base, change=Kind.RENAMED, field="name", old=one.text("name"), new=other.text("name"))
    if one.section != other.section:
        yield replace(base, change=Kind.MOVED, field="section", old=one.section, new=other.section)
    for year, before, after in _budgets(one, other, same_years=same_years):
        yield replace(
            base,
            change=Kind.REBUDGETED,
            field="amount" if year else "budget",
            fiscal_year=year,
            old=_shown(before),
            new=_shown(after),
            difference="" if before is None or after is None else _shown(after - before),
        )


_Budget = tuple[str, Decimal | None, Decimal | None]
"""A fiscal year, empty for all together, and the amounts before and after."""


def _budgets(one: ComparedProject, other: ComparedProject, *, same_years: bool) -> Iterator[_Budget]:
    """The amounts that differ: of each year that both have, of years that one lacks if both plans cover the same.

    Without a common year, as in plans of one year each, what each costs in all is compared.
    """
    common = one.amounts.keys() & other.amounts.keys()
    years = one.amounts.keys() | other.amounts.keys() if same_years else common
    if years:
        yield from ((str(year), one.amounts.get(year), other.amounts.get(year)) for year in sorted(years)
                    if one.amounts.get(year) != other.amounts.get(year))  # fmt: skip
    elif one.money != other.money and len(one.amounts) == len(other.amounts):
        yield "", one.money, other.money


def _shown(amount: Decimal | None) -> str:
    """An amount as the dataset's CSV files have it."""
    if amount is None:
        return ""
    return f"{amount.to_integral_value() if amount == amount.to_integral_value() else amount:f}"
