"""Sections that neither a number nor a level word names."""

from __future__ import annotations

import pytest

from extract.parse import parse_plan
from tests.extract.builders import document

FRONT = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\nเทศบาลตำบลดอนสมมุติ\n"
PLAN = """
มิติที่ 1 การปลูกฝังคนซื่อตรง
{0}
ชื่อโครงการ : โครงการตลาดนัดสีขาว
งบประมาณ : 5,000 บาท
ผู้รับผิดชอบ : กองคลัง
ตัวชี้วัด :
ร้านค้าติดป้ายราคาทุกร้าน
{1}
ชื่อโครงการ : โครงการห้องสมุดคนดี
งบประมาณ : 4,000 บาท
ผู้รับผิดชอบ : กองการศึกษา
ตัวชี้วัด :
เด็กอ่านหนังสือมากขึ้น
มิติที่ 2 การทำงานให้คนเห็น
{2}
ชื่อโครงการ : โครงการบอร์ดข่าวหน้าสำนักงาน
งบประมาณ : ไม่ใช้งบประมาณ
ผู้รับผิดชอบ : สำนักปลัด
ตัวชี้วัด :
ชาวบ้านอ่านข่าวได้ทุกวัน
"""


def sections(text):
    plan = parse_plan(document(FRONT + text))
    named = [(heading.path, heading.name) for heading in plan.headings if len(heading.path) > 1]
    return named, [project.path for project in plan.projects]


def test_lines_with_a_word_in_common_between_the_dimension_and_its_block():
    named, paths = sections(PLAN.format("ด้านผู้ค้าในตลาด", "ด้านเด็กในโรงเรียน", "ด้านข่าวสารของทางการ"))
    assert named == [((1, 1), "ด้านผู้ค้าในตลาด"), ((1, 2), "ด้านเด็กในโรงเรียน"), ((2, 1), "ด้านข่าวสารของทางการ")]
    assert paths == [(1, 1), (1, 2), (2, 1)]


def test_lines_that_stand_apart_where_no_other_line_does():
    named, paths = sections(PLAN.format("\nผู้ค้าในตลาดของเรา\n", "\nเด็กและโรงเรียน\n", "\nข่าวสารของทางการ\n"))
    assert [name for _, name in named] == ["ผู้ค้าในตลาดของเรา", "เด็กและโรงเรียน", "ข่าวสารของทางการ"]
    assert paths == [(1, 1), (1, 2), (2, 1)]


@pytest.mark.parametrize(
    "lines",
    [
        ("ผู้ค้าในตลาดของเรา", "เด็กและโรงเรียน", "ข่าวสารของทางการ"),
        ("\nด้านผู้ค้าในตลาด\n", "", ""),
        ("1. ด้านของผู้ค้าในตลาด", "", "1. ด้านของข่าวสาร"),
        ("", "ด้านเด็กในโรงเรียน", ""),
        ("\nรหัสงาน ก-1\n", "\nรหัสงาน ก-2\n", "\nรหัสงาน ข-1\n"),
    ],
    ids=["nothing in common and close", "in one dimension", "items of a list", "content of the last field", "codes"],
)
def test_other_lines_above_blocks(lines):
    named, _ = sections(PLAN.format(*lines))
    assert not [name for _, name in named if not name.startswith("ด้านของ")]


def test_what_is_the_same_in_every_dimension_is_the_title_of_its_table():
    titles = ["ตารางที่ 1 แสดงโครงการและงบประมาณ", "", "ตารางที่ 2 แสดงโครงการและงบประมาณ"]
    text = PLAN.replace("ชื่อโครงการ : ", "1. ").format(*titles)
    assert sections(text) == ([], [(1,), (1,), (2,)])


def test_the_name_below_the_number_of_a_dimension_is_no_section():
    block = "\nมิติที่ {0}\n\n{1}\nลำดับที่ {0}\nชื่อโครงการ : โครงการลานวัดรอบ {0}\nงบประมาณ : 5,000 บาท\nผู้รับผิดชอบ : กองคลัง\n"
    titles = ("การปลูกฝังคนซื่อตรง", "การทำงานให้คนเห็น", "การเปิดหูเปิดตา")
    plan = parse_plan(document(FRONT, "".join(block.format(at, title) for at, title in enumerate(titles, 1))))
    assert [(h.path, h.name) for h in plan.headings] == [((at,), title) for at, title in enumerate(titles, 1)]
