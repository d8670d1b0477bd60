"""The structure of the workbook against a golden description; the real command end to end.

`python -m tests.emit.test_workbook_structure` writes the golden files anew, to be looked at before they are committed.
"""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from phaen import cli
from phaen.dataset import load
from phaen.emit.excel_sheets import Headers
from phaen.exit_codes import ExitCode
from schemas.workbook import workbook
from tests.emit.test_excel import column_of, empty, write_xlsx

FOLDER = Path(__file__).parent / "golden"


def described(headers: Headers, folder: Path) -> str:
    """A line for each property of each sheet of an empty workbook."""
    write_xlsx(empty(), folder / "dataset.xlsx", headers=headers)
    book = openpyxl.load_workbook(folder / "dataset.xlsx")
    return "\n".join(line for sheet in book.worksheets for line in _lines(sheet)) + "\n"


def _lines(sheet):
    yield f"[{sheet.title}]"
    page = sheet.page_setup
    fit = f"{page.fitToWidth} wide, {page.fitToHeight or 'any'} high"
    yield f"print: {page.orientation}, paper {page.paperSize}, {fit}, rows {sheet.print_title_rows}"
    if sheet.freeze_panes is None:
        return
    yield f"frozen: {sheet.freeze_panes}; filter: {sheet.auto_filter.ref}"
    groups = {False: [], True: []}
    for cell in sheet[1]:
        groups[sheet.column_dimensions[cell.column_letter].hidden].append(str(cell.value))
    yield f"shown: {' | '.join(groups[False])}"
    yield f"hidden: {' | '.join(groups[True])}"


@pytest.mark.parametrize("headers", Headers)
def test_the_structure_is_the_golden_one(headers, tmp_path):
    golden = (FOLDER / f"workbook_{headers.value}.txt").read_text(encoding="utf-8")
    assert described(headers, tmp_path) == golden


@pytest.mark.takes_long
def test_the_command_writes_it(sample_plans, tmp_path):
    plans = tmp_path / "plans"
    plans.mkdir()
    for path in sorted(sample_plans.glob("*.txt"))[1:3]:
        (plans / path.name).write_bytes(path.read_bytes())
    out = tmp_path / "out"
    command = ["convert", str(plans), "-o", str(out), "--jobs", "1", "-q", "--headers", "th", "--review"]
    assert cli.run([*command, "--format", "xlsx,parquet"]) == ExitCode.OK
    shown, formulas = (openpyxl.load_workbook(out / "dataset.xlsx", data_only=values) for values in (True, False))
    years = load(out, "parquet").project_years
    title = workbook().plans.title_th
    sums = [cell.value for cell in shown[title][column_of(shown[title], "จำนวนเงิน (บาท)")][1:]]
    assert sum(map(Decimal, map(str, filter(None, sums)))) == years["amount"].dropna().sum()
    sheet = formulas["โครงการรายปี"]
    document = years["document_id"].iloc[0]
    assert f'"review/index.html#/plan/{document}"' in str(sheet[f"{column_of(sheet, 'แผน')}2"].value)
    assert (out / "review" / "index.html").is_file()
    pages = [cell.value for cell in sheet[column_of(sheet, "หน้าต้นทาง")][1:]]
    assert all("../plans/" in str(page) for page in pages if page is not None)
    marks = {cell.value for cell in shown["โครงการรายปี"]["A"][1:]} - {None}
    assert marks <= {mark.symbol for mark in workbook().marks.values()}
    assert load(out, "xlsx").project_years.equals(years)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for language in Headers:
        with tempfile.TemporaryDirectory() as made:
            text = described(language, Path(made))
        (FOLDER / f"workbook_{language.value}.txt").write_text(text, encoding="utf-8")
