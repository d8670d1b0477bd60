"""The tables of every sample PDF beside those that pdfplumber finds in it: the same cells with the same letters.

Where the two differ, the page was looked at, and DIFFERENT says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pdfplumber
import pytest

from extract.model.document import Grid, Page
from extract.read import read_document
from extract.read.layout import printed_document
from extract.read.options import OcrMode, ReadOptions
from samples.make.documents import DOCUMENTS, FOLDER

PDFS = [name for name in DOCUMENTS if name.endswith(".pdf") and ".scan" not in name]

DIFFERENT = {
    "2_tambon_ban_fa_sai.damaged.pdf": "its text layer gives digits for some marks, which pdfplumber passes on",
}

LETTERS = re.compile("[ก-ฮ0-9]")
THAI_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def letters(text: str | None) -> str:
    """Consonants and digits: pdfplumber puts marks and spaces elsewhere."""
    return "".join(LETTERS.findall((text or "").translate(THAI_TO_ARABIC)))


def ours(page: Page) -> list[list[str]]:
    return [[letters(cell.raw) for cell in block.cells] for block in page.blocks if isinstance(block, Grid)]


def pairs(name: str) -> Iterator[tuple[int, list[list[str]], list[list[str]]]]:
    """Each page's number, its tables as we read them, and as pdfplumber does."""
    document = read_document(FOLDER / name, options=ReadOptions(ocr=OcrMode.NEVER))
    with pdfplumber.open(FOLDER / name) as theirs:
        for page, other in zip(document.pages, theirs.pages, strict=True):
            tables = other.extract_tables()
            yield (
                page.number,
                ours(page),
                [[letters(cell) for row in table for cell in row if cell is not None] for table in tables],
            )


@pytest.fixture
def _rows_as_printed(monkeypatch):
    """Tables are joined over page breaks afterwards; pdfplumber reads each page for itself."""
    monkeypatch.setattr(printed_document, "with_tables_joined", tuple)


@pytest.mark.usefixtures("_rows_as_printed")
@pytest.mark.parametrize("name", PDFS)
def test_the_cells_are_those_of_pdfplumber(name):
    for number, mine, theirs in pairs(name):
        assert list(map(len, mine)) == list(map(len, theirs)), f"page {number}"
        if name not in DIFFERENT:
            assert mine == theirs, f"page {number}"


@pytest.mark.parametrize("name", DIFFERENT)
def test_what_differs_still_does(name):
    assert any(mine != theirs for _, mine, theirs in pairs(name))


def test_the_samples_have_tables():
    assert sum(len(table) for name in PDFS for _, mine, _ in pairs(name) for table in mine) > 500
