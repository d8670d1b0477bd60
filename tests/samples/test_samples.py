"""The samples' truth is true: the files are what the script makes, and every fact stands where the truth says."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples.make.content import plan_stems
from samples.make.plans import HERE, files, main
from samples.make.thai import baht_words, narrow, width, wrap
from schemas.checks import CheckCode

Truth = dict[str, Any]
STEMS = plan_stems()
MADE = dict(files())
ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
TYPES = {"องค์การบริหารส่วนจังหวัด", "เทศบาลนคร", "เทศบาลเมือง", "เทศบาลตำบล", "องค์การบริหารส่วนตำบล", "สำนักงานเขต"}
LIST_MARK = re.compile(r"- (\d+[.)] )?|\d+\) |\(\d+\) |\d+\.\d+ |\d+\. ")


def truth_of(stem: str) -> Truth:
    return json.loads(MADE[Path("truth", f"{stem}.json")])


def lines_of(stem: str) -> list[str]:
    content = MADE[Path("plans", f"{stem}.txt")]
    return content.decode("cp874" if stem.startswith("8") else "utf-8").split("\n")


def canon(text: str) -> str:
    """A text without white space, Markdown or page furniture, in Arabic digits."""
    return re.sub(r"[\s*#]+", "", text.translate(ARABIC))


def held(stem: str, first: int, last: int) -> str:
    return canon("".join(lines_of(stem)[first - 1 : last]))


DETAILS = [
    pytest.param(stem, detail, id=f"{stem[0]}-{detail['order']}")
    for stem in STEMS
    for detail in truth_of(stem)["details"]
]


@pytest.mark.parametrize("path", MADE, ids=str)
def test_committed_file_is_what_the_script_makes(path: Path) -> None:
    assert (HERE / path).read_bytes() == MADE[path]


@pytest.mark.parametrize("folder", ["plans", "truth"])
def test_folder_holds_nothing_else(folder: str) -> None:
    assert {path.name for path in (HERE / folder).iterdir()} == {path.name for path in MADE if path.parts[0] == folder}


def test_utf8_copies_read_as_the_plans_do(tmp_path: Path) -> None:
    main(["--utf8", str(tmp_path)])
    for stem in STEMS:
        assert (tmp_path / f"{stem}.txt").read_bytes().decode("utf-8").split("\n") == lines_of(stem)


def test_samples_cover_what_they_are_for() -> None:
    truths = [truth_of(stem) for stem in STEMS]
    assert {truth["document"]["organization_type"] for truth in truths} == TYPES
    assert {truth["document"]["kind"] for truth in truths} == {"action_plan", "progress_report"}
    assert sum(len(truth["details"]) for truth in truths) >= 90
    assert max(len(truth["details"]) for truth in truths) >= 30
    assert sum(len(content) for content in MADE.values()) < 1_200_000


@pytest.mark.parametrize("stem", STEMS)
def test_document_prints_what_it_says_of_itself(stem: str) -> None:
    document, text = truth_of(stem)["document"], canon("".join(lines_of(stem)))
    for key in ("organization", "subdistrict", "district", "title"):
        assert canon(document[key] or "") in text
    assert document["province"] == "กรุงเทพมหานคร" or f"จังหวัด{document['province']}" in text
    assert f"{document['stated_project_count'] or ''}" in text


@pytest.mark.parametrize("stem", STEMS)
def test_expected_checks_are_codes(stem: str) -> None:
    assert set(truth_of(stem)["expected_checks"]) <= {code.value for code in CheckCode}


@pytest.mark.parametrize("stem", STEMS)
def test_headings_stand_in_the_text(stem: str) -> None:
    truth, text = truth_of(stem), canon("".join(lines_of(stem)))
    for section in truth["sections"]:
        assert canon(f"{section['code']} {section['name']}") in text
    for dimension in truth["dimensions"]:
        assert canon(f"{dimension['number']} {dimension['name']}") in text


@pytest.mark.parametrize("stem", STEMS)
def test_summary_row_holds_the_name_or_its_first_half(stem: str) -> None:
    for project in truth_of(stem)["summary_projects"]:
        row, name = held(stem, project["line"], project["line"]), canon(project["name"])
        assert name in row or name[: len(name) // 2] in row


@pytest.mark.parametrize(("stem", "detail"), DETAILS)
def test_block_holds_its_name_on_the_name_lines(stem: str, detail: Truth) -> None:
    assert canon(detail["name"]) in held(stem, *detail["name_lines"])
    assert detail["kind"] and detail["name"].startswith(detail["kind"])


@pytest.mark.parametrize(("stem", "detail"), DETAILS)
def test_fields_follow_each_other_inside_the_block(stem: str, detail: Truth) -> None:
    lines, place = lines_of(stem), detail["lines"][0]
    for first, last in detail["fields"].values():
        assert place < first <= last <= detail["lines"][1]
        assert lines[first - 1] and lines[last - 1]
        place = last


@pytest.mark.parametrize(("stem", "detail"), DETAILS)
def test_fields_hold_the_stated_texts(stem: str, detail: Truth) -> None:
    for field, key in (("budget", "budget_text"), ("responsible", "responsible_text")):
        if field in detail["fields"]:
            assert canon(detail[key]) in held(stem, *detail["fields"][field])


@pytest.mark.parametrize(("stem", "detail"), DETAILS)
def test_counts_are_the_list_marks_in_the_lines(stem: str, detail: Truth) -> None:
    for field, key in (("objectives", "objective_count"), ("methods", "method_count")):
        if field in detail["fields"]:
            first, last = detail["fields"][field]
            marked = [line for line in lines_of(stem)[first - 1 : last] if LIST_MARK.match(line.translate(ARABIC))]
            assert max(1, len(marked)) == detail[key]


@pytest.mark.parametrize(("stem", "detail"), DETAILS)
def test_years_of_a_block_are_printed_in_its_duration(stem: str, detail: Truth) -> None:
    if detail["year_first"]:
        duration = held(stem, *detail["fields"]["duration"])
        assert str(detail["year_last"]) in duration
        assert str(detail["year_first"]) in duration


@pytest.mark.parametrize("stem", STEMS)
def test_blocks_do_not_overlap(stem: str) -> None:
    spans = sorted(detail["lines"] for detail in truth_of(stem)["details"])
    assert all(before[1] < after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize("stem", STEMS)
def test_totals_are_the_sums_of_the_parts_unless_planted(stem: str) -> None:
    truth = truth_of(stem)
    for total in truth["totals"]:
        parts = [p for p in truth["summary_projects"] if total["dimension"] in (None, p["dimension"])]
        sums = {year: sum(part["budget"][year] for part in parts) for year in total["budget"]}
        agrees = sums == total["budget"] and total["project_count"] in (None, len(parts))
        assert agrees != ("doubt" in total)


@pytest.mark.parametrize("stem", STEMS)
def test_totals_stand_on_their_lines(stem: str) -> None:
    for total in truth_of(stem)["totals"]:
        row = held(stem, total["line"], total["line"])
        assert "รวม" in row
        assert all(f"{amount:,}" in row for amount in total["budget"].values() if amount)


@pytest.mark.parametrize("stem", STEMS)
def test_grand_progress_is_the_sum_of_the_dimensions(stem: str) -> None:
    *parts, grand = truth_of(stem)["progress"] or [{"dimension": 0}]
    if grand["dimension"] is None:
        for key in ("projects_planned", "projects_done", "budget_planned", "budget_ordinance", "budget_spent"):
            assert grand[key] == sum(part[key] for part in parts)


@pytest.mark.parametrize("table", re.findall(r"<table>.*?</table>", "\n".join(lines_of(STEMS[5])), re.DOTALL))
def test_spans_of_html_tables_fill_every_column_once(table: str) -> None:
    rows = [re.findall(r'<td(?: rowspan="(\d+)")?(?: colspan="(\d+)")?>', row) for row in table.split("\n")[1:-1]]
    filled: Counter[int] = Counter()
    for number, cells in enumerate(rows):
        for down, across in cells:
            filled.update({number + step: int(across or 1) for step in range(int(down or 1))})
    assert filled == dict.fromkeys(range(len(rows)), len(rows[0]))


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (15_000, "หนึ่งหมื่นห้าพันบาทถ้วน"),
        (21_500, "สองหมื่นหนึ่งพันห้าร้อยบาทถ้วน"),
        (1_500_000, "หนึ่งล้านห้าแสนบาทถ้วน"),
        (121, "หนึ่งร้อยยี่สิบเอ็ดบาทถ้วน"),
        (11, "สิบเอ็ดบาทถ้วน"),
        (1, "หนึ่งบาทถ้วน"),
    ],
)
def test_amounts_in_words(amount: int, words: str) -> None:
    assert baht_words(amount) == words


@given(st.text(alphabet="การให้ของผู้ และโครงการ", max_size=300), st.integers(0, 60))
def test_wrapping_loses_nothing_but_spaces(text: str, columns: int) -> None:
    assert "".join(wrap(text, columns)).replace(" ", "") == text.replace(" ", "")
    assert narrow(text, columns).replace(" ", "") == text.replace(" ", "")


def test_wrapping_keeps_to_the_width_where_words_allow() -> None:
    pieces = list(wrap("ให้ประชาชนและผู้นำชุมชนร่วมตรวจสอบงบประมาณของท้องถิ่นโดยไม่ต้องร้องขอ", 24))
    assert len(pieces) > 2
    assert all(width(piece) <= 24 for piece in pieces)
