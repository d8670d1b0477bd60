"""Every value's box covers the ink that it was read from, on turned pages too: pdfium itself says what stands in it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pypdfium2
import pytest

import phaen
from extract.read.layout.printed import displayed
from samples.make.documents import FOLDER

DOCUMENTS = [
    "4_tambon_khlong_dok_kaeo.pdf",  # a progress report
    "5_changwat_uthai_thani.pdf",
    "6_nakhon_thara_thong.turned.pdf",  # its summary stands on pages with /Rotate
    "7_tambon_thung_dao_rueang.web.pdf",
]
AIR = 1.5
"""Points around a box within which a glyph's origin may lie."""

THAI_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
LETTERS = re.compile(r"[ก-ฮ0-9]")


@cache
def values(name: str) -> list[dict[str, Any]]:
    """The rows of `provenance`."""
    return phaen.convert(FOLDER / name).provenance.to_dict("records")


def letters(text: str) -> str:
    """Consonants and digits: what every text layer has right."""
    return "".join(LETTERS.findall(text.translate(THAI_TO_ARABIC)))


def text_in(document: pypdfium2.PdfDocument, page_number: int, box: str) -> str:
    """What pdfium finds in a box of a page as displayed."""
    page = document[page_number - 1]
    x0, top, x1, bottom = map(float, box.split())
    left, low, right, high = undisplayed(page, (x0 - AIR, top - AIR, x1 + AIR, bottom + AIR))
    return page.get_textpage().get_text_bounded(left, low, right, high)


def undisplayed(page: pypdfium2.PdfPage, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """A box of the page as displayed (y down) on the unrotated page (y up)."""
    width, height = page.get_size()
    turns = page.get_rotation() // 90 % 4
    # turning on by as much as is missing to a whole turn; `displayed` wants the size after its turn
    x0, top, x1, bottom = box
    upright = (x0, height - bottom, x1, height - top)
    if turns == 0:
        return upright
    size = (width, height) if turns == 2 else (height, width)
    a, b, c, d = displayed(4 - turns, *size, upright)
    return a, size[1] - d, c, size[1] - b


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_value_has_a_box_within_its_page(name):
    with pypdfium2.PdfDocument(FOLDER / name) as document:
        sizes = [document.get_page_size(number) for number in range(len(document))]
    rows = values(name)
    assert {row["table"] for row in rows} >= {"documents", "projects"}
    for row in rows:
        x0, top, x1, bottom = map(float, row["bbox"].split())
        width, height = sizes[int(row["page"]) - 1]
        assert 0 <= x0 < x1 <= width
        assert 0 <= top < bottom <= height


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("table", ["documents", "projects", "budgets", "totals", "progress"])
def test_the_box_holds_what_the_value_was_read_from(name, table):
    """Its first letters at least: a value may go on over further lines and pages, its box is where it begins."""
    rows = [row for row in values(name) if row["table"] == table and letters(str(row["raw"]))]
    if not rows:
        pytest.skip(f"{name} has no {table}")
    missed = []
    with pypdfium2.PdfDocument(FOLDER / name) as document:
        for row in rows:
            there = letters(text_in(document, int(row["page"]), row["bbox"]))
            begins = letters(str(row["raw"]).strip().splitlines()[0])[:4]
            if begins not in there:
                missed.append((row["row_id"], row["field"], begins, there[:40]))
    assert len(missed) <= 0.02 * len(rows), missed[:5]


def test_turned_pages_are_among_them():
    with pypdfium2.PdfDocument(FOLDER / "6_nakhon_thara_thong.turned.pdf") as document:
        turned = {number for number in range(1, len(document) + 1) if document[number - 1].get_rotation()}
    pages = {int(row["page"]) for row in values("6_nakhon_thara_thong.turned.pdf") if row["table"] == "budgets"}
    assert turned & pages
