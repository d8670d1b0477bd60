"""Projects whose values stand below their names without labels."""

import pytest

from extract.parse import parse_plan
from schemas.checks import CheckCode
from tests.extract.builders import read

HEAD = "เทศบาลตำบลบ้านนาโคก จังหวัดลพบุรี\n\nแผนปฏิบัติการป้องกันการทุจริต ปีงบประมาณ พ.ศ. 2569\n\n"
WORKS = [
    ("ปลุกใจคนทำงานให้ตรง", "สำนักปลัด", "12,000 บาท", "พนักงาน 40 คน"),
    ("นิทานคนดีหน้าเสาธง", "กองการศึกษา", "ไม่ใช้งบประมาณ", "นักเรียน 300 คน"),
    ("ป้ายราคากลางสองภาษา", "กองช่าง", "9,500 บาท", "คนผ่านไปมา 900 คน"),
    ("ตู้รับคำขอที่ติดตามได้", "สำนักปลัด", "20,000 บาท", "ผู้ยื่นคำขอ 200 คน"),
]


def told(form, works=WORKS):
    parts = [form.format(*work) for work in works]
    parts[0], parts[2] = f"มิติที่ 1 คนดี\n\n{parts[0]}", f"มิติที่ 2 งานใส\n\n{parts[2]}"
    return parse_plan(read(HEAD + "\n".join(parts)))


@pytest.mark.parametrize(
    "form",
    ["◆ {}\n  - {}\n  - {}\n  - {}", "* {}\n    {}\n    {}\n    {}", "{}\n{}\n{}\n{}\n", "{0}\n- {2}\n- {3}\n- {1}"],
)
def test_values_show_their_fields_below_names_that_stand_apart(form):
    plan = told(form)
    assert [p.name.value for p in plan.projects] == [name for name, *_ in WORKS]
    assert [p.path for p in plan.projects] == [(1,), (1,), (2,), (2,)]
    assert [p.budget_total.value for p in plan.projects] == [12_000, 0, 9_500, 20_000]
    assert [p.fields["responsible"].value for p in plan.projects] == [who for _, who, *_ in WORKS]
    assert [p.fields["target_group"].value for p in plan.projects] == [whom for *_, whom in WORKS]


def test_a_value_that_shows_nothing_is_told():
    plan = told("◆ {}\n  - {}\n  - {}\n  - {}", [(*work[:3], f"สีประจำงานคือสีที่ {at}") for at, work in enumerate(WORKS)])
    assert len(plan.projects) == len(WORKS)
    assert CheckCode.FIELD_UNKNOWN in {finding.code for finding in plan.findings}


def test_lines_of_money_at_different_places_are_no_projects():
    assert parse_plan(read(HEAD + "รายรับของตลาด\n5,000 บาท\nข้อสังเกต\nดีขึ้น\n8,000 บาท\n900 บาท\nจบ")).projects == []
