"""Texts with everything where it is on the page: tables are sought in whole pages, and go on on the next one."""

from extract.model.document import Grid, Line
from extract.read.reader_interface import ReadableSource
from extract.read.text.text_reader import read_text


def page(*lines):
    """Lines of texts at places: `0 one | 20 two`."""
    made = []
    for line in lines:
        text = ""
        for piece in filter(None, map(str.strip, line.split("|"))):
            at, _, words = piece.partition(" ")
            text = f"{text:{at}}" + words
        made.append(text)
    return "\n".join(made)


FRONT = page(*["20 แผนของตำบลบ้านทุ่งไผ่", "2 ปลัด | 20 นายกลาง"] * 5)


def blocks(*pages):
    return list(read_text(ReadableSource("a.txt", "\f".join([FRONT, *pages]).encode())).blocks())


def tables(*pages):
    return [[[c.text for c in row] for row in b.rows()] for b in blocks(*pages) if isinstance(b, Grid)]


def test_rows_parted_by_blank_lines_with_their_numbers_in_the_middle():
    (table,) = tables(
        page(
            "45 งบประมาณ",
            "0 ที่ | 12 โครงการ / กิจกรรม | 65 กองเจ้าของเรื่อง",
            "46 (บาท)",
            "",
            "0 1.1 ด้านคนทำงาน",
            "",
            "6 โครงการเรียนรู้ระเบียบ",
            "0 1 | 50 12,000 | 58 กองกลาง",
            "6 ใหม่ทุกเดือน",
            "",
            "58 กองสวัสดิการ",
            "0 2 | 6 กิจกรรมตู้รับเรื่อง | 51 9,000",
            "58 สังคม",
            "",
            "0 รวม 2 โครงการ | 50 21,000",
        )
    )
    assert table[-4:] == [
        ["1.1 ด้านคนทำงาน", "", "", ""],
        ["1", "โครงการเรียนรู้ระเบียบใหม่ทุกเดือน", "12,000", "กองกลาง"],
        ["2", "กิจกรรมตู้รับเรื่อง", "9,000", "กองสวัสดิการสังคม"],
        ["รวม 2 โครงการ", "", "21,000", ""],
    ]


def test_a_header_that_is_printed_again_over_several_lines_begins_another_table():
    first, second = tables(
        page(
            "0 ที่ | 12 โครงการ / กิจกรรม | 40 งบประมาณ | 55 กองเจ้าของ",
            "",
            "0 1 | 6 โครงการเรียนรู้ระเบียบ | 42 12,000 | 55 กองกลาง",
            "",
            "0 2 | 6 โครงการเดินตรวจคลอง | 42 3,000 | 55 กองช่าง",
            "",
            "50 งบประมาณ | 65 กองเจ้าของ",
            "0 ที่ | 12 โครงการ / กิจกรรม",
            "52 (บาท) | 66 เรื่อง",
            "",
            "0 3 | 6 กิจกรรมตู้รับเรื่อง | 54 9,000 | 65 กองกลาง",
        )
    )
    assert [row[0] for row in first] == ["ที่", "1", "2"]
    assert second[-1] == ["3", "กิจกรรมตู้รับเรื่อง", "9,000", "กองกลาง"]


def test_rows_go_on_on_the_next_page_further_to_the_left():
    pages = (
        page(
            "60 งบประมาณ ปี",
            "6 มิติ | 30 โครงการ/กิจกรรม",
            "60 2567 (บาท)",
            "",
            "0 1. สร้างคน | 27 1. โครงการค่ายคนซื่อ | 64 6,000",
        ),
        page(
            "21 2. โครงการเดินตรวจคลอง",
            "21 ทุกหมู่บ้าน | 58 3,000",
            "21 3. กิจกรรมตู้รับเรื่อง | 58 9,000",
            "",
            "0 เอกสารท้ายแผน",
        ),
    )
    first, second = tables(*pages)
    assert first[-1] == ["1. สร้างคน", "1. โครงการค่ายคนซื่อ", "6,000"]
    assert [row[1:] for row in second] == [["2. โครงการเดินตรวจคลองทุกหมู่บ้าน 3. กิจกรรมตู้รับเรื่อง", "3,000 9,000"]]
    assert [block.text for block in blocks(*pages) if isinstance(block, Line)][-1] == "เอกสารท้ายแผน"


def test_a_row_without_amounts_is_no_header_of_another_table():
    (table,) = tables(
        page(
            "0 ที่ | 10 กระบวนงาน | 30 เหตุการณ์ | 50 ระดับ | 62 มาตรการ",
            "",
            "6 การซื้อ | 25 ซื้อของไม่ตรง",
            "0 1 | 50 สูง | 60 ตรวจสองคน",
            "6 วัสดุ | 25 กับที่ต้องใช้",
            "",
            "6 การควบคุม | 50 สูง | 60 อบรมผู้คุมงาน",
            "0 2 | 25 ไม่เก็บตัวอย่าง",
            "6 งานก่อสร้าง | 50 มาก | 60 ทุกเดือน",
        )
    )
    assert [row[:4] for row in table[1:]] == [
        ["1", "การซื้อวัสดุ", "ซื้อของไม่ตรงกับที่ต้องใช้", "สูง"],
        ["2", "การควบคุมงานก่อสร้าง", "ไม่เก็บตัวอย่าง", "สูงมาก"],
    ]


def test_a_dash_right_before_a_remark_is_that_of_the_last_year():
    (table,) = tables(
        page(
            "0 ที่ | 10 โครงการ | 36 2566 | 46 2567 | 56 หมายเหตุ",
            "0 1 | 6 โครงการเดินคลอง | 35 5,000 | 45 6,000",
            "0 2 | 6 กิจกรรมตู้รับเรื่อง | 39 - | 53 - ไม่ใช้งบ",
            "0 3 | 6 กิจกรรมวันตาชั่ง | 39 - | 53 - ไม่ใช้งบ",
            "0 รวม | 35 5,000 | 45 6,000",
        )
    )
    assert [row[3:] for row in table[1:4]] == [["6,000", ""], ["-", "ไม่ใช้งบ"], ["-", "ไม่ใช้งบ"]]


def test_the_name_of_a_level_goes_on_beside_the_second_row():
    (table,) = tables(
        page(
            "4 มิติ | 26 ภารกิจ | 50 โครงการ | 76 2566 | 88 2567",
            "0 มิติที่ 1 การสร้าง | 24 1.1 ปลูกใจเด็ก | 48 1. โครงการค่ายใจซื่อ | 76 5,000 | 88 6,000",
            "0 สังคมที่สุจริต | 24 และเยาวชน | 48 ริมคลอง",
            "0 ทั้งตำบล | 24 1.2 ปลูกใจผู้ใหญ่ | 48 2. กิจกรรมวันตาชั่ง | 79 - | 91 -",
            "0 รวม | 76 5,000 | 88 6,000",
        )
    )
    assert table[1][0] == "มิติที่ 1 การสร้างสังคมที่สุจริตทั้งตำบล"


def test_the_texts_of_a_form_begin_where_those_of_the_lines_below_do():
    (table,) = tables(
        page(
            "0 1. ชื่อโครงการ | 26 โครงการเดินตรวจคลองทุกหมู่บ้าน",
            "0 2. หลักการและเหตุผลที่ทำ คลองของตำบลตื้นเขินทุกปี",
            "25 จึงต้องเดินตรวจร่วมกัน",
            "0 3. ระยะเวลา | 26 ปี งบประมาณ 2567",
            "0 4. งบประมาณที่ตั้งไว้เอง 12,000 บาท",
            "3 ทุกปี",
        )
    )
    assert table == [
        ["1. ชื่อโครงการ", "โครงการเดินตรวจคลองทุกหมู่บ้าน"],
        ["2. หลักการและเหตุผลที่ทำ", "คลองของตำบลตื้นเขินทุกปีจึงต้องเดินตรวจร่วมกัน"],
        ["3. ระยะเวลา", "ปี งบประมาณ 2567"],
        ["4. งบประมาณที่ตั้งไว้เองทุกปี", "12,000 บาท"],
    ]
