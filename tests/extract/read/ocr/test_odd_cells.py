import pytest

from extract.read.ocr.areas import Region
from extract.read.ocr.digit_reader import ReadNumber
from extract.read.ocr.glyph_pictures import Glyph, GlyphRow, glyph_rows
from extract.read.ocr.ink import Ink
from extract.read.ocr.number_cells import UNKNOWN
from extract.read.ocr.odd_cells import damaged_dash, is_amount, known, odd_cells
from extract.read.ocr.stamps import Stamp

USUAL = 14
WIDTH, HEIGHT = 100, 60


def cell(row, column, *ink, stamped=()):
    """A table cell with the given ink inside: x, top, width, height."""
    left, above = column * WIDTH, row * HEIGHT
    made = Region((left + 1, above + 1, left + WIDTH - 1, above + HEIGHT - 1), True)
    made.ink = [Ink(left + x, above + y, left + x + w, above + y + h, 1) for x, y, w, h in ink]
    made.stamped = [Ink(left + x, above + y, left + x + w, above + y + h, 2) for x, y, w, h in stamped]
    made.rows = glyph_rows(made.ink)
    return made


def amount(row, column):
    return cell(row, column, *((10 + 16 * n, 10, 12, USUAL) for n in range(4)))


def grid(under):
    """Three rows of three amounts. A stamp covers the middle one, which contains `under`."""
    cells = [amount(row, column) for row in range(3) for column in range(3)]
    cells[4] = under
    return cells


STAMP = [Stamp(150, 90, (30,))]


def settled(under, stamps=STAMP, numeric=None):
    """The middle cell as found to be odd, or None."""
    numeric = [index != 4 for index in range(9)] if numeric is None else numeric
    found = odd_cells(grid(under), numeric, stamps, USUAL)
    assert [cell.index for cell in found] in ([], [4])
    return found[0] if found else None


LETTERS = (20, 32, 20, 26)
DIGITS = tuple((10 + 16 * n, 10, 12, USUAL) for n in range(4))


@pytest.mark.parametrize("stamps", [STAMP, []])
def test_lettering_below_the_line_of_an_amount_is_foreign(stamps):
    found = settled(cell(1, 1, *DIGITS, LETTERS), stamps)
    assert [piece.top for piece in found.ink] == [70] * 4
    assert len(found.rows) == 1
    assert found.is_stamped is bool(stamps)


def test_digits_that_were_taken_for_the_stamps_come_back():
    found = settled(cell(1, 1, (10, 10, 12, USUAL), stamped=[(26, 10, 12, USUAL), (42, 2, 12, 40)]))
    assert [(piece.x0, piece.bottom - piece.top) for piece in found.ink] == [(110, 14), (126, 14), (142, 28)]


def test_a_stroke_that_runs_through_the_line_goes():
    found = settled(cell(1, 1, (10, 10, 12, USUAL), (60, 2, 3, 50)))
    assert [piece.x0 for piece in found.ink] == [110]


def test_a_cell_of_a_column_of_text_is_not_odd():
    text = cell(1, 1, *((10 + 16 * n, y, 12, USUAL) for n in range(4) for y in (10, 36)))
    assert settled(text, numeric=[index % 3 != 1 for index in range(9)]) is None


def test_a_cell_without_a_number_beside_it_is_not_odd():
    assert settled(cell(1, 1, *DIGITS, LETTERS), numeric=[index not in (3, 4, 5) for index in range(9)]) is None


def test_a_remark_below_an_amount_is_print_unless_a_stamp_is_there():
    remark = [(x, 36, 10, USUAL) for x in range(10, 80, 14)]
    assert settled(cell(1, 1, *DIGITS, *remark), []) is None
    assert len(settled(cell(1, 1, *DIGITS, *remark)).ink) == 4


@pytest.mark.parametrize(("top", "odd"), [(10, False), (14, False), (30, True)])
def test_a_number_off_the_line_of_its_row_is_odd(top, odd):
    found = settled(cell(1, 1, (20, top, 12, USUAL)), [], numeric=[True] * 9)
    assert (found is not None) is odd


def test_an_amount_on_its_line_that_no_stamp_reaches_is_not_odd():
    assert settled(cell(1, 1, *DIGITS), [Stamp(900, 900, (30,))], numeric=[True] * 9) is None


def number(text):
    return ReadNumber(text, (0, 0, 9, 9), 0.9, range(1))


@pytest.mark.parametrize(
    ("texts", "kept"),
    [(["-", UNKNOWN], ["-"]), ([UNKNOWN], [UNKNOWN]), ([f"๑{UNKNOWN}"], [f"๑{UNKNOWN}"]), (["๑๐", "๒๐"], ["๑๐", "๒๐"])],
)
def test_what_stands_apart_and_cannot_be_read_is_lettering_unless_it_is_all(texts, kept):
    assert [found.text for found in known([number(text) for text in texts])] == kept


@pytest.mark.parametrize(
    ("texts", "whole"),
    [
        ([["๒๐๐,๐๐๐"]], True),
        ([["๒๐๐๐"]], True),
        ([["-"]], True),
        ([["๒"]], False),
        ([["๒๐,๐"]], False),
        ([["๒,๐๐๐", "๒"]], False),
        ([["๒,๐๐๐"], ["-"]], False),
        ([], False),
    ],
)
def test_what_is_read_on_the_line_counts_where_it_is_a_whole_amount(texts, whole):
    assert is_amount([[number(text) for text in row] for row in texts]) is whole


@pytest.mark.parametrize(
    ("glyph", "dash"),
    [((10, 14, 15, 18), True), ((10, 14, 22, 17), True), ((10, 8, 20, 22), False), ((10, 14, 40, 18), False)],
)
def test_all_that_is_left_of_a_dash_is_a_dash_in_doubt(glyph, dash):
    found = damaged_dash([GlyphRow([Glyph(*glyph)], 8, 22, [])], USUAL)
    assert (found is not None) is dash
    if found is not None:
        assert (found.text, found.confidence) == ("-", 0.0)


def test_two_pieces_are_no_dash():
    assert damaged_dash([GlyphRow([Glyph(0, 14, 6, 17), Glyph(9, 14, 15, 17)], 8, 22, [])], USUAL) is None
