"""Functions on the family's words: the kind of a project, titles, headings that name several fields."""

import pytest

from extract.grammar.terms import compound_field, is_title, kind_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("โครงการปลูกใจซื่อ", "โครงการ"),
        (" “กิจกรรมยิ้มรับทุกคำถาม”", "กิจกรรม"),
        ("(มาตรการประตูเปิด)", "มาตรการ"),
        ("ปลูกใจซื่อ", ""),
        ("การจัดทำโครงการ", ""),
        ("", ""),
    ],
)
def test_kind_of(name, kind):
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("ตัวชี้วัด/ผลผลิต/ผลที่คาดว่าจะได้รับ", "results"),
        ("ความเป็นมา/เหตุผลและความจำเป็น", "rationale"),
        ("สถานที่และระยะเวลา", "location"),
        ("ผลผลิต ผลลัพธ์ ตัวชี้วัด", "results"),
        ("วัตถุประสงค์โครงการ/กิจกรรม", "objectives"),
        ("วัตถุประสงค์ของชุมชน/ตัวชี้วัด", None),
        ("ตัวชี้วัด/ผู้แทนหมู่บ้าน", None),
        ("ตัวชี้วัด", None),
        ("", None),
    ],
)
def test_a_compound_heading_is_its_first_part_where_every_part_is_a_heading(heading, key):
    assert compound_field(heading) == key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("แผนปฏิบัติการป้องกันการทุจริต", True),
        ("รายงานการติดตามผลของปีก่อน", True),
        ("ตามแผนปฏิบัติการป้องกันการทุจริต", False),
        ("", False),
    ],
)
def test_titles(text, expected):
    assert is_title(text) is expected
