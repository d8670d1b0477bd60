"""Rules that a stamp interrupts, and rules that end at cells over several rows."""

from extract.read.layout.printed import Rule
from extract.read.ocr.interrupted_rules import without_gaps

WHOLE = [Rule(100, 50, 550), Rule(120, 50, 550), Rule(180, 50, 550)]


def test_the_parts_of_a_rule_with_the_ends_of_whole_rules_are_one():
    parts = [Rule(140, 50, 300), Rule(140.4, 312, 330), Rule(139.8, 360, 551)]
    assert without_gaps([*WHOLE, *parts], [])[2] == Rule(140, 50, 551)
    assert len(without_gaps([*WHOLE, *parts], [])) == 4


def test_a_rule_beside_a_cell_over_two_rows_stays_apart():
    parts = [Rule(140, 50, 300), Rule(140, 340, 550)]
    assert without_gaps([*WHOLE, *parts], [Rule(301, 100, 180), Rule(339, 100, 180)])[2:4] == parts


def test_parts_with_other_ends_or_wide_gaps_stay_apart():
    for parts in ([Rule(140, 50, 300), Rule(140, 310, 500)], [Rule(140, 50, 200), Rule(140, 400, 550)]):
        assert without_gaps([*WHOLE, *parts], [])[2:4] == parts


def test_two_broken_rules_do_not_prove_each_other():
    parts = [Rule(at, *ends) for at in (140, 160) for ends in ((50, 300), (310, 550))]
    assert without_gaps([WHOLE[0], *parts], []) == [WHOLE[0], *parts]
