"""Labels and texts beside each other that tabs made small tables."""

from __future__ import annotations

from extract.model.document import Grid
from extract.parse import parse_plan
from extract.tables.paired_lines import with_paired_lines
from tests.extract.builders import read

HEAD = "รายงานผลการดำเนินงานป้องกันการทุจริต\nประจำปีงบประมาณ พ.ศ. 2567 (รอบ 12 เดือน)\nเทศบาลตำบลดอนสมมุติ\n\n"
WORKS = [
    ("โครงการคันเบ็ดใสสะอาด", "5,000 บาท", "4,500 บาท", "เดินครบทุกคลอง"),
    ("กิจกรรมเสียงตามสาย", "ไม่ใช้เงิน", "ไม่ใช้เงิน", "ออกอากาศ 24 ครั้ง"),
    ("โครงการสะพานไม้", "8,000 บาท", "8,000 บาท", "ซ่อมแล้ว"),
    ("มาตรการสองลายมือชื่อ", "ไม่ใช้เงิน", "ไม่ใช้เงิน", "ลงชื่อทุกใบ"),
]
LEVELS = {1: "อยู่ในสำนักงาน", 3: "เดินผ่านหน้าตลาด"}


def report():
    text = HEAD
    for n, (name, planned, spent, done) in enumerate(WORKS, 1):
        text += f"มิติ {n}\tคนที่{LEVELS[n]}\n{n}.1\t{LEVELS[n]}\n\n" if n % 2 else ""
        text += f"งานที่ {n}\t{name}\nเงินที่ตั้งไว้\t{planned}\nเงินที่จ่ายไป\t{spent}\nสิ่งที่ได้ทำ\n1. เตรียมของ\n2. ลงมือ\n"
        text += f"สิ่งที่เกิดขึ้น\n1. {done}\n\n"
    return text


def test_they_are_the_fields_of_the_projects():
    plan = parse_plan(read(report()))
    assert [p.name.value for p in plan.projects] == [name for name, *_ in WORKS]
    assert [p.path for p in plan.projects] == [(1, 1), (1, 1), (3, 1), (3, 1)]
    assert [p.budget_total.value for p in plan.projects] == [5000, 0, 8000, 0]
    assert [[item.text for item in p.items if item.field == "results"] for p in plan.projects] == [
        [done] for *_, done in WORKS
    ]


def test_larger_tables_and_labels_that_do_not_recur_stay_tables():
    whole = read(report() + "ชื่อ\tหมู่\nนายหนึ่ง\t1\nนายสอง\t2\nนายสาม\t3\n")
    assert with_paired_lines(whole) == whole
    other = with_paired_lines(read(report() + "หัวหน้าชุด\tนายหนึ่ง\n\nปิดท้าย\n"))
    assert sum(isinstance(block, Grid) for block in other.blocks()) == 1
