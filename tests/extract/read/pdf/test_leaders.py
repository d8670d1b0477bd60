"""Words printed on dotted lines are whole, on the line of the dots; dots elsewhere stay."""

from __future__ import annotations

import pytest

from extract.model.document import Line
from extract.read.pdf.pdf_reader import read_pdf
from extract.read.reader_interface import ReadableSource
from tests.extract.read.pdf.pdf_maker import Glyph, glyphs, pdf


def texts(*lines: list[Glyph]) -> list[str]:
    (page,) = read_pdf(ReadableSource("plan.pdf", pdf([[glyph for line in lines for glyph in line]]))).pages
    return [block.text for block in page.blocks if isinstance(block, Line)]


def dots(x: float, y: float, count: int, pitch: float = 3.0, dot: str = ".") -> list[Glyph]:
    return [Glyph("·", dot, x + pitch * at, y) for at in range(count)]


@pytest.mark.parametrize("lift", [0, 0.7, 2.2, 3.5])
@pytest.mark.parametrize("dot", [".", "_", "…"])
def test_words_on_a_dotted_line_are_whole(lift, dot):
    form = [*glyphs("งบประมาณ", 60, 500), *dots(112, 500, 60, dot=dot), *glyphs("บาท", 296, 500)]
    (line,) = texts(form, glyphs("20,000", 160, 500 + lift))
    assert line.replace(dot, "").replace(" ", "") == "งบประมาณ20,000บาท"
    assert "20,000" in line


def test_the_rest_of_the_line_is_dropped_where_nothing_follows():
    form = [*glyphs("ชื่อโครงการ", 60, 500), *dots(116, 500, 90)]
    assert texts(form, glyphs("ตลาดนัดคนซื่อ", 119, 502)) == ["ชื่อโครงการ ตลาดนัดคนซื่อ"]


def test_dots_without_words_on_them_stay():
    entry = [*glyphs("บทที่ ๑", 60, 500), *dots(110, 500, 40), *glyphs("๑๒", 240, 500)]
    assert texts(entry)[0].count(".") == 40
    assert texts(glyphs("พ.ศ. 2567 ก....ข", 60, 500)) == ["พ.ศ. 2567 ก....ข"]


def test_the_line_above_stays_where_it_is():
    form = [*glyphs("ลงชื่อ", 60, 500), *dots(100, 500, 60)]
    assert texts(glyphs("ปลัดเทศบาล", 110, 515), form)[0] == "ปลัดเทศบาล"


def test_the_dot_of_a_number_is_no_dot_of_the_line():
    form = [*dots(150, 500 - 0.15, 60), *glyphs("4. ที่ตั้ง", 60, 500)]
    assert texts(form, glyphs("บ้านน้ำใส", 160, 500))[0].startswith("4. ที่ตั้ง")


@pytest.mark.parametrize("drop", [0.8, 1.6, 2.4])
def test_dots_below_the_line_of_their_label_are_on_it(drop):
    form = [*glyphs("งบประมาณ", 60, 500), *dots(112, 500 - drop, 60), *glyphs("บาท", 296, 500)]
    (line,) = texts(form, glyphs("20,000", 160, 500))
    assert line.replace(".", "").replace(" ", "") == "งบประมาณ20,000บาท"


def test_the_dot_of_a_number_beside_the_dots_stays():
    form = [*glyphs("ที่", 60, 500), *dots(90, 500, 30), Glyph("1", "1", 178.5, 500), Glyph("·", ".", 183.6, 500)]
    (line,) = texts(form, glyphs("เมษายน", 120, 500), glyphs("ก", 190, 500))
    assert "1.ก" in line
