"""Rows without rules between them, wherever their texts are aligned in them."""

from __future__ import annotations

import pytest

from extract.model.document import Grid
from extract.read.layout.cell_lines import CellLine
from extract.read.layout.open_rows import open_rows
from extract.read.layout.page_blocks import page_blocks
from extract.read.layout.printed import Rule
from tests.extract.read.layout.builders import STEP, page_of, printed

XS = (40.0, 80.0, 300.0, 380.0, 460.0)
NAMES = [
    ["โครงการอบรมคุณธรรมของเยาวชน", "ในเขตเทศบาล", "ประจำปี"],
    ["มาตรการเปิดเผยข้อมูล"],
    ["กิจกรรมจิตอาสา", "ทุกหมู่บ้าน"],
]
AMOUNTS = [("10,000", "-"), ("20,000", "30,000"), ("-", "5,000")]
HEADER = ("ที่", "ชื่อโครงการ", "ปี 2566", "ปี 2567")
WANTED = [list(HEADER)] + [
    [str(n), "".join(name), *amounts] for n, (name, amounts) in enumerate(zip(NAMES, AMOUNTS, strict=True), start=1)
]


def lines(align, room):
    """The lines of a table and the heights of its rows. `room` is between two rows, `align` where the texts are."""
    rows = [[[text] for text in HEADER]]
    for number, (name, amounts) in enumerate(zip(NAMES, AMOUNTS, strict=True), start=1):
        rows.append([[str(number)], name, *([amount] for amount in amounts)])
    placed, heights, top = {}, [100.0], 100.0
    for row in rows:
        most = max(map(len, row))
        for x, texts in zip(XS, row, strict=False):
            first = {"top": 0.0, "middle": (most - len(texts)) / 2, "bottom": most - len(texts)}[align]
            first = 0.0 if align == "bottom" and x == XS[1] else first
            for at, text in enumerate(texts):
                placed.setdefault(top + room / 2 + STEP * (first + at) + 12, []).append((x + 3, text))
        top += most * STEP + room
        heights.append(top)
    return [printed(*sorted(parts), at=y) for y, parts in sorted(placed.items())], heights


def rows_of(page):
    (grid,) = [block for block in page_blocks(page) if isinstance(block, Grid)]
    return [[cell.text.replace("\n", "") for cell in row] for row in grid.rows()]


@pytest.mark.parametrize("align", ["top", "middle", "bottom"])
@pytest.mark.parametrize("room", [4.0, 10.0])
@pytest.mark.parametrize("across", [[], [0, -1], [0, 1], [0, 1, -1]])
def test_rows_with_room_between_them(align, room, across):
    printed_lines, heights = lines(align, room)
    rules = [Rule(heights[at], XS[0], XS[-1]) for at in across]
    upright = [Rule(x, heights[0], heights[-1]) for x in XS]
    assert rows_of(page_of(printed_lines, rules, upright)) == WANTED


@pytest.mark.parametrize("across", [[], [0, -1]])
def test_texts_in_the_middle_of_rows_without_room(across):
    printed_lines, heights = lines("middle", 0.0)
    rules = [Rule(heights[at], XS[0], XS[-1]) for at in across]
    upright = [Rule(x, heights[0], heights[-1]) for x in XS]
    assert rows_of(page_of(printed_lines, rules, upright)) == WANTED


def test_vertical_rules_between_the_columns_only():
    printed_lines, heights = lines("middle", 6.0)
    upright = [Rule(x, heights[0], heights[-1]) for x in XS[1:-1]]
    assert rows_of(page_of(printed_lines, [], upright)) == WANTED


def test_amounts_below_one_another_beside_one_name_are_one_row():
    texts = ["ค่าวิทยากร", "ค่าอาหาร", "ค่าเอกสาร"]
    rows = [printed((43, "1"), (83, texts[0]), (303, "10,000"), (383, "-"), at=112)]
    rows += [
        printed((83, text), (303, "2,000"), (383, "500"), at=112 + STEP * n) for n, text in enumerate(texts[1:], 1)
    ]
    rules = [Rule(y, XS[0], XS[-1]) for y in (100, 160)]
    assert len(rows_of(page_of(rows, rules, [Rule(x, 100, 160) for x in XS]))) == 1


LONG = "โครงการจิตอาสาพัฒนาหมู่บ้านของตน"


def overflowing(gap=9.0):
    """A table whose second row has a name too long for its column; each row is drawn at once."""
    rows = [HEADER, ("1", "กิจกรรมตู้แดง", "1,000", "-"), ("2", LONG, "6,000", "500"), ("3", "มาตรการคุมรถ", "-", "70,000")]
    made = []
    for number, row in enumerate(rows):
        parts = [(x + (3 if len(text) > 9 or x < 300 else 35), text) for x, text in zip(OVER, row, strict=True)]
        if row[1] == LONG:
            parts[2] = (OVER[1] + 3 + 5 * len(LONG) + gap, row[2])
        line = printed(*parts, at=112 + 20 * number)
        for cluster in line.clusters:
            cluster.run = number
        made.append(line)
    return made


OVER = (40.0, 80.0, 200.0, 320.0)
OVER_RULES = [Rule(y, 40, 400) for y in (98, 118, 138, 158, 178)]


def test_an_amount_behind_a_name_over_a_rule_is_in_its_own_cell():
    upright = [Rule(x, 98, 178) for x in (*OVER, 400.0)]
    assert rows_of(page_of(overflowing(), OVER_RULES, upright))[2] == ["2", LONG, "6,000", "500"]


def test_a_rule_left_out_beside_a_long_name_divides_its_row_as_well():
    upright = [Rule(x, 98, 178) for x in (40.0, 80.0, 320.0, 400.0)] + [Rule(200, 98, 138), Rule(200, 158, 178)]
    rows = rows_of(page_of(overflowing(), OVER_RULES, upright))
    assert rows[2] == ["2", LONG, "6,000", "500"]
    assert len(rows[3]) == 4


def cell_lines(*placed, height=10.0):
    return [CellLine(text, number, y, height, []) for number, (text, y) in enumerate(placed)]


@pytest.mark.parametrize("money", ["ไม่ใช้งบ ประมาณ", "812,500 บาท"])
def test_words_for_no_money_and_amounts_with_their_unit_may_be_on_two_lines(money):
    first, rest = money.split()
    columns = {
        0: cell_lines(("โครงการดูแลคลอง", 100), ("ของหมู่บ้าน", 118), ("รวมมิติที่ 2", 140)),
        1: cell_lines((first, 100), (rest, 118), ("155,000", 140)),
        2: cell_lines((first, 100), (rest, 118), ("77,000", 140)),
        3: cell_lines(("กองคลัง", 100)),
    }
    assert [118 < y < 140 for y in open_rows(columns)] == [True]


def test_a_dash_is_on_the_line_of_the_text_beside_it():
    columns = {
        0: cell_lines(("1", 100), ("2", 120.5)),
        1: cell_lines(("โครงการดูแลคลอง", 100), ("โครงการดูแลป่า", 120.5)),
        2: cell_lines(("-", 97), ("-", 117)),
        3: cell_lines(("ฝ่ายโยธา", 82), ("กองช่าง", 100), ("กองคลัง", 120.5)),
    }
    assert [100 < y < 120.5 for y in open_rows(columns)] == [True]


def test_rows_are_parted_by_little_room_where_each_begins_beside_its_amounts():
    texts = ["มิติ 1 สุจริต", "มิติ 2 โปร่งใส", "ในตำบล", "มิติ 3 มีส่วนร่วม", "ของประชาชน", "ทุกหมู่บ้าน", "รวม"]
    heights = [120.0, 138.0, 153.0, 171.0, 186.0, 201.0, 219.0]
    amounts = {
        120.0: ("2", "1,000", "91.67"),
        138.0: ("6", "2,000", "59.35"),
        171.0: ("6", "3,000", "4.5"),
        219.0: ("14", "6,000", "70.94"),
    }
    placed = [
        printed((45, text), *zip((305, 385, 465), amounts.get(y, ()), strict=False), at=y)
        for text, y in zip(texts, heights, strict=True)
    ]
    xs = (40.0, 300.0, 380.0, 460.0, 540.0)
    header = printed((45, "มิติ"), (305, "จำนวน"), (385, "เบิกจ่าย"), (465, "ร้อยละ"), at=100)
    across = [Rule(y, xs[0], xs[-1]) for y in (85.0, 105.0, 230.0)]
    [grid] = [
        block
        for block in page_blocks(page_of([header, *placed], across, [Rule(x, 85, 230) for x in xs]))
        if isinstance(block, Grid)
    ]
    found = [[cell.text for cell in cells] for cells in grid.rows()]
    assert [cells[-1] for cells in found] == ["ร้อยละ", "91.67", "59.35", "4.5", "70.94"]
    assert found[3][0] == "มิติ 3 มีส่วนร่วมของประชาชนทุกหมู่บ้าน"
