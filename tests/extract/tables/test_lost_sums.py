"""Small tables of money that a copy has left as lines, one cell a line, and the same tables with their rules."""

import pytest

from extract.model.plan import Scope
from extract.parse import parse_plan
from phaen.check import check_plan
from tests.extract.builders import read

HEAD = """
แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567 - 2568
เทศบาลตำบลธารทอง อำเภอเมืองน่าน จังหวัดน่าน

"""
WORKS = [(1, "โครงการนกเงือกคืนป่า", "4,000", "6,000"), (2, "มาตรการปิดตู้ด้วยกุญแจสองดอก", "ไม่มี", "2,500")]
SUMS = [["4,000", "6,000"], ["0", "2,500"]]


def lines(*cells):
    return "\n".join(cells) + "\n"


def web(*cells):
    rows = [cells[at : at + 2] for at in range(0, len(cells), 2)]
    return "<table>" + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows) + "</table>\n"


def block(number, name, first, second, table):
    total = "10,000" if number == 1 else "2,500"
    money = table("ปีงบประมาณ", "จำนวนเงิน (บาท)", "2567", first, "2568", second, "รวม 2 ปี", total)
    return f"""
หมวดที่ {number} เรื่องที่ {"ก" * number}

ชื่องาน : {name}
จุดประสงค์ : เพื่อให้เห็นผลจริง
ผู้รับผิดชอบ : กองคลัง
เงินแต่ละปี
{money}
"""


def plan_of(table, end=""):
    plan = parse_plan(read(HEAD + "".join(block(*work, table) for work in WORKS) + end))
    check_plan(plan)
    return plan


@pytest.mark.parametrize("table", [lines, web])
def test_the_money_of_each_year_below_a_heading_that_all_blocks_have(table):
    plan = plan_of(table)
    assert [(p.budget_total.value, [(a.fiscal_year, a.money.value) for a in p.amounts]) for p in plan.projects] == [
        (10_000, [(2567, 4_000), (2568, 6_000)]),
        (2_500, [(2567, 0), (2568, 2_500)]),
    ]


SUM_LINES = ["หมวด", "ปี 2567", "ปี 2568", "หมวดที่ 1", *SUMS[0], "หมวดที่ 2", *SUMS[1], "ทุกหมวด", "4,000", "8,500"]
SUM_WEB = "".join(
    f"<tr>{''.join(f'<td>{cell}</td>' for cell in SUM_LINES[at : at + 3])}</tr>" for at in range(0, len(SUM_LINES), 3)
)


@pytest.mark.parametrize(("table", "end"), [(lines, lines(*SUM_LINES)), (web, f"<table>{SUM_WEB}</table>")])
def test_the_sums_of_levels_below_the_last_block(table, end):
    totals = plan_of(table, "\nยอดของแต่ละหมวด (บาท)\n" + end).totals
    assert [(t.scope, t.dimension, t.fiscal_year, t.printed.value) for t in totals] == [
        (Scope.DIMENSION, 1, 2567, 4_000),
        (Scope.DIMENSION, 1, 2568, 6_000),
        (Scope.DIMENSION, 2, 2567, 0),
        (Scope.DIMENSION, 2, 2568, 2_500),
        (Scope.GRAND, None, 2567, 4_000),
        (Scope.GRAND, None, 2568, 8_500),
    ]


def test_lines_whose_labels_do_not_count_up_are_no_table():
    text = lines("หมวด", "ปี 2567", "หมวดที่ 3", "4,000", "หมวดที่ 1", "6,000")
    assert not parse_plan(read(HEAD + text)).tables
