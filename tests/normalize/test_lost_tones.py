"""Marks that OCR loses are put back where only one word is meant."""

import pytest

from normalize.lost_tones import with_tones


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("กิจกรรมดูแลพืนทีสาธารณะ", "กิจกรรมดูแลพื้นที่สาธารณะ"),
        ("โครงการลดขันตอน", "โครงการลดขั้นตอน"),
        ("ค่าน้ามันเชื้อเพลิง", "ค่าน้ำมันเชื้อเพลิง"),
        ("หน่วยบริการเคลือนทีพบประชาชน", "หน่วยบริการเคลื่อนที่พบประชาชน"),
        ("รับเรืองร้องเรียน", "รับเรื่องร้องเรียน"),
        ("ให้ความร้ณที่ทำการ", "ให้ความรู้ณที่ทำการ"),
        ("งานควบคุมภำยใน", "งานควบคุมภายใน"),
        ("อบรมให้ความร้เรื่องสิทธิ", "อบรมให้ความรู้เรื่องสิทธิ"),
        ("1. ความซือสัตย์ 2. เพือชุมชน", "1. ความซื่อสัตย์ 2. เพื่อชุมชน"),
    ],
)
def test_words_without_their_tones_get_them_back(read: str, printed: str) -> None:
    assert with_tones(read) == printed


@pytest.mark.parametrize("text", ["การจัดการที่ดินทำกิน", "น้าสาวเรืองรอง", "บ้านโคกหินแร่ทองคำ", "สีและกลิ่น", "เงินทีละน้อย"])
def test_words_with_another_meaning_are_kept(text: str) -> None:
    assert with_tones(text) == text


@pytest.mark.parametrize("text", ["เป็นลำดับต้นๆ", "ใช้ดินอย่างน้อยสามส่วน", "นำไปปรับใช้"])
def test_other_marks_are_not_lost_where_all_letters_are_in_words(text: str) -> None:
    assert with_tones(text) == text


def test_letters_that_are_no_word_with_any_mark_are_kept() -> None:
    assert with_tones("โครงการบึกซิงหนองพ้อ") == "โครงการบึกซิงหนองพ้อ"
