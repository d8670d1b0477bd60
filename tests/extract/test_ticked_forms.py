"""Forms where the kind of a project and its level are ticked: as tables, as numbered lines, with a line per choice."""

from __future__ import annotations

import pytest

from extract.lines.ticks import read_choice
from extract.parse import parse_plan
from tests.extract.builders import read

HEAD = """
แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2568
องค์การบริหารส่วนตำบลทุ่งดาวเรือง อำเภอเมืองน่าน จังหวัดน่าน

"""
KINDS = ["โครงการ", "กิจกรรม", "มาตรการ"]
LEVELS = ["ปลูกใจให้ซื่อ", "ทำงานให้เห็น", "ชวนคนมาดู"]
WORKS = [
    ("ปลูกไม้ร่มเงาหน้าโรงเรียน", 0, 0, "5,000 บาท"),
    ("ทำป้ายบอกราคากลาง", 2, 1, "ไม่ใช้งบประมาณ"),
    ("ประชุมชาวบ้านทุกไตรมาส", 1, 1, "12,000 บาท"),
    ("เปิดกล่องรับความเห็น", 1, 2, "ไม่ใช้งบประมาณ"),
]


def choose(options, chosen, full, empty, between="  "):
    return between.join(f"{full if index == chosen else empty} {text}" for index, text in enumerate(options))


def table(number, name, kind, level, money):
    levels = [f"ด้านที่ {n} {text}" for n, text in enumerate(LEVELS, 1)]
    return f"""
แบบฟอร์มที่ {number}
| ชื่องาน | {name} |
| ลักษณะงาน | {choose(KINDS, kind, "☑", "☐", " ")} |
| สอดคล้องกับ | {choose(levels, level, "☑", "☐", "<br>")} |
| ความเป็นมา | ทุกคนขอมานาน |
| วัตถุประสงค์ | 1. เพื่อให้ร่มเย็น<br>2. เพื่อให้โปร่งใส |
| ขั้นตอนการดำเนินงาน | 1. ประชุม<br>2. ลงมือทำ |
| วงเงิน | {money} |
| ผู้รับผิดชอบ | กองช่าง |
ลงชื่อ................ผู้เสนอ
"""


def numbered(number, name, kind, level, money):
    return f"""
โครงการที่ {number}
1. ชื่อโครงการ/กิจกรรม/มาตรการ : {name}
2. ประเภท : {choose(KINDS, kind, "[/]", "[ ]")}
3. มิติที่ : {choose("123", level, "[/]", "[ ]")}
4. วัตถุประสงค์
1) เพื่อให้ร่มเย็น
5. วิธีดำเนินการ
1) ประชุม
2) ลงมือทำ
6. งบประมาณ : {money}
7. ผู้รับผิดชอบ : กองช่าง
"""


def lined(_number, name, kind, level, money):
    levels = [f"มิติที่ {n} {text}" for n, text in enumerate(LEVELS, 1)]
    return f"""
แบบเสนอโครงการ/กิจกรรม/มาตรการ
{choose(KINDS, kind, "■", "□", " ")}
ชื่อ : {KINDS[kind]}{name}
{choose(levels, level, "( ✓ )", "( )", chr(10))}
หลักการและเหตุผล
ทุกคนขอมานาน
วิธีดำเนินการ
- ประชุม
- ลงมือทำ
งบประมาณ
{money}
ผู้รับผิดชอบ
กองช่าง
"""


def kind_first(_number, name, kind, level, money):
    return f"""
| ประเภท | {choose(KINDS, kind, "☑", "☐", " ")} |
| มิติที่ | {choose("123", level, "(/)", "( )")} |
| ชื่อเรื่อง | {name} |
| หลักการและเหตุผล | ทุกคนขอมานาน |
| วิธีดำเนินการ | 1. ประชุม<br>2. ลงมือทำ |
| งบประมาณ | {money} |
| ผู้รับผิดชอบ | กองช่าง |
"""


def announced(number, *work):
    return f"\nแบบเสนอโครงการที่ {number}{kind_first(number, *work)}"


@pytest.mark.parametrize("form", [table, numbered, lined, kind_first, announced])
def test_what_is_ticked_is_the_kind_and_the_level_of_a_project(form):
    front = "".join(f"มิติที่ {n} {text}\n" for n, text in enumerate(LEVELS, 1)) if form is numbered else ""
    plan = parse_plan(read(HEAD + front + "".join(form(n, *work) for n, work in enumerate(WORKS, 1))))
    assert [(p.kind, p.path, p.name.value.removeprefix(p.kind)) for p in plan.projects] == [
        (KINDS[kind], (level + 1,), name) for name, kind, level, _ in WORKS
    ]
    assert [p.budget_total.value for p in plan.projects] == [5000, 0, 12000, 0]
    assert [p.fields["responsible"].value for p in plan.projects] == ["กองช่าง"] * 4
    names = [] if form in (kind_first, announced) else [((n,), text) for n, text in enumerate(LEVELS, 1)]
    assert [(h.path, h.name) for h in plan.headings] == names
    assert not plan.findings


@pytest.mark.parametrize(
    ("text", "label", "content"),
    [
        ("(/) โครงการ ( ) กิจกรรม ( ) มาตรการ", "", "โครงการ"),
        ("โครงการ [ ] กิจกรรม [x]", "", "กิจกรรม"),
        ("( ) 1 ( ) 2 (/) 3", "ตอบสนองมิติที่", "3"),
        ("☐ ด้านที่ 1 คนซื่อ ☑ ด้านที่ 2 งานใส", "", "2 งานใส"),
    ],
)
def test_the_only_ticked_choice_counts(text, label, content):
    assert read_choice(text, label).content == content


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("( ) โครงการ ( ) กิจกรรม ( ) มาตรการ", ""),
        ("(/) โครงการ (/) กิจกรรม ( ) มาตรการ", ""),
        ("( ) 1 (/) 2", "จำนวนครั้ง"),
        ("☑ ดำเนินการแล้ว ☐ ยังไม่ดำเนินการ", "สถานะ"),
        ("☐ มิติที่ 2 งานใส ☑ มิติที่ 4 คนร่วม", ""),
    ],
)
def test_nothing_is_replaced_where_it_is_not_clear_what_is_ticked(text, label):
    assert read_choice(text, label) is None


@pytest.mark.parametrize("label", ["ลักษณะงาน", "ประเภทโครงการ"])
def test_the_label_of_the_kinds_may_stand_above_them(label):
    def form(number, name, kind, level, money):
        return (
            f"ใบงานที่ {number}\nชื่องาน\n{name}\n{label}\n{choose(KINDS, kind, '☑', '☐')}\n"
            f"อยู่ใต้\nเสาหลักที่ {level + 1} {LEVELS[level]}\n"
            f"แนวทาง {level + 1}.1 ทางของ{LEVELS[level]}\nวัตถุประสงค์\n1) เพื่อให้ร่มเย็น\nวิธีทำ\n1) ประชุม\nเงินที่ใช้\n{money}\n"
            "ผู้รับผิดชอบ\nกองช่าง\n\n"
        )

    plan = parse_plan(read(HEAD + "".join(form(n, *work) for n, work in enumerate(WORKS, 1))))
    assert [(p.kind, p.name.value) for p in plan.projects] == [(KINDS[kind], name) for name, kind, *_ in WORKS]
    assert [p.path for p in plan.projects] == [(level + 1, 1) for _, _, level, _ in WORKS]
    assert [(h.path, h.name) for h in plan.headings] == [
        *(((n,), text) for n, text in enumerate(LEVELS, 1)),
        *(((n, 1), f"ทางของ{text}") for n, text in enumerate(LEVELS, 1)),
    ]
