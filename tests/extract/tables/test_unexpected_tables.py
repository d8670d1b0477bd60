"""Tables that a program does not expect: sideways, with parts of sums, with rows about others, with bare levels."""

from __future__ import annotations

from extract.parse import parse_plan
from tests.extract.builders import document, read

HEAD = """แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2569
เทศบาลตำบลธารทอง อำเภอเมืองน่าน จังหวัดน่าน

"""

YEARS = """แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566 - 2569
เทศบาลตำบลธารทอง อำเภอเมืองน่าน จังหวัดน่าน

"""

HALVES = """ตารางเงิน
สิ่งที่จะทำ\tครึ่งแรก\tครึ่งหลัง\tทั้งปี\tใครทำ
ด้านที่ 1 คนดี
โครงการอบรมคนทำงานให้ซื่อตรงต่อหน้าที่\t10,000\t5,000\t15,000\tสำนักปลัด
มาตรการไม่รับของฝากทุกเทศกาลสำคัญ\t-\t-\t-\tกองคลัง
รวมด้านที่ 1\t10,000\t5,000\t15,000\t
ด้านที่ 2 งานโปร่งใส
โครงการป้ายบอกแบบแปลนถนนทุกสาย\t-\t8,000\t8,000\tกองช่าง
กิจกรรมเดินตรวจถนนกับชาวบ้านทุกเดือน\t2,000\t2,000\t4,000\tกองช่าง
รวมด้านที่ 2\t2,000\t10,000\t12,000\t
รวมทั้งสิ้น\t12,000\t15,000\t27,000\t
"""

SIDEWAYS = """<table><tr><th>รายละเอียด</th><th>เรื่อง ก</th><th>เรื่อง ข</th></tr>
<tr><td colspan=3>มิติที่ 1 สร้างคนดี</td></tr>
<tr><td>จะทำอะไร</td><td>โครงการอบรมคนทำงานให้ซื่อตรง</td><td>กิจกรรมเดินรณรงค์รอบตลาดสด</td></tr>
<tr><td>ใช้เงินเท่าไร</td><td>12,000 บาท</td><td>ไม่ใช้งบประมาณ</td></tr>
<tr><td>ใครทำ</td><td>สำนักปลัด</td><td>กองสาธารณสุข</td></tr>
<tr><td>ทำเมื่อไร</td><td>ม.ค. 2569</td><td>ทุกเดือน</td></tr>
<tr><td colspan=3>มิติที่ 2 เปิดเผยงาน</td></tr>
<tr><td>จะทำอะไร</td><td>โครงการป้ายบอกแบบแปลนถนน</td><td>มาตรการประกาศราคากลางล่วงหน้า</td></tr>
<tr><td>ใช้เงินเท่าไร</td><td>8,500 บาท</td><td>ไม่ใช้งบประมาณ</td></tr>
<tr><td>ใครทำ</td><td>กองช่าง</td><td>กองคลัง</td></tr>
<tr><td>ทำเมื่อไร</td><td>มี.ค. 2569</td><td>ตลอดปี</td></tr>
</table>"""

LABELS_BELOW = """<table><tr><th>ลำดับ</th><th>โครงการ/กิจกรรม</th><th>งบ (บาท)</th><th>เจ้าภาพ</th></tr>
<tr><td colspan=4>มิติที่ 1 สร้างคนดี</td></tr>
<tr><td>1</td><td>โครงการอบรมคนทำงานให้ซื่อตรง</td><td>12,000</td><td>สำนักปลัด</td></tr>
<tr><td>เป้าหมาย</td><td colspan=3>พนักงาน 40 คน</td></tr>
<tr><td>ขั้นตอน</td><td colspan=3>1) ประชุม 2) อบรม 3) สรุปผล</td></tr>
<tr><td>2</td><td>กิจกรรมเดินรณรงค์รอบตลาดสด</td><td>-</td><td>กองสาธารณสุข</td></tr>
<tr><td>เป้าหมาย</td><td colspan=3>พ่อค้าแม่ค้า 60 ราย</td></tr>
<tr><td>ขั้นตอน</td><td colspan=3>1) ทำป้าย 2) เดิน</td></tr>
<tr><td colspan=4>มิติที่ 2 เปิดเผยงาน</td></tr>
<tr><td>3</td><td>โครงการป้ายบอกแบบแปลนถนน</td><td>8,500</td><td>กองช่าง</td></tr>
<tr><td>เป้าหมาย</td><td colspan=3>ถนน 7 สาย</td></tr>
<tr><td>ขั้นตอน</td><td colspan=3>1) ออกแบบ 2) ติดตั้ง</td></tr>
<tr><td colspan=2>รวม</td><td>20,500</td><td></td></tr></table>"""

MONTHS = """แผนการจ่ายเงินรายเดือน
งาน | ต.ค. | พ.ย. | ธ.ค. | ม.ค. | รวม | ผู้ดูแล
มิติที่ 1 สร้างคนดี
โครงการอบรมคนทำงานให้ซื่อตรง | 1,000 | - | 2,000 | - | 3,000 | สำนักปลัด
มาตรการไม่รับของฝากทุกเทศกาล | - | - | - | - | - | กองคลัง
มิติที่ 2 เปิดเผยงาน
โครงการป้ายบอกแบบแปลนถนน | - | 4,500 | - | 4,000 | 8,500 | กองช่าง
รวมทุกงาน | 1,000 | 4,500 | 2,000 | 4,000 | 11,500 |
"""

GROUPED_YEARS = """บัญชีเงินสองช่วง
(หน่วย : พันบาท)
งานและหมวด\tช่วงก่อนเลือกตั้ง\tช่วงหลังเลือกตั้ง\tผู้ดูแล
\t2566\t2567\t2568\t2569\t
ปลูกจิตสำนึก
โครงการอบรมคนทำงานให้ซื่อตรง\t12.5\t-\t15.0\t15.0\tสำนักปลัด
กิจกรรมเดินรณรงค์รอบตลาดสด\t-\t-\t2.0\t2.0\tกองสาธารณสุข
รวมปลูกจิตสำนึก\t12.5\t-\t17.0\t17.0\t
เปิดเผยข้อมูล
โครงการป้ายบอกแบบแปลนถนน\t8.5\t8.5\t-\t-\tกองช่าง
รวมเปิดเผยข้อมูล\t8.5\t8.5\t-\t-\t
รวมทั้งหมด\t21.0\t8.5\t17.0\t17.0\t
"""

INDENTED = """<table><tr><th>เรื่องที่ทำ</th><th>เงิน (บาท)</th><th>กองที่ทำ</th></tr>
<tr><td colspan=3><b>ปลูกจิตสำนึก</b></td></tr>
<tr><td colspan=3>&nbsp;&nbsp;&nbsp;คนทำงาน</td></tr>
<tr><td>โครงการอบรมคนทำงานให้ซื่อตรง</td><td>12,000</td><td>สำนักปลัด</td></tr>
<tr><td colspan=3>&nbsp;&nbsp;&nbsp;เยาวชน</td></tr>
<tr><td>โครงการนิทานความซื่อสัตย์ก่อนนอน</td><td>5,000</td><td>กองการศึกษา</td></tr>
<tr><td colspan=3><b>เปิดเผยข้อมูล</b></td></tr>
<tr><td colspan=3>&nbsp;&nbsp;&nbsp;งานก่อสร้าง</td></tr>
<tr><td>โครงการป้ายบอกแบบแปลนถนน</td><td>8,500</td><td>กองช่าง</td></tr>
<tr><td>รวมเงิน</td><td>25,500</td><td></td></tr></table>"""

MONEY_BELOW = """ที่\tชื่องาน\tกอง
มิติที่ 1 สร้างคนดี
1\tโครงการอบรมคนทำงานให้ซื่อตรง\tสำนักปลัด
เพื่อ : ให้คนทำงานรู้หน้าที่
งบประมาณ : 12,000 บาท
เวลา : ม.ค. 2569
2\tกิจกรรมเดินรณรงค์รอบตลาดสด\tกองสาธารณสุข
เพื่อ : ให้ชาวตลาดรู้เรื่องการทุจริต
งบประมาณ : ไม่ใช้งบประมาณ
เวลา : มี.ค. 2569
มิติที่ 2 เปิดเผยงาน
3\tโครงการป้ายบอกแบบแปลนถนน\tกองช่าง
เพื่อ : ให้ชาวบ้านเห็นแบบถนน
งบประมาณ : 8,500 บาท
เวลา : ตลอดปี
"""

DEPARTMENTS = """มิติที่ 1 สร้างคนดี
มิติที่ 2 เปิดเผยงาน

ส่วนงาน - สำนักปลัด
| งานที่ทำ | มิติที่ | เงินที่ขอ (บาท) |
|---|---|---|
| โครงการอบรมคนทำงานให้ซื่อตรง | 1 | 12,000 |
| มาตรการประกาศราคากลางล่วงหน้า | 2 | - |

ส่วนงาน - กองช่าง
| งานที่ทำ | มิติที่ | เงินที่ขอ (บาท) |
|---|---|---|
| โครงการป้ายบอกแบบแปลนถนน | 2 | 8,500 |
| กิจกรรมเดินตรวจถนนกับชาวบ้าน | 2 | 4,000 |
"""


def rows(plan):
    return [
        (p.name.value, p.path, p.budget_total.value if p.budget_total else None, text(p, "responsible"))
        for p in plan.projects
    ]


def text(project, key):
    return project.fields[key].value if key in project.fields else ""


def levels(plan):
    return [(heading.path, heading.name) for heading in sorted(plan.headings, key=lambda heading: heading.path)]


def totals(plan):
    return [(total.dimension, total.fiscal_year, int(total.printed.value)) for total in plan.totals]


def test_a_header_of_unknown_words_is_proved_by_the_cells_and_halves_of_the_year_are_no_budget():
    plan = parse_plan(read(HEAD + HALVES))
    assert rows(plan) == [
        ("โครงการอบรมคนทำงานให้ซื่อตรงต่อหน้าที่", (1,), 15000, "สำนักปลัด"),
        ("มาตรการไม่รับของฝากทุกเทศกาลสำคัญ", (1,), 0, "กองคลัง"),
        ("โครงการป้ายบอกแบบแปลนถนนทุกสาย", (2,), 8000, "กองช่าง"),
        ("กิจกรรมเดินตรวจถนนกับชาวบ้านทุกเดือน", (2,), 4000, "กองช่าง"),
    ]
    assert totals(plan) == [(1, 2569, 15000), (2, 2569, 12000), (None, 2569, 27000)]


def test_of_untitled_columns_of_money_without_a_sum_none_is_the_budget():
    torn = HALVES.replace("15,000\t", "7,000\t").replace("8,000\tกอง", "1,000\tกอง")
    assert [project.budget_total for project in parse_plan(read(HEAD + torn)).projects] == [None] * 4


def test_a_table_that_stands_sideways_is_turned_and_rows_across_it_head_its_sets():
    plan = parse_plan(read(HEAD + SIDEWAYS))
    assert rows(plan) == [
        ("โครงการอบรมคนทำงานให้ซื่อตรง", (1,), 12000, "สำนักปลัด"),
        ("กิจกรรมเดินรณรงค์รอบตลาดสด", (1,), 0, "กองสาธารณสุข"),
        ("โครงการป้ายบอกแบบแปลนถนน", (2,), 8500, "กองช่าง"),
        ("มาตรการประกาศราคากลางล่วงหน้า", (2,), 0, "กองคลัง"),
    ]
    assert [text(project, "duration") for project in plan.projects] == ["ม.ค. 2569", "ทุกเดือน", "มี.ค. 2569", "ตลอดปี"]
    assert [table.grid.row_count for table in plan.tables] == [11]  # as printed


def test_what_counts_the_projects_of_a_sideways_table_is_their_number():
    printed = ["| งาน 1.1 | งาน 1.2", "ชื่องาน | โครงการอบรมคนทำงานใหม่ | โครงการนิทานก่อนนอน"]
    more = ["เงิน (บาท) | 5,000 | -", "ผู้ทำ | กองคลัง | กองช่าง"]
    plan = parse_plan(document(*HEAD.strip().split("\n"), [*printed, *more]))
    assert [(project.item, text(project, "responsible")) for project in plan.projects] == [
        ("1.1", "กองคลัง"),
        ("1.2", "กองช่าง"),
    ]


def test_rows_below_a_project_that_begin_with_headings_are_its_block():
    plan = parse_plan(read(HEAD + LABELS_BELOW))
    assert rows(plan)[0] == ("โครงการอบรมคนทำงานให้ซื่อตรง", (1,), 12000, "สำนักปลัด")
    assert [text(project, "target_group") for project in plan.projects] == [
        "พนักงาน 40 คน",
        "พ่อค้าแม่ค้า 60 ราย",
        "ถนน 7 สาย",
    ]
    assert [len([i for i in p.items if i.field == "methods"]) for p in plan.projects] == [3, 2, 2]
    assert all(project.in_summary and project.in_details for project in plan.projects)


def test_money_in_a_line_below_its_project_is_the_budget_below_the_last_row_too():
    plan = parse_plan(read(HEAD + MONEY_BELOW))
    assert rows(plan) == [
        ("โครงการอบรมคนทำงานให้ซื่อตรง", (1,), 12000, "สำนักปลัด"),
        ("กิจกรรมเดินรณรงค์รอบตลาดสด", (1,), 0, "กองสาธารณสุข"),
        ("โครงการป้ายบอกแบบแปลนถนน", (2,), 8500, "กองช่าง"),
    ]
    assert text(plan.projects[2], "objectives") == "ให้ชาวบ้านเห็นแบบถนน"


def test_a_row_above_the_first_project_heads_it_and_is_no_field_of_the_one_above():
    printed = ["ที่ | โครงการ | งบประมาณ", "หน่วยงาน : กองช่าง", "1 | โครงการป้ายบอกแบบแปลน | 5,000"]
    more = ["หน่วยงาน : กองคลัง", "2 | โครงการบัญชีอ่านง่าย | 3,000"]
    plan = parse_plan(document(*HEAD.strip().split("\n"), [*printed, *more]))
    assert not any(project.in_details for project in plan.projects)


def test_months_with_money_are_parts_of_the_sum_beside_them():
    plan = parse_plan(read(HEAD + MONTHS))
    assert rows(plan) == [
        ("โครงการอบรมคนทำงานให้ซื่อตรง", (1,), 3000, "สำนักปลัด"),
        ("มาตรการไม่รับของฝากทุกเทศกาล", (1,), 0, "กองคลัง"),
        ("โครงการป้ายบอกแบบแปลนถนน", (2,), 8500, "กองช่าง"),
    ]


def test_years_in_groups_whose_titles_lost_their_spans_and_sums_that_name_bare_levels():
    plan = parse_plan(read(YEARS + GROUPED_YEARS))
    assert levels(plan) == [((1,), "ปลูกจิตสำนึก"), ((2,), "เปิดเผยข้อมูล")]
    assert [(p.path, text(p, "responsible")) for p in plan.projects] == [
        ((1,), "สำนักปลัด"),
        ((1,), "กองสาธารณสุข"),
        ((2,), "กองช่าง"),
    ]
    assert [int(amount.money.value) for amount in plan.projects[0].amounts] == [12500, 0, 15000, 15000]
    assert [value for dimension, _, value in totals(plan) if dimension == 1] == [12500, 0, 17000, 17000]


def test_bare_levels_are_as_deep_as_their_indent_or_their_order_shows():
    expected = [
        ((1,), "ปลูกจิตสำนึก"),
        ((1, 1), "คนทำงาน"),
        ((1, 2), "เยาวชน"),
        ((2,), "เปิดเผยข้อมูล"),
        ((2, 1), "งานก่อสร้าง"),
    ]
    for printed in (INDENTED, INDENTED.replace("&nbsp;", "")):
        plan = parse_plan(read(HEAD + printed))
        assert levels(plan) == expected
        assert [project.path for project in plan.projects] == [(1, 1), (1, 2), (2, 1)]


def test_a_department_above_each_table_is_responsible():
    plan = parse_plan(read(HEAD + DEPARTMENTS))
    assert [text(project, "responsible") for project in plan.projects] == ["สำนักปลัด", "สำนักปลัด", "กองช่าง", "กองช่าง"]
    assert [project.path for project in plan.projects] == [(1,), (2,), (2,), (2,)]


SCHOOL = """ตารางงาน
กิจกรรม | งบประมาณ | ต.ค. | พ.ย.
แผนงานที่ 1 คนดี
กลยุทธ์ที่ 1 เริ่มที่ครู
โครงการครูต้นแบบความซื่อสัตย์ | 4,000 | / |
แผนงานที่ 2 งานดี
กลยุทธ์ที่ 2 เปิดบัญชีให้ดู
โครงการบัญชีอาหารกลางวันบนกระดาน | 6,000 | | /
กลยุทธ์ที่ 3 ชวนผู้ปกครอง
กิจกรรมผู้ปกครองชิมอาหารกลางวัน | - | / | /

ชื่อ : โครงการครูต้นแบบความซื่อสัตย์
แผนงาน : คนดี
ลักษณะ : โครงการใหม่
ผู้รับผิดชอบ : กองการศึกษา
1. หลักการและเหตุผล
เด็กเรียนรู้จากครูมากกว่าหนังสือ
2. วัตถุประสงค์
2.1 เพื่อให้ครูเป็นแบบอย่าง
3. วิธีดำเนินการ
กิจกรรม | เวลา
ประชุมครู | ต.ค.
จัดค่าย | พ.ย.
4. งบประมาณ
4,000 บาท

ชื่อ : โครงการบัญชีอาหารกลางวันบนกระดาน
แผนงาน : งานดี
ลักษณะ : โครงการต่อเนื่อง
ผู้รับผิดชอบ : กองคลัง
1. หลักการและเหตุผล
ผู้ปกครองไม่ทราบว่าค่าอาหารใช้ไปอย่างไร
2. วัตถุประสงค์
2.1 เพื่อให้ผู้ปกครองเห็นบัญชี
3. วิธีดำเนินการ
กิจกรรม | เวลา
เขียนกระดาน | พ.ย.
4. งบประมาณ
6,000 บาท

ชื่อ : กิจกรรมผู้ปกครองชิมอาหารกลางวัน
แผนงาน : งานดี
ลักษณะ : กิจกรรมใหม่
ผู้รับผิดชอบ : กองการศึกษา
1. หลักการและเหตุผล
อาหารกลางวันจ้างเหมาทั้งปี
2. วัตถุประสงค์
2.1 เพื่อให้ผู้ปกครองตรวจอาหาร
3. วิธีดำเนินการ
กิจกรรม | เวลา
จัดตารางชิม | ต.ค.
4. งบประมาณ
ไม่ใช้งบประมาณ
"""


def test_forms_with_labels_above_numbers_tables_for_lists_and_numbers_that_run_on():
    plan = parse_plan(read(HEAD + SCHOOL))
    assert levels(plan) == [
        ((1,), "คนดี"),
        ((1, 1), "เริ่มที่ครู"),
        ((2,), "งานดี"),
        ((2, 1), "เปิดบัญชีให้ดู"),
        ((2, 2), "ชวนผู้ปกครอง"),
    ]
    assert rows(plan) == [
        ("โครงการครูต้นแบบความซื่อสัตย์", (1, 1), 4000, "กองการศึกษา"),
        ("โครงการบัญชีอาหารกลางวันบนกระดาน", (2, 1), 6000, "กองคลัง"),
        ("กิจกรรมผู้ปกครองชิมอาหารกลางวัน", (2, 2), 0, "กองการศึกษา"),
    ]
    assert [i.text for i in plan.projects[0].items if i.field == "methods"] == ["ประชุมครู", "จัดค่าย"]
    assert all(project.in_summary and project.in_details for project in plan.projects)


QUARTERS = """รหัส | งาน | งบประมาณรายไตรมาส (บาท) | | | รวมทั้งปี | ผู้รับผิดชอบ
 | | ไตรมาส 1 (ต.ค.-ธ.ค.) | ไตรมาส 2 (ม.ค.-มี.ค.) | ไตรมาส 3 (เม.ย.-มิ.ย.) | |
ก1 | โครงการอบรมคนทำงานให้ซื่อตรง | - | 8,000 | 2,000 | 10,000 | สำนักปลัด
ก2 | โครงการป้ายบอกแบบแปลนถนน | 3,000 | 1,000 | - | 4,000 | กองช่าง
"""


def test_quarters_below_one_title_of_the_budget_are_parts_of_the_year():
    assert [row[2] for row in rows(parse_plan(read(HEAD + QUARTERS)))] == [10000, 4000]


def test_a_row_that_sums_up_the_department_above_its_table_is_no_project():
    summed = DEPARTMENTS.replace("ล่วงหน้า | 2 | - |", "ล่วงหน้า | 2 | - |\n| รวมสำนักปลัด 2 งาน | | 12,000 |")
    assert len(parse_plan(read(HEAD + summed)).projects) == 4
