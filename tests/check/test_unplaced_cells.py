"""Cells in the rows of projects that no value holds: columns that were not understood, single cells, figures."""

from __future__ import annotations

from decimal import Decimal

from extract.model.document import Grid, Place
from extract.model.plan import Amount, Basis, Facts, Project, Value
from phaen.check.placed import Placed
from phaen.check.unplaced_cells import cells_unplaced
from schemas.checks import CheckCode
from tests.check.test_accounts import grid, listed, plan

NAMES = ("โครงการว่าวลายไทยใจสุจริต", "กิจกรรมเรือพายสายธารโปร่งใส", "โครงการตู้เย็นแบ่งปันริมคลอง")
SPAN = Facts(fiscal_year_first=Value(2566, "", None), fiscal_year_last=Value(2567, "", None))


def projects(*fields: str) -> tuple[Project, ...]:
    made = tuple(listed(10_000 + 1_000 * at, 6 + at, name) for at, name in enumerate(NAMES))
    for project, text in zip(made, fields, strict=False):
        project.fields = {"responsible": Value(text, text, Place(1, 6))}
    return made


def told(table: Grid, *made: Project) -> list[tuple[CheckCode, str]]:
    tree = plan(table, projects=made or projects(), facts=SPAN)
    return [(finding.code, finding.found) for finding in cells_unplaced(tree, Placed(tree))]


def rows(*cells: str) -> list[str]:
    return [f"{name}|{10_000 + 1_000 * at:,}|{cell}" for at, (name, cell) in enumerate(zip(NAMES, cells, strict=True))]


def test_a_column_of_words_that_no_value_holds_is_not_understood() -> None:
    table = grid(5, "โครงการ|2566|คู่คิด", *rows("ครูใหญ่", "ผู้ใหญ่บ้าน", "แม่ครัว"))
    assert told(table) == [(CheckCode.COLUMN_UNKNOWN, "คู่คิด")]


def test_a_column_without_a_title_is_named_by_its_first_cell() -> None:
    table = grid(5, "โครงการ|2566|", *rows("ครูใหญ่", "ผู้ใหญ่บ้าน", "แม่ครัว"))
    assert told(table) == [(CheckCode.COLUMN_UNKNOWN, "ครูใหญ่")]


def test_words_of_a_single_row_are_told_of_its_project() -> None:
    table = grid(5, "โครงการ|2566|หน่วยงาน", *rows("กองช่าง", "กองคลัง", "รอครูใหญ่กลับมา"))
    assert told(table, *projects("กองช่าง", "กองคลัง")) == [(CheckCode.TEXT_UNPLACED, "รอครูใหญ่กลับมา")]


def test_what_the_dataset_leaves_out_and_names_of_levels_are_no_loss() -> None:
    assert told(grid(5, "โครงการ|2566|แหล่งเงิน", *rows("เทศบัญญัติ", "เทศบัญญัติ", "เงินอุดหนุน"))) == []
    assert told(grid(5, "โครงการ|2566|รหัส", *rows("ปท.1", "ปท.2", "ปท.3"))) == []


def test_figures_that_are_no_amount_in_any_unit_are_a_column_that_is_lost() -> None:
    table = grid(5, "โครงการ|2566|ตั้งใจไว้", *rows("85.0", "30.5", "-"))
    assert told(table) == [(CheckCode.COLUMN_UNKNOWN, "ตั้งใจไว้")]


def test_figures_that_amounts_give_are_none() -> None:
    assert told(grid(5, "โครงการ|2566|พันบาท", *rows("10.0", "11.0", "12.0"))) == []
    assert told(grid(5, "โครงการ|2566|ร้อยละของทั้งหมด", *rows("100.00", "100.00", "100.00"))) == []


def test_of_two_equal_figures_one_amount_is_one() -> None:
    """The year whose title is lost prints what the next one does."""
    table = grid(5, "โครงการ|.....|2566", *(f"{name}|{10 + at}.00|{10 + at}.00" for at, name in enumerate(NAMES)))
    assert told(table) == [(CheckCode.COLUMN_UNKNOWN, ".....")]


def test_parts_that_sum_to_an_amount_are_held_by_it() -> None:
    table = grid(5, "โครงการ|2566|ครึ่งแรก|ครึ่งหลัง", *(f"{n}|{10 + k},000|4,000|{6 + k},000" for k, n in enumerate(NAMES)))
    assert told(table) == []


def test_the_rest_of_what_was_spent_is_computed() -> None:
    made = projects()
    for project in made:
        spent = Value(Decimal(9_500), "9,500", Place(1, 6))
        project.amounts.append(Amount(2567, Basis.SUMMARY, spent, "9,500", Place(1, 6)))
    table = grid(5, "โครงการ|2566|2567|ที่เหลือ", *(f"{n}|{10 + k},000|9,500|{k},500" for k, n in enumerate(NAMES)))
    assert told(table, *made) == []
