"""Names without surrounding text, and words without the gaps of a narrow column."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.grammar.names import clean_name, gap_healer
from tests.extract.builders import letters, plan_like_text, promptly


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("โครงการปลูกใจซื่อ", "โครงการปลูกใจซื่อ"),
        (" 3)  โครงการปลูก\n ใจซื่อ ", "โครงการปลูก ใจซื่อ"),
        ("- 3) โครงการปลูกใจซื่อ", "โครงการปลูกใจซื่อ"),
        ("- โครงการปลูกใจซื่อ", "โครงการปลูกใจซื่อ"),
        ("2.1.1 (3) โครงการปลูกใจซื่อ", "โครงการปลูกใจซื่อ"),
        ("1.1 การเสริมสร้างจิตสำนึก", "การเสริมสร้างจิตสำนึก"),
        ("(1) : มาตรการประตูเปิด :", "มาตรการประตูเปิด"),
        ("5 ส. เพื่อที่ทำงานน่าอยู่", "5 ส. เพื่อที่ทำงานน่าอยู่"),
        ("3 วัน 7 เรื่อง", "3 วัน 7 เรื่อง"),
        ("ก) ข้อแรก", "ก) ข้อแรก"),
        ("ๆ.3(2) มาตรการประตูเปิด", "มาตรการประตูเปิด"),
        (",2(1) การประตูเปิด", "การประตูเปิด"),
        ("ฑ2(2) การประตูเปิด", "การประตูเปิด"),
        ("| โครงการปลูกใจซื่อ", "โครงการปลูกใจซื่อ"),
        ("™.© (©) ประตูเปิด", "ประตูเปิด"),
        ("5ส (2) เพื่อที่ทำงานน่าอยู่", "5ส (2) เพื่อที่ทำงานน่าอยู่"),
        ("“ประตูเปิด”", "“ประตูเปิด”"),
        ("| ,", "| ,"),
        ("3.", "3."),
        ("", ""),
        (" : ", ""),
        ("โครงการปลูกใจซื่อ (รหัส กช.68/4)", "โครงการปลูกใจซื่อ"),
        ("โครงการปลูกใจซื่อ (ปีเว้นปี)", "โครงการปลูกใจซื่อ"),
        ("โครงการปลูกใจซื่อ (งานต่อเนื่องจากปี 2567)", "โครงการปลูกใจซื่อ"),
        ("โครงการปลูกใจซื่อ (กลุ่มรหัส)", "โครงการปลูกใจซื่อ (กลุ่มรหัส)"),
    ],
)
def test_clean_name(text, name):
    assert clean_name(text) == name


@given(plan_like_text())
@example("1) 1) 1) 1) ปลูก")
def test_a_name_is_the_end_of_what_was_printed(text):
    name = clean_name(text)
    assert letters(name) in letters(text)
    assert name == " ".join(name.split())


CORPUS = "มาตรการเปิดเผยข้อมูลต่อสาธารณะ และ การรับฟัง ความคิดเห็นของชุมชน ฝ่ายบริหาร / ฝ่ายสภา ชุดใหม่"


@pytest.mark.parametrize(
    ("text", "healed"),
    [
        ("เปิด เผยข้อมูล", "เปิดเผยข้อมูล"),
        ("เปิดเผย ข้อ มูล", "เปิดเผยข้อมูล"),
        ("การรับฟัง ความคิดเห็น", "การรับฟัง ความคิดเห็น"),
        ("การรับฟัง ความคิด เห็น", "การรับฟัง ความคิดเห็น"),
        ("ตะวัน ฉาย", "ตะวัน ฉาย"),
        ("ปี 2566 ข้อ มูล", "ปี 2566 ข้อมูล"),
        ("open data ข้อ มูล", "open data ข้อมูล"),
        ("", ""),
    ],
)
def test_a_gap_closes_where_the_document_writes_none(text, healed):
    assert gap_healer(CORPUS)(text) == healed


def test_without_running_text_nothing_is_closed():
    assert gap_healer("")("เปิด เผย ข้อมูล") == "เปิด เผย ข้อมูล"


@given(st.text("กขคงา้ 1a/", max_size=60), st.text("กขคงา้ 1a/", max_size=30))
@example("กข", "ก  ข")
def test_healing_only_removes_spaces(corpus, text):
    healed = gap_healer(corpus)(text)
    assert letters(healed) == letters(text)
    assert len(healed) <= len(text)
    remaining = iter(text)
    assert all(character in remaining for character in healed)


@given(st.text("กขคงา้ ", max_size=30))
def test_text_that_the_document_itself_prints_stays(text):
    assert gap_healer(f"{text}\nกขค")(text) == text


@pytest.mark.parametrize("text", ["1) " * 100_000, "ก " * 30_000, "ก" * 1_000_000])
def test_long_names_take_linear_time(text):
    assert promptly(clean_name, text)
    assert letters(promptly(gap_healer("กก ข"), text)) == letters(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [("1. การสร้างวัฒนธรรมสุจริต (ต่อ)", "การสร้างวัฒนธรรมสุจริต"), ("ปลูกใจ ( ต่อ )", "ปลูกใจ"), ("(ต่อ) ยอด", "(ต่อ) ยอด")],
)
def test_a_name_printed_again_on_the_next_page_says_so_no_more(text, name):
    assert clean_name(text) == name
