"""Clusters whose characters are given by an ActualText, as browsers write them."""

import pytest

from extract.read.options import OcrMode, ReadOptions
from extract.read.pdf.pdf_reader import printed_pages
from extract.read.reader_interface import ReadableSource
from tests.extract.read.pdf.font_maker import Shape, Typeface, told_pdf

FACE = Typeface(
    {
        1: Shape((50, 0, 450, 500)),
        2: Shape((50, 0, 460, 500)),
        3: Shape((-300, 550, -40, 700)),
        4: Shape((-200, 750, -100, 850)),
        5: Shape((-200, 560, -80, 680)),
        6: Shape((50, 0, 300, 500), width=400),
        7: Shape((50, 0, 470, 500)),
        8: Shape((50, 0, 455, 680)),  # a letter and a ring, drawn together
    }
)
TOLD = {1: "ท", 2: "น", 3: "ี", 4: "่", 5: "\u0e4d", 6: "า", 7: "ง"}
TI = ("ที่", [(1, 0), (3, 0.6), (4, 0.6)])


def read(clusters):
    (page,) = printed_pages(ReadableSource("plan.pdf", told_pdf(FACE, clusters, TOLD)), ReadOptions(ocr=OcrMode.NEVER))
    (line,) = page.parts[0].lines
    return "".join(segment.text for segment in line.segments()), line.clusters


@pytest.mark.parametrize(
    ("clusters", "text"),
    [
        ([TI, ("", [(2, 0.6), (7, 1.2)])], "ที่นง"),
        ([("นำ", [(2, 0), (5, 0.6), (6, 0.6)]), ("", [(7, 1.0)])], "นำง"),
        ([("นำ", [(8, 0), (6, 0.6)]), ("", [(7, 1.0), (2, 1.6), (1, 2.2)])], "นำงนท"),
        ([("น่ำ", [(2, 0), (5, 0.6), (4, 0.6), (6, 0.6)]), ("", [(7, 1.0)])], "น่ำง"),
        ([("", [(7, 0)]), ("นา", [(2, 0.6), (6, 1.2)]), ("", [(1, 1.6)])], "งนาท"),
        ([("", [(7, 0)]), ("ที่", [(1, 0.6), (4, 0.57), (3, 0.6)]), ("", [(2, 1.2)])], "งที่น"),
        ([("", [(2, 0)]), ("่ำ", [(5, 0.6), (4, 0.6), (6, 0.6)]), ("", [(7, 1.0)])], "น่ำง"),
        ([("", [(7, 0), (2, 0.6)]), TI], None),
    ],
)
def test_a_cluster_has_the_characters_that_it_is_told_to_have(clusters, text):
    if text is None:  # a cluster printed over another: the text occurs completely, and once
        assert sorted(read(clusters)[0]) == sorted("งนที่")
    else:
        assert read(clusters)[0] == text


def test_a_text_that_is_given_again_for_a_glyph_behind_the_next_cluster_stands_once():
    """The mark's origin is after that of the next letter, and pdfium treats it as another cluster."""
    assert read([("ที่", [(1, 0), (3, 0.6), (4, 0.62)]), ("", [(2, 0.6), (7, 1.2)])])[0] == "ที่นง"


def test_sara_am_has_the_box_of_its_glyphs():
    _, clusters = read([("นำ", [(2, 0), (5, 0.6), (6, 0.6)]), ("", [(7, 1.0)])])
    first, am = clusters[0], clusters[1]
    assert first.x1 == pytest.approx(50 + 0.46 * 20, abs=0.2)
    assert (am.x0, am.x1) == pytest.approx((50 + (0.6 - 0.2) * 20, 50 + (0.6 + 0.3) * 20), abs=0.3)


def test_a_cluster_of_which_only_marks_are_drawn_has_a_box():
    """As where the foot of a page cuts its letter off: the ink is above the letters of the line."""
    lines = read([("ที่", [(4, 0.3)]), ("", [(2, 0.6), (7, 1.2)]), ("", [(1, 1.8)])])[1]
    assert all(cluster.bottom >= cluster.top for cluster in lines)
