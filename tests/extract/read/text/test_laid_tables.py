"""Tables laid out with spaces, as from a PDF: cells of several lines, centred cells, texts one space apart, forms."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.read.text.laid.tables import laid_tables
from normalize.text import shown_width
from tests.extract.builders import letters, plan_like_text, promptly


def tables(text):
    lines, blanks = [], []
    for number, raw in enumerate(text.split("\n"), start=1):
        if raw.strip():
            lines.append((number, raw))
        else:
            blanks.append(len(lines))
    return [[row.cells for row in table.rows] for table in laid_tables(lines, blanks)]


def test_the_text_of_a_merged_cell_stays_with_the_row_that_it_begins_in():
    (rows,) = tables("""\
     มิติ             ภารกิจ                     โครงการ                2566      2567
1. สร้างคนซื่อ      1.1 ปลูกใจเด็ก        1. โครงการค่ายใจซื่อ           5,000     6,000
ทั้งตำบล           และเยาวชนทุกคน        ริมคลองบางหลวง
                  1.2 ปลูกใจผู้ใหญ่       2. กิจกรรมวันตาชั่งตรง          -         -
ไม่ทนต่อการโกง     ทุกหมู่บ้าน
                          รวมมิติที่ 1                              5,000     6,000
""")
    assert rows[1:] == [
        [
            "1. สร้างคนซื่อทั้งตำบลไม่ทนต่อการโกง",
            "1.1 ปลูกใจเด็กและเยาวชนทุกคน",
            "1. โครงการค่ายใจซื่อริมคลองบางหลวง",
            "5,000",
            "6,000",
        ],
        ["", "1.2 ปลูกใจผู้ใหญ่ทุกหมู่บ้าน", "2. กิจกรรมวันตาชั่งตรง", "-", "-"],
        ["", "รวมมิติที่ 1", "", "5,000", "6,000"],
    ]  # fmt: skip


def test_amounts_in_the_middle_of_the_lines_of_their_row():
    (rows,) = tables("""\
     โครงการ                     งบประมาณ      ผู้ทำ       หมายเหตุ
โครงการค่ายใจซื่อ
ริมคลองของตำบล                   5,000       ช่าง        ปีแรก
บางหลวงทั้งหมด
กิจกรรมวันตาชั่งตรง
                                 6,000       คลัง        ทุกปี
ที่ตลาดสดเช้า
""")
    assert [row[0] for row in rows[1:]] == ["โครงการค่ายใจซื่อริมคลองของตำบลบางหลวงทั้งหมด", "กิจกรรมวันตาชั่งตรงที่ตลาดสดเช้า"]
    assert [row[1] for row in rows[1:]] == ["5,000", "6,000"]


def test_amounts_that_run_ahead_of_their_entries_are_one_row_with_them():
    (rows,) = tables("""\
  ภารกิจ              โครงการ                    2566       2567
1.1 คนซื่อ        1) โครงการค่ายใจซื่อ             5,000      5,000
                 ริมคลองบางหลวงทั้งหมด            6,000      6,000
                 2) กิจกรรมวันตาชั่งตรง
1.2 งานใส        3) มาตรการติดป้ายราคา             -          -
""")
    assert rows[1] == [
        "1.1 คนซื่อ", "1) โครงการค่ายใจซื่อริมคลองบางหลวงทั้งหมด\n2) กิจกรรมวันตาชั่งตรง", "5,000\n6,000", "5,000\n6,000",
    ]  # fmt: skip
    assert rows[2] == ["1.2 งานใส", "3) มาตรการติดป้ายราคา", "-", "-"]


def test_an_amount_may_be_one_space_from_the_text_behind_it():
    (rows,) = tables("""\
 ที่     โครงการ                  งบประมาณ     ผู้รับผิดชอบ
 1     โครงการค่ายใจซื่อ             15,000 สำนักปลัด
 2     กิจกรรมวันตาชั่งตรง                - กองคลัง
 3     มาตรการติดป้ายราคา           105,000 กองช่าง
""")
    assert [row[2:] for row in rows[1:]] == [["15,000", "สำนักปลัด"], ["-", "กองคลัง"], ["105,000", "กองช่าง"]]


def test_headings_over_the_columns_part_the_rows():
    (rows,) = tables("""\
 ที่     โครงการ                     2566       2567      ผู้ทำ
มิติที่ 1  การสร้างคนทั้งตำบลให้ซื่อตรงทุกเวลา
 1     โครงการค่ายใจซื่อ            5,000      6,000     ช่าง
มิติที่ 2 การทำงานให้โปร่งใสของทุกกองในตำบล
       ที่ประชาชนตรวจสอบได้เอง
 2     กิจกรรมวันตาชั่งตรง            -          -        คลัง
""")
    assert [row[0] for row in rows] == [
        "ที่", "มิติที่ 1 การสร้างคนทั้งตำบลให้ซื่อตรงทุกเวลา", "1", "มิติที่ 2 การทำงานให้โปร่งใสของทุกกองในตำบล", "2",
    ] or rows[3][0].startswith("มิติที่ 2")  # fmt: skip


def test_a_title_stands_above_the_names_that_it_is_in_the_middle_of():
    (rows,) = tables("""\
                              งบประมาณ            ปีที่ทำ
 ที่     โครงการ                (บาท)      2566   2567   2568     ผู้ทำ
 1     โครงการค่ายใจซื่อ          5,000       ✓             ✓      ช่าง
 2     กิจกรรมวันตาชั่งตรง         -          ✓      ✓      ✓      คลัง
""")
    assert rows[0] == ["", "", "งบประมาณ", "ปีที่ทำ", "ปีที่ทำ", "ปีที่ทำ", ""]
    assert rows[1] == ["ที่", "โครงการ", "(บาท)", "2566", "2567", "2568", "ผู้ทำ"]


def test_values_of_indicators_below_the_years_are_no_header():
    (rows,) = tables("""\
  ตัวชี้วัด                  ปี 2566        ปี 2567       ปี 2568
โครงการที่ทำแล้วเสร็จ         ร้อยละ 70      ร้อยละ 75      ร้อยละ 80
คะแนนของตำบล                  85            86            88
ข้อร้องเรียน                   5             4             3
""")
    assert rows[1] == ["โครงการที่ทำแล้วเสร็จ", "ร้อยละ 70", "ร้อยละ 75", "ร้อยละ 80"]


def test_labels_of_a_form_and_the_texts_beside_them():
    (rows,) = tables("""\
1. ชื่อ                โครงการค่ายใจซื่อ
โครงการ
2. หลักการและ          เด็กในตำบลยังไม่มีที่ฝึกความซื่อตรง
เหตุผล                 จึงจัดค่ายขึ้น
3. วัตถุประสงค์         ๑) เพื่อให้เด็กเก้าคนได้คิด
                      ๒) เพื่อให้ผู้ปกครองได้เห็น
4. งบประมาณ            5,000 บาท
""")
    assert rows == [
        ["1. ชื่อโครงการ", "โครงการค่ายใจซื่อ"],
        ["2. หลักการและเหตุผล", "เด็กในตำบลยังไม่มีที่ฝึกความซื่อตรงจึงจัดค่ายขึ้น"],
        ["3. วัตถุประสงค์", "๑) เพื่อให้เด็กเก้าคนได้คิด\n๒) เพื่อให้ผู้ปกครองได้เห็น"],
        ["4. งบประมาณ", "5,000 บาท"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "(นายต้นกล้า ใจงาม)      (นางปลายฟ้า ใจดี)      (นายทุ่งนา ใจใส)\n     ปลัด          นายก         รองนายก",
        "1. เรื่องแรก    ทำแล้ว\n2. เรื่องสอง    ยัง",
        "ตำบลของเรา   อำเภอของเรา   จังหวัดของเรา\n\nมีเรื่องเล่ายาวมากหลายเรื่อง",
    ],
)
def test_signatures_lists_and_addresses_are_no_tables(text):
    assert tables(text) == []


@given(st.lists(plan_like_text(8).map(lambda text: text.replace(" ", "   ")), max_size=12))
def test_no_letter_is_lost(texts):
    lines = [(n, line) for n, text in enumerate(texts) for line in text.split("\n") if line.strip()]
    for table in laid_tables(lines, []):
        found = letters("".join(cell for row in table.rows if not row.is_header for cell in row.cells))
        body = [raw for _, raw in lines[table.first : table.end]]
        assert set(found) <= set(letters("".join(body)))
        assert len(found) >= 0.9 * len(letters("".join(body))) - max(map(len, body)) * 5  # the header may be repeated


HEADER = "ที่   โครงการ   งบประมาณ   ผู้ทำ"


@pytest.mark.parametrize(
    "lines",
    [
        [HEADER] * 4000,
        [HEADER, *["1   โครงการ   5,000   ช่าง"] * 3_000],
        ["  ".join(["ก"] * 5000)] * 20,
        [HEADER, *["ก" + "  -" * 5000] * 20],
        [" ".join(["ก"] * 3000) + "  ข  ค"] * 50,
        [f"{n}. ก    ข" for n in range(5_000)],
    ],
    ids=["headers", "rows", "names", "dashes", "words", "labels"],
)
def test_hostile_text_takes_linear_time(lines):
    promptly(laid_tables, list(enumerate(lines)), [])


PART = """\
ด้านที่ {0}
       โครงการ              งบประมาณ       แหล่งเงิน
โครงการค่ายใจซื่อ{0}         150,000 บาท   ข้อบัญญัติ
โครงการตาชั่งตรง{0}        1,200,000 บาท ข้อบัญญัติ

"""


def test_tables_of_few_rows_with_the_same_names_prove_each_other():
    (first, second) = tables(PART.format(1) + PART.format(2))
    for number, rows in ((1, first), (2, second)):
        assert rows[1:] == [
            [f"โครงการค่ายใจซื่อ{number}", "150,000 บาท", "ข้อบัญญัติ"],
            [f"โครงการตาชั่งตรง{number}", "1,200,000 บาท", "ข้อบัญญัติ"],
        ]
    assert tables(PART.format(1)) == []


def laid(widths, *rows):
    """Rows of cells at the same places of each line, as a terminal shows them."""
    lines = []
    for row in rows:
        line = ""
        for at, cell in zip(accumulate(widths, initial=0), row, strict=False):
            line += " " * (at - shown_width(line)) + cell
        lines.append(line.rstrip())
    return "\n".join(lines) + "\n"


def test_numbers_below_one_name_are_those_of_its_parts():
    (rows,) = tables(
        laid(
            [6, 24, 12, 4, 4, 4, 8],
            ["ที่", "โครงการ", "งบ", "ไตรมาส", "", "", "", "ใครทำ"],
            ["", "", "(ล้านบาท)", "1", "2", "3", "4"],
            ["1", "โครงการเรือใบใสสะอาด", "0.250", "", "●", "", "●", "กองคลัง"],
            ["2", "โครงการปูม้าคืนทะเล", "0.400", "●", "●", "", "", "กองช่าง"],
            ["3", "กิจกรรมถักอวนยามเย็น", "0.075", "", "●", "●", "", "กองคลัง"],
            ["4", "มาตรการชั่งปลาให้ตรง", "0.120", "●", "●", "●", "●", "กองช่าง"],
            ["5", "กิจกรรมที่สี่แยกใต้", "0.300", "", "", "●", "●", "กองคลัง"],
        )
    )
    assert rows[1] == ["", "", "(ล้านบาท)", "1", "2", "3", "4", ""]
    assert rows[2:] == [
        ["1", "โครงการเรือใบใสสะอาด", "0.250", "", "●", "", "●", "กองคลัง"],
        ["2", "โครงการปูม้าคืนทะเล", "0.400", "●", "●", "", "", "กองช่าง"],
        ["3", "กิจกรรมถักอวนยามเย็น", "0.075", "", "●", "●", "", "กองคลัง"],
        ["4", "มาตรการชั่งปลาให้ตรง", "0.120", "●", "●", "●", "●", "กองช่าง"],
        ["5", "กิจกรรมที่สี่แยกใต้", "0.300", "", "", "●", "●", "กองคลัง"],
    ]


def test_the_rest_of_a_name_that_is_longer_than_the_others_is_no_heading():
    (rows,) = tables(
        laid(
            [8, 29, 17],
            ["เลขที่", "งาน", "จำนวนเงิน (บาท)", "ใครทำ"],
            ["1", "โครงการฝึกลูกเสือชาวบ้าน", "26,000", "กองการศึกษา"],
            ["", "ให้รู้ทันกลโกงของการซื้อขายทุกแบบ"],
            ["2", "กิจกรรมเล่าข่าวเช้าวันเสาร์", "4,000", "สำนักปลัด"],
            ["", "ทางหอกระจายข่าว"],
            ["", "รวม", "30,000"],
        )
    )
    assert [row[:2] for row in rows[1:]] == [
        ["1", "โครงการฝึกลูกเสือชาวบ้านให้รู้ทันกลโกงของการซื้อขายทุกแบบ"],
        ["2", "กิจกรรมเล่าข่าวเช้าวันเสาร์ทางหอกระจายข่าว"],
        ["", "รวม"],
    ]


def test_a_sum_told_in_words_is_a_row_of_its_own():
    (rows,) = tables(
        laid(
            [8, 32, 10, 10],
            ["ลำดับ", "โครงการ", "ปี 2568", "ปี 2569", "กอง"],
            ["1", "โครงการเลี้ยงปูในคลองสาธารณะ", "15,000", "15,000", "กองคลัง"],
            ["2", "กิจกรรมเดินตรวจฝายทุกเดือน", "-", "-", "กองช่าง"],
            ["รวมมิติที่ 1 ปี 2568 15,000 บาท ปี 2569 15,000 บาท"],
        )
    )
    assert rows[-2] == ["2", "กิจกรรมเดินตรวจฝายทุกเดือน", "-", "-", "กองช่าง"]
    assert rows[-1] == ["รวมมิติที่ 1 ปี 2568 15,000 บาท ปี 2569 15,000 บาท", "", "", "", ""]


ACROSS = """\
ลำดับ   มิติ   ชื่องานที่จะทำ                   ปี 2566    ปี 2567
ส่วนงาน : กองคลังของเรา
   1    2   โครงการเปิดบัญชีให้ชาวบ้าน          5,000     6,000
            ดูทุกเดือน
ส่วนงาน : กองช่างของเรา
   2    3   โครงการป้ายบอกราคางาน           7,000     8,000
            ก่อสร้าง
"""


def test_a_text_with_a_label_that_recurs_is_a_row_across_the_table():
    (rows,) = tables(ACROSS)
    assert [row[0] for row in rows[1:]] == ["ส่วนงาน : กองคลังของเรา", "1", "ส่วนงาน : กองช่างของเรา", "2"]
    assert rows[2][2] == "โครงการเปิดบัญชีให้ชาวบ้านดูทุกเดือน"


RISKS = """
งานที่ทำ                      โอกาส     ผล       คะแนน
การซื้อของเข้าคลัง              4        4        16
การเบิกน้ำมันรถ                3        2        6

บทที่ 2 ตารางงานของเรา

"""
WRAPPED_HEADER = """ที่     โครงการ/กิจกรรม/             งบประมาณ (บาท)                     ผู้ทำ
      มาตรการ
                                 ปี 2566    ปี 2567    ปี 2568    ปี 2569
"""
WRAPPED_ROWS = """มิติที่ 1 คนซื่อตรง
1.1 คนในสำนักงาน
1     โครงการสะพานไม้                5,000     5,000     6,000     6,000  กองช่าง
      ตอนปลายคลอง
2     กิจกรรมเสียงตามสาย                -         -         -         -  สำนักปลัด
      รวมทั้งหมด                    5,000     5,000     6,000     6,000  2 งาน

                                                                     หน้า 9

บทที่ 3 เรื่องที่ต้องจำ
     (ก) หัวหน้าทำให้เห็นก่อน
     (ข) ทุกกองมีคนช่วยดู

รายชื่อคนช่วยดู
กอง                 ชื่อ                    โทร
กองช่าง              นายสม ใจซื่อ             101
กองคลัง              นางสี ใจดี              102
สำนักปลัด             นายสา ใจเย็น             103
"""


def test_tables_below_one_another_have_headers_and_ends_of_their_own():
    found = tables(RISKS + WRAPPED_HEADER + WRAPPED_ROWS)
    assert [rows[0][0] for rows in found] == ["งานที่ทำ", "ที่", "กอง"]
    assert len(found[0]) == 3
    assert [row[-1] for row in found[1][-2:]] == ["สำนักปลัด", "2 งาน"]
    assert not any("บทที่" in cell or "(ก)" in cell for rows in found for row in rows for cell in row)


def test_a_header_above_rows_from_one_on_begins_a_table_below_a_letterhead():
    head = "ส่วนราชการ  งานวินัยและคุณธรรม  โทร. 0 1234\n\nที่ ชร 1/2    วันที่ 8 กันยายน 2568\n\n"
    rows = "".join(f"{n}       โครงการสะพานไม้ตอน {n}      {n},000     กองช่าง\n" for n in range(1, 6))
    found = tables(f"{head}ลำดับ    ชื่อโครงการ              งบประมาณ   หน่วยงาน\n{rows}")
    assert found[-1][0][0] == "ลำดับ"
    assert len(found[-1]) == 6
