"""A text longer than its cell is printed over the rule, and perhaps over the next text: both stay whole."""

from __future__ import annotations

import pytest

from extract.model.document import Grid
from extract.read.layout.printed import Cluster, PrintedLine
from extract.read.pdf.pdf_reader import read_pdf
from extract.read.reader_interface import ReadableSource
from tests.extract.read.pdf.pdf_maker import Glyph, glyphs, pdf

XS = (50, 150, 230, 310)
RULES = [(50, y, 310, y) for y in (520, 490, 460)] + [(x, 460, x, 520) for x in XS]


def rows(page: list[Glyph]) -> list[list[str]]:
    (grid,) = read_pdf(ReadableSource("plan.pdf", pdf([page], RULES))).pages[0].blocks
    assert isinstance(grid, Grid)
    return [[cell.text for cell in row] for row in grid.rows()]


def line(text: str, x: float, run: int, pitch: float = 6.0) -> list[Cluster]:
    return [Cluster(char, x + pitch * at, x + pitch * at + 5, 4, 10, run=run) for at, char in enumerate(text)]


def cells(clusters: list[Cluster], *cuts: float) -> list[str]:
    return [segment.text for segment in PrintedLine(clusters, [], 6.0, 10.0).segments(cuts)]


@pytest.mark.parametrize("aside", [0, 2, 9, 14])
def test_a_name_over_an_amount_is_whole(aside):
    name = "ขยายบริการประชาชนถึงบ้านทุกหมู่"
    page = [*glyphs("ชื่อ", 55, 500), *glyphs("2566", 155, 500), *glyphs("2567", 235, 500)]
    width = 6 * sum(char not in "ัิีึืุู่้" for char in name)
    page += [*glyphs(name, 55, 470), *glyphs("500", 55 + width + 1 - aside, 470), *glyphs("-", 240, 470)]
    assert rows(page) == [["ชื่อ", "2566", "2567"], [name, "500", "-"]]


def test_a_word_over_a_rule_ends_with_its_object():
    name, amount = line("มาตรการใช้ทรัพย์สิน", 0, 1), line("500", 114, 2)
    assert cells([*name, *amount], 80.0) == ["มาตรการใช้ทรัพย์สิน", "500"]
    assert cells([*name, *line("กอง", 114, 2)], 80.0) == ["มาตรการใช้ทรัพย์สิน", "กอง"]


def test_words_drawn_in_pieces_over_a_rule_end_before_a_number():
    name = [cluster for at in range(4) for cluster in line("ตลาดค", 30 * at, at)]
    assert cells([*name, *line("-", 120, 9), *line("800", 160, 10)], 63.0, 140.0) == ["ตลาดค" * 4, "-", "800"]


def test_texts_on_both_sides_of_a_rule_are_cells():
    assert cells([*line("กองคลัง", 0, 1), *line("กองช่าง", 43, 2)], 42.0) == ["กองคลัง", "กองช่าง"]
    assert cells([*line("กองคลัง", 0, -1), *line("กองช่าง", 42, -1)], 30.0) == ["กองคล", "ังกองช่าง"]


@pytest.mark.parametrize("width", [1.0, 1.6])
def test_a_thin_digit_leaves_no_space(width):
    x, clusters = 0.0, []
    for char in "31,111":
        ink = width if char == "1" else 0.8 if char == "," else 4.6
        clusters.append(Cluster(char, x + (6 - ink) / 2, x + (6 + ink) / 2, 4, 10))
        x += 3.0 if char == "," else 6.0
    assert cells(clusters) == ["31,111"]
