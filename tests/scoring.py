"""What tests need to compare a plan that was read with what is true of it.

The comparable forms are made here, not by `normalize`: a defect there must not hide itself.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from extract.model.plan import Plan, Project
from extract.parse import parse_plan
from extract.read import read_document
from phaen.check import check_plan
from phaen.emit.values import Rows
from samples.make.content import load_frame

Truth = dict[str, Any]

SAMPLES = Path(__file__).parent.parent / "samples"
ENCODINGS = {"8_tambon_nong_kaeo_mani": "cp874"}
"""The samples that are not UTF-8."""

COLUMNS = {
    "rationale": "rationale",
    "objectives": "objectives",
    "targets": "target_group",
    "location": "location",
    "methods": "methods",
    "duration": "duration",
    "responsible": "responsible",
    "results": "results",
}
"""Fields as the truth calls them, and the columns of `projects` that hold their texts."""

THAI_DIGITS, ARABIC_DIGITS = "๐๑๒๓๔๕๖๗๘๙", "0123456789"
TO_ARABIC = str.maketrans(THAI_DIGITS, ARABIC_DIGITS)

# Page furniture may stand inside a block: form feeds, "- 7 -" and "--- Page 8 ---".
_FURNITURE = re.compile(r"^\f?\s*-+ *(Page )?\d+ *-+\s*$", re.MULTILINE)
_ITEM_MARK = re.compile(r"^[\s\-•*]*(\(\d+\)|\d+(\.\d+)*[.)]*)?\s*")
_DROPPED = re.compile(r"[\s*\f“”\"'•\-–—]+|</?[a-z][^>]*>")
_GROUPS = {"ผลผลิต", "ผลลัพธ์", "ผลผลิต/ผลลัพธ์"}


@cache
def plan_of(stem: str) -> Plan:
    """The checked plan of a sample; converted once, so tests must not change it."""
    plan = parse_plan(read_document(SAMPLES / "plans" / f"{stem}.txt"))
    check_plan(plan)
    return plan


@cache
def truth_of(stem: str) -> Truth:
    """What is true of a sample (samples/README.md describes it)."""
    truth: Truth = json.loads((SAMPLES / "truth" / f"{stem}.json").read_text(encoding="utf-8"))
    return truth


@cache
def lines_of(stem: str) -> list[str]:
    """The lines of a sample as they stand in the file."""
    encoding = ENCODINGS.get(stem, "utf-8")
    return (SAMPLES / "plans" / f"{stem}.txt").read_bytes().decode(encoding).split("\n")


def held(stem: str, span: tuple[int, int]) -> str:
    """The text on the lines from first to last, 1-based and inclusive."""
    first, last = span
    return "\n".join(lines_of(stem)[first - 1 : last])


def canon(text: str | None) -> str:
    """A text without white space, mark-up, quotation marks, bullets and dashes, in Arabic digits."""
    return _DROPPED.sub("", (text or "").translate(TO_ARABIC))


def canon_field(text: str) -> str:
    """`canon` of a field, without the numbers of its items and the headings of its groups."""
    lines = _FURNITURE.sub("", text.translate(TO_ARABIC).replace("**", "")).split("\n")
    texts = (canon(_ITEM_MARK.sub("", line)) for line in lines)
    return "".join(line for line in texts if line not in _GROUPS)


@cache
def headings(stem: str) -> dict[str, list[str]]:
    """The words over each field as the sample prints them, longest first."""
    printed = load_frame(stem).layout.headings
    return {field: sorted(map(canon, words), key=len, reverse=True) for field, words in printed.items()}


def content(stem: str, field: str, true: Truth) -> str:
    """A field's own text on its lines: a heading may share the first of them, the next field's heading the last."""
    if field == "responsible":
        return canon_field(true["responsible_text"])
    text = canon_field(held(stem, true["fields"][field]))
    mine, others = (
        "|".join(headings(stem)[field]),
        "|".join(word for words in headings(stem).values() for word in words),
    )
    return re.sub(rf"^({mine}):?|\d+\.?({others})$", "", text)


def similarity(a: str, b: str) -> float:
    """How alike two comparable texts are, 0 to 1."""
    return Levenshtein.normalized_similarity(a, b)


def summarized(plan: Plan) -> list[Project]:
    """The projects of the summary table, in its order."""
    return [project for project in plan.projects if project.in_summary]


def detailed(plan: Plan) -> list[Project]:
    """The projects with a detail block, in the order of the blocks."""
    found = [(project.detail_place, project) for project in plan.projects if project.detail_place]
    return [project for _, project in sorted(found, key=lambda pair: pair[0])]


def row_ids(rows: Rows, document_id: str) -> dict[str, set[str]]:
    """The ids by which a finding may name a row, by table."""
    keys = {"projects": "project_id", "budgets": "row_id", "totals": "row_id", "progress": "row_id", "pages": "page"}
    found = {table: {str(row[key]) for row in rows[table]} for table, key in keys.items()}
    return found | {"documents": {document_id}}
