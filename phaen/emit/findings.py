"""Converts findings into cells of `checks`."""

from __future__ import annotations

from extract.model.plan import Finding, RowRef
from phaen.emit.values import Row
from schemas.checks import CHECKS


def check_cells(finding: Finding, row: RowRef) -> Row:
    """The cells of `checks` for a finding about a row, without its place and order."""
    check = CHECKS[finding.code]
    return {
        "check": finding.code,
        "severity": check.severity,
        "table": row.table,
        "row_id": row.row_id,
        "message": check.worded(finding.values, finding.expected, finding.found),
        "expected": finding.expected,
        "found": finding.found,
        "title_th": check.title_th,
    }
