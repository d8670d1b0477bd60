import numpy as np
import pytest

from extract.model.document import Grid
from extract.read.layout.page_blocks import page_blocks
from extract.read.ocr.gutter import find_gutter
from extract.read.ocr.ink import Ink, find_ink
from extract.read.ocr.page import read_page
from tests.extract.read.ocr.fakes import Upright, paper, table, write

SIZE = (1500, 1000)


def ink(*bands: tuple[int, int]) -> list[Ink]:
    return [
        Ink(x, y, x + 14, y + 14) for y in range(100, 900, 40) for left, right in bands for x in range(left, right, 20)
    ]


def test_the_gutter_is_between_two_pages():
    assert find_gutter(ink((100, 650), (850, 1400)), [], SIZE) == pytest.approx(750, abs=20)


@pytest.mark.parametrize(
    ("pieces", "tables"),
    [
        (ink((100, 1400)), []),  # one wide page
        (ink((100, 720), (770, 1400)), []),  # two columns
        (ink((100, 650), (850, 1400)), [(100, 1400)]),  # a table over both
        (ink((100, 300), (500, 1400)), []),  # the gap is elsewhere
        (ink((100, 650), (850, 870)), []),  # a few letters at the right
    ],
)
def test_one_page_has_no_gutter(pieces, tables):
    assert find_gutter(pieces, tables, SIZE) is None


def test_rules_of_a_table_without_upright_ones_cross_no_gutter():
    halves = ink((100, 650), (850, 1400))
    assert find_gutter(halves, [], SIZE, [(90, 1410), (90, 1410)]) is None
    assert find_gutter(halves, [], SIZE, [(90, 1410), (90, 660), (840, 1410)]) is not None  # a fold, and lines of each


def test_an_upright_page_has_none():
    assert find_gutter(ink((50, 400), (600, 950)), [], (1000, 1500)) is None


def test_two_pages_on_a_sheet_are_read_one_after_the_other():
    made = paper(800, 1200)
    for left in (60, 680):
        for y in range(60, 420, 30):
            write(made, left, y, 25)
        table(made, [left, left + 200, left + 440], [450, 550, 650] if left < 600 else [450, 550])
        write(made, left + 20, 490, 5)
        write(made, left + 220, 490, 5)
    assert find_ink((made < 128).astype(np.uint8))[1]
    blocks = page_blocks(read_page(made, 100, Upright()))
    grids = [number for number, block in enumerate(blocks) if isinstance(block, Grid)]
    assert len(grids) == 2
    assert [blocks[number].row_count for number in grids] == [2, 1]
    assert len(blocks) - 1 == grids[1]
    boxes = [block.place.box for block in blocks if not isinstance(block, Grid)]
    half = [box.x0 > 600 * 72 / 100 for box in boxes]
    assert half == sorted(half)
