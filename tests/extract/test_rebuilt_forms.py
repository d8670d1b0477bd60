"""The national form as offices rebuild it: merged fields, lists in place of tables, footers within the text."""

from __future__ import annotations

from extract.grammar.field import Field
from extract.parse import parse_plan
from tests.extract.builders import document

FRONT = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\nเทศบาลตำบลดอนสมมุติ\n"
NAMES = ("โครงการตลาดนัดสีขาว", "ป้ายราคาอ่านง่ายทุกร้าน", "โครงการบอร์ดข่าวชุมชน")

MERGED = """
{0}. {1}
1) หลักการและวัตถุประสงค์
ชาวบ้านขอให้ดูแลเรื่องนี้อย่างเปิดเผย
(1) เพื่อให้งานโปร่งใส
(2) เพื่อให้ทุกคนรู้
2) กลุ่มเป้าหมาย : ผู้ค้าทุกคน
3) งบประมาณ : 5,000 บาท
4) ผู้รับผิดชอบ : กองคลัง
"""


def test_reasons_and_aims_below_one_heading():
    plan = parse_plan(document(FRONT, "".join(MERGED.format(n, name) for n, name in enumerate(NAMES, 1))))
    for project in plan.projects:
        assert project.fields[Field.RATIONALE].value == "ชาวบ้านขอให้ดูแลเรื่องนี้อย่างเปิดเผย"
        assert [i.text for i in project.items if i.field == Field.OBJECTIVES] == ["เพื่อให้งานโปร่งใส", "เพื่อให้ทุกคนรู้"]


LISTED = """
แผนงานที่ 1 ดูแลคน
1. โครงการตลาดนัดสีขาว ตั้งไว้ 5,000 บาท (กองคลัง)
2. โครงการห้องสมุดคนดี ตั้งไว้ 4,000 บาท (กองการศึกษา)
รวมแผนงานที่ 1 : 2 โครงการ 9,000 บาท

แผนงานที่ 2 ดูแลงาน
1. ป้ายราคาอ่านง่ายทุกร้าน ไม่ใช้งบประมาณ (กองคลัง)
รวมแผนงานที่ 2 : 1 โครงการ ไม่ใช้งบประมาณ
"""

BLOCKS = """
คำชี้แจง

แผนงานที่ {0} {1}

1. {2}
เหตุผลที่ต้องทำ: ชาวบ้านขอให้ดูแล
วัตถุประสงค์: เพื่อให้งานโปร่งใส
งบประมาณ: {3}
ผู้รับผิดชอบ: กองคลัง
"""


def test_the_first_entry_of_each_list_needs_no_kind_word_nor_does_its_block():
    blocks = BLOCKS.format(1, "ดูแลคน", NAMES[0], "5,000 บาท") + BLOCKS.format(2, "ดูแลงาน", NAMES[1], "ไม่ใช้งบประมาณ")
    plan = parse_plan(document(FRONT, LISTED, blocks))
    assert [project.name.value for project in plan.projects if project.name] == [NAMES[0], "โครงการห้องสมุดคนดี", NAMES[1]]
    assert [project.in_details for project in plan.projects] == [True, False, True]
    totals = {total.dimension: total.printed.value for total in plan.totals if total.printed is not None}
    assert {dimension: int(value) for dimension, value in totals.items()} == {1: 9000, 2: 0}


def test_a_name_without_kind_word_that_an_entry_of_the_list_begins_with():
    """The entry of the list is no table, so only its text tells that the line above the fields is a name."""
    listed = (
        "แผนงานที่ 1 ดูแลคน\n1. โครงการตลาดนัดสีขาว ตั้งไว้ 5,000 บาท (กองคลัง)\n2. ตรวจนับของหลวงทุกชิ้น ไม่ใช้งบประมาณ (กองคลัง)\n"
    )
    block = "\n{0}. {1}\nเหตุผลที่ต้องทำ: ชาวบ้านขอให้ดูแล\nทำเพื่ออะไร: เพื่อให้งานโปร่งใส\nงบประมาณ: {2}\nผู้รับผิดชอบ: กองคลัง\n"
    names = {"โครงการตลาดนัดสีขาว": "5,000 บาท", "ตรวจนับของหลวงทุกชิ้น": "ไม่ใช้งบประมาณ"}
    blocks = "".join(block.format(n, name, money) for n, (name, money) in enumerate(names.items(), 1))
    plan = parse_plan(document(FRONT, listed, "\nคำชี้แจง\n\nแผนงานที่ 1 ดูแลคน\n", blocks))
    assert [(project.name and project.name.value, project.in_details) for project in plan.projects] == [
        (name, True) for name in names
    ]


def test_a_title_with_the_number_of_its_page_is_no_text():
    template = MERGED.replace("(2)", "แผนฯ เทศบาลตำบลดอนสมมุติ หน้า {0}\n(2)")
    plan = parse_plan(document(FRONT, "".join(template.format(n, name) for n, name in enumerate(NAMES[:2], 1))))
    assert not any("หน้า" in item.text for project in plan.projects for item in project.items)


ONE_TABLE_EACH = """
1. ชื่อโครงการ : {0}
2. หลักการและเหตุผล : ชาวบ้านขอให้ดูแล
3. งบประมาณ : 5,000 บาท
4. ผลที่คาดว่าจะได้รับ
ร้านค้าติดป้ายราคา
"""


def test_tables_of_one_row_below_the_last_block():
    """The headings above them are no text of the block's last field."""
    levels = ("ดูแลคน", "ดูแลงาน", "ดูแลข่าว")
    blocks = "".join(
        f"\nด้านที่ {n} {level}\n" + ONE_TABLE_EACH.format(name)
        for n, (level, name) in enumerate(zip(levels, NAMES, strict=True), 1)
    )
    header = "ที่|ชื่อโครงการ|ปี 2568|ปี 2569"
    parts: list[str | list[str]] = [FRONT, blocks, "\nด้านที่ 1 ดูแลคน\n"]
    parts.append([header, f"1|{NAMES[0]}|5,000|-", "2|โครงการห้องสมุดคนดี|4,000|-"])
    parts += ["\nด้านที่ 2 ดูแลงาน\n", [header, f"1|{NAMES[1]}|5,000|-"]]
    parts += ["\nด้านที่ 3 ดูแลข่าว\n", [header, f"1|{NAMES[2]}|5,000|-"]]
    plan = parse_plan(document(*parts))
    assert [project.path for project in plan.projects if project.in_details and project.summary_place] == [
        (1,),
        (2,),
        (3,),
    ]
    assert [project.fields[Field.RESULTS].value for project in plan.projects if project.in_details] == [
        "ร้านค้าติดป้ายราคา"
    ] * 3


OWN = """
{0}. {1}
เพราะเหตุใด {2}ยังไม่มีคนดูแลและชาวบ้านขอให้เทศบาลทำให้เห็นกับตาทุกขั้นตอนตลอดทั้งปี
วัตถุประสงค์ เพื่อให้{2}โปร่งใส
คนที่มาช่วย ผู้ค้าใน{2}
ผู้รับผิดชอบ กองคลัง
งบประมาณ {0},000 บาท
"""
PLACES = ("ตลาด", "ร้านค้า", "ชุมชน", "สะพาน", "บ่อน้ำ")


def test_short_words_that_each_block_has_once_are_headings_whatever_they_are():
    names = (NAMES[0], NAMES[2], "โครงการร้านค้าดีเด่น", "โครงการสะพานไม้", "โครงการบ่อน้ำใส")
    blocks = (OWN.format(n, name, place) for n, (name, place) in enumerate(zip(names, PLACES, strict=True), 1))
    plan = parse_plan(document(FRONT, "".join(blocks)))
    assert [project.name and project.name.value for project in plan.projects] == list(names)
    for project in plan.projects:
        assert all("คนที่มาช่วย" not in value.value for value in project.fields.values())


def test_dots_between_a_label_and_its_text_part_them():
    block = "\nชื่อ ........ {1}\nผู้เสนอ ........ กองที่ {0}\nสภาพปัญหา ........ ชาวบ้านบอก\n"
    block += "มุ่งหมาย ........ ให้งานโปร่งใส\nค่าใช้จ่าย ........ {0},000 บาท\n"
    plan = parse_plan(document(FRONT, "".join(block.format(n, name) for n, name in enumerate(NAMES, 1))))
    assert [project.name and project.name.value for project in plan.projects] == list(NAMES)
    assert [project.budget_total and int(project.budget_total.value) for project in plan.projects] == [1000, 2000, 3000]
