"""Names, departments and budgets that the two halves of a project, or two places of its block, give differently."""

from __future__ import annotations

import pytest

from extract.model.document import Place
from extract.model.plan import Project, Value
from phaen.check.halves_differ import halves_differ
from schemas.checks import CheckCode
from tests.check.builders import plan, project


def text(value: str) -> Value[str]:
    return Value(value, value, Place(2, 1))


def codes(made: Project) -> list[CheckCode]:
    return [finding.code for finding in halves_differ(plan([made]))]


@pytest.mark.parametrize(
    ("methods", "is_told"),
    [
        ("ใช้งบประมาณทั้งสิ้น 50,000 บาท", True),
        ("ใช้งบประมาณ 30,000 บาท", False),
        ("งบประมาณไม่เกิน 50,000 บาท", False),
        ("งบประมาณค่าอาหารกลางวัน 3,600 บาท", False),
        ("ปีงบประมาณ พ.ศ. 2566 จัดซื้อ 50,000 บาท", False),
        ("ค่าวิทยากร 50,000 บาท", False),
    ],
)
def test_a_second_budget_in_a_block_is_told(methods: str, is_told: bool) -> None:
    made = project(summary=[30000], total=30000)
    made.fields["methods"] = text(methods)
    assert (CheckCode.BUDGETS_IN_BLOCK in codes(made)) is is_told


def test_the_sum_of_all_years_is_no_second_budget() -> None:
    made = project(summary=[30000, 30000], total=30000)
    made.fields["methods"] = text("งบประมาณ 60,000 บาท")
    assert CheckCode.BUDGETS_IN_BLOCK not in codes(made)


@pytest.mark.parametrize(
    ("listed", "detailed", "is_told"),
    [
        ("กองคลังและพัสดุ", "กองช่างโยธา", True),
        ("สำนักปลัด", "สำนักปลัดองค์การบริหารส่วนตำบล", False),
        ("กองคลังและพัสดุ", "หัวหน้ากองคลังและพัสดุ", False),
        ("กค.", "กองช่างโยธา", False),
        ("ทุกส่วนราชการ", "นายกเทศมนตรี", False),
        ("ทุกส่วนราชการ", "กองช่างโยธา", False),
        ("กองคลังและพัสดุ", "ทุกสำนัก/กอง", False),
    ],
)
def test_departments_that_differ_are_told(listed: str, detailed: str, is_told: bool) -> None:
    made = project()
    made.listed_responsible, made.fields["responsible"] = text(listed), text(detailed)
    assert (CheckCode.RESPONSIBLE_MISMATCH in codes(made)) is is_told


@pytest.mark.parametrize(
    ("listed", "detailed", "is_told"),
    [
        ("กิจกรรมปลูกป่าเฉลิมพระเกียรติ", "มาตรการจัดซื้อจัดจ้างโปร่งใส", True),
        ("มาตรการจัดซื้อจัดจ้าง", "มาตรการจัดซื้อจัดจ้างด้วยความโปร่งใสและตรวจสอบได้", False),
        ("มาตรการจัดซื้อจัดจ้าง", "มาตรการจัดชื้อจดจ้าง", False),
    ],
)
def test_a_pair_with_unlike_names_is_a_warning(listed: str, detailed: str, is_told: bool) -> None:
    made = project(name=detailed)
    made.summary_name, made.detail_name = text(listed), made.name
    assert (CheckCode.NAMES_UNLIKE in codes(made)) is is_told
