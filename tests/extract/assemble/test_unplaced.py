"""Blocks that stand below the last table's heading only because all tables are printed before all blocks."""

from __future__ import annotations

import pytest

from extract.parse import parse_plan
from schemas.checks import CheckCode
from tests.extract.builders import document

HEADER = "ลำดับ|โครงการ|งบประมาณ 2568|ผู้รับผิดชอบ"
ROWS = {
    "1.1": ["1|โครงการตลาดเช้าสีขาว|5,000|กองคลัง", "2|กิจกรรมป้ายบอกทางสุจริต|-|กองช่าง"],
    "1.2": ["1|โครงการเพลงกล่อมคนดี|4,000|สำนักปลัด"],
    "1.3": ["1|มาตรการกุญแจสามดอก|-|กองคลัง"],
}
BLOCK = "{n}. {name}\nหลักการและเหตุผล :\nของเดิมไม่ชัด\nวัตถุประสงค์ :\nเพื่อให้ชัด\nผู้รับผิดชอบ :\nกองคลัง\nตัวชี้วัด :\nชัดทุกแห่ง"
PLACES = [(1, 1), (1, 1), (1, 2), (1, 3)]


def made(headings):
    """The tables of the sections, and the blocks of all of them; `headings` are printed above each block."""
    parts: list[object] = ["แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\nเทศบาลตำบลดอนสมมุติ\nมิติที่ 1 การปลูกฝังคนซื่อตรง"]
    for code, rows in ROWS.items():
        parts += [f"{code} หมวดงานกลุ่ม {code[-1]}", [HEADER, *rows]]
    names = [row.split("|")[1] for rows in ROWS.values() for row in rows]
    for n, (name, heading) in enumerate(zip(names, headings, strict=True), 1):
        parts.append(heading + "\n" + BLOCK.format(n=n, name=name) if heading else BLOCK.format(n=n, name=name))
    return parse_plan(document(*parts))


def test_the_rows_tell_the_sections_of_blocks_behind_all_tables():
    plan = made(["", "", "", ""])
    assert [project.in_details for project in plan.projects] == [True] * 4
    assert [project.path for project in plan.projects] == PLACES
    assert not [f for f in plan.findings if f.code is CheckCode.SECTION_MISMATCH]


@pytest.mark.parametrize("moved", [2, 3])
def test_a_block_below_a_heading_of_its_own_stays_there(moved):
    headings = ["1.1 หมวดงานกลุ่ม 1", "", "1.2 หมวดงานกลุ่ม 2", "1.3 หมวดงานกลุ่ม 3"]
    headings[moved] = ""  # printed below the heading of the block before it
    plan = made(headings)
    wanted = list(PLACES)
    wanted[moved] = wanted[moved - 1]
    assert [project.path for project in plan.projects] == wanted
