"""Tables drawn with signs: a frame around all rows, or around the table and its header only."""

import pytest

from extract.read.text.text_rows import RowKind, row_kind, split_pipes

FRAME = "+------+--------+"


def read(*raws):
    rows = split_pipes(list(enumerate(raws, start=1)), RowKind.PIPES)
    return [[cell.strip() for cell in row.cells] for row in rows or ()]


@pytest.mark.parametrize("raw", [FRAME, "+======+========+", f"  {FRAME}  "])
def test_a_line_of_the_frame_belongs_to_the_table(raw):
    assert row_kind(raw) is RowKind.PIPES


@pytest.mark.parametrize("raw", ["+", "+5-", "----", "1+1"])
def test_other_signs_are_text(raw):
    assert row_kind(raw) is RowKind.TEXT


def test_lines_between_two_lines_of_the_frame_are_one_row():
    rows = read(FRAME, "| ที่ | โครงการ |", FRAME, "| 1 | โครงการปลูก |", "|  | ใจซื่อ |", FRAME, "| 2 | มาตรการ |", FRAME)
    assert rows == [["ที่", "โครงการ"], ["1", "โครงการปลูก ใจซื่อ"], ["2", "มาตรการ"]]


def test_a_frame_around_the_table_only():
    rows = read(FRAME, "| ที่ | โครงการ |", FRAME, "| 1 | โครงการ |", "| 2 | มาตรการ |", FRAME)
    assert rows == [["ที่", "โครงการ"], ["1", "โครงการ"], ["2", "มาตรการ"]]
