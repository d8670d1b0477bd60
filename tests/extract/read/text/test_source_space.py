"""White space in the source of web pages: a browser shows tabs and any number of spaces as one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.model.document import Grid
from extract.parse import parse_plan
from extract.read.text.source_space import without_source_tabs
from tests.extract.builders import read

PAGE = "<html><body><h1>แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567</h1>\n{}\n</body></html>"


@given(st.text(alphabet="<>/preab \t\n"))
def test_texts_keep_their_length_and_preformatted_ones_their_tabs(text):
    assert len(without_source_tabs(text)) == len(text)
    assert without_source_tabs(f"<html>\t<pre>{text}</pre>")[7:] == f"<pre>{text}</pre>"


def test_tabs_and_gaps_of_a_page_lay_out_no_table():
    rows = "".join(
        f"<h3>มิติที่ {n}\tปลูกใจหมู่ {n}</h3>\n<p>ค่างาน {n}5,000 บาท    ตั้งไว้ {n}5,000 บาท    จ่าย {n}4,000 บาท</p>\n"
        for n in (1, 2, 3, 4)
    )
    document = read(PAGE.format(rows))
    assert not any(isinstance(block, Grid) for block in document.blocks())
    assert [d.name for d in parse_plan(document).dimensions] == [f"ปลูกใจหมู่ {n}" for n in (1, 2, 3, 4)]


def test_money_below_a_name_is_no_rest_of_it():
    names = ["โครงการตรวจสุขใจของคนมือสะอาดบ้าน", "โครงการสมุดประวัติงานซื้อประจำหมู่", "กิจกรรมบอกเวลารอคิวหน้าห้องงานบริการ"]
    blocks = "".join(
        f"<p><b>{n}. {name}</b></p>\n<p>งบประมาณ  ตั้งไว้ {n}4,000 บาท  ใช้จริง {n}2,800 บาท</p>\n"
        "<p>ผู้รับผิดชอบ : สำนักปลัด</p>\n"
        f"<p>การดำเนินการ</p>\n<p>จัดอบรมที่ศาลากลางบ้านทุกวันศุกร์ตอนเช้า</p>\n<p>ผลการดำเนินการ</p>\n<p>คนมาครบทุกบ้านทุกวันศุกร์ตอนเช้า</p>\n"
        for n, name in enumerate(names, 1)
    )
    plan = parse_plan(read(PAGE.format(blocks)))
    assert [p.name.value for p in plan.projects] == names
