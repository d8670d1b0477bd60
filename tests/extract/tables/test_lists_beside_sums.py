"""Tables of projects that stand within a block, as far as the lines say: known by their rows, not by their sums."""

from __future__ import annotations

from extract.tables.project_tables import lists_projects
from tests.extract.builders import grid

HEADER = "ที่ | โครงการ/กิจกรรม/มาตรการ | ปี 2568 | ปี 2569"
NAMED = [
    "1 | โครงการอบรมคนทำงานใหม่ทุกคนให้รู้จักความซื่อตรงต่อหน้าที่ | 1,000 | -",
    "2 | กิจกรรมเดินรณรงค์รอบตลาดกับชาวบ้านทุกหมู่บ้านในวันหยุด | 1,000 | -",
]
BARE = ["3 | นับของทุกชิ้นในคลัง | - | 1,000"]


def test_sums_do_not_count_against_a_table_of_projects():
    sums = [f" | รวมหมวดที่ {n} | 1,000 | -" for n in (1, 2, 3)]
    assert lists_projects(grid([HEADER, *NAMED, *BARE, *sums, " | รวมทั้งสิ้น | 2,000 | 1,000"]))
    assert not lists_projects(grid([HEADER, *NAMED[:1], *sums]))
