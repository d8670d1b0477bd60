"""The findings: each has a stable code, a severity and a message for researchers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Severity of a finding. An error must be examined before the numbers are used."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class CheckCode(StrEnum):
    """Reason codes of the `checks` table. The meaning of a code never changes."""

    TOTAL_MISMATCH = "total_mismatch"
    TOTAL_COUNT_MISMATCH = "total_count_mismatch"
    STATED_COUNT_MISMATCH = "stated_count_mismatch"
    SUMMARY_WITHOUT_DETAILS = "summary_without_details"
    DETAILS_WITHOUT_SUMMARY = "details_without_summary"
    BUDGET_MISMATCH = "budget_mismatch"
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
    OCR_UNAVAILABLE = "ocr_unavailable"
    NUMBER_REPEATED = "number_repeated"
    NUMBER_SKIPPED = "number_skipped"
    NUMBER_MISSING = "number_missing"
    NAME_REPEATED = "name_repeated"
    NAMES_DIFFER = "names_differ"
    VALUE_ALIGNED = "value_aligned"
    VALUE_RECONCILED = "value_reconciled"
    REMARKS_ALIGNED = "remarks_aligned"
    ROW_SHIFTED = "row_shifted"
    SECTION_MISMATCH = "section_mismatch"
    DIMENSION_MISMATCH = "dimension_mismatch"
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
    YEAR_CORRECTED = "year_corrected"
    PAGE_UNTRUSTED = "page_untrusted"
    TEXT_DAMAGED = "text_damaged"
    PICTURE_UNREAD = "picture_unread"
    TEXT_REPAIRED = "text_repaired"
    TEXT_ENDS_EARLY = "text_ends_early"
    NO_PROJECTS = "no_projects"
    CELL_TRUNCATED = "cell_truncated"
    PROGRESS_MISMATCH = "progress_mismatch"
    COLUMN_UNKNOWN = "column_unknown"
    COLUMN_UNUSED = "column_unused"
    TABLE_UNREAD = "table_unread"
    AMOUNT_UNPLACED = "amount_unplaced"
    UNIT_DOUBTFUL = "unit_doubtful"
    PROGRESS_UNREAD = "progress_unread"
    STATUS_CONFLICT = "status_conflict"
    HEADING_UNPLACED = "heading_unplaced"
    HEADING_MISSING = "heading_missing"
    HEADING_NONSTANDARD = "heading_nonstandard"
    BLOCK_UNPLACED = "block_unplaced"
    PROJECT_UNPLACED = "project_unplaced"
    NAME_DOUBTFUL = "name_doubtful"
    FIELD_DOUBTFUL = "field_doubtful"
    FACT_MISSING = "fact_missing"
    YEARS_CONFLICT = "years_conflict"


@dataclass(frozen=True, slots=True)
class Check:
    """The definition of a code. `message` is a str.format template over the finding's values, expected and found."""

    severity: Severity
    message: str
    title_th: str


CHECKS: dict[CheckCode, Check] = {
    CheckCode.TOTAL_MISMATCH: Check(
        Severity.ERROR, "printed total of {what} {year} is {expected}, its parts sum to {found}", "ยอดรวมไม่ตรงกับผลบวก"
    ),
    CheckCode.TOTAL_COUNT_MISMATCH: Check(
        Severity.WARNING, "{what} prints {expected} projects, {found} were found", "จำนวนโครงการในยอดรวมไม่ตรง"
    ),
    CheckCode.STATED_COUNT_MISMATCH: Check(
        Severity.WARNING, "the document states {expected} projects, {found} were found", "จำนวนโครงการที่ระบุไม่ตรง"
    ),
    CheckCode.SUMMARY_WITHOUT_DETAILS: Check(
        Severity.WARNING, "in the summary table, but without a detail block", "มีในตารางสรุปแต่ไม่มีรายละเอียด"
    ),
    CheckCode.DETAILS_WITHOUT_SUMMARY: Check(
        Severity.WARNING, "has a detail block, but no row in the summary table", "มีรายละเอียดแต่ไม่มีในตารางสรุป"
    ),
    CheckCode.BUDGET_MISMATCH: Check(
        Severity.WARNING, "summary gives {expected} baht, details give {found}", "งบประมาณในตารางสรุปกับรายละเอียดไม่ตรงกัน"
    ),
    CheckCode.BUDGET_UNREADABLE: Check(Severity.WARNING, "{found!r} cannot be read as an amount", "อ่านจำนวนเงินไม่ได้"),
    CheckCode.BUDGET_CONTRADICTED: Check(
        Severity.WARNING,
        "the table prints {found!r} for {year}; {why} agree on {expected}",
        "จำนวนเงินในตารางขัดกับรายละเอียดและยอดรวม",
    ),
    CheckCode.BUDGET_BLANK: Check(
        Severity.INFO, "its row prints no amount, and no mark for none as other rows do", "ไม่มีจำนวนเงินในแถว"
    ),
    CheckCode.BUDGET_ABSENT: Check(
        Severity.WARNING, "its row prints no amount, though nearly all rows of the table do", "ไม่มีจำนวนเงินในแถวที่แถวอื่นมี"
    ),
    CheckCode.BLANK_RECONCILED: Check(
        Severity.INFO,
        "no amount is printed for {found}; {why} proves that it is {expected}",
        "ช่องว่างที่ยอดรวมยืนยันว่าไม่มีงบประมาณ",
    ),
    CheckCode.BUDGET_SUSPECT: Check(
        Severity.WARNING, "{found!r} is not a well-formed amount (best reading: {expected})", "จำนวนเงินน่าสงสัย"
    ),
    CheckCode.BUDGET_REPEATED: Check(
        Severity.WARNING,
        "two columns have an amount for the same year: {expected!r} was kept, {found!r} ignored",
        "งบประมาณปีเดียวกันซ้ำ",
    ),
    CheckCode.BUDGET_UNDATED: Check(
        Severity.WARNING,
        "{found!r} is an amount of a plan of several years, and none of them is printed for it",
        "ไม่ทราบปีของงบประมาณ",
    ),
    CheckCode.OCR_DOUBT: Check(
        Severity.WARNING,
        "{found!r} was read from a scan with low confidence ({confidence})",
        "อ่านจากภาพสแกนโดยไม่มั่นใจ",
    ),
    CheckCode.OCR_SMALL_AMOUNT: Check(
        Severity.WARNING,
        "{found!r} was read from a scan: such a small amount is likely a fragment of an amount, or part of a stamp",
        "จำนวนเงินที่อ่านจากภาพสแกนน้อยผิดปกติ",
    ),
    CheckCode.OCR_UNAVAILABLE: Check(
        Severity.ERROR,
        "page {found} is a scan and was not read: OCR is not available",
        "หน้าเป็นภาพสแกน แต่ไม่มีโปรแกรมอ่านตัวอักษร",
    ),
    CheckCode.NUMBER_REPEATED: Check(Severity.INFO, "number {found} is used twice, {expected} was due", "ลำดับซ้ำ"),
    CheckCode.NUMBER_SKIPPED: Check(
        Severity.INFO, "number {found} is printed where {expected} was expected", "ลำดับข้าม"
    ),
    CheckCode.NUMBER_MISSING: Check(
        Severity.WARNING,
        "number {found} is printed where {expected} was expected, and no project has the numbers between",
        "ลำดับโครงการหายไป",
    ),
    CheckCode.NAME_REPEATED: Check(Severity.INFO, "the same name stands twice in the document", "ชื่อโครงการซ้ำ"),
    CheckCode.NAMES_DIFFER: Check(
        Severity.INFO, "the summary spells it {expected!r}, the details {found!r}", "ชื่อในตารางสรุปกับรายละเอียดสะกดต่างกัน"
    ),
    CheckCode.VALUE_ALIGNED: Check(
        Severity.INFO,
        "{found} was assigned to this project from a cell with several values",
        "จัดค่าในช่องเดียวกันให้ตรงโครงการ",
    ),
    CheckCode.VALUE_RECONCILED: Check(
        Severity.WARNING, "the table has {found!r}; {expected} follows from {why}", "ปรับค่าจากส่วนอื่นของแผน"
    ),
    CheckCode.REMARKS_ALIGNED: Check(
        Severity.INFO,
        "the remark was assigned to this project from a cell or row with several remarks",
        "จัดหมายเหตุให้ตรงโครงการ",
    ),
    CheckCode.ROW_SHIFTED: Check(
        Severity.INFO, "the row is shifted by {found} columns from its header", "แถวเลื่อนคอลัมน์"
    ),
    CheckCode.SECTION_MISMATCH: Check(
        Severity.WARNING,
        "it is under {expected} in the summary, under {found} in the details",
        "ภารกิจในตารางสรุปกับรายละเอียดไม่ตรงกัน",
    ),
    CheckCode.DIMENSION_MISMATCH: Check(
        Severity.WARNING,
        "it is under dimension {expected} in the summary, under {found} in the details; sums use the summary",
        "มิติในตารางสรุปกับรายละเอียดไม่ตรงกัน",
    ),
    CheckCode.HALVES_UNCERTAIN: Check(
        Severity.INFO,
        "several detail blocks match {found!r}: one was assigned by its order only",
        "ไม่แน่ใจว่ารายละเอียดใดเป็นของโครงการในตารางสรุป",
    ),
    CheckCode.SECTION_MISSING: Check(Severity.INFO, "no section is printed for it", "ไม่พบภารกิจ"),
    CheckCode.DIMENSION_MISSING: Check(Severity.WARNING, "no dimension is printed for it", "ไม่พบมิติ"),
    CheckCode.FIELD_MISSING: Check(Severity.WARNING, "the detail block has no {found}", "ไม่พบหัวข้อในรายละเอียด"),
    CheckCode.FIELD_HEADING_CORRECTED: Check(
        Severity.WARNING, "heading {found!r} was read as {expected}", "แก้หัวข้อที่พิมพ์ผิด"
    ),
    CheckCode.FIELD_HEADING_LOST: Check(
        Severity.WARNING, "the heading above {found!r} is missing: it was read as {expected}", "หัวข้อหายไป"
    ),
    CheckCode.FIELD_UNKNOWN: Check(
        Severity.INFO,
        "heading {found!r} is not a field of the dataset: the text below it is not included",
        "หัวข้อที่ไม่มีในชุดข้อมูล",
    ),
    CheckCode.BLOCK_BEGINS_LOST: Check(
        Severity.WARNING,
        "a project's details begin with {found!r}: the part before it is missing",
        "ต้นรายละเอียดหายไป",
    ),
    CheckCode.ORGANIZATION_FOREIGN: Check(Severity.INFO, "names another body: {found}", "ชื่อหน่วยงานอื่นในเอกสาร"),
    CheckCode.ORGANIZATION_VARIANT: Check(Severity.INFO, "spells {expected} as {found}", "สะกดชื่อหน่วยงานต่างกัน"),
    CheckCode.PROVINCE_CORRECTED: Check(Severity.INFO, "{found!r} was read as the province {expected}", "แก้ชื่อจังหวัด"),
    CheckCode.YEARS_MISMATCH: Check(
        Severity.INFO, "the document covers {expected}, the project prints {found}", "ปีงบประมาณไม่ตรงกับแผน"
    ),
    CheckCode.YEAR_CORRECTED: Check(
        Severity.WARNING,
        "the year {found} above a column was read as {expected}, from the years of the other columns",
        "แก้ปีที่หัวคอลัมน์",
    ),
    CheckCode.PAGE_UNTRUSTED: Check(
        Severity.WARNING, "the text of page {found} is missing or cannot be trusted", "ไม่มีข้อความในหน้า หรือเชื่อถือไม่ได้"
    ),
    CheckCode.TEXT_DAMAGED: Check(
        Severity.WARNING, "the source's text is damaged ({expected}), first in {found!r}", "ข้อความต้นฉบับเสียหาย"
    ),
    CheckCode.TEXT_REPAIRED: Check(
        Severity.INFO,
        "lost marks of the source's text were restored ({expected}), first in {found!r}; no value has a doubtful word",
        "ซ่อมข้อความต้นฉบับที่เสียหายแล้ว",
    ),
    CheckCode.PICTURE_UNREAD: Check(
        Severity.WARNING,
        "page {found} has {expected} that may contain text and could not be read",
        "ภาพหรือเอกสารแนบที่ไม่ได้อ่านข้อความ",
    ),
    CheckCode.TEXT_ENDS_EARLY: Check(
        Severity.WARNING, "the last detail block lacks {found}: the document may be truncated", "เอกสารอาจไม่ครบ"
    ),
    CheckCode.NO_PROJECTS: Check(Severity.ERROR, "no project was found", "ไม่พบโครงการ"),
    CheckCode.CELL_TRUNCATED: Check(
        Severity.WARNING,
        "{field} is truncated to {expected} characters in Excel; the source has {found}",
        "ตัดข้อความให้พอดีช่อง Excel",
    ),
    CheckCode.COLUMN_UNKNOWN: Check(
        Severity.WARNING, "the column {found!r} of a project table was not recognized", "ไม่เข้าใจคอลัมน์ในตารางโครงการ"
    ),
    CheckCode.COLUMN_UNUSED: Check(
        Severity.INFO,
        "the column {found!r} of a project table is not included: the dataset has no column for what it holds",
        "คอลัมน์ในตารางโครงการที่ไม่มีในชุดข้อมูล",
    ),
    CheckCode.TABLE_UNREAD: Check(
        Severity.WARNING, "a table that may contain projects was not read: {found!r}{why}", "ตารางที่มีชื่อโครงการไม่ได้อ่าน"
    ),
    CheckCode.AMOUNT_UNPLACED: Check(
        Severity.WARNING,
        "the amount {found!r} is in no value of the dataset{beside}",
        "จำนวนเงินที่ไม่ทราบว่าเป็นของโครงการใด",
    ),
    CheckCode.UNIT_DOUBTFUL: Check(
        Severity.WARNING,
        "no amount of the summary table is larger than {found}, and no unit is printed: it may be thousands of baht",
        "หน่วยของจำนวนเงินในตารางอาจไม่ใช่บาท",
    ),
    CheckCode.PROGRESS_MISMATCH: Check(
        Severity.WARNING, "printed {what} is {expected}, its parts give {found}", "ยอดในรายงานไม่ตรงกับผลบวก"
    ),
    CheckCode.PROGRESS_UNREAD: Check(
        Severity.WARNING, "{what} of the status table is not a number: {found}", "อ่านตัวเลขในตารางสรุปผลไม่ได้"
    ),
    CheckCode.STATUS_CONFLICT: Check(
        Severity.INFO, "it is reported as {expected}, but {found} baht were spent", "สถานะไม่ตรงกับการเบิกจ่าย"
    ),
    CheckCode.HEADING_UNPLACED: Check(
        Severity.WARNING, "{found!r} looks like a heading of a level, but is not in the dataset", "หัวข้อที่ไม่ได้อ่าน"
    ),
    CheckCode.HEADING_MISSING: Check(
        Severity.WARNING,
        "dimension {expected} has no heading, though projects or sections are under it, or the number is skipped",
        "ไม่พบหัวข้อมิติ",
    ),
    CheckCode.HEADING_NONSTANDARD: Check(
        Severity.INFO, "{found!r} matches no heading of the national framework {expected}", "หัวข้อที่ไม่มีในกรอบแผนมาตรฐาน"
    ),
    CheckCode.BLOCK_UNPLACED: Check(
        Severity.WARNING,
        "{found!r} is printed with details, and none were read there",
        "รายละเอียดโครงการที่ไม่ได้อ่าน",
    ),
    CheckCode.PROJECT_UNPLACED: Check(
        Severity.WARNING,
        "{found!r} is printed as a project's name and is no project of the dataset",
        "ชื่อโครงการที่ไม่ได้อ่าน",
    ),
    CheckCode.NAME_DOUBTFUL: Check(
        Severity.WARNING,
        "the name {found!r} is empty, holds a number or a heading, or is another thing's",
        "ชื่อโครงการน่าสงสัย",
    ),
    CheckCode.FIELD_DOUBTFUL: Check(
        Severity.WARNING, "{what} is {found!r}: it may include the text of another field", "เนื้อหาหัวข้อน่าสงสัย"
    ),
    CheckCode.FACT_MISSING: Check(
        Severity.WARNING, "the {found} of the document was not found", "ไม่พบข้อมูลหลักของเอกสาร"
    ),
    CheckCode.YEARS_CONFLICT: Check(
        Severity.WARNING,
        "the document states that it covers {expected}, its table has columns for {found}",
        "ปีของเอกสารกับปีในตารางไม่ตรงกัน",
    ),
}

CHECKS = {
    code: CHECKS[code] for code in CheckCode
}  # in the order of the codes; KeyError for a code without a definition
