"""A total that the other dimensions of a scanned table have is told where it was not read."""

from dataclasses import replace

import pytest

from extract.model.document import Page, TextSource
from phaen.check.lost_totals import check_lost_totals
from schemas.checks import CheckCode
from tests.check.builders import YEAR, page, plan, project, said, total


def table(source: TextSource, totals: int):
    scanned: Page = replace(page(), text_source=source)
    rows = [project(summary=[300], dimension=number) for number in (1, 2, 3)]
    sums = [replace(total(300), dimension=number) for number in range(1, totals + 1)]
    return plan(rows, sums, pages=[scanned])


def test_the_lost_total_of_a_scan_is_told_at_its_row():
    (finding,) = check_lost_totals(table(TextSource.OCR, 2))
    assert said([finding]) == [(CheckCode.TOTAL_MISSING, f"dimension/3/{YEAR}", "", "")]
    assert finding.place is not None


@pytest.mark.parametrize(("source", "totals"), [(TextSource.OCR, 3), (TextSource.OCR, 1), (TextSource.TEXT, 2)])
def test_tables_without_totals_and_text_are_not_told(source, totals):
    assert not list(check_lost_totals(table(source, totals)))


@pytest.mark.parametrize("source", [TextSource.OCR, TextSource.TEXT])
def test_the_lost_years_of_a_row_of_totals_are_told_in_scans(source):
    made = table(source, 0)
    first = total(None)
    made.totals = [
        total(300, dimension=2, line=50),
        replace(total(None, dimension=2, year=YEAR + 1, line=50), is_blank=True),
        total(900, dimension=None, line=60),
        replace(total(None, dimension=None, year=YEAR + 1, line=60), is_blank=True),
        replace(first, is_blank=True),  # a row without any figure
    ]
    rows = [f"dimension/2/{YEAR + 1}", f"grand/{YEAR + 1}"] if source is TextSource.OCR else []
    assert [row for _, row, _, _ in said(check_lost_totals(made))] == rows
