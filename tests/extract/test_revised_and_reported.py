"""Revised plans and reports as clerks write them: what stands beside names, money, remarks and results."""

from __future__ import annotations

import pytest

from extract.grammar.field import Field
from extract.parse import parse_plan
from tests.extract.builders import document

FRONT = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\nเทศบาลตำบลดอนสมมุติ\n"
REPORT = "รายงานผลการดำเนินงานตามแผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568 รอบ 12 เดือน\nเทศบาลตำบลดอนสมมุติ\n"
NAMES = ("โครงการตลาดนัดสีขาว", "โครงการห้องสมุดคนดี", "โครงการบอร์ดข่าวชุมชน")


def names(plan):
    return [project.name and project.name.value for project in plan.projects]


@pytest.mark.parametrize(
    ("tags", "remarks", "kept"),
    [
        (("เพิ่มเติม", "เพิ่มเติม", "คงเดิม"), ("", "", "คงเดิม"), 0),
        (("ระยะที่ 2", "ของเรา", "ใหม่"), ("", "", ""), 3),
    ],
    ids=["recurring, or a remark", "neither"],
)
def test_tags_behind_the_names_of_blocks(tags, remarks, kept):
    rows = [f"{n}|{name}|5,000|{remark}" for n, (name, remark) in enumerate(zip(NAMES, remarks, strict=True), 1)]
    blocks = "".join(
        f"\n{n}) {name} ({tag})\nหลักการและเหตุผล\nชาวบ้านขอให้ดูแล\nวัตถุประสงค์\n- เพื่อให้งานโปร่งใส\nงบประมาณ\n5,000 บาท\n"
        for n, (name, tag) in enumerate(zip(NAMES, tags, strict=True), 1)
    )
    plan = parse_plan(document(FRONT, ["ที่|โครงการ/กิจกรรม|งบประมาณ (บาท)|หมายเหตุ", *rows], blocks))
    assert len(plan.projects) == 3
    assert sum("(" in name for name in names(plan)) == kept


def test_the_money_of_the_plan_stands_beside_that_of_the_ordinance():
    header = "ที่|โครงการ|แผน (บาท)|เทศบัญญัติ (บาท)|เบิกจ่าย (บาท)|สถานะ"
    rows = [f"{n}|{name}|{n},000|900|800|แล้วเสร็จ" for n, name in enumerate(NAMES, 1)]
    plan = parse_plan(document(REPORT, [header, *rows]))
    assert [[int(a.money.value) for a in p.amounts if a.money] for p in plan.projects] == [[1000], [2000], [3000]]


def test_problems_are_no_remarks_where_another_column_is_called_so():
    header = "ที่|โครงการ|งบประมาณ (บาท)|ผลการดำเนินงาน|ปัญหา/อุปสรรค|หมายเหตุ"
    rows = [f"{n}|{name}|5,000|จัดแล้วที่ศาลา|ฝนตก|เสร็จ {n}" for n, name in enumerate(NAMES, 1)]
    plan = parse_plan(document(REPORT, [header, *rows]))
    assert [p.fields[Field.REMARKS].value for p in plan.projects] == ["เสร็จ 1", "เสร็จ 2", "เสร็จ 3"]


BLOCK = """
เรื่องที่ {0} {1}
เงินตามแผน: 5,000 บาท / จ่ายจริง: 4,000 บาท
ที่ลงมือไปแล้ว: {2}ตั้งโต๊ะให้ชาวบ้านมาบอกเรื่องถนนและน้ำประปาที่หน้าตลาดทุกวันพุธตลอดปี
ผลที่ได้: ชาวบ้านมาบอกเรื่อง {0} ราย
ข้อขัดข้อง: ฝนตก {0} วัน
"""


def test_what_was_done_stands_above_the_results_of_a_report():
    text = "".join(BLOCK.format(n, name, "ก" * n) for n, name in enumerate(NAMES, 1))
    plan = parse_plan(document(REPORT, "มิติที่ 1 การดูแลคน\n" + text))
    assert all(Field.METHODS in project.fields for project in plan.projects)


def test_sections_counted_by_a_word_above_blocks_that_another_word_counts():
    titles = ("การพูดคุยกับคนแก่", "งานช่างของหมู่บ้าน", "ข่าวสารของทางการ")
    parts = [
        f"มิติที่ {n} การดูแลเรื่องที่ {n}\n\nแนวทางที่ 1 {title}\n\n" + BLOCK.format(n, name, "").replace("\n", "\n\n")
        for n, (name, title) in enumerate(zip(NAMES, titles, strict=True), 1)
    ]
    plan = parse_plan(document(REPORT, "\n".join(parts)))
    assert [heading.name for heading in plan.headings if len(heading.path) == 2] == list(titles)


def test_a_table_in_an_annex_is_under_no_level():
    parts = [f"มิติที่ {n} การดูแลเรื่องที่ {n}\n" + BLOCK.format(n, name, "") for n, name in enumerate(NAMES, 1)]
    rows = [f"{n}|{name}|5,000|4,000" for n, name in enumerate(NAMES, 1)]
    annex = ["เรื่องที่|โครงการ/กิจกรรม|เงินตามแผน (บาท)|จ่ายจริง (บาท)", *rows]
    plan = parse_plan(document(REPORT, "\n".join(parts), "\nภาคผนวก ตารางการใช้จ่ายเงิน\n", annex))
    assert [(project.path, project.summary_path) for project in plan.projects] == [((1,), ()), ((2,), ()), ((3,), ())]


def test_the_money_of_the_ordinance_in_a_block_is_not_that_of_the_plan():
    block = "\nโครงการที่ {0} : {1}\nงบประมาณตามแผน : {0},000 บาท\nงบประมาณตามข้อบัญญัติ : 0 บาท\n"
    block += "การดำเนินการ\n1. รอการโอนงบประมาณ\nผลการดำเนินการ\n1. ยังไม่มีผล\n"
    plan = parse_plan(
        document(REPORT, "มิติที่ 1 การดูแลคน\n" + "".join(block.format(n, x) for n, x in enumerate(NAMES, 1)))
    )
    assert [project.budget_total and int(project.budget_total.value) for project in plan.projects] == [1000, 2000, 3000]
