"""Amounts broken in mid-number, and amounts that stand above one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.broken_amounts import unbroken


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("105,556,92\n5", "105,556,925"),
        ("๑๐๐,๐\n๐๐", "๑๐๐,๐๐๐"),
        ("50,00\n0 บาท", "50,000 บาท"),
        ("142,988,\n899", "142,988,899"),
        ("142,988\n,899", "142,988,899"),
        ("1,0\n00,000", "1,000,000"),
        ("5\n0,000", "50,000"),
        ("1,25\n0,000.50", "1,250,000.50"),
        ("1\ufffd5,556,92\n5", "1\ufffd5,556,925"),
        ("งบ 20,0\n00\n30,000", "งบ 20,000\n30,000"),
        ("20,0\n00\n30,0\n00", "20,000\n30,000"),
    ],
)
def test_a_broken_amount_is_one(text, joined):
    assert unbroken(text) == joined


@pytest.mark.parametrize(
    "text",
    [
        "20,000\n30,000",
        "1\n50,000",
        "142,988\n899",
        "-\n20,000",
        "20,000\n-",
        "20,0\n0",
        "2566\n20,000",
        "",
        "\n",
        "กศ.\n5",
    ],
)
def test_other_lines_stay(text):
    assert unbroken(text) == text


@given(st.integers(1_000, 10**12), st.integers(1, 2))
def test_an_amount_is_whole_wherever_its_last_group_is_broken(number, digits):
    text = f"{number:,}"
    assert unbroken(f"{text[:-digits]}\n{text[-digits:]}") == text


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=5))
def test_whole_amounts_above_one_another_stay_apart(numbers):
    text = "\n".join(f"{number:,}" for number in numbers)
    assert unbroken(text) == text
