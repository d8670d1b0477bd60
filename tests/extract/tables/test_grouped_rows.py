"""Tables grouped by department, time, source of money or kind, with the place of each project as a code in a column."""

from __future__ import annotations

import pytest

from extract.parse import parse_plan
from tests.extract.builders import read

HEAD = """
แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2568
เทศบาลตำบลธารทอง อำเภอเมืองน่าน จังหวัดน่าน

กรอบแผน
มิติที่ 1 ปลูกใจ
1.1 คนทำงาน
1.2 ชาวบ้าน
มิติที่ 2 เปิดเผย
2.1 ระบบงาน
2.2 การบริการ

"""

BY_DEPARTMENT = """
ตาราง 1 โครงการที่ใช้งบประมาณ
| ที่ | โครงการ/กิจกรรม/มาตรการ | แนวทางที่ | งบประมาณ (บาท) | ระยะเวลา |
| สำนักปลัด |||||
| 1 | โครงการอบรมคนทำงานให้ซื่อตรง | 1.1 | 20,000 | ม.ค. 2568 |
| 2 | กิจกรรมเดินรณรงค์รอบตลาด | 1.2 | 5,000 | มี.ค. 2568 |
| รวมสำนักปลัด 2 โครงการ ||| 25,000 | |
| กองช่าง |||||
| 3 | โครงการป้ายบอกแบบแปลนถนน | 2.1 | 8,000 | ทั้งปี |
| รวมกองช่าง 1 โครงการ ||| 8,000 | |
| รวมทุกหน่วยงาน 3 โครงการ ||| 33,000 | |

ตาราง 2 โครงการที่ไม่ใช้งบประมาณ
| ที่ | โครงการ/กิจกรรม/มาตรการ | แนวทางที่ | ระยะเวลา |
| กองคลัง ||||
| 1 | มาตรการรับเรื่องภายในหนึ่งวัน | 2.2 | ทั้งปี |
"""


def rows(plan):
    return [
        (p.name.value.removeprefix(p.kind), p.kind, p.path, p.budget_total.value, p.fields["responsible"].value)
        for p in plan.projects
    ]


def totals(plan):
    return [(total.scope.value, total.dimension, total.printed.value) for total in plan.totals]


def test_a_department_heads_its_projects_and_a_code_places_them():
    plan = parse_plan(read(HEAD + BY_DEPARTMENT))
    assert rows(plan) == [
        ("อบรมคนทำงานให้ซื่อตรง", "โครงการ", (1, 1), 20000, "สำนักปลัด"),
        ("เดินรณรงค์รอบตลาด", "กิจกรรม", (1, 2), 5000, "สำนักปลัด"),
        ("ป้ายบอกแบบแปลนถนน", "โครงการ", (2, 1), 8000, "กองช่าง"),
        ("รับเรื่องภายในหนึ่งวัน", "มาตรการ", (2, 2), 0, "กองคลัง"),
    ]
    assert [(h.path, h.name) for h in plan.headings] == [
        ((1,), "ปลูกใจ"),
        ((2,), "เปิดเผย"),
        ((1, 1), "คนทำงาน"),
        ((1, 2), "ชาวบ้าน"),
        ((2, 1), "ระบบงาน"),
        ((2, 2), "การบริการ"),
    ]
    assert totals(plan) == [("grand", None, 33000)]
    assert not plan.findings


def grouped(headings, sums=("", "", "")):
    names = [
        "โครงการอบรมคนทำงานให้ซื่อตรง | 1 | สำนักปลัด | 20,000",
        "โครงการป้ายบอกแบบแปลนถนน | 2 | กองช่าง | 8,000",
        "กิจกรรมเดินรณรงค์รอบตลาด | 1 | กองคลัง | 5,000",
    ]
    table = "| ลำดับ | รายการ | สนองมิติ | หน่วยงาน | วงเงิน |\n"
    for number, (heading, name, total) in enumerate(zip(headings, names, sums, strict=True), 1):
        table += f"| {heading} |||||\n| {number} | {name} |\n"
        table += f"| {total} |||| {name.rpartition('|')[2]} |\n" if total else ""
    return f"{HEAD}{table}| รวมทั้งสิ้น |||| 33,000 |\n"


@pytest.mark.parametrize(
    ("headings", "sums"),
    [
        (["ตุลาคม 2567", "มกราคม 2568", "ตลอดปีงบประมาณ"], ["", "", ""]),
        (["ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3"], ["รวม", "รวม", "รวม"]),
        (["งบประมาณตามเทศบัญญัติ", "เงินสะสม", "งบกลาง"], ["รวมงบประมาณตามเทศบัญญัติ", "รวมเงินสะสม", "รวมงบกลาง"]),
        (["1. สำนักปลัด", "2. กองช่าง", "3. กองคลัง"], ["รวม 1 โครงการ", "รวม 1 โครงการ", "รวม 1 โครงการ"]),
    ],
)
def test_headings_of_groups_are_no_levels_and_their_sums_no_totals(headings, sums):
    plan = parse_plan(read(grouped(headings, sums)))
    assert rows(plan) == [
        ("อบรมคนทำงานให้ซื่อตรง", "โครงการ", (1,), 20000, "สำนักปลัด"),
        ("ป้ายบอกแบบแปลนถนน", "โครงการ", (2,), 8000, "กองช่าง"),
        ("เดินรณรงค์รอบตลาด", "กิจกรรม", (1,), 5000, "กองคลัง"),
    ]
    assert [(h.path, h.name) for h in plan.headings] == [((1,), "ปลูกใจ"), ((2,), "เปิดเผย")]
    assert totals(plan) == [("grand", None, 33000)]


def test_headings_of_kinds_give_the_kind():
    text = grouped(["โครงการ", "มาตรการ", "กิจกรรม"])
    for kind in ("โครงการอ", "โครงการป", "กิจกรรมเ"):
        text = text.replace(f"| {kind}", f"| {kind[-1]}")
    plan = parse_plan(read(text))
    assert [(p.kind, p.name.value) for p in plan.projects] == [
        ("โครงการ", "อบรมคนทำงานให้ซื่อตรง"),
        ("มาตรการ", "ป้ายบอกแบบแปลนถนน"),
        ("กิจกรรม", "เดินรณรงค์รอบตลาด"),
    ]


def test_a_list_of_the_levels_above_a_table_places_none_of_its_projects():
    table = "| ที่ | โครงการ | งบประมาณ |\n| 1 | โครงการอบรมคนทำงานให้ซื่อตรง | 20,000 |\n"
    assert [p.path for p in parse_plan(read(HEAD + table)).projects] == [()]
    below = HEAD + "มิติที่ 1 ปลูกใจ\n" + table
    assert [p.path for p in parse_plan(read(below)).projects] == [(1,)]


def test_sections_of_words_in_rows_of_their_own_remain_sections():
    table = """
| ที่ | โครงการ/กิจกรรม/มาตรการ | งบประมาณ (บาท) |
| มิติที่ 1 ปลูกใจ |||
| งานของคนทำงาน |||
| 1 | โครงการอบรมคนทำงานให้ซื่อตรง | 20,000 |
| เรื่องของชาวบ้าน |||
| 2 | กิจกรรมเดินรณรงค์รอบตลาด | 5,000 |
"""
    assert [p.path for p in parse_plan(read(HEAD.split("กรอบ", maxsplit=1)[0] + table)).projects] == [(1, 1), (1, 2)]


def test_a_department_left_of_the_names_holds_for_the_blank_cells_below_it():
    table = """
| หน่วยงาน | ที่ | โครงการ/กิจกรรม/มาตรการ | งบประมาณ (บาท) |
| สำนักปลัด | 1 | โครงการอบรมคนทำงานให้ซื่อตรง | 20,000 |
| | 2 | กิจกรรมเดินรณรงค์รอบตลาด | 5,000 |
| รวม | | | 25,000 |
| | 3 | โครงการป้ายบอกแบบแปลนถนน | 8,000 |
"""
    plan = parse_plan(read(HEAD + table))
    departments = [p.fields["responsible"].value if "responsible" in p.fields else "" for p in plan.projects]
    assert departments == ["สำนักปลัด", "สำนักปลัด", ""]
    right = table.replace("| หน่วยงาน ", "").replace("| สำนักปลัด | 1", "| 1").replace("\n| | ", "\n| ")
    right = right.replace("(บาท) |", "(บาท) | หน่วยงาน |").replace("20,000 |", "20,000 | สำนักปลัด |")
    plan = parse_plan(read(HEAD + right.replace("5,000 |", "5,000 | |").replace("8,000 |", "8,000 | |")))
    assert [("responsible" in p.fields) for p in plan.projects] == [True, False, False]


@pytest.mark.parametrize(
    ("headings", "sums"),
    [
        (("สำนักปลัด", "กองช่าง"), ("รวมสำนักปลัด 2 โครงการ", "รวมกองช่าง 1 โครงการ")),
        (("ส่วนราชการ : สำนักปลัด", "ส่วนราชการ : กองช่าง"), ("รวม สำนักปลัด", "รวม กองช่าง")),
        (("คนของนายก", "คนของตลาด"), ("รวมคนของนายก", "รวมคนของตลาด")),
    ],
)
def test_groups_beside_a_column_of_dimensions_are_no_levels_whatever_their_words(headings, sums):
    table = f"""
| ที่ | โครงการ/กิจกรรม/มาตรการ | มิติที่ | งบประมาณ (บาท) |
| {headings[0]} ||||
| 1 | โครงการอบรมคนทำงานให้ซื่อตรง | 1 | 20,000 |
| 2 | กิจกรรมเดินรณรงค์รอบตลาด | 1 | 5,000 |
|| {sums[0]} || 25,000 |
| {headings[1]} ||||
| 3 | โครงการป้ายบอกแบบแปลนถนน | 2 | 8,000 |
|| {sums[1]} || 8,000 |
|| รวมทั้งสิ้น || 33,000 |
"""
    plan = parse_plan(read(HEAD + table))
    assert [heading.path for heading in plan.headings if len(heading.path) == 1] == [(1,), (2,)]
    assert [(project.path[:1], project.budget_total.value) for project in plan.projects] == [
        ((1,), 20000),
        ((1,), 5000),
        ((2,), 8000),
    ]
    assert totals(plan) == [("grand", None, 33000)]
