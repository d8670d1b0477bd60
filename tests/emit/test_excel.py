from __future__ import annotations

import re
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phaen.emit.excel import Headers, write_xlsx
from phaen.emit.excel_cells import (
    ExcelLimits,
    column_width,
    decode_text,
    display_width,
    encode_text,
    fit_text,
    too_long,
)
from phaen.emit.excel_read import read_xlsx
from phaen.emit.values import conform
from schemas.tables import schema, tables

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def units(text):
    return len(text.encode("utf-16-le")) // 2


@given(st.text())
def test_stored_text_decodes_to_all_but_its_control_characters(text):
    assert decode_text(encode_text(text)) == CONTROL.sub("", text)


@given(st.text(alphabet="_x0D5F\rก"))
def test_text_that_looks_like_excel_s_own_codes_comes_back(text):
    assert decode_text(encode_text(text)) == text


@given(st.text(alphabet="_x000D\rก😀\x07", max_size=60), st.integers(1, 40))
def test_cut_text_fits_and_begins_the_original(text, limit):
    stored = fit_text(text, limit)
    assert units(stored) <= limit
    assert CONTROL.sub("", text).startswith(decode_text(stored))
    assert (stored != encode_text(text)) == too_long(text, limit)


def test_thai_marks_take_no_width():
    assert display_width("ที่นี้ผู้ใหญ่") == 6
    assert column_width("ปี", ["ก" * 500]) == 60
    assert column_width("ปี", []) == 9


@pytest.fixture
def book(rows, tmp_path):
    path = tmp_path / "dataset.xlsx"
    write_xlsx(rows, path)
    return openpyxl.load_workbook(path)


def test_sheets_are_the_tables_behind_the_first(book):
    assert book.sheetnames == ["about", *(name for name in tables() if name != "provenance")]


def test_thai_headings_and_sheets(rows, tmp_path):
    path = tmp_path / "dataset.xlsx"
    write_xlsx(rows, path, headers=Headers.TH, provenance=True)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["คำอธิบาย", *(table.title_th for table in tables().values())]
    assert [cell.value for cell in book["โครงการ"][1]] == [field.title_th for field in tables()["projects"].fields]
    assert read_xlsx(path) == rows


def test_a_sheet_is_ready_to_use(book):
    sheet = book["projects"]
    assert [cell.value for cell in sheet[1]] == list(tables()["projects"].columns)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet["A1"].font.bold
    columns = {cell.value: cell.column_letter for cell in sheet[1]}
    name = sheet[f"{columns['name']}2"]
    assert name.alignment.wrap_text
    assert name.alignment.vertical == "top"
    assert 20 < sheet.column_dimensions[columns["name"]].width < 40


def test_numbers_are_numbers_with_a_format(book):
    cells = {cell.value: cell.column for cell in book["budgets"][1]}
    first, second = book["budgets"][2], book["budgets"][3]
    amount, year = cells["amount"] - 1, cells["fiscal_year"] - 1
    assert (first[amount].value, first[amount].number_format) == (30000.5, "#,##0.00")
    assert (second[amount].value, second[amount].number_format) == (30000, "#,##0")
    assert (first[year].value, first[year].number_format) == (2566, "0")
    assert book["projects"]["J2"].value is True


def test_first_sheet_explains_every_table_and_column(book):
    lines = [[cell for cell in line if cell is not None] for line in book["about"].iter_rows(values_only=True)]
    words = {cell for line in lines for cell in line}
    assert schema().title in words
    assert {"ok", "partial", "failed"} <= words
    for table in tables().values():
        assert any(table.name in line and any(isinstance(cell, int) for cell in line) for line in lines)
        if table.name != "provenance":
            described = {line[2] for line in lines if len(line) > 5 and line[1] == table.name}
            assert described == set(table.columns)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "#REF!", "TRUE", "1e5", "=", "\t=1", "\r=1"])
def test_text_stays_text(tmp_path, text):
    path = tmp_path / "dataset.xlsx"
    write_xlsx({**empty(), "risks": list(conform(tables()["risks"], [{"step": text}]))}, path)
    cell = openpyxl.load_workbook(path)["risks"]["C2"]
    assert (cell.data_type, decode_text(cell.value)) == ("s", text)
    assert bool(cell.quotePrefix) == text.startswith(("=", "+", "-", "@", "\t", "\r"))


def empty():
    return {name: [] for name in tables()}


def test_no_formula_in_any_table(tmp_path):
    rows = {}
    for name, table in tables().items():
        cells = {field.name: "=cmd|' /C calc'!A0" for field in table.fields if field.type == "string"}
        rows[name] = list(conform(table, [cells]))
    path = tmp_path / "dataset.xlsx"
    write_xlsx(rows, path, provenance=True)
    with ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == len(tables()) + 1
        assert not any(b"<f>" in archive.read(name) for name in sheets)
    assert read_xlsx(path) == rows


def test_a_text_too_long_is_cut_and_reported(tmp_path):
    rows = {
        **empty(),
        "risks": list(conform(tables()["risks"], [{"document_id": "d", "order": 4, "step": "ก" * 40_000}])),
    }
    path = tmp_path / "dataset.xlsx"
    write_xlsx(rows, path)
    found = read_xlsx(path)
    assert found["risks"][0]["step"] == "ก" * 32_767
    (check,) = found["checks"]
    assert (check["check"], check["table"], check["row_id"], check["order"]) == ("cell_truncated", "risks", "4", 1)
    assert (check["expected"], check["found"]) == ("32767", "40000")
    assert check["message"].startswith("step")


def test_more_rows_than_a_sheet_holds_go_on_in_another(tmp_path):
    rows = {**empty(), "risks": list(conform(tables()["risks"], ({"document_id": "d", "order": n} for n in range(5))))}
    path = tmp_path / "dataset.xlsx"
    write_xlsx(rows, path, limits=ExcelLimits(rows=3))
    names = openpyxl.load_workbook(path).sheetnames
    assert [name for name in names if name.startswith("risks")] == ["risks", "risks (2)", "risks (3)"]
    assert read_xlsx(path) == rows


def test_a_workbook_that_was_edited_reads_by_its_columns_types(tmp_path, rows):
    path = tmp_path / "dataset.xlsx"
    write_xlsx(rows, path)
    book = openpyxl.load_workbook(path)
    book["projects"]["G2"] = 7  # the item's number, typed as a number
    book.save(path)
    assert read_xlsx(path)["projects"][0]["item"] == "7"
