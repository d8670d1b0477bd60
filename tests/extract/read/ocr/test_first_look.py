import numpy as np
import pytest

from extract.read.ocr.first_look import first_look
from tests.extract.read.ocr.fakes import paper, table, write


def page(letter=14, step=60):
    made = paper(1200, 900)
    for y in range(100, 1100, step):
        write(made, 60, y, 30, letter)
    return made


@pytest.mark.parametrize("letter", [12, 14, 24])
def test_the_letter_height_is_that_of_most_letters(letter):
    made = page(letter)
    write(made, 100, 20, 6, 40)  # a title
    assert first_look(made).letter == pytest.approx(letter, abs=2)


def test_specks_and_a_dark_edge_do_not_change_the_letter_height():
    made = page()
    rng = np.random.default_rng(1)
    for y, x in zip(rng.integers(0, 1198, 4000), rng.integers(0, 898, 4000), strict=True):
        made[y : y + 2, x : x + 2] = 40
    made[:, :50] = 30
    assert first_look(made).letter == pytest.approx(14, abs=2)


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_lines_that_run_up_or_down_are_seen(turn):
    made = page(step=40)
    table(made, [50, 300, 600, 850], [600, 800, 1000])
    assert first_look(np.ascontiguousarray(np.rot90(made, turn))).is_sideways is bool(turn % 2)


def test_of_a_few_letters_nothing_is_known():
    made = paper()
    write(made, 60, 100, 10)
    assert first_look(made).letter == 0


def test_letters_that_merge_with_their_neighbours_do_not_count():
    """As in copies of copies, where half of the ink is pieces of several letters with their marks."""
    made = page(16, 80)
    for y in range(92, 1092, 160):
        for x in range(60, 700, 40):
            made[y : y + 26, x : x + 30] = 0
    assert first_look(made).letter == pytest.approx(17, abs=2)


def test_of_pale_print_not_only_the_titles_are_seen():
    """Thin print of a pale picture is much lighter than the thick letters of titles, and most letters are thin."""
    made = page(14)
    made[made < 128] = 190
    for y in (20, 60):
        write(made, 100, y, 20, 30)
    made[:95][made[:95] < 128] = 120
    for y in range(1110, 1190, 40):
        write(made, 100, y, 20, 30)
    made[1110:][made[1110:] < 128] = 120
    assert first_look(made).letter == pytest.approx(14, abs=2)
