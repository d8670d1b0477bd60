"""The findings: each has a stable code; its severity, messages and explanations are in checks.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files


class Severity(StrEnum):
    """Severity of a finding. An error must be examined before the numbers are used."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class CheckCode(StrEnum):
    """Reason codes of the `checks` table. The meaning of a code never changes."""

    TOTAL_MISMATCH = "total_mismatch"
    TOTAL_COUNT_MISMATCH = "total_count_mismatch"
    TOTAL_MISSING = "total_missing"
    STATED_COUNT_MISMATCH = "stated_count_mismatch"
    LEVEL_COUNT_MISMATCH = "level_count_mismatch"
    SUMMARY_WITHOUT_DETAILS = "summary_without_details"
    DETAILS_WITHOUT_SUMMARY = "details_without_summary"
    BUDGET_MISMATCH = "budget_mismatch"
    BUDGETS_IN_BLOCK = "budgets_in_block"
    BUDGET_SHARED = "budget_shared"
    BUDGET_UNREADABLE = "budget_unreadable"
    BUDGET_CONTRADICTED = "budget_contradicted"
    BUDGET_BLANK = "budget_blank"
    BUDGET_ABSENT = "budget_absent"
    BLANK_RECONCILED = "blank_reconciled"
    BUDGET_SUSPECT = "budget_suspect"
    BUDGET_REPEATED = "budget_repeated"
    BUDGET_UNDATED = "budget_undated"
    OCR_DOUBT = "ocr_doubt"
    OCR_SMALL_AMOUNT = "ocr_small_amount"
    OCR_MISREAD = "ocr_misread"
    OCR_UNAVAILABLE = "ocr_unavailable"
    NUMBER_REPEATED = "number_repeated"
    NUMBER_SKIPPED = "number_skipped"
    NUMBER_MISSING = "number_missing"
    NAME_REPEATED = "name_repeated"
    NAMES_DIFFER = "names_differ"
    NAMES_UNLIKE = "names_unlike"
    HEADING_NAMES_DIFFER = "heading_names_differ"
    VALUE_ALIGNED = "value_aligned"
    VALUE_RECONCILED = "value_reconciled"
    REMARKS_ALIGNED = "remarks_aligned"
    ROW_SHIFTED = "row_shifted"
    SECTION_MISMATCH = "section_mismatch"
    DIMENSION_MISMATCH = "dimension_mismatch"
    RESPONSIBLE_MISMATCH = "responsible_mismatch"
    HALVES_UNCERTAIN = "halves_uncertain"
    SECTION_MISSING = "section_missing"
    DIMENSION_MISSING = "dimension_missing"
    FIELD_MISSING = "field_missing"
    FIELD_HEADING_CORRECTED = "field_heading_corrected"
    FIELD_HEADING_LOST = "field_heading_lost"
    FIELD_UNKNOWN = "field_unknown"
    BLOCK_BEGINS_LOST = "block_begins_lost"
    ORGANIZATION_FOREIGN = "organization_foreign"
    ORGANIZATION_VARIANT = "organization_variant"
    PROVINCE_CORRECTED = "province_corrected"
    YEARS_MISMATCH = "years_mismatch"
    DATE_OUTSIDE = "date_outside"
    YEAR_CORRECTED = "year_corrected"
    YEAR_DOUBTFUL = "year_doubtful"
    PAGE_UNTRUSTED = "page_untrusted"
    TEXT_DAMAGED = "text_damaged"
    PICTURE_UNREAD = "picture_unread"
    TEXT_REPAIRED = "text_repaired"
    TEXT_ENDS_EARLY = "text_ends_early"
    NO_PROJECTS = "no_projects"
    CELL_TRUNCATED = "cell_truncated"
    PROGRESS_MISMATCH = "progress_mismatch"
    PERCENT_OF_ZERO = "percent_of_zero"
    COLUMN_UNKNOWN = "column_unknown"
    COLUMN_UNUSED = "column_unused"
    TABLE_UNREAD = "table_unread"
    TABLE_DOUBTFUL = "table_doubtful"
    AMOUNT_UNPLACED = "amount_unplaced"
    UNIT_DOUBTFUL = "unit_doubtful"
    PROGRESS_UNREAD = "progress_unread"
    STATUS_CONFLICT = "status_conflict"
    HEADING_UNPLACED = "heading_unplaced"
    HEADING_MISSING = "heading_missing"
    HEADING_NONSTANDARD = "heading_nonstandard"
    HEADING_REPEATED = "heading_repeated"
    BLOCK_UNPLACED = "block_unplaced"
    TEXT_UNPLACED = "text_unplaced"
    PROJECT_UNPLACED = "project_unplaced"
    NAME_DOUBTFUL = "name_doubtful"
    FIELD_DOUBTFUL = "field_doubtful"
    TEXT_COPIED = "text_copied"
    TEMPLATE_TEXT = "template_text"
    FACT_MISSING = "fact_missing"
    YEARS_CONFLICT = "years_conflict"
    CORRECTION_APPLIED = "correction_applied"
    CORRECTION_TEXT_CHANGED = "correction_text_changed"
    CORRECTION_STALE = "correction_stale"
    CORRECTION_NEEDLESS = "correction_needless"
    FINDING_ACCEPTED = "finding_accepted"


@dataclass(frozen=True, slots=True)
class Check:
    """The definition of a code.

    `message` and `message_th` are str.format templates over the finding's values, expected and found. `meaning`,
    `example` and `action` are its page in docs/checks.md.
    """

    severity: Severity
    title_th: str
    message: str
    message_th: str
    meaning: str
    example: str
    action: str


def _read() -> dict[CheckCode, Check]:
    """The definitions in the order of the codes. Raises KeyError or ValueError if there are too few or too many."""
    data = tomllib.loads(files("schemas").joinpath("checks.toml").read_text(encoding="utf-8"))
    if unknown := set(data) - set(CheckCode):
        raise ValueError(f"checks.toml defines unknown codes: {', '.join(sorted(unknown))}")
    return {code: Check(**{**data[code], "severity": Severity(data[code]["severity"])}) for code in CheckCode}


CHECKS: dict[CheckCode, Check] = _read()
