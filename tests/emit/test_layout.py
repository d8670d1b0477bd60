"""Heights of rows, counted a column at a time."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from phaen.emit.excel_layout import MOST_LINES, line_counts


def lines(text, width):
    """The same, a text at a time."""
    return min(sum(1 + int(len(part) * 0.8) // width for part in (text or "").split("\n")), MOST_LINES)


@given(st.lists(st.none() | st.text("กา\nx", max_size=90), max_size=9), st.integers(9, 60))
def test_lines_are_counted_text_by_text(texts, width):
    assert line_counts(pa.array(texts, pa.string()), width).tolist() == [lines(text, width) for text in texts]
