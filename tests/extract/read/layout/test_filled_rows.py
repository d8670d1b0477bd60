"""Headings of rows in tables without rules in every row, and rows that end where their columns do."""

from __future__ import annotations

from extract.model.document import Grid
from extract.read.layout.page_blocks import page_blocks
from extract.read.layout.printed import PrintedLine, Rule
from tests.extract.read.layout.builders import page_of, printed

LEFT, RIGHT = 40.0, 440.0
INNER = (100.0, 300.0, 370.0)


def ends(top: float, bottom: float, *xs: float) -> list[Rule]:
    return [Rule(x, top, bottom) for x in xs]


def across(*ys: float) -> list[Rule]:
    return [Rule(y, LEFT, RIGHT) for y in ys]


def tables(
    lines: list[PrintedLine], horizontal: list[Rule], vertical: list[Rule] | None = None
) -> list[list[list[str]]]:
    """The texts of the cells of each table."""
    blocks = page_blocks(page_of(lines, horizontal, vertical or []))
    return [[[cell.text for cell in row] for row in block.rows()] for block in blocks if isinstance(block, Grid)]


def names(at: float, year: int = 2566) -> PrintedLine:
    return printed((60, "ที่"), (160, "โครงการ"), (310, f"ปี {year}"), (390, "กอง"), at=at)


def row(at: float, number: int, name: str, money: str) -> PrintedLine:
    return printed((60, str(number)), (110, name), (310, money), (380, "ช่าง"), at=at)


def filled(year: int, size: float = 10.0) -> list[list[list[str]]]:
    """Two filled rows, a text alone between two rules, and two more filled rows with the names of the columns above."""
    rows = [names(76), row(96, 1, "ปลูกป่า", "1,000"), names(136, year), row(156, 2, "เรือยาว", "2,000")]
    title = printed((50, "มิติที่ 2 ชุมชนร่วมตรวจ"), at=116)
    title.height = size
    lines = sorted([*rows, title], key=lambda line: line.baseline)
    upright = [rule for y in (60, 80, 120, 140) for rule in ends(y, y + 20, LEFT, *INNER, RIGHT)]
    return tables(lines, across(60, 80, 100, 120, 140, 160), upright)


def test_a_text_alone_between_filled_rows_heads_those_below_it():
    lines = [names(76), printed((50, "มิติที่ 1 สุจริตวัฒนธรรม"), at=96), printed((50, "1.1 ในตำบลของเรา"), at=116)]
    lines += [
        row(136, 1, "ปลูกป่า", "1,000"),
        row(156, 2, "เรือยาว", "2,000"),
        printed((50, "1.2 ในโรงเรียนและวัด"), at=176),
    ]
    lines += [row(196, 3, "ตลาดน้ำ", "3,000")]
    upright = [rule for y in (60, 120) for rule in ends(y, y + 20, LEFT, *INNER, RIGHT)]
    upright += ends(80, 100, LEFT, RIGHT)
    [found] = tables(lines, across(60, 80, 100, 120, 140, 160, 180), upright)
    assert [cells[0] for cells in found] == [
        "ที่",
        "มิติที่ 1 สุจริตวัฒนธรรม",
        "1.1 ในตำบลของเรา",
        "1",
        "2",
        "1.2 ในโรงเรียนและวัด",
        "3",
    ]
    assert found[-1] == ["3", "ตลาดน้ำ", "3,000", "ช่าง"]


def test_the_title_of_another_table_heads_no_rows():
    assert len(filled(2566)) == 2  # the same names are printed again below it
    assert len(filled(2567)) == 2  # those of another year
    assert len(filled(2566, size=14.0)) == 2


def test_a_title_above_the_names_of_columns_heads_no_rows_though_the_first_header_is_on_the_page_before():
    title = printed((50, "บัญชีเงินของปี 2567"), at=116)
    lines = [row(76, 8, "ปลูกป่า", "1,000"), row(96, 9, "เรือยาว", "2,000"), title, names(136, 2567)]
    lines += [row(156, 1, "ตลาดน้ำ", "3,000")]
    upright = [rule for y in (60, 80, 120, 140) for rule in ends(y, y + 20, LEFT, *INNER, RIGHT)]
    above, below = tables(lines, across(60, 80, 100, 120, 140, 160), upright)
    assert [len(above), len(below)] == [2, 2]
    lines[3] = printed((160, "ตลาดนัด"), (310, "ไม่มี"), (390, "กอง"), at=136)  # a row without a number
    [whole] = tables(lines, across(60, 80, 100, 120, 140, 160), upright)
    assert len(whole) == 5


def test_rows_end_where_columns_end_within_others():
    lines = [
        names(76),
        row(96, 1, "ปลูกป่า", "1,000"),
        printed((110, "1.2 ประชาชน"), at=116),
        row(136, 2, "เรือยาว", "2,000"),
    ]
    upright = [*ends(60, 140, LEFT, 100, RIGHT), *ends(60, 100, 300, 370), *ends(120, 140, 300, 370)]
    [found] = tables(lines, across(60, 80, 120, 140), upright)
    assert [cells[1] for cells in found] == ["โครงการ", "ปลูกป่า", "1.2 ประชาชน", "เรือยาว"]


def test_a_header_without_a_rule_above_it_begins_its_table():
    header = printed((60, "ที่"), (110, "โครงการ"), (310, "ปี 2566"), (390, "กอง"), at=96)
    lines = [
        header,
        row(116, 1, "ปลูกป่า", "1,000"),
        row(136, 2, "เรือยาว", "2,000"),
        printed((42, "มิติที่ 2 ชุมชน"), at=176),
    ]
    other = [
        printed((60, "ที่"), (140, "กิจกรรม"), (260, "ปี 2566"), (330, "ปี 2567"), (400, "กอง"), at=216),
        printed((60, "3"), (110, "ตลาดน้ำ"), (260, "3,000"), (330, "4,000"), (400, "คลัง"), at=236),
        printed((60, "4"), (110, "ประชุม"), (260, "5,000"), (330, "6,000"), (400, "คลัง"), at=256),
    ]
    found = tables([*lines, *other], across(100, 120, 140, 220, 240, 260))
    assert [len(table[0]) for table in found] == [4, 5]
    assert [table[0][0] for table in found] == ["ที่", "ที่"]
    assert [table[-1][0] for table in found] == ["2", "4"]


def test_the_words_of_a_name_may_be_far_apart_where_those_of_the_page_are():
    def years(at: float, *texts: str) -> PrintedLine:
        line = printed((42, texts[0]), at=at)
        line.word_gap = 0.8
        for x, text in zip((200, 280, 360), texts[1:], strict=True):
            first, _, last = text.partition("|")
            more = (
                printed((x, first), (x + 5 * len(first) + 9, last or "-"), at=at)
                if last
                else printed((x + 29, first), at=at)
            )
            line.clusters += more.clusters
        return line

    lines = [years(76, "โครงการ", "พ.ศ.|2566", "พ.ศ.|2567", "พ.ศ.|2568")]
    lines += [years(y, name, "1,000", "2,000", "3,000") for y, name in ((96, "ปลูกป่า"), (116, "เรือยาว"))]
    [found] = tables(lines, across(60, 80, 100, 120))
    assert [len(cells) for cells in found] == [4, 4, 4]
