from __future__ import annotations

from decimal import Decimal

import pytest

from extract.model.errors import EncryptedSource
from extract.model.plan import Amount, Basis, Finding, Value
from phaen.emit.plan_rows import failed_rows, plan_rows
from schemas.checks import CHECKS, CheckCode, Severity
from schemas.tables import tables


def test_every_row_has_every_column_in_order(rows):
    assert list(rows) == list(tables())
    for name, table_rows in rows.items():
        assert table_rows, f"the sample plan has no row for {name}"
        assert all(tuple(row) == tables()[name].columns for row in table_rows)


def test_required_columns_are_filled_and_values_allowed(rows):
    for name, table in tables().items():
        for row in rows[name]:
            for field in table.fields:
                assert row[field.name] is not None or not field.required, (name, field.name)
                assert row[field.name] in {None, *(field.values or [row[field.name]])}


def test_keys_are_unique_and_foreign_keys_found(rows):
    keys = {
        name: [tuple(row[column] for column in table.key) for row in rows[name]] for name, table in tables().items()
    }
    for name, table in tables().items():
        assert len(set(keys[name])) == len(keys[name])
        for foreign in table.foreign_keys:
            assert {tuple(row[column] for column in foreign.fields) for row in rows[name]} <= set(keys[foreign.table])


def test_document(rows):
    (row,) = rows["documents"]
    assert row["document_id"] == row["sha256"][:16] == "0123456789abcdef"
    assert row["organization"] == "เทศบาลตำบลบ้านสมมติ"
    assert (row["fiscal_year_first"], row["fiscal_year_first_ce"]) == (2566, 2023)
    assert (row["text_source"], row["pages"], row["status"]) == ("docx", 1, "ok")
    assert row["province"] is row["subdistrict"] is row["error"] is None


def test_page_of_a_word_file_counts_as_text(rows):
    (row,) = rows["pages"]
    assert row["text_source"] == "text"
    assert (row["width"], row["quality"]) == (Decimal("595.28"), Decimal("0.9877"))
    assert row["repairs"] == "a:1 b:2"


def test_project_with_both_halves(rows):
    row = rows["projects"][0]
    assert (row["in_summary"], row["in_details"]) == (True, True)
    assert (row["summary_line"], row["source_page"], row["source_line_first"]) == (12, 2, 40)
    assert (row["source_page_last"], row["source_line_last"]) == (3, 5)
    assert (row["summary_bbox"], row["source_bbox"]) == ("72 100.5 200 120", None)
    assert (row["fiscal_year_first_ce"], row["fiscal_year_last_ce"]) == (2023, None)


def test_project_of_the_summary_alone_points_at_its_summary_row(rows):
    row = rows["projects"][1]
    assert (row["project_id"], row["name"]) == ("P2", "มาตรการลดขั้นตอน")
    assert (row["in_details"], row["source_page"], row["source_line_first"]) == (False, 1, 13)


def test_budgets_keep_an_unreadable_amount_as_text(rows):
    found = [(row["row_id"], row["amount"], row["text"], row["resolution"]) for row in rows["budgets"]]
    assert found == [
        ("P1/2566/summary", Decimal("30000.50"), "30,000.50", "printed"),
        ("P1/2567/summary", Decimal(30000), "30,000", "aligned"),
        ("P1/2568/summary", None, "3x,000", "printed"),
    ]


def test_totals_tell_repeated_prints_apart_and_subtract_only_what_is_known(rows):
    assert [row["row_id"] for row in rows["totals"]] == ["dimension/1/2566", "grand/2566", "grand/2566#2"]
    assert [row["difference"] for row in rows["totals"]] == [Decimal("0.50"), None, None]


def test_progress_numbers_take_their_column_s_type(rows):
    (row,) = rows["progress"]
    assert row["row_id"] == "grand"
    assert row["projects_done"] == 3
    assert isinstance(row["projects_done"], int)
    assert row["percent_budget"] == Decimal("66.667")


def test_table_cells_count_from_one(rows):
    assert [(row["row"], row["column"], row["is_header"]) for row in rows["tables"]] == [
        (1, 1, True),
        (1, 2, True),
        (2, 1, False),
        (2, 2, False),
    ]


def test_provenance_holds_the_untouched_text(rows):
    trail = {(row["table"], row["row_id"], row["field"]): row for row in rows["provenance"]}
    assert trail["documents", "0123456789abcdef", "fiscal_year_first"]["raw"] == "๒๕๖๖"
    amount = trail["budgets", "P1/2566/summary", "amount"]
    assert (amount["raw"], amount["page"], amount["line"], amount["bbox"]) == ("๓๐,๐๐๐.๕๐", 1, 12, "72 100.5 200 120")
    assert trail["budgets", "P1/2567/summary", "amount"]["method"] == "aligned"
    assert ("budgets", "P1/2568/summary", "amount") not in trail


def test_provenance_rows_name_rows_and_columns_that_exist(rows):
    keys = {
        "documents": ("document_id",),
        "dimensions": ("dimension",),
        "sections": ("section",),
        "projects": ("project_id",),
        "project_items": ("project_id", "field", "position"),
        "risks": ("order",),
        "indicator_targets": ("order",),
    }
    for trail in rows["provenance"]:
        table = trail["table"]
        key = keys.get(table, ("row_id",))
        assert trail["row_id"] in {"/".join(str(row[column]) for column in key) for row in rows[table]}
        assert trail["field"] in tables()[table].columns


def test_check_message_is_filled_from_the_finding(rows):
    (row,) = rows["checks"]
    assert (row["order"], row["check"], row["severity"]) == (1, "number_skipped", "info")
    assert row["message"] == "number 3 is printed where 2 was expected"


@pytest.mark.parametrize("code", CheckCode)
def test_a_finding_without_values_still_has_a_message(plan, code):
    plan.findings = [Finding(code)]
    assert plan_rows(plan)["checks"][0]["message"]


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (CheckCode.NO_PROJECTS, "partial"),
        (CheckCode.PAGE_UNTRUSTED, "partial"),
        (CheckCode.BUDGET_MISMATCH, "partial"),
        (CheckCode.NAMES_DIFFER, "ok"),
        *((code, "partial") for code, check in CHECKS.items() if check.severity is Severity.ERROR),
    ],
)
def test_status_follows_the_findings(plan, code, status):
    plan.findings = [Finding(code)]
    assert plan_rows(plan)["documents"][0]["status"] == status


def test_a_number_too_long_for_its_column_is_reported_not_lost(plan):
    digits = Decimal(10**30)
    plan.projects[1].amounts = [Amount(2566, Basis.DETAIL, Value(digits, "1" + "0" * 30, None), "10...", None)]
    rows = plan_rows(plan)
    assert rows["budgets"][-1]["amount"] is None
    assert rows["checks"][-1]["check"] == "budget_unreadable"
    assert rows["checks"][-1]["found"] == str(digits)


def test_failed_source_has_one_row():
    error = EncryptedSource("a.pdf", "locked by a password")
    rows = failed_rows("a.pdf", "ab" * 32, error)
    (row,) = rows.pop("documents")
    assert not any(rows.values())
    assert (row["document_id"], row["status"], row["error"]) == ("ab" * 8, "failed", "a.pdf: locked by a password")


def test_sources_that_could_not_be_opened_are_told_apart():
    ids = {failed_rows(name, "", "gone")["documents"][0]["document_id"] for name in ("a.pdf", "b.pdf", "\udcff.pdf")}
    assert len(ids) == 3
    assert all(len(name) == 16 for name in ids)
