"""Columns of ticks below the numbers of levels."""

from __future__ import annotations

import pytest

from extract.parse import parse_plan
from extract.tables.ticked_levels import with_level_numbers
from tests.extract.builders import grid, read

HEAD = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568 - 2569\nเทศบาลตำบลทุ่งดอกรัก อำเภอพาน จังหวัดเชียงราย\n\n"
BODY = """กองช่าง | โครงการตาชั่งตรง | ✓ | | | 5,000 | 6,000
| กิจกรรมประตูเปิดทุกวันศุกร์ | | | ✓ | 0 | 0
กองคลัง | มาตรการใบเสร็จทุกแผง | | ✓ | | 7,000 | 7,000
"""
BELOW = "กอง | โครงการ | มิติที่ | | | งบประมาณ |\n| | 1 | 2 | 3 | 2568 | 2569\n"
BESIDE = "กอง | โครงการ | มิติ 1 | มิติ 2 | มิติ 3 | งบประมาณ ปี 2568 | งบประมาณ ปี 2569\n"


@pytest.mark.parametrize("header", [BELOW, BESIDE])
def test_a_tick_below_the_number_of_a_level_is_the_level(header):
    plan = parse_plan(read(HEAD + header + BODY))
    assert [project.path for project in plan.projects] == [(1,), (3,), (2,)]
    assert [[int(a.money.value) for a in project.amounts] for project in plan.projects] == [
        [5_000, 6_000],
        [0, 0],
        [7_000, 7_000],
    ]


def test_ticks_below_quarters_are_none():
    table = grid(["โครงการ | ไตรมาส | | | งบประมาณ", " | 1 | 2 | 3 | ", "ก | ✓ | | | 5", "ข | | ✓ | | 5"])
    assert with_level_numbers(table) == table


def test_several_ticks_in_a_row_tell_no_level():
    table = grid(["โครงการ | มิติที่ | | งบประมาณ", " | 1 | 2 | ", "ก | ✓ | ✓ | 5", "ข | ✓ | ✓ | 5"])
    assert with_level_numbers(table) == table
