"""Levels counted by letters, anywhere that a number may stand."""

from __future__ import annotations

import pytest

from extract.grammar.names import clean_name
from extract.lines.lettered_levels import with_numbered_levels
from extract.parse import parse_plan
from tests.extract.builders import document, read

HEAD = """
แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568 - 2569
เทศบาลตำบลธารทอง อำเภอเมืองน่าน จังหวัดน่าน

"""


def numbered(*texts: str) -> list[str]:
    return [block.text for block in with_numbered_levels(document("\n".join(texts))).blocks()]


def test_letters_behind_a_word_of_levels_are_numbers():
    assert numbered("หมวด ก ปลูกใจ", "รวมหมวด ก", "หมวด ข. เปิดเผย", "ตามหมวด ข นี้") == [
        "หมวด 1 ปลูกใจ",
        "รวมหมวด 1",
        "หมวด 2. เปิดเผย",
        "ตามหมวด 2 นี้",
    ]


def test_codes_behind_a_word_have_the_number_of_their_letter():
    printed = ("ด้าน A ปลูกใจ", "แนวทาง A.2 คนทำงาน", "ด้าน B เปิดเผย", "แนวทาง B1 ระบบงาน", "B.1-1 โครงการดี")
    found = ("ด้าน 1 ปลูกใจ", "แนวทาง 1.2 คนทำงาน", "ด้าน 2 เปิดเผย", "แนวทาง 2.1 ระบบงาน", "B.1-1 โครงการดี")
    assert numbered(*printed) == list(found)


@pytest.mark.parametrize(
    "texts",
    [
        ["หมวด ก ปลูกใจ", "หมวด ค เปิดเผย"],
        ["หมวด ข ปลูกใจ", "หมวด ค เปิดเผย"],
        ["หมวด ก ปลูกใจ"],
        ["หมวดที่ 1 ปลูกใจ", "หมวด ก คนทำงาน", "หมวด ข ชาวบ้าน"],
        ["ภาคผนวก ก คำสั่ง", "ภาคผนวก ข ภาพถ่าย"],
        ["หมวดการเงิน", "หมวดขยะ"],
    ],
)
def test_other_letters_stay(texts):
    assert numbered(*texts) == texts


def test_names_do_not_keep_codes_with_letters():
    assert [clean_name(text) for text in ("ข.2-1 นับของทุกชิ้น", "ก-3 นับของ", "ก1.2 โครงการดี", "กทม. 1")] == [
        "นับของทุกชิ้น",
        "นับของ",
        "โครงการดี",
        "กทม. 1",
    ]


@pytest.mark.parametrize(
    ("level", "section", "item"),
    [("หมวด {0}", "แนวทาง {0}.{1}", "{0}.{1}-1"), ("ด้าน {0}.", "แผนงาน {0}{1}", "{0}{1}.1")],
)
@pytest.mark.parametrize("letters", ["กขค", "ABC"])
def test_a_table_whose_levels_have_letters(level, section, item, letters):
    text = HEAD + "| รหัส | โครงการ/กิจกรรม/มาตรการ | ปี 2568 | ปี 2569 |\n"
    for at, letter in enumerate(letters, 1):
        text += f"| {level.format(letter)} ปลูกใจ{letter * 3} ||||\n| {section.format(letter, 1)} คนทำงาน{at} ||||\n"
        text += f"| {item.format(letter, 1)} | โครงการคลองใสแห่งที่สอง{letter} | {at},000 | - |\n"
        text += f"|| รวม{level.format(letter)} | {at},000 | - |\n"
    plan = parse_plan(read(text + "|| รวมทั้งสิ้น | 6,000 | - |\n"))
    assert [project.path for project in plan.projects] == [(1, 1), (2, 1), (3, 1)]
    sums = [(total.dimension, total.printed.value) for total in plan.totals if total.fiscal_year == 2568]
    assert sums == [(1, 1000), (2, 2000), (3, 3000), (None, 6000)]
