"""The table of tables is complete, consistent, and in step with the code that decides by its values."""

from __future__ import annotations

import re

import pytest

from extract.model import document, plan
from schemas.checks import CheckCode, Severity
from schemas.tables import FieldType, schema, tables

TABLES = [
    "project_years",
    "documents",
    "pages",
    "dimensions",
    "sections",
    "projects",
    "project_items",
    "budgets",
    "totals",
    "progress",
    "project_progress",
    "risks",
    "indicator_targets",
    "tables",
    "provenance",
    "checks",
    "accounts",
]
YEAR_COLUMNS = [
    "document_id",
    "document_kind",
    "project_id",
    "organization",
    "organization_type",
    "province",
    "province_en",
    "province_code",
    "district",
    "district_en",
    "district_code",
    "subdistrict",
    "subdistrict_en",
    "subdistrict_code",
    "region",
    "dimension",
    "dimension_name",
    "standard_dimension",
    "section",
    "section_name",
    "standard_section",
    "project",
    "kind",
    "standard_project",
    "department",
    "fiscal_year",
    "fiscal_year_ce",
    "amount",
    "basis",
    "resolution",
    "doubt",
    "status",
    "spent",
    "source_page",
    "link",
]
PROJECT_COLUMNS = [
    "document_id",
    "project_id",
    "order",
    "dimension",
    "section",
    "subsection",
    "item",
    "kind",
    "name",
    "in_summary",
    "in_details",
    "fiscal_year_first",
    "fiscal_year_last",
    "budget_total",
    "budget_text",
    "responsible",
    "remarks",
    "target_group",
    "location",
    "rationale",
    "objectives",
    "methods",
    "duration",
    "results",
    "summary_page",
    "summary_line",
    "source_page",
    "source_line_first",
    "source_line_last",
]


def each_table():
    return pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)


def test_the_tables_are_those_of_the_contract():
    assert list(tables()) == TABLES


def test_the_contract_columns_of_projects_come_first_and_in_order():
    assert list(tables()["projects"].columns[: len(PROJECT_COLUMNS)]) == PROJECT_COLUMNS


def test_the_contract_columns_of_project_years_come_first_and_in_order():
    assert list(tables()["project_years"].columns[: len(YEAR_COLUMNS)]) == YEAR_COLUMNS


@each_table()
def test_names_and_titles_do_not_repeat(table):
    for names in ([field.name for field in table.fields], [field.title_th for field in table.fields]):
        assert len(set(names)) == len(names)


@each_table()
def test_names_are_snake_case_and_everything_is_described(table):
    for field in table.fields:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", field.name)
        assert field.title
        assert re.search(r"[\u0e00-\u0e7f]|SHA|OCR", field.title_th)
        assert field.description.endswith(".")


@each_table()
def test_every_row_belongs_to_a_document_by_its_key(table):
    assert table.key[0] == "document_id"
    assert all(table.field(name).required for name in table.key)
    assert table.name == "documents" or table.foreign_keys[0].table == "documents"


@each_table()
def test_foreign_keys_name_the_other_table_s_key(table):
    for key in table.foreign_keys:
        assert set(key.fields) <= set(table.columns)
        assert key.fields == tables()[key.table].key


@each_table()
def test_every_buddhist_era_year_has_its_common_era_companion(table):
    years = {name for name in table.columns if name.startswith("fiscal_year")}
    era = {name for name in years if not name.endswith("_ce")}
    assert years - era == {f"{name}_ce" for name in era}
    assert all(table.field(name).type is FieldType.INTEGER for name in years)


@each_table()
def test_sheet_names_suit_excel(table):
    for name in (table.name, table.title_th):
        assert len(f"{name} (99)") <= 31
        assert not re.search(r"[][:*?/\\]", name)
    titles = [table.title_th for table in tables().values()] + [label.th for label in [schema().labels["about"]]]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    ("table", "field", "enum"),
    [
        ("checks", "check", CheckCode),
        ("checks", "severity", Severity),
        ("documents", "document_kind", plan.DocumentKind),
        ("documents", "text_source", document.TextSource),
        ("budgets", "basis", plan.Basis),
        ("totals", "scope", plan.Scope),
        ("provenance", "method", plan.Method),
    ],
)
def test_allowed_values_are_those_of_the_code(table, field, enum):
    assert list(tables()[table].field(field).values) == [member.value for member in enum]


def test_an_unknown_field_is_a_key_error():
    with pytest.raises(KeyError):
        tables()["projects"].field("budget")
