"""One line of the budget under several projects, and one section under two numbers."""

from __future__ import annotations

import pytest

from extract.model.document import Place
from extract.model.plan import Heading, Progress, Project, Value, path_of
from phaen.check.printed_twice import printed_twice
from phaen.check.total_checks import check_totals
from schemas.checks import CheckCode
from tests.check.builders import by_code, plan, progress, project

REMARK = "โครงการอบรมพัฒนาบุคลากรประจำปี"


def remarked(amount: int, remark: str, line: int) -> Project:
    made = project(summary=[amount], line=line)
    made.fields["remarks"] = Value(remark, remark, Place(1, line))
    return made


def test_a_large_amount_with_the_same_budget_line_is_one_finding_for_all_its_projects() -> None:
    made = plan([remarked(500_000, REMARK, 1), remarked(500_000, REMARK, 2), remarked(500_000, REMARK, 3)])
    (finding,) = printed_twice(made)
    assert (finding.code, finding.stake, len(finding.rows())) == (CheckCode.BUDGET_SHARED, 1_000_000, 3)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ((20_000, REMARK), (20_000, REMARK)),  # small
        ((500_000, REMARK), (600_000, REMARK)),
        ((500_000, REMARK), (500_000, f"{REMARK} รุ่นที่ 2")),
        ((500_000, "กองสวัสดิการสังคม"), (500_000, "กองสวัสดิการสังคม")),  # a department
        ((500_000, ""), (500_000, "")),
    ],
)
def test_equal_amounts_without_a_common_budget_line_are_not_told(one: tuple[int, str], two: tuple[int, str]) -> None:
    assert printed_twice(plan([remarked(*one, 1), remarked(*two, 2)])) == []


def heading(code: str, name: str, line: int) -> Heading:
    return Heading(path_of(code), name, Place(1, line))


def test_a_section_with_two_numbers_is_told_and_sections_of_other_parents_are_not() -> None:
    made = plan()
    made.headings = [heading("3.2", "การรับฟังความคิดเห็นของประชาชน", 1), heading("3.3", "การรับฟังความคิดเห็นของประชาชน", 9)]
    assert by_code(printed_twice(made), CheckCode.HEADING_REPEATED) == [
        ("3.2", "3.2, 3.3", "การรับฟังความคิดเห็นของประชาชน")
    ]
    made.headings = [heading("1.2.3", "การต่อต้านการทุจริต", 1), heading("1.3.1", "การต่อต้านการทุจริต", 9)]
    assert printed_twice(made) == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (progress(1, projects_planned=0, projects_done=0, percent_projects=50), ["percent_projects"]),
        (progress(1, projects_planned=0, projects_done=0, percent_projects=100), []),
        (progress(1, projects_planned=0, projects_done=0, percent_projects=0), []),
        (progress(1, budget_planned=0, budget_spent=500), ["budget_spent"]),
        (progress(1, budget_planned=0, budget_ordinance=900, budget_spent=500), []),
        (progress(1, projects_planned=4, projects_done=2, percent_projects=50), []),
    ],
)
def test_a_share_of_nothing_is_told(row: Progress, told: list[str]) -> None:
    found = [f for f in check_totals(plan(progress=[row])) if f.code is CheckCode.PERCENT_OF_ZERO]
    assert [finding.field for finding in found] == told
