"""Documents with a missing or unusual line: the rest still determines where every project belongs."""

from __future__ import annotations

import pytest

from extract.parse import parse_plan
from extract.read.reader_interface import ReadableSource
from extract.read.text.text_reader import read_text

REPORT = """รายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต
เทศบาลตำบลบ้านสมมุติ ประจำปีงบประมาณ พ.ศ. ๒๕๖๔ รอบ ๖ เดือน

มิติที่ ๑ การสร้างสังคมที่ไม่ทนต่อการทุจริต

๑.๑ การสร้างจิตสำนึกและความตระหนักแก่บุคลากร

๑. โครงการอบรมคุณธรรม
การดำเนินการ
๑. จัดอบรม
ผลการดำเนินการ
- บุคลากรมีความรู้

มิติที่ ๒ การบริหารราชการเพื่อป้องกันการทุจริต

๒.๑ แสดงเจตจำนงทางการเมืองในการต่อต้านการทุจริตของผู้บริหาร

๒. กิจกรรมประกาศเจตจำนง
การดำเนินการ
๑. จัดทำประกาศ
ผลการดำเนินการ
- มีประกาศ
"""

TABLES = """รายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. ๒๕๖๕
เทศบาลตำบลบ้านสมมุติ

มิติที่ ๑ การสร้างสังคมที่ไม่ทนต่อการทุจริต

ลำดับ\tโครงการ/กิจกรรม/มาตรการ\tผลการดำเนินงาน\tงบประมาณตามแผน\tเบิกจ่าย\tหมายเหตุ
\t๑.๑ การสร้างจิตสำนึกและความตระหนัก\t\t\t\t
๑\tโครงการอบรมคุณธรรม\tดำเนินการแล้ว\t๑๐,๐๐๐\t๙,๕๐๐\t

มิติที่ ๒ การบริหารราชการเพื่อป้องกันการทุจริต

ลำดับ\tโครงการ/กิจกรรม/มาตรการ\tผลการดำเนินงาน\tงบประมาณตามแผน\tเบิกจ่าย\tหมายเหตุ
\t๒.๑ แสดงเจตจำนงทางการเมือง\t\t\t\t
๒\tกิจกรรมประกาศเจตจำนง\tดำเนินการแล้ว\t-\t-\t
\t๒.๒ มาตรการสร้างความโปร่งใส\t\t\t\t
๓\tมาตรการเปิดเผยข้อมูล\tดำเนินการแล้ว\t-\t-\t
"""

SUMMARY = """แผนปฏิบัติการป้องกันการทุจริต เทศบาลตำบลบ้านสมมุติ

มิติ\tภารกิจตามมิติ\tโครงการ/กิจกรรม/มาตรการ\tปี ๒๕๖๖\tปี ๒๕๖๗\tหมายเหตุ
\t\t\tงบประมาณ (บาท)\tงบประมาณ (บาท)\t
๑. การสร้างสังคม\t๑.๑ การสร้างจิตสำนึก\t๑) โครงการปลูกป่า\t๑๐,๐๐๐\t๒๐,๐๐๐\tสป.
\t\t๒) มาตรการประหยัดไฟ\t-\t-\tสป.
\t๑.๒ การสร้างวัฒนธรรม\t๓) กิจกรรมเดินรณรงค์\t๕,๐๐๐\t๕,๐๐๐\tกศ.
"""

BLOCK = """แผนปฏิบัติการป้องกันการทุจริต เทศบาลตำบลบ้านสมมุติ

มิติที่ ๑ การสร้างสังคมที่ไม่ทนต่อการทุจริต
{section}
๑. ชื่อโครงการ : โครงการอบรมคุณธรรม
๒. หลักการและเหตุผล
เพื่อความรู้
๓. วัตถุประสงค์
เพื่อความสุจริต
๔. งบประมาณดำเนินการ
๑๐,๐๐๐ บาท
"""


def parsed(text):
    return parse_plan(read_text(ReadableSource("plan.txt", text.encode())))


def places(text):
    return [(project.dimension, project.section) for project in parsed(text).projects]


def test_a_section_goes_to_its_dimension_though_the_dimensions_own_line_is_lost():
    assert places(REPORT) == [(1, "1.1"), (2, "2.1")]
    lost = "\n".join(line for line in REPORT.split("\n") if not line.startswith("มิติที่ ๒"))
    assert places(lost) == [(1, "1.1"), (2, "2.1")]


def test_an_item_that_is_numbered_like_a_section_of_a_lost_dimension_is_an_item():
    lost = REPORT.replace("มิติที่ ๒ การบริหารราชการเพื่อป้องกันการทุจริต\n", "")
    assert places(lost.replace("๒.๑ แสดงเจตจำนงทางการเมืองในการต่อต้านการทุจริตของผู้บริหาร", "๒.๑ แจกเอกสารแก่ผู้เข้าอบรม")) == [
        (1, "1.1"),
        (1, "1.1"),
    ]


def test_a_named_dimension_ends_the_block_of_a_report_whose_next_project_lost_its_first_heading():
    lost = REPORT.replace("ประกาศเจตจำนง\nการดำเนินการ\n", "ประกาศเจตจำนง\n")
    assert [heading.path[0] for heading in parsed(lost).dimensions] == [1, 2]


def test_the_section_row_below_a_repeated_header_holds_for_the_rows_below_it():
    assert places(TABLES) == [(1, "1.1"), (2, "2.1"), (2, "2.2")]


def test_a_blank_line_after_a_header_and_its_section_row_loses_nothing():
    cut = TABLES.replace("ทางการเมือง\t\t\t\t\n", "ทางการเมือง\t\t\t\t\n\n")
    assert places(cut) == [(1, "1.1"), (2, "2.1"), (2, "2.2")]


@pytest.mark.parametrize("change", [lambda text: text, lambda text: text.replace("\n", "\n\n")])
def test_rows_apart_from_each_other_by_blank_lines_are_one_table(change):
    projects = parsed(change(SUMMARY)).projects
    assert [(p.section, len(p.amounts)) for p in projects] == [("1.1", 2), ("1.1", 2), ("1.2", 2)]


@pytest.mark.parametrize(
    "section",
    [
        "๑.๑ การปลูกฝัง",
        "ภารกิจตามมิติ : ๑.๑ การปลูกฝัง",
        "ภารกิจตามมิติ ข้อ ๑.๑ การปลูกฝัง",
        "ภารกิจ: ๑.๑ การปลูกฝัง",
        "ภารกิจที่ ๑.๑ การปลูกฝัง",
    ],
)
def test_words_before_a_sections_code(section):
    assert places(BLOCK.format(section=section)) == [(1, "1.1")]


def test_numbers_that_markdown_escapes():
    plain = BLOCK.format(section="๑.๑ การปลูกฝัง")
    (project,) = parsed(plain.replace(". ", "\\. ")).projects
    assert sorted(project.fields) == sorted(parsed(plain).projects[0].fields)


def test_money_that_was_spent_is_not_part_of_the_budget():
    (project,) = parsed(BLOCK.format(section="๑.๑ การปลูกฝัง") + "เบิกจ่าย : ๙,๕๐๐ บาท\n").projects
    assert project.budget_total is not None
    assert project.budget_total.value == 10_000
