"""From printed pages to blocks: stacked rows, tables without rules, prose, text in other directions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model.document import Grid, Line, TextSource
from extract.read.layout.page_blocks import page_blocks
from extract.read.layout.printed import Cluster, Frame, PrintedLine, PrintedPage, PrintedPart, Rule
from tests.extract.read.layout.builders import UPRIGHT, page_of, paragraph, printed

XS = (50.0, 150.0, 350.0, 430.0, 550.0)


def ruled(ys):
    across = [Rule(y, XS[0], XS[-1]) for y in ys]
    upright = [Rule(x, ys[0], ys[-1]) for x in XS]
    return across, upright


def grid_of(page):
    (grid,) = [block for block in page_blocks(page) if isinstance(block, Grid)]
    return [[(c.text, c.row_span) for c in row] for row in grid.rows()]


HEADER = printed((55, "มิติ"), (155, "โครงการ"), (355, "ปี 2566"), (435, "หมายเหตุ"), at=115)


def stacked(second_amount_at=160.0):
    return [
        HEADER,
        printed((55, "1. สุจริต"), (155, "1) โครงการหนึ่ง"), (355, "10,000"), (435, "กค."), at=130),
        printed((155, "ของเมือง"), at=145),
        *(
            [printed((155, "2) โครงการสอง"), (355, "20,000"), (435, "สป."), at=160)]
            if second_amount_at == 160.0
            else [printed((155, "2) โครงการสอง"), at=160), printed((355, "20,000"), at=second_amount_at)]
        ),
    ]


def test_a_stacked_row_is_cut_where_its_amounts_stand():
    rows = grid_of(page_of(stacked(), *ruled([100, 118, 170])))
    assert rows[1:] == [
        [("1. สุจริต", 2), ("1) โครงการหนึ่งของเมือง", 1), ("10,000", 1), ("กค.", 1)],
        [("2) โครงการสอง", 1), ("20,000", 1), ("สป.", 1)],
    ]


def test_rows_that_a_column_counts_are_cut_with_the_total_below_them():
    lines = [
        HEADER,
        printed((55, "1"), (155, "อบรมวินัย"), (355, "10,000"), (435, "5,000"), at=130),
        printed((55, "2"), (155, "ประชุมสภา"), (355, "-"), (435, "7,000"), at=145),
        printed((155, "รวม"), (355, "10,000"), (435, "12,000"), at=160),
    ]
    rows = grid_of(page_of(lines, *ruled([100, 118, 170])))
    assert [[text for text, _ in row] for row in rows[1:]] == [
        ["1", "อบรมวินัย", "10,000", "5,000"],
        ["2", "ประชุมสภา", "-", "7,000"],
        ["", "รวม", "10,000", "12,000"],
    ]


def test_amounts_that_simply_stand_under_one_another_prove_no_rows():
    lines = [
        HEADER,
        printed((155, "1) โครงการหนึ่ง"), (355, "10,000"), at=130),
        printed((155, "ของเมือง"), (355, "20,000"), at=145),
        printed((155, "2) โครงการสอง"), at=160),
    ]
    rows = grid_of(page_of(lines, *ruled([100, 118, 170])))
    assert rows[1] == [("", 1), ("1) โครงการหนึ่งของเมือง\n2) โครงการสอง", 1), ("10,000\n20,000", 1), ("", 1)]


def test_a_number_alone_on_its_line_and_the_name_below_it_are_one_project():
    lines = [
        HEADER,
        printed((155, "1)"), (355, "10,000"), at=130),
        printed((155, "โครงการหนึ่ง"), (355, "20,000"), at=145),
    ]
    rows = grid_of(page_of(lines, *ruled([100, 118, 170])))
    assert rows[1] == [("", 1), ("1) โครงการหนึ่ง", 1), ("10,000\n20,000", 1), ("", 1)]


def test_the_rest_of_a_row_that_the_last_page_cut_off_is_a_row_of_its_own():
    lines = [
        HEADER,
        printed((155, "ท้ายชื่อเดิม"), at=130),
        printed((155, "2) โครงการสอง"), (355, "20,000"), at=145),
        printed((155, "3) โครงการสาม"), (355, "-"), at=160),
    ]
    rows = grid_of(page_of(lines, *ruled([100, 118, 170])))
    assert [row[-3][0] for row in rows[1:]] == ["ท้ายชื่อเดิม", "2) โครงการสอง", "3) โครงการสาม"]
    assert [row[-2][0] for row in rows[1:]] == ["", "20,000", "-"]


def test_columns_between_rules_across_and_a_total_that_spans_them():
    lines = [
        HEADER,
        printed((55, "1. สุจริต"), (155, "โครงการหนึ่ง"), (355, "10,000"), (435, "กค."), at=130),
        printed((55, "2. โปร่งใส"), (155, "โครงการสอง"), (355, "20,000"), (435, "สป."), at=150),
        printed((55, "รวมทั้งสิ้นจำนวนสองโครงการ"), (355, "30,000"), at=170),
    ]
    across = [Rule(y, XS[0], XS[-1]) for y in (100, 118, 138, 158, 178)]
    (grid,) = page_blocks(page_of(lines, across))
    assert isinstance(grid, Grid)
    assert (grid.row_count, grid.column_count) == (4, 4)
    label = grid.rows()[3][0]
    assert (label.text, label.column_span) == ("รวมทั้งสิ้นจำนวนสองโครงการ", 2)


def unruled(lines):
    return [block for block in page_blocks(page_of(lines)) if isinstance(block, Grid)]


def test_a_table_without_any_rules_is_proven_by_its_amounts():
    rows = [
        printed((55, "โครงการ"), (355, "ปี 2566"), (455, "ปี 2567"), at=115),
        printed((55, "1) โครงการหนึ่ง"), (355, "10,000"), (455, "20,000"), at=130),
        printed((55, "2) โครงการสอง"), (355, "-"), (455, "5,000"), at=145),
        printed((55, "ของเมืองเรา"), at=160),
        printed((55, "3) โครงการสาม"), (355, "1,500"), (455, "-"), at=175),
    ]
    (grid,) = unruled(rows)
    assert [[c.text for c in row] for row in grid.rows()] == [
        ["โครงการ", "ปี 2566", "ปี 2567"],
        ["1) โครงการหนึ่ง", "10,000", "20,000"],
        ["2) โครงการสองของเมืองเรา", "-", "5,000"],
        ["3) โครงการสาม", "1,500", "-"],
    ]


WORDS = st.lists(st.sampled_from(["กขคง", "แผนงาน", "1,000", "2566", "และ", "-", "100 บาท"]), min_size=1, max_size=12)


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_prose_is_no_table_whatever_amounts_stand_in_it(lines):
    assert unruled(paragraph(*((60, " ".join(words)) for words in lines))) == []


def test_a_page_number_between_dashes_and_prose_with_numbers_are_no_table():
    lines = [
        printed((280, "-"), (300, "114"), (330, "-"), at=100),
        printed((60, "ต้องได้คะแนนรวมตามที่กำหนดไว้ในแผนแม่บทของจังหวัดทุกปี"), at=115),
        printed((60, "ได้คะแนน"), (150, "90"), (180, "คะแนนขึ้นไป"), (300, "100"), (340, "ร้อยละ"), at=130),
    ]
    assert unruled(lines) == []


def test_contents_with_page_numbers_are_no_table():
    lines = [printed((60, f"บทที่ {n}"), (500, str(n)), at=100 + 15 * n) for n in range(1, 9)]
    assert unruled(lines) == []


# -- other directions -------------------------------------------------------------------------------------------------


def sideways(text, x, y):
    """A line written upwards, with its first letter at the bottom, in the coordinates of its direction."""
    frame = Frame(3, 600, 800)
    clusters = []
    for index, char in enumerate(text):
        x0, top, x1, bottom = frame.from_display((x - 10, y - 5 * (index + 1), x, y - 5 * index))
        clusters.append(Cluster(char, x0, x1, top, bottom))
    line = PrintedLine(clusters, [], 10.0, clusters[0].bottom)
    return PrintedPart(frame, [line])


def test_a_sideways_name_stands_in_the_cell_that_holds_it():
    across, upright = ruled([100, 200, 250])
    lines = [printed((55, "ชื่อ"), at=130), printed((155, "เนื้อหา"), at=230)]
    page = page_of(lines, across, upright)
    page.parts.append(sideways("ปีงบ", 400, 190))
    (grid,) = page_blocks(page)
    assert isinstance(grid, Grid)
    assert [c.text for c in grid.rows()[0]] == ["ชื่อ", "", "ปีงบ", ""]


def test_an_upright_header_comes_before_sideways_text_and_a_footer_after_it():
    header, footer = printed((60, "หัวกระดาษ"), at=40), printed((60, "ท้ายกระดาษ"), at=780)
    page = PrintedPage(1, TextSource.PDF_TEXT, 600, 800)
    page.parts = [sideways("ข้อความยาวตามขวาง", 300, 600), PrintedPart(UPRIGHT, [header, footer])]
    assert [b.text for b in page_blocks(page) if isinstance(b, Line)] == ["หัวกระดาษ", "ข้อความยาวตามขวาง", "ท้ายกระดาษ"]


def spaced_prose(gap):
    """Lines of words with a drawn space of `gap` points, and two amounts in each line."""
    words = ("รวมมิติ", "นั้น", "9,000", "บาท", "ใช้จริง", "8,500", "บาท", "ตามแผน", "ของเมือง")
    lines = []
    for row in range(4):
        parts, x = [], 60.0
        for word in words[: 9 - row % 2]:
            parts.append((x, word))
            x += len(word) * 5 + gap
        line = printed(*parts, at=100 + 15 * row)
        line.spaces = [start - gap / 2 for start, _ in parts[1:]]
        lines.append(line)
    return lines


def test_the_wide_spaces_of_a_font_are_no_columns():
    lines = spaced_prose(9.0)
    assert all(isinstance(block, Line) for block in page_blocks(page_of(lines)))


def test_a_page_number_is_no_row_of_the_table_above():
    rows = [printed((60, f"{n}."), (100, "โครงการ"), (250, "9,000"), (350, "8,500"), at=100 + 15 * n) for n in range(5)]
    blocks = page_blocks(page_of([*rows, printed((255, "14"), at=195)]))
    assert [block.text for block in blocks if isinstance(block, Line)] == ["14"]


def test_a_row_merged_over_all_columns_is_one_cell_wherever_its_words_part():
    ys = [80.0, 105.0, 130.0, 155.0, 180.0]
    across, _ = ruled(ys)
    upright = [Rule(x, ys[0], ys[1]) for x in XS] + [Rule(x, ys[2], ys[-1]) for x in XS]
    upright += [Rule(x, ys[1], ys[2]) for x in (XS[0], XS[-1])]
    lines = [
        printed((55, "ที่"), (155, "โครงการ"), (355, "ปี 2566"), (435, "หมายเหตุ"), at=100),
        printed((110, "มิติที่"), (155, "1 การสร้าง"), at=125),
        printed((55, "1"), (155, "โครงการหนึ่ง"), (355, "10,000"), (435, "กค."), at=150),
        printed((55, "2"), (155, "โครงการสอง"), (355, "20,000"), (435, "กค."), at=175),
    ]
    (grid,) = page_blocks(page_of(lines, across, upright))
    assert [[cell.text for cell in row] for row in grid.rows()][1] == ["มิติที่ 1 การสร้าง"]


def test_lines_of_amounts_below_one_another_are_rows_at_any_distance():
    head = printed((60, "ที่"), (100, "โครงการ"), (250, "ปี"), (264, "2566"), (350, "ปี"), (364, "2567"), at=100)
    head.spaces = [262.0, 362.0]
    names = ("โครงการหนึ่ง", "มาตรการสอง", "รวมทั้งสิ้น")
    money = (("9,000", "8,000"), ("-", "500"), ("9,000", "8,500"))
    rows = [
        printed((60, str(n + 1)), (100, name), (264, a), (364, b), at=115 + 15 * n)
        for n, (name, (a, b)) in enumerate(zip(names, money, strict=True))
    ]
    found = grid_of(page_of([head, *rows]))
    assert [[text for text, _ in row] for row in found] == [
        ["ที่", "โครงการ", "ปี 2566", "ปี 2567"],
        *([str(n + 1), name, *amounts] for n, (name, amounts) in enumerate(zip(names, money, strict=True))),
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["กลยุทธ์ที่", "1.1 พัฒนาคน"], "กลยุทธ์ที่ 1.1 พัฒนาคน"),
        (["รวมกลยุทธ์ที่", "๑.๒"], "รวมกลยุทธ์ที่ 1.2"),
        (["1)", "โครงการตลาด", "โปร่งใส", "2)", "มาตรการยืม", "พัสดุ"], "1) โครงการตลาดโปร่งใส\n2) มาตรการยืมพัสดุ"),
        (["2.5", "มาตรการจัด", "การเรื่องร้อง"], "2.5 มาตรการจัดการเรื่องร้อง"),
        (["ไม่ใช้งบ", "ประมาณ"], "ไม่ใช้งบประมาณ"),
        (["ไม่ใช้", "งบประมาณ"], "ไม่ใช้งบประมาณ"),
        (["ไม่ใช้งบประมาณ", "ไม่ใช้งบประมาณ"], "ไม่ใช้งบประมาณ\nไม่ใช้งบประมาณ"),
        (["-", "ไม่ใช้งบประมาณ"], "-\nไม่ใช้งบประมาณ"),
        (["รวมมิติที่ 1 จำนวน 5", "โครงการ/กิจกรรม"], "รวมมิติที่ 1 จำนวน 5 โครงการ/กิจกรรม"),
        (["ยุทธศาสตร์ที่ 1 คนดี", "กลยุทธ์ที่ 1.1 ในองค์กร", "1. โครงการอบรม"],
         "ยุทธศาสตร์ที่ 1 คนดี\nกลยุทธ์ที่ 1.1 ในองค์กร\n1. โครงการอบรม"),
        (["ลดดุลยพินิจเจ้าหน้าที่", "11. มาตรการคิว"], "ลดดุลยพินิจเจ้าหน้าที่\n11. มาตรการคิว"),
        (["โครงการ/", "กิจกรรม/", "มาตรการ"], "โครงการ/กิจกรรม/มาตรการ"),
        (["เฝ้าระวังและตรวจสอบ", "กลยุทธ์ที่ ๓.๑ เป็นหูเป็นตา"], "เฝ้าระวังและตรวจสอบ\nกลยุทธ์ที่ 3.1 เป็นหูเป็นตา"),
        (["สอดคล้องกับ", "ยุทธศาสตร์ที่ 1"], "สอดคล้องกับยุทธศาสตร์ที่ 1"),
        (["โครงการหนึ่ง", "โครงการสอง"], "โครงการหนึ่ง\nโครงการสอง"),
    ],
)  # fmt: skip
def test_the_paragraphs_of_a_narrow_cell(lines, text):
    """What begins a paragraph, and what goes on with the number, the level or the "no money" that a line ends with."""
    ys, xs = (85, 92 + 15 * len(lines)), (15, 100, 300)
    below = (printed((110, line), at=115 + 15 * n) for n, line in enumerate(lines[1:]))
    rows = [printed((20, "ลำดับ"), (110, lines[0]), at=100), *below]
    across, upright = [Rule(y, xs[0], xs[-1]) for y in ys], [Rule(x, *ys) for x in xs]
    assert grid_of(page_of(rows, across, upright))[0][1][0] == text


def test_a_bullet_whose_font_is_lost_is_a_bullet():
    texts = ["\uf0b7 โครงการหนึ่ง", "• โครงการสอง", "\uf0b7ลาย", "- โครงการสาม"]
    lines = [printed((60, text), at=100 + 20 * n) for n, text in enumerate(texts)]
    made = [block.text for block in page_blocks(page_of(lines)) if isinstance(block, Line)]
    assert made == ["- โครงการหนึ่ง", "- โครงการสอง", "\uf0b7ลาย", "- โครงการสาม"]


def test_the_lines_of_a_cut_row_below_its_rules_are_in_it():
    """Where a page ends, browsers draw the rules of a cut row no further than one of its cells."""
    ys, bottom = (100, 120), 152
    upright = [Rule(x, 100, bottom) for x in XS]
    name = [(155, "โครงการตลาด"), (155, "นัดชุมชน"), (155, "คนบ้านเรา"), (155, "ร่วมใจ")]
    lines = [HEADER, printed((55, "สุจริต"), name[0], (355, "10,000"), at=135), *paragraph(*name[1:], at=150)]
    number = printed((300, "4"), at=230)
    grid, line = page_blocks(page_of([*lines, number], [Rule(y, XS[0], XS[-1]) for y in ys], upright))
    assert isinstance(grid, Grid)
    assert isinstance(line, Line)
    assert [cell.text for cell in grid.rows()[1]] == ["สุจริต", "โครงการตลาดนัดชุมชนคนบ้านเราร่วมใจ", "10,000", ""]


def test_a_page_number_right_below_a_cut_row_is_not_in_it():
    upright = [Rule(x, 100, 140) for x in XS]
    lines = [HEADER, printed((55, "สุจริต"), (155, "โครงการตลาด"), (355, "10,000"), at=135), printed((300, "4"), at=158)]
    made = page_blocks(page_of(lines, [Rule(y, XS[0], XS[-1]) for y in (100, 120)], upright))
    assert [block.text for block in made if isinstance(block, Line)] == ["4"]


@pytest.mark.parametrize("tail", ["ปีที่ 3 (ภารกิจ)", "ชมรม - รู้ทันโกง", "รุ่น 15 ของตำบล"])
def test_figures_and_dashes_within_a_name_across_the_columns_are_no_amounts(tail):
    across = [Rule(y, 50, 550) for y in (100, 118, 136, 154, 172)]
    upright = [Rule(50, 100, 172), Rule(550, 100, 172), Rule(150, 118, 136), Rule(150, 154, 172)]
    rows = [f"1. โครงการหนึ่งของเรา {tail}", "วงเงิน", f"2. โครงการสองของเรา {tail}", "วงเงิน"]
    lines = [
        printed((55, text), *([(155, "9,000")] if at % 2 else []), at=114 + 18 * at) for at, text in enumerate(rows)
    ]
    assert [[text for text, _ in row] for row in grid_of(page_of(lines, across, upright))][::2] == [
        [rows[0]],
        [rows[2]],
    ]


def test_rows_of_one_line_are_parted_where_few_lines_go_on():
    lines = [
        printed((30, "ที่"), (70, "โครงการ"), (355, "2566"), (455, "2567"), at=100),
        printed((70, "ด้านที่ 1 ปลูกใจ"), at=125),
        printed((30, "1"), (70, "ปลูกใจซื่อ"), (355, "10,000"), (455, "20,000"), at=150),
        printed((30, "2"), (70, "เปิดประตูบ้าน"), (355, "30,000"), (455, "5,000"), at=175),
        printed((70, "ทุกวันพุธ"), at=190),
        printed((70, "ด้านที่ 2 เปิดเผย"), at=215),
        printed((30, "3"), (70, "ติดป้ายหน้าวัด"), (355, "1,500"), (455, "2,500"), at=240),
        printed((30, "4"), (70, "บัญชีของชุมชน"), (355, "7,000"), (455, "8,000"), at=265),
        printed((70, "และหมู่บ้าน"), at=280),
        printed((30, "5"), (70, "ฟังเสียงบ้าน"), (355, "9,000"), (455, "6,000"), at=305),
        printed((30, "6"), (70, "เล่าสู่กันฟัง"), (355, "3,000"), (455, "4,000"), at=330),
    ]
    (grid,) = unruled(lines)
    assert [row[1].text for row in grid.rows()] == [
        "โครงการ",
        "ด้านที่ 1 ปลูกใจ",
        "ปลูกใจซื่อ",
        "เปิดประตูบ้านทุกวันพุธ",
        "ด้านที่ 2 เปิดเผย",
        "ติดป้ายหน้าวัด",
        "บัญชีของชุมชนและหมู่บ้าน",
        "ฟังเสียงบ้าน",
        "เล่าสู่กันฟัง",
    ]


def test_amounts_side_by_side_below_one_name_are_columns():
    lines = [
        printed((30, "โครงการ"), (255, "งบประมาณ"), (490, "กอง"), at=100),
        printed((30, "ปลูกใจซื่อ"), (255, "10,000"), (355, "20,000"), (490, "คลัง"), at=130),
        printed((30, "เปิดประตู"), (255, "30,000"), (360, "5,000"), (490, "ช่าง"), at=160),
        printed((30, "ติดป้าย"), (260, "1,500"), (360, "2,500"), (490, "คลัง"), at=190),
    ]
    (grid,) = unruled(lines)
    assert [[cell.text for cell in row] for row in grid.rows()][1:] == [
        ["ปลูกใจซื่อ", "10,000", "20,000", "คลัง"],
        ["เปิดประตู", "30,000", "5,000", "ช่าง"],
        ["ติดป้าย", "1,500", "2,500", "คลัง"],
    ]


def test_a_coloured_bar_around_a_heading_is_no_table():
    """A stripe at its left and the bar are two columns, one of them empty."""
    lines = [printed((70, "โครงการที่ 4 ปลูกป่าชุมชน"), at=115), printed((60, "วงเงิน : 5,000 บาท"), at=145)]
    across = [Rule(100, 50, 500), Rule(125, 50, 500)]
    upright = [Rule(x, 100, 125) for x in (50, 56, 500)]
    blocks = page_blocks(page_of(lines, across, upright))
    assert [block.text for block in blocks if isinstance(block, Line)] == ["โครงการที่ 4 ปลูกป่าชุมชน", "วงเงิน : 5,000 บาท"]


def test_an_open_end_without_text_is_no_row():
    lines = [HEADER, printed((55, "สุจริต"), (155, "โครงการหนึ่ง"), (355, "10,000"), at=130)]
    across = [Rule(y, XS[0], XS[-1]) for y in (100, 118, 140)]
    upright = [Rule(x, 100, 190 if x in {XS[0], XS[-1]} else 140) for x in XS]
    (grid,) = page_blocks(page_of(lines, across, upright))
    assert isinstance(grid, Grid)
    assert grid.row_count == 2
    assert grid.is_cut_below
