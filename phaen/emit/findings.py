"""Converts findings into cells of `checks`."""

from __future__ import annotations

from extract.model.plan import Finding, RowRef
from phaen.emit.values import Row
from schemas.checks import CHECKS


def check_cells(finding: Finding, row: RowRef) -> Row:
    """The cells of `checks` for a finding about a row, without its place and order."""
    check = CHECKS[finding.code]
    values = _Blanks({**finding.values, "expected": finding.expected, "found": finding.found})
    return {
        "check": finding.code,
        "severity": check.severity,
        "table": row.table,
        "row_id": row.row_id,
        "message": check.message.format_map(values),
        "expected": finding.expected,
        "found": finding.found,
        "title_th": check.title_th,
    }


class _Blanks(dict[str, str]):
    """Values of a message. A value missing in a finding is blank, instead of an exception."""

    def __missing__(self, key: str) -> str:
        return ""
