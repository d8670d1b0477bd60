"""The severity of contradictions by the money at stake."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.model.plan import Finding
from phaen.check import check_plan
from phaen.check.facts.by_stake import by_stake, money_of
from schemas.checks import CheckCode, Severity
from tests.check.builders import YEAR, plan, project, total

MILLION = Decimal(1_000_000)


@pytest.mark.parametrize(
    ("code", "stake", "severity"),
    [
        (CheckCode.TOTAL_MISMATCH, "0.50", Severity.INFO),  # rounding
        (CheckCode.TOTAL_MISMATCH, "500", Severity.WARNING),  # 0.05 % of the plan
        (CheckCode.TOTAL_MISMATCH, "1001", Severity.ERROR),
        (CheckCode.BUDGET_MISMATCH, "49999", Severity.WARNING),
        (CheckCode.BUDGET_MISMATCH, "50000", Severity.ERROR),  # 5 % of the plan
        (CheckCode.BUDGET_CONTRADICTED, "60000", Severity.ERROR),
        (CheckCode.OCR_DOUBT, "900000", Severity.WARNING),  # a doubt, no contradiction
    ],
)
def test_the_severity_follows_the_stake(code: CheckCode, stake: str, severity: Severity) -> None:
    assert by_stake(Finding(code, stake=Decimal(stake)), MILLION).severity is severity


def test_a_small_amount_is_no_error_however_small_the_plan_is() -> None:
    assert (
        by_stake(Finding(CheckCode.BUDGET_MISMATCH, stake=Decimal(9_999)), Decimal(20_000)).severity is Severity.WARNING
    )


def test_a_contradiction_without_a_known_stake_keeps_its_severity() -> None:
    assert by_stake(Finding(CheckCode.BUDGET_MISMATCH), MILLION).severity is Severity.WARNING


def test_the_money_of_a_plan_counts_each_project_once() -> None:
    both, alone = project(summary=[10, 20], total=30, by_year=[10, 20]), project(summary=None, total=7)
    assert money_of(plan([both, alone])) == 37


def test_one_total_that_hides_a_large_part_of_the_plan_is_an_error_and_a_slip_of_a_few_baht_is_none() -> None:
    rows = [project(summary=[100_000], details=False) for _ in range(4)]
    severities = {}
    for printed in (400_005, 500_000):
        made = plan(rows, [total(printed, year=YEAR)])
        check_plan(made)
        severities[printed] = [f.severity for f in made.findings if f.code is CheckCode.TOTAL_MISMATCH]
    assert severities == {400_005: [Severity.WARNING], 500_000: [Severity.ERROR]}
