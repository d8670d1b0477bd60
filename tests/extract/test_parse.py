"""From a whole document to a plan: both halves of its projects, its headings, totals, facts and findings."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model.document import Cell, Document, Grid, Page, Place, TextSource
from extract.model.errors import SourceTooLarge
from extract.model.plan import Amount, Basis, DocumentKind, Finding, Method, Plan, Project, Scope
from extract.model.row_ids import RowIds
from extract.parse import parse_plan
from schemas.checks import CheckCode
from tests.extract.builders import PAGE_BREAK, document, line, plan_like_text, read

COVER = """
    แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2567)
    เทศบาลตำบลน้ำใส อำเภอริมธาร จังหวัดแพร่
    มีโครงการ รวมทั้งสิ้น 4 โครงการ
"""
HEADER = "มิติ | ภารกิจตามมิติ | โครงการ/กิจกรรม/มาตรการ | ปี 2566 | ปี 2567 | หมายเหตุ"


def row_of(plan: Plan, finding: Finding) -> str:
    return RowIds(plan).of(finding.about).row_id


SUMMARY = [
    HEADER,
    "1. การสร้างวัฒนธรรมสุจริต | 1.1 จิตสำนึก | 1) โครงการปลูกใจซื่อริมธาร | 10,000 | 20,000 | กจ.",
    " | | 2) ยิ้มรับทุกคำถามของชาวบ้าน 3) กิจกรรมประตูเปิดทุกวันศุกร์ | 5,000 - | - - | สป. กค.",
    "รวม | | 3 โครงการ | 15,000 | 20,000 |",
    "2. การบริหารราชการด้วยความโปร่งใส | 2.1 เปิดเผย | 4) มาตรการตลาดสดตาชั่งตรง | ไม่ใช้งบประมาณ | | สป.",
    "รวมทั้งสิ้น | | 4 โครงการ | 15,000 | 20,000 |",
]
DETAILS = """
    ส่วนที่ 3 รายละเอียดโครงการ/กิจกรรม/มาตรการ

    มิติที่ 1 การสร้างวัฒนธรรมสุจริต
    1.1 จิตสำนึกของบุคลากร
    ลำดับที่ 1
    1. ชื่อโครงการ : โครงการปลูกใจซื่อ ริมธาร
    2. หลักการและเหตุผล
    ชาวบ้านอยากรู้ว่าเงินไปไหน เทศบาลจึงมี มาตรการยิ้มรับทุกคำถามของชาวบ้าน ทุกแห่ง
    3. วัตถุประสงค์
    1) เพื่อให้ทุกบ้านรู้
    2) เพื่อให้ทุกบ้านตรวจ
    6. วิธีดำเนินการ
    6.1 เดินสำรวจ
    7. ระยะเวลาดำเนินการ
    ปีงบประมาณ พ.ศ. 2566 - 2567
    8. งบประมาณดำเนินการ
    30,000 บาท
    9. ผู้รับผิดชอบโครงการ
    กองการเจ้าหน้าที่
    10. ตัวชี้วัด/ผลลัพธ์
    ผู้เข้าร่วม 80 คน
    มิติที่ 2 การบริหารราชการด้วยความโปร่งใส
    2.1 เปิดเผยข้อมูล
    ลำดับที่ 2
    1. ชื่อโครงการ : มาตรการบ้านกระจกของเรา
    2. หลักการและเหตุผล
    ชาวบ้านอยากเห็น
    8. งบประมาณดำเนินการ
    ไม่ใช้งบประมาณ
    9. ผู้รับผิดชอบโครงการ
    สำนักปลัด
    (นายสุขใจ ริมธาร)
"""


@pytest.fixture(scope="module")
def plan():
    return parse_plan(document(COVER, SUMMARY, DETAILS))


def by_name(plan, part):
    return next(project for project in plan.projects if part in project.name.value)


def summary_amounts(project):
    return {a.fiscal_year: a.money and int(a.money.value) for a in project.amounts if a.basis is Basis.SUMMARY}


# -- one plan ------------------------------------------------------------------------------------------------------


def test_projects_stand_in_the_order_of_the_summary_then_of_the_details(plan):
    assert [(p.project_id, p.order, p.in_summary, p.in_details) for p in plan.projects] == [
        ("P001", 1, True, True),
        ("P002", 2, True, False),
        ("P003", 3, True, False),
        ("P004", 4, True, False),
        ("P005", 5, False, True),
    ]


def test_the_two_halves_of_a_project(plan):
    project = plan.projects[0]
    assert (project.name.value, project.summary_name.value) == ("โครงการปลูกใจซื่อ ริมธาร", "โครงการปลูกใจซื่อริมธาร")
    assert (project.kind, project.item, project.summary_item) == ("โครงการ", "1", "1")
    assert (project.dimension, project.section, project.summary_path) == (1, "1.1", (1, 1))
    assert summary_amounts(project) == {2566: 10_000, 2567: 20_000}
    assert project.budget_total.value == Decimal(30_000)
    assert (project.fiscal_year_first.value, project.fiscal_year_last.value) == (2566, 2567)
    assert project.fields["remarks"].value == "กจ."
    assert [item.text for item in project.items if item.field == "objectives"] == ["เพื่อให้ทุกบ้านรู้", "เพื่อให้ทุกบ้านตรวจ"]
    assert project.summary_place < project.detail_place < project.detail_last


LONG, DAMAGED = "โครงการปลูกใจซื่อริมธารของประชาชนทุกหมู่บ้าน", "โครงการปลูกใจซ อรืมธา งปรัช ชนทุกหม บ้าฆ"


@pytest.mark.parametrize(("source", "name"), [(TextSource.OCR, LONG), (TextSource.TEXT, DAMAGED)])
def test_the_summarys_name_counts_where_ocr_has_read_the_details_badly(source, name):
    summary = [row.replace("โครงการปลูกใจซื่อริมธาร", LONG) for row in SUMMARY]
    made = document(COVER, summary, DETAILS.replace("โครงการปลูกใจซื่อ ริมธาร", DAMAGED))
    project = parse_plan(replace(made, text_source=source)).projects[0]
    assert (project.name.value, project.detail_name.value, project.summary_name.value) == (name, DAMAGED, LONG)


def test_a_name_without_kind_word_has_the_kind_by_which_the_document_calls_it(plan):
    assert by_name(plan, "ยิ้มรับ").kind == "มาตรการ"


def test_projects_of_one_cell_get_their_own_money_and_remarks(plan):
    smile, door = by_name(plan, "ยิ้มรับ"), by_name(plan, "ประตูเปิด")
    assert (summary_amounts(smile), summary_amounts(door)) == ({2566: 5_000, 2567: 0}, {2566: 0, 2567: 0})
    assert [p.fields["remarks"].value for p in (smile, door)] == ["สป.", "กค."]
    assert smile.amounts[0].money.method is Method.ALIGNED
    told = {row_of(plan, finding) for finding in plan.findings if finding.code is CheckCode.VALUE_ALIGNED}
    assert told == {"P002", "P003"}


def test_a_project_of_the_summary_that_costs_nothing_has_no_budget(plan):
    market = by_name(plan, "ตลาดสด")
    assert (market.budget_total.value, summary_amounts(market)[2566]) == (0, 0)


def test_a_project_of_the_details_alone(plan):
    glass = by_name(plan, "บ้านกระจก")
    assert (glass.dimension, glass.section, glass.item, glass.amounts) == (2, "2.1", "2", [])
    assert glass.fields["responsible"].value == "สำนักปลัด"


def test_headings(plan):
    assert [(d.path[0], d.name, d.standard and d.standard.name) for d in plan.dimensions] == [
        (1, "การสร้างวัฒนธรรมสุจริต", "การสร้างวัฒนธรรมสุจริต"),
        (2, "การบริหารราชการด้วยความโปร่งใส", "การบริหารราชการด้วยความโปร่งใส"),
    ]
    assert [(s.code, s.name) for s in plan.sections] == [("1.1", "จิตสำนึกของบุคลากร"), ("2.1", "เปิดเผยข้อมูล")]


def test_totals(plan):
    found = [(t.scope, t.dimension, t.fiscal_year, int(t.printed.value), t.printed_count.value) for t in plan.totals]
    assert found == [
        (Scope.DIMENSION, 1, 2566, 15_000, 3),
        (Scope.DIMENSION, 1, 2567, 20_000, 3),
        (Scope.GRAND, None, 2566, 15_000, 4),
        (Scope.GRAND, None, 2567, 20_000, 4),
    ]


def test_facts(plan):
    facts = plan.facts
    assert (facts.kind, facts.organization.value) == (DocumentKind.ACTION_PLAN, "เทศบาลตำบลน้ำใส")
    assert (facts.fiscal_year_first.value, facts.fiscal_year_last.value) == (2566, 2567)
    assert facts.stated_project_count.value == 4


def test_the_source_is_kept(plan):
    assert [(table.table_id, table.title) for table in plan.tables] == [("T1", "มีโครงการ รวมทั้งสิ้น 4 โครงการ")]
    assert plan.projects[0].name.raw == "1. ชื่อโครงการ : โครงการปลูกใจซื่อ ริมธาร"


def test_the_same_document_gives_the_same_plan(plan):
    assert parse_plan(document(COVER, SUMMARY, DETAILS)) == plan


# -- other shapes --------------------------------------------------------------------------------------------------


def test_a_text_as_it_comes_from_the_reader():
    rows = "\n".join(row.replace(" | ", "\t") for row in SUMMARY[:2])
    plan = parse_plan(read(f"แผนปฏิบัติการป้องกันการทุจริต ปีงบประมาณ ๒๕๖๖ - ๒๕๖๗\n{rows}\n\f{rows.splitlines()[0]}\n"))
    (project,) = plan.projects
    assert (project.name.value, summary_amounts(project)) == ("โครงการปลูกใจซื่อริมธาร", {2566: 10_000, 2567: 20_000})


def test_a_summary_over_a_page_break():
    first, second = SUMMARY[:2], [HEADER, " | | 2) กิจกรรมประตูเปิดทุกวัน | - | - | สป.", " | | | | | "]
    plan = parse_plan(document(COVER, first, PAGE_BREAK, second))
    assert [(p.dimension, p.section, p.summary_place.page) for p in plan.projects] == [(1, "1.1", 1), (1, "1.1", 2)]


def test_a_budget_column_without_years_is_that_of_a_plan_of_one_year():
    table = [
        "ลำดับ | โครงการ/กิจกรรม | งบประมาณ (บาท) | หมายเหตุ",
        "1 | โครงการปลูกใจซื่อ | 10,000 | กจ.",
        "รวม | | 10,000 |",
    ]
    one = parse_plan(document("แผนปฏิบัติการป้องกันการทุจริต ปีงบประมาณ 2566", table))
    assert summary_amounts(one.projects[0]) == {2566: 10_000}
    assert [total.fiscal_year for total in one.totals] == [2566]
    several = parse_plan(document("แผนปฏิบัติการป้องกันการทุจริต ปีงบประมาณ 2566 - 2570", table))
    assert (several.projects[0].amounts, several.projects[0].budget_total.value) == ([], Decimal(10_000))


def test_headings_above_a_table_without_columns_for_them():
    table = ["ลำดับ | โครงการ/กิจกรรม/มาตรการ | ปี 2566 | หมายเหตุ", "1 | โครงการปลูกใจซื่อ | 10,000 | กจ."]
    plan = parse_plan(document("มิติที่ 3 การส่งเสริมบทบาท\n3.2 การรับฟังความคิดเห็น", table))
    assert [(p.dimension, p.section) for p in plan.projects] == [(3, "3.2")]


def test_a_table_within_a_block_is_no_summary():
    cut = DETAILS.index("    9. ผู้รับผิดชอบโครงการ")
    table = ["ลำดับ | กิจกรรม | ปี 2566 | หมายเหตุ", "1 | กิจกรรมเดินสำรวจ | 10,000 | กจ."]
    plan = parse_plan(document(COVER, SUMMARY, DETAILS[:cut], table, DETAILS[cut:]))
    assert len(plan.projects) == 5
    assert len(plan.tables) == 2


def test_a_project_table_that_prints_the_fields():
    header = "ลำดับ | โครงการ/กิจกรรม/มาตรการ | วัตถุประสงค์ | ระยะเวลา | งบประมาณ (บาท) | ผู้รับผิดชอบ"
    row = "1 | โครงการปลูกใจซื่อ | 1) เพื่อรู้\n2) เพื่อตรวจ | ปีงบประมาณ 2566 | 10,000 | กองช่าง"
    (project,) = parse_plan(document("แผนปฏิบัติการป้องกันการทุจริต", [header, row])).projects
    assert [(item.field, item.number, item.text) for item in project.items] == [
        ("objectives", "1)", "เพื่อรู้"), ("objectives", "2)", "เพื่อตรวจ"),
    ]  # fmt: skip
    assert (project.item, project.fields["responsible"].value) == ("1", "กองช่าง")
    assert project.fiscal_year_first.value == 2566


def test_a_progress_report():
    text = """
        รายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต ปีงบประมาณ 2566
        มิติที่ 1 การสร้างวัฒนธรรมสุจริต
        1. โครงการปลูกใจซื่อ
        การดำเนินการ
        - เดินปลูกทุกหมู่บ้าน
        ผลการดำเนินการ
        ปลูกแล้ว 200 ต้น
        งบประมาณ
        10,000 บาท
    """
    plan = parse_plan(document(text))
    (project,) = plan.projects
    assert plan.facts.kind is DocumentKind.PROGRESS_REPORT
    assert (project.name.value, project.item, project.dimension) == ("โครงการปลูกใจซื่อ", "1", 1)
    assert (project.fields["methods"].value, project.fields["results"].value) == ("- เดินปลูกทุกหมู่บ้าน", "ปลูกแล้ว 200 ต้น")
    assert project.budget_total.value == Decimal(10_000)


def test_findings_of_a_block_name_its_project():
    text = DETAILS.replace("30,000 บาท", "ตามที่ตั้งจ่าย").replace("ไม่ใช้งบประมาณ", "3O,O00 บาท")
    plan = parse_plan(document(COVER, SUMMARY, text))
    found = {(finding.code, row_of(plan, finding)) for finding in plan.findings if isinstance(finding.about, Project)}
    assert {(CheckCode.BUDGET_UNREADABLE, "P001"), (CheckCode.BUDGET_SUSPECT, "P005")} <= found


def test_a_year_that_the_order_of_its_columns_put_right_is_told():
    header = "โครงการ/กิจกรรม/มาตรการ | ปี 2566 | ปี 2567 | ปี 2567 | ปี 2569 | ปี 2570"
    plan = parse_plan(document([header, "โครงการปลูกใจซื่อ | 1,000 | 2,000 | 3,000 | 4,000 | 5,000"]))
    assert sorted(summary_amounts(plan.projects[0])) == [2566, 2567, 2568, 2569, 2570]
    told = [(f.expected, f.found) for f in plan.findings if f.code is CheckCode.YEAR_CORRECTED]
    assert told == [("2568", "2567")]


def test_targets_of_other_years_are_a_history():
    past = ["ตัวชี้วัด | ปี 2561 | ปี 2562", "คะแนน ITA | 70 | 75"]
    future = ["ตัวชี้วัด | ปี 2566 | ปี 2567", "คะแนน ITA | 85 | 90"]
    plan = parse_plan(document(COVER, past, "คะแนนที่หวัง", future))
    assert [target.fiscal_year for target in plan.targets] == [2566, 2567]


@pytest.mark.parametrize("parts", [(), ("",), ("ชาวบ้านอยากรู้ว่าเงินไปไหน",), (["ก | ข"],)])
def test_a_document_without_a_plan(parts):
    plan = parse_plan(document(*parts))
    assert (plan.projects, plan.dimensions, plan.totals, plan.facts.kind) == ([], [], [], DocumentKind.UNKNOWN)


def test_more_projects_than_any_plan_are_refused(monkeypatch):
    monkeypatch.setattr("extract.parse.MOST_PROJECTS", 5)
    with pytest.raises(SourceTooLarge, match="5 projects"):
        parse_plan(document(COVER, SUMMARY, DETAILS))
    monkeypatch.setattr("extract.parse.MOST_PROJECTS", 6)
    assert parse_plan(document(COVER, SUMMARY, DETAILS)).projects


# -- properties ----------------------------------------------------------------------------------------------------

PRINTED = [part.strip() for part in (COVER + DETAILS).split("\n") if part.strip()]
CELLS = [cell.strip() for row in SUMMARY for cell in row.split("|")]
HEADERS = [
    HEADER.split(" | "),
    ["ลำดับ", "โครงการ/กิจกรรม", "งบประมาณ (บาท)", "รวม", "ผู้รับผิดชอบ"],
    ["ลำดับ", "ขั้นตอน", "ประเด็นความเสี่ยง", "Risk Score", "มาตรการ"],
    ["ตัวชี้วัด", "ปี 2566", "ปี 2567"],
    ["มิติ", "โครงการ", "", "งบประมาณ", ""],
    ["", "ตามแผน", "ดำเนินการแล้ว", "ตามแผน", "เบิกจ่าย"],
]
ROWS = st.lists(st.sampled_from(CELLS) | plan_like_text(4), max_size=7) | st.sampled_from(HEADERS)


@st.composite
def grids(draw):
    """A table with ragged rows, sometimes with a header, and with some spanning cells."""
    rows = draw(st.lists(ROWS, min_size=1, max_size=5))
    width = max(1, *(len(row) for row in rows))
    start = draw(st.integers(1, 50))
    cells = [
        Cell(
            text, text, r, c, Place(1, start + r), draw(st.integers(1, len(rows) - r)), draw(st.integers(1, width - c))
        )
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    return Grid(tuple(cells), len(rows), width, Place(1, start))


LINES = st.builds(line, st.sampled_from(PRINTED) | plan_like_text(), st.integers(1, 50), gap=st.booleans())
PAGES = st.lists(st.lists(LINES | grids(), max_size=10), max_size=3)


@given(PAGES)
def test_any_document_makes_a_plan(pages):
    made = tuple(Page(number, tuple(blocks), TextSource.TEXT) for number, blocks in enumerate(pages, 1))
    plan = parse_plan(Document("plan.txt", "ab" * 32, TextSource.TEXT, made))
    assert [p.project_id for p in plan.projects] == [f"P{n:03d}" for n in range(1, len(plan.projects) + 1)]
    assert all(p.in_summary or p.in_details for p in plan.projects)
    assert all(
        row_of(plan, finding)[:4] in {p.project_id for p in plan.projects}
        for finding in plan.findings
        if isinstance(finding.about, Project | Amount)
    )
    for project in plan.projects:
        years = [(amount.basis, amount.fiscal_year) for amount in project.amounts]
        assert len(set(years)) == len(years)


@given(st.lists(st.sampled_from(PRINTED), max_size=30))
def test_headings_of_a_plan_are_told_once(texts):
    plan = parse_plan(document("\n".join(texts)))
    assert len({d.path for d in plan.dimensions}) == len(plan.dimensions)
    assert len({s.code for s in plan.sections}) == len(plan.sections)
