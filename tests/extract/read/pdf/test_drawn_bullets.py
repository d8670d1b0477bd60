"""Bullets drawn as shapes are read; other shapes are none."""

from __future__ import annotations

import pytest

from extract.model.document import Line
from extract.read.pdf.pdf_reader import read_pdf
from extract.read.reader_interface import ReadableSource
from tests.extract.read.pdf.pdf_maker import glyphs, pdf


def texts(*shapes: str) -> list[str]:
    """The lines of a page with a list of two entries, and shapes."""
    page = [*glyphs("งานที่จะทำ", 60, 520), *glyphs("ปลูกป่า", 80, 500), *glyphs("ขุดคลอง", 80, 480)]
    data = pdf([page], before="\n".join(f"q {shape} Q" for shape in shapes))
    (read,) = read_pdf(ReadableSource("plan.pdf", data)).pages
    return [block.text for block in read.blocks if isinstance(block, Line)]


def test_a_shape_before_a_text_is_a_bullet():
    dots = [f"0 g {x} {y} 4 4 re f" for x, y in ((68, 502), (68, 482))]
    assert texts(*dots) == ["งานที่จะทำ", "- ปลูกป่า", "- ขุดคลอง"]


@pytest.mark.parametrize(
    "shapes",
    [
        ["0 g 20 502 4 4 re f"],  # too far from the text
        ["1 g 68 502 4 4 re f"],  # white
        ["0 g 66 500 9 9 re f"],  # a box
        ["0 g 68 502 1 1 re f"],  # a speck
        ["0 g 68 502 4 4 re f", "0 g 74 502 4 4 re f"],  # a row of dots
        ["0 G 68 502 4 4 re S"],  # not filled
        ["0 g 68 490 4 4 re f"],  # between two lines
    ],
)
def test_other_shapes_are_none(shapes):
    assert texts(*shapes) == ["งานที่จะทำ", "ปลูกป่า", "ขุดคลอง"]
