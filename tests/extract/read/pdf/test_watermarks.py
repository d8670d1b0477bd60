"""Pale words under or between the lines are no text; pale text elsewhere is."""

from __future__ import annotations

import numpy as np
import pytest

from extract.read.pdf.watermarks import watermarks

BLACK, GREY, ORANGE, BLUE = (0, 0, 0, 255), (217, 224, 237, 255), (255, 192, 0, 255), (0, 0, 255, 50)


def line(text, x, y, colour):
    """Letters 5 wide and 7 high, as codes, boxes (left, right, bottom, top) and colours."""
    return [(ord(char), (x + 6 * at, x + 6 * at + 5, y, y + 7), colour) for at, char in enumerate(text)]


def marked(*lines):
    glyphs = [glyph for each in lines for glyph in each]
    codes, boxes, colours = (np.array(column, dtype=float) for column in zip(*glyphs, strict=True))
    found = watermarks(codes.astype(np.int64), boxes, colours)
    return "".join(chr(int(code)) for code, is_mark in zip(codes, found, strict=True) if is_mark)


TEXT = [line("กขคงจฉชซญดตถทน", 50, 700 - 40 * n, BLACK) for n in range(15)]


@pytest.mark.parametrize("colour", [GREY, BLUE, (255, 190, 190, 255)])
def test_pale_words_under_the_text_are_a_watermark(colour):
    assert marked(line("สำเนา", 52, 702, colour), *TEXT) == "สำเนา"


def test_tiles_between_the_lines_are_a_watermark():
    tiles = [line("ห้ามทำสำเนา", x, 720 - 40 * n, GREY) for n in range(15) for x in (50, 200)]
    assert marked(*tiles, *TEXT) == "ห้ามทำสำเนา" * 30


@pytest.mark.parametrize("colour", [ORANGE, GREY])
def test_pale_text_beside_the_text_is_text(colour):
    told = [line(f"ผ่านแล้วรายการที่{n}", 200, 700 - 40 * n, colour) for n in range(15)]
    assert not marked(*told, *TEXT)


def test_colourful_text_that_touches_other_text_is_text():
    told = [line("ผ่านแล้วดำเนินการแล้ว", 200, 700 - 40 * n, ORANGE) for n in range(15)]
    assert not marked(line("ผ่าน", 55, 703, ORANGE), *told, *TEXT)


def test_a_page_of_pale_text_is_text():
    assert not marked(line("กขค", 50, 500, GREY), line("กขค", 52, 502, GREY))
    assert not marked(line("กขค", 50, 500, (120, 120, 120, 255)), *TEXT)
