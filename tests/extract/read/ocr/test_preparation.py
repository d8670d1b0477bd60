import cv2
import numpy as np
import pytest

from extract.read.ocr.dark_grounds import without_dark_grounds
from extract.read.ocr.preparation import find_skew, fit, flatten, ink_mask, likely_dpi, rotate, straighten, to_grey
from tests.extract.read.ocr.fakes import paper, table, write


def page():
    made = paper()
    for y in range(100, 700, 60):
        write(made, 60, y, 26)
    return made


@pytest.mark.parametrize("angle", [-3.0, -0.8, 0.0, 0.4, 2.1])
def test_skew_is_found(angle):
    assert find_skew(rotate(page(), -angle)) == pytest.approx(angle, abs=0.15)


def test_a_blank_page_has_no_skew_and_no_ink():
    found = straighten(paper(), 100)
    assert found.skew == 0
    assert not found.ink.any()


def test_a_page_of_faint_noise_has_no_ink():
    noise = np.clip(245 + np.random.default_rng(0).normal(0, 3, (400, 300)), 0, 255).astype(np.uint8)
    assert ink_mask(flatten(noise), cv2).mean() < 0.01


def test_a_stain_is_taken_away_and_the_letters_in_it_stay():
    made = page()
    shade = np.zeros(made.shape, np.float32)
    cv2.circle(shade, (300, 400), 150, 1.0, -1)
    stained = (made * (1 - 0.35 * cv2.GaussianBlur(shade, (0, 0), 25))).astype(np.uint8)
    clean = ink_mask(flatten(made), cv2)
    found = ink_mask(flatten(stained), cv2)
    assert (clean != found).mean() < 0.01


def test_a_coloured_stamp_is_made_pale_and_black_ink_under_it_stays():
    grey = page()
    colour = cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB)
    cv2.circle(colour, (300, 409), 90, (200, 30, 30), 6)
    colour[grey < 128] = 0
    found = to_grey(colour)
    assert (found[grey < 128] < 60).all()
    assert found[409, 300 + 90] > 180


def test_a_coloured_signature_over_thin_grey_print_becomes_paper():
    grey = page()
    colour = cv2.cvtColor(np.maximum(grey, 90), cv2.COLOR_GRAY2RGB)
    stroke = np.zeros_like(grey)
    cv2.ellipse(stroke, (300, 400), (80, 45), 20, 0, 340, 255, 4)
    cv2.line(stroke, (230, 440), (380, 370), 255, 4)
    colour[(stroke > 0) & (grey >= 128)] = (50, 60, 170)
    packed = cv2.imencode(".jpg", colour[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 70])[1]
    found = to_grey(np.ascontiguousarray(cv2.imdecode(packed, cv2.IMREAD_COLOR)[..., ::-1]))
    assert (found[(stroke > 0) & (grey >= 128)] > 170).mean() > 0.94
    assert (found[grey < 128] < 170).mean() > 0.9


def test_a_seal_in_pieces_is_one_stamp():
    colour = cv2.cvtColor(page(), cv2.COLOR_GRAY2RGB)
    black = (colour == 0).all(axis=2)
    cv2.circle(colour, (300, 400), 95, (180, 60, 60), 5)
    cv2.circle(colour, (300, 400), 12, (180, 60, 60), -1)  # touches nothing
    colour[black] = 0
    found = to_grey(colour)
    assert found[392:408, 292:308][~black[392:408, 292:308]].min() > 200


def test_light_letters_on_a_dark_ground_become_dark_on_white():
    made, expected = page(), page()
    write(expected, 80, 20, 26, letter=16)
    made[:70, :] = 255 - expected[:70, :] // 2 - 64  # letters of 190 on a ground of 64
    found, wanted = (ink_mask(flatten(without_dark_grounds(picture)), cv2)[15:] for picture in (made, expected))
    assert (found != wanted).mean() < 0.01


def test_a_black_bar_and_black_letters_stay():
    made = page()
    made[20:60, 50:500] = 0
    assert (without_dark_grounds(made) == made).all()


def test_coloured_words_stay():
    colour = cv2.cvtColor(paper(), cv2.COLOR_GRAY2RGB)
    write(colour, 80, 100, 10)
    colour[(colour == 0).all(axis=2)] = (20, 20, 200)
    assert to_grey(colour).min() < 100


def test_ruled_pages_are_straightened_by_their_rules():
    made = paper()
    table(made, [60, 300, 540], [100, 300, 500, 700])
    assert find_skew(rotate(made, 1.2)) == pytest.approx(-1.2, abs=0.15)


@pytest.mark.parametrize(("dpi", "expected"), [(150, 225), (225, 225), (250, 250), (300, 300), (600, 300), (72, 225)])
def test_a_picture_is_brought_to_a_resolution_fit_for_reading(dpi, expected):
    grey, found = fit(paper(600, 400), dpi)
    assert found == pytest.approx(expected, rel=0.01)
    assert grey.shape == pytest.approx((600 * expected / dpi, 400 * expected / dpi), abs=1)
    assert grey.flags["C_CONTIGUOUS"]


@pytest.mark.parametrize(
    ("stated", "letter", "longer", "expected"),
    [
        (200, 12.5, 2339, 200),  # A4, usual print
        (300, 30, 3508, 300),  # large print
        (72, 9.4, 1754, 150),  # a screen's resolution, whatever the size that it means
        (72, 6.25, 1169, 100),
        (150, 18.75, 3508, 300),  # a page of 23 inches
        (600, 12.5, 2339, 200),  # letters of a point and a half
        (72, 0, 2339, 200),  # no letters: A4
        (200, 0, 1200, 200),
        (150, 24, 1754, 150),  # an A4 sheet with large print
    ],
)
def test_the_print_decides_whether_a_stated_resolution_can_be_true(stated, letter, longer, expected):
    assert likely_dpi(stated, letter, (longer, round(longer / 2**0.5))) == pytest.approx(expected, rel=0.03)
