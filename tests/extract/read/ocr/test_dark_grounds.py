"""Negatives: found before anything is measured, and told from paper on a dark bed."""

from __future__ import annotations

import numpy as np

from extract.read.ocr.dark_grounds import positive


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
