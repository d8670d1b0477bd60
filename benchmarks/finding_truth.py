"""Whether a finding is right, by the annotation of its document.

A finding is one fact. It is right if what it says of the document is so, or if the value that it points at was read
wrongly or not at all; one that says how a value was settled is right if all values that it concerns are right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any

from rapidfuzz.distance import Levenshtein

from normalize.frameworks import framework_headings
from phaen.emit.values import Row, Rows
from tests.scoring import canon

ALIKE = 0.9
"""Similarity from which on two names are one."""

HELD = 24
"""Letters of a lost name that a finding must hold."""

Gold = dict[str, Any]
Project = dict[str, Any]
Year = tuple[str, int]
"""A project_id and a fiscal year."""


@dataclass(frozen=True, slots=True)
class Fact:
    """The rows of `checks` that are one finding, its first row first."""

    rows: tuple[Row, ...]

    @property
    def code(self) -> str:
        """The code of the fact."""
        return str(self.rows[0]["check"])

    @property
    def severity(self) -> str:
        """Its severity."""
        return str(self.rows[0]["severity"])

    @property
    def message(self) -> str:
        """Its sentence."""
        return str(self.rows[0]["message"])

    def projects(self) -> set[str]:
        """The projects that it concerns."""
        rows = (row for row in self.rows if row["table"] in ("projects", "budgets"))
        return {str(row["row_id"]).split("/")[0] for row in rows}

    def years(self) -> set[Year]:
        """The amounts that it concerns."""
        parts = (str(row["row_id"]).split("/") for row in self.rows if row["table"] == "budgets")
        return {(part[0], int(part[1])) for part in parts}

    def totals(self) -> set[tuple[int | None, int | None]]:
        """The totals that it concerns: dimension and year."""
        found = set()
        for row in self.rows:
            if row["table"] == "totals":
                scope, *rest = str(row["row_id"]).split("#")[0].split("/")
                year = int(rest[-1]) if rest[-1].isdigit() else None
                found.add((int(rest[0]) if scope == "dimension" else None, year))
        return found


def facts_of(rows: Rows) -> list[Fact]:
    """The findings of a document."""
    found: dict[object, list[Row]] = defaultdict(list)
    for row in rows["checks"]:
        found[row["finding"]].append(row)
    return [Fact(tuple(of)) for of in found.values()]


@dataclass(slots=True)
class Truth:
    """What is true of one document, next to what was read of it."""

    amounts: dict[Year, Decimal | None] = field(default_factory=dict)
    """The true amounts of the table's projects; None: it cannot be known."""
    read: dict[Year, Decimal | None] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    """Names of projects and headings that were not read."""
    faulty: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """What is wrong with a project that was read: the columns."""
    invented: set[str] = field(default_factory=set)
    halved: set[str] = field(default_factory=set)
    """Projects that have a half, in the table or in the details, which was not read."""
    totals_off: set[tuple[int | None, int | None]] = field(default_factory=set)
    """Printed totals that differ from the true sum of their parts."""
    counts_off: set[int | None] = field(default_factory=set)
    stated_off: bool = False
    without_details: set[str] = field(default_factory=set)
    without_summary: set[str] = field(default_factory=set)
    budgets_differ: set[str] = field(default_factory=set)
    names_differ: set[str] = field(default_factory=set)
    sections_differ: set[str] = field(default_factory=set)
    without_section: set[str] = field(default_factory=set)
    lacking: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The fields that the block of a project does not print."""
    years_outside: set[str] = field(default_factory=set)
    dimension_of: dict[str, int | None] = field(default_factory=dict)
    gaps: bool = False
    """Whether the printed numbers have gaps or are repeated."""
    contradicted: set[Year] = field(default_factory=set)
    """Amounts that are printed and are not the true ones."""
    said: list[str] = field(default_factory=list)
    """Codes that are due anywhere in the document."""

    def is_right(self, fact: Fact) -> bool:
        """Whether a finding is right."""
        if fact.code in self.said:
            return True
        judge = JUDGES.get(fact.code)
        return judge(self, fact) if judge is not None else self._names_a_fault(fact)

    # -- what was read ------------------------------------------------------------------------------------------------

    def is_settled(self, fact: Fact) -> bool:
        """Whether all amounts that a finding concerns are right."""
        years = fact.years() or {key for key in self.amounts if key[0] in fact.projects()}
        return all(self.amounts.get(key) in (None, self.read.get(key)) for key in years)

    def is_open(self, fact: Fact) -> bool:
        """Whether an amount that a finding concerns was not read, or is wrong."""
        years = fact.years() or {key for key in self.amounts if key[0] in fact.projects()}
        return any(self.read.get(key) is None or self.read[key] != self.amounts.get(key) for key in years) or (
            not years or bool(self._faults(fact))
        )

    def is_sum_off(self, fact: Fact) -> bool:
        """Whether one of the totals is not the sum of its rows, as printed or as read."""
        return any(key in self.totals_off or self._is_part_wrong(*key) for key in fact.totals()) or not fact.totals()

    def _is_part_wrong(self, dimension: int | None, year: int | None) -> bool:
        for (project, of), value in self.amounts.items():
            within = dimension in (None, self.dimension_of.get(project)) and year in (None, of)
            if within and (self.read.get((project, of)) != value or (project, of) in self.contradicted):
                return True
        return bool(self.lost or self.invented)

    def is_contradicted(self, fact: Fact) -> bool:
        """Whether one of the amounts is printed otherwise than it is."""
        return bool(fact.years() & self.contradicted) or bool(fact.projects() & self.budgets_differ)

    def _faults(self, fact: Fact) -> set[str]:
        return {column for project in fact.projects() for column in self.faulty.get(project, ())}

    def _names_a_fault(self, fact: Fact) -> bool:
        """Whether a finding names something that was lost, or a project of which a field is wrong."""
        words = canon(" ".join(str(row[key] or "") for row in fact.rows for key in ("message", "found", "expected")))
        if any(canon(name)[:HELD] in words for name in self.lost if canon(name)):
            return True
        return bool(self._faults(fact)) or bool(fact.projects() & (self.invented | self.halved))

    def names_a_fault(self, fact: Fact) -> bool:
        """The same, as a judge."""
        return self._names_a_fault(fact)


Judge = Callable[[Truth, Fact], bool]


def _of(attribute: str) -> Judge:
    """Right if all projects of the finding are among those of the truth, or the finding names a fault."""

    def judge(truth: Truth, fact: Fact) -> bool:
        return fact.projects() <= getattr(truth, attribute) or truth.names_a_fault(fact)

    return judge


def _lacks(truth: Truth, fact: Fact) -> bool:
    return all(
        str(row["found"]) in truth.lacking.get(str(row["row_id"]), ()) or truth.faulty.get(str(row["row_id"]))
        for row in fact.rows
    )


def _fields_right(truth: Truth, fact: Fact) -> bool:
    return not any(truth.faulty.get(project) for project in fact.projects())


def _always(truth: Truth, fact: Fact) -> bool:
    return True


def _is_of_no_framework(truth: Truth, fact: Fact) -> bool:
    """Whether no heading that is named is one of the framework, letter by letter."""
    names = {canon(name) for name in framework_headings(str(fact.rows[0]["expected"]))}
    return not any(canon(str(row["found"])) in names for row in fact.rows)


JUDGES: Mapping[str, Judge] = {
    "value_reconciled": Truth.is_settled,
    "value_aligned": Truth.is_settled,
    "blank_reconciled": Truth.is_settled,
    "row_shifted": Truth.is_settled,
    "remarks_aligned": _fields_right,
    "field_heading_corrected": _fields_right,
    "field_heading_lost": _fields_right,
    "budget_unreadable": Truth.is_open,
    "budget_suspect": Truth.is_open,
    "budget_absent": Truth.is_open,
    "budget_undated": Truth.is_open,
    "budget_blank": lambda truth, fact: True,
    "budget_contradicted": Truth.is_contradicted,
    "budget_mismatch": _of("budgets_differ"),
    "total_mismatch": Truth.is_sum_off,
    "total_count_mismatch": lambda t, f: bool({d for d, _ in f.totals()} & t.counts_off) or bool(t.lost or t.invented),
    "stated_count_mismatch": lambda truth, fact: truth.stated_off or bool(truth.lost or truth.invented),
    "summary_without_details": _of("without_details"),
    "details_without_summary": _of("without_summary"),
    "names_differ": _of("names_differ"),
    "section_mismatch": _of("sections_differ"),
    "section_missing": _of("without_section"),
    "years_mismatch": _of("years_outside"),
    "field_missing": _lacks,
    "number_skipped": lambda truth, fact: truth.gaps or bool(truth.lost),
    "number_repeated": lambda truth, fact: truth.gaps or bool(truth.lost),
    "number_missing": lambda truth, fact: bool(truth.lost),
    "heading_nonstandard": _is_of_no_framework,
    "column_unused": _always,
    "field_unknown": _always,
}
"""Judges by code; a finding of another code is right if it names a fault. The last two only say what was left out."""


# -- truth of an annotation -------------------------------------------------------------------------------------------


def truth_of(gold: Gold, rows: Rows, fields: str = "") -> Truth:
    """The truth of an annotated document. `fields` are the texts that the annotation's field lines refer to."""
    truth, projects = Truth(), rows["projects"]
    truth.read = {
        (str(b["project_id"]), int(str(b["fiscal_year"]))): _decimal(b["amount"])
        for b in rows["budgets"]
        if b["basis"] == "summary"
    }
    halves = {
        "summary": paired(gold["summary_projects"], [p for p in projects if p["in_summary"]]),
        "details": paired(gold["details"], [p for p in projects if p["in_details"]]),
    }
    for pairs in halves.values():
        truth.lost += [entry["name"] for entry, row in pairs if row is None]
    for half, column in (("summary", "in_summary"), ("details", "in_details")):
        known = {str(row["project_id"]) for _, row in halves[half] if row is not None}
        truth.invented |= {str(row["project_id"]) for row in projects if row[column]} - known
    for entry, row in halves["summary"]:
        if row is not None:
            _summary_truth(truth, entry, row)
    lines = fields.split("\n")
    for entry, row in halves["details"]:
        if row is not None:
            _detail_truth(truth, gold, entry, row, lines)
    _halves_truth(truth, gold, projects)
    _sums_truth(truth, gold)
    for key, column, table in (("dimensions", "number", "dimension"), ("sections", "code", "section")):
        found = {str(row[table]) for row in rows[key]}
        truth.lost += [h["name"] for h in gold[key] if str(h[column]) not in found]
    numbers = [entry.get("printed_number") for entry in gold["summary_projects"]]
    truth.gaps = _has_gaps(numbers) or _has_gaps([entry.get("item") for entry in gold["details"]])
    return truth


def _summary_truth(truth: Truth, entry: Project, row: Row) -> None:
    project = str(row["project_id"])
    truth.dimension_of[project] = entry["dimension"]
    for year, amount in entry["budget"].items():
        truth.amounts[project, int(year)] = None if amount is None else Decimal(str(amount))
    if row["dimension"] != entry["dimension"]:
        truth.faulty[project].add("dimension")
    if not entry.get("section"):
        truth.without_section.add(project)
    if canon(str(row["name"] or "")) != canon(entry["name"]) and not row["in_details"]:
        truth.faulty[project].add("name")


COLUMNS = {"rationale": "rationale", "objectives": "objectives", "targets": "target_group", "location": "location",
           "methods": "methods", "duration": "duration", "responsible": "responsible", "results": "results",
           "budget": "budget_text"}  # fmt: skip


def _detail_truth(truth: Truth, gold: Gold, entry: Project, row: Row, lines: Sequence[str]) -> None:
    project, fields = str(row["project_id"]), entry.get("fields") or {}
    truth.dimension_of.setdefault(project, entry["dimension"])
    if not entry.get("section"):
        truth.without_section.add(project)
    for key, column in COLUMNS.items():
        span, text = fields.get(key), canon(str(row[column] or ""))
        if span is None:
            truth.lacking[project].add("budget" if key == "budget" else column)
        elif len(lines) > 1 and key != "budget":
            printed = canon("".join(lines[span[0] - 1 : span[1]]))
            if Levenshtein.normalized_similarity(printed, text) < ALIKE:
                truth.faulty[project].add(column)
    total = entry.get("budget_total")
    if total is not None and _decimal(row["budget_total"]) != Decimal(str(total)):
        truth.faulty[project].add("budget_total")
    first, last = gold["document"].get("fiscal_year_first"), gold["document"].get("fiscal_year_last")
    begins, ends = entry.get("year_first"), entry.get("year_last")
    if first and last and begins and ends and not first <= begins <= ends <= last:
        truth.years_outside.add(project)


def _halves_truth(truth: Truth, gold: Gold, projects: Sequence[Row]) -> None:
    """What the two halves of a project say in two ways, by the annotation."""
    for row in projects:
        project, name = str(row["project_id"]), str(row["name"] or "")
        summary, detail = (_named(gold[half], name) for half in ("summary_projects", "details"))
        if detail is None:
            truth.without_details.add(project)
        if summary is None:
            truth.without_summary.add(project)
        if (summary is not None and not row["in_summary"]) or (detail is not None and not row["in_details"]):
            truth.halved.add(project)
        if summary is None or detail is None:
            continue
        if canon(summary["name"]) != canon(detail["name"]):
            truth.names_differ.add(project)
        if summary.get("section") != detail.get("section"):
            truth.sections_differ.add(project)
        if _budgets_differ(summary, detail):
            truth.budgets_differ.add(project)


def _budgets_differ(summary: Project, detail: Project) -> bool:
    years = {year: amount for year, amount in summary["budget"].items() if amount is not None}
    by_year = detail.get("budget_by_year") or {}
    if any(year in years and amount != years[year] for year, amount in by_year.items()):
        return True
    total = detail.get("budget_total")
    if total is None or not years or len(by_year) > 1:
        return False
    return sum(years.values()) != total and any(amount != total for amount in years.values())


def _sums_truth(truth: Truth, gold: Gold) -> None:
    summary = gold["summary_projects"]
    for total in gold["totals"]:
        dimension = total.get("dimension")
        parts = [p for p in summary if dimension in (None, p["dimension"])] or gold["details"]
        if total.get("project_count") not in (None, len(parts)):
            truth.counts_off.add(dimension)
        for year, amount in total["budget"].items():
            if parts and amount is not None and sum((p.get("budget") or {}).get(year) or 0 for p in parts) != amount:
                truth.totals_off.add((dimension, int(year)))
    stated = gold["document"].get("stated_project_count")
    truth.stated_off = stated is not None and stated != len(summary or gold["details"])


def _has_gaps(numbers: Iterable[object]) -> bool:
    """Whether numbers neither count on nor begin again."""
    found = [int(match[0]) for number in numbers if (match := re.search(r"\d+(?=\D*$)", str(number or "")))]
    return any(b not in (a + 1, 1) for a, b in pairwise(found))


def paired(wanted: Sequence[Project], found: Sequence[Row]) -> list[tuple[Project, Row | None]]:
    """Each annotated project with the first unused row of its name: exactly that name first."""
    free, pairs = list(found), [(entry, None) for entry in wanted]
    made: list[tuple[Project, Row | None]] = list(pairs)
    for least in (1.0, ALIKE):
        for index, (entry, row) in enumerate(made):
            if row is None:
                match = next((r for r in free if _alike(str(r["name"] or ""), entry["name"]) >= least), None)
                if match is not None:
                    free.remove(match)
                    made[index] = (entry, match)
    return made


def _named(entries: Sequence[Project], name: str) -> Project | None:
    best = max(entries, key=lambda entry: _alike(entry["name"], name), default=None)
    return best if best is not None and _alike(best["name"], name) >= ALIKE else None


def _alike(a: str, b: str) -> float:
    return Levenshtein.normalized_similarity(canon(a), canon(b))


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


# -- truth of a damaged plan ------------------------------------------------------------------------------------------


def damaged_truth(data: Gold, rows: Rows) -> Truth:
    """The truth of a damaged plan: its cells as they were, and how each was damaged."""
    truth = Truth(said=list(data["expected_checks"]))
    truth.read = {
        (str(b["project_id"]), int(str(b["fiscal_year"]))): _decimal(b["amount"])
        for b in rows["budgets"]
        if b["basis"] == "summary"
    }
    ids = {canon(str(p["name"] or "")): str(p["project_id"]) for p in rows["projects"]}
    for project in data["projects"]:
        name = ids.get(canon(project["name"]))
        if name is None:
            truth.lost.append(project["name"])
            continue
        if not project["detail"]:
            truth.without_details.add(name)
        if project["differs"]:
            truth.budgets_differ.add(name)
    truth.gaps = len({project["detail"] for project in data["projects"]}) > 1
    for cell in data["cells"]:
        _cell_truth(truth, cell, ids.get(canon(cell["project"])))
    for total in data["totals"]:
        if total["misprinted"] or total["damage"]:
            truth.totals_off.add((total["dimension"], total["year"]))
    return truth


def _cell_truth(truth: Truth, cell: Gold, project: str | None) -> None:
    if cell["damage"] == "row_lost":
        truth.lost.append(cell["project"])
        truth.counts_off |= {cell["dimension"], None}
        if project is not None:
            truth.without_summary.add(project)
    if project is None:
        return
    truth.dimension_of[project] = cell["dimension"]
    # what the document's own misprint proves is right by the document
    known = None if cell.get("misled") else Decimal(str(cell["original"]))
    truth.amounts[project, cell["year"]] = known
    if cell["clear"] and cell["reads"] != cell["original"]:
        truth.contradicted.add((project, cell["year"]))
        truth.budgets_differ.add(project)


def counted(facts: Iterable[tuple[Fact, bool]]) -> Iterator[tuple[str, str, int, int]]:
    """Severity, code, number of findings and of right ones."""
    found: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for fact, is_right in facts:
        found[fact.severity, fact.code].append(is_right)
    for (severity, code), results in sorted(found.items()):
        yield severity, code, len(results), sum(results)
