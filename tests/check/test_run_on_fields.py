"""Fields that run on into another show it by their form: lists, lines below them, money, what other blocks have."""

from __future__ import annotations

import pytest

from extract.model.document import Place
from extract.model.plan import Project, Value
from phaen.check.run_on_fields import fields_run_on
from tests.check.test_accounts import detailed, plan

NAMES = ("โครงการว่าวลายไทยใจสุจริต", "กิจกรรมเรือพายสายธารโปร่งใส", "โครงการตู้เย็นแบ่งปันริมคลอง", "มาตรการกล่องรับฟัง")


def told(*projects: Project) -> list[tuple[str, str]]:
    return [(finding.field, finding.found) for finding in fields_run_on(plan(projects=projects))]


def one(**fields: str) -> Project:
    return detailed(NAMES[0], 1, 9, **fields)


def blocks(**fields: tuple[str, ...]) -> tuple[Project, ...]:
    texts = zip(NAMES, *fields.values(), strict=False)
    return tuple(
        detailed(name, 10 * at + 1, 10 * at + 9, **dict(zip(fields, values, strict=True)))
        for at, (name, *values) in enumerate(texts)
    )


def budgets(*texts: str) -> tuple[Project, ...]:
    made = blocks(duration=("ปี 2566",) * len(texts))
    for project, text in zip(made, texts, strict=True):
        project.budget_text = Value(text, text, Place(1, 5))
    return made


@pytest.mark.parametrize("key", ["responsible", "target_group", "location", "duration"])
def test_a_list_behind_a_field_of_a_few_words_is_another_fields(key: str) -> None:
    assert told(one(**{key: "ปี 2566 กองช่าง\n- ตอกเสา\n- ขึงเชือก"})) == [(key, "- ตอกเสา")]


def test_a_list_alone_and_an_introduction_of_methods_are_their_own() -> None:
    assert told(one(target_group="1) เด็ก\n2) ครู", methods="ทำดังนี้\n1) ตอกเสา\n2) ขึงเชือก", duration="ปี 2566")) == []


def test_a_line_without_a_sign_below_a_list_is_told() -> None:
    assert told(one(results="1. ว่าวขึ้นทุกตัว\n2. เด็กยิ้ม\nเส้นทางน้ำใส")) == [("results", "เส้นทางน้ำใส")]


def test_a_line_that_the_reader_has_joined_is_told_as_printed() -> None:
    project = one(results="1. ว่าวขึ้นทุกตัวเส้นทางน้ำใส")
    project.fields["results"] = Value("1. ว่าวขึ้นทุกตัวเส้นทางน้ำใส", "๑. ว่าวขึ้นทุกตัว\nเส้นทางน้ำใส", Place(1, 3))
    assert told(project) == [("results", "เส้นทางน้ำใส")]


def test_below_a_full_line_a_list_may_go_on() -> None:
    full = "1. เด็กทุกคนในตำบลได้ขึ้นว่าวที่ทำเองและเล่าให้เพื่อนฟังได้ว่าทำอย่างไร"
    assert told(one(results=f"{full}\nกับผู้ใหญ่")) == []


def test_outputs_and_outcomes_may_have_lists_and_lines() -> None:
    assert told(one(results="ผลผลิต\n1) ว่าว 5 ตัว\nผลลัพธ์\n1) เด็กยิ้ม")) == []


def test_a_list_that_begins_again_is_two() -> None:
    assert told(one(methods="1. ตอกเสา\n2. ขึงเชือก\n1. ว่าวขึ้น")) == [("methods", "1. ว่าวขึ้น")]
    assert told(one(methods="1. ตอกเสา\n2. ขึงเชือก\nหวังไว้ว่า\n1. ว่าวขึ้น")) == [("methods", "หวังไว้ว่า")]


def test_numbers_in_parts_do_not_begin_again() -> None:
    assert told(one(methods="1.1 ตอกเสา\n1.2 ขึงเชือก\n1.3 เก็บของ")) == []


def test_money_and_times_in_a_field_of_something_else_are_told_where_the_project_has_none() -> None:
    assert told(one(location="ลานวัด\n12,000 บาท", duration="ปี 2566")) == [("location", "12,000 บาท")]
    assert told(one(location="ลานวัด\nปีงบประมาณ 2566")) == [("location", "ปีงบประมาณ 2566")]


def test_words_before_a_sign_that_recur_within_a_field_are_a_heading() -> None:
    within = tuple(f"เด็ก {n} คน\nจุดนัดพบ: {place}" for n, place in enumerate(("ลานวัด", "ศาลา", "ท่าน้ำ"), 10))
    assert told(*blocks(target_group=within)) == [("target_group", f"จุดนัดพบ: {p}") for p in ("ลานวัด", "ศาลา", "ท่าน้ำ")]
    assert told(*blocks(target_group=(within[0], "เด็ก", "ครู"))) == []


def test_durations_of_most_blocks_that_are_no_times_are_told() -> None:
    strange = blocks(duration=("ลู่ทางเดิน", "หมุดแรก", "แก่นเรื่อง"))
    assert told(*strange) == [("duration", "ลู่ทางเดิน"), ("duration", "หมุดแรก"), ("duration", "แก่นเรื่อง")]
    assert told(*blocks(duration=("ปี 2566", "ทุกครั้งที่มีการจัดหา", "หมุดแรก"))) == []


def test_a_line_below_a_budget_that_is_no_money_is_told() -> None:
    assert told(*budgets("ปีละ 5,000 บาท\nกองเรือ")) == [("budget_text", "กองเรือ")]
    assert told(*budgets("ปี 2566 จำนวน 5,000\nบาท", "ไม่มี\nไม่มี", "5,000\nรวม 5,000 บาท")) == []


def test_a_budget_that_begins_where_the_others_go_on_has_lost_its_first_line() -> None:
    lines = [f"ตั้งไว้ {n},000 บาท\nใช้ไปแล้ว {n - 1},000 บาท" for n in (3, 4, 5)]
    assert told(*budgets(*lines, "ใช้ไปแล้ว 7,000 บาท")) == [("budget_text", "ใช้ไปแล้ว 7,000 บาท")]
    years = [f"ปี 2566 จำนวน {n},000 บาท\nปี 2567 จำนวน {n},000 บาท" for n in (3, 4, 5)]
    assert told(*budgets(*years)) == []
