"""Gaps inside words are closed where no word can end; others stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.false_gaps import close_gaps, is_false_gap, parts_tails


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("เป็ นการป้ องกัน", "เป็นการป้องกัน"),
        ("รับฟั งปั ญหา", "รับฟังปัญหา"),
        ("หน้ าที่ของฝ่ ายค้าน", "หน้าที่ของฝ่ายค้าน"),
        ("ตัง้ แต่ต้น", "ตั้งแต่ต้น"),
        ("เก็ บขยะ", "เก็บขยะ"),
        ("เปิ ดเผยเงิ นตรา", "เปิดเผยเงินตรา"),
        ("เกี่ ยวกับเมื อง", "เกี่ยวกับเมือง"),
    ],
)
def test_gaps_inside_words_are_closed(text, closed):
    assert close_gaps(text) == closed


@pytest.mark.parametrize(
    "text",
    ["ที่ ดิน", "ได้ รับ", "ก็ ดี", "บ่ มี", "ปี งบประมาณ", "ใกล้ บ้าน", "แก้ ไข", "ไม่ ใช้", "แล้ว จึง", "ผู้ นำ", "และ งาน"],
)
def test_gaps_between_words_stay(text):
    assert close_gaps(text) == text


def test_gaps_behind_letters_with_a_tail_go_where_a_document_always_has_one():
    texts = ["การป้ องกัน", "ปี งบประมาณ", "ฝ่ ายช่าง เป็ นผู้ทำ"]
    assert parts_tails(texts)
    assert [close_gaps(text, behind_tails=True) for text in texts] == ["การป้องกัน", "ปีงบประมาณ", "ฝ่ายช่าง เป็นผู้ทำ"]
    assert not parts_tails([*texts, "ปีที่แล้ว"])
    assert not parts_tails(["ปี งบประมาณ", "ปี หน้า", "ปี นี้"])


@given(st.text(alphabet="กปบเไัิ็่้า ", max_size=30))
def test_no_letter_is_lost_and_nothing_is_left_to_close(text):
    closed = close_gaps(text)
    assert sorted(closed.replace(" ", "")) == sorted(text.replace(" ", ""))
    assert len(closed) <= len(text)


@given(st.text(alphabet="กปเั็่้า ", max_size=20))
def test_a_false_gap_is_one_that_is_closed(text):
    gaps = [at for at, letter in enumerate(text) if letter == " " and is_false_gap(text, at)]
    assert close_gaps(text).count(" ") <= text.count(" ") - len(gaps)
