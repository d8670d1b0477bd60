"""Pages whose content lies elsewhere, is drawn at another size, or is not straight, are read like straight ones."""

from __future__ import annotations

import math

import numpy as np
import pypdfium2
import pytest
from pypdfium2 import raw

from extract.model.document import Grid, Line, TextSource
from extract.read.layout.printed import Frame, PrintedPage, PrintedPart
from extract.read.ocr.scan import joined
from extract.read.pdf.page_frame import climb, straight
from extract.read.pdf.pdf_reader import read_pdf
from extract.read.pdf.scans import page_scan, rendered
from extract.read.reader_interface import ReadableSource
from tests.extract.read.pdf.pdf_maker import Glyph, glyphs, pdf

COLUMNS = (60, 130, 400, 480)
TEXTS = (("ที่", "ชื่อโครงการ", "2567"), ("1", "ตลาดนัดคนซื่อ", "12,000"), ("2", "บ้านน้ำใส", "800"))
RULES = [(60, 700 - 30 * n, 480, 700 - 30 * n) for n in range(4)] + [(x, 700, x, 610) for x in COLUMNS]
CENTRE = (297.5, 421.0)


def table() -> list[Glyph]:
    """A ruled table of three rows, and a line above it."""
    drawn = glyphs("มิติที่ 1 สังคมสุจริต", 60, 720)
    for number, row in enumerate(TEXTS):
        for x, text in zip(COLUMNS, row, strict=False):
            drawn += glyphs(text, x + 5, 680 - 30 * number)
    return drawn


def content(matrix: str) -> dict[str, str]:
    return {"before": f"q {matrix} cm", "after": "Q"}


def turned(degrees: float) -> str:
    """The matrix that turns the page about its middle."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = CENTRE
    return f"{cosine} {sine} {-sine} {cosine} {x - cosine * x + sine * y} {y - sine * x - cosine * y}"


def page(data: bytes):
    (found,) = read_pdf(ReadableSource("plan.pdf", data)).pages
    return found


def texts(found) -> list[list[str]]:
    """The lines of a page, and the rows of its tables."""
    made = []
    for block in found.blocks:
        made += [[cell.text for cell in row] for row in block.rows()] if isinstance(block, Grid) else [[block.text]]
    return made


def on_page(found) -> bool:
    places = [cell.place for block in found.blocks if isinstance(block, Grid) for cell in block.cells]
    boxes = [place.box for place in (*places, *(b.place for b in found.blocks if isinstance(b, Line)))]
    return all(b.x0 >= 0 and b.top >= 0 and b.x1 <= found.width and b.bottom <= found.height for b in boxes)


EXPECTED = [["มิติที่ 1 สังคมสุจริต"], *map(list, TEXTS)]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize(
    ("matrix", "media", "extra"),
    [
        ("1 0 0 1 200 150", "200 150 795 992", ""),
        ("1 0 0 1 -595 -900", "-595 -900 0 -58", ""),
        ("1 0 0 1 300 80", "0 0 1190 1000", "/CropBox [300 80 895 922]"),
        ("1 0 0 1 50 -40", "595 842 0 0", "/CropBox [50 -40 2000 2000]"),
    ],
)
def test_the_boxes_of_a_page_may_begin_anywhere(rotate, matrix, media, extra):
    drawn = pdf([table()], RULES, f"{extra} /Rotate {rotate}", media=media, **content(matrix))
    found = page(drawn)
    assert texts(found) == EXPECTED
    assert on_page(found)


@pytest.mark.parametrize(("matrix", "media"), [(".1 0 0 .1 0 0", "0 0 59.5 84.2"), ("6 0 0 6 0 0", "0 0 3570 5052")])
def test_a_page_is_read_at_any_size(matrix, media):
    found = page(pdf([table()], RULES, "/UserUnit 10", media=media, **content(matrix)))
    assert texts(found) == EXPECTED
    assert on_page(found)


def test_a_sheet_may_be_two_pages():
    sheet = {"extra": "/CropBox [595 0 1190 842]", "media": "0 0 1190 842"}
    other = "".join(f"{x0} {y0} m {x1} {y1} l S " for x0, y0, x1, y1 in RULES)
    found = page(pdf([table()], RULES, **sheet, before=f"{other} q 1 0 0 1 595 0 cm", after="Q"))
    assert texts(found) == EXPECTED
    assert on_page(found)


@pytest.mark.parametrize("degrees", [-3, -0.7, 0.4, 1.1, 3])
@pytest.mark.parametrize("rotate", [0, 90])
def test_content_may_be_askew(degrees, rotate):
    found = page(pdf([table()], RULES, f"/Rotate {rotate}", **content(turned(degrees))))
    assert texts(found) == EXPECTED
    assert on_page(found)


def test_letters_may_be_upright_on_slanting_lines():
    lines = ["เทศบาลตำบลท่าข้ามน้อย อำเภอวังเหนือ จังหวัดลำปาง พ.ศ. 2567", "งบ 12,000 บาท", "กองคลัง"]
    straight = [glyph for number, line in enumerate(lines) for glyph in glyphs(line, 60, 700 - 20 * number)]
    drawn = [Glyph(g.seen, g.told, g.x - 0.03 * g.y, g.y + 0.03 * g.x) for g in straight]
    assert texts(page(pdf([drawn]))) == [[line] for line in lines]


def test_slanted_letters_are_on_straight_lines():
    line = [Glyph(g.seen, g.told, g.x, g.y, (1, 0, 0.33, 1)) for g in glyphs("กขคงจฉชซ", 100, 500)]  # type: ignore[arg-type]
    found = page(pdf([line]))
    assert texts(found) == [["กขคงจฉชซ"]]
    assert not found.repairs


def test_a_box_is_made_straight_and_back():
    frame = Frame(0, 600, 800, skew=2.0, unit=2.0)
    box = (100.0, 200.0, 300.0, 210.0)
    assert frame.from_display(frame.to_page(*box)) == pytest.approx(box)


def test_a_glyph_is_turned_back_about_its_origin():
    angle = math.radians(3)
    x, y = 10 * math.cos(angle), 10 * math.sin(angle)  # a line of 10 to the right, falling by 3 degrees
    moved = straight(tuple(map(np.array, ([0.0], [0.0], [x], [y]))), np.zeros((2, 1)), np.ones((2, 1)), np.array([3.0]))
    assert np.array(moved).ravel() == pytest.approx([1, 1, 11, 1])


def test_few_pieces_or_pieces_of_different_heights_do_not_climb():
    boxes = np.tile([0.0, 5.0, 0.0, 6.0], (20, 1))
    x = np.tile(np.arange(10) * 20.0, 2)
    assert climb(x, 0.02 * x, boxes) == pytest.approx(1.15, abs=0.01)
    assert climb(x[:6], 0.02 * x[:6], boxes[:6]) == 0
    assert climb(x, np.zeros(20), boxes) == 0
    assert climb(x, np.where(np.arange(20) % 2, 1.0, 0.0), boxes) == 0


@pytest.mark.parametrize(("side", "unit"), [(595.0, 1.0), (59.5, 10.0), (2066.0, 0.288)])
def test_a_scan_is_read_as_a_page_of_usual_size(side, unit):
    image = f"q {side} 0 0 {side * 2**0.5} 0 0 cm BI /W 1000 /H 1414 /CS /G /BPC 8 /F /AHx ID {'FF' * 1414000}> EI Q"
    drawn = pdf([[]], media=f"0 0 {side} {side * 2**0.5}", before=image)
    opened = pypdfium2.PdfDocument(drawn)
    scan = page_scan(opened[0], raw, PrintedPage(1, TextSource.PDF_TEXT, side, side * 2**0.5))
    assert scan.dpi * 595 / 72 == pytest.approx(scan.grey.shape[1], rel=0.02)
    read = PrintedPage(0, TextSource.OCR, 595, 842, parts=[PrintedPart(Frame(0, 595, 842), [])])
    (part,) = joined(scan.page, read).parts
    assert part.frame.to_page(59.5, 0, 119, 84.2) == pytest.approx((side / 10, 0, side / 5, side * 0.1415), rel=0.01)
    assert part.frame.unit == pytest.approx(unit, rel=0.01)


@pytest.mark.parametrize("size", [(330, 467), (467, 330), (413, 584), (350, 248), (479, 342)])
def test_an_image_as_large_as_its_page_keeps_its_pixels(size):
    width, height = size
    pixels = np.random.default_rng(1).integers(0, 256, (height, width), dtype=np.uint8)
    sides = tuple(np.float32(side * 72 / 60).item() for side in size)
    image = f"q {sides[0]} 0 0 {sides[1]} 0 0 cm BI /W {width} /H {height} /CS /G /BPC 8 /F /AHx ID "
    image += f"{pixels.tobytes().hex()}> EI Q"
    drawn = pdf([[]], media=f"0 0 {sides[0]} {sides[1]}", before=image)
    with pypdfium2.PdfDocument(drawn) as opened:
        picture = rendered(opened[0], raw, 60 / 72)
    assert picture.shape[:2] == (height, width)
    assert (picture[:, :, 0] == pixels).all()
