"""Totals told in words below tables of projects, and lines that only look like headings of levels."""

import pytest

from extract.model.plan import Scope
from extract.parse import parse_plan
from tests.extract.builders import read

HEAD = """
แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567 - 2568
เทศบาลตำบลธารทอง อำเภอเมืองน่าน จังหวัดน่าน

"""


def table(number, name, first, second, sep):
    rows = [["ลำดับ", "โครงการ", "ปี 2567", "ปี 2568"], [str(number), name, first, second]]
    if sep == "web":
        return "<table>" + "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in rows) + "</table>\n"
    return "\n".join("\t".join(row) for row in rows) + "\n"


def text(sep):
    return HEAD + "\n".join(
        [
            "ตารางที่ 1 โครงการตามมิติที่ 1 ปลุกใจคนรุ่นใหม่",
            table(1, "โครงการนกเงือกคืนป่า", "4,000", "6,000", sep) + "รวมมิติที่ 1 ปี 2567 4,000 บาท ปี 2568 6,000 บาท\n",
            "ตารางที่ 2 โครงการตามมิติที่ 2 เปิดบ้านให้ดู",
            table(2, "มาตรการติดกล้องหน้าห้องพัสดุ", "3,000", "2,500", sep)
            + "รวมมิติที่ 2 ปี 2567 3,000 บาท ปี 2568 2,500 บาท\nรวมทั้งแผน 15,500 บาท\n",
        ]
    )


@pytest.mark.parametrize("sep", ["tabs", "web"])
def test_a_sum_below_one_table_is_no_heading_of_the_next(sep):
    plan = parse_plan(read(text(sep)))
    assert [(p.name.value, p.dimension) for p in plan.projects] == [
        ("โครงการนกเงือกคืนป่า", 1),
        ("มาตรการติดกล้องหน้าห้องพัสดุ", 2),
    ]


@pytest.mark.parametrize("sep", ["tabs", "web"])
def test_a_sum_below_a_table_is_its_total(sep):
    totals = parse_plan(read(text(sep))).totals
    assert [(t.scope, t.dimension, t.fiscal_year, t.printed.value) for t in totals] == [
        (Scope.DIMENSION, 1, 2567, 4_000),
        (Scope.DIMENSION, 1, 2568, 6_000),
        (Scope.DIMENSION, 2, 2567, 3_000),
        (Scope.DIMENSION, 2, 2568, 2_500),
        (Scope.GRAND, None, None, 15_500),
    ]


def test_a_label_may_end_with_the_level_that_it_sums():
    rows = [
        "เรื่องที่\tงาน\tจำนวนเงิน\tคนทำ",
        "มิติที่ 1 ปลุกใจคนรุ่นใหม่\t\t\t",
        "1\tโครงการนกเงือกคืนป่า\t4,000\tกองคลัง",
        "2\tกิจกรรมถือศีลวันพระ\t0\tสำนักปลัด",
        "\tวงเงินของมิติที่ 1\t4,000\t",
        "มิติที่ 2 เปิดบ้านให้ดู\t\t\t",
        "3\tมาตรการติดกล้องหน้าห้องพัสดุ\t3,000\tกองช่าง",
        "\tวงเงินของมิติที่ 2\t3,000\t",
    ]
    plan = parse_plan(read(HEAD.replace(" - 2568", "") + "\n".join(rows)))
    assert [(p.name.value, p.dimension, p.summary_item) for p in plan.projects] == [
        ("โครงการนกเงือกคืนป่า", 1, "1"),
        ("กิจกรรมถือศีลวันพระ", 1, "2"),
        ("มาตรการติดกล้องหน้าห้องพัสดุ", 2, "3"),
    ]
    assert [(t.dimension, t.printed.value) for t in plan.totals] == [(1, 4_000), (2, 3_000)]
    assert [heading.name for heading in plan.headings] == ["ปลุกใจคนรุ่นใหม่", "เปิดบ้านให้ดู"]
