"""Codes of sections as clerks print them, above blocks and in the rows of a table."""

import pytest

from extract.parse import parse_plan
from tests.extract.builders import read

LETTERS = "กขคง"
TITLE = "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2568 - 2569)\nองค์การบริหารส่วนตำบลหนองกก\n\n"
NAMES = ("โครงการค่ายคุณธรรม", "มาตรการงดรับของ", "กิจกรรมเปิดบัญชี", "โครงการตรวจงาน")
SECTIONS = {1: ["สร้างจิตสำนึก", "ชวนกันเรียนรู้"], 2: ["ตรวจงานภายใน"]}
PLACES = [(1, 1), (1, 1), (1, 2), (2, 1)]
FORMS = [
    "{a}.{b} ", "{a}.{b}) ", "({a}.{b}) ", "{a}. {b} ", "{a} . {b} ", "{a}. {b}) ", "{a}-{b} ", "{b}. ", "{b}) ",
    "({b}) ", "{l}. ", "ภารกิจที่ {a}. {b} ", "ภารกิจที่ {a}.{b}) ",
]  # fmt: skip
BLOCK = """
โครงการที่ {number} {name}
หลักการและเหตุผล
ชาวบ้านขอมา
วัตถุประสงค์
1. เพื่อให้รู้
งบประมาณ
ไม่ใช้งบประมาณ
ผู้รับผิดชอบ
{last}
"""


def lead(form, dimension, section):
    return form.format(a=dimension, b=section, l=LETTERS[section - 1]) + SECTIONS[dimension][section - 1]


def placed(form):
    """The names of the four projects, with the headings above the first of each dimension and section."""
    before = (0, 0)
    for name, place in zip(NAMES, PLACES, strict=True):
        above = [f"มิติที่ {place[0]} เรื่องที่ {'หนึ่ง' if place[0] == 1 else 'สอง'}"] if place[0] != before[0] else []
        yield name, [*above, *([lead(form, *place)] if place != before else [])]
        before = place


def found(text):
    plan = parse_plan(read(TITLE + text))
    sections = [(heading.path, heading.name) for heading in plan.headings if heading.level == 2]
    return sections, [project.path for project in plan.projects], plan.projects


EXPECTED = [((1, 1), "สร้างจิตสำนึก"), ((1, 2), "ชวนกันเรียนรู้"), ((2, 1), "ตรวจงานภายใน")]


@pytest.mark.parametrize("form", FORMS)
def test_above_blocks(form):
    parts = (
        "\n".join(above) + BLOCK.format(number=number, name=name, last="สำนักปลัด")
        for number, (name, above) in enumerate(placed(form), 1)
    )
    sections, paths, projects = found("\n".join(parts))
    assert (sections, paths) == (EXPECTED, PLACES)
    assert {project.fields["responsible"].value for project in projects} == {"สำนักปลัด"}


@pytest.mark.parametrize("form", FORMS)
def test_in_rows_of_a_table(form):
    rows = ["ที่\tโครงการ\t2568\t2569"]
    for number, (name, above) in enumerate(placed(form), 1):
        rows += [f"{text}\t\t\t" for text in above] + [f"{number}\t{name}\t{number},000\t-"]
    assert found("\n".join(rows))[:2] == (EXPECTED, PLACES)


def test_the_items_of_a_list_are_no_sections():
    """Each block ends with a list, whose last item is right above the next block."""
    parts = (
        "\n".join(above) + BLOCK.format(number=number, name=name, last="1. สำนักปลัด\n2. กองคลัง")
        for number, (name, above) in enumerate(placed("{b}. "), 1)
    )
    sections, _, projects = found("\n".join(parts))
    assert sections[0] == EXPECTED[0]
    assert projects[0].fields["responsible"].value == "1. สำนักปลัด\n2. กองคลัง"


def test_numbered_lines_without_a_first_one_below_the_dimension_are_no_sections():
    parts = (
        f"{'มิติที่ 1 คนดี' if number == 1 else ''}\n" + BLOCK.format(number=number, name=name, last=f"{number}. สำนักปลัด")
        for number, name in enumerate(NAMES, 1)
    )
    assert found("\n".join(parts))[:2] == ([], [(1,)] * 4)


def test_words_of_levels_before_the_numbers_in_columns_of_their_own():
    rows = ["ด้าน\tแนวทาง\tรายการ\t2568\t2569"]
    for number, (name, place) in enumerate(zip(NAMES, PLACES, strict=True), 1):
        heading = f"ด้านที่ {place[0]}. เรื่อง{'ที่หนึ่ง' if place[0] == 1 else 'ที่สอง'}"
        section = f"แนวทางที่ {place[0]}.{place[1]} {SECTIONS[place[0]][place[1] - 1]}"
        rows.append(f"{heading}\t{section}\t{name}\t{number},000\t-")
    plan = parse_plan(read(TITLE + "\n".join(rows)))
    assert [(heading.path, heading.name) for heading in plan.headings] == [
        ((1,), "เรื่องที่หนึ่ง"), ((2,), "เรื่องที่สอง"), *EXPECTED,
    ]  # fmt: skip


def test_sections_of_three_levels_above_the_lines_of_a_list():
    text = (
        "มิติที่ 1 คนดี\n1.1 สร้างจิตสำนึก\n1.1.1 ปลูกฝังคน\n1. โครงการค่าย งบประมาณ 5,000 บาท\n"
        "1.1.2 เตือนใจคน\n2. โครงการเตือน งบประมาณ 6,000 บาท\n"
    )
    sections, paths, _ = found(text)
    plan = parse_plan(read(TITLE + text))
    assert paths == [(1, 1, 1), (1, 1, 2)]
    assert [(h.code, h.name) for h in plan.headings if h.level > 2] == [("1.1.1", "ปลูกฝังคน"), ("1.1.2", "เตือนใจคน")]
    assert sections == [((1, 1), "สร้างจิตสำนึก")]
