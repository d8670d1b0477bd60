"""Approximate matching of words: only a few errors are tolerated."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from extract.grammar.vocabulary import CHARACTERS_PER_EDIT, LONGEST_HEADING, Vocabulary, spaced, tones_optional
from normalize.text import comparable

FRUITS = Vocabulary(
    {comparable("มะม่วงน้ำดอกไม้"): "mango", comparable("ทุเรียน"): "durian", comparable("ทุเรียนหมอนทอง"): "golden"}
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("มะม่วงน้ำดอกไม้", "mango"),
        ("มะม่วง น้ำดอกไม้ :", "mango"),
        ("มะมวงน้ำดอกไม้", "mango"),
        ("มะมวงนำดอกไม้", "mango"),
        ("มะมวงนำดอกไม", None),
        ("ทุเรียน", "durian"),
        ("ทเรียน", "durian"),
        ("ทเรียม", None),
        ("", None),
        (" :", None),
        ("มังคุด", None),
    ],
)
def test_a_slip_or_two_does_not_hide_a_word(text, key):
    assert FRUITS.match(text) == key


@pytest.mark.parametrize("text", ["ชื่อ", "ชือ", "ชื้อ :"])
def test_a_short_heading_is_known_without_its_tone_marks(text):
    assert Vocabulary({comparable("ชื่อ"): "name", comparable("ที่ตั้ง"): "place"}).exact(text) == "name"


def test_two_words_that_differ_in_tones_alone_are_known_by_them_alone():
    words = Vocabulary({comparable("ไม้เท้า"): "cane", comparable("ไม่เท่า"): "unlike"})
    assert (words.exact("ไม้เท้า"), words.exact("ไมเทา")) == ("cane", None)


def test_exact_forgives_spaces_and_punctuation_only():
    assert FRUITS.exact(" ทุ เรียน: ") == "durian"
    assert FRUITS.exact("ทเรียน") is None


def test_begins_takes_the_longest_word_and_no_short_one():
    assert FRUITS.begins("ทุเรียนหมอนทองจากสวนริมธาร") == "golden"
    assert FRUITS.begins("ทุเรียนก้านยาว") is None
    assert FRUITS.begins("สวนทุเรียนหมอนทอง") is None
    tarts = Vocabulary({"strawberry": "fruit", "strawberrytart": "tart", "strawberrytea": "tea"})
    assert [tarts.begins(text) for text in ("strawberry tarts", "strawberry tower", "strawber")] == [
        "tart",
        "fruit",
        None,
    ]


def test_a_long_line_is_no_heading():
    words = Vocabulary({"ก" * LONGEST_HEADING: "longest", "ก" * (LONGEST_HEADING + 1): "too long"})
    assert words.match("ก" * LONGEST_HEADING) == "longest"
    assert words.match("ก" * (LONGEST_HEADING + 1)) is None


def test_spaced_finds_the_longest_word_with_spaces_inside():
    found = re.match(spaced(["ลำดับ", "ลำดับที่"]), "ลำ ดับ ที่ 3")
    assert found[0] == "ลำ ดับ ที่"


def test_tone_marks_may_be_lost():
    pattern = re.compile(tones_optional("ทั้งสิ้น"))
    assert pattern.fullmatch("ทั้งสิ้น") and pattern.fullmatch("ทังสิน")
    assert pattern.fullmatch("ทงสน") is None


def _nearest_of_all(words, text):
    allowed = len(text) // CHARACTERS_PER_EDIT
    near = [(Levenshtein.distance(text, word), at, word) for at, word in enumerate(words)]
    distance, _, word = min(near)
    return word if distance <= min(allowed, len(word) // CHARACTERS_PER_EDIT) else None


@given(st.lists(st.text("กขค", min_size=1, max_size=16), min_size=1, max_size=8, unique=True), st.data())
def test_words_are_found_by_a_part_that_no_edit_touched(words, data):
    start = data.draw(st.sampled_from(words))
    at = data.draw(st.integers(0, len(start)))
    text = start[:at] + data.draw(st.text("กขค", max_size=3)) + start[at + data.draw(st.integers(0, 3)) :]
    found = Vocabulary({word: word for word in words}).match(text)
    assert found == (_nearest_of_all(words, text) if text else None)


@given(st.lists(st.text("ab(", min_size=1, max_size=5), min_size=1, max_size=6), st.text("ab( :", max_size=8))
def test_spaced_matches_as_the_list_of_its_words_does(words, text):
    listed = "|".join(r"\s*".join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True))
    for end in ("", r"(?=\s|:|$)"):
        tree, plain = (re.finditer(f"(?:{source}){end}", text) for source in (spaced(words), listed))
        assert [match.span() for match in tree] == [match.span() for match in plain]
