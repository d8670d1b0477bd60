"""Marks on a line of their own go back to their letter, with the rest of the line."""

import pytest

from extract.model.document import Line
from extract.read.reader_interface import ReadableSource
from extract.read.text.text_reader import read_text


def lines(text):
    document = read_text(ReadableSource("a.txt", text.encode()))
    return [(block.place.line, block.text) for block in document.blocks() if isinstance(block, Line)]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ทำทุกขัน\n       ้ ตอนของงาน", "ทำทุกขั้นตอนของงาน"),
        ("แจกส่ อ\n      ื ทุกบ้าน", "แจกสื่อทุกบ้าน"),
        ("แผ่นดินนี\n         ้\nของเรา", "แผ่นดินนี้"),
    ],
)
def test_a_mark_and_the_rest_of_its_line_go_back(text, whole):
    assert lines(f"{text}\nจบ")[0] == (1, whole)


def test_lines_below_keep_their_numbers():
    assert lines("ทำทุกขัน\n       ้ ตอน\nต่อไป")[-1] == (3, "ต่อไป")


@pytest.mark.parametrize("text", ["้ก่อน", "สั้น\n          ้ ไกลเกินไป", "ก\n\n ้ ข"])
def test_marks_without_a_letter_above_them_stay(text):
    assert len(lines(text)) == sum(bool(line.strip()) for line in text.split("\n"))
