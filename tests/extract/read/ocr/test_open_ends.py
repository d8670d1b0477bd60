from extract.read.layout.printed import Rule
from extract.read.ocr.open_ends import open_ends

DPI = 200
ROWS = [Rule(300, 100, 900), Rule(500, 100, 900)]


def columns(*ends: tuple[float, float]) -> list[Rule]:
    return [Rule(100 + 200 * number, start, end) for number, (start, end) in enumerate(ends)]


def test_columns_that_end_together_are_cut_there() -> None:
    assert open_ends(columns((300, 800), (300, 804), (302, 798), (300, 801)), ROWS, DPI) == [Rule(800.5, 100, 700)]


def test_columns_that_begin_together_are_cut_there() -> None:
    assert open_ends(columns((50, 500), (52, 500), (48, 500)), ROWS, DPI) == [Rule(50, 100, 500)]


def test_columns_that_end_at_a_row_are_not_cut() -> None:
    assert open_ends(columns((300, 500), (300, 500), (310, 490)), ROWS, DPI) == []


def test_columns_that_end_at_different_heights_are_strokes() -> None:
    assert open_ends(columns((300, 700), (300, 760), (300, 820)), ROWS, DPI) == []


def test_two_columns_are_too_few() -> None:
    assert open_ends(columns((300, 800), (300, 800)), ROWS, DPI) == []


def test_the_sides_of_a_table_that_a_label_begins_are_cut() -> None:
    inner = [Rule(300, 360, 800), Rule(500, 362, 760)]
    sides = [Rule(100, 310, 840), Rule(900, 312, 840)]
    rows = [Rule(840, 100, 900)]
    assert open_ends([*sides, *inner], rows, DPI) == [Rule(311, 100, 900)]
    assert open_ends(sides, rows, DPI) == []
