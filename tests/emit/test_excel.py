from __future__ import annotations

import re
from html import unescape
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from phaen.emit import excel, excel_read
from phaen.emit.arrow import arrow_pieces, to_rows
from phaen.emit.excel import Headers
from phaen.emit.excel_cells import (
    CellMaker,
    ExcelLimits,
    Looks,
    decode_text,
    encode_text,
    fit_text,
    too_long,
)
from phaen.emit.excel_layout import column_width, display_width
from phaen.emit.excel_names import NAME_XML
from phaen.emit.excel_rows import CELL_XML, MARK_XML, TEXT_GROWTH
from phaen.emit.parquet_files import write_parquet_files
from phaen.emit.row_groups import GroupLimits
from phaen.emit.values import conform
from schemas.tables import schema, tables

GROUP_ROWS = 2


def write_xlsx(rows, path, **options):
    """Write a workbook from row groups so small that the sheets take several."""
    folder = path.with_suffix(".stored")
    folder.mkdir()
    pieces = ({name: piece} for name, table in tables().items() for piece in arrow_pieces(table, rows[name]))
    excel.write_xlsx(write_parquet_files(pieces, folder, GroupLimits(rows=GROUP_ROWS)), path, **options)


def read_xlsx(path):
    return {name: list(to_rows(table)) for name, table in excel_read.read_xlsx(path).items()}


CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def units(text):
    return len(text.encode("utf-16-le")) // 2


@given(st.text())
def test_stored_text_decodes_to_all_but_its_control_characters(text):
    assert decode_text(encode_text(text)) == CONTROL.sub("", text)


@given(st.text(alphabet="_x0D5F\rก"))
@example("_x0000\r")
def test_text_that_looks_like_excel_s_own_codes_comes_back(text):
    assert decode_text(encode_text(text)) == text


@given(st.text(alphabet="_x000D\rก😀\x07", max_size=60), st.integers(1, 40))
@example("_x0000\r", 13)
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


def column_of(sheet, heading):
    """The letter of the column with a heading."""
    return next(cell.column_letter for cell in sheet[1] if cell.value == heading)


def test_sheets_are_the_tables_behind_overview_and_descriptions(book):
    first, *others = (name for name in tables() if name != "provenance")
    assert first == "project_years"
    assert book.sheetnames == ["overview", "about", "project_years", "plans", *others]


def test_thai_headings_and_sheets(rows, tmp_path):
    path = tmp_path / "dataset.xlsx"
    write_xlsx(rows, path, headers=Headers.TH, provenance=True)
    book = openpyxl.load_workbook(path)
    first, *others = (table.title_th for table in tables().values())
    assert book.sheetnames == ["ภาพรวม", "คำอธิบาย", first, "สรุปรายแผน", *others]
    headings = {cell.value for cell in book["โครงการ"][1]}
    assert headings == {"!", "แผน", *(field.title_th for field in tables()["projects"].fields)}
    assert read_xlsx(path) == rows


def test_a_sheet_is_ready_to_use(book):
    sheet = book["projects"]
    headings = [cell.value for cell in sheet[1]]
    assert headings[:5] == ["!", "plan", "project_id", "name", "budget_total"]
    assert set(headings) == {"!", "plan", *tables()["projects"].columns}
    assert sheet.freeze_panes == "E2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet["A1"].font.bold
    name = sheet[f"{column_of(sheet, 'name')}2"]
    assert name.alignment.wrap_text
    assert name.alignment.vertical == "top"
    assert name.font.name == "Tahoma"
    assert 20 < sheet.column_dimensions[column_of(sheet, "name")].width < 45
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"


def test_columns_for_programs_are_last_grouped_and_hidden(book):
    for table in tables().values():
        if table.name in book.sheetnames:
            sheet = book[table.name]
            hidden = [sheet.column_dimensions[cell.column_letter].hidden for cell in sheet[1]]
            assert hidden == sorted(hidden)
            names = {cell.value for cell, is_hidden in zip(sheet[1], hidden, strict=True) if is_hidden}
            assert names & {"anchor", "raw_digest", "sha256", "source_bbox", "source_line"} == (
                {"anchor", "raw_digest", "sha256", "source_bbox", "source_line"} & set(table.columns)
            )
            assert "document_id" in names
            assert {sheet.column_dimensions[column_of(sheet, name)].outlineLevel for name in names} == {1}
            assert sheet.sheet_format.outlineLevelCol == 1


def test_numbers_are_numbers_with_a_format(book):
    cells = {cell.value: cell.column for cell in book["budgets"][1]}
    first, second = book["budgets"][2], book["budgets"][3]
    amount, year = cells["amount"] - 1, cells["fiscal_year"] - 1
    assert (first[amount].value, first[amount].number_format) == (30000.5, "#,##0.00")
    assert (second[amount].value, second[amount].number_format) == (30000, "#,##0")
    assert (first[year].value, first[year].number_format) == (2566, "0")
    projects = book["projects"]
    assert projects[f"{column_of(projects, 'in_summary')}2"].value is True


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


@pytest.mark.parametrize("cells", [1, 2, 9])
def test_a_sheet_ends_before_its_xml_outgrows_the_archive(tmp_path, cells):
    rows = {**empty(), "risks": list(conform(tables()["risks"], ({"step": "ก" * 50, "order": n} for n in range(9))))}
    path = tmp_path / "dataset.xlsx"
    own = MARK_XML + NAME_XML
    group = GROUP_ROWS * (50 * 3 * TEXT_GROWTH + len(tables()["risks"].fields) * CELL_XML + own)
    write_xlsx(rows, path, limits=ExcelLimits(xml_bytes=group * cells))
    assert len([name for name in openpyxl.load_workbook(path).sheetnames if name.startswith("risks")]) == -(-5 // cells)
    assert read_xlsx(path) == rows


WILD = "&<>\"'=+-@\t\r\n _x000D_ก😀\x00\x1f\ufffe"


@pytest.mark.takes_long
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.none() | st.text(alphabet=WILD, min_size=1, max_size=12), min_size=1, max_size=7))
def test_the_fast_rows_are_those_of_the_library(tmp_path_factory, texts):
    """Cell by cell what openpyxl's own writer makes of the same texts."""
    path = tmp_path_factory.mktemp("book") / "dataset.xlsx"
    write_xlsx({**empty(), "risks": list(conform(tables()["risks"], [{"step": text} for text in texts]))}, path)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("risks")
    cells = CellMaker(sheet, Looks(sheet), ExcelLimits())
    for text in texts:
        sheet.append([cells.text(text, wrap=True) if text else None])
    book.save(path.with_name("slow.xlsx"))
    written = openpyxl.load_workbook(path)["risks"]
    column = written[f"{column_of(written, 'step')}1"].column
    fast = written.iter_rows(2, len(texts) + 1, column, column)
    slow = openpyxl.load_workbook(path.with_name("slow.xlsx"))["risks"].iter_rows(1, len(texts), 1, 1)
    for (one,), (other,) in zip(fast, slow, strict=True):
        assert (one.value or None) == other.value
        if other.value:
            assert (one.data_type, one.quotePrefix) == (other.data_type, other.quotePrefix)
            assert (one.alignment.vertical, one.alignment.wrap_text) == ("top", True)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "#REF!", "TRUE", "1e5", "=", "\t=1", "\r=1"])
def test_text_stays_text(tmp_path, text):
    path = tmp_path / "dataset.xlsx"
    write_xlsx({**empty(), "risks": list(conform(tables()["risks"], [{"step": text}]))}, path)
    sheet = openpyxl.load_workbook(path)["risks"]
    cell = sheet[f"{column_of(sheet, 'step')}2"]
    assert (cell.data_type, decode_text(cell.value)) == ("s", text)
    assert bool(cell.quotePrefix) == text.startswith(("=", "+", "-", "@", "\t", "\r"))


def empty():
    return {name: [] for name in tables()}


FORMULAS = re.compile(r'HYPERLINK\((?:"(?:[^"]|"")*"&?)+,(?:(?:"(?:[^"]|"")*"&?)+|\d+)\)')


@pytest.mark.parametrize("headers", Headers)
def test_no_text_of_a_document_is_a_formula(tmp_path, headers):
    """All formulas are links, and whatever a document says is in a literal of them."""
    rows = {}
    for name, table in tables().items():
        cells = {field.name: "=cmd|' /C \"calc\"'!A0" for field in table.fields if field.type == "string"}
        rows[name] = list(conform(table, [cells]))
    path = tmp_path / "dataset.xlsx"
    write_xlsx(rows, path, provenance=True, headers=headers, links={rows["documents"][0]["document_id"]: "a.txt"})
    with ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == len(tables()) + 3
        for name in sheets:
            for formula in re.findall("<f>(.*?)</f>", archive.read(name).decode(), re.DOTALL):
                assert FORMULAS.fullmatch(unescape(formula)), formula
    assert read_xlsx(path) == rows


def test_a_text_too_long_is_cut(tmp_path):
    rows = {**empty(), "risks": list(conform(tables()["risks"], [{"step": "ก" * 40_000, "risks": "ข" * 32_767}]))}
    path = tmp_path / "dataset.xlsx"
    write_xlsx(rows, path)
    (found,) = read_xlsx(path)["risks"]
    assert (found["step"], found["risks"]) == ("ก" * 32_767, "ข" * 32_767)


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
    book["projects"][f"{column_of(book['projects'], 'item')}2"] = 7  # the item's number, typed as a number
    book.save(path)
    assert read_xlsx(path)["projects"][0]["item"] == "7"
