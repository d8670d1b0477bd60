"""Headings that name several fields at once."""

from __future__ import annotations

import pytest

from extract.parse import parse_plan
from tests.extract.builders import read

HEAD = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\nเทศบาลตำบลดอนสมมุติ\n\n"
BLOCK = """โครงการที่ {n}
1. ชื่อโครงการ
   โครงการ{name}
2. วัตถุประสงค์
   เพื่อข้ามคลอง
3. {heading}
{lines}
4. ผู้รับผิดชอบ
   กองช่าง

"""
NAMES = ["สะพานไม้", "เสียงตามสาย", "คันเบ็ด"]
LABELLED = "   ระยะเวลา : มกราคม 2568\n   งบประมาณ : {n},000 บาท จากเงินสะสม"
SPACED = "   3.1 ระยะเวลา มกราคม 2568\n   3.2 งบประมาณ {n},000 บาท จากเงินสะสม"
BARE = "   มกราคม 2568\n   {n},000 บาท"


def made(n, heading, lines):
    return BLOCK.format(n=n, name=NAMES[n - 1], heading=heading, lines=lines)


@pytest.mark.parametrize("heading", ["ระยะเวลาและงบประมาณ", "ระยะเวลา/งบประมาณ"])
@pytest.mark.parametrize("form", [LABELLED, SPACED, BARE])
def test_lines_below_a_heading_of_two_fields_go_to_theirs(heading, form):
    plan = parse_plan(read(HEAD + "".join(made(n, heading, form.format(n=n)) for n in (1, 2, 3))))
    assert [p.budget_total and p.budget_total.value for p in plan.projects] == [1000, 2000, 3000]
    assert [p.fields["duration"].value.strip(" 0123456789.") for p in plan.projects] == ["มกราคม"] * 3


@pytest.mark.parametrize(
    ("line", "total"),
    [
        ("ดำเนินการปีงบประมาณ 2567 - 2569 ปีละ {n},000 บาท", [3000, 6000, 9000]),
        ("ปีงบประมาณ 2567 - 2569 ปีงบประมาณละ {n},000 บาท", [3000, 6000, 9000]),
        ("ทำในปีงบประมาณ 2567 - 2569 ใช้เงินรวมทั้งสิ้น {n},000 บาท", [1000, 2000, 3000]),
        ("ปีงบประมาณ 2567 - 2569 ใช้เงิน {n},000 บาท", [1000, 2000, 3000]),
    ],
)
def test_one_sentence_tells_the_years_and_the_money(line, total):
    forms = (made(n, "ระยะเวลาและงบประมาณ", "   " + line.format(n=n)) for n in (1, 2, 3))
    plan = parse_plan(read(HEAD + "".join(forms)))
    assert [p.budget_total and p.budget_total.value for p in plan.projects] == total
    assert [(p.fiscal_year_first.value, p.fiscal_year_last.value) for p in plan.projects] == [(2567, 2569)] * 3
    assert all("บาท" not in p.fields["duration"].value for p in plan.projects)


def test_a_heading_of_two_fields_whose_lines_say_nothing_stays_one():
    lines = "   คนในตลาดทุกคน\n   คนนอกตลาด"
    plan = parse_plan(read(HEAD + "".join(made(n, "เป้าหมายและงบประมาณ", lines) for n in (1, 2))))
    assert all("คนนอกตลาด" in p.fields["target_group"].value for p in plan.projects)
