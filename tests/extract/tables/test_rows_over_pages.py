"""Rows that a page break tears, in tables that print their levels again at the top of a page or in every row."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.parse import parse_plan
from phaen.pipeline import read_plan
from tests.extract.builders import PAGE_BREAK, document

TITLE = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567 - 2568\nเทศบาลตำบลหนองสมมุติ อำเภอเมืองสมมุติ จังหวัดสมมุติ\n\n"
HEAD = "มิติ\tภารกิจ\tที่\tโครงการ/กิจกรรม\tวัตถุประสงค์\tปี 2567\tปี 2568\tหน่วยงาน\n"
LEVELS = (("1. สร้างสุขใจซื่อ", "1.1 ปลูกฝังบุคลากร"), ("2. โปร่งใสทุกงาน", "2.1 เปิดเผยข้อมูล"))
MONEY = {"plain": ("12,000", "13,500"), "source": ("12,000 (เงินอุดหนุน)", "13,500 (กองทุนตำบล)")}


def table(money: tuple[str, str]) -> list[list[str]]:
    (first, a), (second, b) = LEVELS
    return [
        [first, a, "1", "โครงการคนทำงานใจซื่อ", "เพื่อปลูกฝัง", *money, "สำนักปลัด"],
        [second, b, "2", "โครงการป้ายบอกเงินของ", "1) เพื่อเปิดเผย", *money, "กองคลัง"],
        [],
        [second, b, "", "ตำบลเราทุกหมู่บ้าน", "2) เพื่อให้ตรวจสอบได้", "", "", ""],
        [second, b, "3", "กิจกรรมอ่านบัญชีให้ฟัง", "เพื่อเปิดเผย", "-", "4,000", "กองคลัง"],
    ]


def read(folder: Path, text: str, name: str) -> list[tuple[str, tuple[int, ...], list[int]]]:
    (folder / name).write_text(text, encoding="utf-8")
    return [
        (
            project.name.value.replace(" ", "") if project.name else "",
            project.path,
            [int(a.money.value) for a in project.amounts if a.money],
        )
        for project in read_plan(folder / name).projects
    ]


WANTED = [
    ("โครงการคนทำงานใจซื่อ", (1, 1), [12_000, 13_500]),
    ("โครงการป้ายบอกเงินของตำบลเราทุกหมู่บ้าน", (2, 1), [12_000, 13_500]),
    ("กิจกรรมอ่านบัญชีให้ฟัง", (2, 1), [0, 4_000]),
]


@pytest.mark.parametrize("money", MONEY.values(), ids=MONEY)
def test_levels_again_in_every_row(tmp_path: Path, money: tuple[str, str]) -> None:
    rows = ["\t".join(row) + "\n" if row else "\nเทศบาลตำบลหนองสมมุติ\n\n" + HEAD for row in table(money)]
    assert read(tmp_path, TITLE + HEAD + "".join(rows), "plan.txt") == WANTED


@pytest.mark.parametrize("money", MONEY.values(), ids=MONEY)
def test_merged_levels_again_at_the_top_of_the_page(tmp_path: Path, money: tuple[str, str]) -> None:
    head = "<tr>" + "".join(f"<td>{title}</td>" for title in HEAD.strip().split("\t")) + "</tr>"
    first, second, _, rest, third = table(money)

    def cells(row: list[str], start: int = 0) -> str:
        return "".join(f"<td>{text.replace(' (', '<br>(')}</td>" for text in row[start:])

    merged = "".join(f'<td rowspan="2">{text}</td>' for text in rest[:2])
    pages = (
        f"<table>{head}<tr>{cells(first)}</tr><tr>{cells(second)}</tr></table><p>เทศบาลตำบลหนองสมมุติ</p>"
        f"<table>{head}<tr>{merged}{cells(rest, 2)}</tr><tr>{cells(third, 2)}</tr></table>"
    )
    title = "".join(f"<p>{line}</p>" for line in TITLE.split("\n") if line)
    assert read(tmp_path, f"<html><body>{title}{pages}</body></html>", "plan.html") == WANTED


def test_row_without_number_below_another_level_is_a_project(tmp_path: Path) -> None:
    rows = table(MONEY["plain"])
    rows[3] = ["3. ร่วมมือกันทุกบ้าน", "3.1 รับฟังความเห็น", "", "ตำบลเราทุกหมู่บ้าน", "เพื่อรับฟัง", "", "", ""]
    text = TITLE + HEAD + "".join("\t".join(row) + "\n" if row else "\n" + HEAD for row in rows)
    assert [path for _, path, _ in read(tmp_path, text, "plan.txt")] == [(1, 1), (2, 1), (3, 1), (2, 1)]


def test_a_page_with_nothing_but_headings_of_levels_below_the_titles_is_of_the_table():
    plan = parse_plan(
        document(
            "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568",
            ["ข้อ | โครงการ | งบประมาณ | หมายเหตุ", " | มิติที่ 1 คนซื่อ | | ", " | 1.1 งานโรงเรียน | | "],
            PAGE_BREAK,
            ["1 | โครงการลานวัด | 5,000 | ", "2 | โครงการตลาดนัด | 4,000 | ", "3 | กิจกรรมเสียงตามสาย | 100 | "],
        )
    )
    assert [p.path for p in plan.projects] == [(1, 1)] * 3
    assert [h.name for h in plan.headings] == ["คนซื่อ", "งานโรงเรียน"]
