"""Corrections given to the command and to the API: real sources, the batch's cache, what is warned of."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import phaen
from phaen.batch.due import Need
from phaen.cli import run
from phaen.correct.corrections_file import read_corrections
from tests.batch.conftest import converted, run_batch
from tests.correct.builders import cells, saved

TABLE = """แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566
เทศบาลตำบลบ้านสมมติ อำเภอเมืองสมมติ จังหวัดเชียงใหม่

| ลำดับ | มิติที่ 1 โครงการ | งบประมาณ ปี 2566 (บาท) |
|---|---|---|
| 1 | โครงการอบรมคุณธรรม{n} | {amount} |
| 2 | โครงการเผยแพร่ความรู้ | 20,000 |
| 3 | โครงการเปิดเผยข้อมูล | 30,000 |
| รวม | 3 โครงการ | 60,000 |
"""


def table(out: Path, name: str) -> list[dict[str, str]]:
    with (out / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    for n, amount in enumerate(("10,000", "15,000"), 1):
        (folder / f"{n}.txt").write_text(TABLE.format(n=n, amount=amount), "utf-8")
    return folder


def first_amount(out: Path, source: str = "2.txt") -> dict[str, str]:
    document = next(row["document_id"] for row in table(out, "documents") if row["source_file"] == source)
    return next(row for row in table(out, "budgets") if row["document_id"] == document)


def correction(out: Path, new: str = "10,000", **given: str) -> dict[str, str]:
    row = first_amount(out)
    usual = {"anchor": row["anchor"], "document": row["document_id"], "old": row["amount"], "new": new,
             "raw_digest": row["raw_digest"], "who": "กก"}  # fmt: skip
    return cells(**{**usual, **given})


def test_the_command_applies_a_file_and_never_writes_it(plans: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(["convert", str(plans), "-o", str(out), "--format", "csv", "--jobs", "1"]) == 0
    assert "total_mismatch" in {row["check"] for row in table(out, "checks")}
    path = saved(tmp_path, correction(out))
    before = path.read_bytes()
    again = ["convert", str(plans), "-o", str(out), "--format", "csv", "--jobs", "1", "--corrections", str(path)]
    assert run([*again, "--strict"]) == 0
    assert "total_mismatch" not in {row["check"] for row in table(out, "checks")}
    assert (first_amount(out)["amount"], first_amount(out)["resolution"]) == ("10000", "corrected")
    trails = [row for row in table(out, "provenance") if row["method"] == "corrected"]
    assert [(trail["table"], trail["read_value"], trail["raw"].strip()) for trail in trails] == [
        ("projects", "15000", "15,000"),  # its only amount is its budget
        ("budgets", "15000", "15,000"),
    ]
    assert path.read_bytes() == before
    files = {name.name: name.read_bytes() for name in out.glob("*.csv")}
    assert run([*again, "--force"]) == 0
    assert {name.name: name.read_bytes() for name in out.glob("*.csv")} == files


def test_the_anchor_finds_its_row_though_the_plan_is_renumbered(plans: Path, tmp_path: Path) -> None:
    """A correction that removes a project before another one does not touch the corrections of that one."""
    out = tmp_path / "out"
    run(["convert", str(plans), "-o", str(out), "--format", "csv", "--jobs", "1", "-q"])
    projects = [row for row in table(out, "projects") if row["document_id"] == first_amount(out)["document_id"]]
    gone, kept = projects[0], projects[2]
    path = saved(
        tmp_path,
        correction(out, "", anchor=gone["anchor"], table="projects", field="", action="delete", raw_digest=""),
        correction(out, "โครงการเปิดข้อมูล", anchor=kept["anchor"], table="projects", field="name", raw_digest=""),
    )
    run(["convert", str(plans), "-o", str(out), "--format", "csv", "--jobs", "1", "-q", "--corrections", str(path)])
    corrected = [row for row in table(out, "projects") if row["document_id"] == gone["document_id"]]
    assert [(row["project_id"], row["anchor"]) for row in corrected] == [
        ("P001", projects[1]["anchor"]), ("P002", kept["anchor"])]  # fmt: skip
    assert corrected[1]["name"] == "โครงการเปิดข้อมูล"
    assert {row["project_id"] for row in table(out, "budgets")} == {"P001", "P002", "P003"}


def test_a_document_depends_on_its_own_rows_only(plans: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_batch(out, plans, cores=1)
    own = correction(out)
    other = correction(out, "5", document=first_amount(out, "1.txt")["document_id"],
                       anchor=first_amount(out, "1.txt")["anchor"], raw_digest="")  # fmt: skip

    def again(*rows: dict[str, str]) -> dict[str, str]:
        events: list[object] = []
        given = read_corrections(saved(tmp_path, *rows))
        run_batch(out, plans, cores=1, events=events, corrections=given)
        return converted(events)

    assert again(own) == {"2.txt": Need.OPTIONS}
    assert again(other, own) == {"1.txt": Need.OPTIONS}
    assert again(own, other, own) == {}, "neither the order nor repeated rows count"
    assert again({**own, "new": "11000"}, other) == {"2.txt": Need.OPTIONS}
    assert again(other) == {"2.txt": Need.OPTIONS}


def test_a_malformed_file_ends_the_command_before_anything_is_converted(
    plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path, cells(action="change"))
    assert run(["convert", str(plans), "-o", str(tmp_path / "out"), "--corrections", str(path)]) == 2
    assert "corrections.csv, row 2: 'change' is not an action" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert run(["convert", str(plans), "-o", str(tmp_path / "out"), "--corrections", str(tmp_path / "none.csv")]) == 2
    assert "cannot read" in capsys.readouterr().err


def test_corrections_that_are_not_applied_are_warned_of(
    plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    arguments = ["convert", str(plans), "-o", str(out), "--format", "csv", "--jobs", "1", "-q"]
    run(arguments)
    path = saved(tmp_path, correction(out), cells(document="f" * 16))
    run([*arguments, "--corrections", str(path)])
    assert f"not applied: {'f' * 16} (1 corrections)" in capsys.readouterr().err
    run(arguments)
    assert "now without --corrections: 2.txt" in capsys.readouterr().err
    assert first_amount(out)["amount"] == "15000"


def test_the_api_applies_corrections(plans: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_batch(out, plans, cores=1)
    path = saved(tmp_path, correction(out))
    corrected = phaen.convert(plans, corrections=path)
    assert list(corrected.budgets["resolution"]).count("corrected") == 1
    assert phaen.read(plans / "2.txt", corrections=path).projects[0].amounts[0].money.value == 10000
    with pytest.warns(UserWarning, match="not in this dataset"):
        phaen.convert(plans / "1.txt", corrections=path)
    with pytest.raises(phaen.CorrectionsError, match="row 2"):
        phaen.convert(plans, corrections=saved(tmp_path, cells(new="x")))
