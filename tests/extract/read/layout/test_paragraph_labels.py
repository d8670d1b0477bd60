"""What begins a paragraph below a full line, or goes on with one: sums, ends of titles, captions, labels of a form."""

from __future__ import annotations

from dataclasses import replace

from extract.model.document import Grid, Line
from extract.read.layout.page_blocks import page_blocks
from extract.read.layout.paragraphs import margins, paragraph_starts
from extract.read.layout.printed import Rule
from extract.read.layout.recurring_starts import with_recurring_starts
from tests.extract.read.layout.builders import page_of, paragraph, printed, text_page

FULL = "ก" * 96


def starts(*lines, page=600.0):
    made = paragraph(*lines)
    return paragraph_starts(made, margins(made, page=page))


def test_a_sum_at_the_margin_begins_a_paragraph_below_a_short_line():
    assert starts((90, "ก" * 90), (60, "ก" * 20), (60, "รวมเงิน"), (60, FULL)) == [True, False, True, True]
    assert starts((90, "ก" * 90), (60, "ก" * 20), (60, "ยังเป็น"), (60, FULL))[2] is False


def test_the_centred_end_of_a_title_goes_on_with_its_full_line():
    lines = (60, FULL), (280, "ก" * 8), (60, FULL), (60, FULL)
    assert starts(*lines)[:2] == [True, False]
    made = paragraph(*lines)
    made[1].height *= 0.8
    assert paragraph_starts(made, margins(made, page=600.0))[1] is True


def caption(text):
    lines = paragraph((60, FULL), (60, text))
    rows = [printed((70, "ที่"), (200, "ชื่อ"), at=150), printed((70, "1"), (200, "ขุดบ่อ"), at=170)]
    rules = [Rule(y, 60, 540) for y in (135, 155, 175)], [Rule(x, 135, 175) for x in (60, 150, 540)]
    blocks = page_blocks(page_of([*lines, *rows], *rules))
    assert isinstance(blocks[-1], Grid)
    return [block.gap for block in blocks if isinstance(block, Line)]


def test_the_caption_of_a_table_begins_a_paragraph():
    assert caption("ตารางที่ 2 ผลงาน") == [True, True]
    assert caption("ต่อจากบรรทัดบน") == [True, False]


def test_a_label_without_a_colon_begins_a_paragraph_below_another():
    form = [(100, "ระยะเวลา ทั้งปี"), (115, "เป้าหมาย ทุกคน")]
    pages = [text_page(n, *form) for n in (1, 2, 3)]
    last = text_page(4, *form)
    last = replace(last, blocks=(last.blocks[0], replace(last.blocks[1], gap=False)))
    *_, made = with_recurring_starts([*pages, last])
    assert [block.gap for block in made.blocks] == [True, True]
    *_, alone = with_recurring_starts([*pages[:1], last])
    assert [block.gap for block in alone.blocks] == [True, False]
