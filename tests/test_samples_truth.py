"""The samples are read as their truth says: every project, amount, year, text, item and finding."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from extract.model.plan import Basis, Plan, Project, Scope, Value, code_of
from extract.model.row_ids import RowIds
from phaen.emit.plan_rows import plan_rows
from samples.make.content import plan_stems
from schemas.checks import CHECKS, Severity
from tests.scoring import (
    COLUMNS,
    Truth,
    canon,
    canon_field,
    content,
    detailed,
    plan_of,
    row_ids,
    similarity,
    summarized,
    truth_of,
)

STEMS = plan_stems()
CONTROL = STEMS[0]
ALIKE = 0.95
"""How alike a field's text must be to its lines in the source."""

FURTHER_CHECKS = {"2_tambon_ban_fa_sai": {"budget_suspect"}}
"""Findings that follow from a planted slip without being what it is planted for: ๐,๐๐๐ is no well-formed amount."""

FOREIGN = {"4_tambon_khlong_dok_kaeo": "เทศบาลตำบลหาดเกลียวคลื่น"}
"""Another municipality's name that was left in the text."""

FACTS = ("organization", "subdistrict", "district", "province")
NUMBERS = ("fiscal_year_first", "fiscal_year_last", "stated_project_count")

pytestmark = pytest.mark.parametrize("stem", STEMS)


def label(number: int, name: str) -> str:
    return f"{number} {canon(name)}"


def plain(value: Value[object] | None) -> object:
    return None if value is None else value.value


def summary_pairs(stem: str) -> list[tuple[Truth, Project]]:
    return list(zip(truth_of(stem)["summary_projects"], summarized(plan_of(stem)), strict=True))


def detail_pairs(stem: str) -> list[tuple[Truth, Project]]:
    return list(zip(truth_of(stem)["details"], detailed(plan_of(stem)), strict=True))


def amounts(project: Project, basis: Basis) -> dict[str, Decimal | None]:
    """The amounts by year; one that could not be read is None."""
    found = [amount for amount in project.amounts if amount.basis is basis]
    assert len({amount.fiscal_year for amount in found}) == len(found)
    return {str(amount.fiscal_year): amount.money and amount.money.value for amount in found}


# --- the document


def test_facts(stem: str) -> None:
    facts, true = plan_of(stem).facts, truth_of(stem)["document"]
    assert facts.kind == true["kind"]
    assert facts.organization_type == true["organization_type"]
    found = {name: plain(getattr(facts, name)) for name in (*FACTS, *NUMBERS)}
    assert {name: canon(str(found[name] or "")) for name in FACTS} == {name: canon(true[name]) for name in FACTS}
    assert {name: found[name] for name in NUMBERS} == {name: true[name] for name in NUMBERS}


def test_title(stem: str) -> None:
    facts, true = plan_of(stem).facts, truth_of(stem)["document"]
    assert facts.title
    # A title page goes on with the body's name; it makes the title longer, not wrong.
    assert canon(facts.title.value).removesuffix(canon(true["organization"])) == canon(true["title"])


def test_dimensions(stem: str) -> None:
    found = [(dimension.path[0], canon(dimension.name)) for dimension in plan_of(stem).dimensions]
    assert found == [(true["number"], canon(true["name"])) for true in truth_of(stem)["dimensions"]]


def test_sections(stem: str) -> None:
    found = {section.code: (section.path[0], canon(section.name)) for section in plan_of(stem).sections}
    assert found == {true["code"]: (true["dimension"], canon(true["name"])) for true in truth_of(stem)["sections"]}


# --- the summary table


def test_summary_projects(stem: str) -> None:
    found = [canon(project.summary_name and project.summary_name.value) for project in summarized(plan_of(stem))]
    assert found == [canon(true["name"]) for true in truth_of(stem)["summary_projects"]]


def test_summary_places(stem: str) -> None:
    found = {p.order: (p.dimension, code_of(p.summary_path, 2) or p.section or None) for _, p in summary_pairs(stem)}
    assert found == {p.order: (true["dimension"], true["section"]) for true, p in summary_pairs(stem)}


def test_summary_lines(stem: str) -> None:
    found = {p.order: p.summary_place and p.summary_place.line for _, p in summary_pairs(stem)}
    assert found == {p.order: true["line"] for true, p in summary_pairs(stem)}


def test_summary_amounts(stem: str) -> None:
    found = {p.order: amounts(p, Basis.SUMMARY) for _, p in summary_pairs(stem)}
    assert found == {p.order: true["budget"] for true, p in summary_pairs(stem)}


def test_summary_remarks(stem: str) -> None:
    found = {p.order: canon(str(plain(p.fields.get("remarks")) or "")) for _, p in summary_pairs(stem)}
    assert found == {p.order: canon(true["note"]) for true, p in summary_pairs(stem)}


def test_totals(stem: str) -> None:
    found = Counter(
        (total.scope, total.dimension, total.fiscal_year, plain(total.printed), plain(total.printed_count))
        for total in plan_of(stem).totals
    )
    true = Counter(
        (Scope(total["scope"]), total["dimension"], int(year), amount, total["project_count"])
        for total in truth_of(stem)["totals"]
        for year, amount in total["budget"].items()
    )
    assert found == true


def test_totals_are_compared_with_the_sum_of_the_true_parts(stem: str) -> None:
    for total in plan_of(stem).totals:
        parts = [true for true, _ in summary_pairs(stem) if total.dimension in (None, true["dimension"])]
        assert total.computed == sum(part["budget"][str(total.fiscal_year)] for part in parts)
        assert total.computed_count == len(parts)


def test_amounts_by_year_sum_to_the_printed_totals(stem: str) -> None:
    """A plain sum of `project_years` is the printed total of the plan and of each dimension; misprints aside."""
    found: Counter[tuple[int | None, int]] = Counter()
    for row in plan_rows(plan_of(stem))["project_years"]:
        for dimension in (row["dimension"], None):
            found[dimension, row["fiscal_year"]] += row["amount"] or 0
    printed = {
        (total["dimension"], int(year)): amount
        for total in truth_of(stem)["totals"]
        if "doubt" not in total
        for year, amount in total["budget"].items()
    }
    assert {key: found[key] for key in printed} == printed


# --- the detail blocks


def test_detail_names(stem: str) -> None:
    found = [canon(project.name and project.name.value) for project in detailed(plan_of(stem))]
    assert found == [canon(true["name"]) for true in truth_of(stem)["details"]]


def test_detail_places(stem: str) -> None:
    found = {p.order: (p.dimension, p.section or None, p.subsection or None) for _, p in detail_pairs(stem)}
    true = {p.order: (t["dimension"], t["section"], t["subsection"]) for t, p in detail_pairs(stem)}
    assert found == true


def test_detail_kinds_and_numbers(stem: str) -> None:
    found = {p.order: (p.kind, canon(p.item) or None) for _, p in detail_pairs(stem)}
    assert found == {p.order: (true["kind"], canon(true["item"]) or None) for true, p in detail_pairs(stem)}


def test_detail_lines(stem: str) -> None:
    for true, project in detail_pairs(stem):
        assert project.detail_place and project.detail_last
        first, last = project.detail_place.line, project.detail_last.line
        # A block may be said to begin at its heading or at its name, which stands on name_lines.
        assert true["lines"][0] <= first <= true["name_lines"][0], label(project.order, true["name"])
        assert last == true["lines"][1], label(project.order, true["name"])


def test_detail_years(stem: str) -> None:
    found = {p.order: (plain(p.fiscal_year_first), plain(p.fiscal_year_last)) for _, p in detail_pairs(stem)}
    assert found == {p.order: (true["year_first"], true["year_last"]) for true, p in detail_pairs(stem)}


def test_detail_budgets(stem: str) -> None:
    found = {p.order: plain(p.budget_total) for _, p in detail_pairs(stem)}
    assert found == {p.order: true["budget_total"] for true, p in detail_pairs(stem)}


def test_detail_budget_texts(stem: str) -> None:
    found = {p.order: canon(str(plain(p.budget_text) or "")) for _, p in detail_pairs(stem)}
    assert found == {p.order: canon(true["budget_text"]) for true, p in detail_pairs(stem)}


def test_detail_amounts_by_year(stem: str) -> None:
    true = {p.order: t["budget_by_year"] for t, p in detail_pairs(stem) if t["budget_by_year"]}
    assert {p.order: amounts(p, Basis.DETAIL) for _, p in detail_pairs(stem) if p.order in true} == true


def test_the_fields_of_a_block_are_those_it_prints(stem: str) -> None:
    printed = {p.order: {COLUMNS[name] for name in t["fields"] if name != "budget"} for t, p in detail_pairs(stem)}
    assert {p.order: set(p.fields) - {"remarks"} for _, p in detail_pairs(stem)} == printed


@pytest.mark.parametrize("field", COLUMNS)
def test_field_texts(stem: str, field: str) -> None:
    unlike = []
    for true, project in detail_pairs(stem):
        if field in true["fields"]:
            found = canon_field(str(plain(project.fields.get(COLUMNS[field])) or ""))
            wanted = content(stem, field, true)
            if similarity(found, wanted) < ALIKE:
                unlike.append((label(project.order, true["name"]), wanted, found))
    assert not unlike


@pytest.mark.parametrize("field", ["objectives", "methods", "results"])
def test_item_counts(stem: str, field: str) -> None:
    found = {p.order: sum(item.field == field for item in p.items) or None for _, p in detail_pairs(stem)}
    true = {p.order: t[f"{field.removesuffix('s')}_count"] for t, p in detail_pairs(stem)}
    assert found == true


# --- the other tables


def test_risks(stem: str) -> None:
    found = [
        (risk.order, canon(risk.step), risk.score, len(risk.risks.split("\n")), len(risk.measures.split("\n")))
        for risk in plan_of(stem).risks
    ]
    assert found == [
        (true["order"], canon(true["step"]), true["score"], true["risk_count"], true["measure_count"])
        for true in truth_of(stem)["risks"]
    ]


def test_indicator_targets(stem: str) -> None:
    found = {(canon(target.indicator), str(target.fiscal_year)): canon(target.text) for target in plan_of(stem).targets}
    assert found == {
        (canon(true["indicator"]), year): canon(value)
        for true in truth_of(stem)["indicator_targets"]
        for year, value in true["values"].items()
    }


def test_progress(stem: str) -> None:
    found = [{"dimension": line.dimension} | numbers(line.values) for line in plan_of(stem).progress]
    assert found == truth_of(stem)["progress"]


def numbers(values: dict[str, Value[Decimal]]) -> dict[str, int | float]:
    return {column: float(value.value) for column, value in values.items()}


# --- the findings


def codes(plan: Plan, *severities: Severity) -> set[str]:
    return {str(finding.code) for finding in plan.findings if CHECKS[finding.code].severity in severities}


def test_planted_slips_are_found(stem: str) -> None:
    assert set(truth_of(stem)["expected_checks"]) <= codes(plan_of(stem), *Severity)


def test_nothing_else_is_found_wrong(stem: str) -> None:
    planted = set(truth_of(stem)["expected_checks"]) | FURTHER_CHECKS.get(stem, set())
    assert codes(plan_of(stem), Severity.WARNING, Severity.ERROR) <= planted
    assert stem != CONTROL or not planted


def test_nothing_else_is_remarked_on(stem: str) -> None:
    planted = set(truth_of(stem)["expected_checks"])
    assert codes(plan_of(stem), Severity.INFO) <= planted


def test_the_other_body_is_named(stem: str) -> None:
    found = [finding.found for finding in plan_of(stem).findings if finding.code == "organization_foreign"]
    assert stem not in FOREIGN or any(name.startswith(FOREIGN[stem]) for name in found)


def test_findings_name_rows_that_exist(stem: str) -> None:
    plan = plan_of(stem)
    ids = row_ids(plan_rows(plan), plan.document.document_id)
    rows = [(finding.code, RowIds(plan).of(finding.about)) for finding in plan.findings]
    strangers = [(code, row) for code, row in rows if row.row_id not in ids[row.table]]
    assert not strangers
