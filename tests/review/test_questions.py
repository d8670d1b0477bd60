"""Findings as questions: the value in doubt, its other reading, the money that depends on it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from phaen.emit.values import Row
from phaen.review.documents import TABLES, DocumentRows
from phaen.review.plan_record import ordered
from phaen.review.questions import Question, correctable_fields, facts, question
from phaen.review.rows import DocumentIndex
from schemas.checks import CHECKS, CheckCode
from schemas.tables import schema
from tests.review.plans import YEARS, anchor, document_id, rows_of

AMOUNT = f"P001/{YEARS[0]}/summary"


def plan() -> DocumentRows:
    rows = {name: [] for name in TABLES} | rows_of(1, 1)
    owner = {"document_id": document_id(1)}
    rows["totals"] = [
        {
            **owner,
            "scope": "dimension",
            "dimension": 1,
            "fiscal_year": YEARS[0],
            "printed_amount": Decimal(7000),
            "printed_count": 4,
            "row_id": "dimension/1",
            "anchor": "0" * 16,
            "raw_digest": "00000000",
        }
    ]
    return rows


def check(code: CheckCode, table: str, row_id: str, expected: str = "", found: str = "") -> Row:
    return {
        "check": code.value,
        "severity": CHECKS[code].severity.value,
        "table": table,
        "row_id": row_id,
        "expected": expected,
        "found": found,
        "order": 1,
    }


def asked(*arguments: object) -> Question:
    return question(check(*arguments), DocumentIndex(plan()))  # type: ignore[arg-type]


def test_a_doubtful_amount_asks_for_its_other_reading() -> None:
    found = asked(CheckCode.BUDGET_SUSPECT, "budgets", AMOUNT, "10000", "1O,000")
    assert found == Question(anchor(1, AMOUNT), "amount", "1000", "10000", (), Decimal(10000))


def test_the_reading_that_is_the_value_is_no_other() -> None:
    assert asked(CheckCode.VALUE_RECONCILED, "budgets", AMOUNT, "1000", "10,000").other == "10000"
    assert asked(CheckCode.BUDGET_SUSPECT, "budgets", AMOUNT, "1000", "1,O00").other == ""


@pytest.mark.parametrize("printed", ["15,00", "2,5000", "00,000", "1O,000", "12.5.0", "-", "-5", "1e5", ""])
def test_malformed_print_is_no_reading(printed: str) -> None:
    assert asked(CheckCode.BUDGET_SUSPECT, "budgets", AMOUNT, "", printed).other == ""


def test_of_two_amounts_their_difference_is_at_stake() -> None:
    found = asked(CheckCode.TOTAL_MISMATCH, "totals", "dimension/1", "7000", "6000")
    assert (found.field, found.value, found.other, found.stake) == ("printed_amount", "7000", "6000", 1000)


def test_a_count_is_no_money() -> None:
    found = asked(CheckCode.TOTAL_COUNT_MISMATCH, "totals", "dimension/1", "4", "3")
    assert (found.field, found.value, found.other, found.stake) == ("printed_count", "4", "3", 0)


def test_of_a_name_the_money_of_its_project_is_at_stake() -> None:
    found = asked(CheckCode.NAMES_DIFFER, "projects", "P002", "โครงการหนึ่ง", "โครงการสอง")
    assert (found.field, found.other, found.stake) == ("name", "โครงการหนึ่ง", 2000 * len(YEARS))


def test_amounts_of_several_years_change_together() -> None:
    found = asked(CheckCode.BUDGET_MISMATCH, "projects", "P001", "2566: 1000 / 2567: 1000", "2566: 1000 / 2567: 9000")
    assert found.others == (("2567/summary", "1000", "9000"),)
    assert found.stake == 8000


@pytest.mark.parametrize("table", ["tables", "pages", "documents"])
def test_a_finding_about_no_value_has_none(table: str) -> None:
    found = asked(CheckCode.TABLE_UNREAD, table, "", "", "ตาราง")
    assert (found.anchor, found.field, found.other) == ("", "", "")


def test_a_row_that_is_gone_has_no_value() -> None:
    assert asked(CheckCode.BUDGET_SUSPECT, "budgets", "P999/2566/summary", "1", "2").field == ""


def test_correctable_fields_come_with_what_they_may_be() -> None:
    found = {(table, name): (may_be_empty, values) for table, name, may_be_empty, values in correctable_fields()}
    assert found["budgets", "amount"] == (True, ())
    assert found["documents", "document_kind"] == (False, ("action_plan", "progress_report", "unknown"))
    assert ("checks", "total_mismatch") not in found
    assert found["projects", "kind"][1] == tuple(schema().values["project_kind"])


def test_what_needs_an_answer_comes_first_and_then_the_most_money() -> None:
    rows = plan()
    rows["checks"] = [
        {**check(CheckCode.NAMES_DIFFER, "projects", "P003"), "order": 1},
        {**check(CheckCode.BUDGET_SUSPECT, "budgets", f"P002/{YEARS[0]}/summary"), "order": 2},
        {**check(CheckCode.BUDGET_SUSPECT, "budgets", f"P003/{YEARS[0]}/summary"), "order": 3},
    ]
    assert [fact[0]["order"] for fact in ordered(rows, DocumentIndex(rows))] == [3, 2, 1]


def test_rows_with_one_number_are_one_finding() -> None:
    rows: list[Row] = [{"order": order, "finding": finding} for order, finding in enumerate((1, 1, 2, None, None), 1)]
    assert [[row["order"] for row in fact] for fact in facts(rows)] == [[1, 2], [3], [4], [5]]
    assert [len(fact) for fact in facts([{"order": 1}, {"order": 2}])] == [1, 1]
