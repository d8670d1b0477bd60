"""Years above columns, damaged by a scan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.grammar.family import family
from extract.tables.column_years import damaged_year, settle_years
from extract.tables.headers import find_header, matrix
from tests.extract.builders import grid

UNREAD = "\ufffd"
NAMES = "มิติ | ภารกิจตามมิติ | โครงการ/กิจกรรม/มาตรการ"
LOWER = " | | | " + " | ".join(["งบประมาณ (บาท)"] * 5) + " |"
YEARS = {3: 2566, 4: 2567, 5: 2568, 6: 2569, 7: 2570}


def header_of(*years, lower=True):
    rows = [" | ".join([NAMES, *years, "หมายเหตุ"]), *([LOWER] if lower else []), "1. ก | 1.1 ข | 1) โครงการปลูกใจซื่อ"]
    return find_header(matrix(grid(rows)), family().columns)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("U 2568", 2568),
        (f"ปี {UNREAD}๖๖", 2566),
        (f"ปี {UNREAD}{UNREAD}๖๙", 2569),
        (f"ปี ๒๕๖{UNREAD}", None),
        (f"{UNREAD}1", None),
        ("ปี 66", None),
        ("ปี 1566", None),
        ("แผนปฏิบัติการ ปี 2566", None),
        ("", None),
    ],
)
def test_what_a_damaged_text_tells(text, year):
    assert damaged_year(text) == year


@given(st.text())
def test_any_text_names_a_plans_year_or_none(text):
    assert damaged_year(text) in {None, *range(2540, 2601)}


@pytest.mark.parametrize(
    "printed",
    [
        ["ปี 2566", "U 2567", "U 2568", "U 2569", "U 2570"],
        [f"ปี {UNREAD}๖๖", f"ปี {UNREAD}๖๗", "ปี ๒๕๖๘", f"ปี {UNREAD}๖๙", f"ปี {UNREAD}๗๐"],
        ["ป25๕", "ปี 2567", "ปี 2568", "ปี 2569", "ปี 2570"],
        ["ปี 2566", "ปี 2567", "ปี 2568", "2ธ6", "0 25"],
        ["ปี 66", "ปี 67", "ปี 68", "U 69", "U 70"],
        ["ปี 66", "U 67", "ปี 68", "U 69", "U 70"],
    ],
)
def test_damaged_years_are_those_that_their_order_leaves(printed):
    header = header_of(*printed)
    assert header.years == YEARS
    assert header.roles == {0: "dimension", 1: "section", 2: "project", 8: "remarks"}
    assert header.corrected == {}


def test_a_damaged_year_that_breaks_the_order_is_told():
    header = header_of("ปี 2566", "U 2567", "ปี 2568", "ปี 2565", "U 2570")
    assert (header.years, header.corrected) == (YEARS, {6: 2565})


def test_two_years_say_nothing_of_a_third_column():
    header = header_of("ปี 2566", "ปี 2567", "จ่าย 3 งวด", "คงเหลือ", "อื่น")
    assert header.years == {3: 2566, 4: 2567}


def test_money_without_anything_like_a_year_above_it_is_none():
    header = header_of("ปี 2566", "ปี 2567", "ปี 2568", "ปี 2569", "รวม")
    assert header.years == {3: 2566, 4: 2567, 5: 2568, 6: 2569}


@given(
    st.dictionaries(st.integers(0, 9), st.integers(2560, 2570)), st.lists(st.lists(st.text(max_size=8)), max_size=10)
)
def test_years_only_become_more(years, paths):
    before = set(years)
    added, corrected = settle_years(years, paths, {})
    assert before | added == set(years)
    assert set(corrected) <= set(years)


def test_years_that_count_up_are_years_whatever_the_rest_of_their_titles():
    titles = ["ปีงบประมาณ WA. 2566", "บปีงบประมาณ 2567", "ปีงบปจะมาณ พศ 2568", "ปีงบประมาณ พ.ศ. 2569"]
    paths = [["ที่"], ["โครงการ"], *([title] for title in titles)]
    years = {5: 2569}
    added, corrected = settle_years(years, paths, {})
    assert (years, added, corrected) == ({2: 2566, 3: 2567, 4: 2568, 5: 2569}, {2, 3, 4}, {})


def test_a_speck_in_a_year_is_no_separator():
    years: dict[int, int] = {}
    settle_years(years, [["ที่"], ["วสินปี 2517"], ["เฉินปี 2,568"], ["ผินปี 2.569"], ["ผินปี 2570"]], {})
    assert years == {1: 2567, 2: 2568, 3: 2569, 4: 2570}


def test_figures_that_do_not_count_up_are_no_years():
    years: dict[int, int] = {}
    settle_years(years, [["บ้านเลขที่ 2566"], ["จำนวน 2550 คน"], ["วงเงินของ 2561"]], {})
    assert years == {}


def test_a_row_of_years_below_a_header_may_have_a_damaged_one():
    rows = ["ที่ | โครงการ | งบประมาณ | | | ", " | | 2566 | 2567 | 2505 | 2569"]
    header = find_header(matrix(grid(rows)), family().columns)
    assert header is not None
    assert (header.row_count, header.years) == (2, {2: 2566, 3: 2567, 4: 2568, 5: 2569})


def test_three_years_of_which_the_word_was_not_read_are_years():
    """The money of columns with unknown titles would be that of sources, which their sum covers."""
    years: dict[int, int] = {}
    settle_years(years, [["ที่"], [f"{UNREAD}.{UNREAD}. 2566"], [f"{UNREAD}.{UNREAD}. 2567"], [f"{UNREAD} 2568"]], {})
    assert years == {1: 2566, 2: 2567, 3: 2568}
    others: dict[int, int] = {}
    settle_years(others, [["ที่"], ["ผล 2566"], ["ผล 2567"], ["เป้า 2568"]], {})
    assert others == {}
