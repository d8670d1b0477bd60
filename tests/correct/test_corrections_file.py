"""The file of corrections: the forms that spreadsheets save, malformed rows, conflicts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from phaen.correct.columns import ValueProblem, amount, when, year
from phaen.correct.correction import by_document, digest, of_document
from phaen.correct.corrections_file import CorrectionsError, read_corrections
from phaen.correct.rows import COLUMNS, read_row
from tests.correct.builders import ANCHOR, DOCUMENT, cells, csv_text, saved

OTHER = "a1b0c96f22e7d340"
THIRD = "5d5de0a1b2c3f4a5"

ROWS = [
    cells(new="๗๐,๐๐๐ บาท", old="7,000", reason="เลขจาง; ดูหน้า 3", who="กก", when="29/11/2569"),
    cells(table="projects", field="name", new='โครงการ, ที่มี "คำ" และ\nสองบรรทัด', anchor=OTHER),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_all_forms_of_csv_that_spreadsheets_save_are_one_file(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "corrections.csv"
    path.write_bytes(csv_text(ROWS, separator).encode(encoding))
    assert read_corrections(path) == read_corrections(saved(tmp_path, *ROWS))


def test_a_row_is_read_in_canonical_form(tmp_path: Path) -> None:
    (found,) = read_corrections(saved(tmp_path, *ROWS)).values()
    first, second = sorted(found, key=lambda row: row.row)
    assert (first.document, first.anchor, first.new, first.when, first.row) == (
        DOCUMENT, ANCHOR, "70000", "2026-11-29", 2)  # fmt: skip
    assert second.new == 'โครงการ, ที่มี "คำ" และ\nสองบรรทัด'


def test_a_workbook_is_read_with_its_numbers_and_dates(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append([*COLUMNS[:-1]])
    book.active.append([ANCHOR, DOCUMENT, "budgets", "amount", "set", None, 70000, None, "กก", datetime(2026, 11, 29)])
    book.active.append([OTHER, DOCUMENT, "budgets", "fiscal_year", "set", None, 2567.0])
    book.save(tmp_path / "corrections.xlsx")
    (found,) = read_corrections(tmp_path / "corrections.xlsx").values()
    assert {(row.anchor, row.new, row.when) for row in found} == {(ANCHOR, "70000", "2026-11-29"), (OTHER, "2567", "")}


def test_an_apostrophe_keeps_a_cell_a_text(tmp_path: Path) -> None:
    number = "1234567890123456"
    path = saved(tmp_path, cells(anchor=f"'{number}", document=f"'{DOCUMENT}", new="'70000"))
    ((row,),) = read_corrections(path).values()
    assert (row.anchor, row.document, row.new) == (number, DOCUMENT, "70000")


def test_columns_may_be_in_any_order_and_blank_rows_are_skipped(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(
        f"New,TABLE,field,action,document,anchor\n,,,,,\n5,budgets,amount,set,{DOCUMENT},{ANCHOR}\n", "utf-8"
    )
    ((row,),) = read_corrections(path).values()
    assert (row.new, row.row) == ("5", 3)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"action": "change"}, "'change' is not an action"),
        ({"action": ""}, "is not an action"),
        ({"table": "tables"}, "not possible for the table 'tables'"),
        ({"table": "totals", "action": "split"}, "not possible for the table 'totals'"),
        ({"field": "basis"}, "'basis' of the table budgets cannot be set"),
        ({"field": ""}, "field is missing"),
        ({"field": "2024/summary"}, "cannot be set"),
        ({"field": "2567/printed"}, "cannot be set"),
        ({"new": "เจ็ดหมื่น"}, "is not an amount"),
        ({"new": "7,00"}, "is not an amount"),
        ({"new": "-5"}, "is not an amount"),
        ({"new": "1.25E+06"}, "is not an amount"),
        ({"new": "99999999999999"}, "is not an amount"),
        ({"field": "fiscal_year", "new": "2024"}, "Buddhist Era"),
        ({"field": "fiscal_year", "new": ""}, "fiscal_year cannot be empty"),
        ({"document": ""}, "document_id is missing"),
        ({"document": "plan.txt"}, "is no document_id"),
        ({"anchor": "1.23457E+15"}, "a spreadsheet has changed it into a number"),
        ({"anchor": "524887808837"}, "a spreadsheet has changed it into a number"),
        ({"anchor": ""}, "anchor is missing"),
        ({"when": "yesterday"}, "is not a date"),
        ({"when": "31/02/2569"}, "is not a date"),
        ({"raw_digest": "xyz"}, "is no raw_digest"),
        ({"table": "documents", "field": "title"}, "has no anchor"),
        ({"table": "projects", "field": "kind", "new": "งาน"}, "is none of"),
        ({"action": "delete", "field": ""}, "delete takes no value"),
        ({"action": "delete", "new": ""}, "delete has no field"),
        ({"action": "split", "table": "projects", "field": "", "new": "โครงการเดียว"}, "at least two projects"),
        ({"action": "merge", "table": "projects", "field": "", "new": ANCHOR}, "the anchor of another project"),
        ({"action": "join", "table": "projects", "field": "", "new": "P002"}, "is no anchor"),
        ({"action": "move", "table": "projects", "field": "", "new": "1 ก.พ."}, "is not the code"),
        ({"action": "move", "table": "sections", "field": "", "new": "2"}, "is not the code of a section"),
        ({"action": "move", "table": "totals", "field": "", "new": "1.2"}, "is not the number of a dimension"),
        ({"table": "checks", "field": "wrong", "new": "accepted"}, "'wrong' is no finding"),
        ({"table": "checks", "field": "total_mismatch", "new": "yes"}, "is none of accepted"),
    ],
)
def test_a_malformed_row_is_an_error_with_file_row_and_reason(
    tmp_path: Path, given: dict[str, str], reason: str
) -> None:
    path = saved(tmp_path, cells(anchor=OTHER), cells(**given))
    with pytest.raises(CorrectionsError) as error:
        read_corrections(path)
    assert str(error.value).startswith("corrections.csv, row 3: ")
    assert reason in str(error.value)


def test_all_malformed_rows_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(CorrectionsError) as error:
        read_corrections(saved(tmp_path, *(cells(new="x") for _ in range(30))))
    assert str(error.value).count("is not an amount") == 20
    assert "10 more problems" in str(error.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"anchor,document,table,field,action,new,whom\n", "row 1: unknown column 'whom'"),
        (b"anchor,document,table,field,action\n", "row 1: no column 'new'"),
        (b"anchor,document,table,field,action,new,new\n", "two columns are named 'new'"),
        (b'anchor,document,table,field,action,new\n"a', "not a CSV file"),
        (b"anchor,document,table,field,action,new\n,,,,,,\xdb\xfc\xff", "its text is not in utf-8 or cp874"),
        (b"anchor,document,table,field,action,new\na,b,c,d,e,f,g\n", "row 2: it has more cells"),
    ],
)
def test_a_file_that_is_none_of_corrections_is_an_error(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "corrections.csv"
    path.write_bytes(content)
    with pytest.raises(CorrectionsError, match=r"corrections\.csv") as error:
        read_corrections(path)
    assert reason in str(error.value)


def test_a_workbook_that_is_none_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "corrections.xlsx"
    path.write_bytes(b"no workbook")
    with pytest.raises(CorrectionsError, match="not a workbook"):
        read_corrections(path)


def merging(kept: str, gone: str, action: str = "merge") -> dict[str, str]:
    return cells(action=action, table="projects", field="", anchor=kept, new=gone)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([cells(), cells(new="80000")], "both set amount"),
        ([cells(), cells(action="delete", field="", new="")], "deletes the row that the other corrects"),
        ([cells(action="move", field="", new=OTHER), cells(action="move", field="", new=THIRD)], "both move"),
        ([merging(ANCHOR, THIRD), merging(OTHER, THIRD, "join")], "both take over one project"),
        ([merging(ANCHOR, OTHER), merging(OTHER, ANCHOR)], "in a circle"),
        (
            [merging(ANCHOR, OTHER)]
            + [cells(table="projects", field="item", anchor=a, new=n) for a, n in ((ANCHOR, "1"), (OTHER, "2"))],
            "both set item",
        ),
    ],
)
def test_rows_that_contradict_each_other_are_an_error(tmp_path: Path, rows: list[dict[str, str]], reason: str) -> None:
    for order in (rows, rows[::-1]):
        with pytest.raises(CorrectionsError) as error:
            read_corrections(saved(tmp_path, *order))
        assert reason in str(error.value)
        assert ", row " in str(error.value)


def test_equal_rows_and_rows_of_other_documents_do_not_conflict(tmp_path: Path) -> None:
    rows = [cells(), cells(new="๗๐๐๐๐", reason="อีกครั้ง"), cells(document="f" * 16, new="5")]
    found = read_corrections(saved(tmp_path, *rows))
    assert {name: len(of_one) for name, of_one in found.items()} == {DOCUMENT: 1, "f" * 16: 1}


@given(st.permutations([cells(anchor=anchor, new=str(new)) for new, anchor in enumerate((ANCHOR, OTHER, THIRD))]),
       st.integers(0, 2))  # fmt: skip
def test_neither_the_order_of_rows_nor_repeated_ones_change_anything(rows: list[dict[str, str]], repeated: int) -> None:
    usual = of_document(read_row(row, 2) for row in sorted(rows, key=lambda row: row["anchor"]))
    found = of_document(read_row(row, at) for at, row in enumerate([*rows, rows[repeated]], 2))
    assert found == usual
    assert digest(found) == digest(usual)


def test_the_digest_of_a_document_depends_on_its_own_rows_only() -> None:
    own, other = read_row(cells(), 2), read_row(cells(document="f" * 16), 3)
    changed = read_row(cells(document="f" * 16, new="5"), 9)
    assert digest(by_document([own, other])[DOCUMENT]) == digest(by_document([own, changed])[DOCUMENT])
    assert digest(by_document([own, other])["f" * 16]) != digest(by_document([own, changed])["f" * 16])


@given(st.decimals(0, 10**10, places=2))
def test_an_amount_is_the_same_with_separators_and_in_thai_digits(number: object) -> None:
    plain = f"{number:f}"
    thai = f"{number:,f}".translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert amount(plain) == amount(thai) == amount(f" {thai} บาท ")


@pytest.mark.parametrize(
    ("given", "iso"),
    [("2026-11-29", "2026-11-29"), ("๒๙/๑๑/๒๕๖๙", "2026-11-29"), ("11/29/2026", "2026-11-29"),
     ("29.11.2569", "2026-11-29"), ("2026-11-29T10:00:00", "2026-11-29"), ("5/6/2026", "2026-06-05"),
     ("2569-11-29", "2026-11-29"), ("29/02/2567", "2024-02-29"), ("", "")],
)  # fmt: skip
def test_dates_are_read_as_spreadsheets_show_them(given: str, iso: str) -> None:
    assert when(given) == iso


def test_a_year_of_the_common_era_is_refused() -> None:
    assert year("พ.ศ. ๒๕๖๗") == "2567"
    with pytest.raises(ValueProblem):
        year("2024")
