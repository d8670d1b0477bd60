"""Names without kind words stand where the other names do; levels below names, and forms torn by page breaks."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model.plan import Plan
from extract.parse import parse_plan
from tests.extract.builders import document

YEAR = "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2568"
NAMES = ("โครงการค่ายใจซื่อ", "กิจกรรมเสียงตามสาย", "มาตรการตู้ฟังเสียง", "การทบทวนคู่มือประตูบ้าน", "โครงการตลาดตาชั่งตรง")
LEVELS = ("มิติที่ 1 คนซื่อ", "มิติที่ 1 คนซื่อ", "มิติที่ 2 เมืองใส", "มิติที่ 2 เมืองใส", "มิติที่ 3 ร่วมดู")
FIELDS = ("ความเป็นมา", "วัตถุประสงค์", "วิธีดำเนินการ", "งบประมาณ")


def fields(name: str, sign: str = "") -> list[str]:
    return [
        line
        for field in FIELDS
        for line in (f"{sign}{field}", "5,000 บาท" if field == "งบประมาณ" else f"{name[7:]}ในเมือง")
    ]


def placed(plan: Plan) -> list[tuple[str, tuple[int, ...]]]:
    return [(project.name.value, project.path) for project in plan.projects if project.name]


def expected(names: Sequence[str] = NAMES) -> list[tuple[str, tuple[int, ...]]]:
    return [(name, (int(level.split()[1]),)) for name, level in zip(names, LEVELS, strict=True)]


def test_a_number_that_is_due_names_a_block():
    blocks = [
        line
        for number, (name, level) in enumerate(zip(NAMES, LEVELS, strict=True), 1)
        for line in (f"{number}. {name}", level, *fields(name))
    ]
    assert placed(parse_plan(document(YEAR, *blocks))) == expected()


def test_an_item_of_a_list_names_none():
    blocks = [
        line
        for number, (name, level) in enumerate(zip(NAMES, LEVELS, strict=True), 1)
        for line in (f"{number}. {name}", level, *fields(name), "ผลลัพธ์", "1. คนซื่อขึ้น", "2. เมืองใสขึ้น", "3. ร่วมกันดู")
    ]
    assert placed(parse_plan(document(YEAR, *blocks))) == expected()


def test_a_line_below_its_ordinal_names_a_block():
    letters = "กขคงจ"
    blocks = [
        line
        for number, (name, level) in enumerate(zip(NAMES, LEVELS, strict=True), 1)
        for line in (
            f"ลำดับที่ {number}", name, f"ก. {level}",
            *(f"{letters[i // 2 + 1]}. {text}" if i % 2 == 0 else text for i, text in enumerate(fields(name))),
        )
    ]  # fmt: skip
    assert placed(parse_plan(document(YEAR, *blocks))) == expected()


def test_the_first_entry_below_a_heading_needs_no_kind_word():
    lines = [
        "มิติที่ 1 คนซื่อ", "1. การทบทวนคู่มือประตูบ้าน ไม่ใช้งบประมาณ", "2. โครงการค่ายใจซื่อ งบประมาณ 5,000 บาท",
        "มิติที่ 2 เมืองใส", "1. การจัดประตูเปิดทุกวันศุกร์ งบประมาณ 700 บาท",
    ]  # fmt: skip
    assert placed(parse_plan(document(YEAR, *lines))) == [
        ("การทบทวนคู่มือประตูบ้าน", (1,)), ("โครงการค่ายใจซื่อ", (1,)), ("การจัดประตูเปิดทุกวันศุกร์", (2,)),
    ]  # fmt: skip


def test_levels_behind_a_bullet_are_below_names_with_numbers():
    blocks = [
        line
        for number, (name, level) in enumerate(zip(NAMES, LEVELS, strict=True), 1)
        for line in (f"{number}. ชื่อโครงการ : {name}", f"- {level.replace('มิติ', 'ด้าน')}", *fields(name, "- "))
    ]
    plan = parse_plan(document(YEAR, *blocks))
    assert placed(plan) == expected()
    assert [(heading.path, heading.name) for heading in plan.headings] == [
        ((1,), "คนซื่อ"),
        ((2,), "เมืองใส"),
        ((3,), "ร่วมดู"),
    ]


def form(number: int, name: str, level: str) -> list[str]:
    rows = [f"1. ชื่อโครงการ | {name}"]
    rows += [f"{n}. {field} | {name[7:]}ในเมือง" for n, field in enumerate(FIELDS[:3], 2)]
    return [f"{level} | ", f"{level.split()[1]}.{number} ใจใส | ", *rows, "5. งบประมาณ | 5,000 บาท"]


def test_a_level_above_a_form_is_no_rest_of_the_row_before():
    forms = [form(n, name, level) for n, (name, level) in enumerate(zip(NAMES, LEVELS, strict=True), 1)]
    plan = parse_plan(document(YEAR, *forms))
    assert [(name, path[:1]) for name, path in placed(plan)] == expected()


def test_a_level_that_a_page_break_cut_off_its_form_is_read():
    forms = [form(n, name, level) for n, (name, level) in enumerate(zip(NAMES, LEVELS, strict=True), 1)]
    pieces = [piece for rows in forms for piece in (rows[:1], rows[1:])]
    plan = parse_plan(document(YEAR, *pieces))
    assert [(name, path[:1]) for name, path in placed(plan)] == expected()
    assert [heading.name for heading in plan.headings if len(heading.path) == 1] == ["คนซื่อ", "เมืองใส", "ร่วมดู"]
