"""Blocks of which a page is lost: what is left is a block all the same, and its row is found by place and money."""

from __future__ import annotations

import pytest

from extract.parse import parse_plan
from phaen.check import check_plan
from schemas.checks import CheckCode
from tests.extract.builders import read

HEAD = """
แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2567)
เทศบาลตำบลแก่งหินเพิง อำเภอเมืองเลย จังหวัดเลย

มิติ\tโครงการ/กิจกรรม/มาตรการ\tปี 2566\tปี 2567
1. คนซื่อ\t1. โครงการสมุดนับของ\t{first}\t{first}
\t2. โครงการถนนสายบ้านใต้\t900,000\t900,000
\t3. กิจกรรมตลาดราคาเดียว\t{third}\t{third}
\t4. มาตรการเวรกุญแจ\t4,000\t4,000

มิติที่ 1 คนซื่อ
"""

BLOCK = """
ลำดับที่ {number}
1. ชื่อโครงการ : {name}
2. วัตถุประสงค์
เพื่อให้ชาวบ้านเห็น
3. วิธีดำเนินการ
- ทำทุกวันศุกร์
4. ระยะเวลาดำเนินการ
ปีงบประมาณ พ.ศ. 2566 - 2567
5. งบประมาณ
ปีละ {money} บาท
6. ผู้รับผิดชอบ
{who}
7. ผลที่คาดว่าจะได้รับ
- ชาวบ้านพอใจ
"""

LEFT = """
3.2 บดอัดดินแล้วเทคอนกรีต
3.3 ตีเส้นจราจร
4. ระยะเวลาดำเนินการ
ปีงบประมาณ พ.ศ. 2566 - 2567
5. งบประมาณ
ปีละ 900,000 บาท
6. ผู้รับผิดชอบ
กองช่าง
7. ผลที่คาดว่าจะได้รับ
- รถวิ่งสะดวก
"""


def block(number, name, money, who="กองคลัง"):
    return BLOCK.format(number=number, name=name, money=money, who=who)


def text(project, key):
    return project.fields[key].value if key in project.fields else ""


@pytest.mark.parametrize("left", [LEFT, LEFT.split("\n", 3)[3]])
def test_a_block_whose_beginning_is_lost_is_its_rows_by_order(left):
    printed = HEAD.format(first="2,000", third="3,000")
    plan = parse_plan(
        read(
            printed
            + block(1, "โครงการสมุดนับของ", "2,000")
            + left
            + block(3, "กิจกรรมตลาดราคาเดียว", "3,000")
            + block(4, "มาตรการเวรกุญแจ", "4,000")
        )
    )
    assert [(p.name.value, p.in_summary, p.in_details) for p in plan.projects] == [
        ("โครงการสมุดนับของ", True, True),
        ("โครงการถนนสายบ้านใต้", True, True),
        ("กิจกรรมตลาดราคาเดียว", True, True),
        ("มาตรการเวรกุญแจ", True, True),
    ]
    assert text(plan.projects[1], "responsible") == "กองช่าง"
    assert text(plan.projects[0], "results") == "- ชาวบ้านพอใจ"
    assert plan.projects[1].budget_total.value == 1_800_000
    lost = [finding.about for finding in plan.findings if finding.code is CheckCode.BLOCK_BEGINS_LOST]
    assert lost == [plan.projects[1]]
    if left is LEFT:
        assert text(plan.projects[1], "methods") == "3.2 บดอัดดินแล้วเทคอนกรีต\n3.3 ตีเส้นจราจร"


def test_of_several_rows_without_a_block_the_one_with_its_money_takes_it():
    printed = HEAD.format(first="2,000", third="3,000")
    whole = (block(1, "โครงการสมุดนับของ", "2,000"), block(4, "มาตรการเวรกุญแจ", "4,000"))
    plan = parse_plan(read(printed + whole[0] + LEFT + whole[1]))
    assert [project.in_details for project in plan.projects] == [True, True, False, True]
    assert text(plan.projects[1], "responsible") == "กองช่าง"


def test_a_block_of_money_that_no_free_row_has_stays_alone_and_has_a_finding():
    printed = HEAD.format(first="2,000", third="3,000")
    plan = parse_plan(
        read(
            printed
            + block(1, "โครงการสมุดนับของ", "2,000")
            + LEFT.replace("900,000", "77,000")
            + block(3, "กิจกรรมตลาดราคาเดียว", "3,000")
            + block(4, "มาตรการเวรกุญแจ", "4,000")
        )
    )
    check_plan(plan)
    row = next(project for project in plan.projects if project.name and "ถนนสาย" in project.name.value)
    assert not row.in_details
    told = {finding.code for finding in plan.findings}
    assert {CheckCode.BLOCK_BEGINS_LOST, CheckCode.SUMMARY_WITHOUT_DETAILS} <= told
