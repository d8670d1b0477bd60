import pytest

from extract.read.ocr.areas import Region
from extract.read.ocr.digits import Number
from extract.read.ocr.glyphs import Glyph, GlyphRow, Ink, glyph_rows
from extract.read.ocr.number_cells import UNKNOWN
from extract.read.ocr.stamped_cells import damaged_dash, known, on_their_line
from extract.read.ocr.stamps import Stamp

USUAL = 14
WIDTH, HEIGHT = 100, 60


def cell(row, column, *ink, stamped=()):
    """A cell of a table with ink given within it: x, top, width, height."""
    left, above = column * WIDTH, row * HEIGHT
    made = Region((left + 1, above + 1, left + WIDTH - 1, above + HEIGHT - 1), True)
    made.ink = [Ink(left + x, above + y, left + x + w, above + y + h, 1) for x, y, w, h in ink]
    made.stamped = [Ink(left + x, above + y, left + x + w, above + y + h, 2) for x, y, w, h in stamped]
    made.rows = glyph_rows(made.ink)
    return made


def amount(row, column):
    return cell(row, column, *((10 + 16 * n, 10, 12, USUAL) for n in range(4)))


def grid(under):
    """Three rows of three amounts; a stamp lies over the middle one, which holds `under`."""
    cells = [amount(row, column) for row in range(3) for column in range(3)]
    cells[4] = under
    return cells


STAMP = [Stamp(150, 90, (30,))]


def settled(under):
    cells = grid(under)
    changed = on_their_line(cells, [index != 4 for index in range(9)], STAMP, USUAL)
    return changed, cells[4]


def test_lettering_below_the_line_of_an_amount_is_the_stamps():
    changed, found = settled(cell(1, 1, *((10 + 16 * n, 10, 12, USUAL) for n in range(4)), (20, 32, 20, 26)))
    assert changed == [4]
    assert [piece.top for piece in found.ink] == [70] * 4
    assert len(found.rows) == 1


def test_digits_that_were_taken_for_the_stamps_come_back():
    changed, found = settled(cell(1, 1, (10, 10, 12, USUAL), stamped=[(26, 10, 12, USUAL), (42, 2, 12, 40)]))
    assert changed == [4]
    assert [(piece.x0, piece.bottom - piece.top) for piece in found.ink] == [(110, 14), (126, 14), (142, 28)]


def test_a_stroke_that_runs_through_the_line_goes():
    _, found = settled(cell(1, 1, (10, 10, 12, USUAL), (60, 2, 3, 50)))
    assert [piece.x0 for piece in found.ink] == [110]


def test_a_cell_of_text_keeps_all_its_lines():
    cells = grid(cell(1, 1, *((10 + 16 * n, y, 12, USUAL) for n in range(4) for y in (10, 36))))
    numeric = [index % 3 != 1 for index in range(9)]  # its column holds text
    assert on_their_line(cells, numeric, STAMP, USUAL) == []
    assert len(cells[4].ink) == 8


def test_a_cell_without_a_number_beside_it_stays():
    cells = grid(cell(1, 1, (10, 10, 12, USUAL), (20, 32, 20, 26)))
    assert on_their_line(cells, [index not in (3, 4, 5) for index in range(9)], STAMP, USUAL) == []


def test_cells_that_no_stamp_reaches_stay():
    cells = grid(cell(1, 1, (10, 10, 12, USUAL), (20, 32, 20, 26)))
    assert on_their_line(cells, [index != 4 for index in range(9)], [Stamp(900, 900, (30,))], USUAL) == []


def number(text):
    return Number(text, (0, 0, 9, 9), 0.9, range(1))


@pytest.mark.parametrize(
    ("texts", "kept"),
    [(["-", UNKNOWN], ["-"]), ([UNKNOWN], [UNKNOWN]), ([f"๑{UNKNOWN}"], [f"๑{UNKNOWN}"]), (["๑๐", "๒๐"], ["๑๐", "๒๐"])],
)
def test_what_stands_apart_and_cannot_be_read_is_lettering_unless_it_is_all(texts, kept):
    assert [found.text for found in known([number(text) for text in texts])] == kept


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
