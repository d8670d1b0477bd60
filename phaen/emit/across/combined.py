"""The tables of all documents of a run, completed by what they owe to each other.

Everything that a document adds by itself is already in its rows. Each document is read once to survey the run, and once
to be completed; those of a body that has several are read again to be compared. Memory holds one document and a card
of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from extract.model.plan import DocumentKind
from phaen.emit.across.cards import Card, Load, by_body, cards_of, near_bodies
from phaen.emit.across.groups import Groups
from phaen.emit.across.likeness import project_keys
from phaen.emit.across.reported import Reports
from phaen.emit.across.versions import misread_copies, superseded
from phaen.emit.arrow import arrow_schema
from phaen.emit.values import Row
from schemas.tables import tables

if TYPE_CHECKING:
    import pyarrow as pa

COMPLETED = ("project_years", "documents", "projects")
"""The tables that are needed to complete rows, or whose rows are completed."""

OVERLAP = "plan_overlaps"
"""The doubt about an amount of a year that another plan of the body covers, too."""


def combined(loads: Sequence[Load], names: Sequence[str] | None = None) -> Iterator[dict[str, pa.Table]]:
    """The tables of each document, in the order of the run. `names` are those to return, None for all."""
    with Groups() as groups:
        run = _Run(loads, groups)
        for position, load in enumerate(loads):
            yield run.completed(position, dict(load(names)))


class _Run:
    """The documents of a run that belong together, and the groups of all projects."""

    def __init__(self, loads: Sequence[Load], groups: Groups) -> None:
        self._loads = loads
        self._projects = groups
        cards = cards_of(map(self._survey, loads))
        self._bodies = by_body(cards)
        self._near = near_bodies(cards)
        self._groups = {card.position: group for group in self._bodies for card in group}
        self._cards = {card.position: card for group in (*self._bodies, *self._near) for card in group}
        groups.settle()

    def _survey(self, load: Load) -> tuple[Row | None, Decimal]:
        """The row of a document, if there is one, and its money; its projects are added to the groups."""
        tables = load(["documents", "projects", "project_years"])
        self._projects.add(_own_projects(tables))
        money = sum(filter(None, tables["project_years"]["amount"].to_pylist()), Decimal())
        return next(iter(tables["documents"].to_pylist()), None), money

    @cached_property
    def _superseded(self) -> dict[str, str]:
        found = superseded(self._bodies, self._loads)
        return found | misread_copies(self._near, self._loads, found)

    def completed(self, position: int, found: dict[str, pa.Table]) -> dict[str, pa.Table]:
        """The tables of one document with what other documents add."""
        found = self._grouped(found)
        card = self._cards.get(position)
        if card is None:
            return found
        better = self._superseded.get(card.document_id)
        if better is not None:
            documents = found["documents"]
            years = arrow_schema(tables()["project_years"]).empty_table()
            return {**found, "documents": _with(documents, "superseded_by", [better]), "project_years": years}
        if card.kind != DocumentKind.ACTION_PLAN:
            return found
        return {**found, "project_years": self._years(card, found)}

    def _grouped(self, found: dict[str, pa.Table]) -> dict[str, pa.Table]:
        """The tables with the group of each project: its code in the catalogue, else its group in the run."""
        projects = found["projects"]
        codes = projects["standard_project"].to_pylist()
        keys = project_keys(found)
        groups = [code or self._projects.of(key) for code, key in zip(codes, keys, strict=True)]
        by_id = dict(zip(projects["project_id"].to_pylist(), groups, strict=True))
        of_years = [by_id[project] for project in found["project_years"]["project_id"].to_pylist()]
        return {
            **found,
            "projects": _with(projects, "project_group", groups),
            "project_years": _with(found["project_years"], "project_group", of_years),
        }

    def _years(self, card: Card, found: Mapping[str, pa.Table]) -> pa.Table:
        others = [other for other in self._groups.get(card.position, ()) if other.document_id not in self._superseded]
        rows = found["project_years"]
        years, ids, doubts = (rows[name].to_pylist() for name in ("fiscal_year", "project_id", "doubt"))
        plans = [other for other in others if other is not card and other.kind == DocumentKind.ACTION_PLAN]
        doubts = [
            " ".join(filter(None, (doubt, OVERLAP if any(plan.covers(year) for plan in plans) else None))) or None
            for doubt, year in zip(doubts, years, strict=True)
        ]
        told = Reports(others, self._loads).of(found)
        reported = [told.get((project, year)) for project, year in zip(ids, years, strict=True)]
        columns = {
            "doubt": doubts,
            "status": [report and report.status for report in reported],
            "spent": [report and report.spent for report in reported],
            "report_id": [report and report.report_id for report in reported],
        }
        for name, values in columns.items():
            rows = _with(rows, name, values)
        return rows


def _own_projects(tables: Mapping[str, pa.Table]) -> Iterator[str]:
    """The names, for comparing, of a document's projects that are no common ones."""
    codes = tables["projects"]["standard_project"].to_pylist()
    return (key for key, code in zip(project_keys(tables), codes, strict=True) if code is None)


def _with(rows: pa.Table, name: str, values: Sequence[object]) -> pa.Table:
    """The table with other values in one column."""
    import pyarrow as pa

    position = rows.schema.get_field_index(name)
    field = rows.schema.field(position)
    return rows.set_column(position, field, pa.array(values, field.type))
