"""A printed line above a table is judged as part of the paragraph that it ends."""

from __future__ import annotations

import pytest

from extract.model.document import Box, Cell, Document, Grid, Line, Page, Place, TextSource
from extract.parse import parse_plan
from tests.extract.builders import document, read

ROWS = [("ที่", "โครงการ/กิจกรรม", "งบประมาณ (บาท)"), ("1", "โครงการตลาดสุจริต", "9,000"), ("2", "โครงการคลองใส", "4,000")]


def line(number: int, text: str, *, gap: bool) -> Line:
    return Line(text, text, Place(1, number, Box(60, 40.0 * number, 540, 40.0 * number + 12)), gap=gap)


@pytest.mark.parametrize(("gap", "count"), [(False, 2), (True, 0)])
def test_the_last_words_of_a_paragraph_are_no_title_of_past_years(gap, count):
    grid = Grid(
        tuple(
            Cell(text, text, row, column, Place(1, 6 + row, Box(60 + 150 * column, 300, 200 + 150 * column, 320)))
            for row, texts in enumerate(ROWS)
            for column, text in enumerate(texts)
        ),
        len(ROWS),
        3,
        Place(1, 6),
    )
    blocks = [
        line(1, "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2568", gap=True),
        line(2, "เทศบาลตำบลดอนสมมุติ อำเภอเมืองสมมุติ จังหวัดสมมุติ", gap=True),
        line(3, "คณะกรรมการได้ประชุมร่วมกับผู้แทนชุมชนหลายครั้ง และเห็นว่าควรดำเนินการต่อจาก", gap=True),
        line(4, "งานของตำบลในปีที่ผ่านมา", gap=gap),
    ]
    page = Page(1, (*blocks, grid), TextSource.PDF_TEXT, 600, 800)
    plan = parse_plan(Document("plan.pdf", "ab" * 32, TextSource.PDF_TEXT, (page,)))
    assert len(plan.projects) == count


def block(number: int, name: str) -> str:
    return f"""
    ข้อ {number} ชื่อโครงการ : {name}
    1. หลักการและเหตุผล ชาวบ้านขอให้เทศบาลดูแลเรื่องนี้อย่างเปิดเผย
    2. วัตถุประสงค์ เพื่อให้งานโปร่งใส
    3. วิธีดำเนินการ
    (1) ประชุมคณะทำงาน
    4. งบประมาณ 5,000 บาท
    5. ผู้รับผิดชอบ กองช่าง
    """


def test_each_part_has_its_table_and_its_blocks():
    """The headings above the blocks of one dimension and those of the next are no list of levels."""
    names = ["โครงการซ่อมถนนอย่างเปิดเผย", "โครงการสวนผักปลอดสินบน", "โครงการตลาดนัดสีขาว", "โครงการห้องสมุดคนดี"]
    levels = [(1, "การสร้างคนซื่อตรง"), (2, "การทำงานให้คนเห็น")]
    parts: list[str | list[str]] = ["แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2568\nเทศบาลตำบลดอนสมมุติ"]
    for (level, title), own in zip(levels, (names[:2], names[2:]), strict=True):
        parts.append(f"\nมิติที่ {level} {title}\n")
        for section, name in enumerate(own, 1):
            parts.append(
                f"\n{level}.{section} การดูแลเรื่องที่ {section} ของชุมชน\n\nตารางที่ {section} แสดงโครงการและงบประมาณ\n"
            )
            parts.append(["ที่|โครงการ/กิจกรรม|งบประมาณ (บาท)", f"{names.index(name) + 1}|{name}|5,000"])
        for section, name in list(enumerate(own, 1))[level - 1 :]:  # the third project has no block
            parts.append(f"\n{level}.{section} การดูแลเรื่องที่ {section} ของชุมชน\n")
            parts.append(block(names.index(name) + 1, name))
    plan = parse_plan(document(*parts))
    assert [project.path for project in plan.projects] == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert {heading.name for heading in plan.headings if len(heading.path) == 2} == {
        "การดูแลเรื่องที่ 1 ของชุมชน",
        "การดูแลเรื่องที่ 2 ของชุมชน",
    }


def test_small_tables_with_the_same_titles_prove_each_other():
    rows = [
        ("กองคลัง", "โครงการคลองใสทั้งตำบล", 1),
        ("กองช่าง", "กิจกรรมล้างตลาดวันศุกร์", 1),
        ("สำนักปลัด", "มาตรการล็อกตู้เงินสองดอก", 2),
    ]
    text = "".join(
        f"{office}\n\nที่\tกิจกรรมตามแผน\tสนองมิติ\tเงิน\tทำเดือน\n{at}\t{name}\tมิติที่ {level}\t{at},000 บาท\tต.ค. - ธ.ค.\n"
        f"\tรวม{office}\t\t{at},000 บาท\t\n\n"
        for at, (office, name, level) in enumerate(rows, 1)
    )
    plan = parse_plan(read(f"แผนปฏิบัติการป้องกันการทุจริต ปี 2567\n\n{text}"))
    assert [(p.name.value, p.dimension, p.fields["responsible"].value) for p in plan.projects] == [
        (name, level, office) for office, name, level in rows
    ]
