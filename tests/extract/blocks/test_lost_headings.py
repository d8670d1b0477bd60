"""Headings lost in a scan: the field's text is restored if the other blocks show which field it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.blocks.lost_headings import restore_fields, with_methods
from extract.lines.marks import marks
from extract.parse import parse_plan
from schemas.checks import CheckCode
from tests.extract.builders import lines, outlined, plan_like_text, read

NAMES = ("โครงการปลูกใจซื่อ", "กิจกรรมประตูเปิด", "มาตรการยิ้มรับ", "โครงการบัญชีเปิด", "กิจกรรมเดินดู")
FIELDS = {
    "name": ("ชื่อโครงการ", "{name}"),
    "rationale": ("หลักการและเหตุผล", "ชาวบ้านอยากรู้ว่าเงินไปไหน"),
    "objectives": ("วัตถุประสงค์", "1) เพื่อให้ทุกบ้านรู้\n\n2) เพื่อให้ทุกบ้านตรวจ"),
    "target_group": ("เป้าหมาย", "ประชาชน 80 คน"),
    "methods": ("วิธีดำเนินการ", "1) ประชุม\n\n2) เดินดู\n\n3) สรุป"),
    "duration": ("ระยะเวลาดำเนินการ", "ปีงบประมาณ พ.ศ. 2566 - 2570"),
    "budget": ("งบประมาณ", "5,000 บาท"),
    "responsible": ("ผู้รับผิดชอบ", "สำนักปลัด"),
    "results": ("ตัวชี้วัด", "1) ตรวจครบ\n\n2) รู้ครบ"),
}


def plan(lost, numbered, count=5, texts=None):
    """Projects, of which the third has lost the heading of one field, but not its text."""
    parts = ["แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2570)", "มิติที่ 1 การสร้างวัฒนธรรมสุจริต"]
    for project, name in enumerate(NAMES[:count], 1):
        parts.append(f"ลำดับที่ {project}")
        for number, (key, (heading, text)) in enumerate(FIELDS.items(), 1):
            if not (project == 3 and key == lost):
                parts.append(f"{number}. {heading}" if numbered else heading)
            parts.append((texts or {}).get((project, key), text).format(name=name))
    return parse_plan(read("\n\n".join(parts)))


def findings(made):
    return [
        (f.about.project_id, f.expected) for f in made.findings if f.code is CheckCode.FIELD_HEADING_LOST
    ]  # fmt: skip


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("key", [key for key in FIELDS if key != "name"])
def test_a_field_without_heading_has_its_text_back_and_a_finding(key, numbered):
    made = plan(key, numbered)
    whole, restored = made.projects[1], made.projects[2]
    assert restored.name.value == NAMES[2]
    for field in FIELDS:
        if field not in ("name", "budget"):
            assert restored.fields[field].value == whole.fields[field].value
    assert restored.budget_total.value == 5000
    assert [(i.field, i.text) for i in restored.items] == [(i.field, i.text) for i in whole.items]
    assert findings(made) == [(restored.project_id, key)]


def test_nothing_is_restored_where_the_numbers_leave_no_gap():
    parts = []
    for project, name in enumerate(NAMES, 1):
        keys = [key for key in FIELDS if not (project == 3 and key == "duration")]
        parts.append(f"ลำดับที่ {project}")
        for number, key in enumerate(keys, 1):
            text = FIELDS[key][1].format(name=name)
            parts += [f"{number}. {FIELDS[key][0]}", text + ("\n\nตลอดปี" if project == 3 and key == "methods" else "")]
    made = parse_plan(read("\n\n".join(parts)))
    assert "duration" not in made.projects[2].fields
    assert findings(made) == []


def test_a_text_that_is_no_amount_is_no_budget():
    made = plan("budget", numbered=True, texts={(3, "budget"): "ตามที่ตกลงกัน"})
    assert made.projects[2].budget_total is None
    assert findings(made) == []
    assert "ตามที่ตกลงกัน" in made.projects[2].fields["duration"].value


def test_a_text_that_names_no_time_is_no_duration():
    made = plan("duration", numbered=True, texts={(3, "duration"): "ตามที่ตกลงกัน"})
    assert "duration" not in made.projects[2].fields
    assert findings(made) == []


def test_two_blocks_are_too_few_to_tell():
    texts = [
        f"ลำดับที่ {n}\n\n" + "\n\n".join(f"{h}\n\n{t.format(name=NAMES[n])}" for h, t in FIELDS.values()) for n in (1, 2)
    ]
    lost = texts[1].replace("เป้าหมาย\n\n", "").replace("ลำดับที่ 2", "ลำดับที่ 3")
    made = parse_plan(read("\n\n".join([*texts, lost])))
    assert findings(made) == []


# -- the methods of a report's project -----------------------------------------------------------------------------


def report(lost, heading="การดำเนินการ", names=NAMES):
    parts = ["รายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2567"]
    for number, name in enumerate(names, 1):
        if number in (1, 4):
            parts.append(f"มิติที่ {number // 3 + 1} การสร้างวัฒนธรรมสุจริต")
        parts.append(f"{number}. {name}")
        parts += [] if number in lost else [heading]
        parts += [f"1) ประชุมครั้งที่ {number}", "2) เดินดู", "ผลการดำเนินการ", f"- ตรวจครบ {number} หน"]
    return parse_plan(read("\n\n".join(parts)))


@pytest.mark.parametrize("lost", [{1}, {3}, {4}, {2, 3}, {5}])
def test_a_reports_project_without_the_heading_of_its_methods_is_still_one(lost):
    made = report(lost)
    assert [project.name.value for project in made.projects] == list(NAMES)
    assert [project.dimension for project in made.projects] == [1, 1, 1, 2, 2]
    for number, project in enumerate(made.projects, 1):
        assert project.fields["methods"].value == f"1) ประชุมครั้งที่ {number}\n2) เดินดู"
        assert project.fields["results"].value == f"- ตรวจครบ {number} หน"
    assert findings(made) == [(f"P{number:03d}", "methods") for number in sorted(lost)]


def test_a_name_goes_on_over_its_wraps_before_the_methods_begin():
    text = "\n\n".join(
        f"{n}. {name}\n\nการดำเนินการ\n\nประชุม\n\nผลการดำเนินการ\n\nครบ" for n, name in enumerate(NAMES[:3], 1)
    )
    made = parse_plan(read(f"{text}\n\n4. โครงการบัญชี\nเปิดทั้งตำบล\n\nประชุมใหญ่\n\nผลการดำเนินการ\n\nครบถ้วน"))
    assert made.projects[3].name.value == "โครงการบัญชีเปิดทั้งตำบล"
    assert made.projects[3].fields["methods"].value == "ประชุมใหญ่"


def test_a_report_of_results_alone_gets_no_methods():
    text = "\n\n".join(f"{n}. {name}\n\nสำนักปลัด\n\nผลการดำเนินการ\n\nครบ" for n, name in enumerate(NAMES, 1))
    found = list(marks(lines(text)))
    assert with_methods(found) == found


def test_an_item_of_the_results_that_begins_with_a_kind_word_is_no_project():
    text = "\n\n".join(
        f"{n}. {name}\n\nการดำเนินการ\n\nประชุม\n\nผลการดำเนินการ\n\n1. โครงการแล้วเสร็จ\n\n2. โครงการได้ผล"
        for n, name in enumerate(NAMES, 1)
    )
    found = list(marks(lines(text)))
    assert with_methods(found) == found


@given(st.lists(plan_like_text(), max_size=20))
def test_no_line_is_lost_whatever_is_restored(texts):
    text = "\n\n".join(texts)
    found = list(marks(lines(text)))
    assert [mark for mark in with_methods(found) if not mark.lost] == found
    outline = outlined(text)
    blocks = outline.blocks
    before = [line for block in blocks for entry in block.fields for line in entry.content]
    restore_fields(outline)
    assert [line for block in blocks for entry in block.fields for line in entry.content] == before
