"""Reports whose tables tell of each project what was done and what came of it."""

from __future__ import annotations

import pytest

from extract.parse import parse_plan
from phaen.check import check_plan
from schemas.checks import CheckCode
from tests.extract.builders import read

HEAD = """
รายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต
ประจำปีงบประมาณ พ.ศ. 2568 (รอบ 6 เดือน)
เทศบาลเมืองบางเสาธงทอง อำเภอเมืองเลย จังหวัดเลย
"""

SECTIONED = """
1. ความเป็นมา
เทศบาลเมืองบางเสาธงทองได้จัดทำแผนปฏิบัติการป้องกันการทุจริต จำนวน 4 โครงการ

2. ผลการดำเนินการ
"""

TABLES = """
มิติที่ 1 การสร้างคนสุจริต
| โครงการ/กิจกรรม/มาตรการ | งบประมาณ (บาท) | {done} | {came} | สถานะ |
| 1. โครงการอบรมคุณธรรมพนักงาน | 30,000 | จัดอบรมเมื่อวันที่ 5 ม.ค. 2568 | พนักงาน 60 คนผ่านการอบรม | แล้วเสร็จ |
| 2. มาตรการแสดงเจตนารมณ์ | - | ผู้บริหารประกาศเจตนารมณ์ | ประกาศ 1 ฉบับ | แล้วเสร็จ |

มิติที่ 2 การตรวจสอบ
| โครงการ/กิจกรรม/มาตรการ | งบประมาณ (บาท) | {done} | {came} | สถานะ |
| 3. โครงการตาสับปะรดตำบล | 12,000 | คัดเลือกตัวแทนหมู่บ้าน | ได้ตัวแทน 8 คน | อยู่ระหว่างดำเนินการ |
| 4. มาตรการตรวจสอบภายใน | - | ตรวจสอบ 4 หน่วย | พบข้อสังเกต 2 เรื่อง | แล้วเสร็จ |
"""


@pytest.mark.parametrize("front", ["", SECTIONED])
@pytest.mark.parametrize(
    ("done", "came"),
    [("การดำเนินการ", "ผลการดำเนินการ"), ("ผลการดำเนินงาน", "ผลสัมฤทธิ์"), ("กิจกรรมที่ดำเนินการ", "ผลที่ได้รับ")],
)
def test_a_row_that_tells_what_was_done_and_what_came_of_it_is_a_block(front: str, done: str, came: str) -> None:
    plan = parse_plan(read(HEAD + front + TABLES.format(done=done, came=came)))
    assert [
        (p.in_summary, p.in_details, p.path, p.budget_total and int(p.budget_total.value)) for p in plan.projects
    ] == [
        (False, True, (1,), 30_000),
        (False, True, (1,), 0),
        (False, True, (2,), 12_000),
        (False, True, (2,), 0),
    ]
    third = plan.projects[2]
    assert (third.fields["methods"].value, third.fields["results"].value) == ("คัดเลือกตัวแทนหมู่บ้าน", "ได้ตัวแทน 8 คน")
    assert [heading.name for heading in plan.headings] == ["การสร้างคนสุจริต", "การตรวจสอบ"]


def test_the_section_about_all_results_is_no_project() -> None:
    plan = parse_plan(read(HEAD + SECTIONED + TABLES.format(done="การดำเนินการ", came="ผลการดำเนินการ")))
    check_plan(plan)
    assert not {CheckCode.TABLE_UNREAD, CheckCode.STATED_COUNT_MISMATCH} & {finding.code for finding in plan.findings}
