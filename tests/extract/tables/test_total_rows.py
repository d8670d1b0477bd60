"""Totals told in words below tables of projects or across them, and labels that end with the level that they sum."""

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


NAMES = ["โครงการนกเงือกคืนป่า", "มาตรการติดกล้องหน้าห้องพัสดุ", "กิจกรรมเดินตรวจฝาย"]
MONEY = [("4,000", "6,000"), ("3,000", "2,500"), ("1,000", "1,500")]


def text(sep):
    parts = []
    for at, (name, (first, second)) in enumerate(zip(NAMES, MONEY, strict=True), 1):
        parts.append(f"ตารางที่ {at} โครงการตามมิติที่ {at} เรื่องที่{'กขค'[at - 1]}\n" + table(at, name, first, second, sep))
        parts.append(f"รวมมิติที่ {at} ปี 2567 {first} บาท ปี 2568 {second} บาท\n\n")
    return HEAD + "".join(parts)


@pytest.mark.parametrize("sep", ["tabs", "web"])
def test_a_sum_below_one_table_is_no_heading_of_the_next(sep):
    plan = parse_plan(read(text(sep)))
    assert [(p.name.value, p.dimension) for p in plan.projects] == [(name, at) for at, name in enumerate(NAMES, 1)]


@pytest.mark.parametrize("sep", ["tabs", "web", "rows"])
def test_a_sum_below_a_table_is_its_total(sep):
    plan = parse_plan(
        read(text("web").replace("</table>\nรวม", "<tr><td colspan=4>รวม") if sep == "rows" else text(sep))
    )
    assert [(t.scope, t.dimension, t.fiscal_year, f"{t.printed.value:,}") for t in plan.totals] == [
        (Scope.DIMENSION, at, year, amount)
        for at, pair in enumerate(MONEY, 1)
        for year, amount in zip((2567, 2568), pair, strict=True)
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
