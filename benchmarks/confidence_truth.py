"""Which values of a dataset are as the documents print them, for benchmarks.confidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rapidfuzz.distance import Levenshtein

from benchmarks.finding_truth import COLUMNS, paired
from phaen.emit.values import Row, Rows
from tests.scoring import canon, canon_field

ALIKE = 0.9
"""Similarity from which on a text is right: single letters and its heading do not count."""

HEADING = 40
"""Letters of a heading and of the next one that may share the lines of a field."""

_GROUPS = re.compile("(?:ผลผลิต|ผลลัพธ์):")

Gold = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """A value, or a group of values of a project, with its confidence, and whether it is right."""

    kind: str
    """amount, name, place or text; for groups also amounts, fields and row."""
    confidence: float
    is_right: bool
    is_group: bool
    where: str
    said: str = ""


def of_annotation(gold: Gold, rows: Rows, lines: Sequence[str], source: str) -> Iterator[Judged]:
    """The values of the projects of an annotated document. `lines` are those that its fields refer to."""
    halves = {"summary_projects": "in_summary", "details": "in_details"}
    entries: dict[str, dict[str, Gold]] = {}
    for half, column in halves.items():
        own = [row for row in rows["projects"] if row[column]]
        entries[half] = {str(row["project_id"]): entry for entry, row in paired(gold[half], own) if row is not None}
    trusted = {(row["table"], row["row_id"], row["field"]): float(str(row["confidence"])) for row in rows["provenance"]}
    for row in rows["projects"]:
        project = str(row["project_id"])
        summary, detail = entries["summary_projects"].get(project), entries["details"].get(project)
        judged = _Project(row, summary, detail, trusted, f"{source} {project}")
        budgets = [entry for entry in rows["budgets"] if entry["project_id"] == project]
        yield from judged.values(budgets, lines)


class _Project:
    """One row of `projects` beside its annotations."""

    def __init__(
        self,
        row: Row,
        summary: Gold | None,
        detail: Gold | None,
        trusted: Mapping[tuple[object, object, object], float],
        where: str,
    ) -> None:
        self.row, self.summary, self.detail, self.trusted, self.where = row, summary, detail, trusted, where

    def values(self, budgets: Sequence[Row], lines: Sequence[str]) -> Iterator[Judged]:
        """Its values, then its groups."""
        amounts, fields = list(self._amounts(budgets)), list(self._fields(lines))
        yield from (*amounts, *fields)
        name, place = self._name(), self._place()
        yield name
        is_right = {
            "amounts": all(entry.is_right for entry in amounts) and self._has_all(budgets),
            "name": name.is_right,
            "place": place,
            "fields": all(entry.is_right for entry in fields) and self._has_fields(),
        }
        for group, right in is_right.items():
            yield Judged(group, float(str(self.row[f"confidence_{group}"])), right, True, self.where)
        wrong = " ".join(group for group, right in is_right.items() if not right)
        yield Judged("row", float(str(self.row["confidence"])), not wrong, True, self.where, wrong)

    def _value(self, kind: str, key: tuple[str, str, str], is_right: bool, said: str) -> Iterator[Judged]:
        """The value of a table, a row and a field, if it was read."""
        confidence = self.trusted.get(key)
        if confidence is not None:
            yield Judged(kind, confidence, is_right, False, f"{self.where} {key[2]}", said)

    def _amounts(self, budgets: Sequence[Row]) -> Iterator[Judged]:
        for budget in budgets:
            entry, key = (self.summary, "budget") if budget["basis"] == "summary" else (self.detail, "budget_by_year")
            true = ((entry or {}).get(key) or {}).get(str(budget["fiscal_year"]), "no such year")
            is_right = true is not None and _decimal(true) == budget["amount"]
            if true is None or (budget["basis"] != "summary" and true == "no such year" and entry is not None):
                continue  # the annotation cannot say
            said = f"{budget['amount']} for {true}"
            yield from self._value("amount", ("budgets", str(budget["row_id"]), "amount"), is_right, said)

    def _has_all(self, budgets: Sequence[Row]) -> bool:
        """Whether every annotated amount was read. Of a row that prints nothing, no amount is as right as none."""
        read = {(str(budget["fiscal_year"]), budget["amount"]) for budget in budgets}
        wanted = (self.summary or {}).get("budget") or {}
        return all((year, _decimal(true)) in read for year, true in wanted.items() if true)

    def _name(self) -> Judged:
        true = {canon(entry["name"]) for entry in (self.summary, self.detail) if entry is not None}
        name = str(self.row["name"] or "")
        confidence = float(str(self.row["confidence_name"]))
        return Judged("name", confidence, canon(name) in true, False, f"{self.where} name", f"{name} for {true}")

    def _place(self) -> bool:
        entry = self.detail or self.summary
        if entry is None:
            return False
        section = entry.get("section")
        return self.row["dimension"] == entry["dimension"] and (not section or self.row["section"] == section)

    def _fields(self, lines: Sequence[str]) -> Iterator[Judged]:
        for key, (first, last) in ((self.detail or {}).get("fields") or {}).items():
            column = COLUMNS.get(key, "")
            if not column or key in ("budget", "responsible") or self.row[column] is None:
                continue
            is_right = _is_alike(str(self.row[column]), "\n".join(lines[first - 1 : last]))
            project = str(self.row["project_id"])
            yield from self._value("text", ("projects", project, column), is_right, str(self.row[column]))

    def _has_fields(self) -> bool:
        """Whether every annotated field was read."""
        wanted = (self.detail or {}).get("fields") or {}
        return all(self.row[COLUMNS[key]] is not None for key in wanted if key in COLUMNS)


def _is_alike(read: str, printed: str) -> bool:
    """Whether a text is that of some lines; a heading may share the first of them."""
    a, b = (_GROUPS.sub("", canon_field(text)) for text in (read, printed))
    return Levenshtein.normalized_similarity(a, b) >= ALIKE or (a in b and len(b) - len(a) <= HEADING)


def amounts_of_damaged(data: Gold, rows: Rows, source: str) -> Iterator[Judged]:
    """The amounts of a damaged plan: a clear one is right if it is as printed, another if it is the true one."""
    projects = {canon(str(row["name"] or "")): row for row in rows["projects"]}
    trusted = {row["row_id"]: float(str(row["confidence"])) for row in rows["provenance"] if row["table"] == "budgets"}
    read = {(row["project_id"], row["fiscal_year"]): row for row in rows["budgets"] if row["basis"] == "summary"}
    right: dict[str, bool] = {}
    for cell in data["cells"]:
        row = projects.get(canon(cell["project"]))
        amount = read.get((row["project_id"], cell["year"])) if row is not None else None
        if row is None or amount is None or cell.get("misled"):
            continue
        true = _decimal(cell["reads"] if cell["clear"] else cell["original"])
        is_right = amount["amount"] == true
        project = str(row["project_id"])
        right[project] = right.get(project, True) and is_right
        if amount["amount"] is not None:
            where, said = f"{source} {amount['row_id']}", f"{amount['amount']} for {true}"
            yield Judged("amount", trusted[amount["row_id"]], is_right, False, where, said)
    for row in rows["projects"]:
        project = str(row["project_id"])
        if project in right:
            yield Judged("amounts", float(str(row["confidence_amounts"])), right[project], True, f"{source} {project}")
            yield Judged("row", float(str(row["confidence"])), right[project], True, f"{source} {project}")


def _decimal(value: object) -> Decimal | None:
    return None if value is None or value == "no such year" else Decimal(str(value))
