"""Streaks from a scanner's glass and specks of dust."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.read.ocr.dirt import without_streaks
from extract.read.ocr.ink import Ink, find_ink, without_specks
from tests.extract.read.ocr.fakes import paper, table, write

LETTER = 20.0
SIZE = (600, 800)


def noisy(page):
    noise = np.random.default_rng(0).normal(0, 6, page.shape)
    return np.clip(page * 0.9 + 15 + noise, 0, 255).astype(np.uint8)


def page():
    made = paper()
    for y in range(100, 700, 60):
        write(made, 60, y, 26)
    return made


def streaked(made, at, darkness):
    dark = made.astype(np.float32)
    dark[:, at : at + 2] *= 1 - darkness
    return dark.astype(np.uint8)


@pytest.mark.parametrize("darkness", [0.1, 0.3, 0.7])
def test_a_streak_from_edge_to_edge_is_taken_away_and_the_letters_under_it_stay(darkness):
    clean = noisy(page())
    found = without_streaks(streaked(clean, 250, darkness))
    assert abs(found[:, 250:252].astype(int) - clean[:, 250:252]).mean() < 12
    assert (found[:, :240] == clean[:, :240]).all()


def test_a_streak_across_is_taken_away_too():
    clean = noisy(page())
    found = without_streaks(streaked(clean.T, 90, 0.3).T)
    assert abs(found[90:92].astype(int) - clean[90:92]).mean() < 12


def test_rules_and_letters_are_no_streaks():
    made = page()
    table(made, [60, 300, 540], [60, 400, 740])
    made = noisy(made)
    assert (without_streaks(made) == made).all()


@pytest.mark.parametrize("shape", [(1, 1), (10, 400), (400, 10), (400, 300)])
def test_pictures_of_any_size_are_taken(shape):
    made = np.full(shape, 255, np.uint8)
    assert (without_streaks(made) == made).all()


def letters(y, count=5):
    return [Ink(100 + x * 24, y, 120 + x * 24, y + 20) for x in range(count)]


def test_a_speck_far_from_letters_goes_and_one_near_them_stays():
    far, stop = Ink(500, 300, 503, 303), Ink(222, 117, 225, 120)
    assert without_specks([*letters(100), far, stop], LETTER, SIZE) == [*letters(100), stop]


def test_the_dots_that_lead_to_a_page_number_stay():
    dots = [Ink(x, 117, x + 3, 120) for x in range(230, 500, 8)]
    assert without_specks([*letters(100), *dots], LETTER, SIZE) == [*letters(100), *dots]


def test_a_lone_dash_stays():
    dash = Ink(400, 109, 408, 112)
    assert without_specks([*letters(100), dash], LETTER, SIZE) == [*letters(100), dash]


@given(st.lists(st.tuples(st.integers(0, 590), st.integers(0, 790), st.integers(1, 9), st.integers(1, 9)), max_size=40))
def test_only_specks_are_taken_away(boxes):
    pieces = [Ink(x, y, x + w, y + h, label) for label, (x, y, w, h) in enumerate(boxes)]
    kept = without_specks(pieces, LETTER, SIZE)
    assert [piece for piece in pieces if piece in kept] == kept
    assert all(max(p.x1 - p.x0, p.bottom - p.top) < LETTER for p in pieces if p not in kept)


def test_dust_on_a_page_is_no_ink():
    made = page()
    mask = (made < 128).astype(np.uint8)
    count = len(find_ink(mask)[1])
    mask[10:12, 500:502] = 1
    mask[780:782, 30:32] = 1
    assert len(find_ink(mask)[1]) == count


def speckled(made, count=400):
    rng = np.random.default_rng(2)
    height, width = made.shape
    for x, y in zip(
        rng.integers(0, width - 3, count).tolist(), rng.integers(0, height - 3, count).tolist(), strict=True
    ):
        made[y : y + 3, x : x + 3] = 30
    return made


def test_on_a_speckled_page_marks_full_stops_and_dashes_stay_and_specks_go():
    made = page()
    for y in range(100, 700, 60):
        made[y - 8 : y - 3, 78:83] = 0  # a mark above the second letter
        made[y + 11 : y + 14, 530:533] = 0  # a full stop behind the last one
    made[50:53, 300:308] = 0  # a dash
    clean = {piece[:4] for piece in find_ink((made < 128).astype(np.uint8), 14)[1]}
    found = {piece[:4] for piece in find_ink((speckled(made) < 128).astype(np.uint8), 14)[1]}
    assert len(clean & found) > 0.85 * len(clean)  # specks that touch letters are one with them
    assert len(found - clean) < 0.15 * len(clean)
    assert sum((530, y + 11, 533, y + 14) in found for y in range(100, 700, 60)) >= 8
    assert sum((78, y - 8, 83, y - 3) in found for y in range(100, 700, 60)) >= 8
