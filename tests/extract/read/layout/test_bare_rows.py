"""Rows without rules: below a coloured header, of two levels too; and bulleted lines with wide gaps, which are none."""

from __future__ import annotations

from extract.read.layout.across import lacking_rules
from extract.read.layout.columns import header_names
from extract.read.layout.printed import PrintedLine, Rule
from extract.read.layout.unruled import unruled_tables
from tests.extract.read.layout.builders import printed

LEFT, RIGHT = 40.0, 440.0


def row(at: float, *cells: tuple[float, str]) -> PrintedLine:
    return printed(*cells, at=at)


def ends(top: float, bottom: float, *xs: float) -> list[Rule]:
    return [Rule(x, top, bottom) for x in xs]


def edges_below(horizontal: list[Rule], vertical: list[Rule], lines: list[PrintedLine], y: float) -> list[float]:
    found = lacking_rules(horizontal, vertical, lines)
    return sorted({round(rule.at) for rule in found.vertical if rule.start <= y <= rule.end})


def test_rows_below_a_header_of_two_levels_have_the_columns_of_its_lower_level():
    across = [Rule(60, LEFT, RIGHT), Rule(100, LEFT, RIGHT), Rule(80, 240, RIGHT)]
    upright = [*ends(60, 100, LEFT, 240, RIGHT), *ends(80, 100, 300, 360)]
    lines = [
        row(75, (50, "โครงการ"), (300, "งบประมาณ")),
        row(95, (250, "2566"), (310, "2567"), (370, "2568")),
        row(120, (50, "อบรม"), (250, "100"), (310, "200"), (370, "300")),
        row(145, (50, "ประชุม"), (250, "400"), (310, "500"), (370, "600")),
    ]
    assert edges_below(across, upright, lines, 120) == [LEFT, 240, 300, 360, RIGHT]


def test_rows_go_on_below_coloured_rows_but_signatures_do_not():
    across = [Rule(60, LEFT, RIGHT), Rule(80, LEFT, RIGHT), Rule(100, LEFT, RIGHT)]
    upright = ends(60, 100, LEFT, 100, 300, RIGHT)
    coloured = [
        row(75, (50, "ที่"), (110, "โครงการ"), (310, "งบประมาณ")),
        row(95, (50, "1"), (110, "อบรม"), (310, "100")),
    ]
    rows = [row(115, (50, "2"), (110, "ประชุม"), (310, "200")), row(135, (50, "3"), (110, "จัดงาน"), (310, "300"))]
    assert edges_below(across, upright, [*coloured, *rows], 115) == [LEFT, 100, 300, RIGHT]
    signed = [row(115, (50, "ลงชื่อ"), (110, "ผู้เสนอ"), (310, "ผู้อนุมัติ"))]
    assert edges_below(across, upright, [*coloured, *signed], 115) == []


def test_a_name_over_several_others_is_that_of_their_group():
    header = [row(75, (50, "โครงการ"), (270, "งบประมาณ")), row(95, (250, "2566"), (290, "2567"))]
    assert len(header_names(header)) == 3


def test_bulleted_lines_with_wide_gaps_are_no_table():
    lines = [
        row(100 + 15 * at, (50, "•"), (90, first), (200, second), *((310, third) for third in rest))
        for at, (first, second, *rest) in enumerate(
            [("กองคลัง", "กองช่าง"), ("สำนักปลัด", "กองการศึกษา"), ("สภา", "ประชาชน"), ("โรงเรียน", "วัด", "ตลาด")]
        )
    ]
    assert unruled_tables(lines) == []
    assert unruled_tables([row(line.baseline, (50, "ก"), (90, "ข"), (200, "ค")) for line in lines])


def test_sentences_that_tell_the_money_of_each_year_are_no_table():
    lines = [
        line
        for at in range(3)
        for line in (
            row(100 + 40 * at, (50, f"({at + 1}) โครงการที่ {at + 1} ของตำบลเรา")),
            row(120 + 40 * at, (50, "งบประมาณ"), (103, "ปี 2567 จำนวน 5,000 บาท"), (231, "ปี 2568 จำนวน 6,000 บาท")),
        )
    ]
    assert unruled_tables(lines) == []
    rows = [row(100 + 20 * at, (50, f"โครงการ {at}"), (200, "5,000"), (300, "6,000 บาท")) for at in range(3)]
    assert len(unruled_tables(rows)) == 1


def test_every_second_row_has_outer_rules_only():
    across = [Rule(y, LEFT, RIGHT) for y in (60, 80, 100, 120, 140, 160)]
    inner = [rule for y in (60, 100, 140) for rule in ends(y, y + 20, 100, 300, 370)]
    upright = [*ends(60, 180, LEFT, RIGHT), *inner]
    lines = [row(75, (50, "ที่"), (110, "โครงการ"), (310, "งบประมาณ"), (380, "กอง"))]
    lines += [row(75 + 20 * at, (50, str(at)), (110, "ประชุม"), (310, f"{at}00"), (380, "ช่าง")) for at in (1, 2, 4)]
    lines += [
        row(135, (50, "มิติที่ 2 ชุมชนร่วมใจกันตรวจสอบ")),
        row(175, (50, "5"), (110, "จัดงาน"), (310, "500"), (380, "คลัง")),
    ]
    lines.sort(key=lambda line: line.baseline)
    assert edges_below(across, upright, lines, 90) == [LEFT, 100, 300, 370, RIGHT]
    assert edges_below(across, upright, lines, 130) == []
    assert edges_below(across, upright, lines, 170) == [100, 300, 370]
