"""Marks of notes that a text prints in line: `โครงการปลูกใจซื่อ 1/` where a line below begins with `1/`. They are no text.

A mark is only left out if its note is printed. `Page.repairs` counts the marks; raw texts keep them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from extract.model.document import Block, Cell, Document, Line, Page
from extract.read.raised import NOTE_MARK

MOST_NOTES = 30
"""Numbers of notes. Plans have a few."""

_NOTE = re.compile(r"\s*(\d{1,2})/(?!\s*\d)\s*\S")
"""A note: a mark at the beginning of a text, and words behind it. 1/2566 is a number of a year."""

_MARK = re.compile(r"(?<=[^\s/\d.,])[ \t]*(\d{1,2})/(?=\s|$)|(?<=\d)[ \t]+(\d{1,2})/(?=\s|$)")
"""A mark behind a word or a figure. Behind a figure, there is a space before it."""


def without_printed_marks(document: Document) -> Document:
    """The document without the marks of the notes that it prints; unchanged if there are none."""
    notes = {match[1] for text in _texts(document) if (match := _NOTE.match(text))}
    if not 0 < len(notes) <= MOST_NOTES or "1" not in notes:
        return document
    return replace(document, pages=tuple(_page(page, notes) for page in document.pages))


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks():
        if isinstance(block, Line):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells)


def _page(page: Page, notes: set[str]) -> Page:
    count = 0

    def cut(match: re.Match[str]) -> str:
        nonlocal count
        is_mark = (match[1] or match[2]) in notes
        count += is_mark
        return "" if is_mark else match[0]

    blocks = tuple(_block(block, cut) for block in page.blocks)
    if not count:
        return page
    return replace(page, blocks=blocks, repairs={**page.repairs, NOTE_MARK: page.repairs.get(NOTE_MARK, 0) + count})


def _block(block: Block, cut: Callable[[re.Match[str]], str]) -> Block:
    if isinstance(block, Line):
        return _part(block, cut)
    cells = tuple(_part(cell, cut) for cell in block.cells) if any("/" in cell.text for cell in block.cells) else None
    return block if cells is None else replace(block, cells=cells)


Part = TypeVar("Part", Line, Cell)


def _part(part: Part, cut: Callable[[re.Match[str]], str]) -> Part:
    text = _MARK.sub(cut, part.text) if "/" in part.text else part.text
    return part if text == part.text else replace(part, text=text)
