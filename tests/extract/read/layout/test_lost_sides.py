"""Cells of a scan between which a rule was lost."""

from __future__ import annotations

from dataclasses import replace

from extract.read.layout.lattice import ruled_tables
from extract.read.layout.lost_sides import with_lost_sides
from extract.read.layout.printed import PrintedLine, Rule
from tests.extract.read.layout.builders import printed

ACROSS = [Rule(at, 50, 400) for at in (100, 130, 160, 190)]
SIDES = [Rule(50, 100, 190), Rule(400, 100, 190)]
MIDDLE = [Rule(150, 100, 130), Rule(150, 130, 160)]


def scanned(line: PrintedLine) -> PrintedLine:
    return replace(line, clusters=[replace(cluster, confidence=0.9) for cluster in line.clusters])


LINES = [printed((60, "ชื่อ"), (156, "โครงการปลูกป่า"), at=120), printed((60, "ที่"), (156, "หลังวัดใหม่"), at=150)]


def spans(last: PrintedLine) -> list[int]:
    (table,) = ruled_tables(ACROSS, [*SIDES, *MIDDLE])
    return [cell.column_span for cell in with_lost_sides(table, [*LINES, last]).cells]


def test_a_text_that_begins_where_those_of_its_column_do_is_a_cell():
    assert spans(scanned(printed((60, "เวลา"), (156, "เดือนหก"), at=180))) == [1] * 6


def test_a_text_across_the_column_or_one_drawn_by_a_program_is_one_cell():
    assert spans(scanned(printed((60, "มิติที่ 2 การทำงานโปร่งใสของหมู่บ้าน"), at=180))) == [1, 1, 1, 1, 2]
    assert spans(scanned(printed((60, "เวลา"), (220, "เดือนหก"), at=180))) == [1, 1, 1, 1, 2]
    assert spans(printed((60, "เวลา"), (156, "เดือนหก"), at=180)) == [1, 1, 1, 1, 2]
