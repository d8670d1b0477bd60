"""The figures of a report, asked of the dataset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from phaen.query.locked import locked_connection

if TYPE_CHECKING:
    import duckdb

MOST_ROWS = 15
"""Rows of a ranking."""

_FIGURES = {
    "totals": """
        SELECT (SELECT COUNT(*) FROM documents) AS documents,
               (SELECT COUNT(*) FROM documents WHERE document_kind = 'action_plan' AND superseded_by IS NULL) AS plans,
               (SELECT COUNT(*) FROM documents WHERE document_kind = 'progress_report') AS reports,
               (SELECT COUNT(*) FROM documents WHERE superseded_by IS NOT NULL) AS superseded,
               (SELECT COUNT(DISTINCT province_code) FROM documents) AS provinces,
               (SELECT MIN(fiscal_year_first) FROM documents) AS first_year,
               (SELECT MAX(fiscal_year_last) FROM documents) AS last_year,
               COUNT(DISTINCT document_id || '/' || project_id) AS projects, COUNT(*) AS project_years,
               COUNT(amount) AS amounts, SUM(amount) AS amount,
               SUM(amount) FILTER (doubt IS NOT NULL) AS amount_in_doubt
        FROM project_years""",
    "dimensions": """
        SELECT framework, dimension, dimension_name, MAX(dimension_en) AS dimension_en, SUM(amount) AS amount,
               SUM(projects) AS projects
        FROM budget_by_dimension GROUP BY framework, dimension, dimension_name
        ORDER BY amount DESC NULLS LAST, dimension, dimension_name, framework LIMIT {most}""",
    "years": "FROM budget_by_year ORDER BY fiscal_year NULLS LAST",
    "types": """
        SELECT organization_type, SUM(amount) AS amount, COUNT(DISTINCT document_id) AS plans
        FROM project_years GROUP BY organization_type ORDER BY amount DESC NULLS LAST, organization_type""",
    "provinces": """
        SELECT d.province_code, ANY_VALUE(d.province) AS province, COUNT(*) AS documents,
               COALESCE(ANY_VALUE(b.amount), 0) AS amount
        FROM documents AS d
        LEFT JOIN (SELECT province_code, SUM(amount) AS amount FROM budget_by_province GROUP BY province_code) AS b
            ON b.province_code = d.province_code
        WHERE d.province_code IS NOT NULL GROUP BY d.province_code ORDER BY amount DESC, d.province_code""",
    "common": "FROM common_projects ORDER BY plans DESC, projects DESC, standard_project LIMIT {most}",
    "status": "SELECT status, COUNT(*) AS documents FROM documents GROUP BY status",
    "fields": """
        SELECT SUM(projects) AS projects, SUM(in_both_parts) AS in_both_parts, SUM(with_name) AS with_name,
               SUM(with_budget_total) AS with_budget_total, SUM(with_responsible) AS with_responsible,
               SUM(with_objectives) AS with_objectives, SUM(with_methods) AS with_methods,
               SUM(with_results) AS with_results
        FROM completeness
        WHERE document_id IN (SELECT document_id FROM documents WHERE document_kind = 'action_plan')""",
    "read": """
        SELECT SUM(lines) AS lines, SUM(lines_unplaced) AS lines_unplaced, SUM(amounts) AS amounts,
               SUM(amounts_unplaced) AS amounts_unplaced
        FROM accounts""",
    "against": """
        SELECT organization, fiscal_year, projects, with_status, planned, spent
        FROM plan_against_report ORDER BY planned DESC NULLS LAST, organization, fiscal_year LIMIT {most}""",
    "reported": """
        SELECT organization, fiscal_year, projects_planned, projects_done, budget_planned, budget_spent
        FROM reported_money ORDER BY budget_planned DESC NULLS LAST, organization, fiscal_year LIMIT {most}""",
}

Rows = Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Figures:
    """The rows of each question, as dictionaries. Rankings have at most MOST_ROWS rows."""

    totals: dict[str, Any]
    fields: dict[str, Any]
    read: dict[str, Any]
    status: dict[str, int]
    dimensions: Rows
    years: Rows
    types: Rows
    provinces: Rows
    common: Rows
    against: Rows
    reported: Rows


def figures(folder: Path) -> Figures:
    """The figures of the dataset in `folder`. Raises NoDataError."""
    with locked_connection(folder) as connection:
        found = {name: _ask(connection, sql.format(most=MOST_ROWS)) for name, sql in _FIGURES.items()}
    status = {str(row["status"]): int(row["documents"]) for row in found["status"]}
    (totals,), (fields,), (read,) = (found[name] for name in ("totals", "fields", "read"))
    ranked = {name: rows for name, rows in found.items() if name not in {"totals", "fields", "read", "status"}}
    return Figures(totals=totals, fields=fields, read=read, status=status, **ranked)


def _ask(connection: duckdb.DuckDBPyConnection, sql: str) -> Rows:
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
