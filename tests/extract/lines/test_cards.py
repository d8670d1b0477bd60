"""Blocks whose labels are in no vocabulary: what recurs on cards, forms and sheets of a project shows them."""

from __future__ import annotations

import pytest

from extract.parse import parse_plan
from tests.extract.builders import read

TITLE = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568 - 2569\nเทศบาลตำบลบ้านสวนจิก อำเภอเมืองแพร่ จังหวัดแพร่\n\n"

NAMES = ["โครงการตลาดซื่อตรง", "กิจกรรมลานคนกล้าพูด", "มาตรการเปิดกล่องรับเรื่อง", "โครงการพาน้องดูงานคลัง"]


def card(at, name):
    return f"""
| K-{at:02} | {name} |  |  |
|---|---|---|---|
| หมุดหมายที่ | {1 + at // 3} | แม่งาน | กองคลัง |
| คิดทำเพราะ | พ่อค้าแม่ขายร้องเรียนเรื่องตาชั่งมาหลายปี |  |  |
| หวังว่า | • เพื่อให้ตาชั่งตรง<br>• เพื่อให้คนซื้อวางใจ |  |  |
| ชวนใครมา | แม่ค้า {at} คน | ตรงไหน | ตลาดสด |
| งบประมาณ | 2568 : {at},000 บาท | 2569 : ไม่ใช้งบประมาณ |  |
"""


def test_cards_are_read_by_what_recurs_on_them() -> None:
    plan = parse_plan(read(TITLE + "".join(card(at, name) for at, name in enumerate(NAMES, 1))))
    assert [p.name.value for p in plan.projects] == NAMES
    assert [[int(a.money.value) for a in p.amounts if a.money] for p in plan.projects] == [
        [at * 1000, 0] for at in (1, 2, 3, 4)
    ]
    assert [p.fields["responsible"].value for p in plan.projects] == ["กองคลัง"] * 4
    assert [sum(item.field == "objectives" for item in p.items) for p in plan.projects] == [2] * 4


def sheet(at, name, dimension, section, lower):
    return f"""
| มิติที่ | {dimension} |
|---|---|
| ภารกิจ | {section} |
| ภารกิจย่อย | {lower} |
| แผ่นที่ | {at} |
| ชื่อ | {name} |

**ข้อ 1 วัตถุประสงค์**

1. เพื่อให้ตาชั่งตรง

**ข้อ 2 วิธีดำเนินการ**

1. เดินตรวจทุกแผง
2. ประกาศผล

**ข้อ 3 ระยะเวลาดำเนินการ**

ปี 2568 - 2569

**ข้อ 4 ผู้รับผิดชอบ**

กองคลัง

"""


PLACES = [
    ("1 การสร้างคนตรง", "1.1 คนในตลาด", "1.1.1 แม่ค้า"),
    ("1 การสร้างคนตรง", "1.1 คนในตลาด", "1.1.2 ลูกค้า"),
    ("2 การเปิดบ้าน", "2.1 เปิดคลัง", "2.1.1 รายรับ"),
    ("3 การตรวจ", "3.1 ตรวจภายใน", "3.1.1 ตรวจปี"),
]


def test_a_sheet_begins_with_its_levels_and_a_number() -> None:
    sheets = "".join(sheet(at, name, *place) for at, (name, place) in enumerate(zip(NAMES, PLACES, strict=True), 1))
    plan = parse_plan(read(TITLE + sheets + "\nผู้ตรวจทานเอกสาร ...................... ปลัดเทศบาล\n"))
    assert [p.name.value for p in plan.projects] == NAMES
    assert [p.path for p in plan.projects] == [(1, 1, 1), (1, 1, 2), (2, 1, 1), (3, 1, 1)]


def told(at, name, level):
    return f"""
โครงการที่ {at} : {name}
ภารกิจ : {level}
แม่งาน : กองคลัง
วงเงิน : {at},000 บาท
วัตถุประสงค์ :
(1) เพื่อให้ตาชั่งตรง
แนวทางการดำเนินงาน :
• เดินตรวจทุกแผง
ตัวชี้วัด :
• เทศบาลตำบลบ้านสวนจิกเป็นบ้านที่คนไว้ใจ
"""


def test_a_level_with_a_code_stands_below_the_name() -> None:
    levels = ["1.1", "1.2", "2.1", "2.1"]
    plan = parse_plan(read(TITLE + "".join(told(at, NAMES[at - 1], level) for at, level in enumerate(levels, 1))))
    assert [p.name.value for p in plan.projects] == NAMES
    assert [p.path for p in plan.projects] == [(1, 1), (1, 2), (2, 1), (2, 1)]
    assert [sum(item.field == "results" for item in p.items) for p in plan.projects] == [1] * 4


def report(at, name, spent):
    boxes = ["☐ เสร็จแล้ว", "☐ ยังไม่เสร็จ", "☐ ไม่ได้ดำเนินการ"]
    boxes[at % 3] = boxes[at % 3].replace("☐", "☑")
    return f"""
โครงการที่ {at}  {name}

สถานะ {"  ".join(boxes)}
งบประมาณตามแผน {at}0,000 บาท
งบประมาณที่ใช้จริง {spent} บาท
หน่วยงาน กองคลัง
กิจกรรมที่ทำ
- เดินตรวจทุกแผง
- ติดป้ายราคา
ผลที่เกิดขึ้น
- คนซื้อวางใจ
"""


def test_a_report_heads_its_fields_in_words_that_share_their_line_with_the_content() -> None:
    title = "รายงานผลการดำเนินงานตามแผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2568\nเทศบาลตำบลบ้านสวนจิก\n"
    blocks = "".join(report(at, NAMES[at % 4], "1,000") for at in range(1, 10))
    plan = parse_plan(read(f"{title}\nมิติที่ 1 การสร้างคนตรง\n{blocks}\nจึงรายงานมาเพื่อทราบ\n"))
    assert [int(p.budget_total.value) for p in plan.projects if p.budget_total] == [at * 10_000 for at in range(1, 10)]
    assert [sum(item.field == "methods" for item in p.items) for p in plan.projects] == [2] * 9
    assert {p.fields["responsible"].value for p in plan.projects} == {"กองคลัง"}
    assert [p.fields["results"].value for p in plan.projects][-1].endswith("คนซื้อวางใจ")


def form_of_tabs(label, at, name, years):
    return f"""
{label}\t{at}. {name}
ผู้รับผิดชอบ\tกองคลัง
งบประมาณ\tปีละ {at},000 บาท
ปีที่ดำเนินการ\t{years}
จุดมุ่งหมาย\tเพื่อให้ตาชั่งตรง
\tเพื่อให้คนซื้อวางใจ
การดำเนินงาน\t(1) เดินตรวจทุกแผง
\t(2) ติดป้ายราคา
"""


def test_a_number_before_the_name_in_a_form_is_no_level_and_each_aim_is_an_item() -> None:
    labels = ["ชื่อโครงการ", "ชื่อกิจกรรม", "ชื่อมาตรการ", "ชื่อโครงการ"]
    forms = "".join(
        form_of_tabs(label, at, name, "ปีงบประมาณ 2568 - 2569")
        for at, (label, name) in enumerate(zip(labels, NAMES, strict=True), 1)
    )
    forms = forms.replace("ชื่อมาตรการ", "ด้านที่ 2 การเปิดบ้าน\nชื่อมาตรการ")
    plan = parse_plan(read(f"{TITLE}ด้านที่ 1 การสร้างคนตรง\n{forms}"))
    assert [p.name.value for p in plan.projects] == NAMES
    assert [p.path for p in plan.projects] == [(1,), (1,), (2,), (2,)]
    assert [sum(item.field == "objectives" for item in p.items) for p in plan.projects] == [2] * 4


def slashed(at, name):
    return f"""
กิจกรรมลำดับ {at}
เรื่อง {name}

เหตุผล:
พ่อค้าแม่ขายร้องเรียนเรื่องตาชั่งมาหลายปี

ประสงค์:
1/ เพื่อให้ตาชั่งตรง
2/ เพื่อให้คนซื้อวางใจ

กระบวนการ:
1/ เดินตรวจทุกแผง
2/ ประกาศผล

เวลา:
ปีงบประมาณ 2568
"""


def test_a_name_stands_behind_its_label_and_items_behind_a_slash() -> None:
    plan = parse_plan(read(TITLE + "".join(slashed(at, name) for at, name in enumerate(NAMES, 1))))
    assert [p.name.value for p in plan.projects] == NAMES
    assert [[sum(i.field == key for i in p.items) for key in ("objectives", "methods")] for p in plan.projects] == [
        [2, 2]
    ] * 4


@pytest.mark.parametrize("blank", [" |  |  |  | ", ""])
def test_rows_may_lack_the_blank_cells_at_their_end(blank: str) -> None:
    rows = [
        "ที่ | โครงการ/กิจกรรม | ปี 2568 | ปี 2569 | รวม | หน่วยงาน",
        f"1 | {NAMES[0]}{blank}",
        f"2 | {NAMES[1]} | 5,000 | 5,000 | 10,000 | กองคลัง",
    ]
    plan = parse_plan(read(TITLE + "มิติที่ 1 การสร้างคนตรง\n\n" + "\n".join(rows) + "\n"))
    assert [p.name.value for p in plan.projects] == NAMES[:2]


def test_blocks_below_the_last_heading_of_the_tables_are_of_the_dimension_of_their_row() -> None:
    table = "ที่\tโครงการ\tงบประมาณ (บาท)\n" + "".join(
        f"มิติที่ {at} การสร้างคนตรง {at}\n{at}\t{name}\t{at},000\n" for at, name in enumerate(NAMES, 1)
    )
    blocks = "".join(
        f"2.{at} {name}\nวัตถุประสงค์ เพื่อให้ตาชั่งตรง\nวิธีดำเนินการ\n- เดินตรวจทุกแผง\nผู้รับผิดชอบ กองคลัง\n"
        for at, name in enumerate(NAMES, 1)
    )
    plan = parse_plan(read(f"{TITLE}1. ตารางสรุป\n{table}\n2. รายละเอียด\n{blocks}"))
    assert [p.path for p in plan.projects] == [(1,), (2,), (3,), (4,)]
    assert not [finding for finding in plan.findings if finding.code == "dimension_mismatch"]


def test_a_sentence_that_ends_a_field_in_every_block_is_no_running_title() -> None:
    blocks = "".join(
        f"\n**ชื่อโครงการ : {name}**\n\n**1) เหตุผลความจำเป็น**\n\nตาชั่งไม่ตรงมาหลายปี\n\nเทศบาลตำบลบ้านสวนจิกจึงจัดทำขึ้น\n\n"
        "**2) วัตถุประสงค์**\n\n2.1 เพื่อให้ตาชั่งตรง\n\n**3) ผู้รับผิดชอบ**\n\nกองคลัง\n"
        for name in NAMES
    )
    plan = parse_plan(read(TITLE + blocks))
    assert all(p.fields["rationale"].value.endswith("เทศบาลตำบลบ้านสวนจิกจึงจัดทำขึ้น") for p in plan.projects)


def test_a_running_title_may_begin_with_the_body() -> None:
    blocks = "".join(
        f"\n{told(at, name, '1.1')}\n- {at} -\nเทศบาลตำบลบ้านสวนจิก แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568 - 2569\n"
        for at, name in enumerate(NAMES, 1)
    )
    plan = parse_plan(read(TITLE + blocks))
    assert [sum(item.field == "results" for item in p.items) for p in plan.projects] == [1] * 4
    assert not any("พ.ศ. 2568" in p.fields["results"].value for p in plan.projects)


def test_a_table_of_targets_lists_no_projects() -> None:
    targets = "ค่าเป้าหมาย | ปี 2568 | ปี 2569 | ปี 2570 | ปี 2571\nคะแนนความโปร่งใสไม่น้อยกว่า | 85 | 87 | 89 | 90\n"
    rows = "ที่ | โครงการ | ปี 2568 | ปี 2569 | หน่วยงาน\n" + "".join(
        f"{at} | {name} | 5,000 | - | กองคลัง\n" for at, name in enumerate(NAMES, 1)
    )
    plan = parse_plan(read(f"{TITLE}{targets}\nมิติที่ 1 การสร้างคนตรง\n\n{rows}"))
    assert [p.name.value for p in plan.projects] == NAMES


def test_a_numbered_part_of_the_introduction_is_no_section() -> None:
    table = "| ที่ | โครงการ | งบประมาณ (บาท) |\n|---|---|---|\n| มิติที่ 1 การสร้างคนตรง | | |\n| 1.1 แผนงานคนในตลาด | | |\n"
    rows = "".join(f"| {at} | {name} | {at},000 |\n" for at, name in enumerate(NAMES, 1))
    blocks = "".join(
        f"\n**ชื่อโครงการ : {name}**\n\n**1) วัตถุประสงค์**\n\nเพื่อให้ตาชั่งตรง\n\n**2) ผู้รับผิดชอบ**\n\nกองคลัง\n" for name in NAMES
    )
    intro = "**1. ที่มา**\n\n**1.1 ผลการสำรวจตลาด**\n\nตาชั่งไม่ตรง\n\n"
    plan = parse_plan(read(f"{TITLE}{intro}{table}{rows}\n**มิติที่ 1 การสร้างคนตรง**\n\n**1.1 แผนงานคนในตลาด**\n{blocks}"))
    assert [heading.name for heading in plan.sections] == ["แผนงานคนในตลาด"]


def plain(name: str, money: str) -> str:
    return f"""
ชื่อเรื่อง
{name}
ประสงค์จะ
1. เพื่อให้ตาชั่งตรง
กลุ่มเป้าหมาย ได้แก่ แม่ค้าทุกแผง
ดำเนินงานโดย
1. เดินตรวจทุกแผง
2. ติดป้ายราคา
งบ  {money}
ประเมินผลจาก
เชิงปริมาณ
- ตรวจครบทุกแผง
เชิงคุณภาพ
- คนซื้อวางใจ
"""


def test_short_words_for_money_copulas_and_groups_within_the_results() -> None:
    money = ["ปีละ 15,000 บาท รวม 2 ปี เป็นเงิน 30,000 บาท", "ไม่มีค่าใช้จ่าย", "4,000 บาท", "2,000 บาท"]
    plan = parse_plan(read(TITLE + "".join(map(plain, NAMES, money))))
    assert [p.name.value for p in plan.projects] == NAMES
    assert [int(p.budget_total.value) for p in plan.projects if p.budget_total] == [30_000, 0, 4_000, 2_000]
    assert {p.fields["target_group"].value for p in plan.projects} == {"แม่ค้าทุกแผง"}
    assert [sum(item.field == "methods" for item in p.items) for p in plan.projects] == [2] * 4
    assert [sum(item.field == "results" for item in p.items) for p in plan.projects] == [2] * 4
