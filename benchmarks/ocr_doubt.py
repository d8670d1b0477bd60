"""Whether doubt of amounts in scans is worth its name: how many doubted ones are wrong, and wrong ones doubted.

    python -m benchmarks.ocr_doubt --dataset DATASET                # scans of benchmarks.sample_scans
    python -m benchmarks.ocr_doubt --dataset DATASET --gold GOLD    # scans of annotated documents, GOLD/STEM.json

Goals: of the amounts with an `ocr_doubt` finding at least half are wrong, and of the wrong ones 99 % have one. Amounts
that were not read at all have findings of their own and do not count; a wrong amount that another finding names is
counted as told. Tune on one half of the conditions (`--half tuned`), test on the other.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from benchmarks.finding_truth import Gold, paired
from benchmarks.measure import print_table
from benchmarks.sample_scans import SAMPLES, stem_of
from phaen.dataset import load
from phaen.emit.values import Row, Rows

DOUBT = "ocr_doubt"
LEAST_WRONG, LEAST_DOUBTED = 0.5, 0.99
TABLES = ("documents", "projects", "budgets", "totals", "checks")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of a dataset: where it is, whether it is right, and the codes of the findings that name it."""

    where: str
    is_right: bool
    codes: frozenset[str]
    said: str


def main() -> int:
    """Prints the figures. Returns 1 if a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", type=Path, required=True)
    parser.add_argument("--gold", type=Path, default=SAMPLES / "truth", help="annotations, by the stems of the files")
    parser.add_argument("--wrong", action="store_true", help="print what is wrong without doubt, or doubted and right")
    given = parser.parse_args()
    amounts = [amount for gold, rows in _documents(given.dataset, given.gold) for amount in amounts_of(gold, rows)]
    if given.wrong:
        for amount in amounts:
            if amount.is_right == (DOUBT in amount.codes):
                print("doubted" if amount.is_right else "silent ", amount.where, amount.said, *sorted(amount.codes))
    return report(amounts)


def report(amounts: Sequence[Amount]) -> int:
    """Print the figures. Returns 1 if a goal is missed."""
    doubted = [amount for amount in amounts if DOUBT in amount.codes]
    wrong = [amount for amount in amounts if not amount.is_right]
    of_doubted, of_wrong = sum(not a.is_right for a in doubted), sum(DOUBT in a.codes for a in wrong)
    rows = [
        ["doubted amounts that are wrong", str(len(doubted)), _share(of_doubted, len(doubted)), str(LEAST_WRONG)],
        ["wrong amounts that are doubted", str(len(wrong)), _share(of_wrong, len(wrong)), str(LEAST_DOUBTED)],
        ["wrong amounts that are told", str(len(wrong)), _share(sum(bool(a.codes) for a in wrong), len(wrong)), ""],
    ]
    print_table(f"Doubt of {len(amounts)} amounts", ("share", "of", "is", "goal"), rows)
    is_met = of_doubted >= LEAST_WRONG * len(doubted) and of_wrong >= LEAST_DOUBTED * len(wrong)
    return 0 if is_met else 1


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else ""


def _documents(dataset: Path, gold: Path) -> Iterator[tuple[Gold, Rows]]:
    """The annotation and the rows of each document."""
    rows = load(dataset).rows()
    for document in rows["documents"]:
        name = str(document["source_file"])
        path = next((p for stem in (Path(name).stem, stem_of(name)) if (p := gold / f"{stem}.json").exists()), None)
        if path is not None:
            own = {table: [r for r in rows[table] if r["document_id"] == document["document_id"]] for table in TABLES}
            yield json.loads(path.read_text("utf-8")), own


def amounts_of(gold: Gold, rows: Rows) -> Iterator[Amount]:
    """The amounts of a document that its annotation judges: of summary tables and printed totals."""
    codes: dict[tuple[object, object], set[str]] = {}
    for check in rows["checks"]:
        if check["severity"] != "info":
            codes.setdefault((check["table"], check["row_id"]), set()).add(str(check["check"]))
    own = [row for row in rows["projects"] if row["in_summary"]]
    entries = {str(r["project_id"]): entry for entry, r in paired(gold["summary_projects"], own) if r is not None}
    for row in rows["budgets"]:
        if row["basis"] == "summary" and (entry := entries.get(str(row["project_id"]))) is not None:
            yield from _judged("budgets", row, row["amount"], entry["budget"], codes)
    totals = {total.get("dimension"): total["budget"] for total in gold["totals"]}
    for row in rows["totals"]:
        yield from _judged("totals", row, row["printed_amount"], totals.get(row["dimension"], {}), codes)


def _judged(
    table: str,
    row: Row,
    amount: object,
    true: Mapping[str, float | None],
    codes: Mapping[tuple[object, object], set[str]],
) -> Iterator[Amount]:
    printed = true.get(str(row["fiscal_year"]))
    if amount is None or printed is None:
        return
    found = frozenset(codes.get((table, row["row_id"]), ()))
    where = f"{row['document_id']} {table} {row['row_id']}"
    yield Amount(where, Decimal(str(amount)) == Decimal(str(printed)), found, f"{amount} for {printed}")


if __name__ == "__main__":
    raise SystemExit(main())
