"""The printed lines of a scan, whose cells are read one by one."""

from __future__ import annotations

from extract.model.document import TextSource
from extract.read.layout.printed import Cluster, Frame, PrintedLine, PrintedPage, PrintedPart
from extract.read.printed_text import page_text


def line(text, x, y, high=10):
    return PrintedLine([Cluster(text, x, x + 8 * len(text), y - high, y)], [], 10.0, y)


def texts(lines, source=TextSource.OCR):
    page = PrintedPage(1, source, 500, 500, parts=[PrintedPart(Frame(0, 500, 500), lines)], ocr_confidence=1.0)
    return [printed.text for printed in page_text(page).lines]


def test_cells_beside_one_another_are_one_line():
    cells = [
        line("ลำดับ", 10, 50),
        line("1", 10, 80),
        line("ชื่อ", 100, 50),
        line("20,000", 200, 81),
        line("ถนน", 100, 80),
    ]
    assert texts(cells) == ["ลำดับ\tชื่อ", "1\tถนน\t20,000"]


def test_a_dash_belongs_to_its_row():
    assert texts([line("ถนน", 100, 80), line("-", 200, 76, high=1), line("2", 10, 80)]) == ["2\tถนน\t-"]


def test_the_lines_of_a_cell_stay_apart():
    cells = [line("ถนนสาย", 100, 80), line("บ้านเหนือ", 100, 94), line("1", 10, 80), line("20,000", 300, 80)]
    assert texts(cells) == ["1\tถนนสาย\t20,000", "บ้านเหนือ"]


def test_sara_am_of_a_scan_is_one_character():
    assert texts([line("ตําบลถํ้า", 10, 50)]) == ["ตำบลถ้ำ"]
