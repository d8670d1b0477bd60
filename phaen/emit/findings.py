"""What a finding says, as cells of `checks`."""

from __future__ import annotations

from extract.model.plan import Finding, RowRef
from phaen.emit.values import Row
from schemas.checks import CHECKS


def check_cells(finding: Finding, row: RowRef) -> Row:
    """What a finding about a row says, as cells of `checks`; its place and order are the caller's."""
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
    """Values of a message; one that a finding does not give is left blank rather than ending the run."""

    def __missing__(self, key: str) -> str:
        return ""
