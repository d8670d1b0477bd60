"""Pages whose sides lean are made upright by their rules."""

import cv2
import numpy as np
import pytest

from extract.read.layout.lattice import ruled_tables
from extract.read.ocr.keystone import without_keystone
from extract.read.ocr.preparation import straighten
from extract.read.ocr.sheet import prepare
from tests.extract.read.ocr.fakes import paper, table, write

DPI = 150


def page():
    """Two tables one below the other, and a line between them."""
    made = paper(1700, 1240)
    for top in (150, 900):
        table(made, [100, 350, 600, 850, 1120], [top + 120 * n for n in range(5)])
        for n in range(4):
            for x in (100, 350, 600, 850):
                write(made, x + 20, top + 120 * n + 40, 5)
    write(made, 100, 760, 30)
    return made


def pictured(made, share):
    """The page as a camera that is held askew sees it."""
    height, width = made.shape
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = corners + np.array([[share * width, 0], [-share * width, 0], [0, 0], [0, 0]], np.float32)
    return cv2.warpPerspective(made, cv2.getPerspectiveTransform(corners, seen), (width, height), borderValue=(255.0,))


def cells(grey):
    lattice = prepare(grey, DPI, 14).lattice
    return [len(found.cells) for found in ruled_tables(lattice.horizontal, lattice.vertical)]


@pytest.mark.parametrize("share", [0.0, 0.008, 0.02, -0.015])
def test_two_tables_in_a_leaning_picture_keep_their_columns(share):
    assert cells(pictured(page(), share)) == [16, 16]


def test_an_upright_page_and_one_without_rules_stay_as_they_are():
    prose = paper(1700, 1240)
    for y in range(100, 1600, 60):
        write(prose, 100, y, 40)
    for made in (page(), prose):
        straight = straighten(made, DPI)
        assert without_keystone(straight, DPI) is straight
