"""Rows of nothing but a code and a name above rows that only count."""

from __future__ import annotations

import pytest

from extract.parse import parse_plan
from tests.extract.builders import document

HEAD = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\nเทศบาลตำบลดอนสมมุติ\nมิติที่ 1 การปลูกฝังคนซื่อตรง"
TITLES = "ลำดับ|โครงการ/กิจกรรม/มาตรการ|งบประมาณ (บาท)|หน่วยงาน"
ROWS = ["1|โครงการสะพานไม้ใสสะอาด|5,000|กองช่าง", "2|กิจกรรมเสียงตามสาย|-|สำนักปลัด", "3|มาตรการสองลายมือชื่อ|-|กองคลัง"]


@pytest.mark.parametrize("second", ["มาตรการเสริมความโปร่งใส", "งานของเด็กและเยาวชน"])
def test_codes_alone_with_a_name_head_the_rows_that_count(second):
    plan = parse_plan(document(HEAD, [TITLES, "1.1|งานของพนักงาน", *ROWS[:2], f"1.2|{second}", ROWS[2]]))
    assert [(p.path, p.summary_name.value) for p in plan.projects] == [
        ((1, 1), "โครงการสะพานไม้ใสสะอาด"),
        ((1, 1), "กิจกรรมเสียงตามสาย"),
        ((1, 2), "มาตรการสองลายมือชื่อ"),
    ]
    assert [h.name for h in plan.headings if len(h.path) == 2] == ["งานของพนักงาน", second]


def test_codes_of_rows_that_say_more_are_those_of_projects():
    rows = ["1.1|โครงการสะพานไม้ใสสะอาด|5,000|กองช่าง", "1.2|กิจกรรมเสียงตามสาย|-|สำนักปลัด", "3|มาตรการสองลายมือชื่อ|-|กองคลัง"]
    plan = parse_plan(document(HEAD, [TITLES, *rows]))
    assert len(plan.projects) == 3
