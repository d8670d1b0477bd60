"""How many of the findings are right, counted by fact, by severity and code.

    python -m benchmarks.finding_precision --seeds 1000-1199                      # made-up layouts of tests.layouts
    python -m benchmarks.finding_precision --gold GOLD --dataset DATASET          # a dataset of annotated documents
    python -m benchmarks.finding_precision --damaged DAMAGED --dataset DATASET    # of damaged plans with their truth

--gold and --damaged are folders of JSON files, one for each source by its stem. Prints the wrong findings with --wrong.
Goals: 99 % of the errors, 95 % of the warnings and 90 % of the infos are right.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.finding_truth import Fact, Truth, counted, damaged_truth, facts_of, truth_of
from benchmarks.measure import print_table
from phaen.dataset import load
from phaen.emit.values import Rows
from tests.layouts.__main__ import seeds
from tests.layouts.compare import read
from tests.layouts.make import make

GOALS = {"error": 0.99, "warning": 0.95, "info": 0.90}

Judged = tuple[str, Fact, bool]
"""The document, the finding, and whether it is right."""


def main() -> int:
    """Prints the figures. Returns 1 if a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.finding_precision", description=__doc__)
    parser.add_argument("--seeds", type=seeds, default=None, help="such as 1000-1199")
    parser.add_argument("--medium", choices=(".txt", ".html", ".docx"), default=".txt")
    parser.add_argument("--gold", type=Path, help="annotations of the dataset's documents")
    parser.add_argument("--fields", type=Path, help="texts that the annotations' field lines refer to")
    parser.add_argument("--damaged", type=Path, help="truth of the dataset's documents")
    parser.add_argument("--dataset", type=Path)
    parser.add_argument("--wrong", type=int, default=0, help="print so many wrong findings of each code")
    given = parser.parse_args()
    if given.gold or given.damaged:
        if given.dataset is None:
            parser.error("--gold and --damaged need --dataset")
        judged = list(_of_dataset(given.dataset, given.gold or given.damaged, given.fields, is_gold=bool(given.gold)))
    else:
        judged = list(_of_layouts(given.seeds or seeds("1000-1099"), given.medium))
    shown: dict[str, int] = defaultdict(int)
    for document, fact, is_right in judged:
        if not is_right and shown[fact.code] < given.wrong:
            shown[fact.code] += 1
            print(f"  {document} {fact.severity} {fact.code} {fact.rows[0]['row_id']}: {fact.message[:200]}")
    return _print(judged)


def _of_layouts(numbers: list[int], medium: str) -> Iterator[Judged]:
    for seed in numbers:
        made = make(seed)
        rows = read(made, medium)
        if rows is not None:
            yield from _judged(made.stem, rows, truth_of(dict(made.gold), rows, made.fields))


def _of_dataset(dataset: Path, truths: Path, fields: Path | None, *, is_gold: bool) -> Iterator[Judged]:
    for stem, rows in _documents(dataset):
        path = truths / f"{stem}.json"
        if not path.exists():
            continue
        data = json.loads(path.read_text("utf-8"))
        texts = fields / f"{stem}.txt" if fields is not None else None
        text = texts.read_text("utf-8") if texts is not None and texts.exists() else ""
        yield from _judged(stem, rows, truth_of(data, rows, text) if is_gold else damaged_truth(data, rows))


def _documents(dataset: Path) -> Iterator[tuple[str, Rows]]:
    """The rows of each document of a dataset."""
    by_document: dict[object, dict[str, list[dict[str, object]]]] = defaultdict(lambda: defaultdict(list))
    names = ("documents", "dimensions", "sections", "projects", "budgets", "totals", "checks")
    rows = load(dataset).rows()
    for name in names:
        for row in rows[name]:
            by_document[row["document_id"]][name].append(dict(row))
    for tables in by_document.values():
        yield Path(str(tables["documents"][0]["source_file"])).stem, {name: tables[name] for name in names}


def _judged(document: str, rows: Rows, truth: Truth) -> Iterator[Judged]:
    for fact in facts_of(rows):
        yield document, fact, truth.is_right(fact)


def _print(judged: list[Judged]) -> int:
    lines = list(counted((fact, is_right) for _, fact, is_right in judged))
    print_table("Findings", ("severity", "check", "findings", "right", ""), [
        [severity, code, str(count), str(right), f"{right / count:.3f}"] for severity, code, count, right in lines
    ])  # fmt: skip
    is_missed = False
    for severity, goal in GOALS.items():
        count = sum(n for of, _, n, _ in lines if of == severity)
        right = sum(n for of, _, _, n in lines if of == severity)
        share = right / count if count else 1.0
        is_missed |= share < goal
        print(f"{'met   ' if share >= goal else 'MISSED'} {severity}: {right} of {count} right, {share:.4f} >= {goal}")
    return int(is_missed)


if __name__ == "__main__":
    raise SystemExit(main())
