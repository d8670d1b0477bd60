"""A table for each fiscal year: rows of one project are one, also where a scan has misread a letter of its name."""

from __future__ import annotations

from pathlib import Path

from phaen.pipeline import read_plan

HEAD = """เทศบาลตำบลทุ่งดอกรัก อำเภอพาน จังหวัดเชียงราย
แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2567 - 2568)
"""
TITLE = "\nปีงบประมาณ พ.ศ. {}\nมิติ | โครงการ/กิจกรรม | งบประมาณ (บาท)\n"
FIRST = """1. การสร้างสังคม | 1. โครงการอบรมเยาวชนคนดี | 10,000
1. การสร้างสังคม | 2. โครงการศึกษาดูงานเพิ่มศักยภาพสมาชิกสภาท้องถิ่น | 20,000
1. การสร้างสังคม | 3. โครงการปลูกต้นไม้ในใจคน รุ่นที่ 1 | 5,000
1. การสร้างสังคม | 4. โครงการจัดทำคู่มือประชาชน | 3,000
"""


def amounts(tmp_path: Path, second: str) -> dict[str, dict[int, int]]:
    text = HEAD + TITLE.format(2567) + FIRST + TITLE.format(2568) + second
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    plan = read_plan(tmp_path / "plan.txt")
    return {
        project.name.value: {a.fiscal_year: int(a.money.value) for a in project.amounts if a.money}
        for project in plan.projects
    }


def test_a_misread_letter_makes_no_other_project(tmp_path):
    found = amounts(tmp_path, FIRST.replace("ดูงานเพิ่ม", "ดงานเพิม").replace("20,000", "30,000"))
    assert found["โครงการศึกษาดูงานเพิ่มศักยภาพสมาชิกสภาท้องถิ่น"] == {2567: 20_000, 2568: 30_000}
    assert len(found) == 4


def test_another_number_in_the_name_is_another_project(tmp_path):
    found = amounts(tmp_path, FIRST.replace("รุ่นที่ 1", "รุ่นที่ 2"))
    assert len(found) == 5


def test_another_name_is_another_project(tmp_path):
    found = amounts(tmp_path, FIRST.replace("จัดทำคู่มือประชาชน", "จัดทำวารสารตำบล"))
    assert len(found) == 5


def test_a_misread_number_of_a_dimension_makes_no_other_project(tmp_path):
    second = FIRST.replace("ดูงานเพิ่ม", "ดูงานเพิม").replace("20,000", "30,000").replace("1. การสร้าง", "4. การสร้าง")
    found = amounts(tmp_path, second)
    assert found["โครงการศึกษาดูงานเพิ่มศักยภาพสมาชิกสภาท้องถิ่น"] == {2567: 20_000, 2568: 30_000}
    assert len(found) == 4


def test_rows_of_a_year_on_another_page_are_of_that_year(tmp_path):
    lines = FIRST.replace("10,000", "11,000").replace("3,000", "4,000").splitlines(keepends=True)
    found = amounts(tmp_path, "".join([*lines[:2], "\n\f\n", *lines[2:]]))
    assert found["โครงการจัดทำคู่มือประชาชน"] == {2567: 3_000, 2568: 4_000}
    assert len(found) == 4


def test_sums_of_levels_within_the_tables_of_years_are_none_of_the_plan(tmp_path):
    second = "2. การบริหาร | 5. โครงการเปิดบัญชีตลาด | 7,000\n2. การบริหาร | 6. โครงการเปิดบัญชีคลอง | 1,000\nรวม | | 8,000\n"
    rows = FIRST + "รวม | | 38,000\n" + second
    text = HEAD + TITLE.format(2567) + rows + TITLE.format(2568) + rows
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    totals = read_plan(tmp_path / "plan.txt").totals
    assert [(total.dimension, total.fiscal_year, int(total.printed.value)) for total in totals if total.printed] == [
        (1, 2567, 38_000),
        (2, 2567, 8_000),
        (1, 2568, 38_000),
        (2, 2568, 8_000),
    ]


BLOCKS = """1. ชื่อโครงการ โครงการอบรมเยาวชนคนดี
2. วัตถุประสงค์
2.1 เพื่อให้รู้
2.2 เพื่อให้ตรวจ
3. งบประมาณ 38,000 บาท
"""


def test_codes_of_lists_in_blocks_are_no_levels_above_the_next_table(tmp_path):
    header = "\nที่ | โครงการ/กิจกรรม | งบประมาณ (บาท)\n"
    text = "".join(
        f"มิติที่ {n} {title}\n{header}1 | โครงการอบรมเยาวชน{who} | {money}\nรวม | | {money}\n\n"
        + BLOCKS.replace("คนดี", who).replace("38,000", money)
        for n, title, who, money in ((2, "การบริหารราชการ", "คนดี", "38,000"), (3, "การส่งเสริม", "คนเก่ง", "9,000"))
    )
    (tmp_path / "plan.txt").write_text(HEAD.replace(" - 2568", "") + text, encoding="utf-8")
    totals = read_plan(tmp_path / "plan.txt").totals
    assert [(total.dimension, int(total.printed.value)) for total in totals if total.printed] == [
        (2, 38_000),
        (3, 9_000),
    ]
