"""A printed line above a table is judged as part of the paragraph that it ends."""

from __future__ import annotations

import pytest

from extract.model.document import Box, Cell, Document, Grid, Line, Page, Place, TextSource
from extract.parse import parse_plan

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
