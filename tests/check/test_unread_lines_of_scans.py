"""A table of a scan whose rules were not found, and which is left as lines, is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.model.document import Line, Page, Place, TextSource
from phaen.check.unread_rows import rows_unread
from schemas.checks import CheckCode
from tests.check.builders import page, plan

ROW = "3 โครงการปลูกใจซื่อ 25,000 30,000 กองคลัง"
ONE = "ปลูกใจซื่อ 25,000 กองคลัง"
PROSE = "ปีที่แล้วใช้ไป 25,000 บาท"


def pages(texts: list[str], source: TextSource) -> list[Page]:
    lines = tuple(Line(text, text, Place(1, number)) for number, text in enumerate(texts, 1))
    return [replace(page(), blocks=lines, text_source=source)]


@pytest.mark.parametrize(
    ("texts", "source", "count"),
    [
        ([ROW, "ที่ดี", ROW, ROW], TextSource.OCR, 1),
        ([ROW, ROW], TextSource.OCR, 0),
        ([PROSE] * 5, TextSource.OCR, 0),
        ([ROW] * 5, TextSource.PDF_TEXT, 0),
        (["บัญชีโครงการของปีนี้", *[ONE] * 3], TextSource.OCR, 1),
        (["โครงการของปีนี้", *[ONE] * 3], TextSource.OCR, 0),
        (["สรุปงบประมาณ", ONE, "ข้อความ", ONE], TextSource.OCR, 0),
    ],
)
def test_lines_of_amounts_are_a_table(texts: list[str], source: TextSource, count: int) -> None:
    found = [finding.code for finding in rows_unread(plan(pages=pages(texts, source)))]
    assert found == [CheckCode.TABLE_UNREAD] * count
