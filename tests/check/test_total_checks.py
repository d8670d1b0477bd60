"""Printed totals against their parts, and the status table of a report against itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.model.messages import said as sentence
from extract.model.plan import RowRef, Total
from extract.model.row_ids import RowIds
from phaen.check.total_checks import check_totals
from schemas.bilingual import Bilingual
from schemas.checks import CheckCode
from tests.check.builders import YEAR, plan, progress, project, said, total


def test_a_total_that_adds_up_is_computed_without_a_finding() -> None:
    made = plan([project(summary=[300]), project(summary=[500])], [total(800, projects=2)])
    assert not check_totals(made)
    assert (made.totals[0].computed, made.totals[0].computed_count) == (800, 2)


def test_a_total_that_does_not_add_up_is_told_with_both_sums() -> None:
    made = plan([project(summary=[300])], [total(800)])
    (finding,) = check_totals(made)
    assert said([finding]) == [(CheckCode.TOTAL_MISMATCH, f"dimension/1/{YEAR}", "800", "300")]
    assert (finding.about, finding.place) == (made.totals[0], made.totals[0].place)
    assert finding.values == {"what": Bilingual("dimension 1", "มิติที่ 1"), "year": str(YEAR)}


def test_a_total_that_cannot_be_read_is_told() -> None:
    made = plan([project(summary=[300])], [replace(total(800), printed=None, unread="8?0")])
    (finding,) = check_totals(made)
    assert said([finding]) == [(CheckCode.BUDGET_UNREADABLE, f"dimension/1/{YEAR}", "", "8?0")]


def test_a_row_of_totals_without_any_amount_is_told_where_most_others_have_theirs() -> None:
    parts = [project(summary=[300], dimension=number) for number in (1, 2, 3)]
    blank = total(None, dimension=3, year=None, projects=1, line=92)
    made = plan(parts, [total(300), total(300, dimension=2, line=91), blank])
    (finding,) = check_totals(made)
    assert (finding.code, finding.about, sentence(finding).en) == (
        CheckCode.BUDGET_UNREADABLE,
        blank,
        "a blank cell cannot be read as an amount",
    )


@pytest.mark.parametrize(
    "totals",
    [
        [total(None, dimension=2, year=None, projects=1, line=91), total(None, dimension=3, year=None, projects=1)],
        [total(900, dimension=None), *(total(None, dimension=n, year=None, projects=1, line=n) for n in (1, 2, 3))],
        [total(300), total(300, dimension=2, line=91), total(None, dimension=4, year=None, projects=0)],
    ],
    ids=["all count", "all but the grand total count", "no money"],
)
def test_rows_of_totals_that_only_count_lack_nothing(totals: list[Total]) -> None:
    assert not check_totals(plan([project(summary=[300], dimension=number) for number in (1, 2, 3)], totals))


def test_only_summary_rows_of_the_dimension_and_year_are_parts() -> None:
    parts = [
        project(summary=[300, 7]),
        project(summary=[500], dimension=2),
        project(summary=[11], dimension=None),
        project(summary=None, by_year=[13], total=13),
    ]
    made = plan(parts, [total(0), total(0, dimension=2), total(0, dimension=None), total(0, year=YEAR + 1)])
    check_totals(made)
    assert [entry.computed for entry in made.totals] == [300, 500, 811, 7]
    assert [entry.computed_count for entry in made.totals] == [1, 1, 3, 1]


def test_a_total_without_known_parts_is_not_compared() -> None:
    made = plan([project(summary=[None])], [total(800), total(800, year=YEAR + 1), total(800, dimension=3)])
    assert not check_totals(made)
    assert {entry.computed for entry in made.totals} == {None}


def test_a_total_that_cannot_be_read_is_computed_all_the_same() -> None:
    made = plan([project(summary=[300])], [total(None)])
    assert not check_totals(made)
    assert made.totals[0].computed == 300


def test_a_count_that_differs_is_told_once_for_all_years() -> None:
    totals = [total(300, projects=2), total(300, year=YEAR + 1, projects=2)]
    findings = check_totals(plan([project(summary=[300, 300])], totals))
    assert said(findings) == [(CheckCode.TOTAL_COUNT_MISMATCH, f"dimension/1/{YEAR}", "2", "1")]


def test_the_grand_total_has_a_row_of_its_own() -> None:
    findings = check_totals(plan([project(summary=[300])], [total(301, dimension=None, projects=2)]))
    assert [(code, row) for code, row, _, _ in said(findings)] == [
        (CheckCode.TOTAL_MISMATCH, f"grand/{YEAR}"),
        (CheckCode.TOTAL_COUNT_MISMATCH, f"grand/{YEAR}"),
    ]


def test_of_two_totals_of_one_year_the_wrong_one_is_named() -> None:
    """The second row of the same scope and year bears #2 in the dataset."""
    made = plan([project(summary=[300])], [total(300), total(800, line=95)])
    (finding,) = check_totals(made)
    assert RowIds(made).of(finding.about) == RowRef("totals", f"dimension/1/{YEAR}#2")


# --- the status table of a progress report


def test_a_status_table_that_adds_up_gives_no_finding() -> None:
    lines = [
        progress(1, projects_planned=8, projects_done=5, percent_projects="62.50"),
        progress(2, projects_planned=4, projects_done=4, percent_projects="100.00"),
        progress(None, projects_planned=12, projects_done=9, percent_projects="75.00"),
    ]
    assert not check_totals(plan(progress=lines))


@pytest.mark.parametrize(
    "column", ["projects_planned", "projects_done", "budget_planned", "budget_ordinance", "budget_spent"]
)
def test_a_grand_figure_that_is_not_the_sum_is_told(column: str) -> None:
    lines = [progress(1, **{column: 8}), progress(2, **{column: 4}), progress(None, **{column: 13})]
    (finding,) = check_totals(plan(progress=lines))
    assert said([finding]) == [(CheckCode.PROGRESS_MISMATCH, "grand", "13", "12")]
    assert (finding.about, finding.values) == (lines[-1], {"what": f"total of {column}"})


def test_a_sum_with_a_missing_part_is_not_compared() -> None:
    lines = [progress(1, projects_done=8), progress(2), progress(None, projects_done=13)]
    assert not check_totals(plan(progress=lines))


@pytest.mark.parametrize(
    ("share", "part", "whole"),
    [
        ("percent_projects", "projects_done", "projects_planned"),
        ("percent_budget", "budget_spent", "budget_planned"),
    ],
)
@pytest.mark.parametrize(
    ("printed", "computed"), [("66.67", None), ("66.66", None), ("66.60", "66.67"), ("33.33", "66.67")]
)
def test_a_share_is_compared_with_its_figures(
    share: str, part: str, whole: str, printed: str, computed: str | None
) -> None:
    findings = check_totals(plan(progress=[progress(3, **{share: printed, part: 2, whole: 3})]))
    assert said(findings) == ([(CheckCode.PROGRESS_MISMATCH, "3", printed, computed)] if computed else [])


@pytest.mark.parametrize("printed", ["66.7", "67"])
def test_a_share_printed_with_fewer_decimals_is_rounded_not_wrong(printed: str) -> None:
    line = progress(1, percent_projects=printed, projects_done=2, projects_planned=3)
    assert not check_totals(plan(progress=[line]))


@pytest.mark.parametrize("printed", ["0.00", "100.00"])
def test_a_share_of_nothing_is_not_compared(printed: str) -> None:
    """The system that makes the reports prints 0 or 100 there."""
    assert not check_totals(plan(progress=[progress(1, percent_budget=printed, budget_spent=0, budget_planned=0)]))


@pytest.mark.parametrize("missing", ["percent_projects", "projects_done", "projects_planned"])
def test_a_share_with_a_missing_figure_is_not_compared(missing: str) -> None:
    figures = {"percent_projects": "1", "projects_done": 2, "projects_planned": 3}
    del figures[missing]
    assert not check_totals(plan(progress=[progress(1, **figures)]))


def test_a_row_of_a_status_table_that_alone_lacks_a_figure_is_told() -> None:
    lines = [
        progress(1, projects_planned=8, budget_spent=70),
        progress(2, projects_planned=4),
        progress(None, projects_planned=12, budget_spent=90),
    ]
    (finding,) = check_totals(plan(progress=lines))
    assert (finding.code, finding.about, finding.field) == (CheckCode.PROGRESS_UNREAD, lines[1], "budget_spent")
    lines[0].values.pop("budget_spent")  # printed for the whole only
    assert not check_totals(plan(progress=lines))


def test_a_share_of_the_budget_in_the_ordinance_is_right() -> None:
    """Some reports compute what was spent of the budget in the ordinance, not of that in the plan."""
    figures = {"budget_planned": 80_000, "budget_ordinance": 60_000, "budget_spent": 30_000}
    assert not check_totals(plan(progress=[progress(1, **figures, percent_budget="50.00")]))
    assert not check_totals(plan(progress=[progress(1, **figures, percent_budget="37.5")]))
    (finding,) = check_totals(plan(progress=[progress(1, **figures, percent_budget="42.00")]))
    assert finding.code is CheckCode.PROGRESS_MISMATCH


def test_totals_of_several_years_are_of_the_years_of_the_blocks_where_no_table_lists_the_projects() -> None:
    parts = [project(summary=None, by_year=[300, 7], total=307), project(summary=None, total=0)]
    made = plan(parts, [total(300), total(8, year=YEAR + 1)])
    assert said(check_totals(made)) == [(CheckCode.TOTAL_MISMATCH, f"dimension/1/{YEAR + 1}", "8", "7")]
    made.projects.append(project(summary=None, total=90))
    assert not check_totals(made)
