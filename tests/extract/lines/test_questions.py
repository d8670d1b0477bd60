"""Plans written as questions and answers."""

import pytest

from extract.lines.document_lines import read_lines
from extract.lines.questions import without_askers
from extract.parse import parse_plan
from tests.extract.builders import document, lines, read

ASKED = ["ทำไมต้องทำ", "ทำกับใคร", "ทำอย่างไร", "ใช้เงินเท่าไร", "ใครเป็นเจ้าภาพ"]
TOLD = ["ตาชั่งในตลาดเพี้ยนจนแม่ค้าทะเลาะกัน", "แม่ค้า 40 คน", "ตรวจตาชั่งทุกเดือน", "9,000 บาท", "กองคลัง"]
NAMES = ["โครงการตาชั่งตรง", "กิจกรรมแผงสะอาด", "มาตรการใบเสร็จทุกแผง"]
FORMS = ["ถาม : {0}?\nตอบ : {1}", "ถาม {0}\nตอบ {1}", "ถ. {0}\nต. {1}", "ถาม: {0}\nตอบ:\n- {1}"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", ["", "{0}. "])
def test_the_questions_are_the_headings(form, number):
    block = "\n".join(form.format(asked, told) for asked, told in zip(ASKED, TOLD, strict=True))
    text = "\n\n".join(f"{number.format(at)}{name}\n{block}" for at, name in enumerate(NAMES, 1))
    plan = parse_plan(read(f"แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2569\n\nด้านตลาด\n\n{text}\n"))
    assert [p.name.value for p in plan.projects] == NAMES
    assert [p.budget_total.value for p in plan.projects] == [9_000] * 3
    assert {item.text for p in plan.projects for item in p.items if item.field == "methods"} == {"ตรวจตาชั่งทุกเดือน"}


def test_levels_that_recur_ask_nothing():
    levels = "\n".join(f"มิติที่ 1 สร้างคน {n}\nลำดับที่ 2 งานตลาด\nมิติที่ 1 สร้างคน {n}" for n in "กขคงจฉ")
    assert "มิติที่ 1 สร้างคน ก" in [mark.line.text for mark in read_lines(document(levels)).marks]


@pytest.mark.parametrize(("first", "second"), [("ผลผลิต", "ผลลัพธ์"), ("ขั้นแรก", "ขั้นหลัง")])
def test_words_with_nothing_behind_their_colon_ask_nothing(first, second):
    block = f"ผลที่คาดว่าจะได้รับ\n{first} :\n- ตาชั่งตรงทุกแผง\n{second} :\n- แม่ค้าไม่ทะเลาะกัน\n"
    shown = [mark.line.text for mark in read_lines(read("".join(f"{name}\n{block}" for name in NAMES * 3))).marks]
    assert shown.count(f"{first} :") == shown.count(f"{second} :") == 9


def test_letters_that_count_up_ask_nothing():
    places = ["ตลาดเทศบาล", "ศาลาประชาคม", "ลานวัด"] * 3
    blocks = lines("\n".join(f"ง. สถานที่ {place}\nจ. วิธีทำ\nตรวจแล้วชั่ง" for place in places))
    assert without_askers(blocks) == blocks


def test_words_far_from_each_other_are_no_question_and_answer():
    cards = [
        f"ชื่องาน: {name}\nก. ทำไมต้องทำ: คนขอ\nข. ขั้นตอน:\n- เตรียม\n- ลงมือ\nค. ใครทำ: กองคลัง\n"
        "ลงชื่อ .................... เจ้าของบัตร\n"
        for name in [*NAMES, "โครงการลูกตุ้มทอง", "กิจกรรมชั่งหน้าร้าน", "โครงการราคาเดียว"]
    ]
    shown = [mark.line.text for mark in read_lines(read("\n".join(cards))).marks]
    assert sum(text.startswith("ลงชื่อ") for text in shown) == len(cards)
