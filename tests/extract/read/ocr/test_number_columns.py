"""Amounts of a column are written in one way."""

import pytest

from extract.read.ocr.areas import Region
from extract.read.ocr.digit_reader import ReadNumber
from extract.read.ocr.number_columns import settle_columns


def column(*texts, x0=100, confidence=0.99):
    return [
        (Region((x0, 40 * n, x0 + 90, 40 * n + 38), True), [[ReadNumber(text, (0, 0, 9, 9), confidence, range(1))]])
        for n, text in enumerate(texts)
    ]


def read(cells):
    return [(row[0].text, row[0].confidence) for _, rows in cells for row in rows]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("25,00000-", "25,000.00"),
        ("25000,,00", "25,000.00"),
        ("๒๕,๐๐๐๐๐", "๒๕,๐๐๐.๐๐"),
        ("0,00", "0.00"),
        ("-", "-"),
        ("25,00", "25.00"),
        ("(25", "(25"),
        ("2\ufffd,00000", "2\ufffd,00000"),
    ],
)
def test_separators_are_those_of_the_column(printed, found):
    cells = column("12,500.00", "8,000.00", printed)
    settle_columns(cells)
    assert read(cells)[2] == (found, 0.99 if found == printed else 0.5)


@pytest.mark.parametrize(("printed", "found"), [("26,40-0", "26,400"), ("20.250", "20,250"), ("3961000", "3961000")])
def test_a_column_of_whole_baht(printed, found):
    cells = column("12,500", "8,000", printed)
    settle_columns(cells)
    assert read(cells)[2][0] == found


def test_what_the_column_does_not_show_stays():
    cells = [*column("12,500.00", "8,000", "26,40-0"), *column("1,000.00", "25,00000", x0=300)]
    settle_columns(cells)
    assert [text for text, _ in read(cells)] == ["12,500.00", "8,000", "26,40-0", "1,000.00", "25,00000"]


def test_parts_of_a_million_show_the_decimals_of_their_column():
    cells = column("0.850", "1,705", "0.600", "7,008", "-")
    settle_columns(cells)
    assert read(cells) == [(text, 0.99) for text in ("0.850", "1.705", "0.600", "7.008", "-")]


def test_one_part_of_a_million_among_larger_amounts_shows_nothing():
    cells = column("0.850", "0.900", "1,705,000", "12,500", "8,000")
    settle_columns(cells)
    assert [text for text, _ in read(cells)] == ["0.850", "0.900", "1,705,000", "12,500", "8,000"]


def test_a_year_with_a_speck_above_a_column_of_satang_says_nothing():
    cells = column("2,566", "12,500.00", "8,000.00", "9,100.00", "0.00", "25,00000")
    settle_columns(cells)
    assert [text for text, _ in read(cells)] == ["2,566", "12,500.00", "8,000.00", "9,100.00", "0.00", "25,000.00"]


def test_a_number_without_the_point_of_its_column_is_doubtful():
    cells = column("3.0", "12.5", "60.0", "49.0", "30", "0", "1,200")
    settle_columns(cells)
    assert [sure for _, sure in read(cells)] == [0.99, 0.99, 0.99, 0.99, 0.5, 0.99, 0.99]


def test_a_column_with_few_points_says_nothing_of_the_others():
    cells = column("3.0", "12.5", "60.0", "49", "30", "12", "15", "7")
    settle_columns(cells)
    assert {sure for _, sure in read(cells)} == {0.99}
