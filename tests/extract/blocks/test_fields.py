"""From a block to a project: texts, items, years and money, and corrections."""

from decimal import Decimal
from textwrap import dedent

import pytest

from extract.blocks.fields import read_block, trim_closing
from extract.model.document import TextSource
from extract.model.plan import Basis, Method
from extract.parse import parse_plan
from schemas.checks import CheckCode
from tests.extract import builders
from tests.extract.builders import outlined

HEAD = "1. ชื่อโครงการ : โครงการปลูกใจซื่อ\n"


def project_of(text, source=TextSource.TEXT):
    (block,) = outlined(text).blocks
    return read_block(block, source)


def read(fields, head=HEAD):
    project, _ = project_of(head + fields)
    return project


def money(budget, duration=""):
    """A project with this budget and duration, and the codes of the findings."""
    fields = f"7. ระยะเวลาดำเนินการ\n{duration}\n" if duration else ""
    project, findings = project_of(f"{HEAD}{fields}8. งบประมาณ\n{budget}")
    return project, [finding.code for finding in findings]


def amounts(project):
    return {amount.fiscal_year: amount.money.value for amount in project.amounts}


# -- name, number, place -------------------------------------------------------------------------------------------


def test_the_name_stands_without_number_and_heading():
    project = read("2. หลักการและเหตุผล\nเรื่องเงิน", "1. ชื่อโครงการ : 3) โครงการปลูก\nใจซื่อ\n")
    assert (project.name.value, project.kind) == ("โครงการปลูกใจซื่อ", "โครงการ")
    assert project.name.raw == "1. ชื่อโครงการ : 3) โครงการปลูก\nใจซื่อ"
    assert (project.name.place.line, project.name.method) == (1, Method.PRINTED)


def test_a_block_knows_its_first_and_last_line():
    project = read("2. หลักการและเหตุผล\nเรื่องเงิน\nและเรื่องคน")
    assert (project.detail_place.line, project.detail_last.line) == (1, 4)


def test_what_a_scan_prints_is_told_from_print():
    project, _ = project_of(HEAD + "2. หลักการและเหตุผล\nเรื่องเงิน", TextSource.OCR)
    assert project.name.method is Method.OCR
    assert project.fields["rationale"].method is Method.OCR


@pytest.mark.parametrize(
    ("head", "item"),
    [
        ("ลำดับที่ 4\n", "4"),
        ("รายละเอียดโครงการ/กิจกรรม/มาตรการ (มิติ 2.2.1 (3))\n", "2.2.1 (3)"),
        ("ลำดับที่ 4\nรายละเอียดโครงการ/กิจกรรม/มาตรการ (มิติ 2.2.1 (3))\n", "2.2.1 (3)"),
        ("", ""),
    ],
)
def test_the_number_of_a_block(head, item):
    assert read("2. หลักการและเหตุผล\nเรื่องเงิน", head + HEAD).item == item


def test_the_number_before_a_name_without_heading():
    text = "5) โครงการปลูกใจซื่อ\nหลักการและเหตุผล\nเรื่องเงิน\nวิธีดำเนินการ\nเดินบอก"
    project, _ = project_of(text)
    assert (project.item, project.name.value) == ("5", "โครงการปลูกใจซื่อ")


@pytest.mark.parametrize(
    ("above", "code", "section", "subsection"),
    [
        ("มิติที่ 2 สอง", "2.2.1 (3)", "2.2", "2.2.1"),
        ("มิติที่ 2 สอง\n2.2 สองสอง", "2.2.1 (3)", "2.2", "2.2.1"),
        ("มิติที่ 2 สอง\n2.3 สองสาม", "2.2.1 (3)", "2.3", ""),
        ("มิติที่ 1 หนึ่ง", "2.2.1 (3)", "", ""),
        ("", "2.2.1 (3)", "2.2", "2.2.1"),
        ("มิติที่ 2 สอง", "2.2", "2.2", ""),
    ],
)
def test_a_template_code_says_the_section_unless_the_headings_speak_against_it(above, code, section, subsection):
    head = f"{above}\nรายละเอียดโครงการ/กิจกรรม/มาตรการ ({code})\n{HEAD}"
    project = read("2. หลักการและเหตุผล\nเรื่องเงิน", head)
    assert (project.section, project.subsection) == (section, subsection)


# -- texts and items -----------------------------------------------------------------------------------------------


def test_texts_keep_their_paragraphs_and_raw_their_lines():
    project = read("3. วัตถุประสงค์\n1) เพื่อให้ทุกบ้าน\nรู้เรื่องเงิน\n2) เพื่อให้ตรวจได้")
    objectives = project.fields["objectives"]
    assert objectives.value == "1) เพื่อให้ทุกบ้านรู้เรื่องเงิน\n2) เพื่อให้ตรวจได้"
    assert objectives.raw == "1) เพื่อให้ทุกบ้าน\nรู้เรื่องเงิน\n2) เพื่อให้ตรวจได้"
    assert objectives.place.line == 3


def test_items_are_counted_within_their_field():
    project = read("3. วัตถุประสงค์\n1) เพื่อรู้\n2) เพื่อตรวจ\n6. วิธีดำเนินการ\n6.1 ประชุม\n6.2 สรุป")
    found = [(item.field, item.position, item.number, item.text, item.place.line) for item in project.items]
    assert found == [
        ("objectives", 1, "1)", "เพื่อรู้", 3),
        ("objectives", 2, "2)", "เพื่อตรวจ", 4),
        ("methods", 1, "6.1", "ประชุม", 6),
        ("methods", 2, "6.2", "สรุป", 7),
    ]


def test_groups_stand_on_lines_of_their_own_and_with_their_items():
    project = read("10. ตัวชี้วัด/ผลลัพธ์\nดังนี้\nผลผลิต\n1) ผู้เข้าร่วม 80 คน\nผลลัพธ์\n1) ชุมชนเชื่อมั่น\n2) ทุกบ้านตรวจได้")
    assert project.fields["results"].value.split("\n") == [
        "ดังนี้",
        "ผลผลิต",
        "1) ผู้เข้าร่วม 80 คน",
        "ผลลัพธ์",
        "1) ชุมชนเชื่อมั่น",
        "2) ทุกบ้านตรวจได้",
    ]
    assert [(item.group, item.position, item.text) for item in project.items] == [
        ("", 1, "ดังนี้"),
        ("ผลผลิต", 2, "ผู้เข้าร่วม 80 คน"),
        ("ผลลัพธ์", 3, "ชุมชนเชื่อมั่น"),
        ("ผลลัพธ์", 4, "ทุกบ้านตรวจได้"),
    ]


def test_an_empty_field_is_absent():
    project = read("2. หลักการและเหตุผล\n3. วัตถุประสงค์\nเพื่อรู้\n8. งบประมาณ\n9. ผู้รับผิดชอบ")
    assert set(project.fields) == {"objectives"}
    assert (project.budget_text, project.budget_total, project.amounts) == (None, None, [])


def test_a_corrected_heading_is_told():
    whole = "{}2. หลักการและเหตุผล\nเรื่องเงิน\n3. วัตถุประสงค์\nเพื่อรู้\n4. {}\nทุกบ้าน\n5. พื้นที่ดำเนินการ\nศาลา\n"
    found = outlined(whole.format(HEAD, "เป้าหมาย") + whole.format(HEAD, "ฏฆฌฑฒณญ") + whole.format(HEAD, "เป้าหมาย"))
    project, (finding,) = read_block(found.blocks[1], TextSource.TEXT)
    assert project.fields["target_group"].value == "ทุกบ้าน"
    assert (finding.code, finding.expected, finding.found) == (
        CheckCode.FIELD_HEADING_CORRECTED,
        "target_group",
        "4. ฏฆฌฑฒณญ",
    )
    assert finding.place.line == 15


# -- money and years -----------------------------------------------------------------------------------------------


def test_money_of_one_year_is_that_years():
    project, codes = money("30,000 บาท", "ปีงบประมาณ พ.ศ. 2566")
    assert (project.budget_total.value, project.budget_text.value, codes) == (Decimal(30000), "30,000 บาท", [])
    assert amounts(project) == {2566: Decimal(30000)}
    assert (project.fiscal_year_first.value, project.fiscal_year_last.value) == (2566, 2566)
    assert all(amount.basis is Basis.DETAIL for amount in project.amounts)


def test_money_of_several_years_is_never_split_evenly():
    project, _ = money("30,000 บาท", "ปีงบประมาณ พ.ศ. 2566 - 2568")
    assert (project.budget_total.value, project.amounts) == (Decimal(30000), [])
    assert (project.fiscal_year_first.value, project.fiscal_year_last.value) == (2566, 2568)


def test_money_per_year_counts_for_each_year():
    project, _ = money("ปีละ 20,000 บาท", "ปีงบประมาณ พ.ศ. 2566 - 2568")
    assert project.budget_total.value == Decimal(60000)
    assert amounts(project) == dict.fromkeys((2566, 2567, 2568), Decimal(20000))


def test_money_listed_by_year():
    project, _ = money("ปี 2566 จำนวน 10,000 บาท\nปี 2567 จำนวน 20,000 บาท", "ปีงบประมาณ พ.ศ. 2566 - 2568")
    assert project.budget_total.value == Decimal(30000)
    assert amounts(project) == {2566: Decimal(10000), 2567: Decimal(20000)}


def test_no_budget_is_none_in_every_year():
    project, codes = money("ไม่ใช้งบประมาณ", "ปีงบประมาณ พ.ศ. 2566 - 2567")
    assert (project.budget_total.value, codes) == (Decimal(0), [])
    assert amounts(project) == {2566: Decimal(0), 2567: Decimal(0)}


def test_without_a_year_in_the_duration_nothing_is_dated():
    project, _ = money("30,000 บาท", "ตลอดทั้งปี ไตรมาสที่ 2")
    assert (project.fiscal_year_first, project.amounts) == (None, [])
    assert project.budget_total.value == Decimal(30000)


@pytest.mark.parametrize(
    ("budget", "code"), [("ตามที่ตั้งจ่าย", CheckCode.BUDGET_UNREADABLE), ("3O,O00 บาท", CheckCode.BUDGET_SUSPECT)]
)
def test_money_that_cannot_be_believed_is_empty_and_told(budget, code):
    project, codes = money(budget, "ปีงบประมาณ พ.ศ. 2566")
    assert (project.budget_total, project.amounts, codes) == (None, [], [code])
    assert project.budget_text.value == budget


# -- lines below the last block ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "closing",
    [
        "(ลงชื่อ) ................",
        "(นายสุขใจ ตะวันฉาย)",
        "โทร. 0 0000 0000",
        "ผู้ดูแลแผน ฝ่ายปกครอง สำนักงานสมมุติ โทร. 0-0000-0000 ต่อ 12",
        "สายด่วนสมมุติ 0 0000 0000",
        "ผู้เสนอแผน (นางสมหญิง สมมุติ) หัวหน้าสำนักปลัด",
        "99/1 หมู่ 3 ถนนริมธาร",
        "www.example.org",
        "เทศบาลตำบลน้ำใส",
        "กันยายน 2565",
        "ตำบลน้ำใส อำเภอริมธาร จังหวัดแพร่",
    ],
)
def test_an_address_or_signature_is_cut_off(closing):
    (block,) = outlined(f"{HEAD}10. ตัวชี้วัด\nผู้เข้าร่วม 80 คน\n{closing}\n{closing}").blocks
    trim_closing(block)
    assert [found.text for found in block.fields[-1].content] == ["ผู้เข้าร่วม 80 คน"]


@pytest.mark.parametrize("text", ["เทศบาลตำบลน้ำใสเปิดบัญชีให้ทุกบ้านตรวจ ทุกวันศุกร์", "(ทุกหมู่บ้าน)", "เดือนกันยายน 2566", "80 คน"])
def test_results_are_not_cut_off(text):
    (block,) = outlined(f"{HEAD}10. ตัวชี้วัด\nผู้เข้าร่วม 80 คน\n{text}").blocks
    trim_closing(block)
    assert [found.text for found in block.fields[-1].content][-1] == text


def test_a_field_that_is_nothing_but_a_signature_is_left_alone():
    (block,) = outlined(f"{HEAD}9. ผู้รับผิดชอบโครงการ\nเทศบาลตำบลน้ำใส").blocks
    trim_closing(block)
    assert [found.text for found in block.fields[-1].content] == ["เทศบาลตำบลน้ำใส"]


def test_the_words_of_a_group_stay_as_printed():
    project = read("9. ตัวชี้วัด\nตัวชี้วัดเชิงปริมาณ\n1) ตรวจครบ\n2. ตัวชี้วัดเชิงคุณภาพ : เชื่อมั่น")
    assert project.fields["results"].value == "ตัวชี้วัดเชิงปริมาณ\n1) ตรวจครบ\nตัวชี้วัดเชิงคุณภาพ\nเชื่อมั่น"
    assert [item.group for item in project.items] == ["ผลผลิต", "ผลลัพธ์"]


def test_the_title_of_a_signature_is_no_item_of_the_list_above_it():
    text = """
    มิติที่ 1 ปลุกใจคน
    ชื่อโครงการ : โครงการคลองใส
    วัตถุประสงค์ : เพื่อให้น้ำใส
    งบประมาณ : 5,000 บาท
    ตัวชี้วัด
    1. น้ำใสขึ้น
    2. ปลากลับมา
    อนุมัติ
    (ลงชื่อ) นายกเทศมนตรีตำบลธารทอง
    """
    (project,) = parse_plan(builders.read(dedent(text))).projects
    assert project.fields["results"].value == "1. น้ำใสขึ้น\n2. ปลากลับมา"
