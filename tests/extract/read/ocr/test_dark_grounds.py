"""Negatives: found before anything is measured, and told from paper on a dark bed."""

from __future__ import annotations

import numpy as np

from extract.read.ocr.dark_grounds import positive, without_dark_grounds


def page(paper: int, ink: int) -> np.ndarray:
    """A page with thirty lines of print, each of forty strokes."""
    made = np.full((800, 600), paper, np.uint8)
    for top in range(60, 660, 20):
        for left in range(60, 540, 12):
            made[top : top + 10, left : left + 3] = ink
    return made


def test_a_negative_becomes_dark_print_on_white():
    turned = positive(page(paper=20, ink=230))
    assert turned[0, 0] == 255
    assert turned[62, 61] == 0


def test_dark_print_on_paper_stays():
    made = page(paper=235, ink=30)
    assert positive(made) is made


def test_a_small_sheet_on_a_dark_bed_stays():
    made = np.full((1400, 1000), 15, np.uint8)
    made[300:1100, 200:800] = page(paper=235, ink=30)
    assert positive(made) is made


def test_a_black_page_without_print_stays():
    made = np.full((800, 600), 10, np.uint8)
    assert positive(made) is made


def test_large_letters_near_the_edge_of_a_header_become_dark_with_it():
    """Wide numbers leave no ground that is as high as a line between them and the edge."""
    made = np.full((600, 1200), 250, np.uint8)
    made[100:190, 60:1140] = 64
    starts = range(300, 900, 150)
    for start in starts:
        for digit in range(8):
            made[145:178, start + 12 * digit : start + 12 * digit + 7] = 235
    found = without_dark_grounds(made)
    assert min(found[150:170, start + 8 : start + 10].min() for start in starts) > 180


def test_a_dark_angle_is_not_filled():
    made = np.full((600, 900), 250, np.uint8)
    made[100:160, 60:840] = 64  # a header, and a column of names at its left
    made[160:560, 60:200] = 64
    made[110:150:12, 80:800] = made[170:550:30, 80:180] = 235
    assert (without_dark_grounds(made)[200:560, 300:840] == 250).all()


def test_the_lid_beside_a_sheet_that_lies_askew_is_no_ground_with_letters():
    """The paper on both sides of it is as light as letters would be."""
    made = np.full((2600, 800), 245, np.uint8)
    for y in range(2600):
        made[y, max(0, 12 - y // 60) : 112 - y // 60] = 24
    assert without_dark_grounds(made) is made
