"""The document as a whole, and all checks together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.model.plan import DocumentKind, Facts, RowRef
from phaen.check import check_plan
from phaen.check.document_checks import LOWEST_QUALITY, check_document
from schemas.checks import CheckCode
from tests.check.builders import SHA256, YEAR, by_code, count, page, plan, project, said, total

DOCUMENT = SHA256[:16]


def test_a_page_that_cannot_be_trusted_is_told() -> None:
    pages = [page(1), page(2, LOWEST_QUALITY - 0.01), page(3, LOWEST_QUALITY), page(4, 0.0, text="")]
    (finding,) = check_document(plan([project()], pages=pages))
    assert (finding.code, finding.about) == (CheckCode.PAGE_UNTRUSTED, RowRef("pages", "2"))


def test_pictures_and_embedded_documents_that_were_not_read_are_told() -> None:
    lost = replace(page(2), repairs={"picture_unread": 2, "embedded": 1, "picture": 3})
    (finding,) = check_document(plan([project()], pages=[page(1), lost]))
    assert (finding.code, finding.about) == (CheckCode.PICTURE_UNREAD, RowRef("pages", "2"))
    assert finding.expected == "2 pictures and 1 embedded document"


def test_a_plan_without_projects_is_told() -> None:
    assert said(check_document(plan())) == [(CheckCode.NO_PROJECTS, DOCUMENT, "", "")]


@pytest.mark.parametrize(("stated", "differs"), [(2, False), (3, True), (1, True)])
def test_a_stated_count_that_differs_is_told(stated: int, differs: bool) -> None:
    made = plan([project(), project(details=False)], facts=Facts(stated_project_count=count(stated)))
    expected = [(CheckCode.STATED_COUNT_MISMATCH, DOCUMENT, str(stated), "2")] if differs else []
    assert said(check_document(made)) == expected


def test_a_report_may_list_fewer_projects_than_were_planned() -> None:
    facts = Facts(kind=DocumentKind.PROGRESS_REPORT, stated_project_count=count(9))
    assert not check_document(plan([project()], facts=facts))


def test_a_plan_without_projects_is_not_blamed_for_their_number_too() -> None:
    made = plan(facts=Facts(stated_project_count=count(9)))
    assert not by_code(check_document(made), CheckCode.STATED_COUNT_MISMATCH)


def test_totals_are_summed_after_lost_amounts_are_settled() -> None:
    made = plan([project(summary=[300], name="ก"), project(summary=[None], name="ข", total=500)], [total(800)])
    check_plan(made)
    assert made.totals[0].computed == 800
    told = [entry for entry in said(made.findings) if entry[0] is not CheckCode.FACT_MISSING]
    assert told == [(CheckCode.VALUE_RECONCILED, f"{YEAR}/summary", "500", "x,000")]
    assert made.findings[0].about is made.projects[1].amounts[0]


def test_findings_of_the_parser_are_kept_and_stand_first() -> None:
    made = plan()
    earlier = check_document(plan([project()], pages=[page(1, 0.0)]))
    made.add(earlier)
    check_plan(made)
    told = [finding.code for finding in made.findings]
    assert told == [CheckCode.PAGE_UNTRUSTED, CheckCode.NO_PROJECTS, *[CheckCode.FACT_MISSING] * 3]


def test_an_empty_plan_and_a_plan_of_empty_projects_are_checked_without_fail() -> None:
    from extract.model.plan import Project

    for made in (plan(), plan([Project(), Project()])):
        check_plan(made)
        assert made.findings
