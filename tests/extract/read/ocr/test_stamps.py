import cv2
import numpy as np

from extract.read.ocr.ink import Ink, find_ink
from extract.read.ocr.stamps import Stamp, find_stamps, is_stamped, lift_rings, without_stamps
from tests.extract.read.ocr.fakes import paper, write

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
    lift_rings(made, mask, [stamp], np.zeros_like(mask))
    assert made[420, 270] == 255
    assert not mask[420, 270]


def stamped(tone):
    """Black print with a ring of a tone over it, with multiplied ink, and the print without the ring."""
    made = page()
    ring = np.full_like(made, 255)
    cv2.circle(ring, (400, 420), 130, tone, 9)
    return (made.astype(np.float32) * ring / 255).astype(np.uint8), made


def test_print_under_a_ring_of_paler_ink_stays_when_the_ring_is_lifted():
    made, printed = stamped(120)
    mask = (made < 200).astype("uint8")
    (stamp,) = find_stamps(mask, DPI)
    lift_rings(made, mask, [stamp], np.zeros_like(mask))
    assert (mask != ink(printed)).mean() < 0.001
    assert ((made < 128) != (printed < 128)).mean() < 0.001


def test_a_ring_as_black_as_the_print_takes_the_print_under_it_along():
    made, _ = stamped(0)
    mask = ink(made)
    (stamp,) = find_stamps(mask, DPI)
    lift_rings(made, mask, [stamp], np.zeros_like(mask))
    angles = np.radians(np.arange(360))
    xs, ys = (400 + 130 * np.cos(angles)).round().astype(int), (420 + 130 * np.sin(angles)).round().astype(int)
    assert made[ys, xs].min() == 255
    assert not mask[ys, xs].any()


def test_a_worn_ring_that_rules_cross_is_found():
    made = page()
    cv2.circle(made, (400, 420), 130, 0, 5)
    for x in range(270, 540, 9):  # worn: a third of it is missing
        made[:, x : x + 3] = 255
    (stamp,) = find_stamps(ink(made), DPI)
    assert abs(stamp.x - 400) <= 4
    assert abs(stamp.y - 420) <= 4


def inside_a_ring(made):
    labels, pieces = find_ink(ink(made))
    return without_stamps(labels, pieces, [Stamp(450, 450, (300,))])


def test_large_letters_inside_a_ring_are_the_stamps_and_small_ones_the_texts():
    made = paper(900, 900)
    for x in range(380, 520, 20):
        cv2.rectangle(made, (x, 400), (x + 8, 412), 0, 2)
    cv2.rectangle(made, (400, 460), (420, 490), 0, 3)
    cv2.line(made, (405, 475), (415, 475), 255, 1)
    kept = inside_a_ring(made)
    assert all(piece.top < 420 for piece in kept)
    assert len(kept) == 7


def test_crumbs_of_a_ring_are_its_own():
    made = paper(900, 900)
    for x in range(380, 520, 20):
        cv2.rectangle(made, (x, 400), (x + 8, 412), 0, 2)
    made[449:452, 748:752] = 0
    assert len(inside_a_ring(made)) == 7


def test_a_number_that_a_stamp_comes_near_is_stamped():
    stamp = Stamp(100, 100, (60, 80))
    assert is_stamped((170, 95, 200, 105), [stamp], 5)
    assert is_stamped((184, 95, 200, 105), [stamp], 5)
    assert is_stamped((90, 95, 120, 105), [stamp], 5)
    assert not is_stamped((190, 95, 200, 105), [stamp], 5)
    assert not is_stamped((160, 165, 200, 175), [stamp], 5)


def test_a_page_without_stamps_keeps_its_ink():
    pieces = [Ink(0, 0, 9, 40, 1)]
    assert without_stamps(ink(page()), pieces, []) == pieces
