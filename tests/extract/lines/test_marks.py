"""The possible meaning of a line: headings of every kind, lines that only look like one, glued lines, field tables."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.lines.blanks import unframed
from extract.lines.marks import LONGEST_DIMENSION, LONGEST_SECTION, MarkKind, classify, marks
from extract.model.document import Box, Line, Place
from tests.extract.builders import grid, letters, line, lines, plan_like_text, promptly


def mark(text):
    return classify(line(text))


def marked(text):
    return [(found.kind.value, found.key, found.text) for found in marks(lines(text))]


def test_a_mark_has_its_own_line_though_another_line_is_equal():
    printed = Line("มิติที่ 1 สวน", "มิติที่ 1 สวน", Place(1, 1, Box(1, 2, 3, 4)))
    typed = Line("มิติที่ 1 สวน", "มิติที่ 1 สวน", Place(1, 1))
    assert classify(printed).line.place.box == Box(1, 2, 3, 4)
    assert classify(typed).line.place.box is None


# -- dimensions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("มิติที่ 1 การสร้างวัฒนธรรมสุจริต", 1, "การสร้างวัฒนธรรมสุจริต"),
        ("มิติที่ 2 : การบริหารราชการด้วยความโปร่งใส", 2, "การบริหารราชการด้วยความโปร่งใส"),
        ("มิติ 3 การส่งเสริมบทบาท", 3, "การส่งเสริมบทบาท"),
        ("มิติที่ 4", 4, ""),
        ("- มิติที่ 1 การสร้างวัฒนธรรมสุจริต", 1, "การสร้างวัฒนธรรมสุจริต"),
        ("3. มิติที่ 1 การสร้างวัฒนธรรมสุจริต", 1, "การสร้างวัฒนธรรมสุจริต"),
        ("มติที่ 2 การบริหารราชการ", 2, "การบริหารราชการ"),
        ("มิตติที่ 2 การบริหารราชการ", 2, "การบริหารราชการ"),
        ("มิตีที่ 2 การบริหารราชการ", 2, "การบริหารราชการ"),
        ("มิตินี้ 2 การบริหารราชการ", 2, "การบริหารราชการ"),
        ("มิติที่ 1 การสร้างวัฒนธรรมสุจริต จำนวน 12 โครงการ ดังนี้", 1, "การสร้างวัฒนธรรมสุจริต"),
        ("มิติที่ 1 การสร้างวัฒนธรรมสุจริต รวมจำนวน 12 โครงการ", 1, "การสร้างวัฒนธรรมสุจริต"),
    ],
)
def test_dimensions_as_printed_and_misread(text, number, name):
    found = mark(text)
    assert (found.kind, found.value, found.text) == (MarkKind.DIMENSION, number, name)


@pytest.mark.parametrize(
    "text",
    [
        "มติคณะรัฐมนตรี เมื่อวันที่ 6 มีนาคม",
        "มติที่ 1/2566",
        "มติที่ประชุมครั้งที่ 2",
        "มิติที่ 2566",
        "ตามมิติที่ 1 การสร้างวัฒนธรรมสุจริต",
        "มิติที่ 1 " + "ก" * LONGEST_DIMENSION,
    ],
)
def test_what_only_looks_like_a_dimension(text):
    assert mark(text).kind is MarkKind.TEXT


# -- sections ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("1.2 การเสริมสร้างจิตสำนึก", "1.2", "การเสริมสร้างจิตสำนึก"),
        ("1.2. การเสริมสร้างจิตสำนึก", "1.2", "การเสริมสร้างจิตสำนึก"),
        ("2.1.3 ปรับปรุงเว็บไซต์", "2.1.3", "ปรับปรุงเว็บไซต์"),
        ("ภารกิจตามมิติที่ 2.1 การเปิดเผยข้อมูล", "2.1", "การเปิดเผยข้อมูล"),
        ("ภารกิจที่ 2.1 การเปิดเผยข้อมูล", "2.1", "การเปิดเผยข้อมูล"),
        ("- 2.1 การเปิดเผยข้อมูล", "2.1", "การเปิดเผยข้อมูล"),
    ],
)
def test_sections(text, code, name):
    found = mark(text)
    assert (found.kind, found.code.section, found.text) == (MarkKind.SECTION, code, name)


@pytest.mark.parametrize(
    "text", ["1.2) เชิญวิทยากร", "1.5/2 ส่วน", "1.250,000 บาท", "0.5 ของทั้งหมด", "1.1 " + "ก" * LONGEST_SECTION]
)
def test_what_only_looks_like_a_section(text):
    assert mark(text).kind is MarkKind.TEXT


# -- parts, ordinals, labels ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["ส่วนที่ 3", "ส่วนที่ 3 รายละเอียดโครงการ/กิจกรรม/มาตรการ", "บทที่ 1 บทนำ", "ภาคผนวก 2"])
def test_parts(text):
    assert mark(text).kind is MarkKind.PART


@pytest.mark.parametrize(
    "text", ["ส่วนที่ 1 ประกอบด้วยสามเรื่อง", "ส่วนที่ 1,250 บาท", "ส่วนที่ 2.5 เท่า", "ส่วนที่เหลือ", "ส่วนที่ 1" + "ก" * 160]
)
def test_what_only_looks_like_a_part(text):
    assert mark(text).kind is MarkKind.TEXT


@pytest.mark.parametrize(
    ("text", "value"), [("ลำดับที่ 3", 3), ("โครงการที่ 12", 12), ("- ลำดับที่ : 4", 4), ("ลำ ดับ ที่ 5.", 5)]
)
def test_ordinals(text, value):
    found = mark(text)
    assert (found.kind, found.value) == (MarkKind.ORDINAL, value)


@pytest.mark.parametrize("text", ["โครงการที่ 3 ปลูกใจซื่อ", "ลำดับที่", "ลำดับที่ 3" + " " * 60])
def test_what_only_looks_like_an_ordinal(text):
    assert mark(text).kind is MarkKind.TEXT


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("รายละเอียดโครงการ/กิจกรรม/มาตรการ", None),
        ("รายละเอียด โครงการ / กิจกรรม / มาตรการ :", None),
        ("- รายละเอียดโครงการ", None),
        ("รายละเอียดโครงการ/กิจกรรม/มาตรการ (มิติ 2.2.1 (3))", "2.2.1 (3)"),
        ("รายละเอียดโครงการ/กิจกรรม/มาตรการ 2.2.1 (3)", "2.2.1 (3)"),
        ("รายละเอียดโครงการ/กิจกรรม/มาตรการ มิติที่ 2.2.1", "2.2.1"),
    ],
)
def test_labels_with_and_without_a_code(text, code):
    found = mark(text)
    assert found.kind is MarkKind.LABEL
    assert (found.code and found.code.printed) == code


def test_a_label_within_a_sentence_is_none():
    assert mark("รายละเอียดโครงการแสดงไว้ในส่วนถัดไป").kind is MarkKind.TEXT


# -- fields --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "key", "content"),
    [
        ("2. หลักการและเหตุผล", "rationale", ""),
        ("หลักการและเหตุผล", "rationale", ""),
        ("2) หลักการและเหตุผล :", "rationale", ""),
        ("หลักการ และ เหตุผล", "rationale", ""),
        ("2. หลกการและเหตผล", "rationale", ""),
        ("1. ชื่อโครงการ : โครงการปลูกใจซื่อ", "name", "โครงการปลูกใจซื่อ"),
        ("โครงการ/กิจกรรม/มาตรการ : ปลูกใจซื่อ", "name", "ปลูกใจซื่อ"),
        ("งบประมาณ: 30,000 บาท", "budget", "30,000 บาท"),
        ("- งบประมาณ", "budget", ""),
        ("ระยะเวลาดำเนินการ : เริ่ม 09:30 น.", "duration", "เริ่ม 09:30 น."),
    ],
)
def test_fields(text, key, content):
    found = mark(text)
    assert (found.kind, found.key, found.text, found.glued) == (MarkKind.FIELD, key, content, False)


@pytest.mark.parametrize(("text", "key"), [("การดำเนินการ", "methods"), ("ผลการดำเนินงาน :", "results")])
def test_headings_of_a_report(text, key):
    found = mark(text)
    assert (found.kind, found.key, found.progress) == (MarkKind.FIELD, key, True)


@pytest.mark.parametrize(
    ("text", "key", "content"),
    [
        ("4. เป้าหมาย ประชาชน 50 คน", "target_group", "ประชาชน 50 คน"),
        ("งบประมาณ 30,000 บาท", "budget", "30,000 บาท"),
        ("9. หน่วยงานที่รับผิดชอบ สำนักปลัด", "responsible", "สำนักปลัด"),
    ],
)
def test_a_heading_glued_to_its_content(text, key, content):
    found = mark(text)
    assert (found.kind, found.key, found.text, found.glued) == (MarkKind.FIELD, key, content, True)


@pytest.mark.parametrize(
    "text",
    [
        "(1) วัตถุประสงค์",
        "ก) วัตถุประสงค์",
        "- งบประมาณที",
        "หลักการและเหตุผล ........ 5",
        "2. หลักการและเหตุผล…………",
        "หลักการและเหตุผล : 12",
        "โครงการ/กิจกรรม/มาตรการ",
        "งบประมาณรายจ่ายที่เปิดเผยต่อชุมชน",
        "เพื่อให้การดำเนินการโปร่งใส",
    ],
)
def test_what_only_looks_like_a_field(text):
    assert mark(text).kind is MarkKind.TEXT


def test_a_heading_with_a_deeper_number_is_no_field():
    assert mark("2.1 วัตถุประสงค์").kind is MarkKind.SECTION


@pytest.mark.parametrize(
    ("text", "key", "content"),
    [
        ("ผลผลิต", "ผลผลิต", ""),
        ("ผลผลิต (Output)", "ผลผลิต", ""),
        ("2. ผลลัพธ์", "ผลลัพธ์", ""),
        ("ผลลัพธ์ : ชุมชนเชื่อมั่น", "ผลลัพธ์", "ชุมชนเชื่อมั่น"),
        ("- ตัวชี้วัดเชิงปริมาณ : ผู้เข้าร่วม 50 คน", "ผลผลิต", "ผู้เข้าร่วม 50 คน"),
    ],
)
def test_groups_of_the_results(text, key, content):
    found = mark(text)
    assert (found.kind, found.key, found.text) == (MarkKind.GROUP, key, content)


# -- glued lines ---------------------------------------------------------------------------------------------------


def test_a_heading_glued_to_the_end_of_the_text_before():
    found = list(marks(lines("ประชาชนในตำบลน้ำใส 50 คน 5. พื้นที่ดำเนินการ\nศาลาริมธาร")))
    assert [m.kind for m in found] == [MarkKind.TEXT, MarkKind.FIELD, MarkKind.TEXT]
    assert (found[0].text, found[1].key, found[1].number.last) == ("ประชาชนในตำบลน้ำใส 50 คน", "location", 5)
    assert found[0].line.place == found[1].line.place


def test_a_label_glued_to_the_end_of_the_text_before():
    assert marked("โครงการฟ้าสาง รายละเอียดโครงการ/กิจกรรม/มาตรการ") == [
        ("text", "", "โครงการฟ้าสาง"),
        ("label", "", ""),
    ]


@pytest.mark.parametrize(
    "text", ["ประชาชน 50 คน 5. ศาลาริมธารน้ำใส", "ดูที่ข้อ 5 งบประมาณ 30,000 บาท", "รายละเอียดโครงการ/กิจกรรม"]
)
def test_other_lines_stay_whole(text):
    assert len(list(marks([line(text)]))) == 1


# -- tables of fields ----------------------------------------------------------------------------------------------

FIELD_TABLE = ["ชื่อโครงการ | โครงการปลูกใจซื่อ", "วัตถุประสงค์ | 1) เพื่อปลูก\n2) เพื่อดูแล", "งบประมาณ | 30,000 บาท"]


def test_a_table_of_fields_is_laid_out_as_lines():
    found = [(m.kind.value, m.key, m.text, m.line.place.line) for m in marks([grid(FIELD_TABLE, start=7)])]
    assert found == [
        ("field", "name", "", 7),
        ("text", "", "โครงการปลูกใจซื่อ", 7),
        ("field", "objectives", "", 8),
        ("text", "", "1) เพื่อปลูก", 8),
        ("text", "", "2) เพื่อดูแล", 8),
        ("field", "budget", "", 9),
        ("text", "", "30,000 บาท", 9),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        FIELD_TABLE[:2],
        [f"{row} | ก | ข" for row in FIELD_TABLE],
        ["ลำดับ | โครงการ", "1 | ปลูกใจซื่อ", "2 | ประตูเปิด"],
    ],
)
def test_other_tables_are_skipped(rows):
    assert list(marks([grid(rows)])) == []


# -- properties ----------------------------------------------------------------------------------------------------


def unbarred(text: str) -> str:
    """The letters without the bars of tables written as lines, and without colons, since a bar may become a colon."""
    return letters(text).replace("|", "").replace(":", "")


@given(st.lists(plan_like_text(), max_size=8))
@example(["|"])
@example(["วัตถุประสงค์ | เพื่อปลูก", "ก |"])
def test_marks_hold_every_letter_of_the_lines_in_order(texts):
    source = [line(text, number) for number, text in enumerate(texts, 1)]
    found = list(marks(source))
    assert unbarred("".join(m.line.text for m in found)) == unbarred("".join(texts))
    assert [m.line.place for m in found] == sorted(m.line.place for m in found)


@given(plan_like_text())
def test_what_follows_a_heading_is_the_end_of_its_line(text):
    found = mark(text)
    assert letters(found.text) in letters(text)


UNITS = ["1.1", "มิติที่ ", "....", "ส่วนที่ 1", " 1. ", "รายละเอียดโครงการ/", "ผลผลิต : ", "(1", "งบประมาณ : "]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("before", ["", "ก", "- ", "1) "])
def test_long_lines_take_linear_time(before, unit):
    text = f"{before}{unit * 20_000}ข"
    found = promptly(list, marks([line(text)]))
    assert letters("".join(m.line.text for m in found)) == letters(text)


@pytest.mark.parametrize("unit", [" ", ".", "… ", " ."])
def test_a_long_gap_within_a_line_takes_linear_time(unit):
    promptly(mark, f"งบประมาณ{unit * 1_500}ของตำบล")


# -- codes, groups and numbers on one line ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["1.1.2 (3) ชื่อโครงการ : โครงการปลูกใจซื่อ", "1.1.2(3) ชื่อโครงการ โครงการปลูกใจซื่อ", "1.1.2 ชื่อโครงการ : โครงการปลูกใจซื่อ"],
)
def test_a_code_before_the_name_field_is_the_projects(text):
    found = mark(text)
    assert (found.kind, found.key, found.text, found.code.section) == (
        MarkKind.FIELD,
        "name",
        "โครงการปลูกใจซื่อ",
        "1.1.2",
    )


@pytest.mark.parametrize("text", ["1.1 ชื่อโครงการ : โครงการปลูกใจซื่อ", "1.1.2 (3) เป้าหมาย : ทุกบ้าน", "1.1.2 (3) ชื่อโครงการ"])
def test_no_other_field_and_no_code_of_two_levels_is(text):
    assert mark(text).code is None or mark(text).kind is not MarkKind.FIELD


def test_groups_and_their_items_on_one_line_are_parted():
    assert marked("ผลผลิต 1) ตรวจครบ 2) รู้ครบ ผลลัพธ์ 1) เชื่อมั่น") == [
        ("group", "ผลผลิต", "1) ตรวจครบ 2) รู้ครบ"),
        ("group", "ผลลัพธ์", "1) เชื่อมั่น"),
    ]


def test_a_group_is_one_behind_a_bullet_too():
    assert marked("- ผลผลิต") == [("group", "ผลผลิต", "")]
    assert marked("- ผลผลิตของชุมชนมากขึ้น")[0][0] == "text"


def test_a_number_of_the_block_and_the_first_field_share_a_line():
    assert marked("ลำดับที่ 3 1. ชื่อโครงการ : โครงการปลูกใจซื่อ") == [
        ("ordinal", "", ""),
        ("field", "name", "โครงการปลูกใจซื่อ"),
    ]


def test_a_heading_of_several_headings_is_the_first_ones():
    assert marked("9. ตัวชี้วัด/ผลผลิต/ผลที่คาดว่าจะได้รับ") == [("field", "results", "")]
    assert marked("9. ตัวชี้วัด/ผู้แทนหมู่บ้าน/ผู้ใหญ่บ้าน")[0][0] == "text"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("โครงการ/กิจกรรม/มาตรการ และจำนวนงบประมาณ แยกตามมิติ", MarkKind.TEXT),
        ("วัตถุประสงค์ หรือความมุ่งหมายของแผนฉบับนี้", MarkKind.TEXT),
        ("1. วัตถุประสงค์ และเพื่อให้ชาวบ้านรู้", MarkKind.FIELD),
        ("วัตถุประสงค์ เพื่อให้ชาวบ้านรู้", MarkKind.FIELD),
    ],
)
def test_a_conjunction_behind_a_headings_words_makes_them_words_of_a_sentence(text, kind):
    assert classify(line(text)).kind is kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[2. วัตถุประสงค์]", "2. วัตถุประสงค์"),
        ("【 งบประมาณ : 】", "งบประมาณ :"),
        ("(บาท)", "(บาท)"),
        ("[หมายเหตุ 2]", "[หมายเหตุ 2]"),
    ],
)
def test_brackets_around_a_heading_are_no_text(text, expected):
    assert unframed(text) == expected


def test_a_count_of_projects_at_the_end_of_a_line_is_no_heading():
    assert [mark.kind for mark in marks(lines("แผนนี้มี 4 มิติ 5 ภารกิจ 10 โครงการ/กิจกรรม/มาตรการ"))] == [MarkKind.TEXT]
