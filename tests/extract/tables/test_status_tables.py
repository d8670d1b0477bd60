"""Status tables by level in many forms, recognised by titles and content of their columns."""

from decimal import Decimal

import pytest

from extract.grammar.levels import LevelNumbers
from extract.tables.progress import read_progress
from tests.extract.builders import grid

HEADER = "จำนวนโครงการตามแผน | ดำเนินการแล้ว | งบประมาณตามแผน (บาท) | เบิกจ่าย (บาท) | ร้อยละการเบิกจ่าย"


def cells(rows, **given):
    """Dimension and numbers of each line, in the column order of `progress`."""
    return [
        (line.dimension, [int(v.value) for v in line.values.values()])
        for line in read_progress([grid(rows)], **given).lines
    ]


@pytest.mark.parametrize("word", ["มิติ", "ด้าน", "ยุทธศาสตร์", "เป้าประสงค์", "ประเด็นยุทธศาสตร์", "กลยุทธ์"])
def test_any_word_of_a_level_heads_the_levels(word):
    rows = [
        f"{word} | {HEADER}",
        f"{word}ที่ 1 คนสุจริต | 4 | 3 | 60,000 | 54,000 | 90",
        f"{word}ที่ 2 | 1 | 1 | 10 | 5 | 50",
        "รวม | 5 | 4 | 60,010 | 54,005 | 89",
    ]
    assert cells(rows) == [(1, [4, 3, 60_000, 54_000, 90]), (2, [1, 1, 10, 5, 50]), (None, [5, 4, 60_010, 54_005, 89])]


def test_names_alone_are_numbered_as_the_headings_are():
    names = LevelNumbers()
    names.note((), "ตรวจสอบได้", 3)
    rows = [f"หัวข้อ | {HEADER}", "ตรวจสอบได้ | 4 | 3 | 60 | 54 | 90", "รวมทั้งสิ้น | 4 | 3 | 60 | 54 | 90"]
    assert [number for number, _ in cells(rows, names=names)] == [3, None]


def test_levels_across_the_top():
    rows = [
        "รายการ | มิติที่ 1 | มิติที่ 2 | รวม",
        "โครงการตามแผน | 4 | 3 | 7",
        "ดำเนินการแล้ว | 2 | 3 | 5",
        "งบประมาณที่ใช้จริง | 10 | - | 10",
    ]
    assert cells(rows) == [(1, [4, 2, 10]), (2, [3, 3, 0]), (None, [7, 5, 10])]


def test_what_is_under_way_is_not_done():
    rows = ["ด้าน | โครงการทั้งหมด | แล้วเสร็จ | อยู่ระหว่างดำเนินการ | ยังไม่ดำเนินการ | ใช้จ่ายจริง", "ด้านที่ 1 | 6 | 3 | 2 | 1 | 700"]
    assert cells(rows) == [(1, [6, 3, 700])]


def test_two_header_rows_in_thousands():
    rows = [
        "ด้าน | จำนวนโครงการ | | งบประมาณ (พันบาท) |",
        " | ตามแผน | ที่ดำเนินการ | ตามแผน | เบิกจ่าย",
        "ด้านที่ 1 | 6 | 3 | 2.5 | 1",
    ]
    assert cells(rows) == [(1, [6, 3, 2500, 1000])]


def test_a_bare_share_is_of_the_columns_that_it_agrees_with():
    rows = [
        "มิติ | โครงการตามแผน | แล้วเสร็จ | งบประมาณ | เบิกจ่าย | ร้อยละ",
        "มิติที่ 1 | 4 | 1 | 90 | 45 | 25",
        "มิติที่ 2 | 2 | 1 | 10 | 10 | 50",
    ]
    (first, _) = read_progress([grid(rows)]).lines
    assert first.values["percent_projects"].value == Decimal(25)


@pytest.mark.parametrize(
    "rows",
    [
        ["ยุทธศาสตร์ | โครงการ/กิจกรรม | งบประมาณ | เบิกจ่าย | ร้อยละ", "ยุทธศาสตร์ที่ 1 | โครงการวัดใจสุจริต | 10 | 5 | 50"],
        [
            "หน่วยงาน | โครงการตามแผน | ดำเนินการแล้ว | เบิกจ่าย",
            "กองช่าง | 4 | 3 | 10",
            "กองคลัง | 1 | 1 | 5",
            "รวม | 5 | 4 | 15",
        ],
    ],
)
def test_projects_and_departments_are_no_levels(rows):
    assert read_progress([grid(rows)]).places == frozenset()


def test_a_table_goes_on_without_its_header():
    rows = [f"มิติ | {HEADER}", "มิติที่ 1 | 4 | 3 | 60 | 54 | 90"]
    found = read_progress([grid(rows), grid(["มิติที่ 2 | 1 | 1 | 10 | 5 | 50"])])
    assert [line.dimension for line in found.lines] == [1, 2]
