"""A totals row is one by its sum, whatever word a clerk prints in it."""

import pytest

from extract.model.plan import Scope
from extract.parse import parse_plan
from tests.extract.builders import read

PLAN = """แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567 - 2568
องค์การบริหารส่วนตำบลดอนใส อำเภอเมือง จังหวัดน่าน

มิติที่ 1 สร้างคนดี

| โครงการ/กิจกรรม | ปี 2567 | ปี 2568 |
| โครงการอบรมพนักงาน | 20,000 | 20,000 |
| กิจกรรมวันต่อต้านโกง | 10,000 | - |
| โครงการค่ายเด็กดี | 5,000 | 5,000 |
| {label} | 35,000 | 25,000 |

มิติที่ 2 เปิดบ้าน

| โครงการ/กิจกรรม | ปี 2567 | ปี 2568 |
| โครงการป้ายประกาศ | 7,000 | 7,000 |
| มาตรการเปิดเผยราคา | 4,000 | 4,000 |
| {label} | {money} |
"""


def plan(label: str, money: str = "11,000 | 11,000"):
    return parse_plan(read(PLAN.format(label=label, money=money)))


def sums(found):
    return [(t.scope, t.dimension, t.fiscal_year, int(t.printed.value)) for t in found.totals]


@pytest.mark.parametrize("label", ["Total", "เบ็ดเสร็จ", "สรุปวงเงิน", "ทุกรายการ"])
def test_a_row_is_a_total_by_its_sum(label):
    found = plan(label)
    assert len(found.projects) == 5
    assert sums(found) == [
        (Scope.DIMENSION, 1, 2567, 35_000), (Scope.DIMENSION, 1, 2568, 25_000),
        (Scope.DIMENSION, 2, 2567, 11_000), (Scope.DIMENSION, 2, 2568, 11_000),
    ]  # fmt: skip


def test_a_wrong_sum_under_other_words_is_that_of_a_project():
    assert len(plan("ซ่อมทางเดิน", "12,000 | 9,000").projects) == 7


def test_a_level_word_without_a_number_takes_none_from_the_amounts():
    found = plan("รวมทั้งมิติ", "2,000 | 2,000")
    assert [total[1] for total in sums(found)] == [1, 1, 2, 2]


def test_the_words_of_a_total_may_stand_below_the_levels():
    rows = ["ด้านที่ | โครงการ | ปี 2567", "1 | โครงการอบรมพนักงาน | 20,000", "1 | กิจกรรมวันต่อต้านโกง | 10,000"]
    rows += ["2 | โครงการป้ายประกาศ | 7,000", "ยอดเงิน | | 37,000"]
    found = parse_plan(read("แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567\n\n" + "\n".join(f"| {row} |" for row in rows)))
    assert len(found.projects) == 3
    assert sums(found) == [(Scope.GRAND, None, 2567, 37_000)]
