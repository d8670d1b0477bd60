"""Pictures on pages of text, and pages covered by several pictures. The engine is a fake."""

from __future__ import annotations

import zlib
from io import BytesIO

import numpy as np
import pikepdf
import pytest
from pikepdf import Dictionary, Name

from extract.model.document import Grid, TextSource
from extract.read.options import OcrMode, ReadOptions
from extract.read.pdf.page_images import coverage
from extract.read.pdf.pdf_reader import read_pdf
from extract.read.reader_interface import ReadableSource
from tests.extract.read.ocr.fakes import paper, table, write
from tests.extract.read.pdf.pdf_maker import glyphs, pdf

FAKE = ReadOptions(ocr_engine="tests.extract.read.ocr.fakes:make")
TEXT = [
    *glyphs("โครงการอบรมพนักงานของเทศบาลตามแผนการตรวจสอบ", 50, 800),
    *glyphs("คณะกรรมการรายงานผลการดำเนินงานตามโครงการ", 50, 100),
]
NUMBER = glyphs("12", 280, 30)


def read(page, pictures, options=FAKE):
    """A page with pictures, each a grey image and its box (x, y, width, height)."""
    content = "".join(f"q {w} 0 0 {h} {x} {y} cm /P{at} Do Q " for at, (_, (x, y, w, h)) in enumerate(pictures))
    with pikepdf.open(BytesIO(pdf([page], before=content))) as document:
        made = {}
        for at, (grey, _) in enumerate(pictures):
            made[f"/P{at}"] = document.make_stream(
                zlib.compress(grey.tobytes()),
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=grey.shape[1],
                Height=grey.shape[0],
                ColorSpace=Name.DeviceGray,
                BitsPerComponent=8,
                Filter=Name.FlateDecode,
            )
        document.pages[0].Resources.XObject = Dictionary(made)
        document.save(file := BytesIO())
    return read_pdf(ReadableSource("plan.pdf", file.getvalue()), options).pages[0]


def ruled():
    made = paper(400, 900)
    table(made, [2, 300, 600, 897], [2, 130, 260, 397])
    for y in (50, 180, 310):
        for x in (20, 320, 620):
            write(made, x, y, 8, letter=20)
    return made


def test_a_table_that_is_a_picture_is_read_at_its_place_in_the_text():
    page = read(TEXT, [(ruled(), (60, 400, 430, 190))])
    first, grid, last = page.blocks
    assert isinstance(grid, Grid)
    assert (grid.row_count, grid.column_count) == (3, 3)
    assert {cell.text for cell in grid.cells} == {"คำ"}
    box = grid.cells[0].place.box
    assert (box.x0, box.top) == (pytest.approx(61, abs=2), pytest.approx(842 - 590 + 1, abs=2))
    assert first.place.box.top < grid.place.box.top < last.place.box.top
    assert (page.text_source, page.repairs["picture_read"]) == (TextSource.MIXED, 1)


def test_a_photograph_and_a_logo_are_counted_and_not_read():
    photo = np.random.default_rng(0).integers(0, 256, (300, 500)).astype(np.uint8)
    page = read(TEXT, [(photo, (60, 400, 400, 240)), (ruled(), (60, 700, 50, 40))])
    assert len(page.blocks) == 2
    assert page.repairs == {"picture": 2}


def test_pictures_of_text_are_told_where_ocr_is_off_or_missing():
    for options in (
        ReadOptions(ocr=OcrMode.NEVER),
        ReadOptions(ocr_engine="tests.extract.read.ocr.fakes:make_missing"),
    ):
        page = read(TEXT, [(ruled(), (60, 400, 430, 190))], options)
        assert (len(page.blocks), page.repairs["picture_unread"]) == (2, 1)


def test_text_over_a_picture_is_read_once():
    page = read(TEXT, [(255 - ruled() // 9, (0, 0, 595, 842))])  # a pale ground
    assert len(page.blocks) == 2


def test_a_page_of_strips_with_a_number_on_it_is_a_scan():
    sheet = paper(1684, 1190)
    for y in range(100, 1600, 100):
        write(sheet, 100, y, 30, letter=20)
    strips = [(sheet[n * 421 : (n + 1) * 421], (0, 842 - (n + 1) * 210.5, 595, 210.5)) for n in range(4)]
    page = read(NUMBER, strips)
    assert page.text_source is TextSource.OCR
    assert len(page.blocks) == 15


def test_letters_drawn_as_shapes_are_read():
    letter = "{0} {1} m {2} {1} l {2} {3} l {4} {3} l {4} {5} l {2} {5} l {2} {6} l {0} {6} l h f"
    shapes = []
    for y in range(400, 550, 30):
        for n in range(30):
            x = 60 + 12 * n
            shapes.append(letter.format(x, y, x + 3, y + 3, x + 6, y + 5, y + 8))
    page = read_pdf(ReadableSource("plan.pdf", pdf([TEXT], after=" ".join(shapes))), FAKE).pages[0]
    assert [block.text for block in page.blocks][1:-1] == ["คำ"] * 5


def test_coverage_counts_what_boxes_cover_together():
    assert coverage([(0, 0, 50, 100), (25, 0, 75, 100)], (0, 0, 100, 100)) == pytest.approx(0.75, abs=0.02)
    assert coverage([(200, 150, 300, 250)], (200, 150, 400, 350)) == pytest.approx(0.25, abs=0.02)
    assert coverage([], (0, 0, 100, 100)) == 0
