"""Boxes cover the ink of their text, on pages with any rotation and in sideways text."""

from __future__ import annotations

import pytest

from extract.model.document import Grid, Line
from extract.read.pdf.pdf_reader import read_pdf
from extract.read.reader_interface import ReadableSource
from tests.extract.read.pdf.pdf_maker import ADVANCE, LETTER, SIZE, glyphs, pdf, upwards

WIDTH, HEIGHT = 595, 842


def shown(rotate, x0, y0, x1, y1):
    """A box of the content (y up) in the viewer's coordinates: x0, top, x1, bottom."""
    corners = {
        0: lambda x, y: (x, HEIGHT - y),
        90: lambda x, y: (y, x),
        180: lambda x, y: (WIDTH - x, y),
        270: lambda x, y: (HEIGHT - y, WIDTH - x),
    }[rotate]
    (ax, ay), (bx, by) = corners(x0, y0), corners(x1, y1)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def ink(text, x, y):
    """The ink of a line of letters in the content."""
    end = x + (len(text) - 1) * ADVANCE * SIZE + LETTER[2] * SIZE
    return x, y, end, y + LETTER[3] * SIZE


def turned(text, x, y):
    """The ink of a line written upwards: its baseline at `x`, its first letter at `y`."""
    end = y + (len(text) - 1) * ADVANCE * SIZE + LETTER[2] * SIZE
    return x - LETTER[3] * SIZE, y, x, end


def read(data):
    return read_pdf(ReadableSource("plan.pdf", data))


def covers(box, area, slack=1.0):
    x0, top, x1, bottom = area
    return box.x0 <= x0 + slack and box.top <= top + slack and box.x1 >= x1 - slack and box.bottom >= bottom - slack


def is_tight(box, area, slack=1.0):
    x0, _top, x1, _bottom = area
    return covers(box, area, slack) and (box.x1 - box.x0) <= x1 - x0 + 2 * slack


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_lines_box_is_its_ink_on_a_turned_page(rotate):
    document = read(pdf([glyphs("กขคงจ", 100, 500)], extra=f"/Rotate {rotate}"))
    (line,) = document.pages[0].blocks
    assert isinstance(line, Line)
    assert is_tight(line.place.box, shown(rotate, *ink("กขคงจ", 100, 500)))


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_sideways_lines_box_is_its_ink_beside_upright_text(rotate):
    page = [*glyphs("กขคงจฉชซ", 100, 500), *upwards(glyphs("ฌญฎฏ", 200, 0), 400)]
    document = read(pdf([page], extra=f"/Rotate {rotate}"))
    boxes = {block.text: block.place.box for block in document.pages[0].blocks}
    assert is_tight(boxes["กขคงจฉชซ"], shown(rotate, *ink("กขคงจฉชซ", 100, 500)))
    assert is_tight(boxes["ฌญฎฏ"], shown(rotate, *turned("ฌญฎฏ", 400, 200)))


RULES = [(90, y, 390, y) for y in (450, 480, 520)] + [(x, 450, x, 520) for x in (90, 240, 390)]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_cells_box_covers_its_ink_and_not_its_neighbours(rotate):
    page = [*glyphs("กขค", 100, 500), *glyphs("งจฉ", 250, 500), *glyphs("ชซฌ", 100, 460), *glyphs("ญฎฏ", 250, 460)]
    document = read(pdf([page], RULES, f"/Rotate {rotate}"))
    (grid,) = document.pages[0].blocks
    assert isinstance(grid, Grid)
    areas = {
        text: shown(rotate, *ink(text, x, y))
        for text, x, y in (("กขค", 100, 500), ("งจฉ", 250, 500), ("ชซฌ", 100, 460), ("ญฎฏ", 250, 460))
    }
    boxes = {cell.text: cell.place.box for cell in grid.cells}
    for text, area in areas.items():
        assert covers(boxes[text], area)
        assert not any(covers(boxes[text], other) for name, other in areas.items() if name != text)


def test_a_sideways_table_is_read_with_boxes_on_the_page_as_displayed():
    page = [
        *upwards(glyphs("กขค", 100, 0), 200),
        *upwards(glyphs("งจฉ", 300, 0), 200),
        *upwards(glyphs("ชซฌ", 100, 0), 240),
        *upwards(glyphs("ญฎฏ", 300, 0), 240),
    ]
    rules = [(x, 90, x, 400) for x in (180, 215, 255)] + [(180, y, 255, y) for y in (90, 250, 400)]
    (grid,) = read(pdf([page], rules)).pages[0].blocks
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows()] == [["กขค", "งจฉ"], ["ชซฌ", "ญฎฏ"]]
    for cell, (x, y) in zip(grid.cells, [(200, 100), (200, 300), (240, 100), (240, 300)], strict=True):
        assert covers(cell.place.box, shown(0, *turned(cell.text, x, y)))


def test_every_page_is_accounted_for_blank_ones_too():
    document = read(pdf([glyphs("กขค", 100, 500), [], glyphs("งจฉ", 100, 500), []]))
    assert [page.number for page in document.pages] == [1, 2, 3, 4]
    assert [len(page.blocks) for page in document.pages] == [1, 0, 1, 0]
