"""Numbers that were too wide for their cell are one number; amounts below one another stay apart."""

from __future__ import annotations

import pytest

from extract.model.document import Grid
from extract.read.layout.broken_numbers import goes_on
from extract.read.layout.page_blocks import page_blocks
from extract.read.layout.printed import Cluster, PrintedLine, Rule
from tests.extract.read.layout.builders import page_of, printed


def cell(*lines, width=45.0):
    """The text of the second cell of a ruled row, whose first cell has the text at the left border."""
    rows = [printed((20, "ข้อ"), (80, text), at=100 + 15 * n) for n, text in enumerate(lines)]
    across = [Rule(y, 15, 75 + width) for y in (80, 100 + 15 * len(lines))]
    upright = [Rule(x, 80, 100 + 15 * len(lines)) for x in (15, 75, 75 + width)]
    [grid] = page_blocks(page_of(rows, across, upright))
    assert isinstance(grid, Grid)
    return grid.cells[1].text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["1", ",200,000"], "1,200,000"),
        (["96,00", "0"], "96,000"),
        (["1,946,00", "0"], "1,946,000"),
        (["18", "0,000"], "180,000"),
        (["380", ",00", "0.0", "0"], "380,000.00"),
        (["๑", "๘,๐๐๐"], "18,000"),
        (["15,000.", "00"], "15,000.00"),
        (["1", ",200,000", "45,000"], "1,200,000\n45,000"),
        (["1-", "02"], "1-02"),
        (["ก2-", "๑๐"], "ก2-10"),
    ],
)
def test_a_number_broken_in_a_narrow_cell_is_one(lines, text):
    assert cell(*lines, width=max(38, 5 * max(map(len, lines)) + 12)) == text


@pytest.mark.parametrize(
    "lines",
    [["1", "8,000"], ["5,000", "8,000"], ["45,000", "0"], ["-", "8,000"], ["250,000", "6"]],
)
def test_numbers_with_room_on_one_line_stay_apart(lines):
    assert cell(*lines, width=90) == "\n".join(lines)


@pytest.mark.parametrize(
    ("above", "below", "is_one"),
    [
        ("35,", "000.00", True),
        ("1,946,00", "0", True),
        ("80,000", "5,000", False),
        ("12", "8,000", False),
        ("กอง", "0,000", False),
    ],
)
def test_a_number_goes_on_only_if_a_part_cannot_be_a_number(above, below, is_one):
    assert goes_on(above, below) is is_one


def line_of(*digits):
    """Digits in places of eight points, ten points high; the ink of 1 is four points wide."""
    clusters = []
    for at, digit in digits:
        inset = 2 if digit == "1" else 0.2
        clusters.append(Cluster(digit, at + inset, at + 8 - inset if digit not in ",." else at + 2, 90, 100))
    return PrintedLine(clusters, [], 6, 100)


def test_no_space_beside_the_narrow_ink_of_a_one():
    line = line_of((0, "1"), (8, "1"), (16, ","), (20, "1"), (28, "1"), (36, "0"))
    assert [segment.text for segment in line.segments()] == ["11,110"]
    assert [segment.text for segment in line_of((0, "1"), (14, "1"), (22, "2")).segments()] == ["1 12"]


def test_dashes_in_columns_are_no_letter_spaced_text():
    line = printed((80, "1.2"), (200, "-"), (250, "-"), (300, "-"), (350, "-"), (400, "-"), at=100)
    assert [segment.text for segment in line.segments()] == ["1.2", "-", "-", "-", "-", "-"]
