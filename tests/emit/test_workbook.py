"""What an analyst finds in the workbook: overview, plans, marks, links, names of plans, Thai codes."""

from __future__ import annotations

import re
from decimal import Decimal
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phaen.emit.excel_cells import ExcelLimits, labelled
from phaen.emit.excel_findings import worst_code
from phaen.emit.excel_layout import LINE_HEIGHT
from phaen.emit.excel_names import LONGEST, plan_names
from phaen.emit.excel_read import read_xlsx
from phaen.emit.excel_sheets import own_headings, sheet_layout
from phaen.emit.values import conform
from phaen.emit.write_options import Headers
from schemas.checks import CHECKS, CheckCode, Severity
from schemas.tables import schema, tables
from schemas.workbook import workbook
from tests.emit.test_excel import column_of, empty, write_xlsx

A, B = "a" * 16, "b" * 16
SYMBOLS = {severity: mark.symbol for severity, mark in workbook().marks.items()}


def rows_of(name, *rows):
    return list(conform(tables()[name], rows))


def finding(order, check=CheckCode.TOTAL_MISMATCH, table="totals", row_id="grand//2566", **more):
    told = CHECKS[check]
    words = {"message": "m", "message_th": "ข", "title_th": told.title_th}
    numbers = {"order": order, "finding": order, "part": 1, "parts": 1}
    about = {"document_id": A, "check": check, "severity": told.severity, "table": table, "row_id": row_id}
    return {**about, **words, **numbers, **more}


def year(document, project, fiscal_year, amount, doubt=None, dimension="การบริหารราชการเพื่อป้องกันการทุจริต"):
    return {"document_id": document, "document_kind": "action_plan", "project_id": project, "project": "โครงการ",
            "row_id": f"{project}/{fiscal_year}", "fiscal_year": fiscal_year, "amount": amount, "doubt": doubt,
            "standard_dimension": dimension, "standard_dimension_en": dimension and "Prevention"}  # fmt: skip


def document(name, **more):
    return {
        "document_id": name,
        "source_file": f"{name[0]}.txt",
        "document_kind": "action_plan",
        "status": "ok",
        **more,
    }


@pytest.fixture
def tables_of_two():
    """Two plans: one with an error about a total, a warning about a project, and one without a name."""
    projects = [
        {"document_id": name, "project_id": f"P{n}", "order": n, "name": "โครงการ", "in_summary": True,
         "in_details": n == 1, "anchor": f"{n}", "raw_digest": "0"}
        for name in (A, B) for n in (1, 2)
    ]  # fmt: skip
    return {
        **empty(),
        "documents": rows_of(
            "documents",
            document(A, organization="เทศบาลตำบลบ้านสมมติ", fiscal_year_first=2566, fiscal_year_last=2570),
            document(B),
        ),
        "projects": rows_of("projects", *projects),
        "project_years": rows_of(
            "project_years",
            year(A, "P1", 2566, 1000, "total_mismatch"),
            year(A, "P2", 2566, 500),
            year(A, "P2", 2567, Decimal("0.5"), "budget_mismatch plan_overlaps"),
            year(B, "P1", 2566, None),
            year(B, "P2", None, 20, "plan_overlaps", dimension=None),
        ),
        "checks": rows_of(
            "checks",
            finding(1, check=CheckCode.NAMES_DIFFER, table="projects", row_id="P1"),
            finding(2, check=CheckCode.BUDGET_MISMATCH, table="budgets", row_id="P2/2567/summary"),
            finding(3, check=CheckCode.HALVES_UNCERTAIN, table="projects", row_id="P2"),
            finding(4),
            finding(5, part=2, finding=4, table="projects", row_id="P2"),
        ),
    }


def opened(rows, path, **options):
    write_xlsx(rows, path / "dataset.xlsx", **options)
    return (openpyxl.load_workbook(path / "dataset.xlsx", data_only=values) for values in (True, False))


def column(sheet, heading):
    return [cell.value for cell in sheet[column_of(sheet, heading)][1:]]


def lines(sheet):
    return [[cell for cell in line if cell is not None] for line in sheet.iter_rows(values_only=True)]


# --- marks and links


def test_a_row_has_the_mark_of_its_worst_finding_linked_to_it(tables_of_two, tmp_path):
    shown, formulas = opened(tables_of_two, tmp_path)
    error, warning, info = (SYMBOLS[severity] for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO))
    assert column(shown["projects"], "!") == [info, error, None, None]
    assert column(shown["project_years"], "!") == [error, None, warning, None, warning]
    assert column(shown["checks"], "!") == [info, warning, info, error, error]
    targets = [re.findall(r'"#(.*?)"', str(cell)) for cell in column(formulas["project_years"], "!")]
    assert targets == [["'checks'!A5"], [], ["'checks'!A3"], [], []]
    assert column(formulas["projects"], "!")[1] == f'=HYPERLINK("#\'checks\'!A6","{error}")'


def test_doubt_is_in_colour_and_symbol(tables_of_two, tmp_path):
    (book, _) = opened(tables_of_two, tmp_path)
    sheet = book["project_years"]
    amounts = sheet[column_of(sheet, "amount")][1:]
    fills = [cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else None for cell in amounts]
    marks = workbook().marks
    assert fills == [marks[Severity.ERROR].fill, None, marks[Severity.WARNING].fill, None, marks[Severity.WARNING].fill]
    assert [cell.value for cell in amounts] == [1000, 500, 0.5, None, 20]
    symbol = sheet["A2"]
    assert (symbol.fill.fgColor.rgb[2:], symbol.font.color.rgb[2:]) == (
        marks[Severity.ERROR].fill,
        marks[Severity.ERROR].colour,
    )
    coloured = [cell for cell in amounts if cell.font.color is not None and cell.font.color.type == "rgb"]
    assert not coloured, "values are black on any colour"


def test_an_amount_that_is_missing_is_in_colour_too(tables_of_two, tmp_path):
    years = tables_of_two["project_years"]
    years[0].update(amount=None)
    (book, _) = opened(tables_of_two, tmp_path)
    sheet = book["project_years"]
    missing, other = (sheet[f"{column_of(sheet, 'amount')}{row}"] for row in (2, 5))
    assert (missing.value, missing.fill.fgColor.rgb[2:]) == (None, workbook().marks[Severity.ERROR].fill)
    assert (other.value, other.fill.fill_type) == (None, None)
    assert read_xlsx(tmp_path / "dataset.xlsx")["project_years"]["amount"].to_pylist()[0] is None


def test_several_doubts_are_seen_whole(tables_of_two, tmp_path):
    doubts = ["budget_mismatch", " ".join(["details_without_summary"] * 4)]
    years = tables_of_two["project_years"]
    for row, doubt in zip(years, doubts, strict=False):
        row.update(doubt=doubt, project="ก")
    (book, _) = opened(tables_of_two, tmp_path)
    sheet = book["project_years"]
    cell = sheet[f"{column_of(sheet, 'doubt')}3"]
    assert (cell.value, cell.alignment.wrap_text) == (doubts[1], True)
    assert sheet.row_dimensions[2].height is None
    assert sheet.row_dimensions[3].height == 3 * LINE_HEIGHT


def test_links_to_findings_on_further_sheets(tables_of_two, tmp_path):
    shown, formulas = opened(tables_of_two, tmp_path, limits=ExcelLimits(rows=3))
    assert [name for name in shown.sheetnames if name.startswith("checks")] == ["checks", "checks (2)", "checks (3)"]
    assert "'checks (2)'!A3" in str(column(formulas["project_years"], "!")[0])
    notes = " ".join(str(cell) for line in lines(shown["overview"]) for cell in line)
    assert "checks goes on in 3 sheets" in notes


@pytest.mark.parametrize("reviewed", [True, False])
def test_the_plan_s_name_is_a_link(tables_of_two, tmp_path, reviewed):
    shown, formulas = opened(tables_of_two, tmp_path, reviewed=reviewed)
    assert column(shown["projects"], "plan") == ["เทศบาลตำบลบ้านสมมติ 2566-2570"] * 2 + ["b.txt"] * 2
    target = f"review/index.html#/plan/{B}" if reviewed else "#'plans'!A3"
    assert column(formulas["projects"], "plan")[2] == f'=HYPERLINK("{target}","b.txt")'
    assert column(formulas["pages"], "plan") == []


# --- plans and overview


def test_the_sheet_of_plans_sums_up_each_document(tables_of_two, tmp_path):
    shown, formulas = opened(tables_of_two, tmp_path)
    sheet = shown["plans"]
    assert column(sheet, "projects") == [2, 2]
    assert column(sheet, "baht") == [1500.5, 20]
    assert column(sheet, "baht_in_doubt") == [1000.5, 20]
    assert column(sheet, "worst_finding") == ["total_mismatch", None]
    assert [column(sheet, name) for name in ("errors", "warnings", "infos")] == [[1, 0], [1, 0], [2, 0]]
    assert column(sheet, "!") == [SYMBOLS[Severity.ERROR], None]
    assert "'checks'!A5" in str(column(formulas["plans"], "!")[0])


def test_the_overview_has_numbers_and_a_chart_of_each_block(tables_of_two, tmp_path):
    (book, _) = opened(tables_of_two, tmp_path)
    sheet = book["overview"]
    found = lines(sheet)
    assert ["Budget of all plans (baht)", 1520.5] in found
    assert ["of this in doubt (baht)", 1020.5] in found
    assert ["Dimension", "2566", "2567", "without a year", "Total"] in found
    assert ["Prevention", 1500, 0.5, 1500.5] in found
    assert ["(none of the framework)", 20, 20] in found
    assert ["Total", 1500, 0.5, 20, 1520.5] in found
    assert ["total_mismatch", 1] in found
    assert ["Name", 1] in found
    assert len(sheet._charts) == 3
    assert book.sheetnames[0] == "overview"
    assert any("provenance: 0 rows" in str(line) for line in found)


def test_each_chart_draws_its_table(tables_of_two, tmp_path):
    write_xlsx(tables_of_two, tmp_path / "dataset.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "dataset.xlsx")["overview"]
    with ZipFile(tmp_path / "dataset.xlsx") as archive:
        for number, header in enumerate((("Dimension", "2566"), ("Findings", "error"), ("Field", "Share")), 1):
            xml = archive.read(f"xl/charts/chart{number}.xml").decode()
            (row,) = (line[0].row for line in sheet.iter_rows() if (line[0].value, line[1].value) == header)
            rows = [int(found) for found in re.findall(r"\$?[A-Z]\$?(\d+)\b", " ".join(re.findall("f>(.*?)</", xml)))]
            assert min(rows) == row
            last = next(n for n in range(row, sheet.max_row + 2) if sheet.cell(n + 1, 1).value in {None, "Total"})
            assert max(rows) == last


def test_an_empty_dataset_says_so(tmp_path):
    (book, _) = opened(empty(), tmp_path)
    assert sum(line == ["Nothing to show."] for line in lines(book["overview"])) == 3
    assert not book["overview"]._charts
    assert read_xlsx(tmp_path / "dataset.xlsx")["documents"].num_rows == 0


def test_what_is_truncated_is_said(tmp_path):
    long = {"document_id": A, "order": 1, "step": "ก" * 40_000}
    check = finding(1, check=CheckCode.CELL_TRUNCATED, table="risks", row_id="1")
    rows = {**empty(), "risks": rows_of("risks", long), "checks": rows_of("checks", check)}
    shown, _ = opened(rows, tmp_path)
    assert any("The ends of 1 texts" in str(line) and "32,767" in str(line) for line in lines(shown["overview"]))
    (tmp_path / "th").mkdir()
    shown, _ = opened(rows, tmp_path / "th", headers=Headers.TH)
    assert any("32,767" in str(line) for line in lines(shown["ภาพรวม"]))


def test_a_sum_beyond_all_numbers_is_left_empty(tmp_path):
    most = Decimal(10) ** 13 - 1
    rows = {**empty(), "documents": rows_of("documents", document(A))}
    rows["project_years"] = rows_of("project_years", *(year(A, "P1", 2500 + n, most) for n in range(3)))
    shown, _ = opened(rows, tmp_path)
    assert column(shown["plans"], "baht") == [None]


def test_the_same_rows_give_the_same_bytes(tables_of_two, tmp_path):
    for name in "12":
        (tmp_path / name).mkdir()
        write_xlsx(tables_of_two, tmp_path / name / "dataset.xlsx", links={A: "a.txt"})
    assert (tmp_path / "1" / "dataset.xlsx").read_bytes() == (tmp_path / "2" / "dataset.xlsx").read_bytes()


# --- Thai


def test_codes_messages_and_descriptions_are_thai(tables_of_two, tmp_path):
    shown, _ = opened(tables_of_two, tmp_path, headers=Headers.TH)
    checks = shown["ข้อสังเกต"]
    assert column(checks, "รหัสข้อสังเกต")[3] == CHECKS[CheckCode.TOTAL_MISMATCH].title_th
    assert column(checks, "ตาราง")[:2] == ["โครงการ", "งบประมาณ"]
    assert set(column(checks, "ระดับ")) == set(schema().labels_th["severity"].values())
    assert column(shown["เอกสาร"], "ประเภทเอกสาร") == ["แผนปฏิบัติการ"] * 2
    doubt = column(shown["โครงการรายปี"], "ข้อสงสัย")[2]
    assert doubt.split("; ") == [
        CHECKS[CheckCode.BUDGET_MISMATCH].title_th, "มีแผนอื่นของหน่วยงานครอบคลุมปีเดียวกัน"
    ]  # fmt: skip
    visible = {cell.value for cell in checks[1] if not checks.column_dimensions[cell.column_letter].hidden}
    assert "ข้อความภาษาไทย" in visible
    about = {str(cell) for line in lines(shown["คำอธิบาย"]) for cell in line}
    assert {field.description_th for table in tables().values() for field in table.fields
            if table.name != "provenance"} <= about  # fmt: skip


@pytest.mark.parametrize("headers", Headers)
def test_a_workbook_is_read_back_in_either_language(tables_of_two, tmp_path, headers):
    write_xlsx(tables_of_two, tmp_path / "dataset.xlsx", headers=headers)
    found = read_xlsx(tmp_path / "dataset.xlsx")
    for name, rows in tables_of_two.items():
        assert found[name].to_pylist() == rows, name


def test_labels_are_all_different_and_cover_the_codes():
    for table in [*tables().values(), workbook().plans]:
        for field in table.fields:
            labels = field.labels_th
            assert len(set(labels.values())) == len(labels)
            assert not any(";" in label for label in labels.values())
            codes = set(field.values or ())
            is_thai = all(re.search("[ก-๙]", code) for code in codes)
            assert is_thai or codes <= set(labels), (table.name, field.name)
            assert field.description_th


@given(st.lists(st.sampled_from(list(schema().labels_th["doubt"])), min_size=1))
def test_labels_of_several_codes_lead_back_to_them(codes):
    labels = schema().labels_th["doubt"]
    back = {label: code for code, label in labels.items()}
    shown = labelled(" ".join(codes), labels, True)
    assert [back[label] for label in shown.split("; ")] == codes


# --- layout and names


def test_the_shape_names_columns_that_exist():
    shape = workbook()
    assert set(shape.sheets) == set(tables())
    known = {name for table in tables().values() for name in table.columns}
    assert shape.machine <= known
    assert all(columns <= known for columns in shape.machine_in.values())
    assert set(shape.complete) <= set(tables()["projects"].columns)
    for name, sheet in shape.sheets.items():
        named = {*sheet.frozen, *sheet.next, *sheet.shown, *sheet.hidden, *sheet.tinted}
        assert named <= set(tables()[name].columns), name


@pytest.mark.parametrize("headers", Headers)
def test_a_layout_has_every_column_once(headers):
    for table in tables().values():
        layout = sheet_layout(table, headers)
        names = [column.name for column in layout.columns if column.field]
        assert sorted(names) == sorted(table.columns)
        assert len(set(layout.headings)) == len(layout.headings), table.name
        assert not any(column.hidden for column in layout.columns[: layout.frozen])
        assert not own_headings() & {column.heading for column in layout.columns if column.field}


def test_the_worst_code_is_that_of_highest_severity():
    assert worst_code(None) is None
    assert worst_code("names_differ plan_overlaps") == "plan_overlaps"
    assert worst_code("plan_overlaps total_mismatch names_differ") == "total_mismatch"


@given(
    st.lists(st.tuples(st.sampled_from([None, "ก", "ข"]), st.sampled_from([None, 2566]), st.text("ab", max_size=200)))
)
def test_names_of_plans_are_distinct_and_not_too_long(plans):
    rows = [
        {"document_id": f"{n}", "document_kind": "action_plan", "organization": name, "fiscal_year_first": first,
         "fiscal_year_last": first, "source_file": f"{n}{file}"}
        for n, (name, first, file) in enumerate(plans)
    ]  # fmt: skip
    names = plan_names(rows, "report")
    assert list(names) == [row["document_id"] for row in rows]
    assert len(set(names.values())) == len(rows)
    assert all(0 < len(name) <= LONGEST for name in names.values())
