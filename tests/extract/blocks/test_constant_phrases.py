"""What parallel paragraphs have in common."""

from extract.blocks.constant_phrases import constant_phrases

TEXTS = [
    "(1) จะจัดงานวันคนตรง เพื่อให้ชมคนดี ใช้เงิน 5,000 บาท มอบให้สำนักปลัดเป็นผู้ดูแล",
    "(2) จะจัดงานตลาดใส เพื่อให้บอกราคา ใช้เงิน 800 บาท มอบให้กองคลังเป็นผู้ดูแล",
    "(3) จะจัดงานป้ายโต เพื่อเตือนคนผ่าน ใช้เงิน 70,000 บาท มอบให้กองช่างเป็นผู้ดูแล",
    "(4) จะจัดงานบ้านสวน เพื่อให้ปลูกผัก ใช้เงิน 900 บาท มอบให้กองศึกษาเป็นผู้ดูแล",
]


def phrases(texts):
    return [
        [text[each.start : each.end] for each in found]
        for text, found in zip(texts, constant_phrases(texts), strict=True)
    ]


def test_the_phrases_of_all_texts_are_found_in_their_order_without_the_numbers():
    assert phrases(TEXTS) == [["จะจัดงาน", "เพื่อ", "ใช้เงิน", "มอบให้", "เป็นผู้ดูแล"]] * 4


def test_no_letter_is_torn_from_its_vowels_and_marks():
    texts = ["เป้าหมายได้แก่เด็ก", "เป้าหมายได้แก่คนชรา", "เป้าหมายได้แก่เพื่อนบ้าน"]
    assert phrases(texts) == [["เป้าหมายได้แก่"]] * 3


def test_texts_with_nothing_in_common_have_no_phrase():
    assert phrases(["น้ำท่วมถนนทุกปี", "สะพานเก่ามาก", "ชาวบ้านขอไฟส่องทาง"]) == [[], [], []]
