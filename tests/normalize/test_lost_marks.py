"""Marks that text lost when it was copied. The sentences are made up."""

import pytest

from normalize.lexicon import load
from normalize.lost_marks import find_loss, mend
from tests.growth import grows_linearly

SOUND = """เทศบาลตำบลหนองทรายคำ อำเภอบางลำพังงาม
ได้จัดทำแผนป้องกันการทุจริต โดยฝ่ายบริหารกำหนดเป้าหมายสำคัญ จำนวน 4 ด้าน
สำนักปลัดดำเนินการตามลำดับ ประจำปี เพื่อให้นำไปใช้ทำงานได้
"""
LOST = SOUND.replace("ำ", "า").replace("ป้", "ปู").replace("ฝ่", "ฝุ").replace("เป้า", "เปูา")


def test_a_text_that_lost_all_marks_gets_back_those_that_are_certain():
    loss = find_loss([LOST])
    assert loss is not None
    assert loss.general
    mended = mend(LOST, loss)
    assert mended.words > 12
    for word in (
        "เทศบาลตำบล",
        "อำเภอ",
        "จัดทำ",
        "ป้องกัน",
        "ฝ่าย",
        "กำหนด",
        "เป้าหมาย",
        "สำคัญ",
        "จำนวน",
        "ลำดับ",
        "ประจำปี",
        "ทำงาน",
    ):
        assert word in mended.text
    assert "นำไป" in mended.text


def test_a_word_that_is_one_in_both_forms_stays_and_is_counted():
    loss = find_loss([LOST])
    mended = mend("ชาวบ้าน ทา นา", loss)
    assert (mended.text, mended.words) == ("ชาวบ้าน ทา นา", 0)
    assert mended.doubtful == 4


def test_where_only_some_words_lost_a_mark_only_they_are_put_right():
    text = SOUND + "ที่ทำการเทศบาลตาบล ชาวบ้านทา จานวนา"
    loss = find_loss([text])
    assert loss is not None
    assert not loss.general
    assert mend(text, loss).text == SOUND + "ที่ทำการเทศบาลตำบล ชาวบ้านทา จานวนา"


@pytest.mark.parametrize("text", [SOUND, "", "บ้านตาบลาย", "ปูอัดและปูนา", "ตาบอด กาแฟ จานวางลา", "abc"])
def test_sound_text_shows_no_loss_or_stays(text):
    loss = find_loss([text])
    assert loss is None or mend(text, loss).text == text


def test_a_mark_that_no_syllable_has_is_turned_back():
    assert mend("ปูาไม้ ฟูาใส", find_loss(["ปูาไม้"])).text == "ป้าไม้ ฟ้าใส"


def test_the_words_that_show_a_loss_are_none_without_their_marks():
    from normalize.lost_marks import _shown
    from normalize.thai_words import dictionary

    assert not set(_shown()) & dictionary()
    data = load("lost_marks.toml")
    assert all("ำ" in word for word in data["sara_am"])


@pytest.mark.parametrize("unit", ["ตาบล", "ปูา", "า", "ตาบลก ", LOST])
def test_a_large_text_stays_linear(unit):
    def work(size):
        text = "ตาบลตาบลตาบล " + (unit * (size // len(unit) + 1))[:size]
        mend(text, find_loss([text]))

    assert grows_linearly(work, 20_000, at_least=0.01)
