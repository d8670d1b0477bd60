"""Real runs on a few lines. Skipped if the language data is not installed."""

import pytest

from extract.read.ocr.ocr_interface import Area, Piece
from extract.read.ocr.page import read_page
from extract.read.ocr.tesseract import _may_be_latin, _piece, _Symbol
from tests.extract.read.ocr.fakes import paper


def text(lines) -> str:
    return "\n".join(" ".join(piece.text for piece in line.pieces) for line in lines)


def test_a_thai_line_is_read(tesseract, picture):
    found = tesseract.read(picture("line"), 200, Area.LINE)
    assert "โครงการปลูกต้นไม้ริมทาง" in text(found)
    assert all(0 <= piece.confidence <= 1 for line in found for piece in line.pieces)


def test_a_line_with_english_is_read(tesseract, picture):
    assert text(tesseract.read(picture("line_latin"), 200, Area.LINE)) == "มาตรการ Open Data"


def test_tesseract_is_never_asked_about_blank_paper(tesseract):
    # it would return some letters with high confidence
    assert not read_page(paper(60, 400), 200, tesseract).parts


def test_the_years_digits_are_those_of_the_digit_reader(tesseract, picture):
    page = read_page(picture("line"), 200, tesseract)
    (line,) = page.parts[0].lines
    assert " ".join(segment.text for segment in line.segments()) == "โครงการปลูกต้นไม้ริมทาง พ.ศ. ๒๕๖๘"


def test_the_version_names_release_and_data(tesseract):
    assert tesseract.version.startswith("tesseract 5")
    assert "tha+eng" in tesseract.version


def symbols(text):
    return [_Symbol(letter, (n * 10, 0, n * 10 + 9, 20), 0.9, False) for n, letter in enumerate(text)]


def test_sara_am_is_one_letter():
    assert _piece(symbols("จ\u0e4d\u0e32นวน")).text == "จำนวน"
    assert _piece(symbols("น\u0e49\u0e4d\u0e32")).text == "น้ำ"


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("ชุมชน", False),
        ("๐๐กกานกัญ", True),
        ("ปี๒๕๖๖", False),
        ("(", False),
        ("ก!", True),
        ("22,000", False),
        ("1,322,000.50", False),
        ("(2567)", False),
        ("605", True),
        ("22,.000", True),
    ],
)
def test_what_may_be_latin_is_read_again(text, may_be):
    assert _may_be_latin(Piece(text, (0, 0, 9, 9), 0.97)) is may_be
