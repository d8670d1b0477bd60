"""Functions that remember: the same results, and no long texts kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from normalize.remember import LONGEST, forget, remembered
from normalize.text import comparable, normalize_line


@given(st.text(max_size=40))
def test_what_is_remembered_is_what_is_computed(text):
    for function in (comparable, normalize_line):
        assert function(text) == function(text) == function.__wrapped__(text)


def test_short_texts_are_computed_once_and_long_ones_each_time():
    asked = []

    @remembered
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    short, long = "ก" * LONGEST, "ก" * (LONGEST + 1)
    assert [length(text) for text in (short, short, long, long)] == [LONGEST, LONGEST, LONGEST + 1, LONGEST + 1]
    assert asked == [short, long, long]
    forget()
    assert length(short) == LONGEST
    assert asked == [short, long, long, short]
