"""Forms with rules between their rows, and none beside their labels."""

from __future__ import annotations

from extract.model.document import Grid
from extract.read.layout.page_blocks import page_blocks
from extract.read.layout.printed import PrintedLine, Rule
from tests.extract.read.layout.builders import page_of, printed

WIDTH = 50.0, 500.0


def row(label: str, texts: list[str], at: float) -> list[PrintedLine]:
    """A label in the middle of its texts."""
    lines = [printed((160, text), at=at + 15 * n) for n, text in enumerate(texts)]
    if len(texts) == 1:
        return [printed((60, label), (160, texts[0]), at=at)]
    return [*lines, printed((60, label), at=at + 7.5 * (len(texts) - 1))]


ROWS = [
    ("ชื่อ", ["โครงการปลูกป่าริมน้ำ"]),
    ("เหตุผล", ["น้ำท่วมทุกปี", "ดินพัง"]),
    ("เป้าหมาย", ["ชาวบ้าน 40 คน"]),
    ("ที่ทำ", ["หลังวัด"]),
]


def ruled(rows, top=100.0):
    lines, rules = [], [Rule(top, *WIDTH)]
    for label, texts in rows:
        lines += row(label, texts, rules[-1].at + 18)
        rules.append(Rule(rules[-1].at + 10 + 15 * len(texts), *WIDTH))
    return lines, rules


def cells(lines, rules) -> list[list[str]]:
    grids = [block for block in page_blocks(page_of(lines, rules)) if isinstance(block, Grid)]
    return [[cell.text for cell in row] for grid in grids for row in grid.rows()]


def test_the_rules_show_the_rows_and_the_texts_their_column():
    lines, rules = ruled(ROWS)
    assert cells(lines, rules) == [[label, "".join(texts)] for label, texts in ROWS]


def test_a_row_below_the_last_rule_is_of_the_form():
    lines, rules = ruled(ROWS)
    assert len(cells(lines, rules[:-1])) == len(ROWS)


def test_a_heading_ends_a_form():
    lines, rules = ruled(ROWS)
    heading = printed((60, "มิติที่ 2 การทำงานโปร่งใสของหมู่บ้านเรา"), at=rules[-1].at + 30)
    below, more = ruled(ROWS, rules[-1].at + 60)
    found = cells([*lines, heading, *below], [*rules, *more])
    assert [row[0] for row in found] == [label for label, _ in ROWS] * 2


def test_paragraphs_between_rules_are_no_form():
    lines = [printed((60, f"ประชาชนในหมู่บ้าน{word}มาประชุมกันทุกเดือนที่วัด"), at=118 + 25 * n) for n, word in enumerate("กขคง")]
    assert cells(lines, [Rule(100 + 25 * n, *WIDTH) for n in range(5)]) == []
