"""Tables of a plan that sum up its levels, with or without a list of its projects."""

from __future__ import annotations

from extract.model.plan import Scope
from extract.parse import parse_plan
from tests.extract.builders import read
from tests.extract.test_ticked_forms import HEAD, WORKS, kind_first

FORMS = "".join(kind_first(n, *work) for n, work in enumerate(WORKS, 1))

BY_KIND = """
สรุปจำนวนและเงิน
| ด้าน | โครงการ | กิจกรรม | มาตรการ | รวม | งบประมาณ (บาท) |
| ด้านที่ 1 ปลูกใจให้ซื่อ | 1 | - | - | 1 | 5,000 |
| ด้านที่ 2 ทำงานให้เห็น | - | 1 | 1 | 2 | 12,000 |
| ด้านที่ 3 ชวนคนมาดู | - | 1 | - | 1 | - |
| รวม | 1 | 2 | 1 | 4 | 17,000 |

"""

BY_NUMBER = """
<table>
<tr><th>มิติที่</th><th>จำนวนโครงการ</th><th>งบประมาณ (พันบาท)</th><th>คิดเป็นร้อยละ</th></tr>
<tr><td>1</td><td>1</td><td>5</td><td>29.41</td></tr>
<tr><td>2</td><td>2</td><td>12</td><td>70.59</td></tr>
<tr><td>3</td><td>1</td><td>-</td><td>0.00</td></tr>
<tr><td>รวมทั้งสิ้น</td><td>4</td><td>17</td><td>100.00</td></tr>
</table>

"""


def totals(plan):
    return [
        (t.scope, t.dimension, t.fiscal_year, t.printed.value, t.printed_count and t.printed_count.value)
        for t in plan.totals
    ]


SUMS = [
    (Scope.DIMENSION, 1, 2568, 5000, 1),
    (Scope.DIMENSION, 2, 2568, 12000, 2),
    (Scope.DIMENSION, 3, 2568, 0, 1),
    (Scope.GRAND, None, 2568, 17000, 4),
]


def test_counts_by_kind_and_the_money_of_each_level():
    plan = parse_plan(read(HEAD + BY_KIND + FORMS))
    assert totals(plan) == SUMS
    assert [(h.path, h.name) for h in plan.headings] == [
        ((1,), "ปลูกใจให้ซื่อ"),
        ((2,), "ทำงานให้เห็น"),
        ((3,), "ชวนคนมาดู"),
    ]
    assert plan.facts.stated_project_count.value == 4
    assert [project.path for project in plan.projects] == [(1,), (2,), (2,), (3,)]


def test_levels_by_their_numbers_in_thousands_of_baht():
    plan = parse_plan(read(HEAD + BY_NUMBER + FORMS))
    assert totals(plan) == SUMS
    assert not plan.progress


def test_years_beside_each_other_with_their_sum():
    table = """
| ยุทธศาสตร์ | 2566 | 2567 | รวม |
| ยุทธศาสตร์ที่ 1 คนซื่อ | 5,000 | - | 5,000 |
| ยุทธศาสตร์ที่ 2 งานใส | 7,000 | 7,000 | 14,000 |
| รวมทุกยุทธศาสตร์ | 12,000 | 7,000 | 19,000 |

"""
    plan = parse_plan(read(HEAD.replace("2568", "2566 - 2567") + table + FORMS))
    assert [(t.dimension, t.fiscal_year, t.printed.value) for t in plan.totals] == [
        (1, 2566, 5000), (1, 2567, 0), (2, 2566, 7000), (2, 2567, 7000), (None, 2566, 12000), (None, 2567, 7000),
    ]  # fmt: skip


def test_a_table_of_a_report_is_no_table_of_sums():
    table = BY_NUMBER.replace("คิดเป็นร้อยละ", "เบิกจ่ายแล้ว (พันบาท)")
    plan = parse_plan(read(HEAD.replace("แผนปฏิบัติการ", "รายงานผลการดำเนินการตามแผนปฏิบัติการ") + table))
    assert [row.dimension for row in plan.progress] == [1, 2, 3, None]
    assert not [total for total in plan.totals if total.printed is not None]
