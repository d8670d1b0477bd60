"""What the eye does not see is not read: layers that are off, covered text, rules in the colour of the ground."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from extract.model.document import Grid
from extract.read.pdf.pdf_reader import read_pdf
from extract.read.reader_interface import ReadableSource
from tests.extract.read.pdf.pdf_maker import glyphs, pdf

TEXT = glyphs("กขคง", 100, 700)
RULES = [(90, y, 390, y) for y in (450, 480, 520)] + [(x, 450, x, 520) for x in (90, 240, 390)]
CELLS = [*glyphs("กขค", 100, 500), *glyphs("งจฉ", 250, 500), *glyphs("ชซฌ", 100, 460), *glyphs("ญฎฏ", 250, 460)]
CELLS += [*glyphs("ดตถ", 320, 500), *glyphs("ทธน", 320, 460)]
WHOLE = [["กขค", "งจฉ ดตถ"], ["ชซฌ", "ญฎฏ ทธน"]]
DIVIDED = [["กขค", "งจฉ", "ดตถ"], ["ชซฌ", "ญฎฏ", "ทธน"]]
BETWEEN = "310 450 m 310 520 l S"


def read(data):
    return read_pdf(ReadableSource("plan.pdf", data)).pages[0]


def texts(page):
    return [block.text for block in page.blocks]


def changed(data, change):
    """The PDF after `change(document, page)`."""
    with pikepdf.open(BytesIO(data)) as document:
        change(document, document.pages[0])
        document.save(made := BytesIO())
    return made.getvalue()


def add_form(document, page, name, content, **entries):
    """Add a form XObject, which may use the others of the page, and its content."""
    resources = Dictionary(Font=page.Resources.Font, XObject=page.Resources.get("/XObject", Dictionary()))
    stream = document.make_stream(
        content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([-50, -50, 900, 900]), Resources=resources
    )
    for key, value in entries.items():
        stream[f"/{key}"] = value
    page.Resources.XObject = Dictionary({**page.Resources.get("/XObject", {}), name: stream})


def add_layers(document, page, **settings):
    """Layers /A, which is off, and /B, which is on."""
    off, on = (document.make_indirect(Dictionary(Type=Name.OCG, Name=name)) for name in ("off", "on"))
    settings = settings or {"OFF": Array([off])}
    if settings.get("BaseState") == Name.OFF:
        settings["ON"] = Array([on])
    document.Root.OCProperties = Dictionary(OCGs=Array([off, on]), D=Dictionary(**settings))
    page.Resources.Properties = Dictionary(A=off, B=on)
    return off


@pytest.mark.parametrize("settings", [{}, {"BaseState": Name.OFF}])
def test_text_on_a_layer_that_is_off_is_not_read(settings):
    hidden = "/OC /A BDC BT /F 10 Tf 100 600 Td <21> Tj ET EMC"
    data = pdf([TEXT], before="/OC /B BDC", after=f"EMC {hidden}")
    page = read(changed(data, lambda document, page: add_layers(document, page, **settings)))
    assert texts(page) == ["กขคง"]
    assert page.repairs["hidden"] == 1


def test_of_texts_at_one_place_the_one_on_a_layer_that_is_on_is_read():
    both = "/OC /A BDC BT /F 10 Tf 100 600 Td <2123> Tj ET EMC /OC /B BDC BT /F 10 Tf 100 600 Td <2224> Tj ET EMC"
    twice = "/OC /B BDC BT /F 10 Tf 100 500 Td <21> Tj ET BT /F 10 Tf 100 500 Td <21> Tj ET EMC"
    page = read(changed(pdf([TEXT], after=f"{both} {twice}"), add_layers))
    assert texts(page) == ["กขคง", "ขง", "ก"]


@pytest.mark.parametrize("rotation", [0, 90])
def test_a_text_beside_one_that_is_drawn_twice_is_judged_alone(rotation):
    """pdfium reads a text drawn twice once; on turned pages, what is in the next line is not the same text."""
    twice = "/OC /B BDC BT /F 10 Tf 0 1 -1 0 300 100 Tm <2122232421222324> Tj ET BT /F 10 Tf 0 1 -1 0 300 100 Tm "
    hidden = "<2122232421222324> Tj ET EMC /OC /A BDC BT /F 10 Tf 0 1 -1 0 325 100 Tm <2423222124232221> Tj ET EMC"
    data = pdf([TEXT], after=twice + hidden, extra=f"/Rotate {rotation}")
    assert "งคขกงคขก" not in texts(read(changed(data, add_layers)))


def test_a_form_on_a_layer_that_is_off_is_not_read():
    def change(document, page):
        off = add_layers(document, page)
        add_form(document, page, "/Inner", b"BT /F 10 Tf 0 0 Td <2122> Tj ET")
        add_form(document, page, "/Outer", b"q 1 0 0 1 50 600 cm /Inner Do Q", OC=off)

    assert texts(read(changed(pdf([TEXT], after="/Outer Do"), change))) == ["กขคง"]


def test_rules_on_a_layer_that_is_off_divide_no_cell():
    data = pdf([CELLS], RULES, before=f"/OC /A BDC 1 w {BETWEEN} EMC")
    (grid,) = read(changed(data, add_layers)).blocks
    assert [[cell.text for cell in row] for row in grid.rows()] == WHOLE


def test_text_under_a_picture_in_another_form_is_not_read():
    def change(document, page):
        picture = document.make_stream(
            b"\xff", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceGray
        )
        picture.BitsPerComponent = 8
        page.Resources.XObject = Dictionary({"/Picture": picture})
        add_form(document, page, "/Text", b"BT /F 10 Tf 0 0 Td <21222324> Tj ET")
        add_form(document, page, "/Cover", b"q 1 0 0 1 -5 -5 cm 60 0 0 20 0 0 cm /Picture Do Q")

    content = "q 1 0 0 1 90 600 cm /Text Do Q q 1 0 0 1 90 600 cm /Cover Do Q"
    page = read(changed(pdf([TEXT], after=content), change))
    assert texts(page) == ["กขคง"]
    assert page.repairs["hidden"] == 4


def test_of_a_text_partly_under_a_shape_the_rest_is_read():
    page = read(pdf([TEXT], after="BT /F 10 Tf 100 600 Td <21222324> Tj ET 1 g 112 595 30 20 re f"))
    assert texts(page) == ["กขคง", "กข"]


def test_text_in_a_moved_form_is_inside_the_clip_of_the_form():
    def change(document, page):
        add_form(document, page, "/Text", b"0 0 40 20 re W n BT /F 10 Tf 0 5 Td <21222324> Tj ET")

    page = read(changed(pdf([TEXT], after="q 1 0 0 1 300 600 cm /Text Do Q"), change))
    assert texts(page) == ["กขคง", "กขคง"]


def rows(before="", after="", change=None):
    data = pdf([CELLS], RULES, before=before, after=after)
    (grid,) = read(changed(data, change) if change else data).blocks
    assert isinstance(grid, Grid)
    return [[cell.text for cell in row] for row in grid.rows()]


@pytest.mark.parametrize(
    "before",
    [
        f"q 1 w 1 G {BETWEEN} Q",
        "q 1 g 309.5 450 1 70 re f 310 455 60 60 re f Q",
        f"q 0.7 0.9 0.7 rg 90 450 300 70 re f 2 w 0.7 0.9 0.7 RG {BETWEEN} Q",
        f"q 1 w 0 G {BETWEEN} 1 g 305 440 10 90 re f Q",
        f"q 500 700 10 10 re W n 1 w 0 G {BETWEEN} Q",
    ],
    ids=["white", "white shapes", "green on green", "covered", "clipped"],
)
def test_rules_that_are_not_seen_divide_no_cell(before):
    assert rows(before) == WHOLE


@pytest.mark.parametrize(
    "before",
    [
        f"q 0.8 g 90 450 300 70 re f 1 w 1 G {BETWEEN} Q",
        f"q 0.7 0.9 0.7 rg 90 450 300 70 re f 1 w 0 G {BETWEEN} Q",
        "q 0.2 0.3 0.6 rg 90 450 300 70 re f 1 g 309.5 450 1 70 re f Q",
    ],
    ids=["white on grey", "black on green", "white shape on blue"],
)
def test_rules_that_are_seen_on_a_coloured_ground_divide_cells(before):
    assert rows(before) == DIVIDED


def test_rules_in_a_moved_form_are_at_their_place():
    def change(document, page):
        add_form(document, page, "/Rule", b"1 w 0 0 m 0 70 l S")

    assert rows(after="q 1 0 0 1 310 450 cm /Rule Do Q", change=change) == DIVIDED
