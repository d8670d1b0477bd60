"""Reports that list their projects once for each round: one row of each project, with the reports of all rounds."""

from __future__ import annotations

from collections.abc import Mapping

from extract.model.document import Place
from extract.model.plan import Path
from extract.tables.summary_types import Summary, SummaryRow, SummaryTotal
from normalize.text import comparable


def join_rounds(summary: Summary, rounds: Mapping[Place, int]) -> None:
    """Joins the rows of a project from the tables of several rounds, and keeps the totals of the latest round.

    `rounds` are the months of the round by the place of a cell. Tables of one round are left as they are.
    """
    if len(set(rounds.values())) < 2:
        return
    kept: list[SummaryRow] = []
    first: dict[tuple[Path, str], SummaryRow] = {}
    for row in summary.rows:
        months = rounds.get(row.place)
        project = row.projects[0] if len(row.projects) == 1 else None
        if months is None or project is None or project.reported is None:
            kept.append(row)
            continue
        project.reported.months = project.reported.months or months
        known = first.setdefault((project.path[:2], comparable(project.name)), row)
        if known is row or not _add(known, row):
            kept.append(row)
    summary.rows = kept
    summary.totals = _latest(summary.totals, rounds)


def _add(known: SummaryRow, row: SummaryRow) -> bool:
    """Adds the report of a row to the row of the same project. False if that has one of this round already."""
    old, new = known.projects[0].reported, row.projects[0].reported
    if old is None or new is None or new.months in [report.months for report in old.rounds()]:
        return False
    *earlier, latest = sorted((*old.rounds(), new), key=lambda report: report.months or 0)
    for report in earlier:
        report.earlier = ()
    latest.earlier = tuple(earlier)
    known.projects[0].reported = latest
    return True


def _latest(totals: list[SummaryTotal], rounds: Mapping[Place, int]) -> list[SummaryTotal]:
    """The totals without those whose like is printed for a later round."""
    last: dict[tuple[str, int | None, str], int] = {}
    for total in totals:
        last[_scope(total)] = max(last.get(_scope(total), 0), rounds.get(total.place, 0))
    return [total for total in totals if rounds.get(total.place, 0) == last[_scope(total)]]


def _scope(total: SummaryTotal) -> tuple[str, int | None, str]:
    return (total.scope, total.dimension, total.section)
