"""Several tables of one sheet, copied as one, and cells in quotation marks."""

import pytest

from extract.model.document import Grid
from extract.read.reader_interface import ReadableSource
from extract.read.sheets import with_tables_apart
from extract.read.text.text_reader import read_text

SHEET = "\n".join(
    [
        "บัญชีโครงการ\t\t\t",
        "\t\t\t",
        'ที่\t"โครงการ/',
        'กิจกรรม"\tงบประมาณ\tกอง',
        '1\t"โครงการ ""เดินคลอง"""\t 5,000 \tช่าง',
        "2\tกิจกรรมตู้รับเรื่อง\t -   \tกลาง",
        "\t\t\t",
        "หมายเหตุ ปีหน้าเป็นประมาณการ\t\t\t",
        "\t\t\t",
        "ความเสี่ยง\t\t\t",
        "ที่\tงาน\tความเสี่ยง\tระดับ",
        "1\tการซื้อ\tซื้อของแพง\tสูง",
        "\t\t\t",
        "\t\tผู้จัดทำ นายต้น\t",
    ]
)


def read(text):
    return with_tables_apart(read_text(ReadableSource("a.txt", text.encode())))


def test_each_table_of_a_sheet_is_one_and_what_is_between_them_are_lines():
    blocks = list(read(SHEET).blocks())
    kinds = [block.row_count if isinstance(block, Grid) else block.text for block in blocks]
    assert kinds == ["บัญชีโครงการ", 3, "หมายเหตุ ปีหน้าเป็นประมาณการ", "ความเสี่ยง", 2, "ผู้จัดทำ นายต้น"]
    assert [cell.row for cell in blocks[-2].cells] == [0, 0, 0, 0, 1, 1, 1, 1]


@pytest.mark.parametrize("after", ["มิติที่ 2\t\t\t\n3\tโครงการปลูกป่า\t7,000\tช่าง\n", "รวม\t\t5,000\t\n"])
def test_rows_behind_a_blank_row_go_on(after):
    text = f"ที่\tโครงการ\tงบประมาณ\tกอง\n1\tโครงการเดินคลอง\t5,000\tช่าง\n\t\t\t\n{after}"
    (table,) = read(text).blocks()
    assert isinstance(table, Grid)


def test_a_cell_with_a_line_break_is_in_quotation_marks():
    texts = [cell.text for block in read(SHEET).blocks() if isinstance(block, Grid) for cell in block.cells]
    assert {"โครงการ/ กิจกรรม", 'โครงการ "เดินคลอง"'} <= set(texts)
