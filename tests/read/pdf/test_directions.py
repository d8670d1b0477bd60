"""Directions of writing, and rows whose first letter alone stands behind a gap."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from extract.read.pdf.chars import Char
from extract.read.pdf.marks import Base
from extract.read.pdf.spaces import spaces
from extract.read.pdf.text_objects import ASKEW, direction


@pytest.mark.parametrize(
    ("degrees", "rotation", "turn"),
    [
        (0, 0, 0),
        (90, 0, 1),
        (270, 0, 3),
        (0, 1, 1),
        (3, 0, 0),
        (357, 0, 0),
        (30, 0, ASKEW),
        (45, 2, ASKEW),
        (325, 0, ASKEW),
    ],
)
def test_a_watermark_at_an_odd_angle_is_in_no_direction(degrees, rotation, turn):
    assert direction(math.radians(degrees), rotation) == turn


def test_a_letter_alone_behind_a_gap_has_no_space_beside_it():
    char = Char("ก", 10, 20, 10, 10, 15, 20, 1, 1, spaced=True)
    assert spaces([], [Base(char, "ก")], 10.0, Counter()) == []
