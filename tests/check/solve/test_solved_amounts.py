"""Amounts that the summary lost: filled where the plan proves them, left empty where it does not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.model.plan import Basis, Method, Total
from extract.model.row_ids import RowIds
from phaen.check.solve import solve_amounts
from phaen.check.solve.detail_sums import DetailMeaning, detail_meaning
from schemas.checks import CheckCode
from tests.check.builders import YEAR, by_code, misprinted, plan, project, summary_amounts, total

FILLED = (CheckCode.VALUE_RECONCILED, CheckCode.BLANK_RECONCILED)


def filled(*projects, totals=()):
    """The first year's amounts after solving, and the findings about amounts that were filled."""
    made = plan(projects, totals)
    findings = [found for found in solve_amounts(made) if found.code in FILLED]
    assert all(RowIds(made).of(finding.about).table == "budgets" for finding in findings)
    return [summary_amounts(entry)[YEAR] for entry in made.projects], findings


def test_detail_and_total_prove_an_amount() -> None:
    amounts, (finding,) = filled(project(summary=[300]), project(summary=[None], total=500), totals=[total(800)])
    assert amounts == [300, 500]
    assert (finding.code, finding.about.basis, finding.about.fiscal_year) == (
        CheckCode.VALUE_RECONCILED,
        Basis.SUMMARY,
        YEAR,
    )
    assert (finding.expected, finding.found) == ("500", "x,000")
    assert finding.values == {"why": "its detail block and the printed total"}


def test_a_filled_amount_says_that_it_was_reconciled_and_keeps_its_print() -> None:
    made = plan([project(summary=[None], total=500)], [total(500)])
    solve_amounts(made)
    (amount,) = made.projects[0].amounts
    assert amount.money is not None
    assert (amount.money.method, amount.money.raw, amount.text) == (Method.RECONCILED, "x,000", "x,000")


def test_the_total_alone_proves_one_amount() -> None:
    amounts, (finding,) = filled(project(summary=[300]), project(summary=[None], details=False), totals=[total(800)])
    assert amounts == [300, 500]
    assert finding.values == {"why": "the printed total"}


def test_the_detail_alone_proves_one_where_no_total_is_printed() -> None:
    amounts, (finding,) = filled(project(summary=[300]), project(summary=[None], total=500))
    assert amounts == [300, 500]
    assert finding.values == {"why": "its detail block"}


@pytest.mark.parametrize("printed", [300, 799, 801, 10_000])
def test_nothing_is_filled_where_detail_and_total_contradict_each_other(printed: int) -> None:
    amounts, findings = filled(project(summary=[300]), project(summary=[None], total=500), totals=[total(printed)])
    assert amounts == [300, None]
    assert not findings


def test_nothing_is_filled_where_the_others_exceed_the_total() -> None:
    amounts, findings = filled(project(summary=[300]), project(summary=[None], details=False), totals=[total(200)])
    assert amounts == [300, None]
    assert not findings


def test_nothing_is_filled_without_detail_and_total() -> None:
    amounts, findings = filled(project(summary=[300]), project(summary=[None], details=False))
    assert amounts == [300, None]
    assert not findings


def test_two_lost_amounts_are_filled_where_their_details_make_up_the_total() -> None:
    missing = [project(summary=[None], total=500), project(summary=[None], total=200)]
    amounts, findings = filled(project(summary=[300]), *missing, totals=[total(1000)])
    assert amounts == [300, 500, 200]
    assert [finding.about for finding in findings] == [entry.amounts[0] for entry in missing]


@pytest.mark.parametrize("second", [None, 201])
def test_two_lost_amounts_stay_empty_where_their_details_do_not(second: int | None) -> None:
    missing = [project(summary=[None], total=500), project(summary=[None], total=second)]
    amounts, findings = filled(project(summary=[300]), *missing, totals=[total(1000)])
    assert amounts == [300, None, None]
    assert not findings


def test_two_lost_amounts_are_nothing_where_the_total_leaves_nothing() -> None:
    missing = [project(summary=[None], details=False), project(summary=[None], details=False)]
    amounts, _ = filled(project(summary=[300]), *missing, totals=[total(300)])
    assert amounts == [300, 0, 0]


def test_two_lost_amounts_stay_empty_where_one_detail_contradicts_a_total_that_leaves_nothing() -> None:
    missing = [project(summary=[None], total=500), project(summary=[None], details=False)]
    amounts, findings = filled(project(summary=[300]), *missing, totals=[total(300)])
    assert amounts == [300, None, None]
    assert not findings


def test_only_the_total_of_the_same_dimension_and_year_counts() -> None:
    lost = project(summary=[None], details=False, dimension=2)
    totals = [total(500), total(700, dimension=2, year=YEAR + 1)]
    amounts, _ = filled(project(summary=[300]), lost, totals=totals)
    assert amounts == [300, None]


def test_a_dimension_without_a_total_has_the_rest_of_the_grand_total() -> None:
    lost = project(summary=[None], details=False, dimension=2)
    amounts, _ = filled(project(summary=[300]), lost, totals=[total(500), total(900, dimension=None)])
    assert amounts == [300, 400]


def test_blank_amounts_are_none_where_the_others_make_up_the_total() -> None:
    blank = [project(summary=[None], details=False) for _ in range(2)]
    for one in blank:
        one.amounts[0].text = ""
    amounts, findings = filled(project(summary=[300]), *blank, totals=[total(300)])
    assert (amounts, [f.code for f in findings]) == ([300, 0, 0], [CheckCode.BLANK_RECONCILED] * 2)


# --- what the print itself still tells


@pytest.mark.parametrize("text", ["2O,000", "20.000", "2o.0O0"])
@pytest.mark.parametrize(
    ("totals", "why"),
    [([total(20_300)], "the printed total"), ([], "its only plain reading")],
    ids=["total", "no total"],
)
def test_a_slip_with_one_plain_reading_is_read(text: str, totals: list[Total], why: str) -> None:
    amounts, (finding,) = filled(project(summary=[300]), misprinted(text, details=False), totals=totals)
    assert amounts == [300, 20_000]
    assert finding.values == {"why": why}


def test_a_slip_that_the_total_confirms_is_read_against_its_detail_block() -> None:
    amounts, (finding,) = filled(misprinted("2O,000", total=7), totals=[total(20_000)])
    assert amounts == [20_000]
    assert finding.values == {"why": "its only plain reading and the printed total"}


def test_two_slips_are_read_where_they_make_up_the_total() -> None:
    amounts, _ = filled(
        misprinted("2O,000", details=False), misprinted("10.000", details=False), totals=[total(30_000)]
    )
    assert amounts == [20_000, 10_000]


@pytest.mark.parametrize("printed", [20_001, 300_000])
def test_a_slip_is_not_read_against_the_total(printed: int) -> None:
    amounts, findings = filled(misprinted("2O,000", total=7), totals=[total(printed)])
    assert amounts == [None]
    assert not findings


@pytest.mark.parametrize("text", ["20,00", "2x,000", "20,000 30,000", "ตามจริง", ""])
def test_what_has_no_plain_reading_is_not_read(text: str) -> None:
    amounts, findings = filled(misprinted(text, details=False))
    assert amounts == [None]
    assert not findings


def test_the_rest_of_a_total_proves_none_of_several_amounts_in_one_cell() -> None:
    amounts, findings = filled(project(summary=[300]), misprinted("200 300", details=False), totals=[total(800)])
    assert amounts == [300, None]
    assert not findings


def test_a_settled_amount_of_one_year_is_the_budget_of_a_project_without_details() -> None:
    made = plan([misprinted("2O,000", details=False), project(summary=[None, 5], details=False)])
    solve_amounts(made)
    assert [entry.budget_total and entry.budget_total.value for entry in made.projects] == [20_000, None]


# --- what the detail's one sum means


def test_a_sum_for_each_year_is_learnt_and_used() -> None:
    clear = project(summary=[200, 200], total=200)
    lost = project(summary=[None, None], total=50)
    made = plan([clear, lost])
    assert detail_meaning(made.projects) is DetailMeaning.EACH_YEAR
    solve_amounts(made)
    assert list(summary_amounts(lost).values()) == [50, 50]


def test_a_sum_for_all_years_is_learnt_and_proves_no_single_year() -> None:
    clear = project(summary=[200, 200], total=400)
    lost = project(summary=[None, 25], total=50)
    made = plan([clear, lost])
    assert detail_meaning(made.projects) is DetailMeaning.ALL_YEARS
    assert not solve_amounts(made)
    assert list(summary_amounts(lost).values()) == [None, 25]


def test_a_sum_for_all_years_does_not_contradict_the_total_of_one() -> None:
    clear = project(summary=[200, 200], total=400)
    lost = project(summary=[None, 25], total=50)
    made = plan([clear, lost], [total(225)])
    solve_amounts(made)
    assert list(summary_amounts(lost).values()) == [25, 25]


@pytest.mark.parametrize(
    "projects",
    [
        [],
        [project(summary=[100], total=100)],  # one year: both meanings fit
        [project(summary=[0, 0], total=0)],
        [project(summary=[100, 100], total=70)],
        [project(summary=[100, 100], total=100), project(summary=[100, 100], total=200)],
        [project(summary=[100, 100], total=100, details=False)],  # not a detail block's sum
    ],
    ids=["none", "one year", "nothing", "neither", "both", "no details"],
)
def test_an_unclear_meaning_stays_unknown(projects) -> None:
    assert detail_meaning(projects) is DetailMeaning.UNKNOWN


def test_an_unknown_meaning_proves_nothing_over_several_years_but_no_budget() -> None:
    lost, nothing = project(summary=[None, 25], total=50), project(summary=[None, 0], total=0)
    made = plan([lost, nothing])
    solve_amounts(made)
    assert (summary_amounts(lost)[YEAR], summary_amounts(nothing)[YEAR]) == (None, Decimal(0))


def test_an_amount_that_the_detail_gives_for_the_year_goes_before_its_sum() -> None:
    lost = project(summary=[None, 25], by_year=[30, 25], total=55)
    made = plan([lost])
    solve_amounts(made)
    assert summary_amounts(lost) == {YEAR: 30, YEAR + 1: 25}


def test_amounts_of_the_details_are_never_filled() -> None:
    made = plan([project(summary=[100], by_year=[None], total=100)], [total(100)])
    assert not solve_amounts(made)
    (amount,) = (a for a in made.projects[0].amounts if a.basis is Basis.DETAIL)
    assert amount.money is None


def test_a_plan_without_losses_is_left_alone() -> None:
    made = plan([project(summary=[100], total=999)], [total(1)])
    assert not by_code(solve_amounts(made), CheckCode.VALUE_RECONCILED)
    assert summary_amounts(made.projects[0]) == {YEAR: 100}
