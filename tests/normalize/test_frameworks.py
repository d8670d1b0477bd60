"""Headings against the national frameworks: slips, cut lines, ties and things that are no heading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.frameworks import (
    MATCH_THRESHOLD,
    choose_framework,
    dimension_names,
    framework_ids,
    match_dimension,
    match_section,
    section_names,
)

NEW, OLD = "2566-2570", "2561-2564"
SECTIONS = [(framework, code, name) for framework in (NEW, OLD) for code, name in section_names(framework).items()]
DIMENSIONS = [(known, number, name) for known in (NEW, OLD) for number, name in dimension_names(known).items()]


def test_the_newest_framework_stands_first():
    assert framework_ids() == (NEW, OLD)


def test_each_framework_has_its_missions_in_order():
    assert [list(dimension_names(framework)) for framework in (NEW, OLD)] == [[1, 2, 3, 4]] * 2
    firsts = [[int(code[0]) for code in section_names(framework)] for framework in (NEW, OLD)]
    assert [[found.count(n) for n in range(1, 5)] for found in firsts] == [[3, 3, 3, 3], [3, 5, 3, 4]]
    assert all(list(section_names(framework)) == sorted(section_names(framework)) for framework in (NEW, OLD))


def test_an_unknown_framework_is_a_key_error():
    with pytest.raises(KeyError):
        section_names("2400")


@pytest.mark.parametrize(("framework", "number", "name"), DIMENSIONS)
def test_every_dimension_is_found_by_its_own_name(framework, number, name):
    match = match_dimension(name, framework=framework)
    assert (match.framework, match.number, match.name, match.score) == (framework, number, name, 1.0)


@pytest.mark.parametrize(("framework", "code", "name"), SECTIONS)
def test_every_section_is_found_by_its_own_name(framework, code, name):
    match = match_section(name, framework=framework)
    assert (match.framework, match.code, match.name, match.score) == (framework, code, name, 1.0)
    assert match.dimension == int(code[0])


@pytest.mark.parametrize(("framework", "code", "name"), SECTIONS)
def test_a_letter_lost_and_one_misread_change_nothing(framework, code, name):
    slipped = name[:4] + name[5:9] + "ฮ" + name[10:]
    assert match_section(slipped, framework=framework).code == code


@pytest.mark.parametrize(("framework", "code", "name"), SECTIONS)
def test_a_name_cut_by_a_line_end_is_still_found(framework, code, name):
    assert match_section(name[: len(name) * 7 // 8], framework=framework).code == code


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("มิติที่ 1 การสร้างวัฒนธรรมสุจริต จำนวน 10 โครงการ", 1),
        ("มิติ 2 : การบริหารราชการด้วยความโปรงใส", 2),
        ("การส่งเสริมบทบาทและการมีส่วนร่วม", 3),
        ("ยกระดับกลไกตรวจสอบการดำเนินงานขององค์กรปกครองส่วนท้องถิ่น", 4),
    ],
)
def test_printed_dimension_headings(heading, number):
    assert match_dimension(heading).number == number


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("2.3 มาตรการลดการใช้ ดุลพินิจในการ ปฏิบัติงาน", "2.3"),
        ("4.2) การส่งเสริมบทบาทการ ตรวจสอบของสภา", "4.2"),
        ("การรับฟังความคิดเห็น การรับและตอบสนองเรื่องร้องเรียน", "3.2"),
        ("การเปิดเผยข้อมูลสาธารณะ", "2.1"),
    ],
)
def test_printed_section_headings(heading, code):
    assert match_section(heading).code == code


def test_the_name_outweighs_a_wrong_number():
    assert match_section("1.1 มาตรการจัดการเรื่องร้องเรียนการทุจริต", 1, code="1.1").code == "4.3"


def test_the_printed_code_decides_between_equal_beginnings():
    beginning = "การเสริมสร้างจิตสำนึกและความตระหนักแก่"
    assert [match_section(beginning, 1, code=code).code for code in ("1.2", "1.3")] == ["1.2", "1.3"]


def test_a_shared_name_belongs_to_the_documents_framework_or_the_newest():
    name = "การส่งเสริมบทบาทการตรวจสอบของสภาท้องถิ่น"
    assert (match_section(name).framework, match_section(name).code) == (NEW, "4.2")
    assert match_section(name, framework=OLD).code == match_section(name, code="4.3").code == "4.3"


def test_the_documents_framework_wins_over_a_slightly_nearer_name_of_another():
    name = section_names(OLD)["1.3"]
    assert match_section(name).framework == OLD
    assert match_section(name, framework=NEW).framework == NEW


@pytest.mark.parametrize("text", ["", "   ", "โครงการอบรมคุณธรรมจริยธรรม", "มิติที่ 1", "1.1", "การ", "รวมทั้งสิ้น", "abc"])
def test_what_is_no_heading_matches_nothing(text):
    assert match_dimension(text) is None
    assert match_section(text) is None


@pytest.mark.parametrize("framework", [NEW, OLD])
def test_the_framework_that_most_headings_fit_is_chosen(framework):
    names = [*dimension_names(framework).values(), *section_names(framework).values()]
    assert choose_framework([name[:-3] for name in names]) == framework


def test_without_any_known_heading_the_newest_framework_is_assumed():
    assert choose_framework([]) == choose_framework(["อื่นๆ"]) == NEW


@given(st.text(max_size=200))
def test_any_text_matches_well_or_not_at_all(text):
    for match in (match_dimension(text), match_section(text)):
        assert match is None or MATCH_THRESHOLD <= match.score <= 1


def test_a_huge_line_is_no_heading_and_costs_little():
    assert match_section("การส่งเสริม" * 500_000) is None
