"""Tables whose cells a copy has left as lines: merged sections, stacked cells, sums in odd places."""

from __future__ import annotations

from extract.model.plan import Basis
from extract.parse import parse_plan
from tests.extract.builders import read

HEAD = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567 - 2568\nเทศบาลตำบลดอนสมมุติ อำเภอเมือง จังหวัดแพร่\n\n"


def summary(text):
    plan = parse_plan(read(HEAD + text))
    rows = [
        (p.name.value, p.section, {a.fiscal_year: a.money.value for a in p.amounts if a.basis is Basis.SUMMARY})
        for p in plan.projects
        if p.in_summary
    ]
    return plan, rows


def sums(plan):
    return [(t.dimension, t.fiscal_year, int(t.printed.value)) for t in plan.totals if t.fiscal_year]


MERGED = """\
มิติที่ 1 ปลูกใจให้ซื่อ
ลำดับ
ภารกิจตามมิติ
โครงการ/กิจกรรม/มาตรการ
งบประมาณปี 2567 (บาท)
หน่วยงาน
1
1.1 ปลูกใจให้คนทำงาน
โครงการค่ายใจซื่อของพนักงาน
60,000
สำนักปลัด
2
กิจกรรมวันตาชั่งตรง
ไม่ใช้งบ
ตรวจสอบภายใน
3
1.2 ปลูกใจให้คนในตำบล
โครงการตลาดน้ำไม่โกง
22,000
กองคลัง
รวม
82,000

ข. รายละเอียด มิติที่ 1
1.1 ปลูกใจให้คนทำงาน
1. ชื่อโครงการ โครงการค่ายใจซื่อของพนักงาน
2. วัตถุประสงค์
เพื่อให้ซื่อ
3. ผู้รับผิดชอบ
สำนักปลัด
1. ชื่อกิจกรรม กิจกรรมวันตาชั่งตรง
2. วัตถุประสงค์
เพื่อให้ตรง
3. ผู้รับผิดชอบ
ตรวจสอบภายใน
"""


def test_a_section_that_is_printed_once_for_its_rows_is_that_of_all():
    plan, rows = summary(MERGED)
    assert [(name, section, list(money.values())) for name, section, money in rows] == [
        ("โครงการค่ายใจซื่อของพนักงาน", "1.1", [60000]),
        ("กิจกรรมวันตาชั่งตรง", "1.1", [0]),
        ("โครงการตลาดน้ำไม่โกง", "1.2", [22000]),
    ]
    assert plan.projects[1].fields["responsible"].value == "ตรวจสอบภายใน"


STACKED = """\
ภารกิจตามมิติ
โครงการ/กิจกรรม/มาตรการ
รวม 2 ปี (บาท)
ปี 2567
ปี 2568
มิติที่ 1 ปลูกใจให้ซื่อ
1.1 ปลูกใจให้คนทำงาน
1. โครงการค่ายใจซื่อ
2. กิจกรรมวันตาชั่งตรง
3. มาตรการเปิดตู้รับเรื่อง
30,000
11,000
-
10,000
5,000
-
20,000
6,000
-
ภารกิจตามมิติ
โครงการ/กิจกรรม/มาตรการ
รวม 2 ปี (บาท)
ปี 2567
ปี 2568
รวมมิติที่ 1
3 โครงการ
41,000
15,000
26,000
มิติที่ 2 ทำงานให้เห็น
2.1 เปิดบ้านทุกวัน
4. โครงการประตูเปิด
9,000
4,000
5,000
"""


def test_the_cells_of_several_projects_are_printed_column_by_column():
    plan, rows = summary(STACKED)
    assert [money for _, _, money in rows] == [
        {2567: 10000, 2568: 20000},
        {2567: 5000, 2568: 6000},
        {2567: 0, 2568: 0},
        {2567: 4000, 2568: 5000},
    ]
    assert [section for _, section, _ in rows] == ["1.1", "1.1", "1.1", "2.1"]
    assert sums(plan) == [(1, 2567, 15000), (1, 2568, 26000)]
    assert plan.totals[0].printed_count.value == 3


OWN_SUM = """\
มิติที่ {0} ปลูกใจให้ซื่อ
ภารกิจตามมิติ
โครงการ/กิจกรรม/มาตรการ
ปี 2567
ปี 2568
งบของมิติที่ {0}
{1},000
{1},000
{0}.1 ปลูกใจให้คนทำงาน
{0}. โครงการค่ายใจซื่อหมู่ {0}
{1},000
{1},000

"""


def test_the_sum_in_own_words_may_be_the_first_row():
    plan, rows = summary("".join(OWN_SUM.format(n, n + 3) for n in (1, 2, 3)))
    assert [money[2567] for _, _, money in rows] == [4000, 5000, 6000]
    assert [sum_ for sum_ in sums(plan) if sum_[1] == 2567] == [(1, 2567, 4000), (2, 2567, 5000), (3, 2567, 6000)]


def test_rows_of_tabs_whose_first_tells_money_have_no_header():
    rows = (
        "มิติที่ {0} ปลูกใจให้ซื่อ\nเราจะทำงานเหล่านี้\nก.\tโครงการค่าย{0}\tใช้เงิน {0}0,000 บาท\tสำนักปลัด\n"
        "ข.\tกิจกรรมวัน{0}\tใช้เงิน {0}6,800 บาท\tกองคลัง\nค.\tมาตรการตู้{0}\tไม่ใช้งบประมาณ\tกองช่าง\n\n"
    )
    plan = parse_plan(read(HEAD.replace(" - 2568", "") + "".join(rows.format(n) for n in (1, 2))))
    assert [p.name.value for p in plan.projects] == [
        f"{name}{n}" for n in (1, 2) for name in ("โครงการค่าย", "กิจกรรมวัน", "มาตรการตู้")
    ]
    assert [int(p.amounts[0].money.value) for p in plan.projects] == [10000, 16800, 0, 20000, 26800, 0]


AUDIT = """\
รายการ
การแก้ไขที่เสนอ
ผู้ถือเรื่อง
วงเงินปีงบประมาณ 2567 (บาท)
การควบคุมด้านที่ 1 : การควบคุมคน
1
โครงการหมุนเวียนผู้รับเงินทุกหกเดือน
สำนักคลัง
0.00
2
โครงการอบรมหลักฐานการจ่ายที่ครบ
สำนักคลัง
64,500.00
รวมด้านที่ 1 จำนวน 2 รายการ
64,500.00
การควบคุมด้านที่ 2 : การควบคุมของ
3
กิจกรรมตรวจคลังแบบไม่บอกล่วงหน้า
กองช่าง
3,000.00
4
มาตรการจอดรถหลวงก่อนหกโมงเย็น
กองช่าง
0.00
รวมด้านที่ 2 จำนวน 2 รายการ
3,000.00
"""


def test_a_column_titled_as_that_of_projects_may_only_count_them():
    plan = parse_plan(read(HEAD.replace(" - 2568", "") + AUDIT))
    rows = [(p.path[0], p.name.value, int(p.amounts[0].money.value)) for p in plan.projects]
    assert rows == [
        (1, "โครงการหมุนเวียนผู้รับเงินทุกหกเดือน", 0),
        (1, "โครงการอบรมหลักฐานการจ่ายที่ครบ", 64500),
        (2, "กิจกรรมตรวจคลังแบบไม่บอกล่วงหน้า", 3000),
        (2, "มาตรการจอดรถหลวงก่อนหกโมงเย็น", 0),
    ]


OWN_YEARS = """\
|ที่|งาน|ทุนปี 2567|ทุนปี 2568|คนดูแล|
|---|---|---|---|---|
|1|โครงการค่ายใจซื่อของตำบล|22,000|24,000|สำนักปลัด|
|2|กิจกรรมวันตาชั่งตรงที่ตลาด|ไม่มี|ไม่มี|กองคลัง|
|3|มาตรการตู้รับเรื่องริมทาง|1,500|1,500|กองช่าง|
"""


def test_years_behind_own_words_are_those_of_money():
    _, rows = summary(OWN_YEARS)
    assert [list(money.items()) for _, _, money in rows] == [
        [(2567, 22000), (2568, 24000)],
        [(2567, 0), (2568, 0)],
        [(2567, 1500), (2568, 1500)],
    ]


LEVEL_SUMS = """\
|ภารกิจตามมิติ|โครงการ/กิจกรรม/มาตรการ|ปี 2567|ปี 2568|
|---|---|---|---|
|มิติที่ 1|การปลูกใจให้ซื่อ|7,000|8,000|
|1.1 ปลูกใจเด็ก|1) โครงการค่ายใจซื่อของตำบล|5,000|6,000|
|1.2 ปลูกใจผู้ใหญ่|2) กิจกรรมวันตาชั่งตรงที่ตลาด|2,000|2,000|
|มิติที่ 2|การทำงานให้เห็น|1,000|-|
|2.1 เปิดบ้าน|3) มาตรการตู้รับเรื่องริมทาง|1,000|-|
"""


def test_the_number_and_the_name_of_a_level_with_its_sums_may_have_a_cell_each():
    plan, rows = summary(LEVEL_SUMS)
    assert sums(plan) == [(1, 2567, 7000), (1, 2568, 8000), (2, 2567, 1000), (2, 2568, 0)]
    assert [d.name for d in plan.dimensions] == ["การปลูกใจให้ซื่อ", "การทำงานให้เห็น"]
    assert len(rows) == 3
