"""Single projects: their halves, section, fields, years, names; and a document that breaks off."""

from __future__ import annotations

import pytest

from extract.model.document import Place
from extract.model.plan import Basis, Facts, ProjectProgress, Value, path_of
from phaen.check.project_checks import check_projects
from phaen.check.total_checks import check_totals
from schemas.checks import CheckCode, Severity
from tests.check.builders import by_code, count, fields_of, plan, project, said, total, years


def both(name: str = "โครงการอื่น", line: int = 50):
    """A project with both halves, about which there is nothing to say."""
    return project(name=name, line=line)


def test_a_sound_plan_gives_no_finding() -> None:
    assert not check_projects(plan([project(), both()]))


# --- the two halves


def test_a_missing_half_is_told() -> None:
    findings = check_projects(plan([both(), project(details=False), project(name="กิจกรรมใหม่", summary=None)]))
    assert [(code, row) for code, row, _, _ in said(findings)] == [
        (CheckCode.SUMMARY_WITHOUT_DETAILS, "P002"),
        (CheckCode.DETAILS_WITHOUT_SUMMARY, "P003"),
    ]


@pytest.mark.parametrize(
    ("summary", "by_year", "told"),
    [
        ([100, 200], [100, 200], []),
        ([200, 100], [100, 200], [("P001", "2566: 200 / 2567: 100", "2566: 100 / 2567: 200")]),  # the sums are equal
        ([100, 300], [100, 200], [("P001", "2567: 300", "2567: 200")]),
        ([None, 200], [100, 200], []),
        ([100, 300], [None, 200], [("P001", "300", "200")]),
    ],
)
def test_a_detail_that_gives_another_amount_of_a_year_is_told(summary, by_year, told) -> None:
    made = project(summary=summary, by_year=by_year, total=300)
    made.amounts = [a for a in made.amounts if a.basis is Basis.SUMMARY or a.money is not None]
    assert by_code(check_projects(plan([made])), CheckCode.BUDGET_MISMATCH) == told


@pytest.mark.parametrize("half", [{"details": False}, {"summary": None}])
def test_a_plan_of_one_half_lacks_no_other(half: dict[str, None]) -> None:
    assert not check_projects(plan([project(**half), project(name="กิจกรรมใหม่", **half)]))


@pytest.mark.parametrize(
    ("summary", "differs"),
    [
        ("โครงการตัวอย่าง", False),
        ("โครงการ ตัวอย่าง", False),
        ("“โครงการตัวอย่าง”", False),
        ("โครงการตัวอยาง", True),
        ("กิจกรรมตัวอย่าง", True),
    ],
)
def test_names_that_differ_in_letters_are_told(summary: str, differs: bool) -> None:
    entry = project()
    entry.summary_name = Value(summary, summary, Place(1, 1))
    found = by_code(check_projects(plan([entry])), CheckCode.NAMES_DIFFER)
    assert found == ([("P001", summary, "โครงการตัวอย่าง")] if differs else [])


@pytest.mark.parametrize(
    ("summary", "severity"),
    [
        ("โครงการค่ายใจซื่อสำหรับเยาวชนในตำบล", Severity.INFO),
        ("โครงการสร้างเครือข่ายค่ายใจซื่อสำหรับเยาวชนทุกหมู่บ้านในตำบล", Severity.WARNING),
        ("โครงการค่ายใจซื่อสำหรับเยาวชนในเขตตำบล หมายเหตุ : จัดปีเว้นปีเพื่อให้เยาวชนชุดใหม่ได้เรียน", Severity.INFO),
    ],
)
def test_names_that_are_little_alike_are_a_warning(summary: str, severity: Severity) -> None:
    named = project(name="โครงการค่ายใจซื่อสำหรับเยาวชนในเขตตำบล")
    named.summary_name = Value(summary, summary, Place(1, 9))
    found = [f for f in check_projects(plan([named, both()])) if f.code is CheckCode.NAMES_DIFFER]
    assert [f.severity for f in found] == [severity]


def test_the_same_name_twice_is_told_of_both() -> None:
    named = [project(name="โครงการ ก"), project(name="โครงการก", line=2), project(name="โครงการ ข", line=3)]
    found = by_code(check_projects(plan(named)), CheckCode.NAME_REPEATED)
    assert [row for row, _, _ in found] == ["P001", "P002"]


def test_projects_without_a_name_are_no_namesakes() -> None:
    nameless = [project(), project(line=2)]
    for entry in nameless:
        entry.name = None
    assert not by_code(check_projects(plan(nameless)), CheckCode.NAME_REPEATED)


# --- where it stands


@pytest.mark.parametrize(
    ("dimension", "section", "code"),
    [
        (None, "", CheckCode.DIMENSION_MISSING),
        (1, "", CheckCode.SECTION_MISSING),
        (1, "1.1", None),
    ],
)
def test_a_missing_place_is_told(dimension: int | None, section: str, code: CheckCode | None) -> None:
    other = project(dimension=1, section="1.1", name="ข", line=2)
    findings = check_projects(plan([project(dimension=dimension, section=section), other]))
    assert [(found, row) for found, row, _, _ in said(findings)] == ([(code, "P001")] if code else [])


def test_a_plan_that_prints_no_levels_lacks_none() -> None:
    assert check_projects(plan([project(dimension=None, section="", name=name) for name in "กข"])) == []


@pytest.mark.parametrize(("summary_section", "differs"), [("", False), ("1.1", False), ("1.2", True)])
def test_two_sections_for_one_project_are_told(summary_section: str, differs: bool) -> None:
    entry = project(section="1.1")
    entry.summary_path = path_of(summary_section)
    found = by_code(check_projects(plan([entry])), CheckCode.SECTION_MISMATCH)
    assert found == ([("P001", "1.2", "1.1")] if differs else [])


# --- its budget and years


@pytest.mark.parametrize(
    ("summary", "total", "differs"),
    [
        ([100, 100], 200, False),  # all years
        ([100, 100], 100, False),  # each year
        ([100, None], 100, False),  # what is known agrees
        ([None, None], 100, False),
        ([0, 0], 0, False),
        ([100, 100], 150, True),
        ([100, 50], 100, True),
        ([0, 0], 100, True),
        ([100], None, False),
    ],
)
def test_a_detail_that_gives_another_budget_is_told(
    summary: list[int | None], total: int | None, differs: bool
) -> None:
    found = by_code(check_projects(plan([project(summary=summary, total=total)])), CheckCode.BUDGET_MISMATCH)
    printed = " / ".join(str(amount) for amount in summary if amount is not None)
    assert found == ([("P001", printed, str(total))] if differs else [])


@pytest.mark.parametrize("half", [{"details": False}, {"summary": None}])
def test_a_budget_without_its_other_half_is_not_compared(half: dict[str, None]) -> None:
    findings = check_projects(plan([both(), project(total=100, **half)]))
    assert not by_code(findings, CheckCode.BUDGET_MISMATCH)


@pytest.mark.parametrize(
    ("first", "last", "outside"),
    [(2566, 2570, False), (2567, 2567, False), (2565, 2566, True), (2570, 2571, True), (2571, 2572, True)],
)
def test_years_outside_the_plan_are_told(first: int, last: int, outside: bool) -> None:
    entry = project()
    entry.fiscal_year_first, entry.fiscal_year_last = count(first), count(last)
    findings = check_projects(plan([entry], facts=Facts(**years(2566, 2570))))
    expected = [("P001", "2566-2570", f"{first}-{last}")] if outside else []
    assert by_code(findings, CheckCode.YEARS_MISMATCH) == expected


def test_unknown_years_are_not_compared() -> None:
    entry = project()
    entry.fiscal_year_first, entry.fiscal_year_last = count(2500), count(2501)
    assert not check_projects(plan([entry], facts=Facts(fiscal_year_first=count(2566))))


# --- its fields, and a document that breaks off

ALL = ("objectives", "methods", "budget", "responsible", "results")


def test_a_field_that_the_other_blocks_have_is_missed() -> None:
    names = {"ก": ALL, "ข": ALL, "ค": ALL, "ง": ALL[1:], "จ": ALL}
    found = by_code(check_projects(plan(fields_of(names))), CheckCode.FIELD_MISSING)
    assert found == [("P004", "", "objectives")]


def test_a_field_that_few_blocks_have_is_not_missed() -> None:
    names = {"ก": (*ALL, "location"), "ข": (*ALL, "location"), "ค": (*ALL, "location"), "ง": ALL}
    assert not by_code(check_projects(plan(fields_of(names))), CheckCode.FIELD_MISSING)


@pytest.mark.parametrize(("status", "reason"), [("ยังไม่ได้ดำเนินการ", None), ("อยู่ในแผนไตรมาสหน้า", "รอเงินอุดหนุน")])
def test_of_a_project_that_was_not_begun_a_report_tells_no_methods_and_no_results(status, reason) -> None:
    names = {"ก": ALL, "ข": ALL, "ค": ALL, "ง": ("budget", "responsible"), "จ": ALL}
    made = plan(fields_of(names))
    place, values = Place(1, 1), [text and Value(text, text, Place(1, 1)) for text in (status, reason)]
    made.project_progress = [ProjectProgress(made.projects[3], place, status=values[0], reason=values[1])]
    assert [found for _, _, found in by_code(check_projects(made), CheckCode.FIELD_MISSING)] == ["objectives"]


def test_two_blocks_do_not_make_a_custom() -> None:
    assert not check_projects(plan(fields_of({"ก": ALL, "ข": ()})))


def test_remarks_are_never_missed() -> None:
    names = {"ก": ("remarks",), "ข": ("remarks",), "ค": ("remarks",), "ง": ("remarks",), "จ": ()}
    assert not check_projects(plan(fields_of(names)))


def test_a_project_without_a_block_lacks_no_field() -> None:
    projects = [*fields_of({"ก": ALL, "ข": ALL, "ค": ALL}), project(name="ง", line=9, details=False)]
    assert not by_code(check_projects(plan(projects)), CheckCode.FIELD_MISSING)


def test_a_last_block_without_its_end_is_cut_off() -> None:
    names = {"ก": ALL, "ข": ALL, "ค": ALL, "ง": ALL, "จ": ALL[:2]}
    found = by_code(check_projects(plan(fields_of(names))), CheckCode.TEXT_ENDS_EARLY)
    assert found == [("P005", "", "budget, responsible, results")]


@pytest.mark.parametrize(
    "names",
    [
        {"ก": ALL, "ข": ALL, "ค": ALL, "ง": ALL[:2], "จ": ALL},  # not the last one
        {"ก": ALL, "ข": ALL, "ค": ALL, "ง": ALL, "จ": ALL[:4]},  # one field is easily forgotten
        {"ก": ALL[:2], "ข": ALL[:2], "ค": ALL[:2], "ง": ALL[:2]},  # no block has them
        {},
    ],
    ids=["middle", "one field", "unusual", "empty"],
)
def test_other_gaps_are_no_cut(names: dict[str, tuple[str, ...]]) -> None:
    assert not by_code(check_projects(plan(fields_of(names))), CheckCode.TEXT_ENDS_EARLY)


def test_the_last_block_is_the_one_that_stands_last() -> None:
    """Blocks may stand in another order than the summary's."""
    projects = fields_of({"ก": ALL[:2], "ข": ALL, "ค": ALL, "ง": ALL, "จ": ALL})
    projects[0].detail_last = Place(9, 1)
    found = by_code(check_projects(plan(projects)), CheckCode.TEXT_ENDS_EARLY)
    assert [row for row, _, _ in found] == ["P001"]


def test_another_dimension_in_each_half_is_told_and_the_tables_one_is_summed() -> None:
    moved = project(summary=[500], total=500, dimension=2, section="2.1")
    moved.summary_path = (1, 1)
    made = plan([moved, project(summary=[300], total=300, name="โครงการอื่น")], [total(800)])
    assert by_code(check_projects(made), CheckCode.DIMENSION_MISMATCH) == [("P001", "1", "2")]
    assert not by_code(check_projects(made), CheckCode.SECTION_MISMATCH)
    assert not check_totals(made)


def test_projects_without_a_section_weigh_more_where_nearly_all_others_have_one() -> None:
    def severities(sections: str) -> set[Severity]:
        made = [project(section="1.1" if has == "s" else "", details=False) for has in sections]
        told = (finding for finding in check_projects(plan(made)) if finding.code is CheckCode.SECTION_MISSING)
        return {finding.severity for finding in told}

    assert severities("ssss-") == {Severity.WARNING}
    assert severities("ss--") == {Severity.INFO}
    assert severities("ssss") == set()
