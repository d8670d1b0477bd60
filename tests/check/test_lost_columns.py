from decimal import Decimal

import pytest

from extract.model.document import Cell, Document, Grid, Page, Place, TextSource
from extract.model.plan import Amount, Basis, Plan, Project, Table, Value
from phaen.check.lost_columns import check_lost_columns
from schemas.checks import CheckCode


def plan(column, source=TextSource.OCR, priced=()):
    """A plan of one table: the names of projects, and a column with a title that was not recognized."""
    texts = ["25“0ว6", *column]
    names = ["โครงการ", *(f"โครงการ {number}" for number in range(1, len(column) + 1))]
    cells = tuple(
        Cell(text, text, row, place, Place(1, row + 1))
        for row, pair in enumerate(zip(names, texts, strict=True))
        for place, text in enumerate(pair)
    )
    grid = Grid(cells, len(texts), 2, Place(1, 1))
    made = Plan(Document("plan.pdf", "0" * 64, source, (Page(1, (grid,), source),)))
    made.tables = [Table("T1", "", grid)]
    money = Value(Decimal(5000), "5,000", Place(1, 2))
    made.projects = [
        Project(
            f"P{row}",
            row,
            summary_place=Place(1, row + 1),
            amounts=[Amount(2566, Basis.SUMMARY, money, "5,000", Place(1, row + 1))] if row in priced else [],
        )
        for row in range(1, len(texts))
    ]
    return made


def test_figures_below_an_unknown_title_are_told_at_their_projects():
    made = plan(["(6535(2(26)", "-", "20,626", "\ufffd\ufffd,500"])
    found = check_lost_columns(made)
    assert {finding.code for finding in found} == {CheckCode.BUDGET_UNREADABLE}
    assert [(finding.about.project_id, finding.found) for finding in found] == [
        ("P1", "(6535(2(26)"),
        ("P3", "20,626"),
        ("P4", "\ufffd\ufffd,500"),
    ]


def test_projects_with_money_have_no_finding():
    assert [f.about.project_id for f in check_lost_columns(plan(["5,000", "20,626", "-"], priced=(1,)))] == ["P2"]


@pytest.mark.parametrize("column", [["1", "2", "3"], ["สำนักปลัด", "กองคลัง 2566", "กองช่าง"], ["5,000", "", ""]])
def test_ordinals_and_words_are_no_money(column):
    assert check_lost_columns(plan(column)) == []


def test_other_sources_are_left_to_the_accounts():
    assert check_lost_columns(plan(["5,000", "20,626"], TextSource.TEXT)) == []
