"""A part of the random pages that `make fuzz` draws: what can be seen is read, what cannot is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.model.document import Box, TextSource
from extract.read.printed_text import PrintedTextLine, TextCell, TextPage
from tests.drawn.drawn_compare import difference
from tests.drawn.drawn_content import Drawn, DrawnPage, Fate, How, make_page
from tests.drawn.drawn_run import ENGINES
from tests.drawn.made_face import made_face
from tests.drawn.ocr_oracle import doubts

SEEDS = range(1000, 1030)


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_read_of_drawn_pages_is_what_can_be_seen(engine):
    silent = {}
    for seed in SEEDS:
        page = make_page(seed, ("made",))
        found = difference(page, ENGINES[engine](page, made_face()))
        if found and not found.is_told:
            silent[seed] = (list(found.missing), list(found.extra))
    assert not silent


def test_letters_set_apart_in_a_short_line_are_one_word():
    """Fonts with much room beside their letters: the made face has little. Single glyphs, too."""
    for how in (How.PLAIN, How.SINGLE_GLYPHS):
        rows = [Drawn(text, 40, 700 - 40 * n, 16, how, letter_space=1.6) for n, text in enumerate(["ที่ดิน", "หมู่ที่"])]
        spaced = [Drawn("ปี 2568 ที่ดิน ของประชาชน หมู่ที่ 4", 40, 500, 16)]
        page = DrawnPage(595, 842, (0.0, 0.0), 0, False, 1.0, "made", (*rows, *spaced))
        for draw in ENGINES.values():
            assert not difference(page, draw(page, made_face()))


def test_every_way_of_hiding_is_drawn():
    fates = {drawn.fate for seed in SEEDS for drawn in make_page(seed, ("made",)).texts}
    assert fates == set(Fate)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_lost_line_is_found(engine):
    """The comparison itself can fail."""
    page = make_page(1000, ("made",))
    lost = next(drawn for drawn in page.texts if drawn.fate is Fate.SHOWN)
    less = replace(page, texts=tuple(drawn for drawn in page.texts if drawn.y != lost.y))
    assert difference(page, ENGINES[engine](less, made_face())).missing


def printed(*rows):
    lines = [
        PrintedTextLine(at, (TextCell(text, Box(50, 20 * at, 300, 20 * at + 12)),))
        for at, text in enumerate(rows, start=1)
    ]
    return TextPage(1, TextSource.PDF_TEXT, tuple(lines), 1.0)


@pytest.mark.parametrize(
    ("layer", "drawn", "readers"),
    [
        (("โครงการอบรม", "งบประมาณ 20,000"), ("โครงการอบรม", "งบประมาณ 20,000"), []),
        (("โครงการอบรม", "งบประมาณ 20,000"), ("โครงการอบรุม", "งบประมาณ 2๐,000"), []),
        (("โครงการอบรม", "ข้อความที่ถูกบัง"), ("โครงการอบรม",), ["layer"]),
        (("โครงการอบรม",), ("โครงการอบรม", "ตารางที่เป็นภาพ"), ["ocr"]),
        (("ญฬฆรกฌรฮบรฆ",), ("โครงการอบรม",), ["layer", "ocr"]),
    ],
)
def test_the_oracle_finds_lines_of_one_reading_only(layer, drawn, readers):
    assert [doubt.reader for doubt in doubts(printed(*layer), printed(*drawn))] == readers
