"""Tables aligned with spaces: aligned pieces, or pieces that are only in order. Prose stays prose."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model.document import Grid, Line
from extract.read.text.spaced_rows import split_spaces
from tests.extract.builders import letters, plan_like_text, promptly

TABLE = """\
มิติ            ภารกิจ       โครงการ                  ปี ๒๕๖๖    ปี ๒๕๖๗   หมายเหตุ
                                                  งบประมาณ   งบประมาณ
๑. วัฒนธรรม     ๑.๑ คน      ๑) โครงการปลูกใจซื่อ        ๑๐,๐๐๐    -         สป.
                           ๒) กิจกรรมประตูเปิด        -         ๕,๐๐๐
                              ทุกวันทั้งตำบล
รวม                        จำนวน ๒ โครงการ          ๑๐,๐๐๐    ๕,๐๐๐
"""
ROWS = [
    ["มิติ", "ภารกิจ", "โครงการ", "ปี 2566 งบประมาณ", "ปี 2567 งบประมาณ", "หมายเหตุ"],
    ["1. วัฒนธรรม", "1.1 คน", "1) โครงการปลูกใจซื่อ", "10,000", "-", "สป."],
    ["", "", "2) กิจกรรมประตูเปิดทุกวันทั้งตำบล", "-", "5,000", ""],
    ["รวม", "", "จำนวน 2 โครงการ", "10,000", "5,000", ""],
]


def grids(document):
    return [[[cell.text for cell in row] for row in b.rows()] for b in document.blocks() if isinstance(b, Grid)]


def texts(document):
    return [block.text for block in document.blocks() if isinstance(block, Line)]


def test_columns_stand_where_no_line_prints_anything(read):
    (rows,) = grids(read(TABLE))
    assert rows == ROWS


def test_every_row_has_the_line_it_begins_on(read):
    (grid,) = [block for block in read(TABLE).blocks() if isinstance(block, Grid)]
    assert [row[0].place.line for row in grid.rows()] == [1, 3, 4, 6]


def test_columns_may_be_counted_in_characters(read):
    rows = [
        ("ที่", "โครงการ", "งบประมาณ", "ผู้รับผิดชอบ"),
        ("๑", "โครงการที่ปีนี้มีน้ำใส", "๑๐,๐๐๐", "สป."),
        ("๒", "กิจกรรม", "-", "กค."),
    ]
    text = "\n".join("".join(cell.ljust(26) for cell in row) for row in rows)
    (found,) = grids(read(text))
    assert [row[1] for row in found] == ["โครงการ", "โครงการที่ปีนี้มีน้ำใส", "กิจกรรม"]


def test_a_heading_over_all_columns_is_a_row_of_its_own(read):
    text = """\
ที่    โครงการ              งบประมาณ   ผู้รับผิดชอบ
มิติที่ ๑ การสร้างวัฒนธรรมสุจริตให้ทุกบ้านทุกคนในตำบลนี้
๑    โครงการปลูกใจซื่อ      ๑๐,๐๐๐    สป.
มิติที่ ๒ การบริหารราชการด้วยความโปร่งใสทุกขั้นตอนทุกงาน
๒    กิจกรรมประตูเปิด      -         กค.
"""
    (rows,) = grids(read(text))
    assert [row[0][:9] for row in rows] == ["ที่", "มิติที่ 1", "1", "มิติที่ 2", "2"]
    assert rows[0][1:] == ["โครงการ", "งบประมาณ", "ผู้รับผิดชอบ"]


def test_levels_of_a_header_are_rows_and_a_header_printed_again_is_one(read):
    text = """\
มิติ        โครงการ              งบประมาณ
           แผน      ทำแล้ว       แผน        จ่ายจริง
๑          ๑๗       ๙          ๗๐,๐๐๐     ๕,๐๐๐

มิติ        โครงการ              งบประมาณ
           แผน      ทำแล้ว       แผน        จ่ายจริง
๒          ๘        ๗          ๔๐,๐๐๐     ๑๕,๐๐๐
"""
    first, second = grids(read(text))
    assert first[:2] == [["มิติ", "โครงการ", "", "งบประมาณ", ""], ["", "แผน", "ทำแล้ว", "แผน", "จ่ายจริง"]]
    assert second[-1] == ["2", "8", "7", "40,000", "15,000"]


def test_rows_below_a_blank_line_go_on(read):
    cut = TABLE.split("\n")
    (rows,) = grids(read("\n".join([*cut[:3], "", *cut[3:]])))
    assert rows == ROWS


@pytest.mark.parametrize("number", ["\n12\n", "- ๑๒ -", "\nหน้า ๑๒\n"])
def test_a_page_number_among_the_rows_parts_no_table(read, number):
    cut = TABLE.split("\n")
    document = read("\n".join([*cut[:3], number, *cut[3:], "", "ส่วนที่ ๓"]))
    assert grids(document) == [ROWS]
    assert [letters(text) for text in texts(document)] == [letters(number).replace("๑๒", "12"), "ส่วนที่3"]


def test_tables_below_a_blank_line_have_columns_of_their_own(read):
    other = "ที่  กิจกรรม  เงิน  ผู้ทำ\n๑   เดินดู    -    ช่าง\n"
    first, second = grids(read(f"{TABLE}\n{other}"))
    assert (first, second) == (ROWS, [["ที่", "กิจกรรม", "เงิน", "ผู้ทำ"], ["1", "เดินดู", "-", "ช่าง"]])


def test_text_below_a_table_is_no_part_of_it(read):
    document = read(f"{TABLE}ส่วนที่ ๓ รายละเอียด\nชาวบ้านอยากรู้")
    assert grids(document) == [ROWS]
    assert texts(document) == ["ส่วนที่ 3 รายละเอียด", "ชาวบ้านอยากรู้"]


def test_pieces_that_do_not_stand_below_one_another_are_cells_in_their_order(read):
    text = """\
มิติ  ภารกิจ  โครงการ  ปี ๒๕๖๖  ปี ๒๕๖๗  หมายเหตุ
๑. การสร้างวัฒนธรรมสุจริต  ๑.๑ คน  ๑) โครงการปลูกใจซื่อ  ๑๐,๐๐๐  -  สป.
๒) กิจกรรมประตูเปิดทุกวันทั้งตำบลทุกบ้าน  -  ๕,๐๐๐
"""
    (rows,) = grids(read(text))
    assert rows[1:] == [
        ["1. การสร้างวัฒนธรรมสุจริต", "1.1 คน", "1) โครงการปลูกใจซื่อ", "10,000", "-", "สป."],
        ["2) กิจกรรมประตูเปิดทุกวันทั้งตำบลทุกบ้าน", "-", "5,000"],
    ]


def test_columns_with_two_pieces_each_are_none(read):
    text = """\
โครงการ                  ปี ๒๕๖๖                  ปี ๒๕๖๗                  ผู้รับผิดชอบ
ปลูกใจ  ๕๐๐  -  สป.
ประตู  -  ๗๐๐  กค.
"""
    (rows,) = grids(read(text))
    assert rows[1:] == [["ปลูกใจ", "500", "-", "สป."], ["ประตู", "-", "700", "กค."]]


@pytest.mark.parametrize(
    "text",
    [
        "ชาวบ้าน  อยากรู้\nว่าเงิน  ไปไหน\nและใคร  ใช้",
        "(นายต้นกล้า ใจงาม)      (นางปลายฟ้า ใจดี)\n     ปลัด                    นายก",
        "งบประมาณ    ๑๐,๐๐๐ บาท\nระยะเวลา    ๓ เดือน",
        "ก   ข   ค\n๑   ๑๐,๐๐๐   สป.",
        "ชาวบ้าน  อยากรู้  ว่าเงิน  ไปไหน",
    ],
)
def test_few_pieces_are_text(read, text):
    document = read(text)
    assert grids(document) == []
    assert letters("".join(texts(document))) == letters(text.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")))


@given(st.lists(plan_like_text(8).map(lambda text: text.replace(" ", "   ")), max_size=10))
def test_no_letter_is_lost(texts):
    lines = [(n, line) for n, text in enumerate(texts) for line in text.split("\n") if line.strip()]
    rows = split_spaces(lines)
    if rows is not None:
        found = Counter(letters("".join(cell for row in rows for cell in row.cells)))
        printed = Counter(letters("".join(line for _, line in lines)))
        assert not printed - found
        # A title in the middle of several columns stands above each of them; nothing else is there twice.
        twice = "".join(cell * (row.cells.count(cell) - 1) for row in rows[:-1] for cell in set(row.cells))
        assert found - printed <= Counter(letters(twice))


@pytest.mark.parametrize("line", ["ก  ข  -  ค", "ก" + "  -" * 5000, "  ".join("กขค" for _ in range(5000))])
def test_long_tables_take_linear_time(line):
    promptly(split_spaces, [(n, line) for n in range(20)])


def test_headings_that_count_up_among_the_rows_are_rows_of_their_own():
    text = """
รหัส    โครงการ                 2566      2567      หน่วยงาน
        แผนงานที่ 1 คนซื่อ
1.1     โครงการค่ายใจซื่อ          1,000     2,000     กองช่าง
        รวม                     1,000     2,000
        แผนงานที่ 2 งานโปร่งใส
2.1     กิจกรรมเสียงตามสาย                              กองคลัง
2.2     มาตรการตู้ฟังเสียง          500       -         กองคลัง
        รวม                     500       -
"""
    rows = split_spaces(list(enumerate(text.strip().split("\n"))))
    assert rows is not None
    assert [row.cells[1] for row in rows] == [
        "โครงการ", "แผนงานที่ 1 คนซื่อ", "โครงการค่ายใจซื่อ", "รวม", "แผนงานที่ 2 งานโปร่งใส",
        "กิจกรรมเสียงตามสาย", "มาตรการตู้ฟังเสียง", "รวม",
    ]  # fmt: skip


CENTRED = """\
ที่   โครงการ                           งบประมาณ (บาท)            ผู้ทำ
                             ตั้งไว้      ใช้จริง      เหลือ
มิติที่ ๑ สร้างคนทั้งตำบลให้ซื่อตรงและไม่ทนต่อการโกงทุกอย่าง
๑    โครงการปลูกใจซื่อ           ๑๐,๐๐๐     ๙,๐๐๐      ๑,๐๐๐      ช่าง
๒    กิจกรรมประตูเปิด             ๕,๐๐๐     ๕,๐๐๐         -      คลัง
"""
MORE = """\
ข้อ ๑.๒ เรื่องของเด็กทุกคนในตำบลที่ยังเรียนหนังสือ
๓    มาตรการตลาดสดตาชั่ง         ๘,๐๐๐     ๘,๐๐๐         -      สป.
     ตรงทุกวันพุธ
"""


def test_a_title_in_the_middle_of_its_columns_stands_above_each(read):
    (rows,) = grids(read(CENTRED))
    assert rows[0] == ["ที่", "โครงการ", *["งบประมาณ (บาท)"] * 3, "ผู้ทำ"]
    assert rows[1] == ["", "", "ตั้งไว้", "ใช้จริง", "เหลือ", ""]
    assert rows[3] == ["1", "โครงการปลูกใจซื่อ", "10,000", "9,000", "1,000", "ช่าง"]


def test_rows_on_the_next_page_have_the_columns_of_the_table_before(read):
    _, rows = grids(read(f"{CENTRED}\nตำบลของเรา\n\f{MORE}"))
    assert rows[-1] == ["3", "มาตรการตลาดสดตาชั่งตรงทุกวันพุธ", "8,000", "8,000", "-", "สป."]


def test_lines_that_do_not_fit_the_columns_of_the_table_before_are_text(read):
    prose = "เรื่อง  นี้ยาวมากจนไม่มีที่ว่างตรงกับตารางข้างบน  และยังยาวต่อไปอีกมาก  ๑,๐๐๐\n"
    assert len(grids(read(f"{CENTRED}\nตำบลของเรา\n\f{prose}"))) == 1
