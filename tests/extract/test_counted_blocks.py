"""Blocks whose names follow a word or sign of the clerk's own, with a number: เรื่องที่ 1, P-1, (1/4)."""

from __future__ import annotations

import re

import pytest

from extract.parse import parse_plan
from tests.extract.builders import read

LEADS = ("เรื่องที่ {} ", "หัวข้อที่ {} ", "กรณีที่ {}: ", "เรื่อง {} ", "No. {} ", "P-{} ", "({}/4) ", "[{}] ", "# {} ")
NAMES = ("โครงการอบรมคุณธรรมพนักงาน", "กิจกรรมทำความดี", "มาตรการลดขั้นตอน", "โครงการวัดใจ")
PLAIN = ("อบรมคุณธรรมพนักงาน", "ร่วมทำความดีกลางหมู่บ้าน", "ลดขั้นตอนการบริการ", "สุ่มตรวจงานจ้าง", "ประกาศผลการสอบ")

HEAD = """
แผนปฏิบัติการป้องกันการทุจริต ปีงบประมาณ 2567
องค์การบริหารส่วนตำบลหนองทดลอง
มิติที่ 1 สร้างสังคมสุจริต

"""
BLOCK = """
{lead}{name}
ความเป็นมา: เหตุผลของงานข้อนี้ที่ชาวบ้านขอมา
วงเงินที่ใช้: {number},000 บาท
แนวทางดำเนินงาน:
1. วางแผน
2. ทำงาน
ผู้รับผิดชอบ: สำนักปลัด
"""


def names_of(lead, names):
    blocks = (BLOCK.format(lead=lead.format(number), name=name, number=number) for number, name in enumerate(names, 1))
    return [project.name.value for project in parse_plan(read(HEAD + "\n".join(blocks))).projects]


@pytest.mark.parametrize("lead", LEADS)
def test_any_word_or_sign_with_a_number_before_a_kind_word_begins_a_block(lead):
    assert names_of(lead, NAMES) == list(NAMES)


def test_a_word_whose_numbers_count_up_begins_blocks_of_names_without_a_kind_word():
    assert names_of("เรื่องที่ {} ", PLAIN) == list(PLAIN)


@pytest.mark.parametrize("lead", ["ม1-0{} ", "A.1-{} ", "กง-{}/2568 "])
def test_a_code_of_several_numbers_before_a_kind_word_begins_a_block(lead):
    assert names_of(lead, NAMES) == list(NAMES)


@pytest.mark.parametrize(("before", "behind"), ["[]", "【】", "«»"])
def test_headings_of_fields_may_stand_in_brackets_of_their_own(before, behind):
    """[วงเงิน] 1,000 บาท, the brackets as the only sign between a heading and its content."""
    text = re.sub(r"(?m)^(ความเป็นมา|วงเงินที่ใช้|แนวทางดำเนินงาน|ผู้รับผิดชอบ): ?", rf"{before}\1{behind} ", BLOCK)
    blocks = (text.format(lead="", name=name, number=number) for number, name in enumerate(NAMES, 1))
    projects = parse_plan(read(HEAD + "\n".join(blocks))).projects
    assert [project.name.value for project in projects] == list(NAMES)
    assert [project.fields["responsible"].value for project in projects] == ["สำนักปลัด"] * 4
    assert [project.fields["rationale"].value for project in projects] == ["เหตุผลของงานข้อนี้ที่ชาวบ้านขอมา"] * 4


MONEY_LAST = """
แผ่นที่ {number}
{name}
ปีที่ทำ = 2566 - 2569
ผู้รับมอบงาน = กองช่าง
ความสำคัญ = ชาวบ้านขอมา
วัตถุประสงค์เฉพาะ
* ให้ตลาดตรง
บริเวณที่ทำ = ตลาดเก่า
ทำเป็นขั้นดังนี้
* ตรวจ
* บอก
สิ่งที่ใช้วัด
* ตรงทุกแผง
เงินแต่ละปี
ปีงบประมาณ
จำนวนเงิน (บาท)
2566
{number},000
2567
{number},000
2568
{number},000
2569
{number},000
รวม 4 ปี
{total},000
"""


def test_the_sum_above_a_counted_block_is_not_its_name():
    blocks = [MONEY_LAST.format(name=name, number=number, total=4 * number) for number, name in enumerate(NAMES, 1)]
    text = f"หมวดที่ 1  สร้างคน\n{''.join(blocks[:2])}\nหมวดที่ 2  สร้างบ้าน\n{''.join(blocks[2:])}"
    projects = parse_plan(read(HEAD.replace("2567", "2566 - 2569").replace("มิติที่ 1 สร้างสังคมสุจริต", "") + text)).projects
    assert [project.name.value for project in projects] == list(NAMES)
    assert [[int(a.money.value) for a in project.amounts] for project in projects] == [
        [n * 1000] * 4 for n in (1, 2, 3, 4)
    ]


def test_money_at_the_end_of_a_block_counts_no_blocks_below():
    block = "{number}. {name}\nหลักการและเหตุผล\nชาวบ้านขอมา\nวัตถุประสงค์\nเพื่อให้ตลาดตรง\nงบประมาณ :\n{years}"
    years = "".join(f"ปีงบประมาณ พ.ศ. {year} จำนวน 25,000 บาท\n" for year in range(2566, 2571)) + "รวมทั้งสิ้น 125,000 บาท\n"
    blocks = "".join(block.format(number=number, name=name, years=years) for number, name in enumerate(NAMES, 1))
    projects = parse_plan(read(HEAD.replace("2567", "2566 - 2570") + blocks)).projects
    assert [int(project.budget_total.value) for project in projects] == [125_000] * 4
