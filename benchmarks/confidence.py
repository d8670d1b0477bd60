"""Whether the confidence of values is what they are worth: the share of right ones, by confidence and by class.

    python -m benchmarks.confidence --seeds 1000-1199                            # texts in made-up layouts
    python -m benchmarks.confidence --scans --dataset DATASET                    # scans of benchmarks.sample_scans
    python -m benchmarks.confidence --damaged DAMAGED --dataset DATASET          # damaged plans with their truth

The first table compares rows of `projects`: of those from 0.95 on, fewer than 1 % may have a wrong value. The second
has the classes of schemas/confidence.toml, from which their shares are taken; other data must check them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from benchmarks.confidence_truth import Judged, amounts_of_damaged, of_annotation
from benchmarks.measure import print_table
from benchmarks.sample_scans import SAMPLES, stem_of
from normalize.lexicon import load as load_words
from phaen.dataset import load
from phaen.emit.values import Row, Rows
from tests.layouts.__main__ import seeds
from tests.layouts.compare import read
from tests.layouts.make import make
from tests.scoring import ENCODINGS

BINS = (0.99, 0.95, 0.9, 0.8, 0.5, 0.0)
SURE = 0.95
MOST_WRONG = 0.01
GROUPS = ("amounts", "name", "place", "fields")


def main() -> int:
    """Prints the tables. Returns 1 if too many of the sure rows are wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=seeds, default=None, help="such as 1000-1199")
    parser.add_argument("--scans", action="store_true", help="the dataset is of benchmarks.sample_scans")
    parser.add_argument("--damaged", type=Path, help="truth of the dataset's documents")
    parser.add_argument("--dataset", type=Path)
    parser.add_argument("--wrong", type=int, default=0, help="print so many wrong values of each class")
    given = parser.parse_args()
    if given.scans or given.damaged:
        if given.dataset is None:
            parser.error("--scans and --damaged need --dataset")
        judged = list(_of_dataset(given.dataset, given.damaged))
    else:
        judged = list(_of_layouts(given.seeds or seeds("1000-1099")))
    _print_wrong(judged, given.wrong)
    return _print_rows(judged) | _print_classes(judged)


def _of_layouts(numbers: Iterable[int]) -> Iterator[Judged]:
    for seed in numbers:
        made = make(seed)
        rows = read(made)
        if rows is not None:
            yield from of_annotation(dict(made.gold), rows, made.fields.split("\n"), made.stem)


def _of_dataset(folder: Path, damaged: Path | None) -> Iterator[Judged]:
    for source, rows in _documents(load(folder).rows()):
        if damaged is not None:
            path = damaged / f"{Path(source).stem}.json"
            yield from amounts_of_damaged(json.loads(path.read_text("utf-8")), rows, source)
            continue
        stem = stem_of(source)
        text = (SAMPLES / "plans" / f"{stem}.txt").read_bytes().decode(ENCODINGS.get(stem, "utf-8"))
        truth = json.loads((SAMPLES / "truth" / f"{stem}.json").read_text("utf-8"))
        yield from of_annotation(truth, rows, text.split("\n"), source)


def _documents(rows: Rows) -> Iterator[tuple[str, Rows]]:
    """The rows of each document, with the name of its source."""
    names = ("documents", "projects", "budgets", "provenance")
    found: dict[object, dict[str, list[Row]]] = defaultdict(lambda: {name: [] for name in names})
    for name in names:
        for row in rows[name]:
            found[row["document_id"]][name].append(row)
    for tables in found.values():
        yield str(tables["documents"][0]["source_file"]), dict(tables)


# -- printing ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Count:
    all: int = 0
    right: int = 0

    def add(self, is_right: bool) -> None:
        self.all += 1
        self.right += is_right

    def cells(self) -> list[str]:
        share = f"{self.right / self.all:.4f}" if self.all else ""
        return [str(self.all), str(self.all - self.right), share]


def _print_rows(judged: list[Judged]) -> int:
    lines, is_missed = [], False
    for group in (*GROUPS, "row"):
        of = [entry for entry in judged if entry.kind == group and entry.is_group]
        count: dict[float, _Count] = defaultdict(_Count)
        for entry in of:
            count[next(least for least in BINS if entry.confidence >= least)].add(entry.is_right)
        lines += [[group, f"from {least}", *count[least].cells()] for least in BINS if least in count]
        sure = [entry for entry in of if entry.confidence >= SURE]
        wrong = sum(not entry.is_right for entry in sure)
        if group == "row" and of:
            is_missed = wrong > MOST_WRONG * len(sure)
            goal = "MISSED" if is_missed else "met   "
            print(f"{goal} {len(sure)} of {len(of)} rows are sure, {wrong} of them wrong")
    print_table("Groups of values of a project", ("group", "confidence", "rows", "wrong", "right"), lines)
    return int(is_missed)


def _print_classes(judged: list[Judged]) -> int:
    shares = load_words("confidence.toml")
    count: dict[tuple[str, str, float], _Count] = defaultdict(_Count)
    for entry in judged:
        if not entry.is_group or entry.kind == "place":
            names = [name for name, share in shares[entry.kind].items() if abs(share - entry.confidence) < 1e-6]
            count[entry.kind, " / ".join(names), entry.confidence].add(entry.is_right)
    lines = [[kind, name, f"{share:.4f}", *of.cells()] for (kind, name, share), of in sorted(count.items())]
    print_table("Classes of values", ("kind", "class", "confidence", "values", "wrong", "right"), lines)
    return 0


def _print_wrong(judged: list[Judged], most: int) -> None:
    shown: Counter[tuple[str, Decimal | float]] = Counter()
    for entry in judged:
        key = (entry.kind, entry.confidence)
        if not entry.is_right and not entry.is_group and shown[key] < most:
            shown[key] += 1
            print(f"  {entry.kind} {entry.confidence:.4f} {entry.where}: {entry.said[:200]}")


if __name__ == "__main__":
    raise SystemExit(main())
