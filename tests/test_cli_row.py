"""`phaen inspect --row`: one row of the dataset with the trail of its values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from phaen.cli import run
from phaen.cli.row_view import KEYS, NOT_SEARCHED, find_rows, row_id
from phaen.emit.plan_rows import plan_rows
from phaen.emit.values import Rows
from phaen.pipeline import read_plan
from schemas.tables import tables
from tests.correct.builders import cells, saved


@pytest.fixture(scope="module")
def plan_file(sample_plans: Path) -> Path:
    return min(sample_plans.glob("1_*.txt"))


@pytest.fixture(scope="module")
def rows(plan_file: Path) -> Rows:
    return plan_rows(read_plan(plan_file))


def test_every_row_is_found_by_its_identifier_and_its_anchor(rows: Rows) -> None:
    for table, of_table in rows.items():
        if table in NOT_SEARCHED:
            continue
        for row in of_table:
            name = row_id(table, row)
            assert table in {shown["table"] for shown in find_rows(rows, name)}
            (found,) = find_rows(rows, f"{table}:{name}")
            assert found["source_page"] in {row.get("source_page"), None}
            if row.get("anchor"):
                assert [shown["row_id"] for shown in find_rows(rows, str(row["anchor"]))] == [name]


def test_every_table_that_is_searched_has_an_identifier() -> None:
    for name, table in tables().items():
        assert name in NOT_SEARCHED or name in KEYS or "row_id" in table.columns
        assert set(KEYS.get(name, ())) <= set(table.columns)


def test_every_trail_is_shown_with_its_row(rows: Rows) -> None:
    for trail in rows["provenance"]:
        (found,) = find_rows(rows, f"{trail['table']}:{trail['row_id']}")
        (value,) = [value for value in found["values"] if value["field"] == trail["field"]]
        assert (value["raw"], value["method"], value["line"]) == (trail["raw"], trail["method"], trail["line"])


def test_a_project_is_printed_with_its_amounts_and_findings(
    plan_file: Path, rows: Rows, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["inspect", str(plan_file), "--row", "P001"]) == 0
    printed = capsys.readouterr().out
    project = rows["projects"][0]
    assert printed.startswith(f"projects P001, page {project['source_page']}, line {project['source_line_first']}\n")
    assert f"anchor {project['anchor']}" in printed
    assert f"name: {project['name']}\n    printed, page " in printed
    assert all(str(b["anchor"]) in printed for b in rows["budgets"] if b["project_id"] == "P001")


def test_json_has_the_same_and_corrections_are_applied(
    plan_file: Path, rows: Rows, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    amount = rows["budgets"][0]
    path = saved(tmp_path, cells(anchor=str(amount["anchor"]), document=str(amount["document_id"]), new="12345"))
    assert run(["inspect", str(plan_file), "--row", str(amount["row_id"]), "--json", "--corrections", str(path)]) == 0
    (shown,) = json.loads(capsys.readouterr().out)["rows"]
    value = next(value for value in shown["values"] if value["field"] == "amount")
    assert (value["value"], value["method"]) == ("12345", "corrected")
    assert value["read_value"] == str(int(str(amount["amount"]).split(".")[0]))
    assert [check["check"] for check in shown["findings"]] == ["correction_applied"]


def test_a_row_that_is_not_there_is_an_error(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inspect", str(plan_file), "--row", "P999"]) == 2
    assert "has no row P999" in capsys.readouterr().err
    assert run(["inspect", str(plan_file), "--image", "x.png"]) == 2
