"""PDF files: text in the positions of the ink, tables from the rules, boxes, and damaged files."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model.document import Grid, Line, TextSource
from extract.model.errors import SourceError, UnreadableSource
from extract.read.options import OcrMode, ReadOptions
from extract.read.pdf.glyphs import Char, glyphs_of
from extract.read.pdf.pdf_reader import read_pdf
from extract.read.pdf.thai import page_text
from extract.read.reader_interface import ReadableSource
from tests.extract.read.pdf.pdf_maker import Glyph, glyphs, pdf, upwards

HEADING = "แผนปฏิบัติการ"
WITHOUT_OCR = ReadOptions(ocr=OcrMode.NEVER)


def read(data):
    return read_pdf(ReadableSource("plan.pdf", data))


def texts(document):
    return [block.text for page in document.pages for block in page.blocks if isinstance(block, Line)]


def test_a_line_has_its_text_its_page_its_line_and_its_box():
    document = read(pdf([glyphs("เทศบาล", 100, 800), glyphs("น้ำ", 100, 700) + glyphs("ที่ดิน", 100, 680)]))
    assert document.text_source is TextSource.PDF_TEXT
    assert texts(document) == ["เทศบาล", "น้ำ", "ที่ดิน"]
    line = document.pages[1].blocks[1]
    assert (line.place.page, line.place.line) == (2, 2)
    box = line.place.box
    assert box.x0 == pytest.approx(100, abs=0.5)
    assert box.bottom == pytest.approx(842 - 680, abs=3)
    assert box.top < box.bottom < 200


@given(st.permutations(glyphs("กิ่งแก้วที่นี้", 100, 500)))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_content_does_not_matter(order):
    assert texts(read(pdf([order]))) == ["กิ่งแก้วที่นี้"]


def retold(text, told):
    """The glyphs of a text, some with a wrong code point in the text layer."""
    return [Glyph(g.seen, told.get(g.seen, g.told), g.x, g.y) for g in glyphs(text, 100, 500)]


@pytest.mark.parametrize(
    ("text", "told", "repair"),
    [
        ("ที่นี้", {"่": "\uf70a"}, "private_use"),
        ("ที่นี้", {"ี": "\uf702"}, "private_use"),
        ("นํา", {"ํ": " "}, "sara_am_ring"),
        ("นํา", {}, "sara_am_joined"),
        ("ตาก", {"า": "ำ"}, "aa_as_am"),
    ],
)
def test_a_damaged_text_layer_is_repaired_and_counted(text, told, repair):
    document = read(pdf([retold(text, told)]))
    assert texts(document) == [text.replace("ํา", "ำ")]
    assert document.pages[0].repairs[repair] >= 1


def test_text_printed_twice_is_read_once():
    line = glyphs(HEADING, 100, 500)
    assert texts(read(pdf([line + [Glyph(g.seen, g.told, g.x + 0.6, g.y) for g in line]]))) == [HEADING]


def test_glyphs_at_one_place_are_one_glyph():
    drawn = [Char("ก", x, 10, x, 4, x + 5, 10, font=1) for x in (0.0, 0.3, 6.0, 6.3)]
    text = page_text(glyphs_of(drawn))
    assert ["".join(s.text for s in line.segments()) for line in text.lines] == ["กก"]
    assert text.repairs["doubled"] == 2


LATTICE = [
    *[(50, y, 350, y) for y in (500, 460, 420)],
    *[(x, 420, x, 500) for x in (50, 150, 350)],
]


def test_rules_make_a_table_and_a_wrapped_cell_is_one_text():
    page = [
        *glyphs("ลำดับ", 60, 480),
        *glyphs("โครงการ", 160, 480),
        *glyphs("๑", 60, 440),
        *glyphs("อบรม", 160, 445),
        *glyphs("พนักงาน", 160, 430),
    ]
    (grid,) = read(pdf([page], LATTICE)).pages[0].blocks
    assert isinstance(grid, Grid)
    assert [(cell.row, cell.column, cell.text) for cell in grid.cells] == [
        (0, 0, "ลำดับ"),
        (0, 1, "โครงการ"),
        (1, 0, "1"),
        (1, 1, "อบรมพนักงาน"),
    ]
    assert grid.cells[0].place.box.x0 == pytest.approx(50, abs=1)


def test_a_turned_page_reads_as_it_is_shown():
    upright = [(x, y) for x, y in ((100, 500), (100, 480))]
    page = [g for (x, y), text in zip(upright, ("เทศบาล", "ตำบล"), strict=True) for g in glyphs(text, x, y)]
    document = read(pdf([page], extra="/Rotate 180"))
    assert document.pages[0].rotation == 180
    assert texts(document) == ["เทศบาล", "ตำบล"]


def test_a_table_with_rules_across_alone_has_the_columns_of_its_header():
    page = [
        *(g for x, word in ((60, "ลำดับ"), (160, "โครงการ"), (300, "บาท")) for g in glyphs(word, x, 480)),
        *(g for x, word in ((60, "๑"), (160, "อบรม คน"), (300, "๕๐")) for g in glyphs(word, x, 445)),
        *glyphs("พนักงาน", 160, 430),
    ]
    (grid,) = read(pdf([page], [(50, y, 350, y) for y in (500, 460, 420)])).pages[0].blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells] == ["ลำดับ", "โครงการ", "บาท", "1", "อบรม คนพนักงาน", "50"]


@pytest.mark.parametrize("extra", ["/Rotate 90", ""])
def test_writing_from_the_bottom_to_the_top_is_read_on_a_turned_page_and_on_an_upright_one(extra):
    page = upwards(glyphs("เทศบาล", 100, 0), 200) + upwards(glyphs("ที่ดิน", 100, 0), 220)
    document = read(pdf([page], extra=extra))
    assert texts(document) == ["เทศบาล", "ที่ดิน"]
    box = document.pages[0].blocks[0].place.box
    foot = (box.x0, box.bottom) if extra else (box.x1, box.bottom)
    assert foot == pytest.approx((100, 200) if extra else (200, 842 - 100), abs=1)


def test_page_numbers_and_running_headers_are_no_text():
    pages = [
        glyphs("แผนของเรา", 100, 820) + glyphs("กข"[i % 2] * 9, 100, 500) + glyphs(str(i + 1), 300, 20)
        for i in range(5)
    ]
    assert texts(read(pdf(pages))) == ["กกกกกกกกก", "ขขขขขขขขข"] * 2 + ["กกกกกกกกก"]


def test_a_page_that_shows_something_but_no_text_is_told_and_an_empty_one_is_not():
    assert read(pdf([glyphs("แผน", 100, 500), []])).pages[1].quality == 1.0
    scanned = read(pdf([glyphs("แผน", 100, 500), []], [(0, 0, 500, 500)])).pages[1]
    assert (scanned.quality, scanned.repairs) == (0.0, {"no_text": 1})


def test_a_pdf_without_any_text_is_refused():
    with pytest.raises(UnreadableSource, match=r"^plan\.pdf: no page has a text layer"):
        read_pdf(ReadableSource("plan.pdf", pdf([[]], LATTICE)), WITHOUT_OCR)
    with pytest.raises(UnreadableSource, match=r"^plan\.pdf: no text was found on any page"):
        read(pdf([[]], LATTICE))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"no pdf at all", pdf([glyphs("แผน", 9, 9)])[:300]])
def test_a_damaged_file_is_refused_by_name(data):
    with pytest.raises(UnreadableSource, match=r"^plan\.pdf: "):
        read(data)


@pytest.mark.parametrize("was_on", [True, False])
def test_reading_leaves_the_collector_of_cycles_as_it_was(was_on):
    (gc.enable if was_on else gc.disable)()
    try:
        read(pdf([glyphs(HEADING, 100, 500)]))
        assert gc.isenabled() is was_on
    finally:
        gc.enable()


WHOLE = pdf([glyphs(HEADING, 100, 500)], LATTICE)


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_damage_anywhere_raises_nothing_but_source_errors(at, damage):
    """Without OCR, to which a page goes whose text is lost: it takes seconds, and reads pictures that are sound."""
    try:
        read_pdf(ReadableSource("plan.pdf", WHOLE[:at] + damage + WHOLE[at + len(damage) :]), WITHOUT_OCR)
    except SourceError as error:
        assert str(error).startswith("plan.pdf: ")
