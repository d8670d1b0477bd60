"""Details divided by departments: headings that are no levels of the plan."""

from __future__ import annotations

import pytest

from extract.parse import parse_plan
from tests.extract.builders import read

HEAD = """
แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2568
เทศบาลตำบลธารทอง อำเภอเมืองน่าน จังหวัดน่าน

"""
WORKS = (
    ("โครงการอบรมคนทำงานให้ซื่อตรง", "สำนักปลัด"),
    ("กิจกรรมเดินรณรงค์รอบตลาด", "สำนักปลัด"),
    ("โครงการป้ายบอกแบบแปลนถนน", "กองช่าง"),
    ("มาตรการรับเรื่องภายในหนึ่งวัน", "กองคลัง"),
)
LETTERS = "กขค"


def plan(style: str, responsible: bool = True, dimensions: bool = False):
    text, count, last = HEAD + "3. รายละเอียดโครงการ\n\n", 0, ""
    for name, office in WORKS:
        if office != last:
            count += 1
            text += f"มิติที่ {count} ปลูกใจ{LETTERS[count - 1] * 3}\n\n" if dimensions else ""
            text += style.format(n=count, letter=LETTERS[count - 1], office=office) + "\n\n"
            last = office
        text += f"ชื่อโครงการ : {name}\nหลักการและเหตุผล : ทำให้งานดีขึ้น\nวัตถุประสงค์\n1) เพื่อดูแลงาน\n"
        text += f"ผู้รับผิดชอบ : {office}\n" if responsible else ""
        text += "ผลที่คาดว่าจะได้รับ\n1) งานดีขึ้น\n\n"
    return parse_plan(read(text))


@pytest.mark.parametrize("style", ["3.{n} {office}", "{letter}. {office}", "หน่วยงานที่ {n} {office}", "{office}"])
@pytest.mark.parametrize("responsible", [True, False])
def test_departments_above_blocks_are_no_levels_and_no_text(style, responsible):
    found = plan(style, responsible)
    assert [project.name.value for project in found.projects] == [name for name, _ in WORKS]
    assert not found.headings
    assert not any(project.path for project in found.projects)
    assert {project.fields["results"].value for project in found.projects} == {"1) งานดีขึ้น"}


def test_departments_below_dimensions_remain_what_they_were():
    assert [heading.path for heading in plan("{office}", dimensions=True).headings[:1]] == [(1,)]
