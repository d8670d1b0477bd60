"""Names that print the level of their project: in brackets, behind a dash, on a line of its own, before the name."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.grammar.levels import usual_scheme
from extract.grammar.placed_names import placed_name, within
from extract.model.plan import Plan
from phaen.pipeline import read_plan

HEAD = "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2568\nองค์การบริหารส่วนตำบลดอนสมมุติ อำเภอเมืองสมมุติ จังหวัดสมมุติ\n\n"
PROJECTS = (
    ("โครงการอบรมคุณธรรมพนักงานใหม่", "1.1", "12,000 บาท"),
    ("กิจกรรมคัดแยกขยะโปร่งใส", "1.2", "8,500 บาท"),
    ("มาตรการเปิดเผยราคากลาง", "2.1", "ไม่ใช้งบประมาณ"),
    ("โครงการเวทีรับฟังเสียงชาวบ้าน", "3.2", "20,000 บาท"),
)
WANTED = [
    (name, (int(code[0]), int(code[2])), int(money.split()[0].replace(",", "")) if " " in money else 0)
    for name, code, money in PROJECTS
]


def read(folder: Path, text: str, name: str = "plan.txt") -> Plan:
    (folder / name).write_text(HEAD + text if name.endswith("txt") else text, encoding="utf-8")
    return read_plan(folder / name)


def placed(plan: Plan) -> list[tuple[str, tuple[int, ...], int]]:
    return [
        (
            project.name.value if project.name else "",
            project.path,
            int(project.budget_total.value) if project.budget_total else -1,
        )
        for project in plan.projects
    ]


def fields(number: int, money: str) -> str:
    return (
        f"1. วัตถุประสงค์\n(1) เพื่อให้งานที่ {number} สุจริต\n(2) เพื่อให้ประชาชนเชื่อมั่น\n2. กลุ่มเป้าหมาย\nประชาชน {number}0 คน\n"
        f"3. วิธีดำเนินการ\n(1) ประชุมชี้แจง\n(2) ดำเนินงานครั้งที่ {number}\n4. ระยะเวลาดำเนินการ\nปีงบประมาณ พ.ศ. 2568\n"
        f"5. งบประมาณ\n{money}\n6. ผู้รับผิดชอบ\nสำนักปลัด\n7. ผลที่คาดว่าจะได้รับ\nเกิดความโปร่งใส\n\n"
    )


def test_only_the_names_tell_the_levels(tmp_path: Path) -> None:
    blocks = "".join(
        f"ลำดับที่ {at}\nชื่อโครงการ : {name} (มิติที่ {code[0]} ภารกิจที่ {code})\n{fields(at, money)}"
        for at, (name, code, money) in enumerate(PROJECTS, 1)
    )
    assert placed(read(tmp_path, blocks)) == WANTED


def test_level_on_a_line_of_its_own_below_an_unnumbered_heading_of_the_name(tmp_path: Path) -> None:
    blocks = "".join(
        f"ชื่อโครงการ\n{name}\n(สนองภารกิจที่ {code})\n{fields(at, money)}"
        for at, (name, code, money) in enumerate(PROJECTS, 1)
    )
    assert placed(read(tmp_path, blocks)) == WANTED


def test_forms_of_a_page_with_levels_in_square_brackets(tmp_path: Path) -> None:
    forms = "".join(
        f"<h2>มิติที่ {code[0]} ด้านที่หนึ่ง</h2><table><tr><td>ชื่อโครงการ/กิจกรรม</td><td>{name} [ภารกิจ {code}]</td></tr>"
        "<tr><td>วัตถุประสงค์</td><td>เพื่อให้งานสุจริต</td></tr><tr><td>วิธีดำเนินการ</td><td>ประชุมชี้แจง</td></tr>"
        f"<tr><td>งบประมาณ</td><td>{money}</td></tr><tr><td>ผู้รับผิดชอบ</td><td>กองคลัง</td></tr></table><p></p>"
        for name, code, money in PROJECTS
    )
    head = "".join(f"<p>{line}</p>" for line in HEAD.split("\n") if line)
    assert placed(read(tmp_path, f"<html><body>{head}{forms}</body></html>", "plan.html")) == WANTED


def test_level_before_the_names_of_a_table_and_none_in_the_details(tmp_path: Path) -> None:
    rows = "".join(
        f"{at}\t(กลยุทธ์ที่ {code}) {name}\t{money}\tสำนักปลัด\n" for at, (name, code, money) in enumerate(PROJECTS, 1)
    )
    details, last = "", ""
    for at, (name, code, money) in enumerate(PROJECTS, 1):
        details += f"ยุทธศาสตร์ที่ {code[0]} สร้างสุข {code[0]}\n" if code[0] != last else ""
        details += f"กลยุทธ์ที่ {code} ปลูกจิตสำนึก\n{at}. {name}\n{fields(at, money)}"
        last = code[0]
    plan = read(tmp_path, f"ที่\tโครงการ\tงบประมาณ\tหน่วยงาน\n{rows}\n{details}")
    assert placed(plan) == WANTED
    assert all(project.in_summary and project.in_details for project in plan.projects)


def test_rows_of_one_running_table_with_a_dash_and_thai_digits(tmp_path: Path) -> None:
    digits = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    summary = "มิติ\tภารกิจ\tลำดับ\tโครงการ\tงบประมาณ\n" + "".join(
        f"มิติที่ {code[0]}\t{code} งานด้านหนึ่ง\t{at}\t{name}\t{money}\n"
        for at, (name, code, money) in enumerate(PROJECTS, 1)
    )
    table = "".join(
        f"{at}) {name} – ภารกิจที่ {code}\t\nเหตุผล\tพบว่างานด้านนี้ยังมีข้อร้องเรียนอยู่เสมอและควรปรับปรุงโดยเร็ว\n"
        f"วัตถุประสงค์\tเพื่อให้งานสุจริต\n"
        f"การปฏิบัติ\t(1) ประชุมชี้แจง (2) ลงมือทำ (3) สรุปผล\nงบประมาณ\t{money}\nหน่วยงาน\tสำนักปลัด\nผลที่จะได้รับ\tเกิดความโปร่งใส\n"
        for at, (name, code, money) in enumerate(PROJECTS, 1)
    )
    plan = read(tmp_path, (summary + "\n" + table).translate(digits))
    assert placed(plan) == WANTED
    assert [[item.text for item in p.items if item.field == "methods"] for p in plan.projects] == [
        ["ประชุมชี้แจง", "ลงมือทำ", "สรุปผล"]
    ] * len(PROJECTS)


def test_listed_lines_with_the_level_and_its_own_name(tmp_path: Path) -> None:
    entries = "".join(
        f"{at}. {name} (ตามมิติที่ {code[0]} ภารกิจที่ {code} งานด้านหนึ่ง) งบประมาณ {money}\n"
        for at, (name, code, money) in enumerate(PROJECTS, 1)
    )
    assert placed(read(tmp_path, f"โครงการตามแผนมีดังนี้\n{entries}")) == WANTED


@pytest.mark.parametrize(
    "name",
    [
        "โครงการปลูกใจ (ระยะที่ 2)",
        "โครงการปลูกใจ (ปีที่ 3) รุ่น 1.5",
        "มาตรการตามมติที่ (1/2566)",
        "โครงการสุจริตศึกษา (มิติใหม่ของโรงเรียน)",
        "กิจกรรมตรวจงาน - มิติที่ 1 สร้างสุขในชุมชน",
        "โครงการขับเคลื่อนภารกิจที่ 1.1",
        "(ภารกิจที่ 1.1)",
    ],
)
def test_what_is_no_level_of_the_project_stays_in_its_name(name: str) -> None:
    assert placed_name(name, usual_scheme()) == (name, ())


@pytest.mark.parametrize(
    "printed",
    [
        "{name} (มิติที่ 2 (ภารกิจ 2.1))",
        "{name} (2.1)",
        "{name} (มิติที่ 2/ภารกิจที่ 2.1/ข้อ 1)",
        "{name} (มิติ 2 / 2.1)",
        "{name} ตามมิติที่ 2 ภารกิจที่ 2.1",
        "ภารกิจที่ 2.1 : {name}",
        "{name}: ภารกิจที่ 2.1",
    ],
)
def test_other_ways_to_print_the_level(printed: str) -> None:
    name = "มาตรการเปิดเผยราคากลาง รุ่น 1.5"
    assert placed_name(printed.format(name=name), usual_scheme()) == (name, (2, 1))


def test_own_level_counts_before_the_headings_above() -> None:
    assert within((4,), (1, 2)) == (1, 2)
    assert within((1, 2), (1,)) == (1, 2)
    assert within((1, 2), (0, 3)) == (1, 3)
    assert within((), (0, 3)) == ()
