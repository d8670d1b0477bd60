"""Dotted ruling lines, of which browsers draw each dot by itself, and dots that are no lines."""

from __future__ import annotations

from extract.read.pdf.drawn_rules import _dotted

SIZE, STEP = 0.8, 1.5


def across(y, x0, count, step=STEP):
    return [(x0 + step * at, y, x0 + step * at + SIZE, y + SIZE) for at in range(count)]


def down(x, y0, count):
    return [(x, y0 + STEP * at, x + SIZE, y0 + STEP * at + SIZE) for at in range(count)]


def ends(rules):
    return [(round(rule.at, 1), round(rule.start, 1), round(rule.end, 1)) for rule in rules]


def test_dots_in_a_row_are_a_rule_in_their_direction():
    horizontal, vertical = _dotted([*across(10, 20, 30), *down(20, 40, 20)])
    assert ends(horizontal) == [(10.4, 20.0, 64.3)]
    assert ends(vertical) == [(20.4, 40.0, 69.3)]


def test_the_dots_of_a_box_share_its_corners():
    horizontal, vertical = _dotted([*across(10, 20, 31), *across(55, 20, 31), *down(20, 11.5, 29), *down(65, 11.5, 29)])
    assert len(horizontal) == len(vertical) == 2


def test_dots_that_fill_an_area_are_no_rules():
    assert _dotted([dot for row in range(20) for dot in across(10 + STEP * row, 20, 30)]) == ([], [])


def test_dots_far_apart_are_no_rule():
    assert _dotted(across(10, 20, 30, step=12)) == ([], [])
