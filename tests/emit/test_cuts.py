"""A text that Excel has to cut is a finding in every format, whatever formats are written, and only once."""

from __future__ import annotations

import pytest

from extract.model.document import Place
from extract.model.plan import Value
from phaen.batch.in_memory import completed
from phaen.dataset import load
from phaen.emit.cuts import find_cuts, with_cuts
from phaen.emit.dataset_files import DEFAULT_FORMATS
from phaen.emit.excel_cells import ExcelLimits
from phaen.emit.part_files import write_part
from phaen.emit.parts_to_dataset import write_dataset_from_parts
from phaen.emit.plan_rows import failed_rows, plan_rows
from phaen.emit.write import write_dataset
from schemas.tables import tables

LONG = "ก" * 40_000


def risks(document, *texts):
    return [{"document_id": document, "order": n, "step": text} for n, text in enumerate(texts, 4)]


def cut_rows(checks):
    return [row for row in checks if row["check"] == "cell_truncated"]


def test_a_plan_with_a_long_text_has_a_finding_for_each_cell(plan):
    plan.projects[0].fields["methods"] = Value(LONG, "raw", Place(1, 1))
    rows = plan_rows(plan)
    (found,) = cut_rows(rows["checks"])
    assert rows["checks"][-1] is found
    assert (found["document_id"], found["order"]) == (plan.document.document_id, len(rows["checks"]))
    assert (found["table"], found["row_id"], found["expected"], found["found"]) == ("projects", "P1", "32767", "40000")
    assert found["message"].startswith("methods")
    assert found["title_th"]


def test_a_failed_source_with_a_long_reason_too():
    (found,) = failed_rows("plan.txt", "0" * 64, LONG)["checks"]
    assert (found["check"], found["table"], found["order"]) == ("cell_truncated", "documents", 1)


@pytest.mark.parametrize("kinds", [[kind] for kind in DEFAULT_FORMATS])
def test_the_finding_does_not_depend_on_the_formats(tmp_path, kinds):
    write_dataset({"risks": risks("d", LONG)}, tmp_path, formats=kinds)
    (found,) = load(tmp_path).rows()["checks"]
    assert (found["document_id"], found["table"], found["row_id"], found["order"]) == ("d", "risks", "4", 1)


def test_a_dataset_written_again_is_the_same(tmp_path):
    write_dataset({"risks": risks("d", LONG, "x", LONG)}, tmp_path / "a", formats=["csv"])
    load(tmp_path / "a").write(tmp_path / "b", formats=["csv"])
    assert (tmp_path / "a" / "checks.csv").read_bytes() == (tmp_path / "b" / "checks.csv").read_bytes()
    assert len(load(tmp_path / "b").rows()["checks"]) == 2


def test_checks_stay_together_by_document():
    checks = [{"document_id": d, "check": "x", "table": "", "row_id": "", "message": "", "order": 1} for d in "ab"]
    limits = ExcelLimits(characters=7)
    cuts = list(find_cuts(tables()["risks"], risks("a", "12345678", "x"), limits))
    merged = with_cuts(checks, cuts, ["a", "b"])
    assert [(row["document_id"], row["order"]) for row in merged] == [("a", 1), ("a", 2), ("b", 1)]
    assert with_cuts(merged, cuts, ["a", "b"]) == merged


def test_parts_and_memory_give_the_same_bytes(plan, tmp_path):
    parts = []
    for name in "abc":
        plan.facts.organization = Value(f"เทศบาลตำบล{name}", name, Place(1, 1))
        plan.projects[0].fields["methods"] = Value(LONG + name if name != "b" else name, "raw", Place(1, 1))
        rows = {table: [{**row, "document_id": name} for row in found] for table, found in plan_rows(plan).items()}
        write_part(rows, tmp_path / name)
        parts.append(rows)
    write_dataset_from_parts([tmp_path / name for name in "abc"], tmp_path / "parts")
    parts = list(completed(parts))
    whole = {table: [row for rows in parts for row in rows[table]] for table in tables()}
    write_dataset(whole, tmp_path / "memory")
    for path in (tmp_path / "memory").iterdir():
        assert path.read_bytes() == (tmp_path / "parts" / path.name).read_bytes(), path.name
    unmarked = {**whole, "checks": [row for row in whole["checks"] if row["check"] != "cell_truncated"]}
    write_dataset(unmarked, tmp_path / "unmarked", formats=["csv"])
    assert (tmp_path / "unmarked" / "checks.csv").read_bytes() == (tmp_path / "parts" / "checks.csv").read_bytes()
