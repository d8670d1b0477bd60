"""Amounts that the summary lost: filled where the plan proves them, left empty where it does not."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from extract.model.document import Place
from extract.model.plan import Basis, Finding, JointReading, Method, Project, Total, Value
from extract.model.row_ids import RowIds
from normalize.readings import Reading, ReadingKind, readings
from phaen.check.solve import solve_amounts
from phaen.check.solve.detail_sums import DetailMeaning, detail_meaning
from phaen.check.solve.evidence import evidence_of
from phaen.check.solve.problem import Problem
from schemas.bilingual import Bilingual
from schemas.checks import CheckCode
from tests.check.builders import YEAR, by_code, misprinted, plan, project, summary_amounts, total

FILLED = (CheckCode.VALUE_RECONCILED, CheckCode.BLANK_RECONCILED)


def said_why(finding: Finding) -> str:
    why = finding.values["why"]
    assert isinstance(why, Bilingual)
    return why.en


def filled(*projects, totals=()):
    """The first year's amounts after solving, and the findings about amounts that were filled."""
    made = plan(projects, totals)
    findings = [row for found in solve_amounts(made) for row in found.rows() if row.code in FILLED]
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
    assert said_why(finding) == "its detail block and the printed total"


def test_a_filled_amount_says_that_it_was_reconciled_and_keeps_its_print() -> None:
    made = plan([project(summary=[None], total=500)], [total(500)])
    solve_amounts(made)
    (amount,) = made.projects[0].amounts
    assert amount.money is not None
    assert (amount.money.method, amount.money.raw, amount.text) == (Method.RECONCILED, "x,000", "x,000")


def test_the_total_alone_proves_one_amount() -> None:
    amounts, (finding,) = filled(project(summary=[300]), project(summary=[None], details=False), totals=[total(800)])
    assert amounts == [300, 500]
    assert said_why(finding) == "the printed total"


def test_the_detail_alone_proves_one_where_no_total_is_printed() -> None:
    amounts, (finding,) = filled(project(summary=[300]), project(summary=[None], total=500))
    assert amounts == [300, 500]
    assert said_why(finding) == "its detail block"


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


def test_two_lost_amounts_stay_empty_where_their_details_do_not() -> None:
    missing = [project(summary=[None], total=500), project(summary=[None], total=201)]
    amounts, findings = filled(project(summary=[300]), *missing, totals=[total(1000)])
    assert amounts == [300, None, None]
    assert not findings


def test_what_one_detail_leaves_of_the_total_is_the_other_amount() -> None:
    missing = [project(summary=[None], total=500), project(summary=[None])]
    amounts, (first, second) = filled(project(summary=[300]), *missing, totals=[total(1000)])
    assert amounts == [300, 500, 200]
    assert [said_why(first), said_why(second)] == [
        "its detail block and the printed total",
        "the printed total",
    ]


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
    amounts, (finding,) = filled(project(summary=[300]), lost, totals=[total(300), total(900, dimension=None)])
    assert amounts == [300, 600]
    assert said_why(finding) == "the printed total of the whole plan"


def test_the_rest_of_a_grand_total_proves_nothing_where_another_dimension_does_not_add_up() -> None:
    lost = project(summary=[None], details=False, dimension=2)
    amounts, _ = filled(project(summary=[300]), lost, totals=[total(500), total(900, dimension=None)])
    assert amounts == [300, None]


def test_a_dimension_that_does_not_add_up_has_the_money_of_its_rows_or_of_its_total() -> None:
    lost = project(summary=[None], total=600, dimension=2)
    totals = [total(500), total(650, dimension=2), total(900, dimension=None)]
    amounts, _ = filled(project(summary=[300]), lost, totals=totals)
    assert amounts == [300, 600]


def test_a_total_is_not_believed_if_the_whole_plan_has_neither_what_a_dimension_gives_nor_what_it_prints() -> None:
    lost = project(summary=[None], details=False, dimension=2)
    totals = [total(500), total(700, dimension=2), total(1_100, dimension=None)]
    amounts, _ = filled(project(summary=[300]), lost, totals=totals)
    assert amounts == [300, None]


def test_a_contradiction_is_explained_by_an_amount_that_its_own_block_denies() -> None:
    swapped = project(summary=[0, 75], by_year=[75, 0], total=75)
    lost = project(summary=[None, 20], total=20)
    clear = project(summary=[30, 30], total=30)
    made = plan([swapped, lost, clear], [total(125), total(125, dimension=None)])
    solve_amounts(made)
    assert [summary_amounts(entry)[YEAR] for entry in made.projects] == [0, 20, 30]


@pytest.mark.parametrize("has_grand_total", [True, False])
def test_a_total_proves_nothing_against_a_block_where_a_row_beside_it_contradicts_its_own_block(
    has_grand_total: bool,
) -> None:
    lost, doubted = project(summary=[140, None], by_year=[140, 140], total=140), project(summary=[850, 70], total=650)
    lost.amounts[1].text = "1\ufffd0"
    lost.amounts[1].readings = tuple(Reading(Decimal(100 + 10 * digit), ReadingKind.NEAR) for digit in range(10))
    doubted.budget_text = Value("รวม 2 ปี 650 บาท", "", Place(2, 1))
    other = project(summary=[75, 65], by_year=[75, 75], total=75, dimension=2)
    totals = [total(190, year=YEAR + 1), total(75, dimension=2, year=YEAR + 1)]
    grand = [total(265, dimension=None, year=YEAR + 1)] if has_grand_total else []
    made = plan([lost, doubted, other], [*totals, *grand])
    solve_amounts(made)
    assert summary_amounts(lost)[YEAR + 1] is None  # 120 by the totals, if the 70 beside it is right; 140 by its block


def test_a_row_counts_to_the_total_of_the_dimension_that_its_table_puts_it_in() -> None:
    lost = project(summary=[None], details=False, dimension=2)
    lost.summary_path = (1,)
    amounts, _ = filled(project(summary=[300]), lost, totals=[total(500), total(700, dimension=2)])
    assert amounts == [300, 200]


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
    [
        ([total(20_300)], "its only plain reading and the printed total"),
        ([total(500)], "its only plain reading"),
        ([], "its only plain reading"),
    ],
    ids=["total", "another total", "no total"],
)
def test_a_slip_with_one_plain_reading_is_read(text: str, totals: list[Total], why: str) -> None:
    amounts, (finding,) = filled(project(summary=[300]), misprinted(text, details=False), totals=totals)
    assert amounts == [300, 20_000]
    assert said_why(finding) == why


def test_a_slip_that_the_total_confirms_is_read_against_its_detail_block() -> None:
    amounts, (finding,) = filled(misprinted("2O,000", total=7), totals=[total(20_000)])
    assert amounts == [20_000]
    assert said_why(finding) == "its only plain reading and the printed total"


def test_two_slips_are_read_where_they_make_up_the_total() -> None:
    amounts, _ = filled(
        misprinted("2O,000", details=False), misprinted("10.000", details=False), totals=[total(30_000)]
    )
    assert amounts == [20_000, 10_000]


@pytest.mark.parametrize("text", ["20,00", "2x,000", "20,000 30,000", "ตามจริง"])
def test_what_has_no_plain_reading_is_not_read(text: str) -> None:
    amounts, findings = filled(misprinted(text, details=False))
    assert amounts == [None]
    assert not findings


@pytest.mark.parametrize(
    ("text", "rest", "value"),
    [
        ("0,000", 70_000, 70_000),
        (",500", 7_500, 7_500),
        ("7\ufffd,000", 72_000, 72_000),
        ("20,00", 20_500, 20_500),
        ("1,0000,000", 1_000_000, 1_000_000),
        ("0,000", 700_000, None),
        ("7\ufffd,000", 82_000, None),
        ("20,00", 30_000, None),
        ("1,0000,000", 999, None),
    ],
)
def test_a_malformed_amount_is_solved_only_to_a_reading_of_its_own(text: str, rest: int, value: int | None) -> None:
    amounts, _ = filled(project(summary=[300]), misprinted(text, details=False), totals=[total(300 + rest)])
    assert amounts == [300, value]


def test_the_only_near_reading_of_bad_print_needs_a_sum_that_confirms_it() -> None:
    assert filled(misprinted("1,0000,000", details=False))[0] == [None]


def test_two_malformed_amounts_are_told_apart_by_their_readings() -> None:
    broken = [misprinted("7\ufffd,000", details=False), misprinted("3\ufffd0,000", details=False)]
    assert filled(*broken, totals=[total(79_000 + 390_000)])[0] == [79_000, 390_000]
    again = [misprinted("7\ufffd,000", details=False), misprinted("3\ufffd0,000", details=False)]
    assert filled(*again, totals=[total(75_000 + 350_000)])[0] == [75_000, 350_000]
    alike = [misprinted("7\ufffd,000", details=False), misprinted("3\ufffd,000", details=False)]
    assert filled(*alike, totals=[total(75_000 + 35_000)])[0] == [None, None]  # 71,000 and 39,000 as well


def test_of_several_amounts_in_one_cell_only_one_of_them_is_taken() -> None:
    def of(rest: int) -> Decimal | None:
        made = plan([project(summary=[300]), misprinted("200 500", details=False)], [total(300 + rest)])
        (amount,) = made.projects[1].amounts
        made.joint_readings = [JointReading((amount,), ((Decimal(200),), (Decimal(500),)))]
        solve_amounts(made)
        return summary_amounts(made.projects[1])[YEAR]

    assert (of(500), of(200), of(700), of(400)) == (500, 200, None, None)


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


def test_a_sum_for_all_years_is_learnt_and_proves_one_lost_year_not_two() -> None:
    clear = project(summary=[200, 200, 200], total=600)
    lost, both = project(summary=[None, 25, 0], total=50), project(summary=[None, 25, None], total=50)
    made = plan([clear, lost, both])
    assert detail_meaning(made.projects) is DetailMeaning.ALL_YEARS
    solve_amounts(made)
    assert list(summary_amounts(lost).values()) == [25, 25, 0]
    assert list(summary_amounts(both).values()) == [None, 25, None]


def test_blocks_that_list_the_years_say_nothing_of_those_that_print_one_amount() -> None:
    listed = [project(summary=[n, 0], by_year=[n, 0], total=n) for n in (100, 200, 300)]
    clear = project(summary=[50, 50], total=50)
    assert detail_meaning([*listed, clear]) is DetailMeaning.EACH_YEAR


def test_the_readings_of_a_malformed_amount_tell_what_a_sum_is_for() -> None:
    headless, holed = project(summary=[None, 500], total=7_500), project(summary=[None, 20_000], total=20_000)
    headless.amounts[0].readings, holed.amounts[0].readings = readings(",000"), readings("2\ufffd,000")
    assert detail_meaning([headless]) is DetailMeaning.ALL_YEARS
    assert detail_meaning([holed]) is DetailMeaning.EACH_YEAR


def test_a_sum_below_the_known_years_is_for_each_year() -> None:
    lost = project(summary=[None, 500, 500], total=500)
    made = plan([lost])
    assert detail_meaning(made.projects) is DetailMeaning.EACH_YEAR
    solve_amounts(made)
    assert list(summary_amounts(lost).values()) == [500, 500, 500]


def test_a_block_that_says_that_its_sum_is_for_all_years_is_believed() -> None:
    clear = [project(summary=[200, 200], total=200) for _ in range(3)]
    lost = project(summary=[None, 30], total=100)
    lost.budget_text = Value("รวม ๒ ปี ๑๐๐ บาท", "", Place(2, 1))
    made = plan([*clear, lost])
    solve_amounts(made)
    assert list(summary_amounts(lost).values()) == [70, 30]


def test_a_blank_read_as_none_has_the_amount_of_its_year_in_the_block() -> None:
    blank = project(summary=[0, 0], by_year=[0, 70], total=70)
    blank.amounts[1].text = ""
    amounts, _ = filled(blank)
    assert (amounts, summary_amounts(blank)[YEAR + 1]) == ([0], 70)


def test_a_blank_that_a_total_holds_without_is_none() -> None:
    blank = project(summary=[0], by_year=[70], total=70)
    blank.amounts[0].text = ""
    amounts, _ = filled(blank, project(summary=[300]), totals=[total(300)])
    assert amounts == [0, 300]


def test_a_blank_amount_does_not_tell_what_a_sum_is_for() -> None:
    blank = project(summary=[None, 500], total=7_500)
    blank.amounts[0].text = ""
    assert detail_meaning([blank]) is DetailMeaning.UNKNOWN


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


# --- evidence that contradicts itself


def contradictory(*totals: Total) -> list[Decimal | None]:
    """An amount whose block says 500, with another beside it whose block says 200, in a dimension and the plan."""
    lost = [project(summary=[None], total=500), project(summary=[None], total=200)]
    return filled(project(summary=[300]), *lost, totals=totals)[0]


def test_an_amount_is_taken_against_one_sum_where_all_others_agree() -> None:
    assert contradictory(total(1000), total(1000, dimension=None)) == [300, 500, 200]
    assert contradictory(total(1000), total(1009, dimension=None)) == [300, 500, 200]


def test_an_amount_that_depends_on_which_sum_is_wrong_stays_empty() -> None:
    assert contradictory(total(1001), total(1001, dimension=None)) == [300, None, None]
    assert contradictory(total(1001), total(1002, dimension=None)) == [300, None, None]


def test_two_totals_of_one_kind_that_differ_prove_nothing() -> None:
    lost = project(summary=[None], details=False)
    assert filled(project(summary=[300]), lost, totals=[total(500), total(900)])[0] == [300, None]


# --- rows that the table lost


def numbered(*items: int, lost: int | None = None, **more: int) -> list[Project]:
    """Projects with these numbers and 100 each; the one after `lost` has an unreadable amount."""
    made = [project(summary=[None if item == lost else 100], details=False) for item in items]
    for entry, item in zip(made, items, strict=True):
        entry.summary_item = str(item)
    return made


def test_a_total_that_includes_a_lost_row_proves_nothing() -> None:
    assert filled(*numbered(1, 2, 3, lost=3), totals=[total(500)])[0] == [100, 100, 300]
    assert filled(*numbered(1, 3, lost=3), totals=[total(500)])[0] == [100, None]


def test_a_lost_row_whose_block_is_read_leaves_the_rest() -> None:
    block = project(summary=None, total=150)
    block.item = "2"
    made = plan([*numbered(1, 3, lost=3), block], [total(500)])
    solve_amounts(made)
    assert [summary_amounts(entry).get(YEAR) for entry in made.projects] == [100, 250, None]


def test_no_row_is_lost_where_the_count_of_the_total_is_that_of_the_rows() -> None:
    assert filled(*numbered(1, 3, lost=3), totals=[total(500, projects=2)])[0] == [100, 400]


def test_a_table_without_numbers_has_lost_a_row_where_its_total_counts_more() -> None:
    rows = [project(summary=[100], details=False), project(summary=[None], details=False)]
    assert filled(*rows, totals=[total(500, projects=3)])[0] == [100, None]
    assert filled(*rows, totals=[total(500, projects=2)])[0] == [100, 400]


# --- amounts that OCR has read with doubt


def doubtful(number: int, **half: object) -> Project:
    made = project(summary=[number], **half)  # type: ignore[arg-type]
    made.amounts[0].money = Value(Decimal(number), str(number), Place(1, 1), Method.OCR, confidence=0.5)
    return made


def test_a_doubtful_amount_proves_no_other() -> None:
    lost = project(summary=[None], details=False)
    assert filled(doubtful(300, details=False), lost, totals=[total(800)])[0] == [300, None]


def test_a_doubtful_amount_that_its_block_confirms_leaves_the_rest() -> None:
    lost = project(summary=[None], details=False)
    assert filled(doubtful(300, total=300), lost, totals=[total(800)])[0] == [300, 500]


def test_a_doubtful_total_proves_nothing() -> None:
    printed = total(800)
    printed.printed = Value(Decimal(800), "800", Place(1, 1), Method.OCR, confidence=0.5)
    assert filled(project(summary=[300]), project(summary=[None], details=False), totals=[printed])[0] == [300, None]


# --- clear amounts that cannot be true


def blamed(*projects: Project, totals: Sequence[Total]) -> list[tuple[str, str, str]]:
    return by_code(solve_amounts(plan(list(projects), list(totals))), CheckCode.BUDGET_CONTRADICTED)


def test_a_clear_amount_that_its_block_and_a_total_contradict_alike_is_named_and_stays() -> None:
    wrong = project(summary=[700], total=100)
    made = plan([project(summary=[300], total=300), wrong], [total(400), total(400, dimension=None)])
    (finding,) = [f for f in solve_amounts(made) if f.code is CheckCode.BUDGET_CONTRADICTED]
    assert (finding.about, finding.expected, finding.found) == (wrong.amounts[0], "100", "700")
    assert said_why(finding) == "the printed total and the printed total of the whole plan and its detail block"
    assert finding.values["year"] == str(YEAR)
    assert summary_amounts(wrong)[YEAR] == 700


@pytest.mark.parametrize(
    ("block", "totals"),
    [
        (100, [total(1000)]),  # the total agrees with the table
        (100, [total(401)]),  # it agrees with neither
        (None, [total(400), total(400, dimension=None)]),  # any amount may be wrong
        (700, [total(400)]),
        (100, []),
    ],
)
def test_a_clear_amount_is_not_named_without_a_block_and_a_total_that_agree(block: int | None, totals) -> None:
    assert blamed(project(summary=[300], total=300), project(summary=[700], total=block), totals=totals) == []


def test_two_amounts_that_explain_one_total_alike_are_not_named() -> None:
    assert blamed(project(summary=[700], total=100), project(summary=[700], total=100), totals=[total(800)]) == []


def test_a_blank_that_was_read_as_none_gives_way_to_block_and_total() -> None:
    blank = project(summary=[0, 50], by_year=[100, 50])
    blank.amounts[0].text = ""
    made = plan([project(summary=[300, 50], by_year=[300, 50]), blank], [total(400), total(100, year=YEAR + 1)])
    (finding,) = solve_amounts(made)
    assert (finding.code, summary_amounts(blank)) == (CheckCode.VALUE_RECONCILED, {YEAR: 100, YEAR + 1: 50})


# --- size


def test_a_plan_without_gaps_costs_no_search() -> None:
    made = plan([project(summary=[100, 100]) for _ in range(40)], [total(4000)])
    assert evidence_of(made).problem() == Problem(0, (), ())


def doubted(read: int, *others: int, details: bool = False) -> Project:
    """A project whose one amount OCR read with doubt, and what else its glyphs may be."""
    made = project(summary=[read], details=details)
    (amount,) = made.amounts
    amount.money = Value(Decimal(read), f"{read:,}", Place(1, 1), confidence=0.5)
    more = tuple(Reading(Decimal(other), ReadingKind.OTHER, 0.3) for other in others)
    amount.readings = (Reading(Decimal(read), ReadingKind.PRINTED), *more)
    return made


def test_a_doubtful_amount_is_the_other_reading_that_the_total_proves() -> None:
    amounts, (finding,) = filled(project(summary=[300]), doubted(31_300, 37_300, 31_800), totals=[total(37_600)])
    assert amounts == [300, 37_300]
    assert (finding.expected, finding.found) == ("37300", "31,300")


def test_several_doubtful_amounts_are_settled_by_one_total() -> None:
    amounts, _ = filled(doubted(31_300, 37_300), doubted(5_000, 8_000), totals=[total(45_300)])
    assert amounts == [37_300, 8_000]


def test_a_doubtful_amount_is_never_what_its_glyphs_cannot_be() -> None:
    amounts, findings = filled(project(summary=[300]), doubted(31_300, 37_300), totals=[total(50_300)])
    assert (amounts, findings) == ([300, 31_300], [])


def test_two_ways_to_settle_doubtful_amounts_settle_none() -> None:
    amounts, findings = filled(doubted(31_000, 37_000), doubted(37_000, 31_000), totals=[total(68_000)])
    assert (amounts, findings) == ([31_000, 37_000], [])


def test_a_doubtful_amount_without_other_readings_stays() -> None:
    amounts, findings = filled(project(summary=[300]), doubted(31_300), totals=[total(37_600)])
    assert (amounts, findings) == ([300, 31_300], [])


def test_a_blank_amount_with_a_finding_stays_in_the_plan() -> None:
    blank = project(summary=[None, None])
    for amount in blank.amounts:
        amount.text, amount.readings = "", ()
    made = plan([blank, project(summary=[300, 400])])
    told, _ = blank.amounts
    made.findings.append(Finding(CheckCode.BUDGET_UNREADABLE, told, "", ""))
    assert solve_amounts(made) == []
    assert blank.amounts == [told]
    assert RowIds(made).of(told).table == "budgets"


def test_where_no_clear_row_says_what_a_sum_is_for_the_totals_do() -> None:
    one, other = project(summary=[None, None], total=50), project(summary=[None, None], total=30)
    made = plan([one, other], totals=[total(80, year=YEAR), total(80, year=YEAR + 1)])
    assert detail_meaning(made.projects) is DetailMeaning.UNKNOWN
    solve_amounts(made)
    assert [list(summary_amounts(entry).values()) for entry in (one, other)] == [[50, 50], [30, 30]]


def test_totals_that_suit_both_meanings_leave_it_unknown() -> None:
    one, other = project(summary=[None, None], total=50), project(summary=[None, None])
    made = plan([one, other], totals=[total(80, year=YEAR), total(80, year=YEAR + 1)])
    solve_amounts(made)
    assert list(summary_amounts(one).values()) == [None, None]
