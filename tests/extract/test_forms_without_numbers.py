"""Plans whose rows, headings and names have no numbers: lists, bullets, quotations, fields in words of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.grammar.field import Field
from extract.model.plan import Basis, DocumentKind, Plan
from phaen.pipeline import read_plan
from schemas.checks import CheckCode

HEAD = "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2567\nเทศบาลตำบลบางจานทอง อำเภอเมืองเพชรบุรี จังหวัดเพชรบุรี\n\n"
NAMES = ("โครงการอบรมพนักงานใหม่ใสสะอาด", "กิจกรรมตักบาตรวันเกิดเทศบาล", "มาตรการสุ่มตรวจใบเสร็จรับเงิน")
LEVELS = ("มิติที่ 1 เสริมสร้างจิตสำนึก", "มิติที่ 2 ตรวจสอบได้ทุกเรื่อง")


def read(tmp_path: Path, text: str, name: str = "plan.txt") -> Plan:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_plan(tmp_path / name)


def listed(plan: Plan) -> list[tuple[str, int | None, list[int]]]:
    return [
        (
            project.name.value if project.name else "",
            project.dimension,
            [int(a.money.value) for a in project.amounts if a.money and a.basis is Basis.SUMMARY],
        )
        for project in plan.projects
    ]


WANTED = [(NAMES[0], 1, [18_000]), (NAMES[1], 1, [0]), (NAMES[2], 2, [1_500])]


def rows(lines: tuple[str, str, str], total: str = "", lead: str = "") -> str:
    entries = "\n".join(["", LEVELS[0], lines[0], lines[1], LEVELS[1], lines[2], total]).strip("\n")
    return HEAD + "\n".join(lead + line for line in entries.split("\n"))


LISTS = {
    "spaced, a blank line below the header": f"""{HEAD}โครงการ/กิจกรรม/มาตรการ              งบประมาณ (บาท)     ผู้รับผิดชอบ

{LEVELS[0]}
{NAMES[0]}        18,000           สำนักปลัด
{NAMES[1]}           -               กองการศึกษา
{LEVELS[1]}
{NAMES[2]}           1,500           กองคลัง
รวม                                 19,500
""",
    "dots lead to the money": rows(
        (f"{NAMES[0]} ............ 18,000 บาท", f"{NAMES[1]} ........ ไม่ใช้งบประมาณ", f"{NAMES[2]} ......... 1,500 บาท"),
        "รวม ........... 19,500 บาท",
    ),
    "the money below a bullet": rows(
        (
            f"- {NAMES[0]}\nงบประมาณ 18,000 บาท ผู้รับผิดชอบ สำนักปลัด",
            f"- {NAMES[1]}\nไม่ใช้งบประมาณ ผู้รับผิดชอบ กองการศึกษา",
            f"- {NAMES[2]}\nงบประมาณ 1,500 บาท ผู้รับผิดชอบ กองคลัง",
        ),
        "รวมงบประมาณทั้งสิ้น 19,500 บาท",
    ),
    "quoted": HEAD
    + f"""> โครงการ | เงิน (บาท) | เจ้าภาพ
> {LEVELS[0]}
> {NAMES[0]} | 18,000 | สำนักปลัด
> {NAMES[1]} | - | กองการศึกษา
> {LEVELS[1]}
> {NAMES[2]} | 1,500 | กองคลัง
> รวม | 19,500 |
""",
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_rows_without_numbers_are_read(tmp_path, text):
    plan = read(tmp_path, text)
    assert listed(plan) == WANTED
    assert [int(total.printed.value) for total in plan.totals if total.printed] == [19_500]


def blocks(name: str, field: str, level: str, sign: str = "") -> str:
    made = []
    for index, project in enumerate(NAMES):
        made += [level.format(LEVELS[index // 2])] if index != 1 else []
        fields = (
            ("วัตถุประสงค์", f"ให้งานที่ {index} ดี"),
            ("วิธีดำเนินการ", "ประชุมและลงมือ"),
            ("งบประมาณ", "500 บาท"),
            ("ผู้รับผิดชอบ", "กองคลัง"),
            ("ตัวชี้วัด", "งานเสร็จ"),
        )
        made += [name.format(project), *(field.format(label, text) for label, text in fields), sign]
    return HEAD + "\n".join(made)


BLOCKS = {
    "names behind bullets": blocks("- {}", "{} {}", "{}"),
    "names and fields behind bullets": blocks("- {}", "  - {}: {}", "# {}"),
    "everything between dashes": blocks("– {} –", "– {} –\n{}", "— {} —"),
    "quoted": blocks("> {}", "> {}: {}", "> {}"),
}


@pytest.mark.parametrize("text", BLOCKS.values(), ids=BLOCKS)
def test_blocks_with_bullets_are_read(tmp_path, text):
    plan = read(tmp_path, text)
    found = [(p.name.value, p.dimension, p.fields[Field.OBJECTIVES].value) for p in plan.projects]
    assert found == [(name, 1 + index // 2, f"ให้งานที่ {index} ดี") for index, name in enumerate(NAMES)]
    assert all(p.budget_total.value == 500 for p in plan.projects)


def own_words(name: str, reason: str) -> str:
    reasons = "ชาวบ้านในพื้นที่ขอให้เปิดเผยข้อมูลการใช้จ่ายเงินของหน่วยงานให้ครบถ้วนและสม่ำเสมอตลอดทั้งปี"
    return HEAD + "\n".join(
        f"ข้อ 1 {name}\n{project}\nข้อ 2 {reason}\n{reasons}\nข้อ 3 วัตถุประสงค์\nให้โปร่งใส\nข้อ 4 วิธีดำเนินการ\nประชุม\n"
        f"ข้อ 5 งบประมาณ\n500 บาท\nข้อ 6 ผู้รับผิดชอบ\nกองคลัง\nข้อ 7 ตัวชี้วัด\nงานเสร็จ"
        for project in NAMES
    )


@pytest.mark.parametrize(("name", "reason"), [("ชื่อเรื่อง", "เหตุที่ต้องทำ"), ("งานที่เสนอ", "มูลเหตุ")])
def test_headings_of_unknown_words_are_known_by_place_and_content(tmp_path, name, reason):
    plan = read(tmp_path, own_words(name, reason))
    assert [p.name.value for p in plan.projects] == list(NAMES)
    assert all(p.fields[Field.RATIONALE].value.startswith("ชาวบ้าน") for p in plan.projects)


def test_an_item_that_recurs_above_a_few_blocks_heads_no_names(tmp_path):
    item, others = "- เรื่องร้องเรียนน้อยลงร้อยละ 70", ["- ทุกคนรู้เรื่องมากขึ้น", "- มีป้ายเพิ่มขึ้น"]
    forms = "\n".join(
        f"ภารกิจตามมิติที่ {1 + index // 4}.{1 + index % 4} งานชุดที่ {index}\n{name} ครั้งที่ {index}\nความเป็นมา: ชาวบ้านขอมา\n"
        "วัตถุประสงค์ : ให้ดี\nวิธีดำเนินการ : ประชุม\nงบประมาณ : 500 บาท\nผู้รับผิดชอบ : กองคลัง\nผลลัพธ์ :\n"
        f"- มีคนมาร่วม {index}0 คน\n{item if index in (2, 5) else others[index % 2]}"
        for index, name in enumerate(NAMES * 2)
    )
    plan = read(tmp_path, HEAD + forms)
    assert [(p.name.value, p.section) for p in plan.projects] == [
        (f"{name} ครั้งที่ {index}", f"{1 + index // 4}.{1 + index % 4}") for index, name in enumerate(NAMES * 2)
    ]


def test_the_last_item_of_a_list_that_a_table_prints_too_names_no_block(tmp_path):
    works = [
        (number, f"{name} ครั้งที่ {number}", f"{name[7:]}เป็นไปตามระเบียบทุกขั้นตอน") for number, name in enumerate(NAMES, 1)
    ]
    table = "\n".join(f"| {number} | {name} | {number},500 | {goal} |" for number, name, goal in works)
    head = f"{HEAD}| ที่ | โครงการ | งบประมาณ | ตัวชี้วัด |\n|---|---|---|---|\n{table}\n\n"
    forms = "\n".join(
        f"ลำดับที่ {number}\n{name}\nวัตถุประสงค์\n  1) ให้ดี\nวิธีดำเนินการ\n  1) ประชุม\nผู้รับผิดชอบ\n  กองคลัง\n"
        f"ตัวชี้วัด\n  1) มีคู่มือเรื่องงานนี้\n  2) {goal}\nงบประมาณดำเนินการ\n  {number},500 บาท\n"
        for number, name, goal in works
    )
    assert [p.name.value for p in read(tmp_path, head + forms).projects] == [name for _, name, _ in works]


@pytest.mark.parametrize("label", ["สนองมิติที่ : {} ", "มิติที่: {} "])
def test_a_level_behind_its_label_is_that_of_the_form(tmp_path, label):
    forms = "\n\n".join(
        f"ชื่อโครงการ : {name}\n{label.format(1 + index // 2)}{LEVELS[index // 2][10:]}\nวัตถุประสงค์ : ให้ดี\n"
        "วิธีดำเนินการ : ประชุม\nงบประมาณ : 500 บาท\nผู้รับผิดชอบ : กองคลัง\nลงชื่อ ......... ผู้เสนอ\n(นายเอก ใจดี)"
        for index, name in enumerate(NAMES)
    )
    plan = read(tmp_path, HEAD + forms)
    assert [(p.name.value, p.dimension) for p in plan.projects] == [(n, 1 + i // 2) for i, n in enumerate(NAMES)]


def test_forms_of_a_plan_without_levels_lack_none(tmp_path):
    forms = "\n\n".join(
        f"แบบเสนอโครงการ\n| ชื่อโครงการ | {name} |\n| วัตถุประสงค์ | ให้ดี |\n| วิธีดำเนินการ | ประชุม |\n"
        "| งบประมาณ | 500 บาท |\nลงชื่อ ......... ผู้เสนอ\n(นายเอก ใจดี)"
        for name in NAMES
    )
    plan = read(tmp_path, HEAD + forms)
    assert len(plan.projects) == len(NAMES)
    assert CheckCode.DIMENSION_MISSING not in [finding.code for finding in plan.findings]


def test_codes_in_their_own_cells_head_the_rows_below(tmp_path):
    table = """รหัส | โครงการ/กิจกรรม | งบประมาณ | หน่วยงาน
มิติที่ 1 สร้างคนดี | | |
1.1 | มาตรการในองค์กร | |
1.1.1 | โครงการค่ายคนดี | 20,000 | กองคลัง
1.2 | การทำงานกับชุมชน | |
1.2.1 | มาตรการประชาคมทุกเดือน | - | กองช่าง
"""
    plan = read(tmp_path, HEAD + table)
    assert [(p.name.value, p.section) for p in plan.projects] == [
        ("โครงการค่ายคนดี", "1.1"),
        ("มาตรการประชาคมทุกเดือน", "1.2"),
    ]
    assert [(h.code, h.name) for h in plan.sections] == [("1.1", "มาตรการในองค์กร"), ("1.2", "การทำงานกับชุมชน")]


TITLES = ("ลำดับ", "โครงการ", "งบประมาณ", "เบิกจ่าย", "ผลการดำเนินงาน")


def test_titles_of_different_columns_are_not_joined_to_one(tmp_path):
    cells = "\n".join(f"{number}\n{name}\n{money}\n0\nจัดแล้ว" for number, (name, _, (money, *_)) in enumerate(WANTED, 1))
    title = HEAD.replace("แผนปฏิบัติการ", "รายงานผลการดำเนินการตามแผนปฏิบัติการ")
    plan = read(tmp_path, f"{title}{chr(10).join(TITLES)}\n{cells}\n")
    assert plan.facts.kind is DocumentKind.PROGRESS_REPORT
    assert [name for name, _, _ in listed(plan)] == list(NAMES)


def test_a_table_in_lines_that_is_not_put_together_is_told(tmp_path):
    text = f"{HEAD}ลำดับ\nโครงการ\nปี 2567\nปี 2568\nหน่วยงาน\n{NAMES[0]}\nทำอะไรสักอย่าง\n{NAMES[1]}\n1\n2\n3\n\n"
    text += "โครงการ | งบประมาณ\nโครงการค่ายคนดี | 20,000\nกิจกรรมเดินรณรงค์ | 500\n"
    (finding,) = [f for f in read(tmp_path, text).findings if f.code is CheckCode.TABLE_UNREAD]
    assert finding.place.line == 4
    assert NAMES[0] in finding.found


LIST = "<ul><li>{0}</li><li>{1}</li></ul>"
HTML_LISTS = [
    LIST,
    "<ul><li><p>{0}</p></li><li><p>{1}</p></li></ul>",
    "<p>&middot;&nbsp; {0}</p><p>&middot;&nbsp; {1}</p>",
    "<p><![if !supportLists]><span>1)&nbsp; </span><![endif]>{0}</p><p><![if !supportLists]>2)&nbsp; <![endif]>{1}</p>",
]


@pytest.mark.parametrize("made", HTML_LISTS)
def test_the_items_of_a_list_of_a_web_page_are_items(tmp_path, made):
    block = "".join(
        f"<p><b>ชื่อโครงการ</b> {name}</p><p><b>วัตถุประสงค์</b></p>{made.format('ให้เรียนรู้', 'ให้จดจำ')}"
        "<p><b>วิธีดำเนินการ</b> ประชุม</p><p><b>งบประมาณ</b> 500 บาท</p>"
        for name in NAMES
    )
    head = "".join(f"<p>{line}</p>" for line in HEAD.split("\n") if line)
    plan = read(tmp_path, f"<html><body>{head}{block}</body></html>", "plan.html")
    items = [[item.text for item in p.items if item.field == Field.OBJECTIVES] for p in plan.projects]
    assert items == [["ให้เรียนรู้", "ให้จดจำ"]] * len(NAMES)
