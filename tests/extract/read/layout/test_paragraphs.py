"""Where paragraphs begin: indents, hanging numbers, space for a word, leaders, centred titles."""

from __future__ import annotations

from extract.read.layout.paragraphs import margins, paragraph_starts
from tests.extract.read.layout.builders import STEP, paragraph, printed

FULL = "ก" * 78
"""A line from 60 to 450, the right margin."""


def starts(*lines):
    made = paragraph(*lines)
    return paragraph_starts(made, margins(made))


def test_a_full_line_goes_on_and_one_that_left_room_does_not():
    assert starts((60, FULL), (60, "กกก กก"), (60, FULL)) == [True, False, True]


def test_a_line_goes_on_where_its_first_word_had_no_room_above():
    nearly = "ก" * 70
    assert starts((60, FULL), (60, FULL), (60, nearly), (60, "ก" * 12 + " กก")) == [True, False, False, False]
    assert starts((60, FULL), (60, FULL), (60, nearly), (60, "กก กก")) == [True, False, False, True]


def test_a_number_stays_with_its_unit_when_the_room_is_judged():
    nearly = "ก" * 73
    assert starts((60, FULL), (60, nearly), (60, "1 ฉบับครบ")) == [True, False, False]


def test_an_indent_begins_a_paragraph_and_the_lines_at_the_margin_belong_to_it():
    lines = ((90, "ก" * 72), (60, "ก" * 20), (60, "ก" * 30), (90, "ก" * 72))
    assert starts(*lines) == [True, False, False, True]


def test_a_kind_word_at_the_margin_is_no_rest_of_the_paragraph_above():
    lines = ((90, "ก" * 72), (60, "ก" * 20), (60, "โครงการ" + "ก" * 20))
    assert starts(*lines) == [True, False, True]


def test_a_numbered_name_below_a_full_line_begins_a_paragraph_a_count_does_not():
    assert starts((60, FULL), (60, "กรณีที่ 8 โครงการ" + "ก" * 20)) == [True, True]
    assert starts((60, FULL), (60, "8. โครงการ" + "ก" * 20)) == [True, True]
    assert starts((60, FULL), (60, "ก" * 8 + " 8 โครงการ " + "ก" * 20)) == [True, False]


def test_lines_below_the_text_of_a_number_hang():
    lines = ((60, "1) " + "ก" * 75), (75, "ก" * 75), (75, "กก"), (60, "2) " + "ก" * 40))
    assert starts(*lines) == [True, False, False, True]


def test_entries_with_leaders_stand_alone():
    made = [
        printed((60, "บทนำ"), (440, "12"), at=100),
        printed((60, "เป้าหมาย ......................................................13"), at=115),
        printed((60, FULL), at=130),
    ]
    assert paragraph_starts(made, margins(made)) == [True, True, True]


def test_a_wide_distance_begins_a_paragraph():
    made = [
        printed((60, FULL), at=100),
        printed((60, FULL), at=100 + STEP),
        printed((60, FULL), at=100 + 2 * STEP),
        printed((60, FULL), at=100 + 4 * STEP),
    ]
    assert paragraph_starts(made, margins(made)) == [True, False, False, True]


def test_lines_below_full_ones_show_how_far_the_lines_of_a_paragraph_are_apart():
    """Most lines of the page are paragraphs of their own: the usual distance is that between paragraphs."""
    texts = [FULL, FULL, FULL, FULL, "กก กก", FULL, FULL, "ก" * 70, "ก" * 70]
    begins = [True, False, False, False, False, True, False, True, True]
    steps = [1.4 * STEP if begin else STEP for begin in begins]
    made = [printed((60, text), at=100 + sum(steps[: at + 1])) for at, text in enumerate(texts)]
    assert paragraph_starts(made, margins(made)) == begins


def test_words_joined_by_slashes_are_not_broken():
    joined = "/".join(["ก" * 9] * 3)
    assert starts((60, FULL), (60, FULL), (60, "ก" * 54), (60, joined + " กกก")) == [True, False, False, False]
    assert starts((60, FULL), (60, FULL), (60, "ก" * 54), (60, "ก" * 29 + " กกก")) == [True, False, False, True]


def test_centred_titles_are_told_apart():
    lines = ((60, FULL), (60, FULL), (180, "ก" * 30), (210, "ก" * 18))
    assert starts(*lines) == [True, False, True, True]


def test_lines_centred_on_a_page_without_other_text_are_told_apart():
    made = [printed((200, "ก" * 40), at=100), printed((225, "ก" * 30), at=115), printed((240, "ก" * 24), at=130)]
    assert paragraph_starts(made, margins(made, page=600)) == [True, True, True]


def test_text_below_a_centred_title_of_two_lines_begins_a_paragraph():
    made = paragraph((120, "ก" * 72), (90, "ก" * 84), (60, "ก" * 40), (60, "ก" * 40))
    made[0], made[1] = printed((150, "ก" * 60), at=100), printed((90, "ก" * 84), at=115)
    assert paragraph_starts(made, margins(made, page=600)) == [True, False, True, True]


def test_a_line_farther_from_a_paragraph_than_its_lines_are_apart_or_in_another_size_begins_one():
    made = [printed((60, FULL), at=at) for at in (100, 115, 135, 160, 185, 210)]
    assert paragraph_starts(made, margins(made))[:3] == [True, False, True]
    other = [printed((60, FULL), at=100 + 15 * n) for n in range(4)]
    other[2].height = 13.0
    assert paragraph_starts(other, margins(other)) == [True, False, True, True]
