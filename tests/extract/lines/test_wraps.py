"""From printed lines to typed lines: which lines continue, and which never do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.lines.wraps import unwrapped
from extract.model.document import Box, Line, Place
from extract.parse import parse_plan
from normalize.text import comparable
from tests.extract.builders import read


def printed(*lines: str, boxes: bool = True):
    """Lines of a page. A line that begins with | begins a paragraph."""
    return [
        Line(text.removeprefix("|"), text, Place(1, n, Box(0, n, 9, n + 1) if boxes else None), gap=text[:1] == "|")
        for n, text in enumerate(lines, 1)
    ]


def texts(*lines: str, boxes: bool = True):
    return [line.text for line in unwrapped(printed(*lines, boxes=boxes))]


def test_a_wrapped_heading_is_one_line_with_both_its_places():
    (line,) = unwrapped(printed("|มิติที่ 4 การยกระดับกลไกการตรวจสอบการดำเนินงานของ", "องค์กรปกครองส่วนท้องถิ่น"))
    assert line.text == "มิติที่ 4 การยกระดับกลไกการตรวจสอบการดำเนินงานขององค์กรปกครองส่วนท้องถิ่น"
    assert (line.place.line, line.last.line) == (1, 2)


def test_lines_without_places_stay_as_they_are():
    assert texts("|กกก", "ขขข", boxes=False) == ["กกก", "ขขข"]


def test_items_and_numbered_headings_stand_alone_whatever_the_page_says():
    lines = ("|ข้อความยาว", "1) ข้อแรก", "ของเรา", "3. วัตถุประสงค์", "เพื่อให้รู้")
    assert texts(*lines) == ["ข้อความยาว", "1) ข้อแรกของเรา", "3. วัตถุประสงค์", "เพื่อให้รู้"]


def test_the_word_of_a_heading_at_a_wrap_is_text_where_headings_are_numbered():
    headings = ("|1. หลักการและเหตุผล", "|2. วัตถุประสงค์", "|3. เป้าหมาย", "|4. งบประมาณ")
    wrapped = ("|ลดการใช้ดุลยพินิจใน", "วัตถุประสงค์")
    assert texts(*headings, *wrapped)[-1] == "ลดการใช้ดุลยพินิจในวัตถุประสงค์"
    assert texts(*wrapped) == ["ลดการใช้ดุลยพินิจใน", "วัตถุประสงค์"]


def ending(*lines: tuple[str, float]):
    """The lines of a page that end at these distances from its left edge, as they were typed."""
    made = [Line(text, text, Place(1, n, Box(50, 20 * n, x1, 20 * n + 15))) for n, (text, x1) in enumerate(lines, 1)]
    return [line.text for line in unwrapped(made)]


LEVEL, FULL_LINE = "มิติที่ 2 การบริหารงานอย่างเปิดเผย", ("ข้อความที่ยาวถึงขอบของหน้า", 520)


@pytest.mark.parametrize("number", ["", "ฒซ ", "ฎ. ", "«ค ", "กั้ "])
def test_a_project_below_a_short_heading_of_a_level_is_none_of_it_though_its_number_is_misread(number):
    name = f"{number}กิจกรรมเปิดบ้านเทศบาล"
    assert ending(FULL_LINE, ("1) ข้อหนึ่ง", 200), (LEVEL, 300), (name, 260))[-2:] == [LEVEL, name]


@pytest.mark.parametrize(
    ("end", "rest"),
    [(510, "กิจกรรมของเทศบาล"), (300, "และร่วมกันตรวจสอบ"), (300, "ของเทศบาลในกิจกรรม"), (300, "ประชาชนใน กิจกรรม")],
)
def test_a_heading_of_a_level_goes_on_with_other_words_or_behind_the_edge(end, rest):
    assert len(ending(FULL_LINE, ("1) ข้อหนึ่ง", 200), (LEVEL, end), (rest, 200))) == 3


LINES = st.lists(
    st.sampled_from(["|ข้อความ", "ข้อความ", "1) ข้อ", "|งบประมาณ", "งบประมาณ", "มิติที่ 1 ก", "", "-"]), max_size=12
)


@given(LINES)
def test_no_letter_is_lost_or_doubled(lines):
    made = printed(*lines)
    assert comparable("".join(line.text for line in unwrapped(made))) == comparable("".join(m.text for m in made))


FULL = "เทศบาลจัดทำแผนนี้ขึ้นเพื่อให้ชาวบ้านทุกหมู่บ้านรู้ว่าเงินของตำบลถูกใช้ไปกับงานใดบ้างในแต่ละปี (ไม่ใช้"


def test_the_rest_of_a_full_line_that_closes_its_bracket_goes_on_though_it_is_a_heading():
    assert texts(f"|{FULL}", "งบประมาณ)") == [f"{FULL}งบประมาณ)"]
    assert texts(f"|{FULL}", "|งบประมาณ)") == [FULL, "งบประมาณ)"]


def test_the_words_of_a_heading_below_a_full_line_are_one_only_if_they_recur():
    prose = FULL.replace("(", "")
    assert texts(f"|{prose}", "งบประมาณ") == [f"{prose}งบประมาณ"]
    assert texts(f"|{prose}", "งบประมาณ", "|กลาง", f"|{prose}", "งบประมาณ")[1] == "งบประมาณ"


def test_the_heading_of_a_level_that_fills_its_line_goes_on():
    body = [f"|ข้อความของโครงการที่กล่าวถึงงานลำดับ {n} ของตำบลและหมู่บ้าน" for n in range(40)]
    heading = "|มิติที่ 4 การยกระดับกลไกการตรวจสอบการดำเนินงานของ"
    found = texts(*body, heading, "องค์กรปกครองส่วนท้องถิ่น", "|มิติที่ 2 การบริหาร", "ทำอย่างโปร่งใส", boxes=False)
    assert found[40:] == [
        "|มิติที่ 4 การยกระดับกลไกการตรวจสอบการดำเนินงานขององค์กรปกครองส่วนท้องถิ่น"[1:],
        "มิติที่ 2 การบริหาร",
        "ทำอย่างโปร่งใส",
    ]


def test_an_element_of_a_web_page_is_whole_however_long_it_is():
    long = "ภารกิจตามมิติ 1.{} การเสริมสร้างจิตสำนึกและความตระหนักแก่ประชาชนทุกภาคส่วนในท้องถิ่น"
    names = [f"โครงการ{word}" for word in ("คลองใส", "ล้างตลาด", "ป่ากินได้", "ถนนสวย", "บ้านสุข", "น้ำดื่มดี")]
    page = "".join(
        f"<h4>{long.format(at)}</h4>\n<p><b>งานข้อ 1 {name}</b></p>\n<p><u>วัตถุประสงค์</u></p>\n<p>เพื่อให้คนเห็น</p>\n"
        "<p><u>สถานที่</u></p>\n<p>ลานหน้าวัด</p>\n"
        f"<p><u>วิธีดำเนินการ</u></p>\n<p>{name[7:]} แล้วบันทึกไว้</p>\n"
        for at, name in enumerate(names, 1)
    )
    plan = parse_plan(read(f"<html><body>\n<h3>มิติที่ 1 ปลุกใจคน</h3>\n{page}</body></html>"))
    assert [(p.name.value, p.section) for p in plan.projects] == [(name, f"1.{at}") for at, name in enumerate(names, 1)]


def test_a_signature_is_not_the_rest_of_a_line():
    long = "พนักงานทุกคนของทุกกองมีความรู้เรื่องการไม่รับของขวัญและของกำนัลทุกชนิดเพิ่มขึ้น"
    assert texts(long, "(ลงชื่อ) ............ ผู้รับรอง", "(นางสาวแก้วตา ใจงาม)")[0] == long


def test_lines_that_only_count_are_no_rests_and_labelled_money_below_a_name_is_none():
    level = "การควบคุมด้านที่ {n} : การควบคุมคนและของในบ้านเมืองของเรา\nรายการสอบทานที่ {n}\n"
    name = "3.{n} กิจกรรมสวดมนต์และปฏิญาณตนประจำเดือนหมู่\n"
    name += "งบตามแผน : ไม่ใช้งบประมาณ\nหน่วยงานที่รับผิดชอบงานนี้อยู่ : สำนักปลัดของหมู่\n"
    text = "".join(part.format(n=n) for n in (1, 2, 3, 4) for part in (level, name))
    found = [block.text for block in unwrapped(read(text).blocks())]
    assert sum(line.startswith("รายการสอบทานที่") for line in found) == 4
    assert sum(line.startswith("งบตามแผน") for line in found) == 4
