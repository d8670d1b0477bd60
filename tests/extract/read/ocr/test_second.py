import pytest

from extract.read.ocr.ocr_interface import Piece, RecognizedLine
from extract.read.ocr.second import DISAGREED, SURE, second_reading, settled
from tests.extract.read.ocr.fakes import paper

BOX = (10, 10, 60, 30)


class Says:
    version = "says 1"

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self, picture, dpi, area):
        return [RecognizedLine((Piece(self.text, BOX, 0.9),), BOX)]


@pytest.mark.parametrize(
    ("first", "second", "confidence"),
    [
        ("๓๐๐,๐๐๐", "๓๐๐,๐๐๐", SURE),
        ("๓๐๐,๐๐๐", "300.000", SURE),
        ("๓๐๐,๐๐๐", "๒๐๐,๐๐๐", DISAGREED),
        ("๓๐๐,๐๐๐", "", DISAGREED),
        # the engine does not know the Thai 9, so its result for it does not count
        ("๙๐๐,๐๐๐", "๓๐๐,๐๐๐", 0.85),
        ("๓", "๒", 0.85),
        ("-", "", 0.85),
    ],
)
def test_readings_are_compared(first, second, confidence):
    found = second_reading(Piece(first, BOX, 0.85), paper(100, 100), 200, Says(second))
    assert found.confidence == confidence
    assert found.text == first


@pytest.mark.parametrize(
    ("first", "second", "confidence"),
    [
        ("๑๕๐,๐๐๐", "๐๑๕๑๐,๐๐๐", 0.93),
        ("๑๕๐,๐๐๐", "๑๕,๐๐๐", 0.93),
        ("๑๕๐,๐๐๐.-", "๐๑๕๑๐,๐๐๐", 0.93),
        ("๑๕๐,๐๐๐", "๑๓๐,๐๐๐", DISAGREED),
        ("๑๕๐,๐๐", "๐๑๕๑๐,๐๐๐", DISAGREED),
    ],
)
def test_more_or_fewer_digits_do_not_speak_against_a_sure_well_formed_amount(first, second, confidence):
    found = second_reading(Piece(first, BOX, 0.93), paper(100, 100), 200, Says(second))
    assert (found.text, found.confidence) == (first, confidence)


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("\ufffd0,500", "10,500", "10,500"),
        ("๓\ufffd,๕๐๐", "30500", "๓๐,๕๐๐"),
        ("\ufffd0,500", "10,600", "\ufffd0,500"),  # another digit differs
        ("\ufffd0,500", "0,500", "\ufffd0,500"),
    ],
)
def test_a_glyph_that_cannot_be_read_is_that_of_the_other_reader(first, second, text):
    found = second_reading(Piece(first, BOX, 0.0), paper(100, 100), 200, Says(second))
    assert found.text == text
    assert found.confidence <= DISAGREED


def test_what_the_other_reader_found_stays_an_alternative():
    found = second_reading(Piece("๓๐๐,๐๐๐", BOX, 0.85), paper(100, 100), 200, Says("200.000"))
    assert found.others == (("๒๐๐,๐๐๐", DISAGREED),)


@pytest.mark.parametrize(
    ("read", "text", "is_sure"),
    [
        (".48,000", "48,000", False),
        ("'1,250,000.50", "1,250,000.50", False),
        (".50", ".50", True),
        ("48,000", "48,000", True),
    ],
)
def test_a_speck_before_a_whole_amount_is_none_of_it(read, text, is_sure):
    found = settled(Piece(read, (0, 0, 9, 9), 0.95))
    assert (found.text, found.confidence == 0.95) == (text, is_sure)
