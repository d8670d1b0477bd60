"""Blocks whose headings a document has of its own: what recurs, numbers in turn, brackets, gaps and contents tell."""

from __future__ import annotations

import pytest

from extract.parse import parse_plan
from tests.extract.builders import read

HEAD = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567\nเทศบาลตำบลดอนสมมุติ อำเภอเมือง จังหวัดแพร่\n\n"
NAMES = ["โครงการค่ายใจซื่อ", "กิจกรรมวันตาชั่งตรง", "มาตรการเปิดตู้รับเรื่อง", "โครงการตลาดน้ำไม่โกง"]


def fields(text, head=HEAD):
    plan = parse_plan(read(head + text))
    return [p.name.value for p in plan.projects], [
        {key.value: value.value for key, value in p.fields.items()} for p in plan.projects
    ]


def blocks(form, count=4):
    return "".join(form.format(n=n, name=NAMES[n - 1]) for n in range(1, count + 1))


QUESTIONS = """
ชุดที่ {n}
เรื่องที่จะทำ\t{name}
1. เพื่ออะไร\t1.1 เพื่อให้คนหมู่ {n} รู้จักพอ
\t1.2 เพื่อให้คนหมู่ {n} รู้จักให้
2. ใครได้รับ\tคนหมู่ {n} จำนวน 40 คน
3. ทำเมื่อใด\tไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2567
4. ใช้เงินเท่าใด\t{n}6,000 บาท
5. ใครทำ\tสำนักปลัด
"""


def test_cards_with_numbered_questions_are_known_by_each_other():
    names, found = fields("มิติที่ 1\tปลูกใจให้ซื่อ\n" + blocks(QUESTIONS))
    assert names == NAMES
    assert [f["target_group"] for f in found] == [f"คนหมู่ {n} จำนวน 40 คน" for n in (1, 2, 3, 4)]
    assert all(f["objectives"].count("\n") == 1 and f["responsible"] == "สำนักปลัด" for f in found)


def test_a_level_before_a_tab_is_a_heading():
    text = "".join(f"\nมิติที่ {n}\tปลูกใจหมู่ {n}\n" + QUESTIONS.format(n=n, name=NAMES[n - 1]) for n in (1, 2, 3))
    assert [(d.path, d.name) for d in parse_plan(read(HEAD + text)).dimensions] == [
        ((n,), f"ปลูกใจหมู่ {n}") for n in (1, 2, 3)
    ]


ARTICLES = """
ข้อ {n}\t{name}
\tเหตุแห่งข้อนี้\tโดยที่คนหมู่ {n} ขอมา
\tเจตนาของข้อนี้\t(ก) เพื่อให้คนหมู่ {n} รู้จักพอ
\t\t(ข) เพื่อให้รู้จักให้
\tวงเงินของข้อนี้\t{n}6,000 บาท
\tผู้รักษาข้อนี้\tสำนักปลัด
"""


def test_cards_may_stand_below_the_names_of_their_projects():
    names, found = fields(blocks(ARTICLES))
    assert names == NAMES
    assert all(f["responsible"] == "สำนักปลัด" for f in found)
    assert [f["objectives"].split("\n")[0] for f in found] == [f"(ก) เพื่อให้คนหมู่ {n} รู้จักพอ" for n in (1, 2, 3, 4)]


GAPS = """
ใบงานชิ้นที่ {n}
เรื่องของชิ้นนี้      {name}
เวลาของชิ้นนี้      ปีงบประมาณ พ.ศ. 2567
ผู้รับผิดชอบ        {who}
ที่มา
     คนหมู่ {n} ขอมาหลายปีแล้ว และยังไม่เคยได้ทำสักครั้งเดียว
วัตถุประสงค์
     1. ให้คนหมู่ {n} รู้จักพอ
งบประมาณ
     {n}6,000 บาท
"""


def test_a_wide_gap_parts_labels_from_their_texts():
    who = ["กองช่าง", "กองคลัง", "สำนักปลัด", "กองช่าง"]
    text = "".join(GAPS.format(n=n, name=name, who=who[n - 1]) for n, name in enumerate(NAMES, 1))
    names, found = fields(text)
    assert names == NAMES
    assert [f["responsible"] for f in found] == who
    assert all(f["duration"] == "ปีงบประมาณ พ.ศ. 2567" for f in found)


OF_SO_MANY = """
บัตรที่ {n} จาก 4
ชื่อบัตร
{name}
ทำเพื่ออะไร (วัตถุประสงค์)
ให้คนหมู่ {n} รู้จักพอ
ทำกับใคร (กลุ่มเป้าหมาย)
คนหมู่ {n} ทุกคน
ถือบัตร (ผู้รับผิดชอบ)
สำนักปลัด
รู้ผลอย่างไร (ตัวชี้วัด)
คนหมู่ {n} รู้จักพอจริง
"""


def test_what_a_heading_names_in_brackets_is_its_field():
    names, found = fields(blocks(OF_SO_MANY))
    assert names == NAMES
    assert [set(f) for f in found] == [{"objectives", "target_group", "responsible", "results"}] * 4


IN_TURN = """
{n}. {name}
   {n}.1 เหตุผล คนหมู่ {n} ขอมา
   {n}.2 วัตถุประสงค์ เพื่อให้คนหมู่ {n} รู้จักพอ
   {n}.3 ผู้รับผิดชอบ สำนักปลัด
   {n}.4 ผลลัพธ์ 1) คนหมู่ {n} รู้จักพอ
"""


def test_a_group_of_results_with_the_next_number_of_the_fields_is_the_field():
    names, found = fields("มิติที่ 1 ปลูกใจ\n1.1 ปลูกใจเด็ก\n" + blocks(IN_TURN))
    assert names == NAMES
    assert [f["results"] for f in found] == [f"1) คนหมู่ {n} รู้จักพอ" for n in (1, 2, 3, 4)]
    assert all(f["responsible"] == "สำนักปลัด" for f in found)


TIMES = """
เรื่องที่ {n} {name}
    มูลเหตุ
        คนหมู่ {n} ขอมาหลายปีแล้วแต่ยังไม่เคยได้ทำ
    ความมุ่งหมาย
        (ก) เพื่อให้คนหมู่ {n} รู้จักพอ
        (ข) เพื่อให้คนหมู่ {n} รู้จักให้
    ผู้จะได้ประโยชน์
        คนหมู่ {n} ทุกคน
    ข้อปฏิบัติ
        (ก) นัดคนหมู่ {n} มาคุย
        (ข) ลงมือทำ
    กาลที่กระทำ
        ปีงบประมาณ 2566 ถึง 2567
    ทุนทรัพย์
        รวม {n}4,000 บาท
    ผู้เป็นธุระ
        สำนักปลัด
"""


def test_a_time_below_a_heading_of_its_own_is_its_content():
    names, found = fields(blocks(TIMES))
    assert names == NAMES
    assert [f["duration"] for f in found] == ["ปีงบประมาณ 2566 ถึง 2567"] * 4
    assert [f["methods"].split("\n")[0] for f in found] == [f"(ก) นัดคนหมู่ {n} มาคุย" for n in (1, 2, 3, 4)]


GROUPED = """
ข้อ {n}\t{name}
(1) เหตุผล\tคนหมู่ {n} ขอมา
(2) วัตถุประสงค์\tเพื่อให้คนหมู่ {n} รู้จักพอ
(3) ผู้รับผิดชอบ\tสำนักปลัด
(4) ผลตามกฎหมายและการวัด\t(ก) เชิงปริมาณ ทำแล้ว {n} ครั้ง
\t(ข) เชิงคุณภาพ คนหมู่ {n} พอใจ
"""


def test_groups_of_results_tell_that_a_heading_is_theirs():
    _, found = fields(blocks(GROUPED))
    assert all("เชิงคุณภาพ" in f["results"] for f in found)


REPORT = """
งานที่ {n}  {name}
   ค่างานตามแผน {money} เบิกแล้ว {money}
   งานที่ทำแล้ว
      * นัดคนหมู่ {n} มาคุย
      * ลงมือทำหมู่ {n}
   ผลที่ได้
      * คนหมู่ {n} รู้จักพอ
   ปัญหา/อุปสรรค
      ไม่มี
"""
TITLE = "รายงานผลการดำเนินงานตามแผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567\nเทศบาลตำบลดอนสมมุติ อำเภอเมือง จังหวัดแพร่\n\n"


def test_what_was_done_below_money_that_is_none_is_no_budget():
    text = "".join(
        REPORT.format(n=n, name=name, money=f"{n}5,000 บาท" if n != 2 else "").replace(
            "ค่างานตามแผน  เบิกแล้ว ", "ค่างานตามแผน ไม่ใช้งบประมาณ"
        )
        for n, name in enumerate(NAMES, 1)
    )
    plan = parse_plan(read(TITLE + text))
    assert [p.name.value for p in plan.projects] == NAMES
    assert not any("มาคุย" in p.budget_text.value for p in plan.projects if p.budget_text)


def test_the_level_in_a_level_gives_its_name():
    rows = "หน่วยที่ {0} มิติที่ {0} ปลูกใจหมู่ {0}\n" + IN_TURN.replace("{name}", NAMES[0] + "หมู่ {n}")
    plan = parse_plan(read(HEAD + "".join(rows.replace("{0}", str(n)).format(n=n) for n in (1, 2, 3))))
    assert [d.name for d in plan.dimensions] == [f"ปลูกใจหมู่ {n}" for n in (1, 2, 3)]


@pytest.mark.parametrize("page", ["~ หน้า {0} ~ สติ", "หน้า {0} ของเล่ม"])
def test_the_page_may_be_named_within_a_running_title(page):
    text = "".join(
        TIMES.format(n=n, name=name) + f"\nตำบลดอนสมมุติ {page.format(n + 1)}\n" for n, name in enumerate(NAMES, 1)
    )
    names, found = fields(text)
    assert names == NAMES
    assert not any("หน้า" in value for f in found for value in f.values())


TWICE = """
งานที่ {n}
{name}
ดินเดิมเป็นอย่างไร
{why}
หวังให้งอกงามเรื่องใด
(1) ให้คนหมู่ {n} รู้จักพอ
(2) ให้คนหมู่ {n} รู้จักให้
ลงแปลงที่ไหน
ศาลากลางบ้านของ{name}
ขั้นตอนการดูแล
(1) นัดคนหมู่ {n} มาคุย
(2) ลงมือทำ
ทุนที่ใช้
ไม่มีทุนที่ต้องใช้
คนดูแลแปลง
กองช่าง ฝ่ายที่ดูแล{name}
"""


REASONS = [
    "พนักงานบางคนยังใช้รถและของหลวงเพื่อเรื่องของตัวเอง",
    "ตาชั่งที่ตลาดเช้ามีคนบ่นมาหลายปีว่าไม่ตรงกันสักร้าน",
    "เรื่องที่ชาวบ้านเขียนมาหายไปกลางทางโดยไม่มีใครรู้",
    "ร้านค้าใหม่ยังไม่รู้ว่าราคาที่ควรขายเป็นเท่าใด",
]


def test_the_first_of_two_headings_of_methods_above_the_objectives_is_the_rationale():
    text = "".join(
        TWICE.format(n=n, name=name, why=why) for n, (name, why) in enumerate(zip(NAMES, REASONS, strict=True), 1)
    )
    names, found = fields(text)
    assert names == NAMES
    assert [f["rationale"] for f in found] == REASONS
    assert all(f["methods"].startswith("(1) นัด") for f in found)
    plan = parse_plan(read(HEAD + text))
    assert [p.budget_total and p.budget_total.value for p in plan.projects] == [0] * 4
