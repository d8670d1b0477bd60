"""A page whose text is damaged is told, with the first line that shows it."""

from dataclasses import replace
from pathlib import Path

import phaen
from extract.model.document import TextSource
from phaen.check.document_checks import check_document
from schemas.checks import CheckCode
from tests.check.builders import page, plan, project

PLAN = """แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2567)
เทศบาลตำบลทรายงาม
อำเภอเมืองแพร่ จังหวัดแพร่
มิติที่ 1 การสร้างสังคมที่ไม่ทนต่อการทุจริต
1.1 การสร้างจิตสำนึกและความตระหนัก
ลำดับที่ 1
1. ชื่อโครงการ : โครงการอ่านประกาศยามเช้า
2. วัตถุประสงค์
- เพื่อให้พนักงานรู้ประกาศสำคัญ
3. งบประมาณดำเนินการ
จำนวน 2,000 บาท
4. ผู้รับผิดชอบ
สำนักปลัดเทศบาล
"""


def findings(tmp_path: Path, text: str):
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    read = phaen.convert([tmp_path / "plan.txt"])
    return read, [row for row in read.checks.to_dict("records") if row["check"].startswith("text_")]


def test_lost_marks_are_put_right_and_told(tmp_path):
    read, told = findings(tmp_path, PLAN.replace("ำ", "า"))
    document = read.documents.iloc[0]
    assert (document["organization"], document["district_code"]) == ("เทศบาลตำบลทรายงาม", "5401")
    assert [(row["check"], row["severity"], row["source_line"], row["found"]) for row in told] == [
        ("text_repaired", "info", 2, "เทศบาลตาบลทรายงาม")
    ]
    assert read.pages.iloc[0]["repairs"].startswith("marks_lost:")
    raw = read.provenance[read.provenance["field"] == "organization"].iloc[0]["raw"]
    assert raw == "เทศบาลตาบลทรายงาม"


def test_letters_that_cannot_be_read_are_told(tmp_path):
    _, told = findings(tmp_path, PLAN)
    assert told == []
    (tmp_path / "plan.txt").write_bytes(PLAN.encode().replace("ยามเช้า".encode(), b"\xe0\xb8ab"))
    read = phaen.convert([tmp_path / "plan.txt"])
    rows = [row for row in read.checks.to_dict("records") if row["check"].startswith("text_")]
    assert [(row["source_line"], row["expected"]) for row in rows] == [(7, "undecodable:1")]


def test_a_word_that_is_one_with_and_without_its_mark_is_a_warning_where_a_value_has_it(tmp_path):
    damaged = PLAN.replace("อ่านประกาศยามเช้า", "เก็บทรายดา").replace("ำ", "า")
    _, told = findings(tmp_path, damaged)
    assert [(row["check"], row["severity"], row["source_line"]) for row in told] == [("text_damaged", "warning", 7)]
    _, told = findings(tmp_path, f"{PLAN}\nภาคผนวก\nทรายดา\n".replace("ำ", "า"))
    assert [row["check"] for row in told] == ["text_repaired"]


def test_tones_that_a_scan_lost_are_told_with_the_first_line():
    read = replace(page(text="กิจกรรมดูแลพืนที"), text_source=TextSource.OCR, repairs={"tones_lost": 1})
    told = [row for row in check_document(plan([project()], pages=[read])) if row.code is CheckCode.TEXT_REPAIRED]
    assert [(row.expected, row.found) for row in told] == [("tones_lost:1", "กิจกรรมดูแลพืนที")]
