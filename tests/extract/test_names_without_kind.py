"""Projects whose names begin with no kind word: what surrounds them tells that they are projects."""

from __future__ import annotations

from extract.parse import parse_plan
from tests.extract.builders import document

FRONT = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\nเทศบาลตำบลดอนสมมุติ\n"
HEADER = "ที่|โครงการ/กิจกรรม|สถานที่|งบประมาณ (บาท)"


def names(plan):
    return [project.name and project.name.value for project in plan.projects]


def test_a_page_of_a_table_with_few_kind_words_is_read_like_its_other_pages():
    plan = parse_plan(
        document(
            FRONT,
            [
                HEADER,
                "มิติที่ 1 การดูแลคน|||",
                "1|โครงการตลาดสีขาว|ตลาด|5,000",
                "2|การทบทวนสมุดบัญชี|ศาลา|-",
                "3|การจัดทำคู่มือ|ศาลา|-",
            ],
            "\nหน้า 2\n",
            [HEADER, "4|โครงการห้องสมุดคนดี|โรงเรียน|4,000", "5|กิจกรรมบอร์ดข่าว|ศาลา|-"],
        )
    )
    assert names(plan) == [
        "โครงการตลาดสีขาว",
        "การทบทวนสมุดบัญชี",
        "การจัดทำคู่มือ",
        "โครงการห้องสมุดคนดี",
        "กิจกรรมบอร์ดข่าว",
    ]


BLOCK = """
{0}. {1}
1) ผู้รับผิดชอบ : กองช่าง
2) หลักการและเหตุผล : ชาวบ้านขอให้ดูแลอย่างเปิดเผย
3) วัตถุประสงค์ : เพื่อให้งานโปร่งใส
4) งบประมาณ : 5,000 บาท
"""


def test_a_section_above_a_block_that_begins_with_an_unusual_field():
    text = FRONT
    for number, name in enumerate(("โครงการตลาดสีขาว", "การทบทวนสมุดบัญชี", "โครงการห้องสมุดคนดี"), 1):
        text += f"มิติที่ {number} การดูแลเรื่องที่ {number}\n{number}.1 การทำงานกับชุมชน\n" + BLOCK.format(number, name)
    plan = parse_plan(document(text))
    assert [project.path for project in plan.projects] == [(1, 1), (2, 1), (3, 1)]
    assert names(plan)[1] == "การทบทวนสมุดบัญชี"


def test_a_name_that_the_table_prints_with_its_department():
    rows = ["1|โครงการตลาดสีขาว (กองคลัง)|ตลาด|5,000", "2|การทบทวนสมุดบัญชีของชุมชน (กองคลัง)|ศาลา|5,000"]
    text = ""
    for number, name in enumerate(("โครงการตลาดสีขาว", "การทบทวนสมุดบัญชีของชุมชน"), 1):
        text += f"{number}. {name}\nเป้าประสงค์ที่ 1 การดูแลคน\nความเป็นมา\nชาวบ้านขอให้ดูแล\nวัตถุประสงค์\n- เพื่อให้งานโปร่งใส\n"
        text += "งบประมาณ\n5,000 บาท\nผลที่คาดว่าจะได้รับ\n- งานเสร็จทันปี\n"
    plan = parse_plan(document(FRONT, [HEADER, "เป้าประสงค์ที่ 1 การดูแลคน|||", *rows], text))
    assert names(plan) == ["โครงการตลาดสีขาว", "การทบทวนสมุดบัญชีของชุมชน"]
