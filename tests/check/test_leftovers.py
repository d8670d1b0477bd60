"""Texts that are left over from a form, another block or an older plan."""

from __future__ import annotations

import pytest

from extract.model.document import Place
from extract.model.plan import Facts, Project, Value
from phaen.check.leftovers import leftovers
from schemas.checks import CheckCode
from tests.check.builders import by_code, plan, project, years

RESULTS = "บุคลากรมีความรู้เรื่องการตรวจสอบภายในของหน่วยงานมากขึ้น และนำไปใช้ในการปฏิบัติงานได้อย่างถูกต้องครบถ้วนทุกคน"


def with_text(name: str = "โครงการตัวอย่าง", line: int = 1, **texts: str) -> Project:
    made = project(name=name, line=line)
    made.fields |= {key: Value(text, text, Place(2, line)) for key, text in texts.items()}
    return made


def codes(*projects: Project, facts: Facts | None = None) -> list[CheckCode]:
    return [finding.code for finding in leftovers(plan(list(projects), facts=facts))]


@pytest.mark.parametrize(
    "text",
    ["ดำเนินการ ณ ..................", "จำนวน XXXX บาท", "ปีงบประมาณ 25XX", "(ระบุชื่อโรงเรียน)", "จำนวน ระบุกลุ่มเป้าหมาย คน"],
)
def test_the_text_of_a_form_is_told_with_its_field(text: str) -> None:
    (finding,) = leftovers(plan([with_text(methods=text)]))
    assert (finding.code, finding.field) == (CheckCode.TEMPLATE_TEXT, "methods")


@pytest.mark.parametrize(
    "text",
    [
        "การระบุกลุ่มเป้าหมายของโครงการ",
        "เช่น ประชุม อบรม ... และอื่น ๆ",
        "เว็บไซต์ www.xxx-go.th",
        "สารบัญ ........ 12",
        "ขนาด XL",
    ],
)
def test_prose_is_no_text_of_a_form(text: str) -> None:
    assert CheckCode.TEMPLATE_TEXT not in codes(with_text(methods=text))


def test_results_of_another_block_are_told_where_they_are_about_it() -> None:
    own = with_text("กิจกรรมอบรมเรื่องการตรวจสอบภายในของหน่วยงาน", 1, results=RESULTS)
    copy = with_text("มาตรการประหยัดพลังงานในสำนักงาน", 2, results=RESULTS)
    found = by_code(leftovers(plan([own, copy])), CheckCode.TEXT_COPIED)
    assert [row for row, _, _ in found] == ["P002"]


def test_results_that_two_projects_share_are_not_told_where_they_are_about_neither() -> None:
    one, two = (
        with_text(name, line, results=RESULTS) for line, name in enumerate(["มาตรการประหยัดไฟ", "กิจกรรมปลูกป่า"], 1)
    )
    assert CheckCode.TEXT_COPIED not in codes(one, two)


def test_short_results_may_be_the_same() -> None:
    own, copy = (
        with_text("อบรมการตรวจสอบภายใน", 1, results="ตรวจสอบภายใน"),
        with_text("ปลูกป่า", 2, results="ตรวจสอบภายใน"),
    )
    assert codes(own, copy) == []


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("ภายในวันที่ 30 กันยายน 2562", True),
        ("1 ตุลาคม 2565 - 30 กันยายน 2566", False),
        ("1 ตุลาคม 2566 - 30 กันยายน 2567", False),
        ("แจ้งตามหนังสือ ลงวันที่ 24 มกราคม 2561", False),
        ("ภายใน 1 ตุลาคม 2570", True),
    ],
)
def test_a_date_of_the_schedule_outside_the_plan_is_told(text: str, is_told: bool) -> None:
    facts = Facts(**years(2566, 2570))
    assert (CheckCode.DATE_OUTSIDE in codes(with_text(methods=text), facts=facts)) is is_told
    assert CheckCode.DATE_OUTSIDE not in codes(with_text(rationale=text), facts=facts)
