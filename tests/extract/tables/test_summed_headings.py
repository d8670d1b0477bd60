"""Rows of a table that are the heading of a level and its sum at once, above its projects."""

from __future__ import annotations

import pytest

from extract.parse import parse_plan
from tests.extract.builders import read

HEAD = """
แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2567 - 2568
เทศบาลตำบลธารทอง อำเภอเมืองน่าน จังหวัดน่าน

"""

COUNTED = """
|โครงการ/กิจกรรม/มาตรการ|ผู้รับผิดชอบ|ปี 2567|ปี 2568|วงเงินรวม 2 ปี|
|---|---|---|---|---|
|รวมทั้งแผน (3 โครงการ)||25,000|13,000|38,000|
|ด้านที่ 1 ปลูกใจ จำนวน 2 โครงการ||25,000|5,000|30,000|
|โครงการอบรมคนทำงานให้ซื่อตรง|สำนักปลัด|20,000|5,000|25,000|
|กิจกรรมเดินรณรงค์รอบตลาด|กองคลัง|5,000|-|5,000|
|ด้านที่ 2 เปิดเผย จำนวน 1 โครงการ||-|8,000|8,000|
|โครงการป้ายบอกแบบแปลนถนน|กองช่าง|-|8,000|8,000|
"""

OF_TWO_LEVELS = """
<table>
<tr><th>ที่</th><th>ชื่อโครงการ</th><th>2567</th><th>2568</th><th>หน่วยงาน</th></tr>
<tr><td colspan="2">มิติที่ 1 ปลูกใจ</td><td>25,000</td><td>5,000</td><td></td></tr>
<tr><td colspan="2">ภารกิจที่ 1.1 คนทำงาน</td><td>20,000</td><td>5,000</td><td></td></tr>
<tr><td>1</td><td>โครงการอบรมคนทำงานให้ซื่อตรง</td><td>20,000</td><td>5,000</td><td>สำนักปลัด</td></tr>
<tr><td colspan="2">ภารกิจที่ 1.2 ชาวบ้าน</td><td>5,000</td><td>-</td><td></td></tr>
<tr><td>2</td><td>กิจกรรมเดินรณรงค์รอบตลาด</td><td>5,000</td><td>-</td><td>กองคลัง</td></tr>
<tr><td colspan="2">มิติที่ 2 เปิดเผย</td><td>-</td><td>8,000</td><td></td></tr>
<tr><td colspan="2">ภารกิจที่ 2.1 งานช่าง</td><td>-</td><td>8,000</td><td></td></tr>
<tr><td>3</td><td>โครงการป้ายบอกแบบแปลนถนน</td><td>-</td><td>8,000</td><td>กองช่าง</td></tr>
<tr><td colspan="2">รวมทั้งสิ้น</td><td>25,000</td><td>13,000</td><td></td></tr>
</table>
"""

NUMBERED = """
ที่\tรายการ\tปี 2567\tปี 2568\tรวม
1\tมิติที่ 1 ปลูกใจ\t25,000\t5,000\t30,000
1.1\tโครงการอบรมคนทำงานให้ซื่อตรง\t20,000\t5,000\t25,000
1.2\tกิจกรรมเดินรณรงค์รอบตลาด\t5,000\t-\t5,000
2\tมิติที่ 2 เปิดเผย\t-\t8,000\t8,000
2.1\tโครงการป้ายบอกแบบแปลนถนน\t-\t8,000\t8,000
\tรวมทั้งสิ้น\t25,000\t13,000\t38,000
"""

SUMS = {
    (None, 2567): 25000,
    (None, 2568): 13000,
    (1, 2567): 25000,
    (1, 2568): 5000,
    (2, 2567): 0,
    (2, 2568): 8000,
}


@pytest.mark.parametrize(
    ("table", "paths"),
    [
        (COUNTED, [(1,), (1,), (2,)]),
        (OF_TWO_LEVELS, [(1, 1), (1, 2), (2, 1)]),
        (NUMBERED, [(1,), (1,), (2,)]),
    ],
)
def test_a_heading_with_its_sum_places_the_projects_below_it(table, paths):
    plan = parse_plan(read(HEAD + table))
    assert [p.path for p in plan.projects] == paths
    assert [p.kind for p in plan.projects] == ["โครงการ", "กิจกรรม", "โครงการ"]
    assert {(t.dimension, t.fiscal_year): t.printed.value for t in plan.totals} == SUMS
    assert [h.name for h in plan.headings if h.level == 1] == ["ปลูกใจ", "เปิดเผย"]
    assert not plan.findings


def test_a_count_in_the_heading_is_that_of_its_sum():
    plan = parse_plan(read(HEAD + COUNTED))
    assert {t.dimension: t.printed_count.value for t in plan.totals} == {None: 3, 1: 2, 2: 1}
