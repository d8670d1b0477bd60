"""Items of a field: only the outermost list is counted."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.blocks.items import items, join, paragraphs, part_text
from tests.extract.builders import letters, line, lines, plan_like_text, promptly


def numbered(text):
    return [(item.number, item.text) for item in items(lines(text))]


def found(text):
    return [item.text for item in items(lines(text))]


# -- paragraphs ----------------------------------------------------------------------------------------------------


def test_hard_wraps_are_undone():
    parts = paragraphs(lines("1) เพื่อให้ทุกบ้าน\nรู้เรื่องเงิน\n2) เพื่อให้ทุกบ้าน\nตรวจได้"))
    assert [part_text(part) for part in parts] == ["1) เพื่อให้ทุกบ้านรู้เรื่องเงิน", "2) เพื่อให้ทุกบ้านตรวจได้"]


def test_a_gap_begins_a_paragraph():
    parts = paragraphs(lines("ชาวบ้านอยากรู้\nว่าเงินไปไหน\n\nเทศบาลจึงเปิดบัญชี"))
    assert [part_text(part) for part in parts] == ["ชาวบ้านอยากรู้ว่าเงินไปไหน", "เทศบาลจึงเปิดบัญชี"]


@pytest.mark.parametrize("text", ["และตรวจได้", "(ทุกหมู่บ้าน)", "พ.ศ. 2566", "- พ.ศ. 2566", "ซึ่งตรวจได้", "ฯลฯ"])
def test_a_sentence_goes_on_whatever_stands_between(text):
    (part,) = paragraphs(lines(f"เพื่อให้ทุกบ้านรู้\n\n{text}"))
    assert len(part.lines) == 2


@pytest.mark.parametrize("text", ["30 คนจากทุกหมู่บ้าน", "2.5", "3"])
def test_a_bare_number_begins_a_sentence_not_an_item(text):
    (part,) = paragraphs(lines(f"มีผู้เข้าร่วม\n{text}"))
    assert part.number is None


# -- the outermost list --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "printed",
    [
        "1. ก่อน\n2. กลาง\n3. หลัง",
        "1) ก่อน\n2) กลาง\n3) หลัง",
        "(1) ก่อน\n(2) กลาง\n(3) หลัง",
        "- ก่อน\n- กลาง\n- หลัง",
        "6.1 ก่อน\n6.2 กลาง\n6.3 หลัง",
        "- 1) ก่อน\n- 2) กลาง\n- 3) หลัง",
        "1. ก่อน\n2) กลาง\n3. หลัง",
        "ก) ก่อน\nข) กลาง\nค) หลัง",
    ],
)
def test_lists_of_every_style(printed):
    assert found(printed) == ["ก่อน", "กลาง", "หลัง"]


def test_numbers_are_kept_as_printed():
    assert numbered("1. ก่อน\n2) กลาง") == [("1.", "ก่อน"), ("2)", "กลาง")]
    assert numbered("- ก่อน\n- กลาง") == [("", "ก่อน"), ("", "กลาง")]
    assert numbered("6.1 ก่อน\n6.2 กลาง") == [("6.1", "ก่อน"), ("6.2", "กลาง")]


def test_a_text_without_a_list_is_one_item_a_paragraph():
    assert numbered("ชาวบ้านอยากรู้\nว่าเงินไปไหน\n\nจึงเปิดบัญชี") == [("", "ชาวบ้านอยากรู้ว่าเงินไปไหน"), ("", "จึงเปิดบัญชี")]
    assert items([]) == []


@pytest.mark.parametrize(
    "below", ["2.1 นับ\n2.2 จด", "2.1) นับ\n2.2) จด", "(1) นับ\n(2) จด", "- นับ\n- จด", "ก) นับ\nข) จด"]
)
def test_other_styles_and_deeper_codes_are_parts(below):
    assert found(f"1) ประชุม\n2) สำรวจ\n{below}\n3) สรุป") == ["ประชุม", f"สำรวจ\n{below}", "สรุป"]


def test_items_in_one_paragraph_may_go_on_over_its_wraps():
    assert found("1) นับของ 2) จดลงสมุด 3)\nส่งให้กองคลังทุก\nสิ้นเดือน") == ["นับของ", "จดลงสมุด", "ส่งให้กองคลังทุกสิ้นเดือน"]


def test_a_list_that_begins_anew_is_an_inner_one():
    assert found("1) ประชุม\n2) สำรวจ\n1) นับ\n2) จด\n3) สรุป") == ["ประชุม", "สำรวจ\n1) นับ\n2) จด", "สรุป"]


def test_two_lists_one_after_the_other_are_all_items():
    assert found("1) รู้\n2) ตรวจ\n1) ถาม\n2) ตอบ") == ["รู้", "ตรวจ", "ถาม", "ตอบ"]


def test_a_number_skipped_or_printed_twice_is_an_item_still():
    assert found("1) รู้\n2) ตรวจ\n4) ถาม\n5) ตอบ") == ["รู้", "ตรวจ", "ถาม", "ตอบ"]
    assert found("1) รู้\n2) ตรวจ\n2) ถาม\n3) ตอบ") == ["รู้", "ตรวจ", "ถาม", "ตอบ"]


def test_codes_of_another_branch_are_parts():
    assert found("6.1 ประชุม\n6.2 สำรวจ\n7.1 นับ\n6.3 สรุป") == ["ประชุม", "สำรวจ\n7.1 นับ", "สรุป"]


def test_indented_bullets_are_parts_of_flush_ones():
    assert found("- ประชุม\n - เชิญ\n - จด\n- สรุป") == ["ประชุม\n- เชิญ\n- จด", "สรุป"]
    assert items([line(" - เชิญ"), line(" - จด", 2)])[1].text == "จด"


def test_flush_bullets_at_the_end_of_a_numbered_list_lost_their_number():
    texts = [line(text) for text in ("1) ประชุม", "2) สำรวจ", " - นับ", " - จด", "- สรุป", "- เผยแพร่")]
    assert [item.text for item in items(texts)] == ["ประชุม", "สำรวจ\n- นับ\n- จด", "สรุป", "เผยแพร่"]


def test_bullets_that_are_all_alike_stay_parts():
    assert found("1) ประชุม\n2) สำรวจ\n- นับ\n- จด") == ["ประชุม", "สำรวจ\n- นับ\n- จด"]


def test_a_paragraph_below_an_item_is_its_part():
    assert found("1) ประชุม\n\nทุกวันศุกร์\n2) สรุป") == ["ประชุม\nทุกวันศุกร์", "สรุป"]


def test_what_leads_in_to_a_list_is_no_item_of_it():
    assert found("คณะทำงานจะ\n1) ประชุม\n2) สรุป") == ["ประชุม", "สรุป"]


def test_where_an_item_stands():
    assert [item.line.place.line for item in items(lines("1) ประชุม\nทุกวัน\n2) สรุป"))] == [1, 3]


# -- several items on one line -------------------------------------------------------------------------------------


def test_items_on_one_line():
    assert numbered("1) ประชุม 2) สำรวจ 30 บ้าน 3) สรุป") == [("1)", "ประชุม"), ("2)", "สำรวจ 30 บ้าน"), ("3)", "สรุป")]
    assert found("1. ประชุม 2. สำรวจ") == ["ประชุม", "สำรวจ"]


@pytest.mark.parametrize("text", ["1) ประชุมครั้งที่ 3) ต่อ", "1) ตามข้อ 2. ของระเบียบ", "1. เวลา 2.30 น.", "2) ตาม 3) นี้"])
def test_a_number_in_a_sentence_begins_no_item(text):
    assert len(found(text)) == 1


# -- properties ----------------------------------------------------------------------------------------------------


def test_join_needs_no_space_in_thai():
    assert join(["ป้องกันการ", "ทุจริต ปี", "2566"]) == "ป้องกันการทุจริต ปี 2566"


@given(st.lists(st.tuples(plan_like_text(), st.booleans()), max_size=12))
@example([("ความนำ", False), ("1) ประชุม", False), ("- จด", False), ("1. นับ 2. วัด", True)])
def test_from_the_first_item_on_no_line_is_lost(texts):
    source = [line(text, number, gap=gap) for number, (text, gap) in enumerate(texts, 1) if text.strip()]
    listed = items(source)
    assert bool(listed) == bool(source)
    kept = letters("".join(item.number + item.text for item in listed))
    for entry in source:
        if entry.place >= listed[0].line.place:
            # the bullet of an item is removed at any position in the line
            assert letters(entry.text) in kept or letters(entry.text).removeprefix("-") in kept


@given(
    st.lists(st.sampled_from(["ประชุม", "สำรวจ", "สรุป"]), min_size=1, max_size=12),
    st.sampled_from(["{}. ", "{}) ", "({}) "]),
)
def test_a_plain_list_has_as_many_items_as_numbers(texts, style):
    source = [line(style.format(number) + text, number) for number, text in enumerate(texts, 1)]
    assert [item.text for item in items(source)] == texts


@pytest.mark.parametrize("unit", ["1) ก ", "1) ", "2) ก 1) ข ", "- "])
def test_long_lines_take_linear_time(unit):
    text = "1) " + unit * 50_000
    assert letters("".join(item.number + item.text for item in promptly(items, [line(text)]))) == letters(text)


def test_many_lines_take_little_time():
    assert len(promptly(items, [line("1) ก", number) for number in range(3_000)])) == 3_000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(1) จัดสัมมนา (2) ลงนาม (3) ประเมินผล", ["(1)", "(2)", "(3)"]),
        ("ก. สำรวจ ข. ประชุม ค. สรุป", ["ก.", "ข.", "ค."]),
        ("ก) สำรวจ ข) ประชุม", ["ก)", "ข)"]),
        ("(1) ประชุมตามมาตรา 9 (2) ของกฎหมาย", ["(1)"]),
        ("(1) ผู้เข้าอบรมร้อยละ 90 (2) มีคู่มือ", ["(1)", "(2)"]),
        ("(1) จัดสัมมนา 2) ลงนาม", ["(1)"]),
        ("1) เชิญวิทยากรภาค 2 2) แบ่งกลุ่ม", ["1)", "2)"]),
    ],
)
def test_items_on_one_line_of_any_numbers(text, found):
    assert [item.number for item in items([line(text, 1)])] == found


def test_inner_items_on_one_line_stay_in_their_item():
    source = [line("1. เตรียมงาน", 1), line("(1) จัดสัมมนา (2) ลงนาม", 2), line("2. สรุปผล", 3)]
    assert [item.text for item in items(source)] == ["เตรียมงาน\n(1) จัดสัมมนา (2) ลงนาม", "สรุปผล"]


def test_items_are_counted_behind_the_code_of_their_project():
    source = [line("1-02.1 ชวนเด็ก", 1), line("1-02.2 สอนเด็ก", 2), line("1-02.3 พาเด็กกลับ", 3)]
    assert [(item.number, item.text) for item in items(source)] == [
        ("1.", "ชวนเด็ก"), ("2.", "สอนเด็ก"), ("3.", "พาเด็กกลับ"),
    ]  # fmt: skip
    assert len(items([line("1-02.1 ชวนเด็ก", 1), line("1-03.7 สอนเด็ก", 2)])) == 1
