"""A letter of another script that one glyph of a Thai font is given is repaired where the words determine it."""

from __future__ import annotations

from extract.read.options import OcrMode, ReadOptions
from extract.read.pdf.pdf_reader import printed_pages
from extract.read.printed_text import page_text
from extract.read.reader_interface import ReadableSource
from tests.extract.read.pdf.pdf_maker import Glyph, glyphs, pdf

LINES = [
    "โครงการส่งเสริมการมีส่วนร่วมของประชาชน",
    "มาตรการป้องกันการทุจริตในการจัดซื้อจัดจ้าง",
    "กิจกรรมประกาศเจตนารมณ์ต่อต้านการทุจริต",
    "รายงานผลการดำเนินการต่อผู้บริหารทุกไตรมาส",
    "A4 ขนาด B ราคา",
]


def told(wrong):
    """The page whose glyphs of some letters have other codes in the text layer: what is read, and the repairs."""
    page = []
    for number, line in enumerate(LINES):
        page += [Glyph(g.seen, wrong.get(g.told, g.told), g.x, g.y) for g in glyphs(line, 40, 700 - 40 * number)]
    (printed,) = printed_pages(ReadableSource("plan.pdf", pdf([page])), ReadOptions(ocr=OcrMode.NEVER))
    read = page_text(printed)
    return [line.text for line in read.lines], read.repairs


def test_a_wrong_letter_within_words_is_repaired():
    for code in ("Ω", "ж", "Q"):
        lines, repairs = told({"ก": code})
        assert lines == LINES
        assert repairs["font_language"] == sum(line.count("ก") for line in LINES)
        assert not repairs.get("foreign")


def test_a_letter_that_words_do_not_determine_is_told():
    lines, repairs = told({"ณ": "Ω"})
    assert "Ω" in lines[2]
    assert repairs["foreign"] == 1


def test_a_letter_on_a_long_page_is_told():
    page = [glyph for row in range(30) for glyph in glyphs(LINES[row % 4], 40, 780 - 25 * row)]
    page[3] = Glyph(page[3].seen, "Ω", page[3].x, page[3].y)
    (printed,) = printed_pages(ReadableSource("plan.pdf", pdf([page])), ReadOptions(ocr=OcrMode.NEVER))
    assert printed.repairs["foreign"] == 1
