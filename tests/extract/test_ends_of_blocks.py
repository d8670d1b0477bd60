"""Where a block ends: at lines that no other block has below its last field, not at prose that begins like a name."""

import pytest

from extract.parse import parse_plan
from tests.extract.builders import read

HEAD = """
แผนปฏิบัติการป้องกันการทุจริต ปีงบประมาณ 2568
องค์การบริหารส่วนตำบลหนองทดลอง

มิติที่ 1 สร้างคน

"""
NAMES = ("โครงการค่ายคุณธรรม", "กิจกรรมเดินตรวจถนน", "มาตรการลดขั้นตอน", "โครงการวัดใจ")
BLOCK = """
โครงการที่ {number} : {name}

หลักการและเหตุผล

{reason}

วัตถุประสงค์

เพื่อให้ชาวบ้านรู้

กลุ่มเป้าหมาย

{target}

วิธีดำเนินการ

1. วางแผน
2. ลงมือ

{last}

"""


def plan_of(reason="ชาวบ้านขอมา", target="ผู้นำ 12 คน", last="งบประมาณ\n\n5,000 บาท", end=""):
    """A plan whose third block has this reason and this target."""
    plain = {"reason": "ชาวบ้านขอมา", "target": "ผู้นำ 12 คน"}
    blocks = (
        BLOCK.format(
            number=number, name=name, last=last, **({"reason": reason, "target": target} if number == 3 else plain)
        )
        for number, name in enumerate(NAMES, 1)
    )
    return parse_plan(read(HEAD + "".join(blocks) + end))


def names(plan):
    return [project.name.value for project in plan.projects]


@pytest.mark.parametrize(
    "reason",
    [
        "เรื่องนี้ค้างมานาน\n\nโครงการแบบเดียวกันของตำบลข้างเคียงใช้เงินปีละ 90,000 บาท และได้ผลดี เราจึงทำบ้าง",
        "กิจกรรมนี้เคยทำแล้วเมื่อ 3 ปีก่อน\n\nมาตรการเดิมไม่พอ",
    ],
)
def test_prose_that_begins_like_a_name_ends_no_block_where_a_word_counts_them(reason):
    plan = plan_of(reason)
    assert names(plan) == list(NAMES)
    assert plan.projects[2].fields["rationale"].value.replace("\n", "") == reason.replace("\n", "")


def test_a_count_of_projects_is_no_name():
    assert names(plan_of(target="งานจ้างปีละประมาณ 9 โครงการ")) == list(NAMES)


@pytest.mark.parametrize("last", ["งบประมาณ\n\n5,000 บาท", "การใช้จ่ายงบประมาณ\n\n5,000 บาท"])
def test_what_no_other_block_has_below_its_last_field_is_no_part_of_it(last):
    plan = plan_of(last=last, end="ความเห็นของผู้จัดทำ\n\nควรทำโครงการที่ใช้เงินเกิน 70,000 บาท ให้เสร็จก่อน\n")
    assert [int(project.budget_total.value) for project in plan.projects] == [5_000] * 4
    assert plan.projects[-1].budget_text.value == "5,000 บาท"


def test_the_last_item_of_a_list_stays():
    plan = plan_of(last="ผลที่คาดว่าจะได้รับ\n\n1. ชาวบ้านรู้", end="2. ชาวบ้านตรวจ\n")
    assert plan.projects[-1].fields["results"].value == "1. ชาวบ้านรู้\n2. ชาวบ้านตรวจ"


def test_the_code_of_a_project_of_its_own_is_no_heading_of_a_level():
    block = "{code} {name}\n\n1. ชื่อโครงการ : {name}\n2. หลักการและเหตุผล\nชาวบ้านขอมา\n3. งบประมาณ\n5,000 บาท\n\n"
    text = "1.1 ปลูกฝังคนในสำนักงาน\n\n" + "".join(
        block.format(code=f"1.1.{number}", name=name) for number, name in enumerate(NAMES, 1)
    )
    plan = parse_plan(read(HEAD + text))
    assert [heading.code for heading in plan.headings] == ["1", "1.1"]
    assert [project.path for project in plan.projects] == [(1, 1, number) for number in (1, 2, 3, 4)]
