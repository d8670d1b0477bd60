"""Plans in ways of their own: questions and answers, headers in two languages, lists by year, codes above blocks."""

import pytest

from extract.model.plan import Basis
from extract.parse import parse_plan
from extract.tables.translated import thai_part
from schemas.checks import CheckCode
from tests.extract.builders import document, read

HEAD = "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2567 - 2569)\nองค์การบริหารส่วนตำบลหนองกก\n\n"
NAMES = ("โครงการค่ายคุณธรรม", "มาตรการงดรับของ", "กิจกรรมเปิดบัญชี", "โครงการตรวจงาน")

# -- questions and answers ----------------------------------------------------------------------------------------

QUESTIONS = (
    ("ทำเรื่องนี้ทำไม", "ชาวบ้านขอมา"),
    ("ทำเพื่ออะไร", "เพื่อให้รู้"),
    ("ต้องใช้เงินเท่าไร", "{n},000 บาท"),
    ("ใครรับผิดชอบ", "สำนักปลัด"),
)


@pytest.mark.parametrize("words", [("ถาม", "ตอบ"), ("คำถาม", "คำตอบ"), ("Q", "A")])
def test_questions_are_headings_and_answers_their_text(words):
    blocks = (
        f"งานที่ {number} {name}\n\n"
        + "\n\n".join(f"{words[0]} : {q}\n\n{words[1]} : {a.format(n=number)}" for q, a in QUESTIONS)
        for number, name in enumerate(NAMES, 1)
    )
    plan = parse_plan(read(HEAD + "มิติที่ 1 คนดี\n\n" + "\n\n".join(blocks)))
    assert [project.name.value for project in plan.projects] == list(NAMES)
    for number, project in enumerate(plan.projects, 1):
        assert project.fields["rationale"].value == "ชาวบ้านขอมา"
        assert project.fields["responsible"].value == "สำนักปลัด"
        assert project.budget_total.value == number * 1_000


def test_labels_of_a_form_are_no_questions():
    block = "งานที่ {0} {1}\nวัตถุประสงค์ : เพื่อให้รู้\nงบประมาณ : {0},000 บาท\nผู้รับผิดชอบ\nสำนักปลัด\n"
    plan = parse_plan(read(HEAD + "\n".join(block.format(at, name) for at, name in enumerate(NAMES, 1))))
    assert [project.fields["objectives"].value for project in plan.projects] == ["เพื่อให้รู้"] * 4


# -- two languages ------------------------------------------------------------------------------------------------


def test_a_header_in_two_languages():
    table = [
        "ที่ No. | โครงการ Project / Activity | ปี 2567 (FY2024) | ปี 2568 (FY2025) | หน่วยงาน Responsible Unit",
        "มิติที่ 1 คนดี / Dimension 1: Good People | | | |",
        "1 | โครงการ Young Guide ของตำบล | 20,000 | 30,000 | สำนักปลัด",
        "2 | มาตรการงดรับของ | - | - | กองคลัง",
        " | รวมมิติที่ 1 / Subtotal | 20,000 | 30,000 |",
    ]
    plan = parse_plan(document(HEAD, table))
    found = [(p.name.value, [(a.fiscal_year, a.money.value) for a in p.amounts if a.money]) for p in plan.projects]
    assert found == [
        ("โครงการ Young Guide ของตำบล", [(2567, 20_000), (2568, 30_000)]),
        ("มาตรการงดรับของ", [(2567, 0), (2568, 0)]),
    ]
    assert [heading.name for heading in plan.headings] == ["คนดี"]
    assert [(total.dimension, total.fiscal_year) for total in plan.totals] == [(1, 2567), (1, 2568)]


@pytest.mark.parametrize(
    ("text", "thai"),
    [
        ("งบประมาณ (บาท) Budget (Baht)", "งบประมาณ (บาท)"),
        ("โครงการ/กิจกรรม Project / Activity", "โครงการ/กิจกรรม"),
        ("Budget", "Budget"),
    ],
)
def test_thai_part(text, thai):
    assert thai_part(text) == thai


# -- lists by year ------------------------------------------------------------------------------------------------


def test_a_dash_behind_a_year_is_no_range_where_other_lines_print_every_year():
    text = """
มิติที่ 1 คนดี
(ก) โครงการค่ายคุณธรรม ........ ปี 2567 450,000 ปี 2568 - ปี 2569 450,000 บาท
(ข) โครงการโรงเรียนสุจริต ........ ปีละ 90,000 บาท
(ค) โครงการเปิดบัญชี ........ ปี 2567 600,000 ปี 2568 120,000 ปี 2569 130,000 บาท
(ง) มาตรการงดรับของ ........ ไม่ใช้งบประมาณ
(จ) กิจกรรมตรวจงาน ........ ปี 2567 - ปี 2568 - ปี 2569 5,000 บาท
"""
    plan = parse_plan(read(HEAD + text))
    found = {
        p.name.value: [int(a.money.value) for a in p.amounts if a.money and a.basis is Basis.SUMMARY]
        for p in plan.projects
    }
    assert found == {
        "โครงการค่ายคุณธรรม": [450_000, 0, 450_000],
        "โครงการโรงเรียนสุจริต": [90_000] * 3,
        "โครงการเปิดบัญชี": [600_000, 120_000, 130_000],
        "มาตรการงดรับของ": [0] * 3,
        "กิจกรรมตรวจงาน": [0, 0, 5_000],
    }


# -- codes and numbers above blocks -------------------------------------------------------------------------------


@pytest.mark.parametrize("lead", ["1.1.{0}.(1)", "1.1.{0} (1)", "{0}. โครงการที่ {0}", "{0}) โครงการที่ {0}"])
def test_the_code_or_number_of_a_project_alone_above_its_block(lead):
    block = "{1}\n\n1. ชื่อโครงการ : {2}\n\n2. หลักการและเหตุผล\n\nชาวบ้านขอมา\n\n3. งบประมาณ\n\n{0},000 บาท\n\n"
    text = "".join(block.format(at, lead.format(at), name) for at, name in enumerate(NAMES, 1))
    plan = parse_plan(read(HEAD + "มิติที่ 1 คนดี\n\n1.1 สร้างจิตสำนึก\n\n" + text))
    assert [project.name.value for project in plan.projects] == list(NAMES)
    assert [(h.code, h.name) for h in plan.headings] == [("1", "คนดี"), ("1.1", "สร้างจิตสำนึก")]


def test_a_sentence_of_spent_money_in_the_introduction_begins_no_block():
    text = """
1.2 เรื่องเงินของตำบล

ตำบลมีรายรับ 2566 จำนวน 14,560,300 บาท
จ่ายจริง 9,774,120 บาท ในจำนวนนี้เป็นงบลงทุน 2,100,000 บาท

มิติที่ 1 คนดี

"""
    block = "งานที่ {0} {1}\n1. หลักการและเหตุผล\nชาวบ้านขอมา\n2. งบประมาณ\n{0},000 บาท\n3. ผู้รับผิดชอบ\nสำนักปลัด\n"
    plan = parse_plan(read(HEAD + text + "\n".join(block.format(at, name) for at, name in enumerate(NAMES, 1))))
    assert [project.name.value for project in plan.projects] == list(NAMES)


# -- dimensions with two names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("listed", "told", "differ"),
    [
        ("การสร้างวัฒนธรรมสุจริต", "สร้างสังคมที่ไม่ทนต่อการโกง", True),
        ("การสร้างวัฒนธรรมสุจริต", "สร้างวัฒนธรรมสุจริต", False),
        ("การสร้างวัฒนธรรมสุจริต", "การสร้างวัฒนธรรมสุจรต", False),
    ],
)
def test_a_dimension_that_the_table_calls_something_else_is_told(listed, told, differ):
    table = ["มิติ | โครงการ | 2567 | 2568", f"1. {listed} | โครงการค่ายคุณธรรม | 5,000 | -"]
    block = (
        f"\nมิติที่ 1 {told}\n\n1. ชื่อโครงการ : โครงการค่ายคุณธรรม\n2. หลักการและเหตุผล\nชาวบ้านขอมา\n3. งบประมาณ\n5,000 บาท\n"
    )
    plan = parse_plan(document(HEAD, table, block))
    found = [(f.expected, f.found) for f in plan.findings if f.code is CheckCode.HEADING_NAMES_DIFFER]
    assert found == ([(listed, told)] if differ else [])


# -- money in an annex ----------------------------------------------------------------------------------------------

ANNEX = ["รหัส | งบประมาณปี 2567 (บาท) | แผนงาน / งาน", "ก-3 | 9,000 | แผนงานการศึกษา", "ก-1 | 5,000 | แผนงานการเกษตร"]


def with_annex(codes=("ก-1", "ก-2", "ก-3", "ก-4")):
    months = ["รหัส | กิจกรรม/โครงการ | ต.ค. | พ.ย. | ธ.ค."]
    months += [f"{code} | {name} | ✓ | | ✓" for code, name in zip(codes, NAMES, strict=True)]
    return parse_plan(document(HEAD.replace("(พ.ศ. 2567 - 2569)", "ปี 2567"), months, "ผนวก ก", ANNEX))


def test_an_annex_gives_the_money_of_projects_by_their_codes():
    plan = with_annex()
    assert [project.name.value for project in plan.projects] == list(NAMES)
    assert [[int(a.money.value) for a in p.amounts if a.money] for p in plan.projects] == [[5_000], [], [9_000], []]


def test_a_code_of_two_projects_decides_nothing():
    plan = with_annex(("ก-1", "ก-1", "ก-3", "ก-4"))
    assert [[int(a.money.value) for a in p.amounts if a.money] for p in plan.projects] == [[], [], [9_000], []]


def test_a_level_below_a_name_that_has_the_projects_number():
    block = (
        "{0}. ชื่อกิจกรรม : {1}\n1) มิติที่ {2} - {3}\n2) หลักการและเหตุผล\nชาวบ้านขอมา\n"
        "3) งบประมาณ\n{0},000 บาท\n4) ผู้รับผิดชอบ\nสำนักปลัด\n"
    )
    titles = {1: "คนดี", 2: "งานใส"}
    text = "\n".join(block.format(at, name, d := (1 if at < 3 else 2), titles[d]) for at, name in enumerate(NAMES, 1))
    plan = parse_plan(read(HEAD + text))
    assert [(p.name.value, p.dimension) for p in plan.projects] == list(zip(NAMES, (1, 1, 2, 2), strict=True))


def test_entries_and_sums_of_a_list_that_break_off_within_their_money_go_on_below():
    text = """
มิติที่ 1 คนดี
(ก) โครงการค่ายคุณธรรม ........ ปี 2567 450,000 ปี 2568 100,000 ปี
2569 450,000 บาท
(ข) โครงการเปิดบัญชี ........ ปี 2567 600,000 ปี 2568
120,000 ปี 2569 130,000 บาท
รวมมิติที่ 1 จำนวน 2 โครงการ ปี 2567 1,050,000 ปี 2568 220,000 ปี 2569
580,000 บาท
"""
    plan = parse_plan(read(HEAD + text))
    assert [[int(a.money.value) for a in p.amounts if a.money] for p in plan.projects] == [
        [450_000, 100_000, 450_000], [600_000, 120_000, 130_000],
    ]  # fmt: skip
    assert [int(total.printed.value) for total in plan.totals] == [1_050_000, 220_000, 580_000]
