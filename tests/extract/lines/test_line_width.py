"""Texts broken at a fixed width: full lines go on, and other texts stay as they are."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.lines.line_width import line_width
from extract.lines.wraps import unwrapped
from extract.model.document import Line, Place
from normalize.text import comparable
from normalize.thai_words import words_of

WORDS = tuple(words_of(["เทศบาลจัดประชุมชาวบ้านทุกหมู่บ้านเพื่อชี้แจงโครงการพัฒนาถนนและแหล่งน้ำพร้อมรับฟังความคิดเห็นก่อนจัดทำแผนประจำปี"]))


def paragraph(seed: int, words: int) -> str:
    return "".join(WORDS[(seed * 7 + at * (seed % 5 + 1)) % len(WORDS)] for at in range(words))


PARAGRAPHS = [paragraph(seed, 20 + seed * 9 % 40) for seed in range(30)]


def broken(text: str, width: int, measure=len) -> list[str]:
    """The lines of a text of words, as a program breaks it that puts as many words into a line as fit."""
    lines = [""]
    for word in words_of([text]):
        if lines[-1] and measure(lines[-1] + word) > width:
            lines.append("")
        lines[-1] += word
    return lines


def lines(*texts: str) -> list[Line]:
    return [Line(text, text, Place(1, n), gap=False) for n, text in enumerate(texts, 1)]


@pytest.mark.parametrize("width", [45, 60, 72, 100])
@pytest.mark.parametrize("measure", [len, lambda text: len(comparable(text)) - sum(mark in "ัิีึืุู่้๊๋์็ํ" for mark in text)])
def test_the_paragraphs_of_a_broken_text_are_found_again(width, measure):
    typed = [line for text in PARAGRAPHS for line in broken(text, width, measure)]
    found = line_width(lines(*typed))
    assert found is not None
    assert found.width <= width
    joined = [line.text for line in unwrapped(lines(*typed))]
    assert all(any(text in line for line in joined) for text in PARAGRAPHS)
    assert len(joined) >= 2 / 3 * len(PARAGRAPHS)  # a last line may be full by chance


def test_lines_of_a_text_that_was_not_broken_stay_as_they_are():
    assert line_width(lines(*PARAGRAPHS)) is None
    assert [line.text for line in unwrapped(lines(*PARAGRAPHS))] == PARAGRAPHS


def test_a_heading_below_long_paragraphs_is_no_rest_of_them():
    texts = [line for text in PARAGRAPHS for line in (text[:60], "วัตถุประสงค์")]
    assert line_width(lines(*texts)) is None


def test_a_line_in_which_the_next_word_had_room_was_ended_by_its_author():
    typed = [line for text in PARAGRAPHS for line in broken(text, 60)]
    found = line_width(lines(*typed))
    assert found is not None
    assert not found.is_full("เทศบาลจัดประชุม", "ชาวบ้าน")
    assert found.is_full("ก" * 58, "ชาวบ้าน")
    assert not found.is_full("ก" * 80, "ชาวบ้าน")


def test_items_and_blank_lines_end_a_paragraph():
    typed = [line for text in PARAGRAPHS for line in broken(text, 60)]
    items = [*lines(*typed), *lines("ก" * 60, "1) ข้อแรก")]
    assert [line.text for line in unwrapped(items)][-2:] == ["ก" * 60, "1) ข้อแรก"]


@given(st.lists(st.sampled_from([*WORDS, "2,500 บาท", "1) ข้อ", "", " ", textwrap.shorten("ก" * 50, 60)]), max_size=40))
def test_no_letter_is_lost(texts):
    made = lines(*texts)
    assert comparable("".join(line.text for line in unwrapped(made))) == comparable("".join(texts))
