"""Compares the result of reading a made-up document with its content: each fault, and whether a finding reports it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from extract.model.errors import SourceError
from phaen.emit.plan_rows import plan_rows
from phaen.emit.values import Row, Rows
from phaen.pipeline import read_plan
from tests.layouts.make import Made
from tests.scoring import canon

ALIKE = 0.9
"""Minimum similarity for two names to be the same."""

FIELDS = {"rationale": "rationale", "objectives": "objectives", "targets": "target_group", "location": "location",
          "methods": "methods", "duration": "duration", "responsible": "responsible", "results": "results"}  # fmt: skip

TELLING = ("warning", "error")


@dataclass(frozen=True, slots=True)
class Fault:
    """A lost, wrong or invented fact. `told` is true if a finding names it or the part it belongs to."""

    kind: str
    what: str
    told: bool


@dataclass(frozen=True, slots=True)
class Result:
    """The result for one document: the number of facts compared, and the faults among them."""

    facts: int
    faults: list[Fault]

    @property
    def right(self) -> float:
        """The share of facts read correctly."""
        return 1 - len(self.faults) / max(1, self.facts)

    @property
    def silent(self) -> list[Fault]:
        """The faults that no finding reports."""
        return [fault for fault in self.faults if not fault.told]


def read(made: Made, suffix: str = ".txt") -> Rows | None:
    """The rows of a made-up document. None if it was rejected with an error."""
    data = {".txt": made.text.encode, ".html": lambda: made.html().encode(), ".docx": made.docx}[suffix]()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"plan{suffix}"
        path.write_bytes(data)
        try:
            return plan_rows(read_plan(path))
        except SourceError:
            return None


def compare(made: Made, suffix: str = ".txt") -> Result:
    """Reads a made-up document and compares the result with its annotation."""
    gold: dict[str, Any] = made.gold
    rows = read(made, suffix)
    facts = list(_facts(gold, made))
    if rows is None:
        return Result(len(facts), [Fault("document refused", "", told=True)] * len(facts))
    told = _Told(rows)
    faults = [Fault(kind, what, told(what)) for kind, what, is_right in _held(gold, made, rows) if not is_right]
    return Result(max(len(facts), len(faults)), faults)


class _Told:
    """Whether a finding names an object: by its words, or by the row of the project with that name."""

    def __init__(self, rows: Rows) -> None:
        findings = [row for row in rows["checks"] if row["severity"] in TELLING]
        names = {str(row["project_id"]): canon(str(row["name"] or "")) for row in rows["projects"]}
        self.texts = [
            canon(" ".join(str(row[key] or "") for key in ("message", "expected", "found"))) for row in findings
        ]
        self.texts += [names.get(str(row["row_id"] or "").split("/")[0], "") for row in findings]

    def __call__(self, what: str) -> bool:
        words = canon(what)
        return bool(words) and any(words[:24] in text or (len(text) > 12 and text in words) for text in self.texts)


Fact = tuple[str, str, bool]
"""The kind of fact, its name, and whether it was read correctly."""


def _facts(gold: dict[str, Any], made: Made) -> Iterator[str]:
    """One entry for every fact of the annotation."""
    for project in gold["summary_projects"]:
        yield from ("name", "dimension", *project["budget"])
    for detail in gold["details"]:
        yield from ("name", "dimension", *detail["fields"])
    for part in ("dimensions", "sections"):
        yield from (part for _ in gold[part])


def _held(gold: dict[str, Any], made: Made, rows: Rows) -> Iterator[Fact]:
    yield from _headings(gold, rows)
    yield from _summary(gold, rows)
    yield from _details(gold, made, rows)


def _headings(gold: dict[str, Any], rows: Rows) -> Iterator[Fact]:
    for part, key, column in (("dimensions", "number", "dimension"), ("sections", "code", "section")):
        found = {str(row[column]): str(row["name"]) for row in rows[part]}
        for heading in gold[part]:
            name = found.get(str(heading[key]), "")
            yield part, heading["name"], _alike(name, heading["name"])


def _summary(gold: dict[str, Any], rows: Rows) -> Iterator[Fact]:
    listed = [row for row in rows["projects"] if row["in_summary"]]
    amounts = {
        (row["project_id"], str(row["fiscal_year"])): row["amount"]
        for row in rows["budgets"]
        if row["basis"] == "summary"
    }
    for project, row in _paired(gold["summary_projects"], listed):
        name = project["name"]
        if row is None:
            yield "summary project lost", name, False
            continue
        yield "summary dimension", name, row["dimension"] == project["dimension"]
        for year, amount in project["budget"].items():
            found = amounts.get((row["project_id"], year))
            yield (
                f"summary amount {year}",
                name,
                found is not None and float(str(found)) == amount if amount is not None else True,
            )
    for name in _invented(gold["summary_projects"], listed):
        yield "summary project invented", name, False


def _details(gold: dict[str, Any], made: Made, rows: Rows) -> Iterator[Fact]:
    blocks = [row for row in rows["projects"] if row["in_details"]]
    lines = made.fields.split("\n")
    for detail, row in _paired(gold["details"], blocks):
        name = detail["name"]
        if row is None:
            yield "detail project lost", name, False
            continue
        yield "detail dimension", name, row["dimension"] == detail["dimension"]
        for field, (first, last) in detail["fields"].items():
            if field in FIELDS:
                printed = canon("".join(lines[first - 1 : last]))
                yield f"field {field}", name, _alike(str(row[FIELDS[field]] or ""), printed, 0.8)
    for name in _invented(gold["details"], blocks):
        yield "detail project invented", name, False


def _paired(wanted: Iterable[dict[str, Any]], found: list[Row]) -> Iterator[tuple[dict[str, Any], Row | None]]:
    """Each annotated project with the first unused row of that name."""
    free = list(found)
    for entry in wanted:
        match = next((row for row in free if _alike(str(row["name"] or ""), entry["name"])), None)
        if match is not None:
            free.remove(match)
        yield entry, match


def _invented(wanted: list[dict[str, Any]], found: list[Row]) -> Iterator[str]:
    taken = [id(row) for _, row in _paired(wanted, found) if row is not None]
    yield from (str(row["name"] or "") for row in found if id(row) not in taken)


def _alike(a: str, b: str, least: float = ALIKE) -> bool:
    return Levenshtein.normalized_similarity(canon(a), canon(b)) >= least
