from extract.read.ocr.glyph_pictures import GlyphRow
from extract.read.ocr.lines import printed_line, with_numbers
from extract.read.ocr.ocr_interface import Piece

ROW = GlyphRow([], 100, 120, [])


def piece(text: str, x0: int, x1: int, confidence: float = 0.9) -> Piece:
    return Piece(text, (x0, 100, x1, 120), confidence)


def text(pieces, numbers) -> str:
    line = printed_line(with_numbers(pieces, numbers), ROW, frozenset(map(id, numbers)), 0.5)
    return " ".join(segment.text for segment in line.segments())


def test_a_number_stands_where_it_was():
    assert text([piece("ปี", 0, 20), piece("ถึง", 100, 130)], [piece("๒๕๖๖", 40, 90)]) == "ปี ๒๕๖๖ ถึง"


def test_a_number_close_to_letters_has_no_space():
    assert text([piece("ปี", 0, 20), piece("ถึง", 72, 100)], [piece("๒๕๖๖", 22, 70)]) == "ปี๒๕๖๖ถึง"


def test_a_piece_that_reaches_over_a_number_is_cut():
    number = piece("๑", 50, 60)
    assert text([piece("กขคง", 0, 110)], [number]) == "กข๑คง"


def test_pieces_that_touch_keep_their_space():
    assert text([piece("กข", 0, 50), piece("คง", 50, 90)], []) == "กข คง"


def test_places_are_in_points():
    line = printed_line([piece("กข", 10, 50)], ROW, frozenset(), 0.5)
    cluster = line.clusters[0]
    assert (cluster.x0, cluster.x1, cluster.top, cluster.bottom) == (5, 25, 50, 60)
    assert (line.height, line.baseline) == (10, 60)
    assert cluster.confidence == 0.9
