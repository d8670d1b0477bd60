"""Fields told with a copula, names in front of their paragraphs, levels numbered in words or without a word."""

import pytest

from extract.grammar.field import Field
from extract.lines.copular import with_colons
from extract.lines.told_names import names_apart
from extract.lines.worded_levels import with_numbers
from extract.parse import parse_plan
from tests.extract.builders import document, grid, lines, read

TITLE = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2569\n\n"
REPORT = "รายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567 รอบ 12 เดือน\n\n"


def money(project):
    return int(project.budget_total.value) if project.budget_total is not None else None


def owners(plan):
    return {text.value for p in plan.projects for key, text in p.fields.items() if key == Field.RESPONSIBLE}


def told(name, sums):
    return f"""{name}
สิ่งที่ได้ทำคือ ตรวจตาชั่งทุกแผง
งานนี้{sums} ผู้รับผิดชอบคือกองคลัง
ผลที่เห็น คือ ไม่มีเรื่องร้องเรียน
"""


def test_sentences_that_begin_alike_are_fields():
    names = ["โครงการตาชั่งตรง", "กิจกรรมแผงสะอาด", "มาตรการใบเสร็จ", "โครงการเวรตลาด"]
    spent = ["ตั้งเงินไว้ 9,000 บาท จ่ายไปแล้ว 8,500 บาท คงเหลือ 500 บาท", "ไม่ใช้งบประมาณ"]
    spent += ["ตั้งเงินไว้ 2,000 บาท จ่ายไปแล้ว 2,000 บาท", "ตั้งเงินไว้ 4,000 บาท ยังไม่ได้จ่าย"]
    blocks = "\n".join(told(f"{at}. {name}", sums) for at, (name, sums) in enumerate(zip(names, spent, strict=True), 1))
    plan = parse_plan(read(f"{REPORT}ด้านที่หนึ่ง ตลาด\n\n{blocks}\nข้อเสนอถึงผู้บริหาร\nขอให้เร่งรัดงานที่ค้าง\n"))
    assert [p.name.value for p in plan.projects] == names
    assert [money(p) for p in plan.projects] == [9_000, 0, 2_000, 4_000]
    assert owners(plan) == {"กองคลัง"}
    assert [item.text for p in plan.projects for item in p.items if item.field == "results"] == ["ไม่มีเรื่องร้องเรียน"] * 4


def test_a_copula_of_a_single_sentence_stays():
    text = "สิ่งที่ได้ทำคือ ตรวจตาชั่ง\nผลคือ ดีขึ้น"
    assert [block.text for block in with_colons(lines(text))] == text.split("\n")


STORY = "แม่ค้าขอให้ตรวจตาชั่งทุกแผงในตลาดเดือนละครั้งต่อหน้าผู้ซื้อ {0} กองคลังเป็นผู้รับผิดชอบ"
MONEY = ["ตั้งเงินไว้ 9,000 บาท", "เรื่องนี้ไม่ต้องใช้เงิน", "ปีก่อนใช้ไป 7,000 บาท ปีนี้ขอ 6,000 บาท"]
TOLD = ["โครงการตาชั่งตรง", "กิจกรรมแผงสะอาด", "มาตรการใบเสร็จ"]


@pytest.mark.parametrize("form", ["({0}) {1} — {2}", "{0}. {1} : {2}", "• {1} – {2}"])
def test_names_in_front_of_their_paragraphs(form):
    entries = [
        form.format(at, name, STORY.format(sums)) for at, (name, sums) in enumerate(zip(TOLD, MONEY, strict=True), 1)
    ]
    plan = parse_plan(read(f"{TITLE}หมวด ก คนตลาด\n{entries[0]}\n{entries[1]}\n\nหมวด ข งานตลาด\n{entries[2]}\n"))
    assert [(p.name.value, money(p), p.dimension) for p in plan.projects] == [
        (TOLD[0], 9_000, 1),
        (TOLD[1], 0, 1),
        (TOLD[2], 6_000, 2),
    ]
    assert [heading.name for heading in plan.dimensions] == ["คนตลาด", "งานตลาด"]


def test_two_amounts_without_a_sum_are_not_guessed():
    told = ["ค่าป้าย 2,000 บาท ค่าอาหาร 3,000 บาท", *MONEY]
    names = [*TOLD, "โครงการเวรตลาด"]
    entries = "\n".join(f"({at}) {n} — {STORY.format(t)}" for at, (n, t) in enumerate(zip(names, told, strict=True), 1))
    plan = parse_plan(read(f"{TITLE}{entries}\n"))
    assert [money(p) for p in plan.projects] == [None, 9_000, 0, 6_000]


def test_one_dash_behind_a_name_parts_nothing():
    text = lines("โครงการตาชั่งตรง — " + STORY)
    assert names_apart(text) == text


def test_levels_numbered_in_words_or_letters():
    made = with_numbers(document("ด้านที่หนึ่ง คน", "ด้านที่สอง งาน", ["หมวด ก. เงิน | 1", "หมวด ข. พัสดุ | 2"]))
    texts = [block.text if not hasattr(block, "cells") else block.cells[0].text for block in made.blocks()]
    assert texts == ["ด้านที่1 คน", "ด้านที่2 งาน", "หมวด 1. เงิน"]
    assert [cell.text for cell in made.pages[0].blocks[-1].cells][2] == "หมวด 2. พัสดุ"
    alone = document("ด้านที่สอง งาน", "หมวด ข. พัสดุ")
    assert with_numbers(alone) == alone
    assert grid(["ก"]).cells[0].text == "ก"


def block(name, owner="กองคลัง"):
    return f"{name}\nวัตถุประสงค์ : เพื่อให้ตาชั่งตรง\nวิธีดำเนินการ : ตรวจทุกเดือน\nงบประมาณ : 900 บาท\nผู้รับผิดชอบ : {owner}\n"


@pytest.mark.parametrize("heads", [("เรื่องของคน", "เรื่องของงาน"), ("ก. คนในตลาด", "ข. งานในตลาด")])
def test_levels_without_a_word(heads):
    first, second = heads
    blocks = f"{first}\n{block(TOLD[0])}{block(TOLD[1])}{second}\n{block(TOLD[2])}{block('โครงการเวรตลาด')}"
    plan = parse_plan(read(f"{TITLE}{blocks}"))
    assert [p.dimension for p in plan.projects] == [1, 1, 2, 2]
    assert owners(plan) == {"กองคลัง"}
    assert [heading.name for heading in plan.dimensions] == [
        head.removeprefix("ก. ").removeprefix("ข. ") for head in heads
    ]


def test_a_level_by_name_below_the_name_of_a_project_is_a_field():
    form = "ชื่อโครงการ : {0}\nแผนงาน : พัฒนาคน\n1. หลักการและเหตุผล\nตาชั่งเพี้ยน\n2. วัตถุประสงค์\nให้ตรง\n3. งบประมาณ\n900 บาท\n"
    plan = parse_plan(read(TITLE + "".join(form.format(name) for name in TOLD)))
    assert [p.name.value for p in plan.projects] == TOLD


def test_a_sentence_that_speaks_of_the_project_names_none():
    form = "{0}\nสิ่งที่ทำ : ตรวจทุกแผง\nโครงการนี้ใช้งบประมาณ 900 บาท\nผลที่ได้รับ : ตาชั่งตรง\n"
    plan = parse_plan(read(REPORT + "".join(form.format(f"{at}. {name}") for at, name in enumerate(TOLD, 1))))
    assert [p.name.value for p in plan.projects] == TOLD


@pytest.mark.parametrize("sign", ["=", "=>", "→", "»"])
def test_a_sign_parts_words_from_their_text_as_a_colon_does(sign):
    blocks = [
        f"โครงการที่ {at} โครงการ{name}\nปีที่ทำ {sign} 2567\nผู้รับมอบงาน {sign} กองคลัง\nความสำคัญ {sign} {name}\n"
        f"ผู้เข้าร่วมหรือสิ่งที่เป็นเป้า {sign} ลูกบ้าน {at}0 คน\nวงเงิน {sign} 5,000 บาท\n"
        for at, name in enumerate(["คลองใส", "ตลาดสะอาด", "ป่ากินได้"], 1)
    ]
    plan = parse_plan(read("แผนปฏิบัติการป้องกันการทุจริต ปี 2567\n\n" + "\n".join(blocks)))
    assert [p.fields["responsible"].value for p in plan.projects] == ["กองคลัง"] * 3
    assert [p.fields["target_group"].value for p in plan.projects] == ["ลูกบ้าน 10 คน", "ลูกบ้าน 20 คน", "ลูกบ้าน 30 คน"]
