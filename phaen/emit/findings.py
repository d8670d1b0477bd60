"""Converts findings into cells of `checks`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from extract.model.messages import said
from extract.model.plan import Finding, RowRef, Subject
from phaen.emit.parts import box_text, place_cells
from phaen.emit.values import Row
from schemas.checks import CHECKS


def check_rows(findings: Iterable[Finding], row_of: Callable[[Subject], RowRef]) -> list[Row]:
    """The rows of `checks`, numbered from 1: one for each finding and each of its parts."""
    rows = [row for number, finding in enumerate(findings, 1) for row in _rows(number, finding, row_of)]
    return [{"order": order, **row} for order, row in enumerate(rows, 1)]


def _rows(number: int, finding: Finding, row_of: Callable[[Subject], RowRef]) -> Iterator[Row]:
    count = len(finding.parts) + 1
    for part, row in enumerate(finding.rows(), 1):
        cells = check_cells(row, row_of(row.about))
        yield {**cells, "severity": finding.severity, "finding": number, "part": part, "parts": count}


def check_cells(finding: Finding, row: RowRef) -> Row:
    """The cells of `checks` for a finding about a row, without its numbers."""
    check = CHECKS[finding.code]
    words = said(finding)
    return {
        "check": finding.code,
        "severity": finding.severity,
        "table": row.table,
        "row_id": row.row_id,
        "message": words.en,
        "message_th": words.th,
        "expected": finding.expected,
        "found": finding.found,
        "title_th": check.title_th,
        "stake": finding.stake,
        "field": finding.field,
        **place_cells(finding.place),
        "source_bbox": box_text(finding.place),
    }
