"""Kinds of blocks that are read by what stands around them: forms, captions, labels, worded numbers, glued headings."""

from __future__ import annotations

import pytest

from extract.grammar.field import Field
from extract.grammar.names import clean_name
from extract.model.plan import Scope
from extract.parse import parse_plan
from phaen.pipeline import read_plan
from tests.extract.builders import read

HEAD = """
แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2567
องค์การบริหารส่วนตำบลทุ่งดาวเรือง อำเภอเมืองน่าน จังหวัดน่าน

"""


def text(project, key):
    return project.fields[key].value if key in project.fields else ""


def form(number, name, dimension, section):
    return f"""
แบบ กง.7
| ใบเสนองาน เลขที่ {number} |  |
| ชื่อ | {name} |
| มิติที่ | {dimension} |
| ภารกิจ | {section} |
| เหตุผลความจำเป็น | ชาวบ้านขอมา |
| ขั้นตอนการดำเนินงาน | 1. ประชุม<br>2. ลงมือทำ |
| วงเงิน | 4,000 บาท |
| ผลที่คาดว่าจะได้รับ | งานเสร็จทันปี |
ลงชื่อ................ผู้เสนอ
(นายบุญมี ดีจริง)
"""


FORMS = HEAD + "".join(
    [
        form(1, "โครงการป้ายบอกทาง", "1 สร้างคนซื่อ", "1.2 คนในหมู่บ้าน"),
        form(2, "กิจกรรมล้างตลาด", "1 สร้างคนซื่อ", "1.3 เด็กนักเรียน"),
        form(3, "มาตรการล็อกตู้เงิน", "2 ทำงานเปิดเผย", "2.1 การเงิน"),
    ]
)


def test_the_title_of_a_form_belongs_to_no_field_and_its_own_rows_name_the_levels():
    plan = parse_plan(read(FORMS))
    assert [(p.name.value, p.path) for p in plan.projects] == [
        ("โครงการป้ายบอกทาง", (1, 2)),
        ("กิจกรรมล้างตลาด", (1, 3)),
        ("มาตรการล็อกตู้เงิน", (2, 1)),
    ]
    assert [text(project, "results") for project in plan.projects] == ["งานเสร็จทันปี"] * 3
    assert [(heading.path, heading.name) for heading in plan.headings] == [
        ((1,), "สร้างคนซื่อ"),
        ((2,), "ทำงานเปิดเผย"),
        ((1, 2), "คนในหมู่บ้าน"),
        ((1, 3), "เด็กนักเรียน"),
        ((2, 1), "การเงิน"),
    ]


def worded(name):
    return f"""
มาตรการที่ทำทุกปี
{name}
ข้อ 1 หลักการและเหตุผล
มีเรื่องร้องเรียนทุกปี
ข้อ 2 วิธีดำเนินการ
(1) ติดป้าย
(2) ตรวจทุกเดือน
ข้อ 3 งบประมาณ
2,000 บาท
ข้อ 4 ผู้รับผิดชอบ
กองคลัง
"""


def test_the_numbers_of_headings_may_have_a_word_before_them():
    plan = parse_plan(read(HEAD + worded("โครงการสมุดบัญชีหน้าวัด") + worded("โครงการเลขที่คิวโปร่งใส")))
    assert [project.name.value for project in plan.projects] == ["โครงการสมุดบัญชีหน้าวัด", "โครงการเลขที่คิวโปร่งใส"]
    assert [text(project, "responsible") for project in plan.projects] == ["กองคลัง", "กองคลัง"]
    assert [item.text for item in plan.projects[0].items if item.field == "methods"] == ["ติดป้าย", "ตรวจทุกเดือน"]


ONE = """
มิติที่ 1 คนซื่อ

ลำดับที่ 1
1. ชื่อโครงการ : โครงการแปลงผักรวม
2. วัตถุประสงค์
เพื่อให้แบ่งปันกัน
3. วิธีดำเนินการ
- แบ่งแปลง
4. {unusual} : ปีงบประมาณ พ.ศ. 2567
5. งบประมาณดำเนินการ
3,000 บาท
6. {glued}
- สมุดแปลงผัก
{second}
ชาวบ้านแบ่งผักกัน
"""


def test_a_heading_of_unknown_words_before_a_colon_is_the_due_one_even_in_a_single_block():
    plan = parse_plan(read(HEAD + ONE.format(unusual="เริ่มทำเมื่อไร", glued="ผลผลิต/ผลลัพธ์", second="ผลลัพธ์")))
    assert text(plan.projects[0], "methods") == "- แบ่งแปลง"
    assert text(plan.projects[0], "duration") == "ปีงบประมาณ พ.ศ. 2567"


@pytest.mark.parametrize("glued", ["ผลผลิต/ผลลัพธ์**ผลผลิต**", "ตัวชี้วัดความสำเร็จเชิงปริมาณ"])
def test_the_heading_of_a_group_glued_to_that_of_its_field_begins_the_group(glued):
    plan = parse_plan(read(HEAD + ONE.format(unusual="ระยะเวลา", glued=glued, second="ผลลัพธ์")))
    assert [(item.group, item.text) for item in plan.projects[0].items if item.field == "results"] == [
        ("ผลผลิต", "สมุดแปลงผัก"),
        ("ผลลัพธ์", "ชาวบ้านแบ่งผักกัน"),
    ]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("โครงการ มาตรการปิดไฟ", "มาตรการปิดไฟ"),
        ("กิจกรรม : โครงการปลูกป่า", "โครงการปลูกป่า"),
        ("โครงการ อบต. พบประชาชน", "โครงการ อบต. พบประชาชน"),
        ("โครงการกิจกรรมวันเด็ก", "โครงการกิจกรรมวันเด็ก"),
    ],
)
def test_a_label_before_a_name_is_not_its_kind(printed, name):
    assert clean_name(printed) == name


def test_a_caption_that_names_the_kinds_begins_no_block_and_hides_no_dimension():
    table = "\nที่\tโครงการ/กิจกรรม/มาตรการ\tงบประมาณ (บาท)\n1\tโครงการ{name}\t5,000\n2\tกิจกรรม{name}\t7,000\n\n"
    plan = parse_plan(
        read(
            f"{HEAD}มิติที่ 1 คนซื่อ\n\nโครงการ/กิจกรรม/มาตรการ ที่มีงบประมาณ\n{table.format(name='เดินตลาด')}"
            f"มิติที่ 2 งานใส\n\nโครงการ/กิจกรรม/มาตรการ ที่ตั้งงบประมาณไว้\n{table.format(name='เปิดบัญชี')}"
        )
    )
    assert [project.dimension for project in plan.projects] == [1, 1, 2, 2]
    assert [heading.name for heading in plan.headings] == ["คนซื่อ", "งานใส"]


TOLD = f"""{HEAD}
มิติที่ 1 คนซื่อ

1. โครงการเรือเล่าเรื่อง
มีวัตถุประสงค์เพื่อให้คนริมน้ำรู้สิทธิ จะเช่าเรือออกเล่านิทาน กำหนดทำในปี พ.ศ. 2567 ใช้งบประมาณ 30,000 บาท โดยกองคลังเป็นผู้รับผิดชอบ
2. มาตรการนับสต็อกน้ำมัน
ให้พนักงานขับรถจดเลขไมล์ก่อนออกและหลังกลับทุกเที่ยว ดำเนินการในปีงบประมาณ พ.ศ. 2567 โดยไม่ใช้งบประมาณ
บทสรุป
ให้ทุกกองรายงานผลทุกสามเดือน
"""


def test_projects_told_in_sentences_have_the_facts_that_the_sentences_tell():
    plan = parse_plan(read(TOLD))
    assert [(p.name.value, p.dimension, p.budget_total.value, p.fiscal_year_first.value) for p in plan.projects] == [
        ("โครงการเรือเล่าเรื่อง", 1, 30_000, 2567),
        ("มาตรการนับสต็อกน้ำมัน", 1, 0, 2567),
    ]
    assert text(plan.projects[0], "responsible") == "กองคลัง"
    assert text(plan.projects[0], "objectives") == "เพื่อให้คนริมน้ำรู้สิทธิ"
    assert plan.projects[1].detail_last.line < plan.projects[1].detail_place.line + 3


def test_a_paragraph_below_a_name_that_a_table_lists_is_its_block():
    table = (
        "ที่\tโครงการ\tปี 2566\tปี 2567\tปี 2568\n"
        "1\tโครงการป้ายบอกทางร้องเรียน\t12,000\t-\t12,000\n2\tกิจกรรมเดินตลาด\t500\t500\t500\n"
    )
    told = (
        "\nคำอธิบาย\nโครงการป้ายบอกทางร้องเรียน\nกองช่างเป็นผู้รับผิดชอบ ทำป้ายไม้ตามทางแยก "
        "ในปี พ.ศ. 2566 และ พ.ศ. 2568 ใช้งบประมาณปีละ 12,000 บาท คาดว่าชาวบ้านไม่หลงทางดังที่เคยร้องเรียนในปี 2562\n"
    )
    plan = parse_plan(read(HEAD + table + told))
    project = plan.projects[0]
    assert (project.in_summary, project.in_details, project.budget_total.value) == (True, True, 24_000)
    assert (project.fiscal_year_first.value, project.fiscal_year_last.value) == (2566, 2568)
    assert not plan.projects[1].in_details


def test_the_lines_above_tables_name_their_sections_and_dimensions_without_the_count():
    head = "\nที่ | โครงการ | ปี 2566 | ปี 2567\n"
    plan = parse_plan(
        read(
            f"{HEAD}มิติที่ 1\nคนซื่อ (จำนวน 2 โครงการ)\n\n1.1 คนในสำนักงาน\n(หน่วย : บาท)\n{head}"
            "1 | โครงการเวรทำความดี | 500 | 500\n\n1.2 คนในหมู่บ้าน\n(หน่วย : บาท)\n"
            f"{head}2 | โครงการลานเล่านิทาน | 700 | 700\n"
        )
    )
    assert [(heading.path, heading.name) for heading in plan.headings] == [
        ((1,), "คนซื่อ"),
        ((1, 1), "คนในสำนักงาน"),
        ((1, 2), "คนในหมู่บ้าน"),
    ]
    assert [project.path for project in plan.projects] == [(1, 1), (1, 2)]


def test_an_introduction_with_a_heading_of_a_field_ends_at_the_next_part_and_hides_no_dimension():
    table = "\nโครงการ | สถานที่ | จำนวนเงิน (บาท)\n- โครงการ{name} | วัด | 500\n- กิจกรรม{name} | วัด | 700\n\n"
    plan = parse_plan(
        read(
            f"{HEAD}ตอนที่ 1 บทนำ\n1. ความเป็นมา\nมีเรื่องร้องเรียนทุกปี\nตอนที่ 2 บัญชีโครงการ\n"
            f"มิติที่ 1 คนซื่อ\n{table.format(name='เดินตลาด')}มิติที่ 2 งานใส\n{table.format(name='เปิดบัญชี')}"
        )
    )
    assert [heading.name for heading in plan.headings] == ["คนซื่อ", "งานใส"]
    assert [(project.dimension, project.in_details) for project in plan.projects] == [(1, False)] * 2 + [(2, False)] * 2


MONEY = """
โครงการที่ {number} {name}
เหตุผล  ชาวบ้านขอ{name}
วัตถุประสงค์  1) ให้ทำงานเป็น
วิธีทำ  1) ลงมือทำ{name}
งบประมาณ
| ปี | 2566 | 2567 | รวม |
|---|---|---|---|
| บาท | {money} | - | {money} |
ผลที่หวัง  {name}เสร็จ
ผู้รับผิดชอบ  กองคลัง
"""


def test_a_small_table_below_the_heading_of_a_budget_is_its_money_and_a_title_of_a_table_no_text_of_the_block():
    names = ("โครงการพี่สอนน้อง", "กิจกรรมเดินถนน", "มาตรการล็อกตู้")
    blocks = [
        f"แนวทาง {level} งานด้าน{name[-6:]}\n{MONEY.format(number=number, name=name, money=f'{number},000').lstrip()}"
        for number, level, name in zip((1, 2, 3), ("1.1", "1.2", "2.1"), names, strict=True)
    ]
    table = "สรุปงบประมาณตามมิติ\n| มิติ | จำนวน | 2566 |\n|---|---|---|\n| มิติ 1 | 2 | 3,000 |\n| รวม | 3 | 6,000 |\n"
    plan = parse_plan(read(f"{HEAD}มิติ 1 คนซื่อ\n{blocks[0]}{blocks[1]}มิติ 2 งานใส\n{blocks[2]}{table}"))
    assert [(p.path, p.name.value) for p in plan.projects] == list(zip([(1, 1), (1, 2), (2, 1)], names, strict=True))
    assert [{a.fiscal_year: a.money.value for a in p.amounts} for p in plan.projects] == [
        {2566: amount, 2567: 0} for amount in (1_000, 2_000, 3_000)
    ]
    assert [text(project, "responsible") for project in plan.projects] == ["กองคลัง"] * 3
    assert [text(project, "rationale") for project in plan.projects] == [f"ชาวบ้านขอ{name}" for name in names]


@pytest.mark.parametrize("numbers", [("1. ", "2. ", "3. ", "4. "), ("", "", "", "")])
@pytest.mark.parametrize(
    "aside",
    [
        "ความสอดคล้องกับแผนใหญ่\nข้อสองของแผน",
        "สอดคล้องกับแผนใหญ่ของจังหวัดที่ประกาศไว้เมื่อปีก่อน ด้านที่สอง ว่าด้วยการมีน้ำใช้ตลอดปี",
        "ความเชื่อมโยงกับยุทธศาสตร์ชาติระยะยี่สิบปีและแผนแม่บทของจังหวัดกับแผนพัฒนาอำเภอ\nข้อสองของแผน",
    ],
)
def test_what_no_field_keeps_ends_the_short_field_above_it(numbers, aside):
    block = """
{0}ชื่อโครงการ : {name}
{1}กลุ่มเป้าหมาย
ชาวบ้านทุกคน
{aside}
{2}วิธีดำเนินการ
ลงมือทำ{name}
{3}งบประมาณ
500 บาท
"""
    names = ("โครงการขุดบ่อ", "กิจกรรมปลูกผัก", "มาตรการปิดน้ำ")
    plan = parse_plan(read(HEAD + "".join(block.format(*numbers, name=name, aside=aside) for name in names)))
    assert [text(project, "target_group") for project in plan.projects] == ["ชาวบ้านทุกคน"] * 3
    assert [text(project, "methods") for project in plan.projects] == [f"ลงมือทำ{name}" for name in names]


def test_years_and_money_below_each_other_are_a_budget_and_a_dash_behind_a_colon_is_part_of_it():
    block = """
ลำดับที่ {number}
ชื่อโครงการ :- {name}
วัตถุประสงค์ :- เพื่อให้เด็กฟัง{name}
วิธีดำเนินการ :- จัดเวที{name}
งบประมาณ :-
ปี 2566\t{number},000 บาท
ปี 2567\t-
ผู้รับผิดชอบ :- กองคลัง
"""
    names = ("โครงการเล่าเรื่อง", "กิจกรรมเก็บขยะ")
    plan = parse_plan(read(HEAD + "".join(block.format(number=n, name=name) for n, name in enumerate(names, 1))))
    assert [project.name.value for project in plan.projects] == list(names)
    assert [{a.fiscal_year: a.money.value for a in p.amounts} for p in plan.projects] == [
        {2566: 1_000, 2567: 0},
        {2566: 2_000, 2567: 0},
    ]
    assert text(plan.projects[0], "responsible") == "กองคลัง"


def test_the_titles_of_the_columns_of_a_table_of_fields_are_no_part_of_a_section():
    rows = "หัวข้อ\tรายละเอียด\nชื่อโครงการ\tโครงการพี่น้อง\nวัตถุประสงค์\tเพื่อรู้\nวิธีดำเนินการ\tอบรม\nผู้รับผิดชอบ\tกองคลัง\n"
    plan = parse_plan(read(f"{HEAD}มิติที่ 1 คนซื่อ\n\n1.1 คนในสำนักงาน\n\n{rows}"))
    assert [heading.name for heading in plan.headings] == ["คนซื่อ", "คนในสำนักงาน"]
    assert plan.projects[0].name.value == "โครงการพี่น้อง"


SUMMED = """
แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2567
เทศบาลตำบลดอนลำไยทอง อำเภอเมืองเลย จังหวัดเลย

มิติที่ 1 การสร้างคนสุจริต
1. โครงการอบรมคุณธรรม
วัตถุประสงค์
เพื่อให้พนักงานมีคุณธรรม
วิธีดำเนินการ
1. จัดอบรม
งบประมาณ
30,000 บาท
ผลที่คาดว่าจะได้รับ
พนักงานมีคุณธรรม
2. โครงการตาสับปะรด
วัตถุประสงค์
เพื่อให้ประชาชนช่วยกันดู
วิธีดำเนินการ
1. ตั้งกลุ่ม
งบประมาณ
12,000 บาท
ผลที่คาดว่าจะได้รับ
งานก่อสร้างได้มาตรฐาน

{closing}
"""


@pytest.mark.parametrize(
    "closing",
    [
        "รวมงบประมาณทั้งสิ้น 42,000 บาท (สี่หมื่นสองพันบาทถ้วน)",
        "งบประมาณตามแผนทั้งสิ้น 42,000 บาท",
        "รวมทั้งแผน 2 โครงการ เป็นเงิน 42,000 บาท",
    ],
)
def test_the_sum_in_a_plans_closing_words_is_its_grand_total_and_no_part_of_the_last_block(closing: str) -> None:
    plan = parse_plan(read(SUMMED.format(closing=closing)))
    assert [(t.scope, t.fiscal_year, int(t.printed.value)) for t in plan.totals if t.printed] == [
        (Scope.GRAND, 2567, 42_000)
    ]
    assert plan.projects[-1].fields["results"].value == "งานก่อสร้างได้มาตรฐาน"


def test_money_of_another_size_in_the_closing_words_is_no_total_of_the_plan() -> None:
    assert not parse_plan(read(SUMMED.format(closing="เทศบาลมีงบประมาณรายจ่ายทั้งสิ้น 45,000,000 บาท"))).totals


def test_a_line_that_names_a_part_of_its_field_groups_the_items_below():
    block = """
1. ชื่อโครงการ : {name}
2. วิธีดำเนินการ
ลงมือทำ{name}
3. ผู้รับผิดชอบ
กองช่าง
4. ผลผลิต/ผลลัพธ์

ผลผลิต
- น้ำสะอาด{name}

ผลลัพธ์
คนใช้น้ำน้อยลง
"""
    names = ("โครงการขุดบ่อ", "กิจกรรมปลูกผัก", "มาตรการปิดน้ำ")
    plan = parse_plan(read(HEAD + "".join(block.format(name=name) for name in names)))
    assert [[(item.group, item.text) for item in p.items if item.field == "results"] for p in plan.projects] == [
        [("ผลผลิต", f"น้ำสะอาด{name}"), ("ผลลัพธ์", "คนใช้น้ำน้อยลง")] for name in names
    ]


def test_quantity_and_quality_before_their_text_without_a_sign_are_groups():
    text = HEAD + ONE.format(unusual="ระยะเวลา", glued="ตัวชี้วัด", second="ต่อไป")
    text = text.replace("- สมุดแปลงผัก\nต่อไป\n", "เชิงปริมาณ มีสมุดแปลงผัก\nเชิงคุณภาพ ")
    assert [(i.group, i.text) for i in parse_plan(read(text)).projects[0].items if i.field == "results"] == [
        ("ผลผลิต", "มีสมุดแปลงผัก"),
        ("ผลลัพธ์", "ชาวบ้านแบ่งผักกัน"),
    ]


def test_a_web_page_on_one_line_is_read_like_one_of_many_lines(tmp_path):
    form = "".join(
        f"<table><tr><td>ชื่อโครงการ</td><td>{name}</td></tr><tr><td>วัตถุประสงค์</td><td>{aim}</td></tr>"
        f"<tr><td>งบประมาณ</td><td>{money} บาท</td></tr></table>"
        for name, aim, money in (("โครงการเล่าข่าวสภา", "ให้รู้ข่าว", "1,000"), ("โครงการตู้แดง", "ให้ร้องเรียนได้", "2,500"))
    )
    page = f"<html><body><p>แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567</p><p>เทศบาลตำบลบ้านผาตั้ง</p>{form}</body></html>"
    plans = []
    for name, text in (("one.html", page), ("many.html", page.replace("><", ">\n<"))):
        (tmp_path / name).write_text(text, encoding="utf-8")
        plans.append(read_plan(tmp_path / name))
    one, many = (
        [(p.name.value, p.fields[Field.OBJECTIVES].value, p.budget_total.value) for p in plan.projects]
        for plan in plans
    )
    assert one == many == [("โครงการเล่าข่าวสภา", "ให้รู้ข่าว", 1000), ("โครงการตู้แดง", "ให้ร้องเรียนได้", 2500)]
