"""Tables begin at their header: below the rule above it, or below an added one."""

from __future__ import annotations

import pytest

from extract.read.layout.header_starts import begun_at_headers
from extract.read.layout.printed import Rule
from tests.extract.read.layout.builders import TALL, printed

STARTS = (40.0, 120.0, 200.0, 280.0, 360.0)


def row(at, *texts):
    return printed(*zip(STARTS, texts, strict=True), at=at)


def lines_of(step):
    """A header of three lines, the first on y = 100 + step, and two rows of one line."""
    header = [
        row(100 + step, "มต", "งาน", "ปี ก", "ปี ข", "ปี ค"),
        row(100 + 2 * step, "ชื่อ", "กอง", "งบ", "งบ", "งบ"),
        printed((200, "(บาท)"), (280, "(บาท)"), (360, "(บาท)"), at=100 + 3 * step),
    ]
    rows = [row(100 + n * step, "ตลาด", "คลัง", "500", "600", "700") for n in (4, 5)]
    return [*header, *rows]


def heights(rules, lines):
    return [[round(rule.at) for rule in own] for own in begun_at_headers(rules, lines)]


@pytest.mark.parametrize("step", [1.6 * TALL, 2.5 * TALL, 3.0 * TALL])
def test_a_header_of_lines_far_apart_has_the_rule_above_it(step):
    rules = [Rule(at, 40, 480) for at in (85 + step, 100 + 3.3 * step, 100 + 5.3 * step)]
    assert heights(rules, lines_of(step)) == [[round(rule.at) for rule in rules]]


def test_a_header_without_a_rule_above_gets_one():
    lines = lines_of(16.0)
    rules = [Rule(at, 40, 480) for at in (100 + 3.3 * 16, 100 + 5.3 * 16)]
    first, second = heights(rules, lines)
    assert (first, second[1:]) == ([], [153, 185])
    assert 100 < second[0] < 116
