"""Printed lines and pages for tests: letters are five points wide, lines fifteen points apart."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model.document import Box, Line, Page, Place, TextSource
from extract.read.layout.printed import Cluster, Frame, PrintedLine, PrintedPage, PrintedPart, Rule

WIDE, TALL, STEP = 5.0, 10.0, 15.0
UPRIGHT = Frame(0, 600, 800)


def printed(*parts: tuple[float, str], at: float) -> PrintedLine:
    """One line on the baseline `at`: texts with their start positions."""
    clusters, spaces = [], []
    for x0, text in parts:
        for index, char in enumerate(text):
            x = x0 + index * WIDE
            if char == " ":
                spaces.append(x + WIDE / 2)
            else:
                clusters.append(Cluster(char, x, x + WIDE, at - TALL, at))
    return PrintedLine(clusters, spaces, TALL, at)


def paragraph(*lines: tuple[float, str], at: float = 100.0) -> list[PrintedLine]:
    """Lines one below the other, each with its start position."""
    return [printed(line, at=at + STEP * index) for index, line in enumerate(lines)]


def page_of(
    lines: Sequence[PrintedLine], across: Sequence[Rule] = (), upright: Sequence[Rule] = (), number: int = 1
) -> PrintedPage:
    """A page of 600 by 800 points."""
    part = PrintedPart(UPRIGHT, list(lines), list(across), list(upright))
    return PrintedPage(number, TextSource.PDF_TEXT, 600, 800, parts=[part])


def text_page(number: int, *lines: tuple[float, str], height: float = 800.0) -> Page:
    """A page of finished lines, each with its top."""
    blocks = tuple(
        Line(text, text, Place(number, n, Box(60, top, 60 + WIDE * len(text), top + TALL)), gap=True)
        for n, (top, text) in enumerate(lines, 1)
    )
    return Page(number, blocks, TextSource.PDF_TEXT, 600, height)
