import cv2
import numpy as np
import pytest

from extract.read.layout.lattice import ruled_tables
from extract.read.layout.printed import Rule
from extract.read.ocr.scanned_rules import find_rules, without_folds
from extract.read.ocr.weak_rules import completed, ended
from tests.extract.read.ocr.fakes import paper, table, write

DPI = 200
XS, YS = [80, 200, 700, 900, 1100], [200, 280, 360, 440, 520, 600]


def tables(page):
    """The rows and columns of the tables found, and the rules with their mask."""
    ink = (page < 128).astype("uint8")
    found = completed(page, ink, find_rules(ink, DPI), DPI)
    scale = 72 / DPI
    across, down = (
        [Rule(rule.at * scale, rule.start * scale, rule.end * scale) for rule in rules]
        for rules in (found.horizontal, without_folds(found.horizontal, found.vertical, DPI))
    )
    return [(t.rows, t.columns, len(t.cells)) for t in ruled_tables(across, down)], found


def sheet():
    return paper(1400, 1200)


def filled(page, xs=XS, ys=YS):
    for top in ys[:-1]:
        for left in xs[:-1]:
            write(page, left + 20, top + 34, 4)
    return page


def with_holes(page, xs, ys, rng, share):
    """The rules of a table with a share of their pieces left out."""
    rules = np.full_like(page, 255)
    table(rules, xs, ys)
    for y in range(0, page.shape[0], 16):
        for x in range(0, page.shape[1], 16):
            if rng.random() < share:
                rules[y : y + 16, x : x + 16] = 255
    return np.minimum(page, rules)


@pytest.mark.parametrize("seed", range(3))
def test_a_table_of_broken_rules_has_all_its_places(seed):
    page = with_holes(filled(sheet()), XS, YS, np.random.default_rng(seed), 0.3)
    assert tables(page)[0] == [(5, 4, 20)]


def test_a_table_of_pale_rules_has_all_its_places():
    rules = sheet()
    table(rules, XS, YS)
    rules[rules < 128] = 200  # no ink
    assert tables(np.minimum(filled(sheet()), rules))[0] == [(5, 4, 20)]


def test_a_table_of_dotted_rules_has_all_its_places():
    page = sheet()
    for y in YS:
        for x in range(XS[0], XS[-1], 6):
            page[y : y + 2, x : x + 3] = 0
    for x in XS:
        for y in range(YS[0], YS[-1], 6):
            page[y : y + 3, x : x + 2] = 0
    assert tables(filled(page))[0] == [(5, 4, 20)]


def test_cells_over_several_columns_and_rows_stay_whole():
    page = sheet()
    table(page, XS, YS)
    page[YS[1] + 4 : YS[2] - 3, XS[0] + 4 : XS[-1] - 3] = 255  # a label across the table
    page[YS[3] - 3 : YS[3] + 4, XS[0] + 4 : XS[1] - 3] = 255  # a cell of two rows
    before = tables(page)[0]
    assert before == [(5, 4, 16)]
    write(page, XS[0] + 30, YS[1] + 34, 30)
    assert tables(page)[0] == before


def test_a_label_in_a_broken_table_stays_whole():
    page = with_holes(sheet(), XS, YS, np.random.default_rng(5), 0.25)
    page[YS[1] + 4 : YS[2] - 3, XS[0] + 4 : XS[-1] - 3] = 255
    write(page, XS[0] + 30, YS[1] + 34, 55)
    assert tables(page)[0] == [(5, 4, 17)]


def test_text_and_leaders_are_no_table():
    page = sheet()
    for row in range(12):
        write(page, 80, 100 + 40 * row, 30)
        for x in range(500, 1000, 9):
            page[112 + 40 * row : 114 + 40 * row, x : x + 2] = 0
    found, rules = tables(page)
    assert found == []
    assert not rules.mask.any()


def test_a_slanted_streak_is_no_column():
    page = sheet()
    table(page, XS, YS)
    cv2.line(page, (780, 0), (820, 1399), 120, 2)
    assert tables(page)[0] == [(5, 4, 20)]


def test_a_label_that_interrupts_the_columns_is_a_row_without_rules():
    page = sheet()
    table(page, XS, [YS[0], YS[1], YS[-1]])
    page[380:430, XS[0] + 4 : XS[-1] - 3] = 255
    write(page, XS[0] + 30, 394, 35)
    assert [rows for rows, *_ in tables(page)[0]] == [4]


def test_the_ink_of_broken_rules_is_removed_and_that_of_letters_is_not():
    page = with_holes(filled(sheet()), XS, YS, np.random.default_rng(1), 0.3)
    mask = tables(page)[1].mask
    rules = with_holes(sheet(), XS, YS, np.random.default_rng(1), 0.3) < 128
    letters = (filled(sheet()) < 128) & ~rules
    assert (mask[rules] > 0).mean() > 0.97
    assert (mask[letters] > 0).mean() < 0.01


def merged_rows(page, xs, ys, labels):
    """A table whose rows in `labels` are one cell, as headings of groups are."""
    table(page, xs, ys)
    for row in labels:
        page[ys[row] + 3 : ys[row + 1] - 3, xs[0] + 3 : xs[-1] - 3] = 255
        write(page, xs[0] + 20, ys[row] + 10, 40)
    return page


def test_rows_of_one_line_between_merged_rows_have_the_columns_of_the_others():
    ys = [200, 290, *range(328, 328 + 8 * 38, 38)]  # a header, and rows lower than the shortest rule
    page = merged_rows(sheet(), XS, ys, (1, 3, 5, 7))
    for row in (0, 2, 4, 6):
        for left in XS[:-1]:
            write(page, left + 20, ys[row] + 12, 4)
    write(page, XS[0] - 8, 170, 1)  # a letter in line with the first rule
    page[150:200, XS[0] - 2 : XS[0] + 2] = 0
    assert tables(page)[0] == [(9, 4, 5 * 4 + 4)]


def test_a_shaded_row_over_all_columns_is_one_cell():
    page = merged_rows(sheet(), XS, YS, (1, 3))
    for row in (1, 3):
        part = page[YS[row] + 3 : YS[row + 1] - 3, XS[0] + 3 : XS[-1] - 3]
        part[part > 128] = 215
    assert tables(filled(page, ys=YS[:2]))[0] == [(5, 4, 3 * 4 + 2)]


def test_two_tables_stay_two_where_letters_of_the_title_between_them_are_in_line_with_a_column():
    page = filled(sheet())
    table(page, XS, YS[:3])
    table(page, XS, [420, 500, 580])
    write(page, XS[1] - 30, 385, 12)
    page[374:406, XS[2] - 2 : XS[2] + 2] = 0
    assert [found[:2] for found in tables(page)[0]] == [(2, 4), (2, 4)]


def test_a_row_of_one_line_alone_on_its_page_is_a_table():
    page = sheet()
    table(page, XS, [200, 236])
    for left in XS[:-1]:
        write(page, left + 20, 211, 4)
    assert tables(page)[0] == [(1, 4, 4)]


def test_letters_between_two_lines_are_no_columns():
    page = sheet()
    for y in (200, 236):
        page[y - 1 : y + 2, 80:1100] = 0
    write(page, 90, 208, 40, letter=22)
    assert tables(page)[0] == []


def dashed(page, rows, columns):
    """Rules of dashes: rows as (y, x0, x1), columns as (x, y0, y1)."""
    for y, x0, x1 in rows:
        for x in range(x0, x1, 10):
            page[y : y + 2, x : x + 6] = 0
    for x, y0, y1 in columns:
        for y in range(y0, y1, 10):
            page[y : y + 6, x : x + 2] = 0
    return page


def test_a_table_of_dashes_that_a_page_break_cuts_has_all_its_places():
    rows = [(y, XS[0], XS[-1]) for y in YS[1:-1]]
    page = dashed(filled(sheet()), rows, [(x, YS[0], YS[-1]) for x in XS])
    found = tables(page)[1]
    assert sorted({round(rule.at, -1) for rule in found.vertical}) == XS
    reach = {round(rule.at, -1): (rule.start, rule.end) for rule in found.vertical}
    assert reach == {x: (pytest.approx(YS[0], abs=DPI / 8), pytest.approx(YS[-1], abs=DPI / 8)) for x in XS}
    assert sorted({round(rule.at, -1) for rule in found.horizontal}) == YS[1:-1]  # none where the page breaks


def test_a_merged_cell_among_dashes_stays_merged():
    rows = [(y, XS[0] if y != YS[2] else XS[1], XS[-1]) for y in YS]
    assert tables(dashed(filled(sheet()), rows, [(x, YS[0], YS[-1]) for x in XS]))[0] == [(5, 4, 19)]


GRID = [(y, XS[0], XS[-1]) for y in YS], [(x, YS[0], YS[-1]) for x in XS]


def test_a_title_in_line_with_a_dashed_column_does_not_lengthen_it():
    soft = dashed(sheet(), *GRID) < 128
    soft[130:160, XS[2] : XS[2] + 2] = True  # a stroke of a letter of the title
    half = soft[::2, ::2] | soft[1::2, 1::2]
    rows = [Rule(at, start, end) for at, start, end in GRID[0]]
    column = ended(Rule(XS[2], 130, YS[-1]), rows, half.T, DPI)
    assert column == Rule(XS[2], YS[0], YS[-1])
    assert ended(Rule(XS[2], YS[0], YS[-1]), rows[1:], half.T, DPI).start == YS[0]


def test_a_dashed_side_that_marks_touch_from_below_is_one():
    page = filled(dashed(sheet(), *GRID))
    before = tables(page)[0]
    for x in range(XS[3] + 10, XS[4] - 10, 13):  # tones of letters
        page[YS[2] + 3 : YS[2] + 11, x : x + 4] = 0
    assert tables(page)[0] == before == [(5, 4, 20)]


def test_the_first_strokes_of_lines_below_one_another_are_no_column():
    page = dashed(sheet(), *GRID)
    for top in YS[:-1]:
        for line in range(3):
            at = top + 8 + 24 * line
            write(page, XS[1] + 16, at, 20)
            page[at - 4 : at + 16, XS[1] + 16 : XS[1] + 18] = 0  # tall first letters
    assert [columns for _, columns, _ in tables(page)[0]] == [4]


def test_rules_across_are_kept_where_nothing_is_left_of_the_upright_ones():
    """Dots of thin rules on a bilevel copy, and lines of text, which are none."""
    page = sheet()
    for y in YS:
        page[y : y + 2, 80:1100:6] = 0
        page[y : y + 2, 82:1100:6] = 0
    for top in YS[:-1]:
        write(page, 100, top + 34, 4)
        write(page, 400, top + 34, 12)
    ink = (page < 128).astype("uint8")
    found = completed(page, ink, find_rules(ink, DPI), DPI)
    long = sorted({round(rule.at) for rule in found.horizontal if rule.end - rule.start > 900})
    assert len(long) == len(YS)
    assert all(abs(a - b) <= 4 for a, b in zip(long, YS, strict=True))
