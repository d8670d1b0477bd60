"""The text directly above a table: its year, its money unit, words for past years."""

import pytest

from extract.tables.table_context import contexts, years_of
from tests.extract.builders import PAGE_BREAK, document

TABLE = ["ก | ข"]


def found(*titles):
    parts = [part for title in titles for part in ((title, TABLE) if title else (TABLE,))]
    return contexts(document(*parts).blocks())


def test_titles_of_one_year_each_date_their_tables():
    titles = ("บัญชีโครงการ ปีงบประมาณ พ.ศ. 2566", "", "บัญชีโครงการ ปี 2567", "แผน (พ.ศ. 2566 - 2570)")
    assert list(years_of(found(*titles)).values()) == [2566, 2566, 2567]


@pytest.mark.parametrize("titles", [("แผน ปี 2566", "ต่อ ปี 2566"), ("แผน ปี 2566",), ("แผน (พ.ศ. 2566 - 2570)", ""), ()])
def test_one_year_is_the_documents_and_no_tables(titles):
    assert years_of(found(*titles)) == {}


def test_a_year_stands_above_the_line_of_the_unit():
    titles = ("ปีงบประมาณ พ.ศ. 2566\nหน่วย : พันบาท", "ปีงบประมาณ พ.ศ. 2567\n(หน่วย: ล้านบาท)")
    assert [(c.year, c.unit) for c in found(*titles).values()] == [(2566, 1_000), (2567, 1_000_000)]


def test_a_title_on_every_page_does_not_end_the_year_of_a_part():
    running = "แผนปฏิบัติการ (พ.ศ. 2566 - 2567)"
    titles = (f"{running}\nปีงบประมาณ พ.ศ. 2566", running, f"{running}\nปีงบประมาณ พ.ศ. 2567", running)
    assert list(years_of(found(*titles)).values()) == [2566, 2566, 2567, 2567]


@pytest.mark.parametrize(
    ("title", "is_past"),
    [
        ("ผลการดำเนินงานในปีที่ผ่านมา", True),
        ("บัญชีโครงการตามแผน", False),
        ("ผลการดำเนินงานในปีที่ผ่านมา\n(หน่วย: บาท)", True),
        ("2. ผลการดำเนินงานในปีที่ผ่านมา\n(หน่วย: บาท)", True),
        ("8.3 เรื่องร้องเรียนน้อยลงจากปีก่อน\nมิติที่ 2 งานใสในตำบล", False),
        ("- เรื่องร้องเรียนน้อยลงจากปีก่อน\nส่วนที่ 3 บัญชีโครงการ", False),
        ("8.3 เรื่องร้องเรียนน้อยลงจากปีก่อน\n**ยุทธศาสตร์ที่ 2 งานใสในตำบล**", False),
        ("จากการทบทวนการทำงานในรอบปีที่ผ่านมาพบว่าประชาชนพึงพอใจ " + "จึงดำเนินการต่อเนื่อง " * 4, False),
    ],
)
def test_a_title_tells_a_table_of_years_gone_by(title, is_past):
    assert [c.is_past for c in found(title).values()] == [is_past]


def test_the_year_of_a_part_holds_for_all_its_tables():
    first, second = "ตอนที่ 1 แผนงานปี 2566", "ตอนที่ 2 แผนงานปี 2567\nหนึ่ง\nสอง\nสาม\nมิติที่ 1"
    assert list(years_of(found(first, "มิติที่ 2", second, "มิติที่ 2")).values()) == [2566, 2566, 2567, 2567]


def test_a_unit_stated_above_a_table_holds_for_its_rest_on_the_next_page_and_for_others_of_its_header():
    header, other = "ที่ | โครงการ | งบประมาณ", "ที่ | กิจกรรม | วงเงิน"
    read = document(
        "หน่วย : พันบาท", [header, "1 | โครงการ ก | 10"], PAGE_BREAK, [header, "2 | โครงการ ข | 20"],
        "มิติที่ 2", [header, "3 | โครงการ ค | 30"], "อื่น ๆ", [other, "4 | กิจกรรม ง | 40,000"],
        "(หน่วย : บาท)", [header, "5 | โครงการ จ | 50,000"],
    )  # fmt: skip
    assert [context.unit for context in contexts(read.blocks()).values()] == [1000, 1000, 1000, None, 1]


def test_the_rest_of_another_table_above_is_no_title():
    titles = ("ปีงบประมาณ พ.ศ. 2566\n2564 72.63", "ปีงบประมาณ พ.ศ. 2567")
    assert list(years_of(found(*titles)).values()) == [2566, 2567]


@pytest.mark.parametrize(
    ("between", "is_past"), [("แผนของปีนี้จึงรวมงานไว้สามเรื่องซึ่งมาจากเวทีประชาคมของทุกหมู่บ้านแล้ว", False), ("(หน่วย : บาท)", True)]
)
def test_what_stands_above_a_long_line_is_no_title(between, is_past):
    above = f"ชาวบ้านถามเรื่องนี้มากในรอบปีที่ผ่านมา\n{between}"
    assert [c.is_past for c in found(above).values()] == [is_past]
