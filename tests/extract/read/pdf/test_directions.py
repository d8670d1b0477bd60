"""Directions of writing."""

from __future__ import annotations

import math

import numpy as np
import pytest

from extract.read.pdf.text_objects import ASKEW, directions


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
    assert directions(np.array([math.radians(degrees)]), rotation).tolist() == [turn]
