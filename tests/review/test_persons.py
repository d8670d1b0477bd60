"""Names of persons, which a redacted review does not show."""

from __future__ import annotations

import pytest

from phaen.review.persons import BLOCK, names_person, redacted
from phaen.review.redact import without_persons


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("(นางสาวแก้วใจ ใสสว่าง)", ["แก้วใจ", "ใสสว่าง"]),
        ("ผู้รับผิดชอบ นายกมล ดีเสมอ นักวิชาการ", ["กมล", "ดีเสมอ"]),
        ("จ.ส.อ. มานะ รักเรียน", ["มานะ", "รักเรียน"]),
        ("ดร.สมหญิง ใจงาม", ["สมหญิง", "ใจงาม"]),
        ("ลงชื่อ\n(มานี มีตา)\nปลัดเทศบาล", ["มานี", "มีตา"]),
        ("นายแพทย์มั่นคง แข็งแรง", ["มั่นคง", "แข็งแรง"]),
        ("Mr. John Smith", ["John", "Smith"]),
        ("ห้องสมุดของนางสาวแก้วใจ ใสสว่าง", ["แก้วใจ", "ใสสว่าง"]),
    ],
)
def test_names_are_blackened(text: str, names: list[str]) -> None:
    assert names_person(text)
    assert not [name for name in names if name in redacted(text)]
    assert redacted(text).count(BLOCK) == sum(map(len, names))


@pytest.mark.parametrize(
    "text",
    [
        "นายกเทศมนตรีตำบล",
        "นายก อบต.",
        "นายช่างโยธา",
        "ทนายความ",
        "สนาม พ.ต. 5",
        "โครงการ (อบรม พนักงาน)",
        "นายอำเภอเมือง",
        "10,000",
    ],
)
def test_offices_and_other_words_are_not(text: str) -> None:
    assert redacted(text) == text


def test_all_texts_of_data_are_redacted_and_the_rest_is_the_same() -> None:
    data = {"นาย": ["นายดี มาก", 1, None, True, {"b": ("น.ส.สวย มาก",)}]}
    assert without_persons(data) == {"นาย": ["นาย██ ███", 1, None, True, {"b": ["น.ส.███ ███"]}]}
