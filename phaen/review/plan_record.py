"""The data of one plan's page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any

from phaen.emit.values import Row
from phaen.review.documents import DocumentRows
from phaen.review.questions import Fact, Question, facts, question
from phaen.review.rows import DocumentIndex
from schemas.checks import Severity
from schemas.tables import tables

Record = dict[str, Any]

SHOWN = ("dimensions", "sections", "projects", "budgets", "totals", "progress", "project_progress", "risks",
         "indicator_targets", "pages")  # fmt: skip
"""Tables that are in the record with their columns, except those that repeat others."""

REPEATED = ("document_id", "fiscal_year_ce", "fiscal_year_first_ce", "fiscal_year_last_ce")
SAME = 1
"""In place of a raw text that is equal to its value: long texts are in the record once."""

_SEVERITY_ORDER = {"error": 0, "warning": 1, "info": 2}


def plan_record(rows: DocumentRows, sampled: Collection[str] = ()) -> Record:
    """The record of a plan. `sampled` are the anchors of its projects that are in the sample."""
    document = rows["documents"][0]
    index = DocumentIndex(rows)
    return {
        "document": {name: _cell(document.get(name)) for name in tables()["documents"].columns},
        "tables": {name: _columnar(rows[name], _columns(name)) for name in SHOWN},
        "trail": _trail(rows["provenance"], index),
        "findings": [_finding(fact, index) for fact in ordered(rows, index)],
        "sample": [row["project_id"] for row in rows["projects"] if row["anchor"] in sampled],
    }


def ordered(rows: DocumentRows, index: DocumentIndex) -> list[Fact]:
    """The findings: those that need an answer before those that need none, the most money first, then by severity."""

    def rank(fact: Fact) -> tuple[bool, Decimal, int, object]:
        severity = str(fact[0]["severity"])
        stake = max(question(check, index).stake for check in fact)
        return severity == Severity.INFO, -stake, _SEVERITY_ORDER[severity], fact[0]["order"]

    return sorted(facts(rows["checks"]), key=rank)


def _columns(table: str) -> list[str]:
    return [name for name in tables()[table].columns if name not in REPEATED]


def _columnar(rows: Iterable[Row], columns: Sequence[str]) -> Record:
    return {"columns": list(columns), "rows": [[_cell(row.get(name)) for name in columns] for row in rows]}


def _cell(value: object) -> object:
    return f"{value:f}" if isinstance(value, Decimal) else value


def _trail(provenance: Iterable[Row], index: DocumentIndex) -> Record:
    """The origin of each value: its place, its raw text and its method."""
    columns = ["table", "row_id", "field", "page", "line", "box", "raw", "method", "confidence", "read_value"]
    return {"columns": columns, "rows": [_origin(row, index) for row in provenance]}


def _origin(row: Row, index: DocumentIndex) -> list[object]:
    owner = index.row(str(row["table"]), str(row["row_id"])) or {}
    raw = SAME if row["raw"] is not None and owner.get(str(row["field"])) == row["raw"] else row["raw"]
    confidence = row.get("confidence")
    place = [row["page"], row["line"], box(row["bbox"])]
    return [
        row["table"],
        row["row_id"],
        row["field"],
        *place,
        raw,
        row["method"],
        _number(confidence),
        row.get("read_value"),
    ]


def box(text: object) -> list[float] | None:
    """The numbers of a box such as `10 20.5 30 40`, None for an empty cell."""
    return [float(number) for number in str(text).split()] if text else None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, Decimal | float) else None


def _finding(fact: Fact, index: DocumentIndex) -> Record:
    """A finding, and the rows of the dataset that it concerns: its parts, the first of which states it."""
    head, parts = fact[0], [(check, question(check, index)) for check in fact]
    stated = {name: head[name] for name in ("order", "check", "severity", "message")}
    stake = _cell(max(asked.stake for _, asked in parts))
    return {
        **stated,
        "message_th": head.get("message_th"),
        "stake": stake,
        "parts": [_part(check, asked) for check, asked in parts],
    }


def _part(check: Row, asked: Question) -> Record:
    return {
        **{name: check[name] for name in ("check", "table", "row_id", "expected", "found")},
        "page": check["source_page"],
        "line": check["source_line"],
        "box": box(check.get("source_bbox")),
        "anchor": asked.anchor,
        "field": asked.field,
        "value": asked.value,
        "other": asked.other,
        "others": [list(change) for change in asked.others],
    }
