"""Rows of tables with upright rules only: their labels and the names of totals interrupt the rules."""

import numpy as np

from extract.read.layout.printed import Rule
from extract.read.ocr.label_rows import Print, label_rows, merged_rows
from extract.read.ocr.words_at_rules import Word

DPI, LETTER = 200, 14.0
XS = [80.0, 200.0, 500.0, 700.0, 900.0]
ROWS = [Rule(200, XS[0], XS[-1]), Rule(900, XS[0], XS[-1])]
COLUMNS = [Rule(x, 200, 900) for x in XS]


def page(words, gaps, labels=()):
    """Rules from 200 to 900 but for `gaps`, a list of (first, last) for each inner column, and the words."""
    soft = np.zeros((500, 500), np.uint8)
    vertical = []
    for x, gap in zip(XS[1:-1], gaps, strict=True):
        ends = [200.0, *(y for pair in sorted([*gap, *labels]) for y in pair), 900.0]
        for start, end in zip(ends[::2], ends[1::2], strict=True):
            vertical.append(Rule(x, start, end))
            soft[round(start / 2) : round(end / 2), round(x / 2)] = 1
    for word in words:  # letters make every second pixel dark
        soft[round(word.top / 2) : round(word.bottom / 2), round(word.x0 / 2) : round(word.x1 / 2) : 2] = 1
    return vertical, Print(soft, words, LETTER, DPI)


def words(*tops, end=640.0, height=16.0):
    return [Word(90.0, end, top, top + height) for top in tops]


def test_a_label_ends_where_the_rules_go_on_and_not_at_its_letters():
    vertical, printed = page(words(420.0), [[], [], []], [(410.0, 446.0)])
    [[first, last]] = list(label_rows(ROWS, COLUMNS, vertical, printed))
    assert (abs(first - 410) <= 2, abs(last - 446) <= 2) == (True, True)


def test_two_labels_below_one_another_are_two_rows_where_the_first_leaves_room():
    vertical, printed = page(words(420.0, 460.0), [[], [], []], [(410.0, 486.0)])
    [[_, between, _]] = list(label_rows(ROWS, COLUMNS, vertical, printed))
    assert 436 <= between <= 460


def test_a_label_of_two_lines_is_one_row():
    lines = [*words(420.0, end=890.0), *words(446.0, end=200.0)]
    vertical, printed = page(lines, [[], [], []], [(410.0, 470.0)])
    assert [len(edges) for edges in label_rows(ROWS, COLUMNS, vertical, printed)] == [2]


def test_the_name_of_a_total_interrupts_the_first_column_alone():
    vertical, printed = page(words(520.0, end=300.0), [[(510.0, 546.0)], [], []])
    edges = sorted(merged_rows([200.0, 900.0], COLUMNS, vertical, printed))
    assert [round(y) for y in edges] == [510, 546]


def test_a_total_directly_above_a_label_is_a_row_of_its_own():
    vertical, printed = page(words(520.0, end=300.0), [[(510.0, 546.0), (546.0, 546.0)], [], []], [(546.0, 582.0)])
    edges = sorted(merged_rows([200.0, 546.0, 582.0, 900.0], COLUMNS, vertical, printed))
    assert [round(y) for y in edges] == [510]


def test_a_gap_of_a_broken_rule_beside_which_a_line_is_printed_is_no_row():
    aside = [*words(520.0, end=300.0), Word(520.0, 640.0, 500.0, 516.0)]  # goes over the end of the gap
    vertical, printed = page(aside, [[(510.0, 546.0)], [], []])
    assert list(merged_rows([200.0, 900.0], COLUMNS, vertical, printed)) == []
