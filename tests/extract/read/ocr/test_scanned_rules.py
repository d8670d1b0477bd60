from dataclasses import replace

import cv2
import pytest

from extract.read.layout.printed import Rule
from extract.read.ocr.scanned_rules import draw_rules, find_rules, without_folds, without_long_rules
from tests.extract.read.ocr.fakes import paper, table, write

DPI = 100


def ink(page):
    return (page < 128).astype("uint8")


def test_the_rules_of_a_table_are_found_and_letters_are_none():
    page = paper()
    table(page, [60, 300, 540], [100, 200, 300])
    write(page, 80, 120, 6)
    found = find_rules(ink(page), DPI)
    assert [rule.at for rule in sorted(found.horizontal, key=lambda r: r.at)] == pytest.approx([100, 200, 300], abs=2)
    assert [rule.at for rule in sorted(found.vertical, key=lambda r: r.at)] == pytest.approx([60, 300, 540], abs=2)
    assert not found.mask[121:139, 81:99].any()


def test_a_broken_rule_is_one():
    page = paper()
    table(page, [60, 540], [100, 300])
    page[95:105, 200:203] = 255
    found = find_rules(ink(page), DPI)
    assert len(found.horizontal) == 2


def test_a_bar_is_no_rule():
    page = paper()
    page[300:330, 100:500] = 0
    found = find_rules(ink(page), DPI)
    assert not found.horizontal
    assert not found.mask.any()


def test_rules_that_something_erased_are_put_back():
    page = paper()
    table(page, [60, 300, 540], [100, 200, 300])
    first = find_rules(ink(page), DPI)
    page[150:250, 295:305] = 255
    mask = ink(page)
    draw_rules(mask, first, DPI)
    again = find_rules(mask, DPI)
    assert len(find_rules(ink(page), DPI).vertical) == 4
    assert len(again.vertical) == len(first.vertical) == 3


def test_a_fold_that_runs_over_the_page_is_no_rule_of_the_table():
    across = [Rule(100, 60, 540), Rule(300, 60, 540)]
    down = [Rule(60, 100, 300), Rule(300, 100, 300), Rule(540, 100, 300)]
    fold = Rule(400, 5, 590)
    assert without_folds(across, [*down, fold], DPI) == down


def test_a_table_that_goes_on_on_the_next_page_keeps_its_rules():
    across = [Rule(100, 60, 540), Rule(300, 60, 540)]
    down = [Rule(60, 100, 390), Rule(300, 100, 390), Rule(540, 100, 390)]
    assert without_folds(across, down, DPI) == down
    alone = [Rule(700, 10, 500)]
    assert without_folds(across, alone, DPI) == alone


def test_a_column_between_merged_rows_keeps_its_rule_on_a_page_that_ends_within_a_row():
    across = [Rule(y, 60, 540) for y in (100, 200, 230, 330, 360)]
    pieces = [Rule(x, *ends) for x in (200, 300) for ends in ((100, 200), (230, 330), (360, 460))]
    down = [Rule(60, 100, 460), *pieces, Rule(420, 100, 460), Rule(540, 100, 460)]
    assert without_folds(across, down, DPI) == down
    longer = [replace(rule, end=360) if rule.end == 460 and rule.at != 420 else rule for rule in down]
    longer = [rule for rule in longer if rule.start < rule.end]
    assert [rule.at for rule in longer if rule not in without_folds(across, longer, DPI)] == [420]


def test_short_rules_may_be_pieces_of_a_ring_and_stay_ink():
    page = paper()
    table(page, [60, 300, 540], [100, 200, 300])
    page[400:402, 100:140] = 0
    kept = without_long_rules(ink(page), find_rules(ink(page), DPI), DPI)
    assert kept[400, 120]
    assert not kept[100, 150:250].any()
    assert not kept[120:180, 300].any()


def comb(page, x0, x1, at, below):
    """Letters joined by a scanner: a bar with strokes below it in every second column of pixels."""
    page[at : at + 2, x0:x1] = 0
    for x in range(x0, x1, 6):
        page[at : at + below, x : x + 3] = 0


def test_letters_run_together_are_no_rule():
    page = paper()
    table(page, [60, 540], [100, 300])
    comb(page, 100, 180, 150, 12)
    found = find_rules(ink(page), DPI)
    assert [rule.at for rule in sorted(found.horizontal, key=lambda r: r.at)] == pytest.approx([100, 300], abs=2)
    assert not found.mask[148:164, 95:185].any()


def test_a_rule_that_some_letters_touch_is_one():
    page = paper()
    table(page, [60, 540], [100, 300])
    comb(page, 100, 220, 100, 12)
    assert len(find_rules(ink(page), DPI).horizontal) == 2


def test_the_flat_arcs_of_an_oval_are_no_rules():
    page = paper()
    table(page, [60, 540], [100, 700])
    cv2.ellipse(page, (300, 400), (180, 90), 0, 0, 360, 0, 2)
    found = find_rules(ink(page), 200)
    assert [rule.at for rule in sorted(found.horizontal, key=lambda r: r.at)] == pytest.approx([100, 700], abs=2)
    assert [rule.at for rule in sorted(found.vertical, key=lambda r: r.at)] == pytest.approx([60, 540], abs=2)


def test_a_rule_under_bold_lettering_is_one_where_the_rest_of_it_is_even():
    page = paper()
    table(page, [60, 540], [100, 300])
    for x in range(200, 420, 26):
        page[80:120, x : x + 18] = 0  # text over a third of the upper rule
    found = find_rules(ink(page), DPI)
    assert [rule.at for rule in sorted(found.horizontal, key=lambda r: r.at)] == pytest.approx([100, 300], abs=2)


def test_a_fold_across_the_page_is_no_row_of_the_table():
    across = [Rule(100, 60, 540), Rule(200, 60, 540), Rule(300, 60, 540)]
    down = [Rule(60, 100, 300), Rule(300, 100, 300), Rule(540, 100, 300)]
    fold = Rule(250, 5, 590)
    assert without_folds(down, [*across, fold], DPI) == across


def test_both_sides_of_a_last_row_without_columns_go_on_to_the_end_of_the_page():
    across = [Rule(100, 60, 540), Rule(200, 60, 540), Rule(300, 60, 540)]
    sides = [Rule(60, 100, 390), Rule(540, 100, 390)]
    inner = [Rule(x, 100, 300) for x in (150, 240, 330, 420)]
    assert without_folds(across, [*sides, *inner], DPI) == [*sides, *inner]


def letter_with_stem(page, x, top, height, width):
    """A letter such as ป: a stem and its feet, and another stem half as high."""
    page[top : top + height, x + width - 3 : x + width] = 0
    page[top + height - 3 : top + height, x : x + width] = 0
    page[top + height // 2 : top + height, x : x + 3] = 0


def test_the_stem_of_a_large_letter_is_no_rule():
    page = paper()
    table(page, [60, 300, 540], [300, 400])
    for x in (100, 140):
        letter_with_stem(page, x, 100, 30, 20)
    found = find_rules(ink(page), DPI)
    assert sorted(rule.at for rule in found.vertical) == pytest.approx([60, 300, 540], abs=2)
    assert not found.mask[90:140].any()


def test_a_short_rule_between_others_is_one():
    page = paper()
    table(page, [60, 300, 540], [100, 130])
    assert len(find_rules(ink(page), DPI).vertical) == 3


def underlined(page, space, x0=100, x1=260, at=130):
    """Letters that touch the line below them, with a space between the third and the fourth of them."""
    page[at : at + 3, x0:x1] = 0
    x = x0
    for count in range(100):
        if x + 12 > x1:
            break
        page[at - 13 : at, x : x + 10] = 0
        page[at - 10 : at - 3, x + 3 : x + 7] = 255
        x += 12 + (space if count == 2 else 0)


def test_an_underline_that_letters_touch_is_a_rule():
    page = paper()
    underlined(page, 8)
    found = find_rules(ink(page), DPI)
    assert [rule.at for rule in found.horizontal] == pytest.approx([131.5], abs=2)
    assert not found.mask[110:126].any()


def test_letters_merged_at_their_feet_are_none():
    page = paper()
    underlined(page, 0)
    assert not find_rules(ink(page), DPI).horizontal


def test_pieces_of_an_underline_belong_to_it():
    """Browsers interrupt an underline beside what reaches below it."""
    page = paper()
    underlined(page, 8)
    page[130:133, 84:96] = 0
    page[118:130, 84:94] = 0
    assert find_rules(ink(page), DPI).mask[131, 84:96].all()


def test_a_side_that_goes_on_to_the_end_of_the_page_is_no_fold():
    """The other columns end at a cell that goes on on the next page."""
    across = [Rule(100, 60, 540), Rule(200, 60, 540), Rule(300, 200, 540)]
    inner = [Rule(200, 100, 360), Rule(300, 100, 360), Rule(400, 100, 360)]
    side = Rule(540, 100, 400)
    assert side in without_folds(across, [*inner, side], DPI)
    fold = Rule(480, 100, 400)
    assert fold not in without_folds(across, [*inner, fold, Rule(540, 100, 360)], DPI)
