"""What has changed between two datasets: pairs, kinds of changes, outputs, exit codes."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import phaen
from phaen.cli import run
from phaen.diff.changes import FACTS, Change, changes, counted
from phaen.diff.outputs import COLUMNS, to_csv, to_data
from phaen.diff.tables import ComparedDocument, ComparedProject

A, B = "a" * 16, "b" * 16
LONG = "โครงการอบรมคุณธรรมและจริยธรรมของบุคลากร"


def project(name: str, number: int = 1, section: str = "1.1", **amounts: int) -> ComparedProject:
    """A project with its amounts by year, as `y2566=10`."""
    row: dict[str, object] = {"project_id": f"P{number:03d}", "name": name, "item": str(number), "dimension": 1,
                              "section": section, "subsection": None, "anchor": name, "budget_total": None}  # fmt: skip
    return ComparedProject(row, {int(year[1:]): Decimal(amount) for year, amount in amounts.items()})


def document(*projects: ComparedProject, name: str = A, **facts: object) -> ComparedDocument:
    usual = {**dict.fromkeys(FACTS), "document_id": name, "source_file": "plan.txt", "organization": "เทศบาลตำบลสมมติ",
             "document_kind": "action_plan", "fiscal_year_first": 2566, "fiscal_year_last": 2567}  # fmt: skip
    return ComparedDocument({**usual, **facts}, list(projects))


def found(old: ComparedDocument, new: ComparedDocument) -> list[tuple[str, str, str, str]]:
    return [(c.change.value, c.project_new or c.project_old, c.old, c.new) for c in changes([old], [new])]


def test_what_is_the_same_has_no_changes() -> None:
    plan = document(project(LONG, y2566=10), project("โครงการสอง", 2))
    assert changes([plan], [plan]) == []


def test_projects_are_added_and_removed_with_their_money() -> None:
    old, new = document(project("โครงการปลูกป่าชายเลน", y2566=10)), document(project(LONG, 1, y2566=5, y2567=6))
    assert found(old, new) == [("added", "P001", "", "11"), ("removed", "P001", "10", "")]


def test_a_project_is_found_under_a_similar_name_a_new_number_and_another_section() -> None:
    old = document(project(LONG, 1, y2566=10))
    new = document(project("โครงการสอง", 1), project(LONG + "ใหม่", 2, "2.1", y2566=10), name=B)
    assert found(old, new) == [
        ("added", "P001", "", ""),
        ("renamed", "P002", LONG, LONG + "ใหม่"),
        ("moved", "P002", "1.1", "2.1"),
    ]


def test_a_quite_different_name_is_the_same_project_only_with_the_same_section_and_money() -> None:
    renamed = "โครงการฝึกอบรมคุณธรรมของพนักงาน"
    same = document(project(renamed, y2566=10), name=B)
    assert [kind for kind, *_ in found(document(project(LONG, y2566=10)), same)] == ["renamed"]
    for other in (project(renamed, y2566=11), project(renamed, section="1.2", y2566=10)):
        kinds = {kind for kind, *_ in found(document(project(LONG, y2566=10)), document(other, name=B))}
        assert kinds == {"added", "removed"}


def test_spaces_and_quotes_in_names_are_no_change() -> None:
    assert found(document(project("โครงการ “สุจริต”")), document(project("โครงการ  สุจริต"), name=B)) == []


def test_of_projects_with_one_name_those_of_one_section_correspond() -> None:
    old = document(project(LONG, 1, "1.1", y2566=1), project(LONG, 2, "1.2", y2566=2))
    new = document(project(LONG, 1, "1.2", y2566=2), project(LONG, 2, "1.1", y2566=1), name=B)
    assert found(old, new) == []


def test_amounts_are_compared_by_year() -> None:
    old, new = document(project(LONG, y2566=10, y2567=20)), document(project(LONG, y2566=10, y2567=25), name=B)
    (change,) = changes([old], [new])
    assert (change.fiscal_year, change.old, change.new, change.difference) == ("2567", "20", "25", "5")


def test_a_lost_amount_is_a_change_in_a_plan_of_the_same_years_only() -> None:
    old, shorter = project(LONG, y2566=10, y2567=20), project(LONG, y2566=10)
    assert found(document(old), document(shorter, name=B)) == [("rebudgeted", "P001", "20", "")]
    next_plan = document(project(LONG, y2567=20, y2568=20), name=B, fiscal_year_first=2567, fiscal_year_last=2568)
    assert {kind for kind, *_ in found(document(old), next_plan)} == {"fact"}


def test_plans_of_one_year_each_are_compared_by_what_a_project_costs() -> None:
    old = document(project(LONG, y2566=10), fiscal_year_last=2566)
    new = document(project(LONG, y2567=12), name=B, fiscal_year_first=2567, fiscal_year_last=2567)
    assert ("rebudgeted", "P001", "10", "12") in found(old, new)


def test_facts_are_compared() -> None:
    (change,) = changes([document(status="ok", pages=2)], [document(status="partial", pages=3)])
    assert (change.field, change.old, change.new) == ("status", "ok", "partial")


def test_documents_of_one_body_correspond_by_their_years() -> None:
    old = [document(project(LONG, y2566=1), name="1" * 16, source_file="a", fiscal_year_last=2566),
           document(project(LONG, y2567=2), name="2" * 16, source_file="b", fiscal_year_first=2567)]  # fmt: skip
    new = [document(project(LONG, y2567=3), name="3" * 16, source_file="c", fiscal_year_first=2567),
           document(name="4" * 16, source_file="d", organization="เทศบาลตำบลอื่น")]  # fmt: skip
    rows = changes(old, new)
    of_documents = [c for c in rows if not c.project_new + c.project_old]
    assert [(c.change.value, c.document_old[:1], c.document_new[:1]) for c in of_documents] == [
        ("fact", "2", "3"), ("document_added", "", "4"), ("document_removed", "1", "")]  # fmt: skip
    assert [(c.old, c.new) for c in rows if c.change == "rebudgeted"] == [("2", "3")]


NAMES = st.lists(st.sampled_from([LONG, LONG + "ใหม่", "โครงการสอง", "โครงการสาม", ""]), max_size=6)


@settings(deadline=None)
@given(NAMES, NAMES)
def test_every_project_is_in_one_pair_and_both_directions_agree(before: list[str], after: list[str]) -> None:
    old = document(*(project(name, at) for at, name in enumerate(before)))
    new = document(*(project(name, at) for at, name in enumerate(after)), name=B)
    there, back = counted(changes([old], [new])), counted(changes([new], [old]))
    assert there.get("added", 0) - there.get("removed", 0) == len(after) - len(before)
    assert (there.get("added"), there.get("renamed")) == (back.get("removed"), back.get("renamed"))
    assert changes([old], [new]) == changes([old], [new])


def test_csv_and_json_have_the_same_rows_and_no_formulas() -> None:
    rows = changes([document(project("=1+1"))], [document(project(LONG, y2566=5))])
    read = list(csv.DictReader(io.StringIO(to_csv(rows).decode("utf-8-sig"), newline="")))
    assert tuple(read[0]) == COLUMNS
    assert [row["name"] for row in read] == [LONG, "'=1+1"]
    assert json.loads(json.dumps(to_data(rows)))["counts"] == {"added": 1, "removed": 1}


def test_a_negative_difference_stays_a_number() -> None:
    rows = changes([document(project(LONG, y2566=9))], [document(project(LONG, y2566=5))])
    assert b",9,5,-4\r\n" in to_csv(rows)


# -- the command ----------------------------------------------------------------------------------------------------


PLAN = """แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566
เทศบาลตำบลบ้านสมมติ อำเภอเมืองสมมติ จังหวัดเชียงใหม่

| ลำดับ | มิติที่ 1 โครงการ | งบประมาณ ปี 2566 (บาท) |
|---|---|---|
| 1 | โครงการอบรมคุณธรรม | 10,000 |
| 2 | โครงการเผยแพร่ความรู้ | {amount} |
{more}
"""


@pytest.fixture
def outputs(tmp_path: Path) -> tuple[Path, Path]:
    made = []
    for name, amount, more, chosen in (
        ("old", "20,000", "", "csv"),
        ("new", "25,000", "| 3 | โครงการเปิดเผยข้อมูล | 5,000 |", "parquet"),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "plan.txt").write_text(PLAN.format(amount=amount, more=more), "utf-8")
        phaen.convert(tmp_path / name).write(tmp_path / f"{name}-out", formats=(chosen,))
        made.append(tmp_path / f"{name}-out")
    return made[0], made[1]


def test_the_command_prints_tables_and_exits_as_diff_does(
    outputs: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = map(str, outputs)
    assert run(["diff", old, new, "--csv", str(tmp_path / "changes.csv")]) == 1
    printed = capsys.readouterr().out
    assert "20,000 > 25,000 (+5,000)" in printed
    assert "1 added, 1 rebudgeted" in printed
    assert (tmp_path / "changes.csv").read_text("utf-8-sig").count("\n") == 3
    assert run(["diff", old, old]) == 0
    assert capsys.readouterr().out == "No differences\n"
    assert run(["diff", old, new, "--quiet"]) == 1
    assert capsys.readouterr().out == ""
    assert run(["diff", new, old, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["counts"] == {"removed": 1, "rebudgeted": 1}


def test_the_command_writes_a_page_of_the_changes(
    outputs: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", *map(str, outputs), "--review"]) == 1
    assert (outputs[1] / "review" / "index.html").exists()
    shown = "".join(path.read_text("utf-8") for path in (outputs[1] / "review").rglob("changes*.js"))
    assert "โครงการเปิดเผยข้อมูล" in shown
    assert str(outputs[1] / "review" / "index.html") in capsys.readouterr().out


def test_the_command_speaks_thai(outputs: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", *map(str, outputs), "--lang", "th"]) == 1
    printed = capsys.readouterr().out
    assert "โครงการใหม่ 1, เปลี่ยนงบประมาณ 1" in printed
    assert not re.search("[a-z]{3,}", printed.replace("plan.txt", ""))


def test_a_folder_without_a_dataset_is_an_error(
    outputs: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", str(outputs[0]), str(tmp_path / "none")]) == 2
    assert "no dataset here" in capsys.readouterr().err
    assert run(["diff", *map(str, outputs), "--csv", str(tmp_path / "none" / "changes.csv")]) == 2
    assert "cannot write" in capsys.readouterr().err


def test_a_change_prints_only_what_is_safe_for_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    from phaen.cli.diff_command import _print
    from phaen.diff.changes import Kind

    _print(
        [Change(Kind.RENAMED, source_file="[bold]a\x1b", project_new="P1", field="name", old="[red]x", new="y\x1b[0m")]
    )
    printed = capsys.readouterr().out
    assert "\x1b[0m" not in printed
    assert "[red]x > y\\x1b[0m" in printed
