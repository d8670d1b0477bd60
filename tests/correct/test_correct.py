"""Corrections applied to small plans: every action, what follows from it, and what is reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model.anchors import Anchors
from extract.model.document import Place
from extract.model.plan import Amount, Basis, Finding, JointReading, Method, Plan, Value
from phaen.check.placed import Placed
from phaen.correct.correct import correct_plan
from phaen.correct.correction import of_document
from phaen.emit.plan_rows import plan_rows
from schemas.checks import CheckCode
from tests.correct.builders import anchor, codes, corrected, money, named, row, told, two_dimensions

GONE = "f" * 16


def test_a_corrected_amount_is_summed_and_keeps_what_was_read() -> None:
    plan = two_dimensions()
    amount = plan.projects[0].amounts[0]
    corrected(plan, row(anchor(plan, amount), "set", "budgets", "amount", "15", old="10", who="กก", reason="จาง"))
    assert plan.totals[0].computed == 35
    (trail,) = [r for r in plan_rows(plan)["provenance"] if r["method"] == "corrected"]
    assert (trail["table"], trail["row_id"], trail["raw"], trail["read_value"]) == (
        "budgets", "P001/2566/summary", "10", "10")  # fmt: skip
    assert plan_rows(plan)["budgets"][0]["resolution"] == "corrected"
    found = next(finding for finding in plan_rows(plan)["checks"] if finding["check"] == "correction_applied")
    assert (found["row_id"], found["expected"], found["found"]) == ("P001/2566/summary", "15", "10")
    assert "กก, จาง" in str(found["message"])


def test_a_corrected_amount_proves_others() -> None:
    """The solver takes it as clear: with it the total leaves one value for the amount that nobody could read."""
    plan = two_dimensions()
    first, second = (project.amounts[0] for project in plan.projects[:2])
    first.money = second.money = None
    corrected(plan, row(anchor(plan, first), "set", "budgets", "amount", "12"))
    assert money(plan)[:2] == [[Decimal(12)], [Decimal(18)]]
    assert second.money is not None
    assert second.money.method is Method.RECONCILED


def test_an_emptied_amount_may_be_proved_and_is_else_settled() -> None:
    plan = two_dimensions()
    amount = plan.projects[0].amounts[0]
    plan.totals = []
    corrected(plan, row(anchor(plan, amount), "set", "budgets", "amount", ""))
    assert money(plan)[0] == [None]
    assert "budget_unreadable" not in codes(plan)


def test_an_amount_without_a_row_is_added_by_project_and_year() -> None:
    plan = two_dimensions()
    project = anchor(plan, plan.projects[0])
    corrected(plan, row(project, "set", "budgets", "2568/summary", "5"))
    added = plan.projects[0].amounts[-1]
    assert (added.fiscal_year, added.basis, added.money and added.money.value) == (2568, Basis.SUMMARY, 5)
    assert anchor(plan, added) == f"{project}-2568-summary"


def test_an_amount_named_in_two_ways_and_given_two_values_is_not_corrected() -> None:
    plan = two_dimensions()
    project = plan.projects[0]
    rows = [row(anchor(plan, project), "set", "budgets", "2566/summary", "5"),
            row(anchor(plan, project.amounts[0]), "set", "budgets", "amount", "6")]  # fmt: skip
    corrected(plan, *rows)
    assert money(plan)[0] == [Decimal(10)]
    assert codes(plan).count("correction_stale") == 2


def test_a_known_amount_decides_between_the_readings_that_it_shares() -> None:
    plan = two_dimensions()
    first, second = (project.amounts[0] for project in plan.projects[:2])
    first.money = second.money = None
    readings = ((Decimal(10), Decimal(20)), (Decimal(12), Decimal(18)))
    plan.joint_readings, plan.totals = [JointReading((first, second), readings)], []
    corrected(plan, row(anchor(plan, first), "set", "budgets", "amount", "12"))
    assert money(plan)[:2] == [[Decimal(12)], [Decimal(18)]]


@pytest.mark.parametrize("settled", [CheckCode.BUDGET_SUSPECT, CheckCode.BUDGET_UNREADABLE])
def test_a_corrected_value_settles_its_own_findings_only(settled: CheckCode) -> None:
    plan = two_dimensions()
    first, second = (project.amounts[0] for project in plan.projects[:2])
    plan.findings, plan.totals = [Finding(settled, first, found="1O"), Finding(settled, second, found="2O")], []
    second.money = None  # nothing proves it
    corrected(plan, row(anchor(plan, first), "set", "budgets", "amount", "10"))
    assert [row_id for code, row_id in told(plan) if code == settled] == ["P002/2566/summary"]


def test_a_contradiction_is_computed_from_the_corrected_values() -> None:
    plan = two_dimensions()
    plan.projects[0].amounts[0].money = Value(Decimal(11), "11", Place(1, 10))
    corrected(plan, row(anchor(plan, plan.projects[0].amounts[0]), "set", "budgets", "amount", "10"))
    assert "total_mismatch" not in codes(plan)
    other = two_dimensions()
    corrected(other, row(anchor(other, other.totals[0]), "set", "totals", "printed_amount", "31"))
    assert ("total_mismatch", "dimension/1/2566") in told(other)


def test_a_finding_that_a_person_accepts_is_replaced() -> None:
    plan = two_dimensions()
    plan.totals[0].printed = Value(Decimal(31), "31", Place(1, 100))
    accepted = row(anchor(plan, plan.totals[0]), "set", "checks", "total_mismatch", "accepted", old="30", who="กก")
    corrected(plan, accepted)
    assert "total_mismatch" not in codes(plan)
    (found,) = [f for f in plan_rows(plan)["checks"] if f["check"] == "finding_accepted"]
    assert found["row_id"] == "dimension/1/2566"
    assert "total_mismatch was accepted (กก)" in str(found["message"])


def test_a_finding_that_says_something_else_now_is_not_the_one_accepted() -> None:
    plan = two_dimensions()
    plan.totals[0].printed = Value(Decimal(31), "31", Place(1, 100))
    rows = [row(anchor(plan, plan.totals[0]), "set", "checks", "total_mismatch", "accepted", old="29"),
            row("", "set", "checks", "no_projects", "accepted")]  # fmt: skip
    corrected(plan, *rows)
    assert codes(plan).count("total_mismatch") == 1
    assert [code for code in codes(plan) if code.startswith("correction")] == [
        "correction_needless",
        "correction_stale",
    ]


# -- structure ------------------------------------------------------------------------------------------------------


def test_a_deleted_project_leaves_sums_numbers_and_findings() -> None:
    plan = two_dimensions()
    gone = plan.projects[1]
    plan.findings = [Finding(CheckCode.NAME_DOUBTFUL, gone), Finding(CheckCode.BUDGET_SUSPECT, gone.amounts[0])]
    anchors = [anchor(plan, project) for project in plan.projects]
    corrected(plan, row(anchors[1], "delete"))
    assert [project.project_id for project in plan.projects] == ["P001", "P002", "P003"]
    assert [anchor(plan, project) for project in plan.projects] == [anchors[0], *anchors[2:]]
    assert plan.totals[0].computed == 10
    assert not {"name_doubtful", "budget_suspect"} & set(codes(plan))
    assert Placed(plan).holds(Place(1, 20)), "what was read is accounted for"


def test_parts_of_a_split_project_have_anchors_that_other_rows_use() -> None:
    plan = two_dimensions()
    name = anchor(plan, plan.projects[0])
    corrected(plan, row(name, "split", new="โครงการแรก | โครงการที่สอง"),
              row(f"{name}-2", "set", "budgets", "2566/summary", "7"))  # fmt: skip
    assert [p.name and p.name.value for p in plan.projects[:2]] == ["โครงการแรก", "โครงการที่สอง"]
    assert money(plan)[:2] == [[Decimal(10)], [Decimal(7)]]
    assert [p.order for p in plan.projects] == [1, 2, 3, 4, 5]
    assert [anchor(plan, p) for p in plan.projects[:2]] == [name, f"{name}-2"]


def test_a_merged_project_has_what_both_have() -> None:
    plan = two_dimensions()
    first, second = plan.projects[:2]
    second.amounts[0].fiscal_year = 2567
    second.fields["methods"] = Value("ก", "ก", Place(2, 20))
    gone = anchor(plan, second)
    plan.findings = [Finding(CheckCode.HALVES_UNCERTAIN, second)]
    corrected(plan, row(anchor(plan, first), "merge", new=gone), row(gone, "set", "projects", "responsible", "กองคลัง"))
    assert [project.order for project in plan.projects] == [1, 2, 3]
    assert first.name is not None
    assert first.name.value == "โครงการที่มีชื่อว่า 1 โครงการที่มีชื่อว่า 2"
    assert [amount.fiscal_year for amount in first.amounts] == [2566, 2567]
    assert {"methods", "responsible"} <= first.fields.keys()
    assert ("halves_uncertain", "P001") in told(plan)


def test_halves_are_joined_and_taken_apart() -> None:
    plan = two_dimensions()
    row_only, block = named(5, 50, details=False), named(6, fields=("methods",), total=50)
    block.summary_place, block.summary_name, block.amounts = None, None, []
    plan.projects += [row_only, block]
    plan.anchors = []
    corrected(plan, row(anchor(plan, row_only), "join", new=anchor(plan, block)))
    assert row_only.in_summary
    assert row_only.in_details
    assert (row_only.budget_total and row_only.budget_total.value) == 50
    assert "methods" in row_only.fields
    assert len(plan.projects) == 5
    again = two_dimensions()
    apart = again.projects[0]
    apart.fields["methods"] = Value("ก", "ก", Place(2, 10))
    name = anchor(again, apart)
    corrected(again, row(name, "split", field="details"))
    assert (apart.in_summary, apart.in_details, "methods" in apart.fields) == (True, False, False)
    half = again.projects[1]
    assert (half.in_summary, half.in_details, "methods" in half.fields) == (False, True, True)
    assert anchor(again, half) == f"{name}-2"


def test_a_moved_project_is_in_the_sums_of_its_new_dimension() -> None:
    plan = two_dimensions()
    corrected(plan, row(anchor(plan, plan.projects[1]), "move", new="2.1"))
    assert [total.computed for total in plan.totals] == [10, 90, 100]
    moved = [r for r in plan_rows(plan)["provenance"] if r["method"] == "corrected"]
    assert {(r["field"], r["read_value"]) for r in moved} == {("dimension", "1"), ("section", "1.1")}


def test_headings_that_change_places_take_along_what_is_below() -> None:
    plan = two_dimensions()
    first, second = plan.dimensions
    corrected(plan, row(anchor(plan, first), "move", "dimensions", new="2"),
              row(anchor(plan, second), "move", "dimensions", new="1"))  # fmt: skip
    assert [heading.code for heading in plan.headings] == ["2", "1", "2.1", "1.1"]
    assert [project.section for project in plan.projects] == ["2.1", "2.1", "1.1", "1.1"]
    assert "total_mismatch" not in codes(plan)


def test_a_heading_is_not_moved_where_another_one_is() -> None:
    plan = two_dimensions()
    corrected(plan, row(anchor(plan, plan.dimensions[0]), "move", "dimensions", new="2"))
    assert [heading.code for heading in plan.dimensions] == ["1", "2"]
    assert codes(plan).count("correction_stale") == 1


def test_amounts_of_two_projects_change_places() -> None:
    plan = two_dimensions()
    one, other = plan.projects[:2]
    corrected(plan, row(anchor(plan, one.amounts[0]), "move", "budgets", new=anchor(plan, other)),
              row(anchor(plan, other.amounts[0]), "move", "budgets", new=anchor(plan, one)))  # fmt: skip
    assert money(plan)[:2] == [[Decimal(20)], [Decimal(10)]]


@pytest.mark.parametrize("table", ["budgets", "totals"])
def test_other_rows_are_deleted(table: str) -> None:
    plan = two_dimensions()
    thing = plan.projects[0].amounts[0] if table == "budgets" else plan.totals[0]
    corrected(plan, row(anchor(plan, thing), "delete", table))
    assert len(plan_rows(plan)[table]) == {"budgets": 3, "totals": 2}[table]
    assert codes(plan).count("correction_applied") == 1


def test_projects_below_a_deleted_heading_are_in_the_one_above() -> None:
    plan = two_dimensions()
    corrected(plan, row(anchor(plan, plan.sections[0]), "delete", "sections"))
    assert [project.path for project in plan.projects] == [(1,), (1,), (2, 1), (2, 1)]


# -- values -----------------------------------------------------------------------------------------------------------


def test_what_follows_from_a_text_follows_the_corrected_one() -> None:
    plan = two_dimensions()
    project = plan.projects[0]
    name = anchor(plan, project)
    corrected(plan, row(name, "set", field="methods", new="1) หนึ่ง\n2) สอง"),
              row(name, "set", field="duration", new="ปีงบประมาณ 2566 - 2567"))  # fmt: skip
    assert [(item.position, item.text) for item in project.items] == [(1, "หนึ่ง"), (2, "สอง")]
    assert (project.fiscal_year_first and project.fiscal_year_first.value) == 2566
    assert (project.fiscal_year_last and project.fiscal_year_last.value) == 2567


def test_amounts_that_follow_from_a_budget_follow_the_corrected_one() -> None:
    plan = two_dimensions()
    project = named(5, 50, total=50)
    derived = Amount(2566, Basis.DETAIL, project.budget_total, "50", Place(2, 50))
    project.amounts.append(derived)
    plan.projects.append(project)
    plan.anchors = []
    corrected(plan, row(anchor(plan, project), "set", field="budget_total", new="60"))
    assert derived.money is not None
    assert derived.money.value == 60


def test_facts_of_a_document_are_set_with_what_follows_from_them() -> None:
    plan = two_dimensions()
    facts = {"organization": "เทศบาลตำบลบ้านสมมติ", "province": "เชียงใหม่", "district": "สันทราย",
             "fiscal_year_first": "2566", "stated_project_count": "4", "document_kind": "action_plan"}  # fmt: skip
    corrected(plan, *(row("", "set", "documents", field, new) for field, new in facts.items()))
    (document,) = plan_rows(plan)["documents"]
    assert {column: str(document[column]) for column in facts} == facts
    assert (document["organization_type"], document["province_code"], document["district_code"]) == (
        "เทศบาลตำบล", "50", "5014")  # fmt: skip
    assert not [finding for finding in plan.findings if finding.found == "organization"]


# -- what cannot be applied -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda plan: row(GONE, "set", "budgets", "amount", "1"), "the row does not exist"),
        (lambda plan: row(GONE, "delete"), "the row does not exist"),
        (lambda plan: row(GONE, "move", new="1.1"), "the row does not exist"),
        (lambda plan: row(anchor(plan, plan.projects[0]), "delete", "totals"), "not in the table totals"),
        (lambda plan: row(anchor(plan, plan.sections[0]), "delete", "dimensions"), "not in the table dimensions"),
        (lambda plan: row(anchor(plan, plan.projects[0]), "merge", new=GONE), "the row does not exist"),
        (lambda plan: row(anchor(plan, plan.projects[0]), "join", new=anchor(plan, plan.projects[1])), "summary"),
        (lambda plan: row(anchor(plan, plan.projects[0]) + "-2", "set", field="item", new="1"), "does not exist"),
        (
            lambda plan: row(
                anchor(plan, plan.projects[0].amounts[0]), "move", "budgets", new=anchor(plan, plan.projects[1])
            ),
            "an amount of that year",
        ),
    ],
)
def test_a_place_that_is_gone_is_told_and_changes_nothing(make: Callable[[Plan], object], why: str) -> None:
    plan, untouched = two_dimensions(), two_dimensions()
    corrected(plan, make(plan))
    corrected(untouched)
    (found,) = [finding for finding in plan_rows(plan)["checks"] if finding["check"] == "correction_stale"]
    assert why in str(found["message"])
    assert found["severity"] == "warning"
    for table in ("projects", "budgets", "totals", "sections"):
        assert plan_rows(plan)[table] == plan_rows(untouched)[table]


def test_a_changed_text_is_told_and_corrected() -> None:
    plan = two_dimensions()
    amount = plan.projects[0].amounts[0]
    digest = Anchors(plan).of(amount).raw_digest
    same = row(anchor(plan, amount), "set", "budgets", "amount", "15", raw_digest=digest)
    corrected(plan, same, replace(same, anchor=anchor(plan, plan.projects[1].amounts[0]), raw_digest="00000000"))
    assert money(plan)[:2] == [[Decimal(15)], [Decimal(15)]]
    assert sorted(code for code in codes(plan) if code.startswith("correction")) == [
        "correction_applied",
        "correction_text_changed",
    ]


def test_without_corrections_nothing_changes() -> None:
    plan, untouched = two_dimensions(), two_dimensions()
    correct_plan(plan, ())
    assert plan_rows(plan) == plan_rows(untouched)


# -- properties -----------------------------------------------------------------------------------------------------


def several(plan: Plan) -> list[object]:
    """Corrections of every kind that do not conflict."""
    projects = [anchor(plan, project) for project in plan.projects]
    return [
        row(projects[0], "split", new="โครงการ ก | โครงการ ข"),
        row(f"{projects[0]}-2", "set", "budgets", "2566/summary", "7"),
        row(projects[1], "move", new="2.1"),
        row(projects[1], "set", field="responsible", new="กองคลัง"),
        row(projects[2], "merge", new=projects[3]),
        row(projects[3], "set", field="item", new="9"),
        row(anchor(plan, plan.totals[0]), "delete", "totals"),
        row(anchor(plan, plan.totals[1]), "set", "totals", "printed_amount", "71"),
        row(anchor(plan, plan.sections[0]), "move", "sections", new="1.7"),
        row(GONE, "set", "budgets", "amount", "1"),
    ]


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(10)), st.integers(0, 9))
def test_neither_the_order_of_corrections_nor_repeated_ones_change_the_dataset(order: list[int], again: int) -> None:
    usual, plan = two_dimensions(), two_dimensions()
    corrected(usual, *several(usual))
    rows = several(plan)
    corrected(plan, *(rows[at] for at in order), rows[again])
    assert plan_rows(plan) == plan_rows(usual)


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, 9)))
def test_the_anchors_of_rows_do_not_depend_on_corrections(chosen: set[int]) -> None:
    """A project that is not removed is found by its anchor, whatever its number has become."""
    plan, untouched = two_dimensions(), two_dimensions()
    rows = several(plan)
    names = {project.name.value: anchor(untouched, project) for project in untouched.projects if project.name}
    corrected(plan, *(rows[at] for at in chosen))
    kept = {project.name.value: anchor(plan, project) for project in plan.projects if project.name}
    assert {name: found for name, found in kept.items() if name in names} == {
        name: found for name, found in names.items() if name in kept
    }
    anchors = [str(r["anchor"]) for table in ("projects", "budgets", "totals") for r in plan_rows(plan)[table]]
    assert len(anchors) == len(set(anchors))


def test_a_second_look_at_a_corrected_dataset_gives_the_same_correction() -> None:
    """A correction whose value is already there confirms it: the dataset is the same."""
    plan = two_dimensions()
    given = row(anchor(plan, plan.projects[0].amounts[0]), "set", "budgets", "amount", "15")
    once = plan_rows(corrected(plan, given))
    again = two_dimensions()
    twice = plan_rows(corrected(again, *of_document([given, replace(given, old="15", reason="x")])))
    assert once["budgets"] == twice["budgets"]
