from decimal import Decimal

import pytest

from extract.model.document import Document, Page, Place, TextSource
from extract.model.plan import Amount, Basis, Plan, Project, RowRef, Scope, Total, Value
from extract.model.row_ids import RowIds
from phaen.check.doubt import check_doubt
from schemas.checks import CheckCode


def plan(confidence, repairs=None, amount=300) -> Plan:
    value = Value(Decimal(amount), str(amount), Place(1, 2), confidence=confidence)
    page = Page(1, (), TextSource.OCR, repairs=repairs or {})
    made = Plan(Document("plan.pdf", "0" * 64, TextSource.OCR, (page,)))
    made.projects = [Project("P1", 1, amounts=[Amount(2566, Basis.SUMMARY, value, "300", Place(1, 2))])]
    made.totals = [Total(Scope.GRAND, None, 2566, value, None, Place(1, 9))]
    return made


def test_an_amount_read_with_doubt_names_its_row():
    made = plan(0.5)
    found = check_doubt(made)
    assert [(f.code, RowIds(made).of(f.about), f.found) for f in found] == [
        (CheckCode.OCR_DOUBT, RowRef("budgets", "P1/2566/summary"), "300"),
        (CheckCode.OCR_DOUBT, RowRef("totals", "grand/2566"), "300"),
    ]
    assert found[0].values == {"confidence": "0.50"}


@pytest.mark.parametrize("confidence", [None, 0.8, 1.0])
def test_other_amounts_have_no_finding(confidence):
    assert check_doubt(plan(confidence)) == []


@pytest.mark.parametrize(
    ("confidence", "amount", "small"), [(1.0, 7, True), (1.0, 0, False), (1.0, 100, False), (None, 7, False)]
)
def test_an_amount_of_a_few_baht_is_likely_misread(confidence, amount, small):
    found = check_doubt(plan(confidence, amount=amount))
    assert [f.code for f in found] == [CheckCode.OCR_SMALL_AMOUNT] * 2 * small


def test_a_page_that_no_ocr_was_there_to_read_is_told():
    found = check_doubt(plan(None, {"ocr_unavailable": 1}))
    assert [(f.code, f.about) for f in found] == [(CheckCode.OCR_UNAVAILABLE, RowRef("pages", "1"))]


def test_no_doubt_is_left_of_an_amount_in_a_sum_that_holds():
    made = plan(0.5)
    made.totals = [
        Total(Scope.GRAND, None, 2566, Value(Decimal(300), "300", Place(1, 9), confidence=0.97), None, Place(1, 9))
    ]
    made.projects[0].summary_place = Place(1, 2)
    assert check_doubt(made) == []
    made.totals[0].printed = Value(Decimal(500), "500", Place(1, 9), confidence=0.97)
    assert [found.code for found in check_doubt(made)] == [CheckCode.OCR_DOUBT]
