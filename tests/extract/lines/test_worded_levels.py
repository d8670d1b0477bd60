"""Numbers in words: of levels, and of what counts the projects."""

from __future__ import annotations

from extract.lines.worded_levels import with_numbers
from tests.extract.builders import document


def texts(*lines):
    return [line.text for line in with_numbers(document("\n".join(lines))).blocks()]


def test_what_counts_projects_in_words_is_a_number():
    names = ["โครงการคลองใส", "กิจกรรมล้างตลาด", "มาตรการล็อกตู้เงิน"]
    lines = [f"งานที่{word} : {name}" for word, name in zip(["หนึ่ง", "สอง", "สาม"], names, strict=True)]
    assert texts(*lines) == [f"งานที่{at} : {name}" for at, name in enumerate(names, 1)]


def test_items_in_words_stay_as_they_are():
    lines = ["ครั้งที่หนึ่ง ประชุมครู", "ครั้งที่สอง ประชุมผู้ปกครอง", "ครั้งที่สาม สรุปผล", "งานที่สอง : โครงการคลองใส"]
    assert texts(*lines) == lines
