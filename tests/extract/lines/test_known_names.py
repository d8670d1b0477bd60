"""The names of projects that tables hold."""

from __future__ import annotations

from extract.lines.known_names import known_names
from tests.extract.builders import read

ROWS = """
ที่ | โครงการ | ผลที่คาดว่าจะได้รับ
1 | โครงการป้ายบอกบัญชีตลาด | จำนวนผู้ค้าที่ติดป้าย 40 คน
2 | กิจกรรมประตูเปิดทุกวันศุกร์ | มีผู้เข้าชมบัญชีทุกสัปดาห์
"""


def test_only_the_column_of_names_holds_names():
    known = known_names(read(ROWS).blocks())
    assert known.is_name("โครงการป้ายบอกบัญชีตลาด")
    assert not known.is_name("จำนวนผู้ค้าที่ติดป้าย 40 คน")


def test_without_kind_words_any_column_may():
    known = known_names(read(ROWS.replace("โครงการป้าย", "ป้าย").replace("กิจกรรมประตู", "ประตู")).blocks())
    assert known.is_name("ป้ายบอกบัญชีตลาด")
