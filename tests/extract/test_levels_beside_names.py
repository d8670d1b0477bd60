"""Columns of levels beside the names, and tables of projects that are no status tables, whatever their titles."""

from __future__ import annotations

import pytest

from extract.grammar.field import Field
from extract.model.plan import Plan
from extract.parse import parse_plan
from tests.extract.builders import document

YEARS = "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2567)"
REPORT = "รายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2567 รอบ 12 เดือน"


def placed(plan: Plan) -> list[tuple[str, tuple[int, ...]]]:
    return [(project.name.value, project.path) for project in plan.projects if project.name]


def headings(plan: Plan) -> dict[tuple[int, ...], str]:
    return {heading.path: heading.name for heading in plan.headings}


@pytest.mark.parametrize("inner", ["กลุ่มงาน", "กลุ่ม", "ส่วนงาน"])
def test_a_level_that_begins_with_the_word_of_a_department_is_a_level(inner):
    rows = [
        f"หมวด | {inner} | แผนงาน/โครงการ | ปี 2566 | ปี 2567",
        f"หมวดที่ 1 คนซื่อ | {inner}ที่ 1.1 ปลูกใจ | 1) โครงการค่ายใจซื่อ | 1,000 | 2,000",
        f" | {inner}ที่ 1.2 ขยายใจ | 2) กิจกรรมเสียงตามสาย | - | 500",
        f"หมวดที่ 2 เมืองใส | {inner}ที่ 2.1 เปิดบ้าน | 3) มาตรการตู้ฟังเสียง | 700 | -",
    ]
    plan = parse_plan(document(YEARS, rows))
    assert placed(plan) == [("โครงการค่ายใจซื่อ", (1, 1)), ("กิจกรรมเสียงตามสาย", (1, 2)), ("มาตรการตู้ฟังเสียง", (2, 1))]
    assert headings(plan)[1, 2] == "ขยายใจ"


def test_of_two_columns_titled_as_one_level_the_left_one_is_the_outer():
    rows = [
        "แผนงาน | แนวทาง | โครงการ | ปี 2566 | ปี 2567",
        "แผนงานที่ 1 คนซื่อ | 1.1 ปลูกใจ | โครงการค่ายใจซื่อ | 1,000 | 2,000",
        " | 1.2 ขยายใจ | กิจกรรมเสียงตามสาย | - | 500",
        "แผนงานที่ 2 เมืองใส | 2.1 เปิดบ้าน | มาตรการตู้ฟังเสียง | 700 | -",
    ]
    plan = parse_plan(document(YEARS, rows))
    assert [path for _, path in placed(plan)] == [(1, 1), (1, 2), (2, 1)]
    assert headings(plan) == {(1,): "คนซื่อ", (1, 1): "ปลูกใจ", (1, 2): "ขยายใจ", (2,): "เมืองใส", (2, 1): "เปิดบ้าน"}


@pytest.mark.parametrize("title", ["ข้อ", "ข้อสังเกต"])
def test_projects_below_headings_in_their_column_are_no_status_table(title):
    first, last = (title, "") if title == "ข้อ" else ("", title)
    row = "{} | {} | {} | {} | {} | {}".format
    number = bool(first)
    rows = [
        row(first or "ที่", "รายชื่อโครงการ", "วงเงินตามแผน", "ผลการเบิกจ่าย", "สถานะการดำเนินการ", last or "หมายเหตุ"),
        row("", "ด้านที่ 1 คนซื่อ", "", "", "", ""),
        row("", "1.1 ปลูกใจ", "", "", "", ""),
        row("1)" * number, "การทบทวนคู่มือประตูบ้าน", "3,000", "-", "แล้วเสร็จ", ""),
        row("2)" * number, "โครงการค่ายใจซื่อ", "-", "-", "ยังไม่ดำเนินการ", "เลื่อนไป" if last else ""),
        row("รวม", "", "3,000", "-", "", ""),
        row("", "ด้านที่ 2 เมืองใส", "", "", "", ""),
        row("", "2.1 เปิดบ้าน", "", "", "", ""),
        row("1)" * number, "มาตรการตู้ฟังเสียง", "700", "600", "แล้วเสร็จ", ""),
        row("รวมทั้งสิ้น", "", "3,700", "600", "", ""),
    ]
    plan = parse_plan(document(REPORT, rows))
    assert placed(plan) == [("การทบทวนคู่มือประตูบ้าน", (1, 1)), ("โครงการค่ายใจซื่อ", (1, 1)), ("มาตรการตู้ฟังเสียง", (2, 1))]


def test_letters_before_names_are_numbers_though_no_kind_word_follows():
    rows = [
        "โครงการ | ปี 2566 | ปี 2567",
        "ก. โครงการค่ายใจซื่อ | 1,000 | 2,000",
        "ข. การทบทวนคู่มือประตูบ้าน | - | 500",
        "ค. มาตรการตู้ฟังเสียง | 700 | -",
    ]
    plan = parse_plan(document(YEARS, rows))
    assert [name for name, _ in placed(plan)] == ["โครงการค่ายใจซื่อ", "การทบทวนคู่มือประตูบ้าน", "มาตรการตู้ฟังเสียง"]
    assert [project.item for project in plan.projects] == ["ก", "ข", "ค"]


def test_a_name_that_begins_with_an_abbreviation_keeps_its_letter():
    rows = [
        "โครงการ | ปี 2566 | ปี 2567",
        "ก. คลังเปิดบ้าน | 1,000 | 2,000",
        "โครงการค่ายใจซื่อ | 700 | -",
        "มาตรการตู้ฟังเสียง | 700 | -",
    ]
    assert placed(parse_plan(document(YEARS, rows)))[0][0] == "ก. คลังเปิดบ้าน"


def test_a_word_alone_on_its_line_above_lettered_projects_is_a_level():
    table = "โครงการ | ปี 2566 | ปี 2567"
    plan = parse_plan(
        document(
            YEARS,
            "ประเด็นการพัฒนาที่ 1",
            "คนซื่อ",
            [table, "ก. โครงการค่ายใจซื่อ | 1,000 | 2,000"],
            "ประเด็นการพัฒนาที่ 2",
            "เมืองใส",
            [table, "ก. มาตรการตู้ฟังเสียง | 700 | -"],
        )
    )
    assert headings(plan) == {(1,): "คนซื่อ", (2,): "เมืองใส"}


def test_an_entry_of_the_contents_is_no_name_of_a_block():
    contents = ["สารบัญ", "โครงการค่ายใจซื่อ ............ 3", "กิจกรรมเสียงตามสาย ............ 4"]
    part = ["ส่วนที่ 1 บทนำ", "1. หลักการและเหตุผล", "ประชาชนคาดหวังให้เทศบาลโปร่งใส", "2. เป้าหมาย", "ชุมชนทุกแห่ง"]
    block = (
        "หลักการและเหตุผล : {0}ใส\nวัตถุประสงค์ : {0}ซื่อ\nวิธีดำเนินการ : {0}งาน\nระยะเวลาดำเนินการ : ปี 2566\nงบประมาณ : 500 บาท"
    )
    blocks = [
        line for name in ("โครงการค่ายใจซื่อ", "กิจกรรมเสียงตามสาย") for line in (name, *block.format(name[7:]).split("\n"))
    ]
    plan = parse_plan(document(YEARS, *contents, *part, "ส่วนที่ 2 รายละเอียดโครงการ", *blocks))
    assert [name for name, _ in placed(plan)] == ["โครงการค่ายใจซื่อ", "กิจกรรมเสียงตามสาย"]


def test_a_blank_section_in_a_table_whose_cells_differ_is_that_of_the_row_above():
    rows = [
        "ที่ | ภารกิจ | โครงการ | ปี 2566 | ปี 2567",
        "มิติที่ 1 คนซื่อ | | | |",
        *(f"1 | ภารกิจที่ 1.{n} ปลูกใจ{n} | โครงการค่ายใจซื่อ {n} | 1,000 | 2,000" for n in range(1, 6)),
        "2 | | มาตรการตู้ฟังเสียง | 700 | -",
    ]
    assert placed(parse_plan(document(YEARS, rows)))[-1] == ("มาตรการตู้ฟังเสียง", (1, 5))


def test_of_remarks_and_obstacles_only_the_remarks_are_remarks():
    rows = [
        "ที่ | โครงการ | ปี 2566 | ปัญหา/อุปสรรค | หมายเหตุ",
        "1 | โครงการค่ายใจซื่อ | 1,000 | ฝนตกทั้งเดือน | ทำทุกปี",
        "2 | มาตรการตู้ฟังเสียง | 700 | - | ใช้ห้องเดิม",
    ]
    plan = parse_plan(document(YEARS, rows))
    assert [project.fields[Field.REMARKS].value for project in plan.projects] == ["ทำทุกปี", "ใช้ห้องเดิม"]


OWN = [
    "แกน | แขนง | โครงการ | ปี 2566 | ปี 2567",
    "แกนที่ 1 คนซื่อ | 1.1 ปลูกใจ | โครงการค่ายใจซื่อ | 1,000 | 2,000",
    " | | กิจกรรมเสียงตามสาย | - | 500",
    "รวมแกนที่ 1 | | | 1,000 | 2,500",
    "แกนที่ 2 เมืองใส | 2.1 เปิดบ้าน | มาตรการตู้ฟังเสียง | 700 | -",
    "รวมแกนที่ 2 | | | 700 | -",
]


def test_a_word_that_no_list_has_is_a_level_by_its_cells():
    plan = parse_plan(document(YEARS, OWN))
    assert [path for _, path in placed(plan)] == [(1, 1), (1, 1), (2, 1)]
    assert headings(plan) == {(1,): "คนซื่อ", (1, 1): "ปลูกใจ", (2,): "เมืองใส", (2, 1): "เปิดบ้าน"}
    assert {total.dimension for total in plan.totals} == {1, 2}


def test_a_word_without_its_ordinal_is_a_level_if_each_number_has_one_title():
    table = "โครงการ | ปี 2566 | ปี 2567"
    parts = [
        part
        for number, (title, name) in enumerate(
            zip(("คนซื่อ", "เมืองใส"), ("โครงการค่ายใจซื่อ", "มาตรการตู้ฟังเสียง"), strict=True), 1
        )
        for part in (f"เสา {number} {title}", [table, f"{name} | 1,000 | 2,000"])
    ]
    assert headings(parse_plan(document(YEARS, *parts))) == {(1,): "คนซื่อ", (2,): "เมืองใส"}


def test_a_word_whose_numbers_have_other_titles_each_time_is_none():
    results = [
        line
        for name in ("โครงการค่ายใจซื่อ", "กิจกรรมเสียงตามสาย", "มาตรการตู้ฟังเสียง")
        for line in (
            name,
            "วัตถุประสงค์ : ใจใส",
            "วิธีดำเนินการ : ชวนกันดู",
            "งบประมาณ : 500 บาท",
            f"ผลงาน 1 {name}ดี",
            f"ผลงาน 2 {name}ได้",
        )
    ]
    assert headings(parse_plan(document(YEARS, *results))) == {}
