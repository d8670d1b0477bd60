"""Whole plans, damaged in one place: what the plan proves is read, all else is told, nothing is moved."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.model.plan import Amount, Basis, Method, Plan
from extract.model.row_ids import RowIds
from extract.parse import parse_plan
from phaen.check import check_plan
from schemas.checks import CheckCode, Severity
from tests.extract.builders import document

YEARS = (2566, 2567, 2568)
NAMES = ("โครงการว่าวลายไทย", "กิจกรรมเรือพายสายธาร", "มาตรการกล่องไม้ไผ่", "โครงการโคมไฟริมคลอง", "กิจกรรมตลาดนัดวันศุกร์")
MONEY = ((12_000, 14_000, 9_500), (0, 0, 0), (30_000, 0, 30_500), (7_500, 7_500, 7_500), (4_000, 81_000, 250_000))
TITLE = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566 - 2568"
HEADER = "มิติ|ภารกิจ|โครงการ|ปี 2566|ปี 2567|ปี 2568|หมายเหตุ"
UNREAD = "\ufffd"


def text_of(amount: int) -> str:
    return f"{amount:,}" if amount else "-"


def rows() -> list[list[str]]:
    """The rows of a table in which three projects are of the first dimension and two of the second."""
    leads = {0: ["1. คน", "1.1 ปลูกใจ"], 3: ["2. งาน", "2.1 เปิดประตู"]}
    return [
        [*leads.get(n, ["", ""]), f"{n + 1}. {name}", *map(text_of, money), ""]
        for n, (name, money) in enumerate(zip(NAMES, MONEY, strict=True))
    ]


def sums(first: int, last: int) -> list[str]:
    return [text_of(sum(money[at] for money in MONEY[first:last])) for at in range(len(YEARS))]


def table(made: list[list[str]], *, totals: bool = True) -> list[str]:
    """The table with its totals: after the row of the third project, or of its neighbours if it is gone."""
    first = [row for row in made if int(row[2][0]) <= 3]
    last = [row for row in made if int(row[2][0]) > 3]
    parts = [HEADER.split("|"), *first]
    parts += [["มิติที่ 1", "รวม", "", *sums(0, 3), ""]] if totals else []
    parts += last
    parts += [["มิติที่ 2", "รวม", "", *sums(3, 5), ""], ["", "รวมทั้งสิ้น", "", *sums(0, 5), ""]] if totals else []
    return ["|".join(row) for row in parts]


def blocks(*numbers: int) -> str:
    """A block for each of these projects that prints the amount of each year."""
    told = []
    for n in numbers:
        money = " ".join(f"ปี {year} จำนวน {value:,} บาท" for year, value in zip(YEARS, MONEY[n - 1], strict=True))
        told.append(f"ลำดับที่ {n}\n1. ชื่อโครงการ : {NAMES[n - 1]}\n2. หลักการและเหตุผล\nริมน้ำใสใจสะอาด\n"
                    f"3. งบประมาณ\n{money}\n4. ผู้รับผิดชอบ\nกองช่าง")  # fmt: skip
    return "\n".join(told)


def checked(*parts: str | list[str]) -> Plan:
    plan = parse_plan(document(TITLE, *parts))
    check_plan(plan)
    return plan


def amounts(plan: Plan) -> dict[str, list[int | None]]:
    """The amounts of the summary by the number of their project."""
    return {
        p.summary_item: [a.money and int(a.money.value) for a in listed]
        for p in plan.projects
        if (listed := [a for a in p.amounts if a.basis is Basis.SUMMARY])
    }


def expected(**changed: list[int | None]) -> dict[str, list[int | None]]:
    return {str(n): list(money) for n, money in enumerate(MONEY, 1)} | {
        key[1:]: value for key, value in changed.items()
    }


def told_of(plan: Plan) -> set[str]:
    """The rows of budgets and projects that a warning or an error is about."""
    ids = RowIds(plan)
    serious = [finding for finding in plan.findings if finding.severity is not Severity.INFO]
    return {ids.of(row.about).row_id for finding in serious for row in finding.rows() if row.about is not None}


DAMAGES = ["", UNREAD, "9,O00", ",000", "0,000", f"1{UNREAD},000", "12,00", "1,2000", f"{UNREAD}{UNREAD},000"]


@pytest.mark.parametrize("damaged", DAMAGES)
@pytest.mark.parametrize("number", [1, 5])
def test_one_damaged_amount_moves_no_row_and_is_right_or_told(number: int, damaged: str) -> None:
    """A slip is read as it is printed; what the readings and the totals leave open stays empty; neither is silent."""
    for column in range(3, 6):
        made = rows()
        made[number - 1][column] = damaged
        plan = checked(table(made))
        found, true = amounts(plan), expected()
        value = found[str(number)][column - 3]
        found[str(number)][column - 3] = true[str(number)][column - 3]
        assert found == true  # all other amounts are where they were
        is_plain = damaged == "9,O00"
        assert value in ((9_000,) if is_plain else (None, MONEY[number - 1][column - 3]))
        assert value is None or is_plain or f"P00{number}/{YEARS[column - 3]}/summary" in told_of(plan)
        if damaged in ("", UNREAD, f"{UNREAD}{UNREAD},000"):
            assert value == MONEY[number - 1][column - 3]


def test_a_blank_without_totals_stays_empty_and_is_told() -> None:
    made = rows()
    made[4][4] = ""
    plan = checked(table(made, totals=False))
    assert amounts(plan) == expected(p5=[4_000, None, 250_000])
    assert "P005/2567/summary" in told_of(plan)


def test_a_blank_is_none_where_the_totals_leave_nothing() -> None:
    made = rows()
    made[2][4] = ""
    plan = checked(table(made))
    assert amounts(plan) == expected()
    assert [f.code for f in plan.findings if isinstance(f.about, Amount)] == [CheckCode.BLANK_RECONCILED]


def merged(*, lost: int, totals: bool = True) -> Plan:
    """The first three projects in one row, the amounts of one of them lost."""
    made = rows()
    row = [*made[0][:2], " ".join(entry[2] for entry in made[:3])]
    row += [" ".join(made[n][column] for n in range(3) if n != lost) for column in range(3, 6)]
    return checked(table([[*row, ""], *made[3:]], totals=totals), blocks(1, 2))


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_amounts_of_a_shared_cell_are_given_in_order_where_totals_and_blocks_agree(lost: int) -> None:
    plan = merged(lost=lost)
    assert amounts(plan) == expected()
    methods = {a.money.method for p in plan.projects for a in p.amounts if a.money and p.summary_item in "123"}
    assert Method.RECONCILED in methods


def test_amounts_of_a_shared_cell_without_a_proof_stay_empty_and_are_told() -> None:
    plan = merged(lost=2, totals=False)
    assert amounts(plan)["3"] == [None] * 3
    assert {f"P003/{year}/summary" for year in YEARS} <= told_of(plan)


def test_amounts_a_column_aside_are_moved_back_where_the_totals_say_so() -> None:
    made = rows()
    made[4][3:7] = ["", "4,000", "81,000", "250,000"]
    assert amounts(checked(table(made))) == expected()
    assert amounts(checked(table(made, totals=False))) == expected(p5=[None, None, None])


def test_a_lost_row_whose_money_is_not_known_proves_nothing_for_its_neighbours() -> None:
    made = rows()
    made[0][3] = UNREAD
    del made[1]
    plan = checked(table(made))
    assert amounts(plan)["1"] == [None, 14_000, 9_500]
    assert "P001/2566/summary" in told_of(plan)
    assert amounts(checked(table(made), blocks(2)))["1"] == [12_000, 14_000, 9_500]


def test_a_total_that_is_blank_beside_others_is_told() -> None:
    made = [row.split("|") for row in table(rows())]
    made[4][4] = ""
    plan = checked(["|".join(row) for row in made])
    assert "dimension/1/2567" in told_of(plan)


def test_a_blank_total_of_a_year_without_money_is_no_total() -> None:
    made = [row.split("|") for row in table(rows())]
    for row in made[1:]:
        row[3] = "" if row[1].startswith("รวม") else "-"
    plan = checked(["|".join(row) for row in made])
    assert [t.fiscal_year for t in plan.totals if t.fiscal_year == YEARS[0]] == []


# --- other layouts of the same table


def in_thousands(text: str) -> str:
    return text if text == "-" else f"{Decimal(text.replace(',', '')) / 1000:f}"


def test_tables_in_thousands_are_solved_in_baht() -> None:
    made = [row.split("|") for row in table(rows())]
    thousands = [[*row[:3], *map(in_thousands, row[3:6]), row[6]] for row in made[1:]]
    header = [f"{cell} (พันบาท)" if cell.startswith("ปี") else cell for cell in made[0]]
    thousands[0][3] = UNREAD
    assert amounts(checked(["|".join(row) for row in [header, *thousands]])) == expected()


def test_a_table_for_each_year_is_solved_by_the_totals_of_its_own_year() -> None:
    parts: list[str | list[str]] = []
    for at, year in enumerate(YEARS):
        made = [row.split("|") for row in table(rows())]
        picked = [[*row[:3], row[3 + at]] for row in made]
        if at == 1:
            picked[1][3] = UNREAD
        parts += [f"ปีงบประมาณ พ.ศ. {year}", ["|".join(row) for row in picked]]
    assert amounts(checked(*parts)) == expected()


def test_a_table_for_each_dimension_is_solved_by_its_own_total() -> None:
    made = rows()
    made[1][4] = made[3][5] = UNREAD
    whole = table(made)
    first, second = whole[:5], [whole[0], *whole[5:8]]
    assert amounts(checked("มิติที่ 1 คน", first, "มิติที่ 2 งาน", second)) == expected()
