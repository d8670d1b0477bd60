"""Dots that belong to no text of their row."""

from __future__ import annotations

from extract.read.layout.lattice import ruled_tables
from extract.read.layout.printed import Rule
from extract.read.ocr.areas import regions, without_lone_dots
from extract.read.ocr.glyph_pictures import Glyph, GlyphRow
from extract.read.ocr.ink import Ink

LETTER = 20


def row(*boxes: tuple[int, int]) -> GlyphRow:
    """Glyphs by their left side and size, on one baseline."""
    glyphs = [Glyph(x, 40 - size, x + size, 40) for x, size in boxes]
    ink = [Ink(g.x0, g.top, g.x1, g.bottom, label) for label, g in enumerate(glyphs, 1)]
    return GlyphRow(glyphs, 20, 40, ink)


def kept(found: GlyphRow) -> list[int]:
    assert [glyph.x0 for glyph in found.glyphs] == [piece.x0 for piece in found.ink]
    return [glyph.x0 for glyph in found.glyphs]


def test_a_dot_in_the_margin_and_one_between_columns_are_no_text():
    found = row((0, 4), (100, 20), (125, 20), (200, 4), (260, 20))
    assert kept(without_lone_dots(found, LETTER)) == [100, 125, 260]


def test_full_stops_and_leaders_stay():
    stop = row((100, 20), (123, 4), (160, 20))
    assert kept(without_lone_dots(stop, LETTER)) == [100, 123, 160]
    leaders = row((100, 20), (150, 4), (180, 4), (210, 4), (260, 20))
    assert kept(without_lone_dots(leaders, LETTER)) == [100, 150, 180, 210, 260]


def test_many_dots_off_the_line_are_specks():
    glyphs = row((100, 20), (150, 4), (180, 4), (210, 4), (260, 20))
    for glyph, up in zip(glyphs.glyphs[1:4], (3, 12, 14), strict=True):
        glyph.top, glyph.bottom = glyph.top - up, glyph.bottom - up
    assert [glyph.x0 for glyph in without_lone_dots(glyphs, LETTER).glyphs] == [100, 260]


def test_a_row_of_a_dot_alone_stays():
    assert kept(without_lone_dots(row((100, 4)), LETTER)) == [100]


def letters(x0: int, y: int, count: int) -> list[Ink]:
    return [Ink(x0 + 24 * at, y, x0 + 24 * at + 20, y + LETTER) for at in range(count)]


def test_the_edge_of_a_sheet_and_a_fold_are_no_print_of_the_row_in_their_middle():
    rules = [Rule(y, 100, 900) for y in (400, 480, 520, 600)], [Rule(x, 400, 600) for x in (100, 500, 900)]
    tables = ruled_tables(*rules)
    words = [*letters(120, 425, 8), *letters(120, 490, 8), *letters(120, 545, 8)]
    edge, fold = Ink(105, 0, 890, 1000), Ink(480, 430, 490, 570)
    for extra in ([edge], [fold], [edge, fold]):
        found = regions(tables, sorted([*words, *extra], key=lambda ink: ink.top), (0, 0, 1000, 1000), letter=LETTER)
        assert [[len(row.ink) for row in region.rows] for region in found] == [[8], [8], [8]]


def test_a_picture_of_one_line_is_read():
    (region,) = regions([], letters(10, 10, 8), (0, 0, 300, 40), letter=LETTER)
    assert [len(row.ink) for row in region.rows] == [8]
