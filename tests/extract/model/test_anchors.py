"""Anchors identify objects by place: numbers, readings and order may change, the anchor does not."""

from dataclasses import replace
from decimal import Decimal

from extract.model.anchors import Anchors
from extract.model.document import Box, Place
from extract.model.plan import Amount, Basis, Heading, Plan, Project, Value
from extract.parse import parse_plan
from tests.extract.builders import document, read

TABLE = """| มิติ | โครงการ/กิจกรรม/มาตรการ | ปี 2566 | ปี 2567 |
|---|---|---|---|
| 1. สุจริต | โครงการปลูกใจซื่อริมธาร | 10,000 | 20,000 |
| | กิจกรรมประตูเปิดทุกวันศุกร์ | 5,000 | - |
"""


PLACE = Place(1, 3)


def plan(*names, place=PLACE, raw=None):
    """Projects with these names, read in one place, each with one amount."""
    projects = [
        Project(
            name=Value(name, raw or name, place),
            summary_place=place,
            amounts=[Amount(2566, Basis.SUMMARY, Value(Decimal(5), "5", place), "5", place)],
        )
        for name in names
    ]
    return Plan(document(), projects=projects, headings=[Heading((1,), "สุจริต", Place(1, 1))])


def anchors(made):
    found = Anchors(made)
    return [found.of(thing) for p in made.projects for thing in (p, *p.amounts)]


def test_every_thing_has_an_anchor_of_its_own():
    made = parse_plan(read(TABLE))
    found = Anchors(made)
    things = [*made.headings, *made.projects, *(a for p in made.projects for a in p.amounts), *made.totals]
    assert len(things) == 7
    assert len({found.of(thing).name for thing in things}) == len(things)


def test_projects_of_one_cell_are_told_apart_by_their_order_in_it():
    first, _, second, _ = anchors(plan("โครงการ ก", "โครงการ ข"))
    assert first.name != second.name


def test_a_better_reading_changes_the_digest_and_not_the_anchor():
    before, after = anchors(plan("โครงกาว ก"))[0], anchors(plan("โครงการ ก"))[0]
    assert before.name == after.name
    assert before.raw_digest != after.raw_digest


def test_numbers_and_other_projects_change_no_anchor():
    made = parse_plan(read(TABLE))
    alone = replace(made, projects=made.projects[1:])
    alone.projects[0].project_id, alone.projects[0].order = "P001", 1
    assert anchors(alone) == anchors(made)[3:]


REPORT = """
รายงานผลการดำเนินงานตามแผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2566

| ที่ | โครงการ/มาตรการ | งบประมาณตามแผน | เบิกจ่าย รอบ 6 เดือน | เบิกจ่าย รอบ 12 เดือน | สถานะ |
|---|---|---|---|---|---|
| 1 | โครงการนาข้าวไม่มีนายหน้า | 9,000 | - | 8,500 | {status} |
| 2 | มาตรการปิดป้ายราคาปุ๋ย | - | - | - | แล้วเสร็จ |
"""


def test_the_reports_of_each_round_have_anchors_of_their_own_that_no_reading_changes():
    made, again = (parse_plan(read(REPORT.format(status=status))) for status in ("แล้วเสร็จ", "แล้วเสจ"))
    names, others = ([Anchors(p).of(report) for report in p.project_progress] for p in (made, again))
    assert len({anchor.name for anchor in names}) == 4
    again.document = made.document
    same = [Anchors(again).of(report) for report in again.project_progress]
    assert [anchor.name for anchor in same] == [anchor.name for anchor in names] != [a.name for a in others]
    assert same[1].raw_digest != names[1].raw_digest


def test_a_box_that_is_a_little_larger_is_the_same_place():
    first, second = (Place(2, line, Box(72, top, 200, 120)) for line, top in ((4, 100.0), (5, 101.5)))
    assert anchors(plan("โครงการ ก", place=first))[0].name == anchors(plan("โครงการ ก", place=second))[0].name
    elsewhere = Place(2, 4, Box(72, 300, 200, 320))
    assert anchors(plan("โครงการ ก", place=elsewhere))[0].name != anchors(plan("โครงการ ก", place=first))[0].name


def test_another_document_has_other_anchors():
    made = plan("โครงการ ก")
    other = replace(made, document=replace(made.document, sha256="cd" * 32))
    assert anchors(other)[0].name != anchors(made)[0].name
