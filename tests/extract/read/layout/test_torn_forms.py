"""Forms of labels and values that a page break cut."""

from __future__ import annotations

from extract.model.document import Box, Cell, Grid, Page, Place, TextSource
from extract.read.layout.torn_forms import with_forms_joined

LEFTS = (50.0, 150.0, 300.0, 400.0, 550.0)
NAME, MONEY, RESULT = ("โครงการที่ 1", "ชื่อ"), ("งบประมาณ", "10 บาท", "จ่ายจริง", "9 บาท"), ("ผล", "ดี")


def form(page, top, *rows):
    """Rows of four cells, or of two, the second of which spans three columns if other rows have four."""
    most = max(map(len, rows))
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            span = most - 1 if len(texts) < most and column else 1
            end = LEFTS[-1] if column == len(texts) - 1 else LEFTS[column + 1]
            box = Box(LEFTS[column], top + 30 * row, end, top + 30 * row + 30)
            cells.append(Cell(text, text, row, column, Place(page, row + 1, box), column_span=span))
    return Grid(tuple(cells), len(rows), most, Place(page, 1))


def page(number, *grids):
    return Page(number, grids, TextSource.PDF_TEXT, 600, 800)


WHOLE = [form(1, top, NAME, MONEY, RESULT) for top in (60, 200)]


def joined(*pages):
    return [[grid.rows() for grid in page.blocks] for page in with_forms_joined(pages)]


def test_a_form_cut_between_rows_of_other_columns_is_one():
    first, second = joined(page(1, *WHOLE, form(1, 700, NAME)), page(2, form(2, 60, MONEY, RESULT)))
    assert len(first) == 3 and not second
    assert [[cell.text for cell in row] for row in first[2]] == [list(NAME), list(MONEY), list(RESULT)]
    assert [cell.column_span for cell in first[2][0]] == [1, 3]


def test_the_rest_may_have_fewer_columns():
    first, second = joined(page(1, *WHOLE, form(1, 700, NAME, MONEY)), page(2, form(2, 60, RESULT)))
    assert not second
    assert [cell.column_span for cell in first[2][2]] == [1, 3]


def test_a_new_form_on_the_next_page_is_another():
    first, second = joined(page(1, *WHOLE), page(2, form(2, 60, NAME, MONEY)))
    assert (len(first), len(second)) == (2, 1)


def test_labels_that_follow_one_another_in_no_other_form_prove_nothing():
    first, second = joined(page(1, form(1, 700, NAME)), page(2, form(2, 60, MONEY, RESULT)))
    assert (len(first), len(second)) == (1, 1)


def test_a_form_that_ends_high_on_its_page_is_not_cut():
    first, second = joined(page(1, *WHOLE, form(1, 400, NAME)), page(2, form(2, 60, MONEY, RESULT)))
    assert (len(first), len(second)) == (3, 1)


def test_a_row_torn_by_the_break_is_one():
    steps = ("วิธีทำ", "1. ชวนคน")
    whole = [form(1, top, NAME, steps, RESULT) for top in (60, 200)]
    first, second = joined(page(1, *whole, form(1, 700, NAME, steps)), page(2, form(2, 60, ("", "2. ลงมือ"), RESULT)))
    assert len(first) == 3 and not second
    assert [[cell.text for cell in row] for row in first[2]] == [
        list(NAME),
        ["วิธีทำ", "1. ชวนคน\n2. ลงมือ"],
        list(RESULT),
    ]
