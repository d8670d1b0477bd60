import pytest

from extract.read.ocr.rules import find_rules
from tests.read.ocr.fakes import paper, table, write

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
