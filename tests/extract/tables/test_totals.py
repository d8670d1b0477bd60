"""Printed totals: one per fiscal year, and which of them is the grand total."""

from decimal import Decimal

import pytest

from extract.model.document import Place
from extract.model.plan import Scope
from extract.tables.summary_cells import MoneyCell
from extract.tables.summary_types import SummaryProject, SummaryRow, SummaryTotal
from extract.tables.totals import read_totals

PLACE = Place(1, 1)
YEARS = (2566, 2567)


def total(dimension, amounts=(), *, scope=Scope.DIMENSION, count=None, numbered=False, role="year"):
    money = [MoneyCell(year, role, text, f"raw {text}", PLACE) for year, text in zip(YEARS, amounts, strict=False)]
    return SummaryTotal(scope, dimension, count, money, PLACE, "รวม", numbered)


def rows(*dimensions):
    projects = [
        SummaryProject("", "โครงการปลูกใจซื่อ", "", PLACE, (dimension,) if dimension else ()) for dimension in dimensions
    ]
    return [SummaryRow([project], [], "", "", PLACE) for project in projects]


def scopes_of(totals):
    return [(found.scope.value, found.dimension) for found in totals]


def scopes(totals, projects=()):
    return scopes_of(read_totals(totals, rows(*projects)))


def test_one_total_a_year():
    found = read_totals([total(1, ["10,000", "-"], count=3)], rows(1))
    assert [(t.dimension, t.fiscal_year, t.printed.value, t.printed_count.value) for t in found] == [
        (1, 2566, Decimal(10_000), 3), (1, 2567, Decimal(0), 3),
    ]  # fmt: skip
    assert (found[0].printed.raw, found[0].computed) == ("raw 10,000", None)


def test_a_row_that_only_counts():
    (found,) = read_totals([total(1, count=3)], rows(1))
    assert (found.fiscal_year, found.printed, found.printed_count.value) == (None, None, 3)
    assert read_totals([total(1)], rows(1)) == []


@pytest.mark.parametrize("text", ["1O,O00", "ตามจริง"])
def test_an_amount_that_cannot_be_believed_is_empty(text):
    (found,) = read_totals([total(1, [text])], rows(1))
    assert (found.printed, found.fiscal_year) == (None, 2566)


def test_a_column_of_sums_counts_only_where_it_is_alone():
    alone = total(1, ["10,000"], role="total")
    assert len(read_totals([alone], rows(1))) == 1
    both = total(1, ["10,000"])
    both.money.append(MoneyCell(None, "total", "10,000", "", PLACE))
    assert [t.fiscal_year for t in read_totals([both], rows(1))] == [2566]


@pytest.mark.parametrize(
    ("totals", "projects", "last"),
    [
        ([total(1, ["1,000"]), total(2, ["2,000"]), total(2, ["3,000"])], [1, 2], ("grand", None)),
        ([total(1, ["1,000"]), total(2, ["2,000"]), total(2, ["9,000"])], [1, 2], ("dimension", 2)),
        ([total(1, ["1,000"]), total(2, ["1,000"], numbered=True)], [1, 2], ("dimension", 2)),
        ([total(None, ["1,000"])], [1], ("grand", None)),
        ([total(2, ["3,000"])], [1, 2], ("grand", None)),
        ([total(1, ["3,000"])], [1], ("dimension", 1)),
        ([total(1, ["1,000"], count=1), total(2, ["9,000"], count=2)], [1, 2], ("grand", None)),
        (
            [total(1, ["9,000"]), total(None, ["9,000"], scope=Scope.GRAND), total(2, ["9,000"])],
            [1, 2],
            ("dimension", 2),
        ),
    ],
    ids=[
        "sums the others",
        "sums nothing",
        "names its dimension",
        "no dimension",
        "only one",
        "only dimension",
        "counts all",
        "one is labelled",
    ],
)
def test_which_total_is_the_whole_plans(totals, projects, last):
    assert scopes(totals, projects)[-1] == last


def test_no_totals():
    assert read_totals([], rows(1)) == []


def test_what_is_printed_and_is_no_amount_is_kept_as_unread():
    (found, zero) = read_totals([total(1, ["7,7?? 00", "-"])], rows(1))
    assert (found.printed, found.unread) == (None, "raw 7,7?? 00")
    assert (zero.printed.value, zero.unread) == (0, "")


def test_a_sum_of_rows_of_several_dimensions_is_of_a_group_and_no_dimensions_total():
    def row(line, dimension, amount):
        project = SummaryProject("", "โครงการปลูกใจซื่อ", "", Place(1, line), (dimension,))
        return SummaryRow([project], [MoneyCell(2566, "year", amount, amount, Place(1, line))], "", "", Place(1, line))

    def at(line, dimension, amount):
        made = total(dimension, [amount])
        made.place = Place(1, line)
        return made

    made = [row(1, 1, "5,000"), row(2, 3, "7,000"), row(4, 1, "2,000"), row(5, 3, "1,000")]
    assert read_totals([at(3, 3, "12,000"), at(6, 3, "3,000")], made) == []
    assert len(read_totals([at(3, 3, "12,000"), at(6, 3, "1,000")], made)) == 1  # that of the last row alone
    free = [row(1, 1, "-"), row(2, 1, "7,000"), row(4, 3, "2,000")]
    assert scopes_of(read_totals([at(5, 3, "9,000")], free)) == [("grand", None)]  # that of all rows
