"""One amount per project and year: which one it is, what is doubtful about it, and what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extract.model.document import Document, Page, Place, TextSource
from extract.model.plan import Amount, Basis, DocumentKind, Finding, Heading, Plan, Project, Scope, Total, Value
from normalize.frameworks import standard
from phaen.emit.plan_rows import plan_rows
from phaen.emit.year_rows import source_link
from schemas.checks import CheckCode
from tests.emit.conftest import SHA256, make_facts, value


def money(baht):
    return None if baht is None else Value(Decimal(baht), str(baht), Place(1, 1))


def amount(year, basis, baht, page=1):
    return Amount(year, basis, money(baht), str(baht), Place(page, 1))


def project(*amounts, **facts):
    given = {"project_id": "P1", "path": (1,), "summary_place": Place(1, 5), "name": value("โครงการหนึ่ง")}
    return Project(order=1, amounts=list(amounts), **{**given, **facts})


def plan_of(*projects, source="plan.txt", findings=(), totals=(), **facts):
    page = Page(1, (), TextSource.TEXT)
    return Plan(
        Document(source, SHA256, TextSource.TEXT, (page,)),
        replace(make_facts(), **facts),
        headings=[Heading((1,), "มิติหนึ่ง", Place(1, 1)), Heading((2,), "มิติสอง", Place(1, 2))],
        projects=list(projects),
        findings=list(findings),
        totals=list(totals),
    )


def years(plan):
    return plan_rows(plan)["project_years"]


def chosen(plan):
    return [(row["fiscal_year"], row["amount"], row["basis"]) for row in years(plan)]


def test_the_summary_counts_before_the_details():
    both = project(amount(2566, Basis.DETAIL, 7), amount(2566, Basis.SUMMARY, 5), detail_place=Place(2, 1))
    assert chosen(plan_of(both)) == [(2566, 5, "summary")]


def test_the_details_count_where_the_summary_cannot_be_read():
    both = project(amount(2566, Basis.SUMMARY, None), amount(2566, Basis.DETAIL, 7, page=3))
    assert chosen(plan_of(both)) == [(2566, 7, "detail")]
    assert years(plan_of(both))[0]["source_page"] == 3


def test_an_amount_that_cannot_be_read_keeps_its_row():
    assert chosen(plan_of(project(amount(2567, Basis.SUMMARY, None)))) == [(2567, None, "summary")]


def test_each_year_has_one_row_in_order():
    several = [amount(2568, Basis.SUMMARY, 3), amount(2566, Basis.SUMMARY, 1), amount(2566, Basis.SUMMARY, 1)]
    assert chosen(plan_of(project(*several))) == [(2566, 1, "summary"), (2568, 3, "summary")]


def test_an_amount_of_several_years_is_never_divided():
    whole = project(budget_total=money(50), fiscal_year_first=value(2566), fiscal_year_last=value(2570))
    assert chosen(plan_of(whole)) == [(None, 50, "summary")]
    assert years(plan_of(whole))[0]["row_id"] == "P1/all"


def test_an_amount_without_year_is_that_of_the_only_year():
    own = project(budget_total=money(50), fiscal_year_first=value(2567), fiscal_year_last=value(2567))
    assert chosen(plan_of(own)) == [(2567, 50, "summary")]
    of_plan = plan_of(project(budget_total=money(50)), fiscal_year_first=value(2566), fiscal_year_last=value(2566))
    assert chosen(of_plan) == [(2566, 50, "summary")]


def test_a_project_without_money_has_a_row_to_count():
    assert chosen(plan_of(project())) == [(None, None, None)]


def test_a_report_has_no_rows():
    assert years(plan_of(project(), kind=DocumentKind.PROGRESS_REPORT)) == []


def test_a_project_counts_in_the_dimension_whose_total_includes_it():
    moved = project(amount(2566, Basis.SUMMARY, 5), path=(2, 1), summary_path=(1,))
    (row,) = years(plan_of(moved))
    assert (row["dimension"], row["dimension_name"], row["section"]) == (1, "มิติหนึ่ง", None)


def test_places_have_codes_regions_and_english_names():
    facts = {"province": value("เชียงใหม่"), "province_code": "50", "district_code": "5001", "subdistrict_code": "500101"}
    (row,) = years(plan_of(project(amount(2566, Basis.SUMMARY, 5)), **facts))
    names = [row[name] for name in ("province_en", "district_en", "subdistrict_en", "region")]
    assert names == ["Chiang Mai", "Mueang Chiang Mai", "Si Phum", "ภาคเหนือ"]
    assert plan_rows(plan_of(project(), **facts))["documents"][0]["region"] == "ภาคเหนือ"


@pytest.mark.parametrize(("code", "is_doubt"), [(CheckCode.BUDGET_MISMATCH, True), (CheckCode.FIELD_MISSING, False)])
def test_findings_about_the_project_are_doubts_if_they_concern_its_money(code, is_doubt):
    one = project(amount(2566, Basis.SUMMARY, 5))
    (row,) = years(plan_of(one, findings=[Finding(code, one)]))
    assert row["doubt"] == (code if is_doubt else None)


def test_findings_about_an_amount_are_doubts_about_its_year():
    one = project(amount(2566, Basis.SUMMARY, 5), amount(2567, Basis.SUMMARY, 5), amount(2567, Basis.DETAIL, 6))
    findings = [Finding(code, one.amounts[2]) for code in (CheckCode.OCR_DOUBT, CheckCode.BUDGET_SUSPECT)]
    assert [row["doubt"] for row in years(plan_of(one, findings=findings))] == [None, "budget_suspect ocr_doubt"]


def test_a_total_that_differs_is_a_doubt_about_its_year_and_dimension():
    one, other = project(amount(2566, Basis.SUMMARY, 5)), project(amount(2566, Basis.SUMMARY, 5), path=(2,))
    other.project_id = "P2"
    total = Total(Scope.DIMENSION, 2, 2566, money(9), None, Place(1, 9))
    plan = plan_of(one, other, totals=[total], findings=[Finding(CheckCode.TOTAL_MISMATCH, total)])
    assert [row["doubt"] for row in years(plan)] == [None, "total_mismatch"]


def test_links_are_relative_urls_with_the_page_of_a_pdf():
    assert source_link("ก ข/a#1.PDF", 3) == "%E0%B8%81%20%E0%B8%82/a%231.PDF#page=3"
    assert source_link("plan.txt", 3) == "plan.txt"


def test_standard_headings_are_those_of_the_lowest_heading_that_has_one():
    plan = plan_of(project(amount(2566, Basis.SUMMARY, 5), path=(3, 2, 1)))
    plan.headings += [
        Heading((3,), "มิติสาม", Place(1, 3)),
        Heading((3, 2), "ภารกิจของตนเอง", Place(1, 3)),
        Heading((3, 2, 1), "เครือข่าย", Place(1, 3), standard("2566-2570", "3.3.1")),
    ]
    (row,) = years(plan)
    assert (row["standard_dimension"], row["standard_section"], row["standard_subsection"]) == (
        "การส่งเสริมบทบาทและการมีส่วนร่วมของภาคประชาชน", "3.3", "3.3.1",
    )  # fmt: skip
    assert row["standard_section_name"].startswith("ส่งเสริมการมีส่วนร่วมของภาคประชาชน")
    assert row["standard_subsection_en"] == "Public and community networks against corruption"
    assert row["framework"] == "2566-2570"
    (section,) = (found for found in plan_rows(plan)["sections"] if found["section"] == "3.2.1")
    assert (section["standard_section"], section["standard_subsection"]) == ("3.3", "3.3.1")
