"""HTML tables that hold the page, or a box of it, are read as the page; tables of data stay tables."""

from __future__ import annotations

from extract.model.document import Grid, Line
from extract.read.reader_interface import ReadableSource
from extract.read.text.text_reader import read_text

MENU = "<td><a>หน้าแรก</a><br><a>ข่าว</a></td>"
FORM = "<p>โครงการที่ ๑</p><p>๑. ชื่อโครงการ : บ้านใส</p><p>๒. วัตถุประสงค์</p><p>เพื่อน้ำใส</p><p>๓. งบประมาณ</p>"
DATA = "<table><tr><th>ที่</th><th>งาน</th></tr><tr><td>๑</td><td>บ้านใส</td></tr></table>"


def blocks_of(html):
    return read_text(ReadableSource("a.html", f"<html><body>{html}</body></html>".encode())).pages[0].blocks


def lines_and_tables(html):
    return [
        block.text if isinstance(block, Line) else [[cell.text for cell in row] for row in block.rows()]
        for block in blocks_of(html)
    ]


def test_a_page_in_a_table_beside_its_menu():
    page = "".join(f"บรรทัดที่ {n} ของหน้า<br>\n" for n in range(25))
    found = lines_and_tables(f"<table><tr>{MENU}\n<td>{page}{DATA}<br>ท้ายหน้า</td></tr></table>\nหลังตาราง")
    assert found[:3] == ["หน้าแรก", "ข่าว", "บรรทัดที่ 0 ของหน้า"]
    assert found[-3:] == [[["ที่", "งาน"], ["1", "บ้านใส"]], "ท้ายหน้า", "หลังตาราง"]
    places = [block.place.line for block in blocks_of(f"<table><tr>{MENU}\n<td>{page}</td></tr></table>\nหลังตาราง")]
    assert places == [1, 1, *range(2, 27), 28]


def test_a_table_in_a_table_in_a_table():
    page = "".join(f"บรรทัดที่ {n}<br>" for n in range(25))
    inner = f"<table><tr><td>{page}</td></tr></table>"
    assert len(lines_and_tables(f"<table><tr><td>{inner}</td></tr><tr>{MENU}</tr></table>")) == 27


def test_a_form_in_a_box():
    assert lines_and_tables(f"<table border=1><tr><td>{FORM}</td></tr></table>")[1] == "1. ชื่อโครงการ : บ้านใส"


def test_tables_of_data_stay_tables():
    (grid,) = blocks_of(DATA)
    assert isinstance(grid, Grid)
    (field,) = blocks_of(f"<table><tr><td>วิธีทำ</td><td>{FORM}</td></tr></table>")
    assert isinstance(field, Grid)
