"""Tables of contents: which lines they are, and that nothing is read from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.lines.contents import contents_lines, without_contents
from extract.parse import parse_plan
from tests.extract.builders import document, lines

LED = """
สารบัญ
เรื่อง หน้า
บทนำ ............ 1
มิติที่ 1 การปลูกฝังคนซื่อตรง ............ 4
โครงการตลาดนัดสีขาว ............ 5
มิติที่ 2 การทำงานให้คนเห็น ............ 9
โครงการห้องสมุดคนดี ............ 10
"""


def listed(text: str) -> list[str]:
    found = lines(text)
    places = contents_lines(found)
    return [line.text for line in found if line.place in places]


@pytest.mark.parametrize(
    "text",
    [
        LED.strip("\n"),
        "บทนำ …… 1\nส่วนที่ 2 โครงการ …… 4\nภาคผนวก …… 30",
        "สารบัญ\nบทนำ 1\nส่วนที่ 2\nโครงการของชุมชน 4\nภาคผนวก\t30",
        "โครงการที่มีชื่อยาวจนต้อง\nพิมพ์สองบรรทัด ........ 3\nโครงการสอง ........ 3\nโครงการสาม . . . . . 7",
    ],
    ids=["dots", "ellipses", "a title and no dots", "wrapped"],
)
def test_lines_that_lead_to_pages(text):
    wrapped = text.split("\n")[1:] if text.startswith("โครงการที่มีชื่อยาว") else text.split("\n")
    assert listed(text) == wrapped


@pytest.mark.parametrize(
    "text",
    [
        "1. โครงการหนึ่ง ........ 300\n2. โครงการสอง ........ 500\n3. โครงการสาม ........ 900",
        "บทนำ 1\nโครงการสอง 4\nภาคผนวก 30",
        "ชื่อโครงการ ........ 3\nผู้รับผิดชอบ ........ 2\nงบประมาณ ........ 1",
        "บทนำ ........ 1\nภาคผนวก ........ 9",
    ],
    ids=["money", "no title", "going down", "too few"],
)
def test_other_lines_that_end_with_numbers(text):
    assert listed(text) == []


def test_no_heading_and_no_project_is_read_from_it():
    plan = parse_plan(
        document(
            "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568\nเทศบาลตำบลดอนสมมุติ\n" + LED,
            "\nมิติที่ 1 การปลูกฝังคนซื่อตรง\n",
            ["ที่|โครงการ/กิจกรรม|งบประมาณ (บาท)", "1|โครงการตลาดนัดสีขาว|5,000"],
            "\nมิติที่ 2 การทำงานให้คนเห็น\n",
            ["ที่|โครงการ/กิจกรรม|งบประมาณ (บาท)", "2|โครงการห้องสมุดคนดี|7,000"],
        )
    )
    assert [(heading.path, heading.name) for heading in plan.headings] == [
        ((1,), "การปลูกฝังคนซื่อตรง"),
        ((2,), "การทำงานให้คนเห็น"),
    ]
    assert [project.name and project.name.value for project in plan.projects] == [
        "โครงการตลาดนัดสีขาว",
        "โครงการห้องสมุดคนดี",
    ]


@given(st.lists(st.text("กข .…12\t", max_size=30), max_size=12))
def test_other_blocks_stay_in_their_order(texts):
    blocks = lines("\n".join(texts))
    kept = list(without_contents(blocks))
    places = contents_lines(blocks)
    assert kept == [line for line in blocks if line.place not in places]
