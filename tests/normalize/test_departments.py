"""Departments by their usual names: several in a text, abbreviations, slips, names of bodies behind them."""

from __future__ import annotations

import pytest

from normalize.departments import departments, english_departments


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("กองคลัง", ["กองคลัง"]),
        ("สำนักคลัง เทศบาลนครบ้านสมมติ", ["กองคลัง"]),
        ("สำนักปลัดเทศบาล เทศบาลตำบลบ้านสมมติ", ["สำนักปลัด"]),
        ("สำนักปลัดเทศบาลตำบลบ้านสมมติ", ["สำนักปลัด"]),
        ("กองการศึกษา กองการเจ้าหน้าที่ เทศบาลนครบ้านสมมติ", ["กองการศึกษา", "กองการเจ้าหน้าที่"]),
        ("- กองช่าง\n- สป.\n- กองช่าง", ["กองช่าง", "สำนักปลัด"]),
        ("กค., กช.", ["กองคลัง", "กองช่าง"]),
        ("กองสาธารณสุข และสิ่งแวดล้อม", ["กองสาธารณสุขและสิ่งแวดล้อม"]),
        ("กองการจ้าหน้าที่", ["กองการเจ้าหน้าที่"]),
        ("ทุกสำนัก/กอง ของเทศบาลนครบ้านสมมติ", ["ทุกสำนัก/กอง"]),
        ("งานส่งเสริมการท่องเที่ยว กองการศึกษา", ["งานส่งเสริมการท่องเที่ยว", "กองการศึกษา"]),
        ("องค์การบริหารส่วนตำบลบ้านสมมติ", []),
        ("สำนักงานเขตสวนมะลิ", []),
        ("นางสาวสมมติ ใจดี นักทรัพยากรบุคคล", []),
        ("", []),
    ],
)
def test_departments(text, names):
    assert departments(text) == names


def test_every_name_of_a_department_is_its_own():
    assert all(departments(name) == [name] for name in english_departments())
