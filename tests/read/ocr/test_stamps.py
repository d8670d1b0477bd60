import cv2

from extract.read.ocr.glyphs import Ink
from extract.read.ocr.stamps import Stamp, erase_rings, find_stamps, without_letters
from tests.read.ocr.fakes import paper, write

DPI = 150


def page():
    made = paper(900, 900)
    for y in range(100, 800, 50):
        write(made, 60, y, 40)
    return made


def ink(picture):
    return (picture < 128).astype("uint8")


def test_text_has_no_stamp():
    assert find_stamps(ink(page()), DPI) == []


def test_a_ring_over_text_is_found_and_taken_out():
    made = page()
    cv2.circle(made, (400, 420), 130, 0, 5)
    (stamp,) = find_stamps(ink(made), DPI)
    assert abs(stamp.x - 400) <= 4
    assert abs(stamp.y - 420) <= 4
    mask = ink(made)
    erase_rings(made, mask, [stamp])
    assert made[420, 270] == 255
    assert not mask[420, 270]


def test_large_letters_inside_a_ring_are_the_stamps():
    letters = [Ink(x, 100, x + 10, 110) for x in range(0, 200, 15)]
    large = Ink(100, 80, 120, 105)
    kept = without_letters([*letters, large], [Stamp(100, 100, (90,))])
    assert large not in kept
    assert len(kept) == len(letters)
    assert large in without_letters([*letters, large], [])
