"""The glyph network: its windows, and that it classifies each glyph independently."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.read.ocr.digit_reader import CLASSES, weights
from extract.read.ocr.glyph_pictures import FEATURES
from extract.read.ocr.network import AT_ONCE, FIRST, SECOND, SIDE, Shape, patches, probabilities


def test_the_layers_fit_on_one_another():
    layers = weights()
    inside = SECOND.side(FIRST.side(SIDE)) ** 2 * layers["c1"].shape[1] + FEATURES - SIDE * SIDE
    assert layers["w0"].shape[0] == inside
    assert layers["w1"].shape[1] == len(CLASSES)


@given(st.integers(1, 5), st.integers(1, 3), st.integers(5, 12), st.integers(1, 3))
def test_patches_are_what_windows_see(size, step, side, channels):
    pictures = np.random.default_rng(0).random((2, side, side, channels))
    found = patches(pictures, Shape(size, step))
    count = Shape(size, step).side(side)
    assert found.shape == (2, count, count, size * size * channels)
    y = x = (count - 1) * step
    assert (found[1, -1, -1] == pictures[1, y : y + size, x : x + size].ravel()).all()


def test_a_glyph_is_judged_by_itself():
    described = np.random.default_rng(1).random((AT_ONCE + 3, FEATURES)).astype(np.float32)
    together = probabilities(weights(), described)
    assert together.shape == (AT_ONCE + 3, len(CLASSES))
    assert np.allclose(together.sum(axis=1), 1, atol=1e-5)
    assert together[-1] == pytest.approx(probabilities(weights(), described[-1:])[0], abs=1e-5)


def test_no_glyph_has_no_probability():
    assert probabilities(weights(), np.zeros((0, FEATURES), np.float32)).shape == (0, len(CLASSES))
