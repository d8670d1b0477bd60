"""Names and departments of scans that are no words, or no department."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.grammar.field import Field
from extract.model.document import Place, TextSource
from extract.model.plan import Facts, Finding, Heading, Plan, RowRef, Value
from phaen.check.misread_words import words_misread
from schemas.checks import CheckCode
from tests.check.builders import page, plan, project


def scanned(*, name: str = "โครงการส่งเสริมคุณธรรม", department: str = "กองคลัง", facts: Facts | None = None) -> Plan:
    entry = project(name=name)
    entry.fields[Field.RESPONSIBLE] = Value(department, department, Place(1, 2))
    return plan([entry], facts=facts, pages=[replace(page(), text_source=TextSource.OCR)])


def told(made: Plan) -> list[tuple[str, str]]:
    findings: list[Finding] = words_misread(made)
    assert all(finding.code is CheckCode.OCR_MISREAD for finding in findings)
    return [(finding.field, finding.found) for finding in findings]


def test_what_is_made_of_words_is_not_told() -> None:
    assert told(scanned()) == []


def test_a_name_that_is_no_words_is_told() -> None:
    assert told(scanned(name="โครงการส่งเสริมคุณธรมม")) == [("name", "โครงการส่งเสริมคุณธรมม")]


@pytest.mark.parametrize("name", ["โครงการคืนน้าใสให้คลอง", "กิจกรรมเด็กดีชื่อสัตย์", "โครงการเด็กไทยไม่โถง", "มาตรการลดขันตอน"])
def test_words_that_are_read_for_others_of_the_same_shape_are_told(name: str) -> None:
    assert told(scanned(name=name)) == [("name", name)]


def test_words_that_only_contain_such_a_word_are_not_told() -> None:
    assert told(scanned(name="กิจกรรมหน้าเสาธงของเจ้าหน้าที่")) == []


def test_abbreviations_are_in_no_dictionary() -> None:
    assert told(scanned(name="โครงการอบรม พ.ร.บ.ข้อมูลข่าวสาร", department="กองการศึกษาฯ")) == []


@pytest.mark.parametrize("department", ["ทองคลัง", "กองสาธารณสขุ"])
def test_a_department_that_is_none_is_told(department: str) -> None:
    assert told(scanned(department=department)) == [("responsible", department)]


def test_the_name_of_the_body_is_in_no_dictionary() -> None:
    facts = Facts(organization=Value("เทศบาลตำบลพุดซ้อนนิล", "", Place(1, 1)))
    assert told(scanned(name="โครงการคุณธรรมเทศบาลตำบลพุดซ้อนนิล", department="เทศบาลตำบลพุดซ้อนนิล", facts=facts)) == []


def test_a_heading_that_is_no_words_is_told() -> None:
    made = scanned()
    made.headings = [Heading((2,), "การบริหารราชกวรร", Place(1, 1))]
    (finding,) = words_misread(made)
    assert (finding.about, finding.found) == (RowRef("dimensions", "2"), "การบริหารราชกวรร")


def test_a_text_that_was_typed_is_as_it_was_typed() -> None:
    made = scanned(name="โครงการส่งเสริมคุณธรมม")
    made.document = replace(made.document, pages=(page(),))
    assert told(made) == []


def test_an_abbreviation_of_several_projects_is_no_misreading() -> None:
    one = scanned(department="กพง.")
    assert told(one) == [("responsible", "กพง.")]
    one.projects.append(scanned(department="กพง.").projects[0])
    assert told(one) == []


def test_the_name_of_the_body_is_asked_for_words_taken_for_others() -> None:
    def of(name: str) -> Plan:
        return scanned(facts=Facts(organization=Value(name, name, Place(1, 1))))

    assert told(of("องค์การบริหารส่วนตำบลบึงน้าเขียว")) == [("organization", "องค์การบริหารส่วนตำบลบึงน้าเขียว")]
    assert told(of("องค์การบริหารส่วนตำบลบึงหน้าเขียว")) == []
    place = Value("บึงน้าเขียว", "บึงน้าเขียว", Place(1, 1))
    assert told(scanned(facts=Facts(subdistrict=place))) == [("subdistrict", "บึงน้าเขียว")]
