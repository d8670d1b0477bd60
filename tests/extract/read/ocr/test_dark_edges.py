import cv2
import numpy as np
import pytest

from extract.read.layout.lattice import ruled_tables
from extract.read.layout.printed import Rule
from extract.read.ocr.dark_edges import is_sliver, without_dark_edges, without_edges
from extract.read.ocr.ink import Ink
from extract.read.ocr.preparation import rotate
from extract.read.ocr.sheet import prepare
from tests.extract.read.ocr.fakes import paper, table, write

DPI = 150


def page():
    """A table at the left margin, and lines below it."""
    made = paper(1500, 1100)
    table(made, [110, 200, 500, 1000], [100, 200, 300, 400])
    for y in range(500, 1400, 60):
        write(made, 120, y, 40)
    for y in (140, 240, 340):
        for x in (130, 230, 530):
            write(made, x, y, 3)
    return made


def cells(grey):
    lattice = prepare(grey, DPI).lattice
    return [len(found.cells) for found in ruled_tables(lattice.horizontal, lattice.vertical)]


@pytest.mark.parametrize("angle", [0.0, 0.7])
def test_a_table_beside_a_dark_edge_keeps_its_first_column(angle):
    made = rotate(page(), angle)
    made[:, :88] = np.random.default_rng(0).normal(30, 5, (1500, 88)).clip(0, 255).astype(np.uint8)
    made[:60, :] = 25
    assert cells(made) == cells(page()) == [9]


def test_letters_and_rules_at_an_edge_stay():
    made = paper(1500, 1100)
    table(made, [0, 500, 1099], [0, 700, 1499])
    write(made, 0, 300, 40)
    assert (without_dark_edges(made, DPI) == made).all()


def test_punch_holes_go_and_large_letters_stay():
    made = page()
    cv2.circle(made, (60, 500), 18, 40, -1)
    cv2.circle(made, (60, 1000), 18, 40, -1)
    cv2.circle(made, (600, 60), 30, 0, 8)  # the letter of a title
    found = without_dark_edges(made, DPI)
    assert (found[460:540, 20:100] < 150).sum() < 10
    assert (found[960:1040, 20:100] < 150).sum() < 10
    assert (found[20:100, 560:640] == made[20:100, 560:640]).all()


def test_a_dark_page_stays():
    made = 255 - page()
    assert (without_dark_edges(made, DPI) == made).all()


def test_the_thin_end_of_a_slanting_edge_goes_too():
    made = page()
    cv2.fillPoly(made, [np.array([(0, 0), (60, 0), (0, 1400)])], 30)
    assert (without_dark_edges(made, DPI)[:, :100] < 150).mean() < 0.001


def test_a_torn_dark_edge_leaves_no_crumbs():
    made, rng = page(), np.random.default_rng(3)
    for y in range(1500):
        made[y, : 50 + int(rng.integers(0, 20)) + (y // 40 % 3) * 8] = 20
    for y, x in zip(rng.integers(10, 1490, 60), rng.integers(60, 78, 60), strict=True):
        made[y : y + 12, x : x + 9] = 20
    assert (without_dark_edges(made, DPI)[:, :105] < 120).sum() < 1000  # of 60 crumbs of 108 pixels


def test_a_line_along_the_side_of_the_image_is_no_rule_unless_others_meet_it():
    outer, inner = Rule(20, 100, 900), Rule(60, 100, 900)
    assert without_edges([outer, inner], [], 1000, 150) == [inner]
    assert without_edges([outer, inner], [Rule(300, 18, 700)], 1000, 150) == [outer, inner]
    assert without_edges([Rule(985, 0, 400)], [Rule(300, 18, 700)], 1000, 150) == []


def test_narrow_high_ink_at_the_side_of_the_image_is_a_piece_of_its_edge():
    assert is_sliver(Ink(12, 400, 15, 424), 1000, 150, 20)
    assert not is_sliver(Ink(12, 400, 24, 424), 1000, 150, 20)  # a letter that is cut off
    assert not is_sliver(Ink(500, 400, 503, 424), 1000, 150, 20)  # within the page
    assert not is_sliver(Ink(12, 400, 15, 424), 1000, 150, 0)
