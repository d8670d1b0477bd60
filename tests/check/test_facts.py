"""Findings that show one fact are one finding, with a part for each row, and a sentence that proves it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extract.assemble.headings import standardize
from extract.model.document import Place
from extract.model.messages import said
from extract.model.plan import Finding, Heading, Plan, Project
from normalize.frameworks import standard
from phaen.check import check_plan
from phaen.check.facts.sum_causes import with_causes
from phaen.emit.plan_rows import plan_rows
from schemas.checks import CHECKS, CheckCode, Severity
from schemas.phrases import phrase
from tests.check.builders import YEAR, misprinted, plan, project, total


def checked(made: Plan) -> list[Finding]:
    check_plan(made)
    return [f for f in made.findings if f.severity is not Severity.INFO and f.code is not CheckCode.FACT_MISSING]


def test_a_misprinted_total_of_several_years_is_one_error_with_its_proof() -> None:
    projects = [
        project(summary=[100, 100], name="โครงการก", line=1),
        project(summary=[300, 300], name="โครงการข", line=2),
    ]
    totals = [total(470, year=YEAR), total(470, year=YEAR + 1)]
    (finding,) = checked(plan(projects, totals))
    assert (finding.code, finding.severity, len(finding.rows())) == (CheckCode.TOTAL_MISMATCH, Severity.ERROR, 2)
    assert finding.stake == Decimal(140)
    assert (
        said(finding).en
        == "the total of dimension 1 prints 470 in 2566-2567, its 2 rows give 400: 70 more than the rows"
    )
    assert "มิติที่ 1" in said(finding).th


def test_the_total_of_the_plan_that_differs_with_a_dimension_is_a_part() -> None:
    made = plan([project(summary=[100]), project(summary=[50], dimension=2, section="2.1", name="ข", line=2)],
                [total(170), total(50, dimension=2), total(220, dimension=None)])  # fmt: skip
    found = [f for f in checked(made) if f.code is CheckCode.TOTAL_MISMATCH]
    assert [[row.found for row in finding.rows()] for finding in found] == [["100", "150"]]


def test_totals_that_differ_by_different_sums_are_two_facts() -> None:
    made = plan([project(summary=[100]), project(summary=[50], dimension=2, section="2.1", name="ข", line=2)],
                [total(170), total(50, dimension=2), total(500, dimension=None)])  # fmt: skip
    assert len([f for f in checked(made) if f.code is CheckCode.TOTAL_MISMATCH]) == 2


def test_an_amount_that_cannot_be_read_explains_its_total() -> None:
    unread = [misprinted("x", name=name, line=line) for line, name in ((2, "ข"), (3, "ค"))]
    made = plan([project(summary=[100], details=False), *unread], [total(400)])
    found = checked(made)
    assert not [f for f in found if f.severity is Severity.ERROR]
    assert [row.code for f in found for row in f.rows()].count(CheckCode.TOTAL_MISMATCH) == 1


def test_a_total_below_its_rows_is_not_explained_by_an_amount_that_cannot_be_read() -> None:
    made = plan([project(summary=[500], details=False), misprinted("x", name="ข", line=2)], [total(400)])
    assert [f.code for f in checked(made) if f.severity is Severity.ERROR] == [CheckCode.TOTAL_MISMATCH]


def test_an_amount_that_block_and_total_contradict_is_one_finding_with_both() -> None:
    wrong = project(summary=[700], total=100, name="ข", line=2)
    made = plan([project(summary=[300], total=300), wrong], [total(400), total(400, dimension=None)])
    (finding,) = [f for f in checked(made) if f.code in (CheckCode.BUDGET_CONTRADICTED, CheckCode.TOTAL_MISMATCH)]
    codes = [row.code for row in finding.rows()]
    assert codes.count(CheckCode.TOTAL_MISMATCH) == 2
    assert codes[0] is CheckCode.BUDGET_CONTRADICTED
    assert CheckCode.BUDGET_MISMATCH in codes
    assert finding.stake == 600


def test_rounding_is_an_information() -> None:
    made = plan([project(summary=[100], details=False)], [total(100)])
    made.totals[0].printed = type(made.totals[0].printed)(Decimal("100.40"), "100.40", made.totals[0].place)
    assert checked(made) == []
    assert [f.severity for f in made.findings if f.code is CheckCode.TOTAL_MISMATCH] == [Severity.INFO]


def test_projects_without_a_section_are_one_finding_with_a_row_each() -> None:
    made = plan([project(section="", name=name, line=line) for line, name in enumerate("กขค", 1)])
    check_plan(made)
    (finding,) = [f for f in made.findings if f.code is CheckCode.SECTION_MISSING]
    assert said(finding).en == "no section is printed for it; also P002, P003"
    rows = [row for row in plan_rows(made)["checks"] if row["check"] == CheckCode.SECTION_MISSING]
    assert [(row["row_id"], row["part"], row["parts"]) for row in rows] == [
        ("P001", 1, 3),
        ("P002", 2, 3),
        ("P003", 3, 3),
    ]
    assert len({row["finding"] for row in rows}) == 1


def test_headings_of_its_own_are_one_finding_for_each_level_of_a_plan() -> None:
    own = [((1, 3), "การดูแลสวนสาธารณะ"), ((1, 4), "การคัดแยกขยะ"), ((1, 1, 1), "การปลูกต้นไม้"), ((1, 1, 2), "การล้างตลาด")]
    known = [((1,), "1"), ((1, 1), "1.1"), ((1, 2), "1.2")]
    names = [*((path, standard("2566-2570", code).name) for path, code in known), *own]
    made = plan([project()])
    made.headings = [Heading(path, name, Place(1, line)) for line, (path, name) in enumerate(names, 1)]
    standardize(made.headings)
    check_plan(made)
    facts = [f for f in made.findings if f.code is CheckCode.HEADING_NONSTANDARD]
    assert [[row.place.line for row in fact.rows()] for fact in facts] == [[4, 5], [6, 7]]


def test_projects_without_details_are_one_finding_for_each_run_of_them() -> None:
    details = [True, False, False, True, False, True]
    made = plan([project(details=has, name=f"โครงการ{n}", line=n) for n, has in enumerate(details, 1)])
    check_plan(made)
    runs = [f for f in made.findings if f.code is CheckCode.SUMMARY_WITHOUT_DETAILS]
    assert [len(finding.rows()) for finding in runs] == [2, 1]


def test_an_amount_that_is_proved_has_no_second_finding_that_it_is_suspect() -> None:
    lost = misprinted("0,000", name="ข", line=2, total=20000)
    made = plan([project(summary=[300], details=False), lost], [total(20300)])
    made.add([Finding(CheckCode.BUDGET_SUSPECT, lost.amounts[0], "", "0,000", lost.amounts[0].place)])
    found = checked(made)
    codes = [row.code for finding in found for row in finding.rows()]
    assert CheckCode.VALUE_RECONCILED in codes
    assert CheckCode.BUDGET_SUSPECT not in codes


class Walked(list[Project]):
    """Projects that count how often somebody goes through all of them."""

    walks = 0

    def __iter__(self) -> Iterator[Project]:
        self.walks += 1
        return super().__iter__()


def walks(number: int) -> int:
    """How often the causes of sums go through the projects of a plan with so many unreadable amounts."""
    made = plan([misprinted("x", name=f"โครงการ{n}", line=n) for n in range(1, number + 1)], [total(400)])
    unread = [Finding(CheckCode.BUDGET_UNREADABLE, p.amounts[0], "", "x", p.amounts[0].place) for p in made.projects]
    made.projects = Walked(made.projects)
    with_causes(unread, made)
    return made.projects.walks


def test_more_findings_do_not_go_through_the_projects_more_often() -> None:
    assert walks(20) == walks(4) > 0


def test_every_check_says_itself_in_both_languages_and_has_a_page() -> None:
    for check in CHECKS.values():
        assert all((check.message, check.message_th, check.title_th, check.meaning, check.example, check.action))
    assert phrase("dimension", number="2").th == "มิติที่ 2"
