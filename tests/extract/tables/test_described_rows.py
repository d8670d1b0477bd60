"""Details in a wide table of their own."""

from __future__ import annotations

from extract.parse import parse_plan
from tests.extract.builders import read

NAMES = ["โครงการตลาดซื่อตรง", "กิจกรรมลานคนกล้าพูด", "มาตรการเปิดกล่องรับเรื่อง"]


def plan_of(*money: str):
    listed = "".join(f"| {at} | {name} | {at},000 |\n" for at, name in enumerate(NAMES, 1))
    wide = "".join(
        f"| {at}. {name} | ตาชั่งไม่ตรง | 1) เพื่อให้ตรง | 1) เดินตรวจ | {amount} | กองคลัง | คนซื้อวางใจ |\n"
        for at, (name, amount) in enumerate(zip(NAMES, money, strict=True), 1)
    )
    return parse_plan(
        read(
            "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2569\nเทศบาลตำบลบ้านสวนจิก\n\nมิติที่ 1 การสร้างคนตรง\n\n"
            f"| ที่ | โครงการ | งบประมาณ (บาท) |\n|---|---|---|\n{listed}\nคำอธิบาย\n\n"
            "| ชื่อโครงการ | หลักการ | วัตถุประสงค์ | วิธีดำเนินการ | งบประมาณ | ผู้ทำ | ผลที่คาดว่าจะได้รับ |\n"
            f"|---|---|---|---|---|---|---|\n{wide}"
        )
    )


def test_a_wide_table_describes_the_projects_that_another_lists() -> None:
    plan = plan_of("1,000", "2,000", "3,000")
    assert [p.name.value for p in plan.projects] == NAMES
    assert [p.fields["responsible"].value for p in plan.projects] == ["กองคลัง"] * 3
    assert [[int(a.money.value) for a in p.amounts if a.money] for p in plan.projects] == [[1000], [2000], [3000]]


def test_rows_whose_money_differs_stay_apart() -> None:
    plan = plan_of("1,500", "2,500", "3,500")
    assert len(plan.projects) == 6
